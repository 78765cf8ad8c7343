//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, get, post};
use utoipa::OpenApi;

use crate::study::{api, data, draw_pages, pages, register_pages};

const READS: Access = Access::Partnership {
    organisation: &[
        Role::LdLead,
        Role::DataSteward,
        Role::BusinessSponsor,
        Role::RegionalLdManager,
        Role::LearningDesigner,
    ],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};
/// Who answers for the evidence.
const KEEPS: Access = Access::Partnership { organisation: &[Role::LdLead, Role::DataSteward], partner: NOBODY };

pub fn all() -> Vec<Route> {
    vec![
        get("/p/{partnership}/studies", READS, pages::show_list),
        get("/p/{partnership}/studies.csv", READS, pages::export_list),
        get("/p/{partnership}/studies/new", KEEPS, register_pages::show_new),
        post("/p/{partnership}/studies", KEEPS, register_pages::make_study),
        get("/p/{partnership}/studies/{study}", READS, pages::show_study),
        get("/p/{partnership}/studies/{study}/plan.json", READS, data::export_plan),
        get("/p/{partnership}/studies/{study}/draw", READS, draw_pages::show_draw),
        get("/p/{partnership}/studies/{study}/draw.csv", READS, draw_pages::export_draw),
        post("/p/{partnership}/studies/{study}/estimates", KEEPS, data::make_estimate),
        get("/p/{partnership}/studies/{study}/estimates/{number}/data.csv", KEEPS, data::export_data),
        post("/p/{partnership}/studies/{study}/release", KEEPS, data::make_release),
        post("/p/{partnership}/studies/{study}/release/withdrawal", KEEPS, data::withdraw_release),
        get("/api/v1/p/{partnership}/studies", READS, api::get_studies),
        post("/api/v1/p/{partnership}/studies", KEEPS, api::post_study),
        get("/api/v1/p/{partnership}/studies/{study}", READS, api::get_study),
        get("/api/v1/p/{partnership}/studies/{study}/draw", READS, api::get_draw),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let (path, steps) = ("/p/{partnership}/studies", &[Step::Impact]);
    vec![NavItem { key: "nav-studies", path, access: READS, order: 45, steps }]
}

#[derive(OpenApi)]
#[openapi(paths(api::get_studies, api::post_study, api::get_study, api::get_draw))]
pub struct Api;
