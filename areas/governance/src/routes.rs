//! The area's routes, each with its row of the access matrix, its entries of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, Role};
use lustrum_kernel::area::{NavItem, Route, Step, delete, get, post};
use utoipa::OpenApi;

use crate::owner::{WORKING_AT_ORGANISATION, WORKING_AT_PARTNER};
use crate::{action, decision, review};

/// Whoever works in the partnership.
const WORKERS: Access = Access::Partnership { organisation: WORKING_AT_ORGANISATION, partner: WORKING_AT_PARTNER };
/// Who answers for the partnership on each side.
const LEADS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::BusinessSponsor], partner: &[Role::PartnerLead] };

pub fn all() -> Vec<Route> {
    vec![
        get("/p/{partnership}/reviews", WORKERS, review::pages::show_list),
        get("/p/{partnership}/reviews.csv", WORKERS, review::pages::export_list),
        post("/p/{partnership}/reviews", LEADS, review::pages::make_review),
        get("/p/{partnership}/reviews/{period}", WORKERS, review::pages::show_one),
        get("/p/{partnership}/reviews/{period}/decisions/new", LEADS, decision::pages::show_new),
        post("/p/{partnership}/reviews/{period}/decisions", LEADS, decision::pages::take),
        get("/p/{partnership}/decisions", WORKERS, decision::pages::show_list),
        get("/p/{partnership}/decisions.csv", WORKERS, decision::pages::export_list),
        get("/p/{partnership}/actions", WORKERS, action::pages::show_list),
        get("/p/{partnership}/actions.csv", WORKERS, action::pages::export_list),
        get("/p/{partnership}/actions/new", LEADS, action::pages::show_new),
        post("/p/{partnership}/actions", LEADS, action::pages::agree),
        post("/p/{partnership}/actions/{action}/completion", WORKERS, action::pages::complete),
        post("/p/{partnership}/actions/{action}/completion/withdrawal", WORKERS, action::pages::take_back),
        get("/api/v1/p/{partnership}/reviews", WORKERS, review::api::get_reviews),
        post("/api/v1/p/{partnership}/reviews", LEADS, review::api::post_review),
        get("/api/v1/p/{partnership}/reviews/{period}", WORKERS, review::api::get_review),
        get("/api/v1/p/{partnership}/decisions", WORKERS, decision::api::get_decisions),
        post("/api/v1/p/{partnership}/decisions", LEADS, decision::api::post_decision),
        get("/api/v1/p/{partnership}/actions", WORKERS, action::api::get_actions),
        post("/api/v1/p/{partnership}/actions", LEADS, action::api::post_action),
        post("/api/v1/p/{partnership}/actions/{action}/completion", WORKERS, action::api::post_completion),
        delete("/api/v1/p/{partnership}/actions/{action}/completion", WORKERS, action::api::delete_completion),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let entry = |key, path, order, steps| NavItem { key, path, access: WORKERS, order, steps };
    vec![
        entry("nav-reviews", "/p/{partnership}/reviews", 50, &[Step::Review]),
        entry("nav-actions", "/p/{partnership}/actions", 55, &[]),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    review::api::get_reviews,
    review::api::post_review,
    review::api::get_review,
    decision::api::get_decisions,
    decision::api::post_decision,
    action::api::get_actions,
    action::api::post_action,
    action::api::post_completion,
    action::api::delete_completion
))]
pub struct Api;
