//! Results: the KPIs that agreements in force release, over all units together, as the partner sees them on its own
//! page. What is withheld there is withheld here, from both sides.

use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::{Figure, FigureRefused, Period, Source, Unit};
use lustrum_kernel::{Day, Moment};
use lustrum_sharing::agreement::{self, Agreement, Grain};
use lustrum_sharing::release::{Observed, Release, Shown, release};
use lustrum_strategy::kpi::{self, Cadence, Kpi};
use lustrum_strategy::reading;
use sea_orm::DbErr;

use crate::quarter::Quarter;
use crate::review::content::Line;

pub(super) async fn of(
    db: &impl Sql,
    partnership: &Partnered,
    period: Quarter,
    at: Moment,
    charter: Option<&str>,
) -> Result<Vec<Line>, DbError> {
    let mut lines = Vec::new();
    let mut agreements = agreement::in_force(db, partnership.client, partnership.id, at).await?;
    agreements.sort_by_key(|agreement| (agreement.terms.kpi, agreement.id));
    agreements.dedup_by_key(|agreement| agreement.terms.kpi);
    // A partnership releases a handful of KPIs, and each has its own rule on what may be seen of it.
    for agreement in agreements {
        let Some(kpi) = kpi::find(db, partnership.client, agreement.terms.kpi).await? else { continue };
        let (from, until) = (period.first(), period.last());
        let readings = reading::as_known(db, partnership.client, kpi.id, at, from, until).await?;
        let observed: Vec<Observed> = readings
            .into_iter()
            .map(|known| Observed { unit: known.unit, period: known.period, value: known.value, n: known.people })
            .collect();
        let released = release(&observed, Grain::Total, agreement.terms.smallest_group).map_err(|e| broken(&e))?;
        let figure = figure(partnership, &agreement, &kpi, period, &released).map_err(|e| broken(&e))?;
        lines.push(Line {
            level: 4,
            key: "review-figure-kpi".to_owned(),
            about: kpi.title.clone(),
            figure,
            difference: false,
            decimals: u8::try_from(kpi.current.definition.decimals).ok(),
            charter: charter.map(str::to_owned),
        });
    }
    Ok(lines)
}

fn broken(error: &dyn std::fmt::Display) -> DbError {
    DbError::Broken(DbErr::Type(error.to_string()))
}

/// The newest total of the quarter that may be shown.
fn figure(
    partnership: &Partnered,
    agreement: &Agreement,
    kpi: &Kpi,
    period: Quarter,
    released: &Release,
) -> Result<Figure, FigureRefused> {
    let definition = &kpi.current.definition;
    let percent = definition.unit.trim() == "%";
    let unit = if percent { Unit::Percent } else { Unit::Named { name: definition.unit.clone() } };
    let source = Source {
        name: format!("{} ({})", definition.source, kpi.current.number),
        link: format!("/p/{}/shared", partnership.id),
    };
    let shown = released.periods.iter().zip(&released.totals).rev().find_map(|(day, total)| match total {
        Shown::Value { value, n } => Some((*day, *value, *n)),
        _ => None,
    });
    match shown {
        Some((day, value, n)) if percent => Figure::percentage(value, n, covered(definition.cadence, day), source),
        Some((day, value, n)) => Figure::new(value, unit, covered(definition.cadence, day), source)?.with_n(n),
        None if released.is_empty() => Figure::without_evidence(unit, period.period(), source),
        None => {
            let smallest = u64::try_from(agreement.terms.smallest_group).unwrap_or_default();
            Figure::withheld(unit, smallest, period.period(), source)
        }
    }
}

/// The days that a reading is about.
fn covered(cadence: Cadence, first: Day) -> Period {
    let months = match cadence {
        Cadence::Monthly => 1,
        Cadence::Quarterly => 3,
        Cadence::Yearly => 12,
    };
    Period { from: first.0, to: first.plus_months(months).plus_days(-1).0 }
}
