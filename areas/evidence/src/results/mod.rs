//! Results: how the KPIs of a partnership moved, read from their readings. A change is described beside the value that
//! was written down before; whether the training caused it is for a study to say.

pub mod charts;
pub mod pages;
mod store;

use std::sync::Arc;

use lustrum_kernel::Day;
use lustrum_kernel::access::{PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::figure::{Figure, Period, Source, Unit};
use lustrum_kernel::problem::Problem;
use lustrum_sharing::agreement::Agreement;
use lustrum_sharing::release::Shown;
use lustrum_sharing::{agreement, ledger, release};
use lustrum_strategy::kpi::{self, Kpi};
use lustrum_strategy::reading;

use crate::levels::{Level, Line, Look, Mean, broken};
use store::{Promise, kpis, promises};

/// A KPI over its periods.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub kpi: Kpi,
    /// The value before, as the charter has it, else the goal.
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    pub periods: Vec<PeriodValue>,
    /// The last value that is shown, minus the baseline; the interval is over the units of that period.
    pub change: Option<Mean>,
    /// By which the partner sees it; nothing on the organisation's side.
    pub agreement: Option<Agreement>,
}

/// The plain mean over the units of one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeriodValue {
    pub period: Day,
    /// Nothing where it is withheld.
    pub mean: Option<f64>,
    pub units: Option<i64>,
    pub people: Option<i64>,
}

impl Indicator {
    pub fn last(&self) -> Option<(&PeriodValue, f64)> {
        self.periods.iter().rev().find_map(|period| period.mean.map(|mean| (period, mean)))
    }
    pub fn digits(&self) -> usize {
        usize::try_from(self.kpi.current.definition.decimals).unwrap_or(1)
    }
    pub fn percent(&self) -> bool {
        self.kpi.current.definition.unit.trim() == "%"
    }
}

/// The KPIs that one side may see: the organisation those of its charter, its programmes and its shared goals, the
/// partner those that agreements in force release.
pub async fn indicators(db: &impl Sql, look: &Look) -> Result<Arc<Vec<Indicator>>, Problem> {
    remember(db, look.tenant, look.at, "indicators", look.which(), read(db, look)).await
}

async fn read(db: &impl Sql, look: &Look) -> Result<Vec<Indicator>, Problem> {
    let promises = promises(db, look).await?;
    let mut indicators = Vec::new();
    // A partnership has a handful of KPIs, and each has its own rule on what may be seen of it.
    match look.side {
        Side::Organisation => {
            for id in kpis(db, look, &promises).await? {
                let Some(kpi) = kpi::find(db, look.tenant, id).await? else { continue };
                indicators.push(of_organisation(db, look, kpi, &promises).await?);
            }
        }
        Side::Partner => {
            let mut agreements = agreement::in_force(db, look.tenant, look.partnership, look.at).await?;
            agreements.sort_by_key(|agreement| (agreement.terms.kpi, agreement.id));
            agreements.dedup_by_key(|agreement| agreement.terms.kpi);
            for agreement in agreements {
                let Some(kpi) = kpi::find(db, look.tenant, agreement.terms.kpi).await? else { continue };
                indicators.push(of_partner(db, look, kpi, agreement, &promises).await?);
            }
        }
    }
    Ok(indicators)
}

fn promised(kpi: &Kpi, promises: &[Promise]) -> (Option<f64>, Option<f64>) {
    let own = || promises.iter().filter(|promise| promise.kpi == kpi.id);
    (own().find_map(|promise| promise.baseline), own().find_map(|promise| promise.target))
}

async fn of_organisation(db: &impl Sql, look: &Look, kpi: Kpi, promises: &[Promise]) -> Result<Indicator, Problem> {
    let means = reading::means_by_period(db, look.tenant, kpi.id, look.at, look.from, look.until).await?;
    let (baseline, target) = promised(&kpi, promises);
    let change = match (means.last(), baseline) {
        (Some(last), Some(baseline)) => {
            let readings = reading::as_known(db, look.tenant, kpi.id, look.at, last.period, last.period).await?;
            let changes: Vec<f64> = readings.iter().map(|reading| reading.value - baseline).collect();
            Some(Mean::of(&changes))
        }
        _ => None,
    };
    let periods = means
        .into_iter()
        .map(|mean| PeriodValue {
            period: mean.period,
            mean: Some(mean.mean),
            units: Some(mean.units),
            people: mean.people,
        })
        .collect();
    Ok(Indicator { kpi, baseline, target, periods, change, agreement: None })
}

