//! Units observed over periods, and when each of them was treated.

use crate::{
    Column, ImpactError,
    comparison::{check, codes, count_codes},
};

/// The rows of a panel as they come: any order, any labels. Periods must sort in time
/// (`u32`, dates, zero-padded text).
#[derive(Debug, Clone)]
pub struct PanelRows<'a, U, T, C> {
    pub unit: &'a [U],
    pub period: &'a [T],
    /// What the standard errors are clustered by; usually the unit itself.
    pub cluster: &'a [C],
    pub outcome: Vec<f64>,
    /// True where this unit is treated in this period.
    pub treated: Vec<bool>,
    pub covariates: Vec<Column>,
}

/// A panel: each unit at most once in each period, not necessarily in all of them.
///
/// ```
/// use lustrum_impact::{Panel, PanelRows, Starts};
/// let panel = Panel::new(PanelRows {
///     unit: &["a", "a", "b", "b"],
///     period: &[2025, 2026, 2025, 2026],
///     cluster: &["a", "a", "b", "b"],
///     outcome: vec![1.0, 4.0, 2.0, 2.5],
///     treated: vec![false, true, false, false],
///     covariates: Vec::new(),
/// })?;
/// assert_eq!((panel.units(), panel.periods(), panel.is_balanced()), (2, 2, true));
/// assert_eq!(panel.starts(), Starts::Common { period: 1 });
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    pub(crate) unit: Vec<u32>,
    pub(crate) period: Vec<u32>,
    pub(crate) cluster: Vec<u32>,
    pub(crate) outcome: Vec<f64>,
    pub(crate) treated: Vec<bool>,
    pub(crate) covariates: Vec<Column>,
    /// How much each row counts; one each where there are none.
    pub(crate) weights: Option<Vec<f64>>,
    units: usize,
    periods: usize,
}

impl Panel {
    /// Takes the rows, in any order.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`],
    /// [`ImpactError::RepeatedObservation`] when a unit is observed twice in a period.
    pub fn new<U: Ord, T: Ord, C: Ord>(rows: PanelRows<'_, U, T, C>) -> Result<Self, ImpactError> {
        let count = rows.outcome.len();
        for (column, found) in [
            ("unit", rows.unit.len()),
            ("period", rows.period.len()),
            ("cluster", rows.cluster.len()),
            ("treatment", rows.treated.len()),
        ] {
            if found != count {
                return Err(ImpactError::LengthsDiffer { column: column.to_owned(), found, expected: count });
            }
        }
        check("outcome", &rows.outcome, count)?;
        for covariate in &rows.covariates {
            covariate.checked(count)?;
        }
        let panel = Self::of_codes(
            codes(rows.unit),
            codes(rows.period),
            codes(rows.cluster),
            rows.outcome,
            rows.treated,
            rows.covariates,
        );
        match panel.repeated() {
            Some((earlier, row)) => Err(ImpactError::RepeatedObservation { row, earlier }),
            None => Ok(panel),
        }
    }

    /// Takes rows whose units, periods and clusters are coded 0, 1, 2 ... already, without another copy of them;
    /// periods in the order of time.
    ///
    /// # Errors
    /// As [`Panel::new`]; [`ImpactError::Argument`] when a code is left out.
    pub fn coded(
        [unit, period, cluster]: [Vec<u32>; 3],
        outcome: Vec<f64>,
        treated: Vec<bool>,
        covariates: Vec<Column>,
    ) -> Result<Self, ImpactError> {
        let count = outcome.len();
        let lengths = [("unit", unit.len()), ("period", period.len()), ("cluster", cluster.len())];
        for (column, found) in lengths.into_iter().chain([("treatment", treated.len())]) {
            if found != count {
                return Err(ImpactError::LengthsDiffer { column: column.to_owned(), found, expected: count });
            }
        }
        check("outcome", &outcome, count)?;
        for covariate in &covariates {
            covariate.checked(count)?;
        }
        if [&unit, &period, &cluster].into_iter().any(|codes| !is_dense(codes)) {
            return Err(ImpactError::Argument("codes run from 0 without gaps"));
        }
        let panel = Self::of_codes(unit, period, cluster, outcome, treated, covariates);
        match panel.repeated() {
            Some((earlier, row)) => Err(ImpactError::RepeatedObservation { row, earlier }),
            None => Ok(panel),
        }
    }

    fn of_codes(
        unit: Vec<u32>,
        period: Vec<u32>,
        cluster: Vec<u32>,
        outcome: Vec<f64>,
        treated: Vec<bool>,
        covariates: Vec<Column>,
    ) -> Self {
        let (units, periods) = (count_codes(&unit), count_codes(&period));
        Self { unit, period, cluster, outcome, treated, covariates, weights: None, units, periods }
    }

    /// Says how much each row counts: people behind a mean, or the inverse of a chance to be drawn.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`], [`ImpactError::WeightNotPositive`].
    pub fn with_weights(mut self, weights: Column) -> Result<Self, ImpactError> {
        weights.checked(self.rows())?;
        if let Some(row) = weights.values.iter().position(|weight| *weight <= 0.0) {
            return Err(ImpactError::WeightNotPositive { row });
        }
        self.weights = Some(weights.values);
        Ok(self)
    }

