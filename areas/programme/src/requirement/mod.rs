//! Where the design requirements of the immersion are used: which module answers to which insight.

pub(crate) mod api;
pub(crate) mod pages;

use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_partnership::By;
use lustrum_partnership::immersion::{self, Insight, Refused, Use};

use crate::module::{Module, ModuleId};
use crate::programme::ProgrammeId;

/// What the immersion calls a module.
pub const KIND: &str = "module";

/// A module answers to a requirement.
pub async fn trace(
    tx: &Tx,
    by: &By,
    insight: &Insight,
    programme: ProgrammeId,
    module: &Module,
) -> Result<Result<(), Refused>, DbError> {
    let to = Use {
        insight_id: insight.id,
        kind: KIND.to_owned(),
        target_id: module.id.0,
        title: module.title.clone(),
        within_id: programme.0,
    };
    immersion::trace(tx, by, insight, &to).await
}

/// A module is gone: nothing is traced to it any more.
pub async fn forget(tx: &Tx, tenant: OrganisationId, module: ModuleId) -> Result<(), DbError> {
    immersion::untrace_all(tx, tenant, KIND, module.0).await
}

/// A module is called otherwise.
pub async fn retitle(tx: &Tx, tenant: OrganisationId, module: ModuleId, title: &str) -> Result<(), DbError> {
    immersion::retitle(tx, tenant, KIND, module.0, title).await
}
