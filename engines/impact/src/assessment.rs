//! An estimate with everything that decides whether it may be called an effect.

use crate::{Check, Estimate, Need, Reason, Verdict};
use serde::Serialize;

/// How the number was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Method {
    DifferenceInMeans,
    SyntheticControl,
    /// Segmented regression of one interrupted series.
    InterruptedTimeSeries,
    /// A structural model of the series before the start, forecast past it.
    StructuralTimeSeries,
    InverseProbabilityWeighting,
    /// Augmented inverse-probability weighting: right when either of its two models is.
    DoublyRobust,
    Matching,
    RegressionAdjustment,
    /// After the start by lot, adjusted for the mean of each unit before it.
    AnalysisOfCovariance,
    /// Starts by lot one after the other, effects of units and periods taken out.
    SteppedWedge,
    /// Differences within the strata in which the lots were drawn.
    StratifiedDifference,
    DifferenceInDifferences,
    /// Group-time effects of staggered starts, aggregated by periods since the start.
    GroupTimeEffects,
}

/// What the data show, without any claim about why.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Description {
    pub treated_n: usize,
    pub untreated_n: usize,
    /// `None` when the group is empty.
    pub treated_mean: Option<f64>,
    pub untreated_mean: Option<f64>,
    /// Raw difference of the means: a description and not an effect.
    pub raw_difference: Option<f64>,
    /// Of the outcome within the groups; `None` below three rows.
    pub deviation: Option<f64>,
}

/// The answer of a study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// `None` exactly when the verdict is [`Verdict::NotIdentifiable`].
    pub estimate: Option<Estimate>,
    pub method: Option<Method>,
    pub verdict: Verdict,
    pub checks: Vec<Check>,
    pub reasons: Vec<Reason>,
    pub needs: Vec<Need>,
    pub description: Description,
    /// Largest effect that would make no difference, in units of the outcome.
    pub margin: Option<f64>,
}

impl Assessment {
    /// A panel from which no design tells an effect: what it shows, and why that is all.
    pub fn without_design(panel: &crate::Panel, reasons: Vec<Reason>, needs: Vec<Need>) -> Self {
        Self::not_identifiable(Description::of(&panel.outcome, &panel.treated), Vec::new(), reasons, needs)
    }

    /// An assessment that identifies nothing.
    pub(crate) fn not_identifiable(
        description: Description,
        checks: Vec<Check>,
        reasons: Vec<Reason>,
        needs: Vec<Need>,
    ) -> Self {
        Self {
            estimate: None,
            method: None,
            verdict: Verdict::NotIdentifiable,
            checks,
            reasons,
            needs,
            description,
            margin: None,
        }
    }
}

impl Description {
    pub(crate) fn of(outcome: &[f64], treated: &[bool]) -> Self {
        let moments = |wanted: bool| -> crate::Moments {
            let rows = outcome.iter().zip(treated);
            rows.filter(|(_, is)| **is == wanted).map(|(v, _)| *v).collect()
        };
        let (with, without) = (moments(true), moments(false));
        let mean = |of: &crate::Moments| (of.count() > 0).then(|| of.mean());
        Self {
            treated_n: with.count(),
            untreated_n: without.count(),
            treated_mean: mean(&with),
            untreated_mean: mean(&without),
            raw_difference: mean(&with).zip(mean(&without)).map(|(a, b)| a - b),
            deviation: crate::moments::pooled_deviation(&with, &without),
        }
    }
}
