//! The limits of a mandate: until a day, and up to an amount in one currency. Nothing says what an amount in another currency
//! comes to, so it is within no limit of money, however small it is.

#[cfg(test)]
mod tests;

use lustrum_kernel::Day;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::money::Money;

use super::Holding;

/// How far a mandate reaches; without limits until it is taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// The largest amount that the person may decide on.
    pub most: Option<Money>,
}

impl Limits {
    pub fn in_force_on(&self, day: Day) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
    /// Whether an amount is within them. What is about no money is within every limit.
    pub fn cover(&self, amount: Option<&Money>) -> bool {
        let (Some(amount), Some(most)) = (amount, &self.most) else { return true };
        amount.currency == most.currency && amount.minor <= most.minor
    }
    /// Whether these reach at least as far in money as others.
    pub(super) fn reaches(&self, other: &Self) -> bool {
        match (&self.most, &other.most) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(most)) => own.currency == most.currency && own.minor >= most.minor,
        }
    }
    /// Whether `others`, if they are to hold from now on, reach no further than these, in money and in time.
    pub(super) fn within(&self, others: &Self) -> bool {
        let sooner = match (self.until, others.until) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(until)) => until <= own,
        };
        sooner && self.reaches(others)
    }
}

/// The limit of a person among these hands that is in another currency than an amount, so that the two can't be compared.
pub fn in_another_currency(held: &[Holding], person: PersonId, amount: Option<&Money>) -> Option<Money> {
    let amount = amount?;
    let own = held.iter().filter(|held| held.person == person);
    own.filter_map(|held| held.limits.most.clone()).find(|most| most.currency != amount.currency)
}
