//! The charter's pages: read it, write it, offer and sign it, look back and compare.

pub mod begin;
mod clauses;
pub mod edit;
pub mod links;
pub mod live;
pub mod measure;
pub mod show;
pub mod sign;
pub mod translation;
pub mod versions;

use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::problem::Problem;

use super::next::Eyes;
use super::{CharterVersion, CharterVersionId, find};

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Charter", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/charter", scope.id())
}

pub(crate) fn path_of_version(scope: &PartnershipScope, id: CharterVersionId) -> String {
    format!("/p/{}/charter/versions/{id}", scope.id())
}

/// A version of this partnership's charter.
pub(crate) async fn version_of(
    app: &App,
    scope: &PartnershipScope,
    id: CharterVersionId,
) -> Result<CharterVersion, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub(crate) fn eyes(app: &App, scope: &PartnershipScope) -> Eyes {
    Eyes {
        side: scope.side,
        person: scope.viewer.person,
        may_edit: scope.may(app, "charter.edit", &resource(scope)),
        may_give: scope.may(app, "contacts.change", &crate::contact::pages::resource(scope)),
    }
}
