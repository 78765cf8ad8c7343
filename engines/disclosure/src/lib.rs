//! What may leave: suppression of small groups, with nothing to be worked back.
//!
//! A figure about fewer people than the agreed smallest group is withheld (**primary**
//! suppression). Where a shown total would give it away by subtraction, further figures are
//! withheld with it (**complementary** suppression). What is withheld for either reason looks the
//! same from outside: to say which is which would itself tell something.
//!
//! [`release_groups`] takes one row of groups with their total; [`release_table`] takes rows by
//! columns with both margins and the grand total. Groups of nobody are shown: there is nobody to protect.
//!
//! The promise, and its limit: from what is shown, no withheld figure can be calculated by adding
//! and subtracting, and neither can the sum of withheld groups that together are smaller than the
//! smallest group. Bounds are not narrowed further: who knows that four groups hold twelve people
//! knows that none holds thirteen.
//!
//! Source: Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), chapter 4.

mod cut;
mod groups;
mod table;

pub use groups::{ReleasedGroups, release_groups};
pub use table::{ReleasedTable, Table, release_table};

use serde::Serialize;

/// The smallest group of which a figure may be shown: two or more.
///
/// ```
/// use lustrum_disclosure::SmallestGroup;
/// assert_eq!(SmallestGroup::new(5)?.people(), 5);
/// assert!(SmallestGroup::new(1).is_err());
/// # Ok::<(), lustrum_disclosure::DisclosureError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SmallestGroup(u64);

impl SmallestGroup {
    /// # Errors
    /// [`DisclosureError::SmallestGroup`] below two, which would protect nobody.
    pub fn new(people: u64) -> Result<Self, DisclosureError> {
        if people < 2 {
            return Err(DisclosureError::SmallestGroup(people));
        }
        Ok(Self(people))
    }

    /// Number of people.
    pub fn people(self) -> u64 {
        self.0
    }

    /// True for a group that holds people, but too few.
    pub(crate) fn protects(self, n: u64) -> bool {
        n > 0 && n < self.0
    }
}

/// A figure about `n` people.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cell<T> {
    pub n: u64,
    pub value: T,
}

/// A figure that may leave, or the fact that there is one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Release<T> {
    Shown(Cell<T>),
    /// Neither its number of people nor its value leaves.
    Withheld,
}

impl<T> Release<T> {
    pub(crate) fn of(cell: Cell<T>, withheld: bool) -> Self {
        if withheld { Self::Withheld } else { Self::Shown(cell) }
    }

    /// True when the figure is not shown.
    pub fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld)
    }
}

/// Why a table can't be released.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    #[error("a smallest group of {0} protects nobody; at least 2 are needed")]
    SmallestGroup(u64),
    #[error("{part} has {found} figures where {expected} are expected")]
    Shape { part: &'static str, found: usize, expected: usize },
    #[error("the numbers of people add up to more than can be counted")]
    TooMany,
}

/// Sum of numbers of people.
pub(crate) fn people(counts: impl Iterator<Item = u64>) -> Result<u64, DisclosureError> {
    let mut sum = 0_u64;
    for count in counts {
        sum = sum.checked_add(count).ok_or(DisclosureError::TooMany)?;
    }
    Ok(sum)
}
