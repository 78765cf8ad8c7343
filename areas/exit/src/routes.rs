//! The area's routes, each with its row of the access matrix, its entries of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, Role};
use lustrum_kernel::area::{NavItem, Route, get, post};
use utoipa::OpenApi;

use crate::asset::{api as asset_api, pages as asset, terms_pages as asset_terms};
use crate::plan::{api as plan_api, pages as plan};
use crate::rehearsal::{api as rehearsal_api, pages as rehearsal};
use crate::{AT_ORGANISATION, AT_PARTNER, archive};

/// Whoever works in the partnership.
const WORKERS: Access = Access::Partnership { organisation: AT_ORGANISATION, partner: AT_PARTNER };
/// Who answers for the partnership on each side.
const LEADS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::BusinessSponsor], partner: &[Role::PartnerLead] };
/// Who makes content on each side.
const MAKERS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::BusinessSponsor, Role::LearningDesigner],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};
/// Who takes the archive of a side: whoever sees on pages what is in it.
const TAKERS: Access = Access::Partnership { organisation: &[Role::LdLead], partner: &[Role::PartnerLead] };
/// Who sees to it that a side could leave.
const KEEPERS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::DataSteward], partner: &[Role::PartnerLead] };

pub fn all() -> Vec<Route> {
    vec![
        get("/p/{partnership}/exit", WORKERS, rehearsal::show_list),
        post("/p/{partnership}/exit/rehearsals", KEEPERS, rehearsal::make_rehearsal),
        get("/p/{partnership}/exit/rehearsals/{rehearsal}", WORKERS, rehearsal::show_one),
        post("/p/{partnership}/exit/archives", TAKERS, archive::pages::take),
        get("/p/{partnership}/exit/plan", LEADS, plan::show_edit),
        post("/p/{partnership}/exit/plan", LEADS, plan::make_plan),
        post("/p/{partnership}/exit/plan/agreement", LEADS, plan::make_agreement),
        get("/p/{partnership}/assets", WORKERS, asset::show_list),
        get("/p/{partnership}/assets.csv", WORKERS, asset::export_list),
        get("/p/{partnership}/assets/new", MAKERS, asset_terms::show_new),
        post("/p/{partnership}/assets", MAKERS, asset_terms::make_asset),
        get("/p/{partnership}/assets/{asset}", WORKERS, asset::show_one),
        get("/p/{partnership}/assets/{asset}/terms", MAKERS, asset_terms::show_edit),
        post("/p/{partnership}/assets/{asset}/terms", MAKERS, asset_terms::make_terms),
        post("/p/{partnership}/assets/{asset}/confirmation", LEADS, asset::make_confirmation),
        get("/api/v1/p/{partnership}/exit/rehearsals", WORKERS, rehearsal_api::get_rehearsals),
        post("/api/v1/p/{partnership}/exit/rehearsals", KEEPERS, rehearsal_api::post_rehearsal),
        get("/api/v1/p/{partnership}/exit/rehearsals/{rehearsal}", WORKERS, rehearsal_api::get_rehearsal),
        post("/api/v1/p/{partnership}/exit/archives", TAKERS, archive::pages::take),
        get("/api/v1/p/{partnership}/exit/plan", WORKERS, plan_api::get_plan),
        post("/api/v1/p/{partnership}/exit/plan", LEADS, plan_api::post_plan),
        post("/api/v1/p/{partnership}/exit/plan/agreement", LEADS, plan_api::post_agreement),
        get("/api/v1/p/{partnership}/assets", WORKERS, asset_api::get_assets),
        post("/api/v1/p/{partnership}/assets", MAKERS, asset_api::post_asset),
        get("/api/v1/p/{partnership}/assets/{asset}", WORKERS, asset_api::get_asset),
        post("/api/v1/p/{partnership}/assets/{asset}/terms", MAKERS, asset_api::post_terms),
        post("/api/v1/p/{partnership}/assets/{asset}/confirmation", LEADS, asset_api::post_confirmation),
    ]
}

pub fn nav() -> Vec<NavItem> {
    vec![
        NavItem { key: "nav-assets", path: "/p/{partnership}/assets", access: WORKERS, order: 57, steps: &[] },
        NavItem { key: "nav-exit", path: "/p/{partnership}/exit", access: WORKERS, order: 58, steps: &[] },
    ]
}

#[derive(OpenApi)]
#[openapi(
    paths(
        rehearsal_api::get_rehearsals,
        rehearsal_api::post_rehearsal,
        rehearsal_api::get_rehearsal,
        archive::pages::take,
        plan_api::get_plan,
        plan_api::post_plan,
        plan_api::post_agreement,
        asset_api::get_assets,
        asset_api::post_asset,
        asset_api::get_asset,
        asset_api::post_terms,
        asset_api::post_confirmation,
    ),
    tags((name = "exit", description = "How both sides part in good order"))
)]
pub struct Api;
