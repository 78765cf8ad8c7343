//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, get, post};
use utoipa::OpenApi;

use crate::agreement::{api, pages as agreements};
use crate::ledger::pages as ledger;
use crate::release::pages as release;

const STEERS: &[Role] = &[Role::LdLead, Role::DataSteward, Role::BusinessSponsor, Role::RegionalLdManager];
const BUILDS: &[Role] = &[Role::PartnerLead, Role::LearningDesigner];
const READS: Access = Access::Partnership { organisation: STEERS, partner: BUILDS };
const OFFERS: Access = Access::Partnership { organisation: &[Role::DataSteward, Role::LdLead], partner: NOBODY };
const ACCEPTS: Access = Access::Partnership { organisation: NOBODY, partner: &[Role::PartnerLead] };

pub fn all() -> Vec<Route> {
    vec![
        get("/p/{partnership}/shared", READS, agreements::show_list),
        get("/p/{partnership}/shared.csv", READS, agreements::export_list),
        get("/p/{partnership}/shared/new", OFFERS, agreements::show_new),
        post("/p/{partnership}/shared", OFFERS, agreements::make_agreement),
        get("/p/{partnership}/shared/log", READS, ledger::show_log),
        get("/p/{partnership}/shared/log.csv", READS, ledger::export_log),
        get("/p/{partnership}/shared/{agreement}", READS, release::show_agreement),
        get("/p/{partnership}/shared/{agreement}/figures.csv", READS, release::export_figures),
        post("/p/{partnership}/shared/{agreement}/acceptance", ACCEPTS, agreements::make_acceptance),
        post("/p/{partnership}/shared/{agreement}/revocation", OFFERS, agreements::make_revocation),
        get("/api/v1/p/{partnership}/agreements", READS, api::get_agreements),
        post("/api/v1/p/{partnership}/agreements", OFFERS, api::post_agreement),
        get("/api/v1/p/{partnership}/agreements/{agreement}", READS, api::get_agreement),
        get("/api/v1/p/{partnership}/agreements/{agreement}/figures", READS, api::get_figures),
        post("/api/v1/p/{partnership}/agreements/{agreement}/acceptance", ACCEPTS, api::post_acceptance),
        post("/api/v1/p/{partnership}/agreements/{agreement}/revocation", OFFERS, api::post_revocation),
        get("/api/v1/p/{partnership}/ledger", READS, api::get_ledger),
    ]
}

pub fn nav() -> Vec<NavItem> {
    vec![NavItem { key: "nav-shared", path: "/p/{partnership}/shared", access: READS, order: 60, steps: &[] }]
}

#[derive(OpenApi)]
#[openapi(paths(
    api::get_agreements,
    api::post_agreement,
    api::get_agreement,
    api::get_figures,
    api::post_acceptance,
    api::post_revocation,
    api::get_ledger
))]
pub struct Api;
