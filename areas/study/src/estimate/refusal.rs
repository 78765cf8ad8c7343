//! Why a table can't be used, with its place. `Display` gives the English; the serialised form
//! holds a stable code and its parameters, from which a page words it in any language.

use super::{Design, Role};
use serde::Serialize;

/// Rows are lines of the file, the header being line 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize)]
#[serde(tag = "code", content = "parameters", rename_all = "snake_case")]
pub enum DataError {
    #[error("The file is empty.")]
    EmptyFile,
    #[error("The file has a header and no rows.")]
    HeaderOnly,
    #[error("The file can't be read: {reason}.")]
    Unreadable { reason: String },
    #[error("The file is not UTF-8 text. Save it as \"CSV UTF-8\".")]
    Encoding,
    #[error("Row {row}, column {column}: the text is not UTF-8. Save the file as \"CSV UTF-8\".")]
    EncodingOfCell { row: u64, column: String },
    #[error("Row {row}: a line ends in a bare carriage return. Save the file with the line ends of Windows or Unix.")]
    LineEnd { row: u64 },
    #[error("Row {row}: a quoted text is never closed.")]
    UnclosedQuote { row: u64 },
    #[error("Row {row}: there is text after a closing quote.")]
    TextAfterQuote { row: u64 },
    #[error("Row {row} has {found} cells, the header has {expected}.")]
    RowLength { row: u64, expected: usize, found: usize },
    #[error("There is no column {column} (the {role}). The columns are: {}.", available.join(", "))]
    UnknownColumn { role: Role, column: String, available: Vec<String> },
    #[error("The header names the column {column} twice.")]
    ColumnTwice { column: String },
    #[error("The column {column} can't be both the {one} and the {other}.")]
    ColumnInTwoRoles { column: String, one: Role, other: Role },
    #[error("Difference in differences needs a column with the {role}.")]
    RoleMissing { role: Role },
    #[error("The design {design} needs a column with the {role}.")]
    RoleMissingFor { design: Design, role: Role },
    #[error("Row {row}, column {column}: the weight is not above zero.")]
    WeightNotPositive { row: u64, column: String },
    #[error(
        "Row {row}, column {column}: the weight of a unit changes over time; with staggered starts it has to stay."
    )]
    WeightsVary { row: u64, column: String },
    #[error("Strata are used where the lot decided who is trained, measured once. Leave the column {column} out.")]
    StrataUnused { column: String },
    #[error("The design {design} can't use weights. Leave the column {column} out.")]
    WeightsUnused { design: Design, column: String },
    #[error("The setting {setting} plays no part in the design {design}. Leave it out.")]
    SettingUnused { design: Design, setting: &'static str },
    #[error(
        "Row {row}, column {column}: \"{value}\" is no moment like those of the periods. Give the first treated period as the periods are written, and nothing, 0, inf or never where a unit never starts."
    )]
    StartUnknown { row: u64, column: String, value: String },
    #[error("Row {row}, column {column}: unit {unit} has another start than in row {earlier}. A unit starts once.")]
    StartChanges { row: u64, column: String, unit: String, earlier: u64 },
    #[error(
        "Row {row}, column {column}: the treatment is {value}, which does not fit the start of unit {unit}. Give 1 from the start on, or 1 in all periods of a unit that ever starts."
    )]
    StartContradicted { row: u64, column: String, unit: String, value: u8 },
    #[error(
        "Row {row}, column {column}: unit {unit} is in another cluster than before; a unit belongs to one cluster."
    )]
    UnitInTwoClusters { row: u64, column: String, unit: String },
    #[error("Every unit starts at some time, so nobody never does. Compare with those that have not started yet.")]
    NobodyNeverTreated,
    #[error(
        "With covariates and staggered starts every unit has to be seen in every period. Leave the covariates out, or the units with gaps."
    )]
    CovariatesNeedWholePanel,
    #[error("Row {row}, column {column}: the cell is empty or marked as missing.")]
    MissingValue { row: u64, column: String },
    #[error("Row {row}, column {column}: \"{value}\" is not a number.")]
    NotANumber { row: u64, column: String, value: String },
    #[error("Row {row}, column {column}: \"{value}\" is not a finite number.")]
    NotFinite { row: u64, column: String, value: String },
    #[error("Row {row}, column {column}: \"{value}\" is too large to compute with. Give it in a larger unit.")]
    TooLarge { row: u64, column: String, value: String },
    #[error(
        "Unit {unit} (column {column}) has no row in period {period}; the design {design} needs every unit in every period. Add the row, or leave the unit out."
    )]
    UnitNotSeen { column: String, unit: String, period: String, design: Design },
    #[error("Row {row}, column {column}: \"{value}\" has another decimal mark than row {earlier}.")]
    MixedDecimalMarks { row: u64, column: String, value: String, earlier: u64 },
    #[error(
        "Row {row}, column {column}: \"{value}\" may be read as a decimal or as thousands. Write numbers without thousands marks, with a decimal comma or with more or fewer than three decimals."
    )]
    AmbiguousNumber { row: u64, column: String, value: String },
    #[error("Row {row}, column {column}: \"{value}\" is neither 0 nor 1.")]
    TreatmentNotBinary { row: u64, column: String, value: String },
    #[error("The column {column} is {value} in all {rows} rows; a comparison needs both 0 and 1.")]
    ConstantTreatment { column: String, value: u8, rows: usize },
    #[error(
        "Row {row}, column {column}: the order of \"{value}\" in time is not known. Use numbers, dates as 2026-03-31, or quarters as 2026-Q1."
    )]
    OrderUnknown { row: u64, column: String, value: String },
    #[error(
        "Row {row} repeats period {period}, which row {earlier} holds already. Name the column of the unit if there are several."
    )]
    RepeatedPeriod { row: u64, earlier: u64, period: String },
    #[error("Row {row} repeats unit {unit} in period {period}, which row {earlier} holds already.")]
    RepeatedObservation { row: u64, earlier: u64, unit: String, period: String },
    #[error(
        "Row {row}, column {column}: unit {unit} is in both groups. A randomised comparison needs units that stay in their group; for a start in time use the design did."
    )]
    TreatmentChangesWithinUnit { row: u64, column: String, unit: String },
    #[error(
        "The column {column} never changes from 0 to 1 within a unit, so the data hold no start ({treated_units} units are treated in all their rows). Give 1 only in the periods from the start on."
    )]
    TreatmentNeverStarts { column: String, treated_units: usize },
    #[error("All rows have the same {column}, {value}; clustered uncertainty needs at least two.")]
    OneCluster { column: String, value: String },
    #[error("There are too few clusters: nothing is left to measure the uncertainty from.")]
    TooFewClusters,
    #[error(
        "The column {column} is determined by the others (or by unit and period), so its part can't be told apart. Leave it out."
    )]
    Collinear { column: String },
    #[error("The {group} group has {found} rows, at least {least} are needed.")]
    TooFewRows { group: String, found: usize, least: usize },
    #[error("{rows} rows can't carry {parameters} parameters. Name fewer covariates or give more rows.")]
    TooManyParameters { rows: usize, parameters: usize },
    #[error("The column {column} does not vary within the groups, so there is no uncertainty to measure.")]
    OutcomeDoesNotVary { column: String },
    #[error("Unit and time effects can't be separated: too few units are seen in more than one period.")]
    PanelTooLoose,
    #[error("Row {row}, column {column}: unit {unit} was not part of the draw.")]
    NotDrawn { row: u64, column: String, unit: String },
    #[error("Row {row}, column {column}: the treatment of unit {unit} is {value}, which is not what was drawn.")]
    DrawContradicted { row: u64, column: String, unit: String, value: u8 },
    #[error("The values are too large to compute with.")]
    OutOfRange,
    #[error("{reason}.")]
    Setting { reason: String },
}

