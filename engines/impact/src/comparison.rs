//! Two groups, one outcome, and what was known of everyone before the start.

use crate::{ImpactError, Moments};

/// A named column of numbers, one per row.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub name: String,
    pub values: Vec<f64>,
}

impl Column {
    /// A column by its name and its values.
    pub fn new(name: impl Into<String>, values: Vec<f64>) -> Self {
        Self { name: name.into(), values }
    }

    pub(crate) fn checked(&self, rows: usize) -> Result<(), ImpactError> {
        check(&self.name, &self.values, rows)
    }
}

pub(crate) fn check(name: &str, values: &[f64], rows: usize) -> Result<(), ImpactError> {
    if values.len() != rows {
        return Err(ImpactError::LengthsDiffer { column: name.to_owned(), found: values.len(), expected: rows });
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(row) => Err(ImpactError::NotFinite { column: name.to_owned(), row }),
        None => Ok(()),
    }
}

/// A treated and an untreated group, one row per person (or site, or team).
///
/// ```
/// use lustrum_impact::{Column, Comparison};
/// let groups = Comparison::new(vec![3.0, 5.0, 2.0, 1.0], vec![true, true, false, false])?
///     .with_covariate(Column::new("age", vec![31.0, 45.0, 28.0, 52.0]))?
///     .with_clusters(&["north", "south", "north", "south"])?;
/// assert_eq!(groups.rows(), 4);
/// assert_eq!(groups.clusters(), Some(2));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub(crate) outcome: Vec<f64>,
    pub(crate) treated: Vec<bool>,
    pub(crate) covariates: Vec<Column>,
    pub(crate) cluster: Option<Vec<u32>>,
    /// Within what the lots were drawn.
    pub(crate) strata: Option<Vec<u32>>,
}

impl Comparison {
    /// Outcomes and, row by row, who was treated.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`].
    pub fn new(outcome: Vec<f64>, treated: Vec<bool>) -> Result<Self, ImpactError> {
        check("outcome", &outcome, treated.len())?;
        Ok(Self { outcome, treated, covariates: Vec::new(), cluster: None, strata: None })
    }

    /// Adds a measure taken before the start.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`].
    pub fn with_covariate(mut self, covariate: Column) -> Result<Self, ImpactError> {
        covariate.checked(self.rows())?;
        self.covariates.push(covariate);
        Ok(self)
    }

    /// Says which rows were assigned together (a team, a site), by any label.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`].
    pub fn with_clusters<T: Ord>(mut self, labels: &[T]) -> Result<Self, ImpactError> {
        if labels.len() != self.rows() {
            return Err(ImpactError::LengthsDiffer {
                column: "cluster".to_owned(),
                found: labels.len(),
                expected: self.rows(),
            });
        }
        self.cluster = Some(codes(labels));
        Ok(self)
    }

    /// Says within what the lots were drawn (a country, a site), by any label.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`].
    pub fn with_strata<T: Ord>(mut self, labels: &[T]) -> Result<Self, ImpactError> {
        if labels.len() != self.rows() {
            let column = "stratum".to_owned();
            return Err(ImpactError::LengthsDiffer { column, found: labels.len(), expected: self.rows() });
        }
        self.strata = Some(codes(labels));
        Ok(self)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.outcome.len()
    }

    /// Number of clusters, where clusters were named.
    pub fn clusters(&self) -> Option<usize> {
        self.cluster.as_deref().map(count_codes)
    }

    /// Moments of the treated and of the untreated values of a column of these rows.
    pub(crate) fn split(&self, values: &[f64]) -> (Moments, Moments) {
        let mut treated = Moments::default();
        let mut untreated = Moments::default();
        for (value, is_treated) in values.iter().zip(&self.treated) {
            if *is_treated {
                treated.push(*value);
            } else {
                untreated.push(*value);
            }
        }
        (treated, untreated)
    }

    pub(crate) fn treatment(&self) -> Vec<f64> {
        self.treated.iter().map(|t| f64::from(u8::from(*t))).collect()
    }
}

/// Numbers labels 0, 1, 2 ... in their order.
pub(crate) fn codes<T: Ord>(labels: &[T]) -> Vec<u32> {
    let mut distinct: Vec<&T> = labels.iter().collect();
    distinct.sort_unstable();
    distinct.dedup();
    labels
        .iter()
        .map(|label| distinct.binary_search(&label).expect("every label is among the distinct labels") as u32)
        .collect()
}

/// How many codes a dense coding uses.
pub(crate) fn count_codes(codes: &[u32]) -> usize {
    codes.iter().max().map_or(0, |last| *last as usize + 1)
}
