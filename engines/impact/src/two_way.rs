//! Regression on one column with unit and time effects and clustered standard errors.

use crate::{
    Column, Estimate, ImpactError, LeastSquares, Level, Panel,
    fixed_effects::{FixedEffects, Rows, fixed_effects},
    sweep::Within,
};

/// What is left of a column after unit and time effects, below which they explain it wholly.
const ABSORBED: f64 = 1e-9;

/// From this many rows on columns are not copied.
const MANY_ROWS: usize = 200_000;

/// A two-way fit and what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoWay {
    pub estimate: Estimate,
    /// Rows left out because they are the only one of their unit or period.
    pub left_out: usize,
    /// Parameters counted in the small-sample factor.
    pub parameters: usize,
}

/// Difference in differences: the coefficient of treatment in a regression of the outcome on
/// treatment, covariates, unit and time effects, with standard errors clustered by the panel's
/// clusters (CR1) and Student's interval on G - 1 degrees of freedom.
///
/// It is the effect on the treated when, without treatment, both groups would have moved in
/// parallel, and when those who are treated start together: see [`crate::assess_panel`], which
/// checks both. The small-sample factor is that of fixest and pyfixest: effects nested in the
/// clusters do not count as parameters (Cameron and Miller 2015).
///
/// ```
/// use lustrum_impact::{Level, Panel, PanelRows, difference_in_differences};
/// let unit = [1, 1, 2, 2, 3, 3, 4, 4];
/// let panel = Panel::new(PanelRows {
///     unit: &unit,
///     period: &[0, 1, 0, 1, 0, 1, 0, 1],
///     cluster: &unit,
///     outcome: vec![10.0, 15.0, 12.0, 16.0, 9.0, 10.5, 11.0, 11.5],
///     treated: vec![false, true, false, true, false, false, false, false],
///     covariates: Vec::new(),
/// })?;
/// let fit = difference_in_differences(&panel, Level::default())?;
/// assert!((fit.estimate.effect - 3.5).abs() < 1e-12); // (5 + 4) / 2 - (1.5 + 0.5) / 2
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Collinear`] naming `treatment` or a covariate that unit and time effects (or
/// earlier covariates) determine; [`ImpactError::OneCluster`],
/// [`ImpactError::ClustersLeaveNothing`], [`ImpactError::TooManyParameters`],
/// [`ImpactError::OutcomeDoesNotVary`], [`ImpactError::NotConverged`].
pub fn difference_in_differences(panel: &Panel, level: Level) -> Result<TwoWay, ImpactError> {
    let treatment = panel.treated.iter().map(|treated| f64::from(u8::from(*treated))).collect();
    two_way(panel, &Column::new("treatment", treatment), level)
}

/// As [`difference_in_differences`], for any regressor with one value per row of the panel: a
/// dose, or a trend of one group.
///
/// # Errors
/// As [`difference_in_differences`], naming the regressor by its name.
pub fn two_way(panel: &Panel, regressor: &Column, level: Level) -> Result<TwoWay, ImpactError> {
    if by_products(panel) {
        let fit = products_fit(panel, regressor)?;
        let estimate = fit.estimate(0, level)?;
        return Ok(TwoWay { estimate, left_out: fit.left_out, parameters: fit.parameters });
    }
    let swept = Swept::of(panel, regressor)?;
    let fit = &swept.fit;
    if length(fit.residuals()) <= 1e-12 * swept.spread {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    let used = &swept.used;
    let parameters = fit.coefficients().len() + counted_effects(used);
    let variance = fit.clustered_variance(0, &used.cluster, parameters)?;
    let clusters = used.clusters();
    Ok(TwoWay {
        estimate: Estimate::student(
            fit.coefficients()[0],
            variance.sqrt(),
            (clusters - 1) as f64,
            used.rows(),
            Some(clusters),
            level,
        )?,
        left_out: swept.left_out,
        parameters,
    })
}

/// The regressor's coefficient alone, also where nothing is left to take a standard error from;
/// and the coefficient below which it is noise of the arithmetic.
pub(crate) fn two_way_coefficient(panel: &Panel, regressor: &Column) -> Result<(f64, f64), ImpactError> {
    if by_products(panel) {
        let fit = products_fit(panel, regressor)?;
        return Ok((fit.coefficients[0], 1e-12 * fit.coefficients[0].abs()));
    }
    let swept = Swept::of(panel, regressor)?;
    let rows = swept.used.rows() as f64;
    let noise = 1e-10 * swept.spread / rows.sqrt();
    Ok((swept.fit.coefficients()[0], noise))
}

/// What effects of units and periods, and covariates, leave of the outcome, that of treatment included; of the rows that tell
/// something. Weights play no part: the effects are estimated without them.
pub(crate) struct Remaining {
    pub panel: Panel,
    pub values: Vec<f64>,
}

pub(crate) fn remaining(panel: &Panel) -> Result<Remaining, ImpactError> {
    let treatment = panel.treated.iter().map(|treated| f64::from(u8::from(*treated))).collect();
    let swept = Swept::of(panel, &Column::new("treatment", treatment))?;
    let effect = swept.fit.coefficients()[0];
    let mut values = swept.fit.residuals().to_vec();
    for (value, treated) in values.iter_mut().zip(&swept.used.treated) {
        *value += if *treated { effect } else { 0.0 };
    }
    Ok(Remaining { panel: swept.used, values })
}

/// Weights, and tables for which a copy of each column would be too much, go by sums of products; orthogonal columns
/// are more exact where columns nearly repeat each other.
fn by_products(panel: &Panel) -> bool {
    panel.weights.is_some() || (panel.covariates.is_empty() && panel.rows() >= MANY_ROWS)
}

fn products_fit(panel: &Panel, regressor: &Column) -> Result<FixedEffects, ImpactError> {
    regressor.checked(panel.rows())?;
    let columns: Vec<&Column> = std::iter::once(regressor).chain(&panel.covariates).collect();
    let regressors: Vec<&[f64]> = columns.iter().map(|column| column.values.as_slice()).collect();
    fixed_effects(&Rows {
        outcome: &panel.outcome,
        regressors: &regressors,
        effects: &[&panel.unit, &panel.period],
        cluster: &panel.cluster,
        weights: panel.weights.as_deref(),
    })
    .map_err(|error| match error {
        ImpactError::Collinear { column: place } => {
            let named = (1..).zip(&columns).find(|(at, _)| place == format!("regressor {at}"));
            ImpactError::Collinear { column: named.map_or(place, |(_, column)| column.name.clone()) }
        }
        other => other,
    })
}

/// The regression without unit and time effects, before any standard error.
struct Swept {
    used: Panel,
    left_out: usize,
    fit: LeastSquares,
    /// Length of the outcome around its mean.
    spread: f64,
}

impl Swept {
    fn of(panel: &Panel, regressor: &Column) -> Result<Self, ImpactError> {
        regressor.checked(panel.rows())?;
        let mut whole = panel.clone();
        whole.covariates.insert(0, regressor.clone());
        let (used, left_out) = whole.without_singletons();
        let within = Within::new(&used.unit, &used.period, used.units(), used.periods());
        let mut columns = Vec::with_capacity(used.covariates.len());
        for column in &used.covariates {
            columns.push(swept(&within, column)?);
        }
        let mut outcome = centred(&used.outcome);
        let spread = length(&outcome);
        if !spread.is_finite() {
            return Err(ImpactError::OutOfRange);
        }
        within.sweep(&mut outcome)?;
        let fit = LeastSquares::fit(&columns, &outcome)?;
        Ok(Self { used, left_out, fit, spread })
    }
}

/// A column without its unit and time effects, refused when nothing is left of it.
fn swept(within: &Within<'_>, column: &Column) -> Result<Column, ImpactError> {
    let mut values = centred(&column.values);
    let before = length(&values);
    within.sweep(&mut values)?;
    if !before.is_finite() {
        return Err(ImpactError::OutOfRange);
    }
    if length(&values) <= ABSORBED * before {
        return Err(ImpactError::Collinear { column: column.name.clone() });
    }
    Ok(Column::new(column.name.clone(), values))
}

fn centred(values: &[f64]) -> Vec<f64> {
    let mean = crate::Moments::from_iter(values).mean();
    values.iter().map(|value| value - mean).collect()
}

fn length(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// Unit and time effects that count as parameters: an effect that is nested in the clusters does
/// not, except for one level of it (fixest's `K.fixef = "nonnested"`).
fn counted_effects(panel: &Panel) -> usize {
    let all = panel.units() + panel.periods() - 1;
    let nested = |codes: &[u32], count: usize| {
        let mut cluster_of = vec![None; count];
        codes
            .iter()
            .zip(&panel.cluster)
            .all(|(code, cluster)| *cluster_of[*code as usize].get_or_insert(*cluster) == *cluster)
    };
    let mut counted = all;
    if nested(&panel.unit, panel.units()) {
        counted = counted + 1 - panel.units();
    }
    if nested(&panel.period, panel.periods()) {
        counted = counted + 1 - panel.periods();
    }
    counted
}
