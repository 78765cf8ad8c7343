//! What a programme costs: in all, per cohort, per person, and per person who applies what was learned. The same for
//! both sides, from the same lines.

use std::collections::BTreeMap;

use lustrum_delivery::cohort::{Cohort, CohortId};
use lustrum_evidence::ratings::Changed;
use lustrum_impact::{Level, wilson};
use lustrum_kernel::Day;
use lustrum_programme::programme::ProgrammeId;

use super::{Cost, Kind};

/// Whoever stands this much higher than before, over all rated behaviours together on the scale of 1 to 5, applies it.
pub const APPLIES_FROM: f64 = 0.5;

/// A sum in minor units.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    pub minor: i64,
    pub currency: String,
    pub lines: usize,
    /// The days that the lines cover.
    pub days: (Day, Day),
    /// Kinds without a line. Fully loaded is what has none.
    pub missing: Vec<Kind>,
}

/// The sum of the lines that count; nothing where there is none.
pub fn total<'a>(costs: impl IntoIterator<Item = &'a Cost>) -> Option<Total> {
    let costs: Vec<&Cost> = costs.into_iter().filter(|cost| cost.counts()).collect();
    let first = costs.first()?;
    let days = costs.iter().map(|cost| (cost.words.from, cost.words.until));
    let days = days.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    Some(Total {
        minor: costs.iter().map(|cost| cost.words.amount).sum(),
        currency: first.words.currency.clone(),
        lines: costs.len(),
        days,
        missing: Kind::ALL.into_iter().filter(|kind| costs.iter().all(|cost| cost.words.kind != *kind)).collect(),
    })
}

/// What one cohort costs: its own lines, and its part of those of the whole programme by how many are in it.
#[derive(Clone, Debug, PartialEq)]
pub struct OfCohort {
    pub title: String,
    pub people: i64,
    pub minor: f64,
}

/// The cohorts of a programme that were trained. Wait-lists cost nothing of their own.
pub fn by_cohort(costs: &[Cost], programme: ProgrammeId, cohorts: &[Cohort]) -> Vec<OfCohort> {
    let trained: Vec<&Cohort> = cohorts.iter().filter(|one| one.programme_id == programme && !one.waits).collect();
    let everyone: i64 = trained.iter().map(|cohort| cohort.people).sum();
    let of_programme = costs.iter().filter(|cost| cost.counts() && cost.words.programme == Some(programme));
    let (mut own, mut shared): (BTreeMap<CohortId, i64>, i64) = (BTreeMap::new(), 0);
    for cost in of_programme {
        match cost.words.cohort.filter(|id| trained.iter().any(|cohort| cohort.id == *id)) {
            Some(id) => *own.entry(id).or_default() += cost.words.amount,
            None => shared += cost.words.amount,
        }
    }
    let of = |cohort: &Cohort| {
        let part = if everyone > 0 { shared as f64 * cohort.people as f64 / everyone as f64 } else { 0.0 };
        let own = own.get(&cohort.id).copied().unwrap_or_default() as f64;
        OfCohort { title: cohort.title.clone(), people: cohort.people, minor: own + part }
    };
    trained.into_iter().map(of).collect()
}

/// Who are enrolled in the programme that the costs are of, its wait-lists apart; nothing where the costs are of several
/// programmes, or of none.
pub fn enrolled(costs: &[Cost], cohorts: &[Cohort]) -> Option<i64> {
    let mut programmes = costs.iter().filter(|cost| cost.counts()).filter_map(|cost| cost.words.programme);
    let first = programmes.next()?;
    if programmes.any(|other| other != first) {
        return None;
    }
    let own = cohorts.iter().filter(|cohort| cohort.programme_id == first && !cohort.waits);
    Some(own.map(|cohort| cohort.people).sum()).filter(|people: &i64| *people > 0)
}

/// Minor units for each of so many, with the range in which it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Per {
    pub minor: f64,
    pub range: Option<(f64, f64)>,
    pub n: usize,
}

/// For each of so many people.
///
/// ```
/// use lustrum_study::money::cost::per;
/// assert_eq!(per(120_000, 40).map(|per| per.minor), Some(3_000.0));
/// assert_eq!(per(120_000, 0), None);
/// ```
pub fn per(minor: i64, people: i64) -> Option<Per> {
    let n = usize::try_from(people).ok().filter(|n| *n > 0)?;
    Some(Per { minor: minor as f64 / n as f64, range: None, n })
}

/// Of those trained who were rated before and after, how many apply it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    pub yes: usize,
    pub of: usize,
}

pub fn applied(changes: &[Changed], programme: ProgrammeId) -> Applied {
    let mut people: BTreeMap<&str, (f64, u32)> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.trained && change.programme == programme) {
        let one = people.entry(&change.subject).or_default();
        *one = (one.0 + change.after - change.before, one.1 + 1);
    }
    // Sums of whole ratings are exact, so the edge is where it says it is.
    let yes = people.values().filter(|(sum, rated)| *sum >= APPLIES_FROM * f64::from(*rated)).count();
    Applied { yes, of: people.len() }
}

/// What each person costs divided by the share who apply it, with the interval of that share. Nothing where too few were
/// rated to be shown, or nobody applies it.
///
/// ```
/// use lustrum_study::money::cost::{Applied, per, per_applying};
/// let each = per(100_000, 10).unwrap();
/// let applying = per_applying(each, Applied { yes: 10, of: 20 }).unwrap();
/// assert_eq!((applying.minor, applying.n), (20_000.0, 20));
/// assert!(per_applying(each, Applied { yes: 2, of: 4 }).is_none());
/// ```
pub fn per_applying(each: Per, applied: Applied) -> Option<Per> {
    let enough = u64::try_from(applied.of).is_ok_and(|of| of >= lustrum_evidence::SMALLEST_GROUP);
    if !enough || applied.yes == 0 {
        return None;
    }
    let share = wilson(applied.yes, applied.of, Level::default()).ok()?;
    let (low, high) = (share.interval.low, share.interval.high);
    let range = (low > 0.0).then(|| (each.minor / high, each.minor / low));
    Some(Per { minor: each.minor / share.share, range, n: applied.of })
}
