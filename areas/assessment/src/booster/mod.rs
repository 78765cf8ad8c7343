//! Boosters: a few questions that are recalled at growing gaps after the learning, until the day until which it is
//! needed. They are practice: no one but the person sees how it went, and no score counts.

pub(crate) mod answer_pages;
pub(crate) mod api;
pub(crate) mod figures;
mod job;
pub(crate) mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use jiff::tz::TimeZone;
use lustrum_delivery::cohort::CohortId;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::{Day, Moment, id};
use sea_orm::FromQueryResult;

use crate::exam::TestId;
use crate::item::shuffled;

pub use job::AskBoosters;

id!(
    /// The boosters of a cohort.
    BoosterPlanId
);

/// So many questions are asked at once: two minutes of work.
pub const ITEMS: usize = 3;
/// Nobody is asked more often for one test.
pub const MOST: usize = 6;
/// What is needed for less than a week needs no booster; more than two years ahead nobody knows what is needed.
pub const SHORTEST_DAYS: i32 = 7;
pub const LONGEST_DAYS: i32 = 730;
/// A link is good for so many days.
pub const OPEN_DAYS: i32 = 14;

/// The gap to the first booster, in days, from how long something must be known. The gap that leaves most falls from 20
/// to 40 % of a test a week away to 5 to 10 % of one a year away (N. J. Cepeda, E. Vul, D. Rohrer, J. T. Wixted and
/// H. Pashler, *Spacing effects in learning: a temporal ridgeline of optimal retention*, 2008); the middles of both
/// ranges are joined by a power of the interval.
///
/// ```
/// use lustrum_assessment::booster::first_gap;
/// assert_eq!(first_gap(7), 2); // 30 %
/// assert_eq!(first_gap(180), 17); // 10 %
/// assert_eq!(first_gap(365), 27); // 7.5 %
/// ```
pub fn first_gap(needed_days: i32) -> i32 {
    let (week, year) = (0.30_f64, 0.075_f64);
    let slope = (year / week).ln() / (365.0_f64 / 7.0).ln();
    let share = week * (f64::from(needed_days.max(1)) / 7.0).powf(slope);
    (share * f64::from(needed_days)).round().max(1.0) as i32
}

/// The days of the boosters: the first after the gap above, each next gap twice as long, as long as what is learned is
/// still needed. Where the first day had passed when it was planned, recalling begins on that day instead.
///
/// ```
/// use lustrum_assessment::booster::days;
/// let day = |text: &str| text.parse().unwrap();
/// let words = |learned: &str, begins: &str| -> Vec<String> {
///     days(day(learned), day(begins), day("2026-08-29")).iter().map(ToString::to_string).collect()
/// };
/// assert_eq!(words("2026-03-02", "2026-03-02"), ["2026-03-19", "2026-04-22", "2026-06-29"]);
/// assert_eq!(words("2025-09-01", "2026-03-02"), ["2026-03-02", "2026-03-19", "2026-04-22", "2026-06-29"]);
/// ```
pub fn days(learned: Day, begins: Day, until: Day) -> Vec<Day> {
    let first = first_gap(until.days_since(begins));
    let late = u32::from(begins > learned);
    let after = (0..MOST as u32).map(|number| first * ((1 << (number + 1 - late)) - 1));
    after.map(|after| begins.plus_days(after)).take_while(|day| *day <= until).collect()
}

/// The day from which recalling is counted, for whoever plans it on a day.
pub fn begins(learned: Day, until: Day, today: Day) -> Day {
    if learned.plus_days(first_gap(until.days_since(learned))) < today { today } else { learned }
}

/// Which of a test's items someone is asked next: those that were asked least often, of these the ones that they knew
/// least about, the rest by lot.
///
/// ```
/// use lustrum_assessment::booster::pick;
/// // The second was wrong, nothing was asked before; then come the others.
/// assert_eq!(pick(&[1.0, 0.0, 0.5, 1.0], &[], 7)[..2], [1, 2]);
/// assert!(!pick(&[1.0, 0.0, 0.5, 1.0], &[1, 2], 7).contains(&1) || pick(&[1.0, 0.0, 0.5, 1.0], &[1, 2], 7)[2] == 1);
/// ```
pub fn pick(shares: &[f64], asked: &[usize], seed: i64) -> Vec<usize> {
    let mut places = shuffled(seed as u64, shares.len());
    let times = |place: usize| asked.iter().filter(|one| **one == place).count();
    // Stable: what is equal stays in the order of the lot.
    places.sort_by(|a, b| times(*a).cmp(&times(*b)).then(shares[*a].total_cmp(&shares[*b])));
    places.truncate(ITEMS);
    places
}

/// The boosters of a cohort for a test.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Plan {
    pub id: BoosterPlanId,
    pub partnership_id: PartnershipId,
    pub test_id: TestId,
    pub cohort_id: CohortId,
    /// As it was called then.
    pub cohort_title: String,
    pub language: String,
    pub zone: String,
    pub learned: Day,
    /// The day from which the gaps are counted: that of the learning, or the one on which it was planned late.
    pub begins: Day,
    pub needed_until: Day,
    pub ended_at: Option<Moment>,
}

impl Plan {
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
    pub fn days(&self) -> Vec<Day> {
        days(self.learned, self.begins, self.needed_until)
    }
}
