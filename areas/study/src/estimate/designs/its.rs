//! The course before the start, carried on.

use crate::estimate::{Answer, DataError, Design, Options, columns::Sheet};

pub(in crate::estimate) fn its(_sheet: Sheet, _options: &Options) -> Result<Answer, DataError> {
    Err(DataError::DesignNotReady { design: Design::Its })
}
