//! A table in, an answer out: `lustrum study estimate FILE.csv`.
//!
//! Reads a table of people (or of units and periods), has the design's estimate and checks made
//! by `lustrum-impact`, and answers with a verdict. What can't be read is refused with its row and
//! column; nothing is guessed and no row is left out unsaid.

mod answer;
mod clock;
mod columns;
mod course;
mod designs;
mod lines;
mod lost;
mod number;
mod panels;
mod period;
mod records;
mod refusal;
mod setting;
#[cfg(test)]
mod tests;

pub use answer::{Answer, CheckLine, Chosen, RejectedDesign, Worded};
pub use refusal::DataError;
pub use setting::{Assignment, Design, Options, Role};

use columns::{Labels, Sheet};
use designs::{without_staggered, without_weights};
use lustrum_impact::{
    Assessment, Column, Comparison, DesignName, ImpactError, Known, Moments, Need, Panel, Reason, Rules, Starts,
    assess_panel, assess_randomised, assess_unassigned, choose, difference_of_moments, starts_refusal,
};
use panels::{Panelled, at_row, settle_starts};
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
    let mut sheet = Sheet::read(table, options)?;
    settle_starts(&mut sheet, options)?;
    as_drawn(&sheet, options)?;
    constant_treatment(&sheet, options)?;
    if let (Some(column), false) = (&options.strata, matches!(options.design, Design::Rct | Design::Auto)) {
        return Err(DataError::StrataUnused { column: column.clone() });
    }
    if options.design != Design::Auto {
        without_staggered(options.design, options)?;
    }
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
        asked => named(asked, sheet, options),
    }
}

fn named(design: Design, sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    match design {
        Design::EventStudy => designs::event_study(sheet, options),
        Design::Its => designs::its(sheet, options),
        Design::Synth => designs::synth(sheet, options),
        Design::Ipw => designs::ipw(sheet, options),
        Design::Aipw => designs::aipw(sheet, options),
        Design::Did => panel(sheet, options),
        Design::Rct | Design::Auto => randomised(sheet, options),
    }
}

/// The strongest design that the data themselves allow, or that chance stands behind.
fn strongest(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    let over_time = match sheet.unit.is_some() && sheet.time.is_some() {
        true => Some(Panelled::of(&sheet, options)?.over_time()),
        false => None,
    };
    let refused = over_time.as_ref().and_then(|panel| starts_refusal(&panel.starts));
    let choice = choose(&Known { random: options.assignment == Assignment::Random, over_time });
    if let (Some(column), false) = (&options.strata, choice.chosen == Some(DesignName::Rct)) {
        return Err(DataError::StrataUnused { column: column.clone() });
    }
    without_staggered(choice.chosen.map_or(Design::Auto, Design::from), options)?;
    let mut answer = match choice.chosen {
        Some(design) => named(design.into(), sheet, options)?,
        // Someone who knows says that nothing else decided.
        None if options.assignment == Assignment::Measured && !options.covariates.is_empty() => {
            designs::aipw(sheet, options)?
        }
        None => {
            let (reasons, needs) = refused.map_or_else(Default::default, |(reason, needs)| (vec![reason], needs));
            unassigned(sheet, options, reasons, needs)?
        }
    };
    answer.choice = Some(choice.into());
    Ok(answer)
}

fn randomised(mut sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    without_weights(Design::Rct, options)?;
    if sheet.time.is_some() && starts_within(&sheet) {
        return designs::trial(sheet, options);
    }
    let strata = strata_of(&mut sheet, options);
    let lost = lost::Lost::of(&sheet, options);
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
    let mut groups = as_comparison(sheet, cluster, options)?;
    if let Some(strata) = strata {
        groups = groups.with_strata(&strata).map_err(|error| translated(error, options))?;
    }
    let planned = lost.as_ref().map(lost::Lost::planned_share);
    let rules = Rules { treated_share: planned.or(options.rules.treated_share), ..options.rules };
    let mut assessed = assess_randomised(&groups, &rules).map_err(|e| translated(e, options))?;
    let bounds = lost.and_then(|lost| lost.weigh(&mut assessed));
    if !differing.is_empty() {
        let columns = differing;
        assessed.reasons.push(Reason::OtherColumnsDiffer { columns });
        assessed.needs.push(Need::CheckOfAssignment);
    }
    let unused = options.time.as_ref().map(|_| Role::Time);
    Ok(Answer::new(assessed, Some(Design::Rct), rows, unused).with_some("attrition", bounds))
}

