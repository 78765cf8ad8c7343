//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{ANYONE, Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, get, post};
use utoipa::OpenApi;

use crate::{attendance, cohort, enrolment, session};

const BOTH: Access = Access::Partnership { organisation: ANYONE, partner: ANYONE };
const PLANNERS: &[Role] = &[Role::LdLead, Role::RegionalLdManager, Role::PartnerLead];
/// Who plans cohorts.
const PLANS: Access = Access::Partnership { organisation: PLANNERS, partner: PLANNERS };
const GIVERS: &[Role] = &[Role::LdLead, Role::RegionalLdManager, Role::PartnerLead, Role::Facilitator];
/// Who plans sessions.
const GIVES: Access = Access::Partnership { organisation: GIVERS, partner: GIVERS };
/// Who sees names.
const NAMES: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::RegionalLdManager, Role::Facilitator],
    partner: &[Role::Facilitator],
};
/// Who decides on who takes part.
const ENROLS: Access = Access::Partnership { organisation: &[Role::LdLead, Role::RegionalLdManager], partner: NOBODY };

pub fn all() -> Vec<Route> {
    vec![
        get("/p/{partnership}/cohorts", BOTH, cohort::pages::show_list),
        get("/p/{partnership}/cohorts.csv", BOTH, cohort::pages::export_list),
        get("/p/{partnership}/cohorts/new", PLANS, cohort::pages::show_new),
        post("/p/{partnership}/cohorts", PLANS, cohort::pages::create_one),
        get("/p/{partnership}/cohorts/{cohort}", BOTH, cohort::pages::show),
        get("/p/{partnership}/cohorts/{cohort}/sessions/new", GIVES, session::pages::show_new),
        post("/p/{partnership}/cohorts/{cohort}/sessions", GIVES, session::pages::plan),
        post("/p/{partnership}/cohorts/{cohort}/sessions/{session}/cancellation", GIVES, session::pages::cancel_one),
        get("/p/{partnership}/cohorts/{cohort}/sessions/{session}/attendance", NAMES, attendance::pages::show_roster),
        post("/p/{partnership}/cohorts/{cohort}/sessions/{session}/attendance", NAMES, attendance::pages::note_roster),
        get("/p/{partnership}/cohorts/{cohort}/people", NAMES, enrolment::pages::show_people),
        get("/p/{partnership}/cohorts/{cohort}/people.csv", NAMES, enrolment::pages::export_people),
        post("/p/{partnership}/cohorts/{cohort}/people/{enrolment}/removal", ENROLS, enrolment::pages::remove_one),
        get("/p/{partnership}/cohorts/{cohort}/people/import", ENROLS, enrolment::import_pages::show_import),
        post("/p/{partnership}/cohorts/{cohort}/people/import", ENROLS, enrolment::import_pages::preview),
        post("/p/{partnership}/cohorts/{cohort}/people/import/rows", ENROLS, enrolment::import_pages::take),
        get("/api/v1/p/{partnership}/cohorts", BOTH, cohort::api::get_cohorts),
        post("/api/v1/p/{partnership}/cohorts", PLANS, cohort::api::post_cohort),
        get("/api/v1/p/{partnership}/cohorts/{cohort}/sessions", BOTH, cohort::api::get_sessions),
        post("/api/v1/p/{partnership}/cohorts/{cohort}/sessions", GIVES, cohort::api::post_session),
        get(
            "/api/v1/p/{partnership}/cohorts/{cohort}/sessions/{session}/attendance",
            NAMES,
            attendance::api::get_attendance,
        ),
        post(
            "/api/v1/p/{partnership}/cohorts/{cohort}/sessions/{session}/attendance",
            NAMES,
            attendance::api::post_attendance,
        ),
        post("/api/v1/p/{partnership}/cohorts/{cohort}/enrolments", ENROLS, cohort::api::post_enrolment),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let (path, steps) = ("/p/{partnership}/cohorts", &[Step::Delivery]);
    vec![NavItem { key: "nav-cohorts", path, access: BOTH, order: 35, steps }]
}

#[derive(OpenApi)]
#[openapi(paths(
    cohort::api::get_cohorts,
    cohort::api::post_cohort,
    cohort::api::get_sessions,
    cohort::api::post_session,
    cohort::api::post_enrolment,
    attendance::api::get_attendance,
    attendance::api::post_attendance
))]
pub struct Api;
