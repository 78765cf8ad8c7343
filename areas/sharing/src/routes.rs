//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, get, post};
use utoipa::OpenApi;

use crate::agreement::{api, pages as agreements};
use crate::council::{api as council_api, pages as council};
use crate::ledger::pages as ledger;
use crate::nda::{api as nda_api, pages as ndas};
use crate::release::pages as release;
use crate::room::{api as room_api, hand_in, pages as room};

const STEERS: &[Role] = &[Role::LdLead, Role::DataSteward, Role::BusinessSponsor, Role::RegionalLdManager];
const BUILDS: &[Role] = &[Role::PartnerLead, Role::LearningDesigner];
const READS: Access = Access::Partnership { organisation: STEERS, partner: BUILDS };
const OFFERS: Access = Access::Partnership { organisation: &[Role::DataSteward, Role::LdLead], partner: NOBODY };
const ACCEPTS: Access = Access::Partnership { organisation: NOBODY, partner: &[Role::PartnerLead] };

/// Who prepares and builds the learning, on either side.
const ENTERS: Access = Access::Partnership {
    organisation: &[Role::DataSteward, Role::LdLead, Role::BusinessSponsor, Role::LearningDesigner],
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
const SIGNS: Access = Access::Partnership {
    organisation: NOBODY,
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
/// Who gives the other side something to read.
const GIVES: Access =
    Access::Partnership { organisation: &[Role::DataSteward, Role::LdLead], partner: &[Role::PartnerLead] };

pub fn all() -> Vec<Route> {
    let mut routes = figures();
    routes.extend(the_room());
    routes.extend(the_ndas());
    routes.extend(the_council());
    routes
}

fn the_room() -> Vec<Route> {
    vec![
        get("/p/{partnership}/room", ENTERS, room::show_room),
        get("/p/{partnership}/room.csv", ENTERS, room::export_room),
        get("/p/{partnership}/room/reading.js", ENTERS, room::show_module),
        get("/p/{partnership}/room/new", GIVES, hand_in::show_new),
        post("/p/{partnership}/room/documents", GIVES, hand_in::make_document),
        get("/p/{partnership}/room/documents/{document}", ENTERS, room::show_document),
        get("/p/{partnership}/room/documents/{document}/file", ENTERS, room::show_file),
        post("/p/{partnership}/room/documents/{document}/revocation", GIVES, room::make_revocation),
        get("/api/v1/p/{partnership}/room", ENTERS, room_api::get_room),
        post("/api/v1/p/{partnership}/room/documents", GIVES, room_api::post_document),
        get("/api/v1/p/{partnership}/room/documents/{document}", ENTERS, room_api::get_document),
        get("/api/v1/p/{partnership}/room/documents/{document}/file", ENTERS, room_api::get_file),
        post("/api/v1/p/{partnership}/room/documents/{document}/revocation", GIVES, room_api::post_revocation),
    ]
}

fn the_ndas() -> Vec<Route> {
    vec![
        get("/p/{partnership}/room/ndas", ENTERS, ndas::show_list),
        get("/p/{partnership}/room/ndas/new", OFFERS, ndas::show_new),
        post("/p/{partnership}/room/ndas", OFFERS, ndas::make_nda),
        get("/p/{partnership}/room/ndas/{nda}", ENTERS, ndas::show_nda),
        post("/p/{partnership}/room/ndas/{nda}/force", OFFERS, ndas::make_force),
        post("/p/{partnership}/room/ndas/{nda}/end", OFFERS, ndas::make_end),
        post("/p/{partnership}/room/ndas/{nda}/signatures", SIGNS, ndas::make_signature),
        get("/api/v1/p/{partnership}/room/ndas", ENTERS, nda_api::get_ndas),
        post("/api/v1/p/{partnership}/room/ndas", OFFERS, nda_api::post_nda),
        get("/api/v1/p/{partnership}/room/ndas/{nda}", ENTERS, nda_api::get_nda),
        post("/api/v1/p/{partnership}/room/ndas/{nda}/force", OFFERS, nda_api::post_force),
        post("/api/v1/p/{partnership}/room/ndas/{nda}/end", OFFERS, nda_api::post_end),
        post("/api/v1/p/{partnership}/room/ndas/{nda}/signatures", SIGNS, nda_api::post_signature),
    ]
}

fn the_council() -> Vec<Route> {
    vec![
        get("/p/{partnership}/works-council", READS, council::show_council),
        get("/p/{partnership}/works-council/dossier.pdf", READS, council::show_file),
        post("/p/{partnership}/works-council/decisions", OFFERS, council::make_decision),
        get("/api/v1/p/{partnership}/works-council", READS, council_api::get_council),
        get("/api/v1/p/{partnership}/works-council/dossier", READS, council_api::get_dossier),
        post("/api/v1/p/{partnership}/works-council/decisions", OFFERS, council_api::post_decision),
    ]
}

fn figures() -> Vec<Route> {
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
    let entry = |key, path, access, order| NavItem { key, path, access, order, steps: &[] };
    vec![
        entry("nav-shared", "/p/{partnership}/shared", READS, 60),
        entry("nav-room", "/p/{partnership}/room", ENTERS, 61),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    api::get_agreements,
    api::post_agreement,
    api::get_agreement,
    api::get_figures,
    api::post_acceptance,
    api::post_revocation,
    api::get_ledger,
    council_api::get_council,
    council_api::get_dossier,
    council_api::post_decision,
    room_api::get_room,
    room_api::post_document,
    room_api::get_document,
    room_api::get_file,
    room_api::post_revocation,
    nda_api::get_ndas,
    nda_api::post_nda,
    nda_api::get_nda,
    nda_api::post_force,
    nda_api::post_end,
    nda_api::post_signature
))]
pub struct Api;
