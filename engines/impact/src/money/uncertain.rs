//! A number that is not known exactly.

use crate::{ImpactError, chance::Chance};
use serde::Serialize;

/// A value with its standard error, 0 where it is known exactly.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Uncertain {
    pub value: f64,
    pub error: f64,
}

impl Uncertain {
    /// Known exactly.
    pub fn exact(value: f64) -> Self {
        Self { value, error: 0.0 }
    }

    /// A value with its standard error.
    ///
    /// ```
    /// use lustrum_impact::money::Uncertain;
    /// assert!(Uncertain::new(4.0, -1.0).is_err());
    /// assert_eq!(Uncertain::new(4.0, 1.0)?.error, 1.0);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::Argument`] when either is not finite or the error is negative.
    pub fn new(value: f64, error: f64) -> Result<Self, ImpactError> {
        if value.is_finite() && error.is_finite() && error >= 0.0 {
            Ok(Self { value, error })
        } else {
            Err(ImpactError::Argument("a value and its standard error are numbers, and the error is not negative"))
        }
    }

    pub(super) fn draw(self, chance: &mut Chance) -> f64 {
        self.value + self.error * chance.normal()
    }
}
