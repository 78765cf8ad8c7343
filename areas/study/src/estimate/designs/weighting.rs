//! Groups that are weighted to be alike on the covariates.

use crate::estimate::{Answer, DataError, Design, Options, columns::Sheet};

pub(in crate::estimate) fn ipw(_sheet: Sheet, _options: &Options) -> Result<Answer, DataError> {
    Err(DataError::DesignNotReady { design: Design::Ipw })
}

pub(in crate::estimate) fn aipw(_sheet: Sheet, _options: &Options) -> Result<Answer, DataError> {
    Err(DataError::DesignNotReady { design: Design::Aipw })
}
