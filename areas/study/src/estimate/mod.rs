//! A table in, an answer out: `lustrum study estimate FILE.csv`.
//!
//! Reads a table of people (or of units and periods), has the design's estimate and checks made
//! by `lustrum-impact`, and answers with a verdict. What can't be read is refused with its row and
//! column; nothing is guessed and no row is left out unsaid.

mod answer;
mod columns;
mod number;
mod period;
mod records;
mod refusal;
mod setting;
#[cfg(test)]
mod tests;

pub use answer::{Answer, CheckLine, Worded};
pub use refusal::DataError;
pub use setting::{Assignment, Design, Options, Role};

use columns::{Labels, Sheet};
use lustrum_impact::{
    Assessment, Column, Comparison, ImpactError, Moments, Need, Panel, PanelRows, Reason, Starts, assess_panel,
    assess_randomised, assess_unassigned, difference_of_moments, starts_refusal,
};
use std::io::Read;

/// Estimates the effect of `options.treatment` on `options.outcome` from a table with a header
/// row, separated by comma, semicolon or tab.
///
/// ```
/// use lustrum_study::estimate::{Assignment, Design, Options, estimate};
/// let table = "id;trained;score\na;1;7,5\nb;1;8\nc;0;6\nd;0;5,5\n";
/// let answer = estimate(table.as_bytes(), &Options::new(Design::Auto, "score", "trained"))?;
/// assert!(answer.estimate.is_none()); // nobody says that chance decided who was trained
/// # Ok::<(), lustrum_study::estimate::DataError>(())
/// ```
///
/// # Errors
/// [`DataError`], with the row (line of the file) and the column where there are such.
pub fn estimate(table: impl Read, options: &Options) -> Result<Answer, DataError> {
    let sheet = Sheet::read(table, options)?;
    constant_treatment(&sheet, options)?;
    match options.design {
        Design::Rct => randomised(sheet, options),
        Design::Did => {
            for (role, name) in [(Role::Unit, &options.unit), (Role::Time, &options.time)] {
                if name.is_none() {
                    return Err(DataError::RoleMissing { role });
                }
            }
            panel(sheet, options)
        }
        Design::Auto => strongest(sheet, options),
    }
}

/// The strongest design that the data themselves allow, or that chance stands behind.
fn strongest(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    if sheet.unit.is_some() && sheet.time.is_some() {
        let panel = as_panel(&sheet, options)?;
        let refused = match (panel.starts(), options.assignment) {
            (Starts::Common { .. } | Starts::Staggered { .. }, _) => {
                return differences(&panel, &sheet, options);
            }
            (_, Assignment::Random) => None,
            (starts, Assignment::Unknown) => starts_refusal(&starts),
        };
        return match refused {
            None => randomised(sheet, options),
            Some((reason, needs)) => unassigned(sheet, options, vec![reason], needs),
        };
    }
    match options.assignment {
        Assignment::Random => randomised(sheet, options),
        Assignment::Unknown => unassigned(sheet, options, Vec::new(), Vec::new()),
    }
}

fn randomised(mut sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    let mut cluster = sheet.cluster.take();
    if let Some(unit) = sheet.unit.take() {
        within_one_group(&unit, &sheet, options)?;
        // People measured more than once are not so many people.
        if unit.names.len() < sheet.lines.len() && cluster.is_none() {
            cluster = Some(unit);
        }
    }
    one_cluster(cluster.as_ref(), options)?;
    let differing = differing_columns(&sheet);
    let rows = sheet.lines.len();
    let groups = as_comparison(sheet, cluster, options)?;
    let mut assessed = assess_randomised(&groups, &options.rules).map_err(|e| translated(e, options))?;
    if !differing.is_empty() {
        let columns = differing;
        assessed.reasons.push(Reason::OtherColumnsDiffer { columns });
        assessed.needs.push(Need::CheckOfAssignment);
    }
    let unused = options.time.as_ref().map(|_| Role::Time);
    Ok(Answer::new(assessed, Some(Design::Rct), rows, unused))
}

fn unassigned(sheet: Sheet, options: &Options, reasons: Vec<Reason>, needs: Vec<Need>) -> Result<Answer, DataError> {
    let rows = sheet.lines.len();
    let groups = as_comparison(sheet, None, options)?;
    let mut assessed: Assessment = assess_unassigned(&groups, &options.rules).map_err(|e| translated(e, options))?;
    assessed.reasons.extend(reasons);
    for need in needs {
        if !assessed.needs.contains(&need) {
            assessed.needs.push(need);
        }
    }
    Ok(Answer::new(assessed, None, rows, None))
}

fn panel(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    let panel = as_panel(&sheet, options)?;
    match panel.starts() {
        Starts::Never { treated_units } => {
            Err(DataError::TreatmentNeverStarts { column: options.treatment.clone(), treated_units })
        }
        _ => differences(&panel, &sheet, options),
    }
}

