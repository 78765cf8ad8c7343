//! A series with its start, its season and what else moves it.

use crate::{Column, ImpactError};

/// Ups and downs that come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Season {
    /// Periods until it comes back: 12 for months in a year.
    pub length: usize,
    /// Pairs of sine and cosine: 1 is a single wave, 2 is usually enough.
    pub harmonics: usize,
}

/// Outcomes in equal steps of time, in their order, and where the programme started.
///
/// ```
/// use lustrum_impact::time_series::{Season, Series};
/// let series = Series::new((0..24).map(f64::from).collect(), 12)?.with_season(Season { length: 12, harmonics: 1 })?;
/// assert_eq!((series.before(), series.after()), (12, 12));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub(super) outcome: Vec<f64>,
    pub(super) start: usize,
    pub(super) season: Option<Season>,
    pub(super) controls: Vec<Column>,
}

impl Series {
    /// `start` counts from zero: the first period after the start.
    ///
    /// # Errors
    /// [`ImpactError::NotFinite`], [`ImpactError::Argument`] unless two periods lie on each side of the start.
    pub fn new(outcome: Vec<f64>, start: usize) -> Result<Self, ImpactError> {
        crate::comparison::check("outcome", &outcome, outcome.len())?;
        if start < 2 || start + 2 > outcome.len() {
            return Err(ImpactError::Argument(
                "an interrupted series needs two periods before and two after the start",
            ));
        }
        Ok(Self { outcome, start, season: None, controls: Vec::new() })
    }

    /// Adds a season.
    ///
    /// # Errors
    /// [`ImpactError::Argument`] when it is shorter than two periods, has no wave, or more waves than it can hold.
    pub fn with_season(mut self, season: Season) -> Result<Self, ImpactError> {
        if season.length < 2 || season.harmonics == 0 || season.harmonics * 2 > season.length {
            return Err(ImpactError::Argument("a season has two periods or more and up to half as many waves"));
        }
        self.season = Some(season);
        Ok(self)
    }

    /// Adds a series that moves the outcome and that the programme did not touch.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`].
    pub fn with_control(mut self, control: Column) -> Result<Self, ImpactError> {
        control.checked(self.outcome.len())?;
        self.controls.push(control);
        Ok(self)
    }

    /// Outcomes, one per period.
    pub fn outcome(&self) -> &[f64] {
        &self.outcome
    }

    /// Periods before the start.
    pub fn before(&self) -> usize {
        self.start
    }

    /// Periods from the start on.
    pub fn after(&self) -> usize {
        self.outcome.len() - self.start
    }

    /// Season and controls, over all periods.
    pub(super) fn movers(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        if let Some(season) = self.season {
            for wave in 1..=season.harmonics {
                let turn = |at: usize| std::f64::consts::TAU * (wave * at) as f64 / season.length as f64;
                let part = |name: &str, of: fn(f64) -> f64| {
                    Column::new(format!("{name} {wave}"), (0..self.outcome.len()).map(|at| of(turn(at))).collect())
                };
                columns.push(part("cosine", f64::cos));
                // At half a turn per period the sine is nothing but zeros.
                if wave * 2 < season.length {
                    columns.push(part("sine", f64::sin));
                }
            }
        }
        columns.extend(self.controls.iter().cloned());
        columns
    }
}
