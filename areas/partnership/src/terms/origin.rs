//! Results that come from a study and are not typed: which studies are of a measure, whether their latest run can be
//! settled from, and what of it is frozen, so that anyone can look up the same run and compare its hashes.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::studied::{self, Run, Studied};
use lustrum_kernel::{Day, Moment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::fee::Measured;
use super::statement::Figure;
use super::{MICRO, Outcome, Terms, store};

/// The largest effect, in units, that is kept in millionths.
const LARGEST: f64 = 1e6;
/// The rules of terms speak of intervals of this level.
const LEVEL: f64 = 0.95;

/// The run of a study that a result was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Origin {
    #[schema(value_type = uuid::Uuid)]
    pub study: Uuid,
    pub title: String,
    /// Counts the runs of the study, from 1.
    pub run: i64,
    #[schema(value_type = String)]
    pub made_at: Moment,
    /// The months that it looks at, where its plan names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<String>>)]
    pub months: Option<(Day, Day)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design: Option<String>,
    pub verdict: String,
    /// The checks that failed: while there is one, the result is not yet conclusive.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<String>,
    /// SHA-256 of the registered plan, of the data and of the answer as it is kept; and what computed it.
    pub plan_hash: String,
    pub data_hash: String,
    pub answer_hash: String,
    pub code: String,
}

impl Origin {
    /// Whether every check on which the interval stands held.
    pub fn holds(&self) -> bool {
        self.failed.is_empty()
    }
}

/// What is given for one part: a figure that was typed, or one from a study. A study without an identified effect gives
/// its origin and no figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub figure: Option<Figure>,
    pub origin: Option<Origin>,
}

impl From<Option<Figure>> for Given {
    fn from(figure: Option<Figure>) -> Self {
        Self { figure, origin: None }
    }
}

/// Why nothing can be settled from a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The partner does not see it, and both sides settle from what both can read.
    Unshared,
    NotRun,
    /// It counts in another unit than the terms.
    Unit(String),
    /// Its interval is of another level than the rules speak of, or beyond what can be kept.
    Interval,
}

impl Unusable {
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unshared => "unshared",
            Self::NotRun => "not-run",
            Self::Unit(_) => "unit",
            Self::Interval => "interval",
        }
    }
}

/// A study of the measure that a part hangs on.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Of the part, among those that hang on a measure.
    pub place: usize,
    pub studied: Studied,
    pub given: Result<Given, Unusable>,
}

/// What can be settled from this study.
pub fn given(part: &Outcome, studied: &Studied) -> Result<Given, Unusable> {
    let run = studied.run.as_ref().ok_or(Unusable::NotRun)?;
    if !studied.shared {
        return Err(Unusable::Unshared);
    }
    if !part.unit.trim().eq_ignore_ascii_case(studied.unit.trim()) {
        return Err(Unusable::Unit(studied.unit.clone()));
    }
    let figure = match run.effect {
        None => None,
        Some((estimate, interval)) => Some(figure(studied, run, estimate, interval)?),
    };
    Ok(Given { figure, origin: Some(origin(studied, run)) })
}

fn figure(studied: &Studied, run: &Run, estimate: f64, [low, high]: [f64; 2]) -> Result<Figure, Unusable> {
    if run.level.is_some_and(|level| (level - LEVEL).abs() > 1e-9) {
        return Err(Unusable::Interval);
    }
    let measured = Measured { estimate: micros(estimate)?, low: micros(low)?, high: micros(high)? };
    // What stands in a file that both sides keep does not depend on a language: ISO 8601.
    let month = |day: &Day| day.to_string().chars().take(7).collect::<String>();
    let period = studied.months.map(|(from, until)| format!("{}/{}", month(&from), month(&until)));
    Ok(Figure { measured, n: run.n, period: period.unwrap_or_default(), source: studied.source.clone() })
}

/// To the nearest millionth, once, so that everything after is whole numbers.
fn micros(value: f64) -> Result<i64, Unusable> {
    if !(value.is_finite() && value.abs() <= LARGEST) {
        return Err(Unusable::Interval);
    }
    Ok((value * MICRO as f64).round() as i64)
}

fn origin(studied: &Studied, run: &Run) -> Origin {
    Origin {
        study: studied.study,
        title: studied.title.clone(),
        run: run.number,
        made_at: run.made_at,
        months: studied.months,
        design: run.design.clone(),
        verdict: run.verdict.clone(),
        failed: run.failed.clone(),
        plan_hash: studied.plan_hash.clone(),
        data_hash: run.data_hash.clone(),
        answer_hash: run.answer_hash.clone(),
        code: run.code.clone(),
    }
}

/// The studies of the measures of these parts: on the same KPI, or on a table of their own where the measure names no
/// KPI. What can be settled from comes first, and of that the latest run.
pub async fn offers(
    app: &App,
    scope: &PartnershipScope,
    terms: &Terms,
    places: &[usize],
) -> Result<Vec<Offer>, DbError> {
    let parts: Vec<(usize, &Outcome)> =
        places.iter().filter_map(|place| Some((*place, terms.outcomes.get(*place)?))).collect();
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let measures: Vec<_> = parts.iter().map(|(_, part)| part.measure).collect();
    let kpis = store::kpis_of(app.db(), scope.tenant(), &measures).await?;
    let all = studied::of(app, scope).await?;
    let mut offers: Vec<Offer> = parts
        .iter()
        .flat_map(|(place, part)| {
            let kpi = kpis.get(&part.measure).map(|kpi| kpi.0);
            let own = all.iter().filter(move |studied| studied.kpi == kpi);
            own.map(|studied| Offer { place: *place, given: given(part, studied), studied: studied.clone() })
        })
        .collect();
    let made = |offer: &Offer| offer.studied.run.as_ref().map(|run| run.made_at);
    offers.sort_by_key(|offer| (offer.place, offer.given.is_err(), std::cmp::Reverse(made(offer))));
    Ok(offers)
}