async fn of_partner(
    db: &impl Sql,
    look: &Look,
    kpi: Kpi,
    agreement: Agreement,
    promises: &[Promise],
) -> Result<Indicator, Problem> {
    let released = release::figures_between(db, &agreement, look.at, look.from, look.until).await?;
    let (baseline, target) = promised(&kpi, promises);
    let periods: Vec<PeriodValue> = released
        .periods
        .iter()
        .zip(&released.totals)
        .map(|(period, total)| {
            let (mean, people) = match total {
                Shown::Value { value, n } => (Some(*value), i64::try_from(*n).ok()),
                _ => (None, None),
            };
            PeriodValue { period: *period, mean, units: None, people }
        })
        .collect();
    let mut indicator = Indicator { kpi, baseline, target, periods, change: None, agreement: Some(agreement) };
    // Values of single units may be withheld, so there is nothing to make an interval of.
    indicator.change = indicator.last().zip(baseline).map(|((period, value), baseline)| Mean {
        value: value - baseline,
        interval: None,
        n: usize::try_from(period.people.unwrap_or_default()).unwrap_or_default(),
    });
    Ok(indicator)
}

/// For each KPI its last value, and its change where there is a value from before.
pub(crate) fn lines(look: &Look, indicators: &[Indicator]) -> Result<Vec<Line>, DbError> {
    let mut lines = Vec::new();
    for indicator in indicators {
        let percent = indicator.percent();
        let name = || indicator.kpi.current.definition.unit.clone();
        let unit = if percent { Unit::Percent } else { Unit::Named { name: name() } };
        let source = source(look, indicator);
        let smallest = indicator.agreement.as_ref().map_or(crate::SMALLEST_GROUP, |agreement| {
            u64::try_from(agreement.terms.smallest_group).unwrap_or_default()
        });
        let value = match indicator.last() {
            Some((at, value)) => {
                let n = at.units.or(at.people).and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
                Mean { value, interval: None, n }.figure(unit, covered(indicator, at.period), source.clone())
            }
            None if indicator.periods.is_empty() => Figure::without_evidence(unit, look.period(), source.clone()),
            None => Figure::withheld(unit, smallest, look.period(), source.clone()),
        };
        let line =
            |key, figure, difference| Line { key, about: indicator.kpi.title.clone(), figure, difference, grade: None };
        if let Some((change, (at, _))) = indicator.change.zip(indicator.last()) {
            let unit = if percent { Unit::PercentagePoints } else { Unit::Named { name: name() } };
            let figure = change.figure(unit, covered(indicator, at.period), source);
            lines.push(line("evidence-figure-change", figure.map_err(|e| broken(&e))?, true));
        }
        lines.push(line("evidence-figure-kpi", value.map_err(|e| broken(&e))?, false));
    }
    Ok(lines)
}

fn source(look: &Look, indicator: &Indicator) -> Source {
    let current = &indicator.kpi.current;
    Source {
        name: format!("{} ({})", current.definition.source, current.number),
        link: look.source(Level::Results).link,
    }
}

/// The days of a period that begins on this day.
fn covered(indicator: &Indicator, first: Day) -> Period {
    let last = first.plus_months(indicator.kpi.current.definition.cadence.months()).plus_days(-1);
    Period { from: first.0, to: last.0 }
}

/// Notes in the ledger that someone of the partner's side is about to see these figures.
pub async fn note(app: &App, scope: &PartnershipScope, released: &[Agreement]) -> Result<(), Problem> {
    if scope.side == Side::Partner {
        for agreement in released {
            ledger::note(app, scope, agreement).await?;
        }
    }
    Ok(())
}
