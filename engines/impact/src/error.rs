//! What makes an estimate impossible, each with the place where it was found.

/// Why an estimator refuses. Rows are counted from zero in the order in which they were given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ImpactError {
    /// Two columns that describe the same rows have different lengths.
    #[error("{column} has {found} rows where {expected} are expected")]
    LengthsDiffer { column: String, found: usize, expected: usize },
    /// A value is NaN or infinite.
    #[error("{column} is not a finite number in row {row}")]
    NotFinite { column: String, row: usize },
    /// A group has fewer rows than its variance needs.
    #[error("the {group} group has {found} rows, at least {least} are needed")]
    TooFewRows { group: &'static str, found: usize, least: usize },
    /// More parameters than the rows can carry.
    #[error("{rows} rows can't carry {parameters} parameters")]
    TooManyParameters { rows: usize, parameters: usize },
    /// A column is a combination of the columns before it (or of the unit and time effects).
    #[error("{column} is determined by the other columns, so its part can't be told apart")]
    Collinear { column: String },
    /// Nothing is left to estimate a standard error from.
    #[error("the outcome does not vary within the groups, so there is no uncertainty to measure")]
    OutcomeDoesNotVary,
    /// A clustered standard error needs at least two clusters.
    #[error("all rows belong to one cluster, at least two are needed")]
    OneCluster,
    /// The covariates tell treated and untreated apart wholly.
    #[error("the covariates tell treated and untreated apart wholly, so nobody has a counterpart")]
    Separated,
    /// The clusters are so few that the residuals of each add up to nothing.
    #[error("too few clusters: within them nothing is left to measure the uncertainty from")]
    ClustersLeaveNothing,
    /// The same unit is observed twice in the same period.
    #[error("row {row} repeats the unit and period of row {earlier}")]
    RepeatedObservation { row: usize, earlier: usize },
    /// The numbers are too large or too small for 64-bit arithmetic.
    #[error("the values are too large to compute with")]
    OutOfRange,
    /// Unit and time effects could not be separated to the precision that is promised.
    #[error("unit and time effects could not be separated: the panel hangs together too loosely")]
    NotConverged,
    /// No group of units has a period before its start, one from it on, and anyone to compare with.
    #[error("no group of units has a period before its start, a period from it on, and units to compare with")]
    NoGroupTime,
    /// A comparison with those that never start was asked for, and all units start.
    #[error("every unit starts at some time, so there is nobody who never does to compare with")]
    NobodyNeverTreated,
    /// Units move between clusters, which has no meaning for effects on groups of units.
    #[error("the unit of row {row} is in another cluster than before; a unit belongs to one cluster")]
    UnitInTwoClusters { row: usize },
    /// The weight of a unit changes over time.
    #[error("the weight in row {row} differs from an earlier weight of the same unit")]
    WeightsVary { row: usize },
    /// A weight is zero or negative.
    #[error("the weight in row {row} is not above zero")]
    WeightNotPositive { row: usize },
    /// Covariates with staggered starts need every unit in every period.
    #[error("with covariates every unit has to be seen in every period; some are not")]
    CovariatesNeedWholePanel,
    /// A confidence level lies outside (0, 1).
    #[error("a confidence level lies between 0 and 1, not at {0}")]
    Level(f64),
    /// A share lies outside (0, 1), or a count above its total.
    #[error("{0}")]
    Argument(&'static str),
}
