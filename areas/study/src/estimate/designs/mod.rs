//! Each design: from a table to its answer.

pub(super) mod event_study;
mod its;
mod synth;
mod weighting;

use super::{Answer, DataError, Design, Options, columns::Sheet};
pub(super) use its::its;
pub(super) use synth::synth;
pub(super) use weighting::{aipw, ipw};

/// Refuses weights in a design that has no use for them: they are never left aside unsaid.
pub(super) fn without_weights(design: Design, options: &Options) -> Result<(), DataError> {
    match &options.weights {
        Some(column) => Err(DataError::WeightsUnused { design, column: column.clone() }),
        None => Ok(()),
    }
}

pub(super) fn event_study(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    let found = super::panels::Panelled::of(&sheet, options)?;
    let answer = event_study::event_study(&found, &sheet, options)?;
    Ok(super::pictured(answer, &found, &sheet, options))
}