/// Within what each row was drawn: by its column, or by the draw itself.
fn strata_of(sheet: &mut Sheet, options: &Options) -> Option<Vec<u32>> {
    if let Some(strata) = sheet.strata.take() {
        return Some(strata.codes);
    }
    let (groups, unit) = (options.groups.as_ref()?, sheet.unit.as_ref()?);
    let mut known: Vec<&str> = groups.values().map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    let place = |unit: &str| known.binary_search(&groups.get(unit)?.as_str()).ok();
    let of_unit: Option<Vec<u32>> = unit.names.iter().map(|name| place(name).map(|at| at as u32)).collect();
    let of_unit = of_unit?;
    Some(unit.codes.iter().map(|code| of_unit[*code as usize]).collect())
}

/// Whether some unit goes from untrained to trained, or back: then the lot decided over a start.
fn starts_within(sheet: &Sheet) -> bool {
    let Some(unit) = &sheet.unit else { return false };
    let mut group_of: Vec<Option<bool>> = vec![None; unit.names.len()];
    let rows = unit.codes.iter().zip(&sheet.treated);
    rows.into_iter().any(|(code, treated)| *group_of[*code as usize].get_or_insert(*treated) != *treated)
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
    // Nothing is estimated that weights could change.
    Ok(Answer::new(assessed, None, rows, options.weights.as_ref().map(|_| Role::Weights)))
}

fn panel(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    one_cluster(sheet.cluster.as_ref().or(sheet.unit.as_ref()), options)?;
    let found = Panelled::of(&sheet, options)?;
    let panel = &found.panel;
    if let (Starts::Never { treated_units }, Design::Did) = (panel.starts(), options.design) {
        return Err(DataError::TreatmentNeverStarts { column: options.treatment.clone(), treated_units });
    }
    let assessed = assess_panel(panel, &options.rules).map_err(|error| at_row(error, &sheet, options))?;
    let design = assessed.estimate.map(|_| Design::Did);
    let answer = Answer::new(assessed, design, sheet.lines.len(), None);
    let event = (options.pictured && design.is_some()).then(|| course::event(panel, &found, options)).flatten();
    Ok(pictured(answer.with_some("event", event), &found, &sheet, options))
}

/// Adds what a page draws of a panel, where that is asked for.
fn pictured(answer: Answer, found: &Panelled, sheet: &Sheet, options: &Options) -> Answer {
    if !options.pictured {
        return answer;
    }
    answer.with_some("course", course::course(found, sheet)).with_some("variation", course::variation(found, sheet))
}

/// Where a draw decided, the table may not say otherwise: nobody is trained whom the lot let wait, and nobody is in it
/// who was not drawn.
fn as_drawn(sheet: &Sheet, options: &Options) -> Result<(), DataError> {
    let (Some(drawn), Some(unit)) = (&options.drawn, &sheet.unit) else { return Ok(()) };
    let over_time = sheet.time.is_some();
    for row in 0..sheet.lines.len() {
        let name = unit.of_row(row);
        let line = sheet.lines.of(row);
        let Some(first) = drawn.get(name) else {
            let column = options.unit.clone().unwrap_or_default();
            return Err(DataError::NotDrawn { row: line, column, unit: name.to_owned() });
        };
        // Over time those who were drawn first are not trained before their start.
        let fits = sheet.treated[row] == *first || (over_time && !sheet.treated[row]);
        if !fits {
            return Err(DataError::DrawContradicted {
                row: line,
                column: treatment_column(options),
                unit: name.to_owned(),
                value: u8::from(sheet.treated[row]),
            });
        }
    }
    Ok(())
}

/// An answer without an estimate, with what keeps the data from telling.
fn identifies_nothing(panel: &Panel, refused: Option<(Reason, Vec<Need>)>, rows: usize) -> Answer {
    let (reasons, needs) = refused.map_or_else(Default::default, |(reason, needs)| (vec![reason], needs));
    Answer::new(Assessment::without_design(panel, reasons, needs), None, rows, None)
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
            column: treatment_column(options),
            value: u8::from(first),
            rows: sheet.treated.len(),
        });
    }
    Ok(())
}

/// Where the treatment was read from.
fn treatment_column(options: &Options) -> String {
    options.start.clone().filter(|_| options.treatment.is_empty()).unwrap_or_else(|| options.treatment.clone())
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
                row: sheet.lines.of(row),
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
        ImpactError::NobodyNeverTreated => DataError::NobodyNeverTreated,
        ImpactError::CovariatesNeedWholePanel => DataError::CovariatesNeedWholePanel,
        other => {
            let reason = other.to_string();
            let mut letters = reason.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            DataError::Setting { reason: format!("{first}{}", letters.as_str()) }
        }
    }
}
