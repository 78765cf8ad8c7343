//! What one sitting says of its group.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::{Figure, Period, Source, Spoken, Unit};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::change::Mean;
use super::measured::figure;
use super::{Line, broken};
use crate::SMALLEST_GROUP;
use crate::sitting::Sitting;

#[derive(FromQueryResult)]
struct Scored {
    points: f64,
    most: f64,
    days: Option<i64>,
}

/// The mean of those who handed in, in percent of the points.
pub async fn group(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    sitting: &Sitting,
    at: Moment,
) -> Result<Vec<Line>, DbError> {
    let scored: Vec<Scored> = db
        .all(
            "SELECT points, most, days FROM attempt WHERE organisation_id = $1 AND sitting_id = $2 AND number = 1
             AND submitted_at IS NOT NULL AND points IS NOT NULL AND most > 0 LIMIT 10000",
            values![tenant, sitting.id],
        )
        .await?;
    let shares: Vec<f64> = scored.iter().map(|one| one.points / one.most * 100.0).collect();
    let mut days: Vec<i64> = scored.iter().filter_map(|one| one.days).collect();
    days.sort_unstable();
    let to = at.day_in(&sitting.time_zone()).min(sitting.closes).max(sitting.opens);
    let period = Period { from: sitting.opens.0, to: to.0 };
    let link = format!("/p/{partnership}/tests/{}", sitting.test_id);
    let source = Source { name: "assessment-source".to_owned(), link };
    let figure = if shares.len() as u64 >= SMALLEST_GROUP {
        figure(Mean::of_hundred(&shares), Unit::Percent, period, source)?
    } else if shares.is_empty() {
        Figure::without_evidence(Unit::Percent, period, source).map_err(|e| broken(&e))?
    } else {
        Figure::withheld(Unit::Percent, SMALLEST_GROUP, period, source).map_err(|e| broken(&e))?
    };
    let days = days.get(days.len() / 2).copied();
    Ok(vec![Line { key: "assessment-figure-score", figure, difference: false, tier: 4, days }])
}

pub fn spoken(t: &Speaker, line: &Line) -> Spoken {
    line.figure.spoken(t, line.difference)
}