impl DataError {
    /// The line of the file, where there is one.
    pub fn row(&self) -> Option<u64> {
        match self {
            Self::EncodingOfCell { row, .. }
            | Self::LineEnd { row }
            | Self::UnclosedQuote { row }
            | Self::TextAfterQuote { row }
            | Self::RowLength { row, .. }
            | Self::MissingValue { row, .. }
            | Self::NotANumber { row, .. }
            | Self::NotFinite { row, .. }
            | Self::TooLarge { row, .. }
            | Self::MixedDecimalMarks { row, .. }
            | Self::AmbiguousNumber { row, .. }
            | Self::TreatmentNotBinary { row, .. }
            | Self::OrderUnknown { row, .. }
            | Self::RepeatedObservation { row, .. }
            | Self::RepeatedPeriod { row, .. }
            | Self::WeightNotPositive { row, .. }
            | Self::WeightsVary { row, .. }
            | Self::StartUnknown { row, .. }
            | Self::StartChanges { row, .. }
            | Self::StartContradicted { row, .. }
            | Self::UnitInTwoClusters { row, .. }
            | Self::NotDrawn { row, .. }
            | Self::DrawContradicted { row, .. }
            | Self::TreatmentChangesWithinUnit { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The column, where there is one.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::EncodingOfCell { column, .. }
            | Self::UnknownColumn { column, .. }
            | Self::ColumnTwice { column }
            | Self::ColumnInTwoRoles { column, .. }
            | Self::MissingValue { column, .. }
            | Self::NotANumber { column, .. }
            | Self::NotFinite { column, .. }
            | Self::TooLarge { column, .. }
            | Self::UnitNotSeen { column, .. }
            | Self::MixedDecimalMarks { column, .. }
            | Self::AmbiguousNumber { column, .. }
            | Self::TreatmentNotBinary { column, .. }
            | Self::ConstantTreatment { column, .. }
            | Self::OrderUnknown { column, .. }
            | Self::TreatmentChangesWithinUnit { column, .. }
            | Self::WeightNotPositive { column, .. }
            | Self::WeightsVary { column, .. }
            | Self::WeightsUnused { column, .. }
            | Self::StrataUnused { column }
            | Self::StartUnknown { column, .. }
            | Self::StartChanges { column, .. }
            | Self::StartContradicted { column, .. }
            | Self::UnitInTwoClusters { column, .. }
            | Self::NotDrawn { column, .. }
            | Self::DrawContradicted { column, .. }
            | Self::TreatmentNeverStarts { column, .. }
            | Self::OneCluster { column, .. }
            | Self::Collinear { column }
            | Self::OutcomeDoesNotVary { column } => Some(column),
            _ => None,
        }
    }
}
