//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{ANYONE, Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, delete, get, post, put};
use utoipa::OpenApi;

use crate::{behaviour, module, programme, proposal, requirement};

const BOTH: Access = Access::Partnership { organisation: ANYONE, partner: ANYONE };
/// Who designs, on both sides.
const DESIGNS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::LearningDesigner, Role::PartnerLead],
    partner: &[Role::LdLead, Role::LearningDesigner, Role::PartnerLead],
};
/// Who proposes to change a module, facilitators included: they hear first what does not work.
const PROPOSES: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::LearningDesigner, Role::PartnerLead, Role::Facilitator],
    partner: &[Role::LdLead, Role::LearningDesigner, Role::PartnerLead, Role::Facilitator],
};
/// Who can have the mandate to decide on a change.
const DECIDES_CHANGES: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::BusinessSponsor, Role::RegionalLdManager],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};
/// Who decides whether it runs.
const DECIDES: Access = Access::Partnership { organisation: &[Role::LdLead], partner: NOBODY };

/// Who sees and who uses what the partner learned in the immersion.
const LEARNS: Access = Access::Partnership {
    organisation: &[
        Role::LdLead,
        Role::BusinessSponsor,
        Role::RegionalLdManager,
        Role::DataSteward,
        Role::LearningDesigner,
    ],
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
const TRACES: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::LearningDesigner],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};

pub fn all() -> Vec<Route> {
    vec![
        get("/p/{partnership}/programmes", BOTH, programme::pages::show_list),
        get("/p/{partnership}/programmes.csv", BOTH, programme::pages::export_list),
        get("/p/{partnership}/programmes/new", DESIGNS, programme::write::show_new),
        post("/p/{partnership}/programmes", DESIGNS, programme::write::create),
        get("/p/{partnership}/programmes/{programme}", BOTH, programme::pages::show),
        get("/p/{partnership}/programmes/{programme}/edit", DESIGNS, programme::write::show_edit),
        post("/p/{partnership}/programmes/{programme}", DESIGNS, programme::write::change),
        post("/p/{partnership}/programmes/{programme}/approval", DECIDES, programme::pages::approve),
        post("/p/{partnership}/programmes/{programme}/end", DECIDES, programme::pages::end),
        get("/p/{partnership}/programmes/{programme}/measures/new", DESIGNS, programme::measure::show_new),
        post("/p/{partnership}/programmes/{programme}/measures", DESIGNS, programme::measure::add),
        post("/p/{partnership}/programmes/{programme}/measures/{measure}/removal", DESIGNS, programme::measure::remove),
        get("/p/{partnership}/programmes/{programme}/behaviours/new", DESIGNS, behaviour::pages::show_new),
        post("/p/{partnership}/programmes/{programme}/behaviours", DESIGNS, behaviour::pages::add),
        post(
            "/p/{partnership}/programmes/{programme}/behaviours/{behaviour}/removal",
            DESIGNS,
            behaviour::pages::remove,
        ),
        get("/p/{partnership}/programmes/{programme}/modules/new", DESIGNS, module::pages::show_new),
        post("/p/{partnership}/programmes/{programme}/modules", DESIGNS, module::pages::add),
        get("/p/{partnership}/programmes/{programme}/modules/{module}/edit", DESIGNS, module::pages::show_edit),
        post("/p/{partnership}/programmes/{programme}/modules/{module}", DESIGNS, module::pages::change),
        post("/p/{partnership}/programmes/{programme}/modules/{module}/place", DESIGNS, module::pages::move_one),
        post("/p/{partnership}/programmes/{programme}/modules/{module}/removal", DESIGNS, module::pages::remove),
        get(
            "/p/{partnership}/programmes/{programme}/modules/{module}/behaviours",
            DESIGNS,
            module::works_on::pages::show_edit,
        ),
        post(
            "/p/{partnership}/programmes/{programme}/modules/{module}/behaviours",
            DESIGNS,
            module::works_on::pages::change,
        ),
        put(
            "/api/v1/p/{partnership}/programmes/{programme}/modules/{module}/behaviours",
            DESIGNS,
            module::works_on::api::put_behaviours,
        ),
        get("/p/{partnership}/programmes/{programme}/requirements", LEARNS, requirement::pages::show_list),
        post(
            "/p/{partnership}/programmes/{programme}/requirements/{insight}/modules",
            TRACES,
            requirement::pages::make_trace,
        ),
        post(
            "/p/{partnership}/programmes/{programme}/requirements/{insight}/modules/{module}/removal",
            TRACES,
            requirement::pages::remove_trace,
        ),
        post(
            "/api/v1/p/{partnership}/programmes/{programme}/requirements/{insight}/modules",
            TRACES,
            requirement::api::post_trace,
        ),
        delete(
            "/api/v1/p/{partnership}/programmes/{programme}/requirements/{insight}/modules/{module}",
            TRACES,
            requirement::api::delete_trace,
        ),
        get("/p/{partnership}/programmes/{programme}/proposals", BOTH, proposal::pages::show_list),
        get("/p/{partnership}/programmes/{programme}/proposals/new", PROPOSES, proposal::write::show_new),
        post("/p/{partnership}/programmes/{programme}/proposals", PROPOSES, proposal::write::create),
        get("/p/{partnership}/programmes/{programme}/proposals/{proposal}", BOTH, proposal::pages::show_one),
        get("/p/{partnership}/programmes/{programme}/proposals/{proposal}/edit", PROPOSES, proposal::write::show_edit),
        post("/p/{partnership}/programmes/{programme}/proposals/{proposal}", PROPOSES, proposal::write::write),
        post(
            "/p/{partnership}/programmes/{programme}/proposals/{proposal}/decision",
            DECIDES_CHANGES,
            proposal::decide::decide,
        ),
        get("/api/v1/p/{partnership}/programmes/{programme}/proposals", BOTH, proposal::api::get_proposals),
        post("/api/v1/p/{partnership}/programmes/{programme}/proposals", PROPOSES, proposal::api::post_proposal),
        post(
            "/api/v1/p/{partnership}/programmes/{programme}/proposals/{proposal}/decision",
            DECIDES_CHANGES,
            proposal::api::post_decision,
        ),
        get("/api/v1/p/{partnership}/programmes", BOTH, programme::api::get_programmes),
        post("/api/v1/p/{partnership}/programmes", DESIGNS, programme::api::post_programme),
        get("/api/v1/p/{partnership}/programmes/{programme}", BOTH, programme::api::get_programme),
        post("/api/v1/p/{partnership}/programmes/{programme}/modules", DESIGNS, programme::api::post_module),
        post("/api/v1/p/{partnership}/programmes/{programme}/approval", DECIDES, programme::api::post_approval),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let (path, steps) = ("/p/{partnership}/programmes", &[Step::Programme]);
    vec![NavItem { key: "nav-programmes", path, access: BOTH, order: 30, steps }]
}

#[derive(OpenApi)]
#[openapi(paths(
    programme::api::get_programmes,
    programme::api::post_programme,
    programme::api::get_programme,
    programme::api::post_module,
    programme::api::post_approval,
    module::works_on::api::put_behaviours,
    proposal::api::get_proposals,
    proposal::api::post_proposal,
    proposal::api::post_decision,
    requirement::api::post_trace,
    requirement::api::delete_trace
))]
pub struct Api;
