//! A lot that decided who starts, or who starts when, with the readings over time.

use super::without_weights;
use crate::estimate::{
    Answer, DataError, Design, Options,
    columns::Sheet,
    one_cluster,
    panels::{Panelled, at_row},
};
use lustrum_impact::assess_trial;
use serde_json::json;

pub(in crate::estimate) fn trial(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    without_weights(Design::Rct, options)?;
    if let Some(column) = &options.strata {
        return Err(DataError::StrataUnused { column: column.clone() });
    }
    one_cluster(sheet.cluster.as_ref().or(sheet.unit.as_ref()), options)?;
    let found = Panelled::of(&sheet, options)?;
    let (assessed, told) =
        assess_trial(&found.panel, &options.rules).map_err(|error| at_row(error, &sheet, options))?;
    let design = told.map(|_| Design::Rct);
    let answer = Answer::new(assessed, design, sheet.lines.len(), None);
    let answer = answer.with_some("trial", told.map(|told| json!(told.kind)));
    Ok(super::super::pictured(answer, &found, &sheet, options))
}
