//! A mixture of untreated units that moved like the treated one.

use crate::estimate::{Answer, DataError, Design, Options, columns::Sheet};

pub(in crate::estimate) fn synth(_sheet: Sheet, _options: &Options) -> Result<Answer, DataError> {
    Err(DataError::DesignNotReady { design: Design::Synth })
}