    /// The first two rows, in their order, that hold the same unit and period.
    fn repeated(&self) -> Option<(usize, usize)> {
        if self.never_twice() {
            return None;
        }
        let order = self.order();
        order
            .windows(2)
            .filter(|pair| {
                let (one, other) = (pair[0] as usize, pair[1] as usize);
                self.unit[one] == self.unit[other] && self.period[one] == self.period[other]
            })
            .map(|pair| (pair[0] as usize, pair[1] as usize))
            .min_by_key(|(_, row)| *row)
    }

    /// True when it is certain at a glance that no unit is seen twice in a period: a bit per cell tells, where there
    /// are not many more cells than rows.
    fn never_twice(&self) -> bool {
        let cells = self.units.saturating_mul(self.periods);
        if cells > self.rows().saturating_mul(16) {
            return false;
        }
        let mut seen = vec![0_u64; cells.div_ceil(64)];
        self.unit.iter().zip(&self.period).all(|(unit, period)| {
            let cell = *unit as usize * self.periods + *period as usize;
            let bit = 1_u64 << (cell % 64);
            let fresh = seen[cell / 64] & bit == 0;
            seen[cell / 64] |= bit;
            fresh
        })
    }

    /// Row numbers by unit, then period, then as given.
    pub(crate) fn order(&self) -> Vec<u32> {
        let as_given: Vec<u32> = (0..self.rows() as u32).collect();
        by_code(&self.unit, self.units, &by_code(&self.period, self.periods, &as_given))
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.outcome.len()
    }

    /// Number of units.
    pub fn units(&self) -> usize {
        self.units
    }

    /// Number of periods in which anything was observed.
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// Number of clusters.
    pub fn clusters(&self) -> usize {
        count_codes(&self.cluster)
    }

    /// True when every unit is observed in every period.
    pub fn is_balanced(&self) -> bool {
        self.rows() == self.units * self.periods
    }

    /// The rows for which `keep` holds, renumbered.
    pub(crate) fn filtered(&self, keep: impl Fn(usize) -> bool) -> Self {
        let rows: Vec<usize> = (0..self.rows()).filter(|row| keep(*row)).collect();
        let pick = |from: &[u32]| codes(&rows.iter().map(|row| from[*row]).collect::<Vec<_>>());
        let mut kept = Self::of_codes(
            pick(&self.unit),
            pick(&self.period),
            pick(&self.cluster),
            rows.iter().map(|row| self.outcome[*row]).collect(),
            rows.iter().map(|row| self.treated[*row]).collect(),
            self.covariates
                .iter()
                .map(|column| {
                    let values = rows.iter().map(|row| column.values[*row]).collect();
                    Column::new(column.name.clone(), values)
                })
                .collect(),
        );
        kept.weights = self.weights.as_ref().map(|weights| rows.iter().map(|row| weights[*row]).collect());
        kept
    }

    /// The panel without units that are seen once and periods in which one unit is seen, and how
    /// many rows that leaves out. Such rows are explained wholly by their own effect: they carry
    /// no information, but counting them would make standard errors look smaller (Correia 2015).
    ///
    /// ```
    /// # use lustrum_impact::{Panel, PanelRows};
    /// let panel = Panel::new(PanelRows {
    ///     unit: &[1, 1, 2, 2, 3],
    ///     period: &[1, 2, 1, 2, 1],
    ///     cluster: &[1, 1, 2, 2, 3],
    ///     outcome: vec![1.0, 2.0, 3.0, 4.0, 5.0],
    ///     treated: vec![false; 5],
    ///     covariates: Vec::new(),
    /// })?;
    /// let (kept, left_out) = panel.without_singletons();
    /// assert_eq!((kept.rows(), left_out), (4, 1));
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    pub fn without_singletons(&self) -> (Self, usize) {
        let mut panel = self.clone();
        loop {
            let seen = |of: &[u32], count: usize| {
                let mut times = vec![0_u32; count];
                of.iter().for_each(|code| times[*code as usize] += 1);
                times
            };
            let units = seen(&panel.unit, panel.units);
            let periods = seen(&panel.period, panel.periods);
            let alone = |row: usize| units[panel.unit[row] as usize] == 1 || periods[panel.period[row] as usize] == 1;
            if !(0..panel.rows()).any(alone) {
                let left_out = self.rows() - panel.rows();
                return (panel, left_out);
            }
            panel = panel.filtered(|row| !alone(row));
        }
    }
}

/// The rows in the order of their codes, those with one code as they were.
fn by_code(codes: &[u32], count: usize, rows: &[u32]) -> Vec<u32> {
    let mut next = vec![0_u32; count + 1];
    codes.iter().for_each(|code| next[*code as usize + 1] += 1);
    (1..next.len()).for_each(|at| next[at] += next[at - 1]);
    let mut ordered = vec![0_u32; rows.len()];
    for row in rows {
        let place = &mut next[codes[*row as usize] as usize];
        ordered[*place as usize] = *row;
        *place += 1;
    }
    ordered
}

fn is_dense(codes: &[u32]) -> bool {
    let mut seen = vec![false; count_codes(codes)];
    if seen.len() > codes.len() {
        return false;
    }
    codes.iter().for_each(|code| seen[*code as usize] = true);
    seen.into_iter().all(|seen| seen)
}
