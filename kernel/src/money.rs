//! Money: integer minor units with a currency. Nothing else adds up.

use serde::{Deserialize, Serialize};

/// An amount in minor units (cents) of one currency (ISO 4217, three letters).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: String,
}

/// Two amounts of different currencies do not add up.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} and {1} do not add up")]
pub struct OtherCurrency(pub String, pub String);

impl Money {
    pub fn new(minor: i64, currency: &str) -> Self {
        Self { minor, currency: currency.to_owned() }
    }
    pub fn plus(&self, other: &Self) -> Result<Self, OtherCurrency> {
        if self.currency != other.currency {
            return Err(OtherCurrency(self.currency.clone(), other.currency.clone()));
        }
        Ok(Self { minor: self.minor.saturating_add(other.minor), currency: self.currency.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euros_and_dollars_do_not_add_up() {
        let euros = Money::new(5_200_000, "EUR");
        assert_eq!(euros.plus(&Money::new(1, "EUR")), Ok(Money::new(5_200_001, "EUR")));
        assert!(euros.plus(&Money::new(1, "USD")).is_err());
    }
}
