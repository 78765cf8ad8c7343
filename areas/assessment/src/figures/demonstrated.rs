//! What demonstrations say of a group.

use lustrum_kernel::Moment;
use lustrum_kernel::db::DbError;
use lustrum_kernel::figure::{Figure, Period, Source, Unit};
use lustrum_kernel::id::PartnershipId;

use super::change::Mean;
use super::measured::figure;
use super::{Line, broken};
use crate::SMALLEST_GROUP;
use crate::demonstration::Demonstration;
use crate::rubric::Rubric;

/// The mean share of the levels that was reached, of demonstrations that two raters scored; of fewer than five people
/// nothing.
pub fn line(
    partnership: PartnershipId,
    rubric: &Rubric,
    demonstrations: &[Demonstration],
    at: Moment,
) -> Result<Line, DbError> {
    let levels = rubric.criteria().first().map_or(0, |criterion| criterion.anchors.len());
    let scored: Vec<(f64, &Demonstration)> =
        demonstrations.iter().filter_map(|one| Some((one.share(levels)? * 100.0, one))).collect();
    let mut people: Vec<_> = scored.iter().map(|(_, one)| one.enrolment_id).collect();
    people.sort_unstable();
    people.dedup();
    let days = scored.iter().map(|(_, one)| one.day);
    let today = at.day_in(&jiff::tz::TimeZone::UTC);
    let period = Period { from: days.clone().min().unwrap_or(today).0, to: days.max().unwrap_or(today).0 };
    let source =
        Source { name: "assessment-source-rubric".to_owned(), link: format!("/p/{partnership}/rubrics/{}", rubric.id) };
    let shares: Vec<f64> = scored.iter().map(|(share, _)| *share).collect();
    let figure = if people.len() as u64 >= SMALLEST_GROUP {
        figure(Mean::of_hundred(&shares), Unit::Percent, period, source)?
    } else if people.is_empty() {
        Figure::without_evidence(Unit::Percent, period, source).map_err(|e| broken(&e))?
    } else {
        Figure::withheld(Unit::Percent, SMALLEST_GROUP, period, source).map_err(|e| broken(&e))?
    };
    let mut since: Vec<i64> = scored.iter().filter_map(|(_, one)| one.days).collect();
    since.sort_unstable();
    let days = since.get(since.len() / 2).copied();
    Ok(Line { key: "assessment-figure-demonstrated", figure, difference: false, tier: rubric.tier, days })
}