fn differences(panel: &Panel, sheet: &Sheet, options: &Options) -> Result<Answer, DataError> {
    one_cluster(sheet.cluster.as_ref().or(sheet.unit.as_ref()), options)?;
    let assessed = assess_panel(panel, &options.rules).map_err(|e| translated(e, options))?;
    let design = assessed.estimate.map(|_| Design::Did);
    Ok(Answer::new(assessed, design, sheet.lines.len(), None))
}

fn as_panel(sheet: &Sheet, options: &Options) -> Result<Panel, DataError> {
    let (unit, time) = sheet.unit.as_ref().zip(sheet.time.as_ref()).expect("the caller has seen both columns");
    let name = options.time.as_deref().unwrap_or_default();
    let rank = period::ranks(time, name)?;
    let period: Vec<u32> = time.codes.iter().map(|code| rank[*code as usize]).collect();
    Panel::new(PanelRows {
        unit: &unit.codes,
        period: &period,
        cluster: sheet.cluster.as_ref().map_or(&unit.codes, |c| &c.codes),
        outcome: sheet.outcome.clone(),
        treated: sheet.treated.clone(),
        covariates: sheet.covariates.clone(),
    })
    .map_err(|error| match error {
        ImpactError::RepeatedObservation { row, earlier } => DataError::RepeatedObservation {
            row: sheet.lines[row],
            earlier: sheet.lines[earlier],
            unit: unit.of_row(row).to_owned(),
            period: time.of_row(row).to_owned(),
        },
        other => translated(other, options),
    })
}

fn as_comparison(sheet: Sheet, cluster: Option<Labels>, options: &Options) -> Result<Comparison, DataError> {
    let start = Comparison::new(sheet.outcome, sheet.treated);
    let with_covariates =
        sheet.covariates.into_iter().fold(start, |groups, column: Column| groups?.with_covariate(column));
    let groups = match cluster {
        Some(labels) => with_covariates.and_then(|groups| groups.with_clusters(&labels.codes)),
        None => with_covariates,
    };
    groups.map_err(|error| translated(error, options))
}

fn constant_treatment(sheet: &Sheet, options: &Options) -> Result<(), DataError> {
    let first = sheet.treated[0];
    if sheet.treated.iter().all(|treated| *treated == first) {
        return Err(DataError::ConstantTreatment {
            column: options.treatment.clone(),
            value: u8::from(first),
            rows: sheet.treated.len(),
        });
    }
    Ok(())
}

fn one_cluster(cluster: Option<&Labels>, options: &Options) -> Result<(), DataError> {
    match cluster {
        Some(labels) if labels.names.len() == 1 => Err(DataError::OneCluster {
            column: [&options.cluster, &options.unit].into_iter().flatten().next().cloned().unwrap_or_default(),
            value: labels.names[0].to_string(),
        }),
        _ => Ok(()),
    }
}

fn within_one_group(unit: &Labels, sheet: &Sheet, options: &Options) -> Result<(), DataError> {
    let mut group_of: Vec<Option<bool>> = vec![None; unit.names.len()];
    for (row, code) in unit.codes.iter().enumerate() {
        let group = group_of[*code as usize].get_or_insert(sheet.treated[row]);
        if *group != sheet.treated[row] {
            return Err(DataError::TreatmentChangesWithinUnit {
                row: sheet.lines[row],
                column: options.treatment.clone(),
                unit: unit.of_row(row).to_owned(),
            });
        }
    }
    Ok(())
}

/// Columns that nobody named and on which the groups differ grossly: a quarter of a standard
/// deviation, with p below 0.001 over all of them.
fn differing_columns(sheet: &Sheet) -> Vec<String> {
    let count = sheet.others.len() as f64;
    let gross = |treated: &Moments, untreated: &Moments| {
        let spread = treated.variance()? + untreated.variance()?;
        let apart = (treated.mean() - untreated.mean()) / (spread / 2.0).sqrt();
        let test = difference_of_moments(treated, untreated, Default::default()).ok()?;
        Some(apart.abs() > 0.25 && test.p_value() * count < 0.001)
    };
    sheet
        .others
        .iter()
        .filter(|other| gross(&other.treated, &other.untreated).unwrap_or(false))
        .map(|other| other.name.clone())
        .collect()
}

/// An engine's refusal in the words of the table.
fn translated(error: ImpactError, options: &Options) -> DataError {
    match error {
        ImpactError::Collinear { column } if column == "treatment" => {
            DataError::Collinear { column: options.treatment.clone() }
        }
        ImpactError::Collinear { column } => DataError::Collinear { column },
        ImpactError::TooFewRows { group, found, least } => {
            DataError::TooFewRows { group: group.to_owned(), found, least }
        }
        ImpactError::TooManyParameters { rows, parameters } => DataError::TooManyParameters { rows, parameters },
        ImpactError::OutcomeDoesNotVary => DataError::OutcomeDoesNotVary { column: options.outcome.clone() },
        ImpactError::ClustersLeaveNothing | ImpactError::OneCluster => DataError::TooFewClusters,
        ImpactError::OutOfRange => DataError::OutOfRange,
        ImpactError::NotConverged => DataError::PanelTooLoose,
        other => DataError::Setting { reason: other.to_string() },
    }
}
