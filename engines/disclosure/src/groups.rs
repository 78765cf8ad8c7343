//! One row of groups with their total.

use crate::{Cell, DisclosureError, Release, SmallestGroup, people};
use serde::Serialize;

/// Groups and their total, fit to leave. The order is that of the groups that were given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReleasedGroups<T> {
    pub groups: Vec<Release<T>>,
    pub total: Release<T>,
}

/// Withholds what is too small and what would give it away, keeping as much as possible: the
/// complement is the smallest group that is left. `total` is the value over all groups; its n is
/// the sum of theirs.
///
/// ```
/// use lustrum_disclosure::{Cell, SmallestGroup, release_groups};
/// let groups = [12, 3, 7, 40].map(|n| Cell { n, value: 0.5 });
/// let released = release_groups(&groups, 0.5, SmallestGroup::new(5)?)?;
/// // 3 is too small; alone it would be the total minus the others, so 7 goes with it.
/// let withheld: Vec<bool> = released.groups.iter().map(|group| group.is_withheld()).collect();
/// assert_eq!(withheld, [false, true, true, false]);
/// assert!(!released.total.is_withheld());
/// # Ok::<(), lustrum_disclosure::DisclosureError>(())
/// ```
///
/// # Errors
/// [`DisclosureError::TooMany`] when the sum of all n overflows.
pub fn release_groups<T: Clone>(
    groups: &[Cell<T>],
    total: T,
    smallest: SmallestGroup,
) -> Result<ReleasedGroups<T>, DisclosureError> {
    let everyone = people(groups.iter().map(|group| group.n))?;
    let total_withheld = smallest.protects(everyone);
    let mut withheld: Vec<bool> = groups.iter().map(|g| smallest.protects(g.n)).collect();
    while !total_withheld && !safe(groups, &withheld, smallest) {
        let next = (0..groups.len()).filter(|at| !withheld[*at] && groups[*at].n > 0).min_by_key(|at| groups[*at].n);
        match next {
            Some(at) => withheld[at] = true,
            // All people are in withheld groups, and together they are enough.
            None => break,
        }
    }
    Ok(ReleasedGroups {
        groups: groups.iter().zip(withheld).map(|(group, withheld)| Release::of(group.clone(), withheld)).collect(),
        total: Release::of(Cell { n: everyone, value: total }, total_withheld),
    })
}

/// Nothing withheld, or at least two groups that together are large enough.
fn safe<T>(groups: &[Cell<T>], withheld: &[bool], smallest: SmallestGroup) -> bool {
    let hidden = || groups.iter().zip(withheld).filter(|(_, is)| **is);
    let count = hidden().count();
    let together: u64 = hidden().map(|(group, _)| group.n).sum();
    count == 0 || (count > 1 && together >= smallest.people())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn released(counts: &[u64], smallest: u64) -> ReleasedGroups<u64> {
        let groups: Vec<Cell<u64>> = counts.iter().map(|n| Cell { n: *n, value: *n }).collect();
        let total = counts.iter().sum();
        release_groups(&groups, total, SmallestGroup::new(smallest).unwrap()).unwrap()
    }

    #[test]
    fn nothing_is_withheld_without_need() {
        let all = released(&[5, 6, 0, 7], 5);
        assert!(all.groups.iter().all(|group| !group.is_withheld()));
    }

    #[test]
    fn two_small_groups_that_are_small_together_take_a_third() {
        let all = released(&[1, 2, 30, 9], 5);
        let withheld: Vec<bool> = all.groups.iter().map(Release::is_withheld).collect();
        assert_eq!(withheld, [true, true, false, true]);
    }

    #[test]
    fn a_total_of_too_few_is_withheld_as_well() {
        let all = released(&[0, 3, 0], 5);
        assert!(all.total.is_withheld() && all.groups[1].is_withheld());
    }

    #[test]
    fn counts_that_overflow_are_refused() {
        let groups = [u64::MAX, 1].map(|n| Cell { n, value: () });
        let refused = release_groups(&groups, (), SmallestGroup::new(5).unwrap());
        assert_eq!(refused, Err(DisclosureError::TooMany));
    }

    proptest! {
        #[test]
        fn subtraction_recovers_nothing_small(counts in prop::collection::vec(0_u64..20, 1..12), smallest in 2_u64..12) {
            let all = released(&counts, smallest);
            for (group, n) in all.groups.iter().zip(&counts) {
                prop_assert!(group.is_withheld() || *n == 0 || *n >= smallest);
            }
            if let Release::Shown(total) = all.total {
                prop_assert!(total.n == 0 || total.n >= smallest);
                let shown: u64 = all.groups.iter().map(|group| match group {
                    Release::Shown(cell) => cell.n,
                    Release::Withheld => 0,
                }).sum();
                let hidden = all.groups.iter().filter(|group| group.is_withheld()).count();
                prop_assert!(hidden != 1);
                prop_assert!(hidden == 0 || total.n - shown >= smallest);
            }
        }
    }
}
