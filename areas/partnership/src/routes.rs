//! The area's routes, each with its row of the access matrix, its entries of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, delete, get, post, put};
use utoipa::OpenApi;

use crate::ask;
use crate::charter::comment::{api as comment_api, pages as comments};
use crate::charter::term::pages as charter_term;
use crate::charter::{api, history, pages, proof};
use crate::contact;
use crate::immersion::{api as immersion_api, insights, pages as immersion};
use crate::terms::{self, pages as terms_pages, statement_files, statement_pages};

/// Everyone who works in the partnership.
const WORKING: &[Role] = &[
    Role::LdLead,
    Role::BusinessSponsor,
    Role::RegionalLdManager,
    Role::DataSteward,
    Role::PartnerLead,
    Role::LearningDesigner,
    Role::Facilitator,
    Role::LineManager,
];
const READ: Access = Access::Partnership { organisation: WORKING, partner: WORKING };
/// Who gives the mandates of their own side.
const GIVE: Access = Access::Partnership { organisation: &[Role::LdLead], partner: &[Role::PartnerLead] };
/// Who answers for the relation: writes, offers and signs the charter.
const ANSWER: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::BusinessSponsor], partner: &[Role::PartnerLead] };

/// Who sees what the partner learned, plans it, notes it and answers it.
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
const PLANS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::LearningDesigner],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};
const NOTES: Access = Access::Partnership {
    organisation: NOBODY,
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
const ANSWERS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::BusinessSponsor, Role::RegionalLdManager, Role::LearningDesigner],
    partner: NOBODY,
};

pub fn all() -> Vec<Route> {
    let mut routes = contacts();
    routes.extend(immersed());
    routes.extend(charter());
    routes.extend(charter_api());
    routes.extend(terms());
    routes.extend(terms_api());
    routes
}

fn contacts() -> Vec<Route> {
    vec![
        get("/p/{partnership}/contacts", READ, contact::pages::show_list),
        post("/p/{partnership}/contacts", GIVE, contact::pages::make_contact),
        get("/p/{partnership}/contacts.csv", READ, contact::pages::export_list),
        get("/p/{partnership}/contacts/new", GIVE, contact::pages::show_new),
        get("/p/{partnership}/contacts/{person}", GIVE, contact::pages::show_contact),
        post("/p/{partnership}/contacts/{person}", GIVE, contact::pages::change_contact),
        get("/api/v1/p/{partnership}/contacts", READ, contact::api::get_contacts),
        put("/api/v1/p/{partnership}/contacts/{person}", GIVE, contact::api::put_contact),
        get("/p/{partnership}/asks", READ, ask::pages::show_list),
        post("/p/{partnership}/asks", READ, ask::pages::make_ask),
        get("/p/{partnership}/asks/new", READ, ask::pages::show_new),
        post("/p/{partnership}/asks/{ask}/answer", READ, ask::pages::make_answer),
        post("/p/{partnership}/asks/{ask}/withdrawal", READ, ask::pages::withdraw_ask),
        get("/api/v1/p/{partnership}/asks", READ, ask::api::get_asks),
        post("/api/v1/p/{partnership}/asks", READ, ask::api::post_ask),
        post("/api/v1/p/{partnership}/asks/{ask}/answer", READ, ask::api::post_answer),
        delete("/api/v1/p/{partnership}/asks/{ask}", READ, ask::api::delete_ask),
    ]
}

fn immersed() -> Vec<Route> {
    vec![
        get("/p/{partnership}/immersion", LEARNS, immersion::show_plan),
        get("/p/{partnership}/immersion.csv", LEARNS, immersion::export_insights),
        get("/p/{partnership}/immersion/new", PLANS, immersion::show_new),
        post("/p/{partnership}/immersion/items", PLANS, immersion::make_item),
        get("/p/{partnership}/immersion/items/{item}", LEARNS, immersion::show_item),
        get("/p/{partnership}/immersion/items/{item}/edit", PLANS, immersion::show_edit),
        post("/p/{partnership}/immersion/items/{item}", PLANS, immersion::change_item),
        post("/p/{partnership}/immersion/items/{item}/done", PLANS, immersion::make_done),
        post("/p/{partnership}/immersion/items/{item}/insights", NOTES, immersion::make_insight),
        get("/p/{partnership}/immersion/insights/{insight}", LEARNS, insights::show_insight),
        post("/p/{partnership}/immersion/insights/{insight}/answer", ANSWERS, insights::make_answer),
        post("/p/{partnership}/immersion/insights/{insight}/requirement", PLANS, insights::make_requirement),
        get("/api/v1/p/{partnership}/immersion", LEARNS, immersion_api::get_immersion),
        post("/api/v1/p/{partnership}/immersion/items", PLANS, immersion_api::post_item),
        post("/api/v1/p/{partnership}/immersion/items/{item}/done", PLANS, immersion_api::post_done),
        post("/api/v1/p/{partnership}/immersion/items/{item}/insights", NOTES, immersion_api::post_insight),
        post("/api/v1/p/{partnership}/immersion/insights/{insight}/answer", ANSWERS, immersion_api::post_answer),
        post(
            "/api/v1/p/{partnership}/immersion/insights/{insight}/requirement",
            PLANS,
            immersion_api::post_requirement,
        ),
    ]
}

fn charter() -> Vec<Route> {
    vec![
        get("/p/{partnership}/charter", READ, pages::show::show_charter),
        get("/p/{partnership}/charter/compare", READ, pages::versions::show_comparison),
        get("/p/{partnership}/charter/versions", READ, pages::versions::show_versions),
        get("/p/{partnership}/charter/versions.csv", READ, pages::versions::export_versions),
        post("/p/{partnership}/charter/versions", ANSWER, pages::begin::begin_version),
        get("/p/{partnership}/charter/versions/{version}", READ, pages::show::show_version),
        get("/p/{partnership}/charter/versions/{version}/file", READ, pages::versions::export_version),
        get("/p/{partnership}/charter/versions/{version}/sections/{section}", ANSWER, pages::edit::show_section),
        post("/p/{partnership}/charter/versions/{version}/sections/{section}", ANSWER, pages::edit::change_section),
        get("/p/{partnership}/charter/versions/{version}/mark", READ, pages::live::show_mark),
        post(
            "/p/{partnership}/charter/versions/{version}/sections/{section}/presence",
            ANSWER,
            pages::live::note_presence,
        ),
        post(
            "/p/{partnership}/charter/versions/{version}/sections/{section}/level",
            ANSWER,
            pages::live::confirm_languages,
        ),
        get("/p/{partnership}/charter/versions/{version}/sections/{section}/links", ANSWER, pages::links::show_links),
        post(
            "/p/{partnership}/charter/versions/{version}/sections/{section}/links",
            ANSWER,
            pages::links::change_links,
        ),
        get("/p/{partnership}/charter/versions/{version}/sections/{section}/history", READ, history::show_history),
        get("/p/{partnership}/charter/versions/{version}/sections/{section}/comments", READ, comments::show_comments),
        post("/p/{partnership}/charter/versions/{version}/sections/{section}/comments", READ, comments::make_comment),
        post("/p/{partnership}/charter/versions/{version}/comments/{comment}/answers", READ, comments::make_answer),
        post(
            "/p/{partnership}/charter/versions/{version}/comments/{comment}/resolution",
            READ,
            comments::make_resolution,
        ),
        post(
            "/p/{partnership}/charter/versions/{version}/comments/{comment}/resolution/withdrawal",
            READ,
            comments::withdraw_resolution,
        ),
        get("/p/{partnership}/charter/versions/{version}/measures/new", ANSWER, pages::measure::show_new),
        get("/p/{partnership}/charter/versions/{version}/term", ANSWER, charter_term::show_term),
        post("/p/{partnership}/charter/versions/{version}/term", ANSWER, charter_term::change_term),
        post("/p/{partnership}/charter/versions/{version}/measures", ANSWER, pages::measure::make_measure),
        get(
            "/p/{partnership}/charter/versions/{version}/measures/{measure}/translation",
            ANSWER,
            pages::translation::show_translation,
        ),
        post(
            "/p/{partnership}/charter/versions/{version}/measures/{measure}/translation",
            ANSWER,
            pages::translation::change_translation,
        ),
        post(
            "/p/{partnership}/charter/versions/{version}/measures/{measure}/removal",
            ANSWER,
            pages::measure::remove_measure,
        ),
        post("/p/{partnership}/charter/versions/{version}/measures/{measure}/wording", ANSWER, proof::pages::adopt),
        post("/p/{partnership}/charter/versions/{version}/offer", ANSWER, pages::begin::offer_version),
        post("/p/{partnership}/charter/versions/{version}/offer/withdrawal", ANSWER, pages::begin::withdraw_offer),
        get("/p/{partnership}/charter/versions/{version}/signatures/new", ANSWER, pages::sign::show_sign),
        post("/p/{partnership}/charter/versions/{version}/signatures", ANSWER, pages::sign::make_signature),
    ]
}

fn charter_api() -> Vec<Route> {
    vec![
        get("/api/v1/p/{partnership}/charter", READ, api::get_charter),
        get("/api/v1/p/{partnership}/charter/comparison", READ, api::get_comparison),
        get("/api/v1/p/{partnership}/charter/versions", READ, api::get_versions),
        post("/api/v1/p/{partnership}/charter/versions", ANSWER, api::post_version),
        get("/api/v1/p/{partnership}/charter/versions/{version}", READ, api::get_version),
        get("/api/v1/p/{partnership}/charter/versions/{version}/file", READ, api::get_file),
        put("/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}", ANSWER, api::put_section),
        get("/api/v1/p/{partnership}/charter/versions/{version}/links", READ, pages::links::get_links),
        put(
            "/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}/links",
            ANSWER,
            pages::links::put_links,
        ),
        get(
            "/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}/history",
            READ,
            history::get_history,
        ),
        get("/api/v1/p/{partnership}/charter/versions/{version}/comments", READ, comment_api::get_comments),
        post(
            "/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}/comments",
            READ,
            comment_api::post_comment,
        ),
        post(
            "/api/v1/p/{partnership}/charter/versions/{version}/comments/{comment}/answers",
            READ,
            comment_api::post_answer,
        ),
        post(
            "/api/v1/p/{partnership}/charter/versions/{version}/comments/{comment}/resolution",
            READ,
            comment_api::post_resolution,
        ),
        delete(
            "/api/v1/p/{partnership}/charter/versions/{version}/comments/{comment}/resolution",
            READ,
            comment_api::delete_resolution,
        ),
        put("/api/v1/p/{partnership}/charter/versions/{version}/term", ANSWER, charter_term::put_term),
        post("/api/v1/p/{partnership}/charter/versions/{version}/measures", ANSWER, api::post_measure),
        delete("/api/v1/p/{partnership}/charter/versions/{version}/measures/{measure}", ANSWER, api::delete_measure),
        put(
            "/api/v1/p/{partnership}/charter/versions/{version}/measures/{measure}/translation",
            ANSWER,
            pages::translation::put_translation,
        ),
        post("/api/v1/p/{partnership}/charter/versions/{version}/offer", ANSWER, api::post_offer),
        delete("/api/v1/p/{partnership}/charter/versions/{version}/offer", ANSWER, api::delete_offer),
        post("/api/v1/p/{partnership}/charter/versions/{version}/signatures", ANSWER, api::post_signature),
    ]
}

fn terms() -> Vec<Route> {
    vec![
        get("/p/{partnership}/terms", ANSWER, terms_pages::show_terms),
        post("/p/{partnership}/terms", ANSWER, terms_pages::make_terms),
        get("/p/{partnership}/terms/new", ANSWER, terms_pages::show_new),
        post("/p/{partnership}/terms/simulations", ANSWER, terms_pages::simulate_new),
        get("/p/{partnership}/terms/{terms}", ANSWER, terms_pages::show_version),
        post("/p/{partnership}/terms/{terms}/acceptance", ANSWER, terms_pages::make_acceptance),
        post("/p/{partnership}/terms/{terms}/withdrawal", ANSWER, terms_pages::withdraw_terms),
        get("/p/{partnership}/terms/{terms}/statements/new", ANSWER, statement_pages::show_new),
        post("/p/{partnership}/terms/{terms}/statements", ANSWER, statement_pages::make_statement),
        get("/p/{partnership}/terms/{terms}/statements/{statement}", ANSWER, statement_pages::show_statement),
        get(
            "/p/{partnership}/terms/{terms}/statements/{statement}/statement.json",
            ANSWER,
            statement_files::export_json,
        ),
        get("/p/{partnership}/terms/{terms}/statements/{statement}/statement.csv", ANSWER, statement_files::export_csv),
        post(
            "/p/{partnership}/terms/{terms}/statements/{statement}/confirmation",
            ANSWER,
            statement_pages::make_confirmation,
        ),
        post(
            "/p/{partnership}/terms/{terms}/statements/{statement}/withdrawal",
            ANSWER,
            statement_pages::withdraw_statement,
        ),
    ]
}

fn terms_api() -> Vec<Route> {
    vec![
        get("/api/v1/p/{partnership}/terms", ANSWER, terms::api::get_terms),
        post("/api/v1/p/{partnership}/terms", ANSWER, terms::api::post_terms),
        post("/api/v1/p/{partnership}/terms/simulations", ANSWER, terms::api::post_simulation),
        get("/api/v1/p/{partnership}/terms/{terms}", ANSWER, terms::api::get_version),
        delete("/api/v1/p/{partnership}/terms/{terms}", ANSWER, terms::api::delete_terms),
        get("/api/v1/p/{partnership}/terms/{terms}/simulation", ANSWER, terms::api::get_simulation),
        post("/api/v1/p/{partnership}/terms/{terms}/acceptance", ANSWER, terms::api::post_acceptance),
        get("/api/v1/p/{partnership}/terms/{terms}/results", ANSWER, terms::api::get_results),
        get("/api/v1/p/{partnership}/terms/{terms}/statements", ANSWER, terms::api::get_statements),
        post("/api/v1/p/{partnership}/terms/{terms}/statements", ANSWER, terms::api::post_statement),
        get("/api/v1/p/{partnership}/terms/{terms}/statements/{statement}", ANSWER, terms::api::get_statement),
        delete("/api/v1/p/{partnership}/terms/{terms}/statements/{statement}", ANSWER, terms::api::delete_statement),
        post(
            "/api/v1/p/{partnership}/terms/{terms}/statements/{statement}/confirmation",
            ANSWER,
            terms::api::post_confirmation,
        ),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let entry = |key, path, access, order, steps| NavItem { key, path, access, order, steps };
    vec![
        entry("nav-charter", "/p/{partnership}/charter", READ, 20, &[Step::Charter][..]),
        entry("nav-terms", "/p/{partnership}/terms", ANSWER, 22, &[][..]),
        entry("nav-immersion", "/p/{partnership}/immersion", LEARNS, 25, &[][..]),
        entry("nav-contacts", "/p/{partnership}/contacts", READ, 70, &[][..]),
        entry("nav-asks", "/p/{partnership}/asks", READ, 71, &[][..]),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    contact::api::get_contacts,
    contact::api::put_contact,
    ask::api::get_asks,
    ask::api::post_ask,
    ask::api::post_answer,
    ask::api::delete_ask,
    immersion_api::get_immersion,
    immersion_api::post_item,
    immersion_api::post_done,
    immersion_api::post_insight,
    immersion_api::post_answer,
    immersion_api::post_requirement,
    api::get_charter,
    api::get_comparison,
    api::get_versions,
    api::post_version,
    api::get_version,
    api::get_file,
    api::put_section,
    pages::links::get_links,
    pages::links::put_links,
    pages::translation::put_translation,
    history::get_history,
    comment_api::get_comments,
    comment_api::post_comment,
    comment_api::post_answer,
    comment_api::post_resolution,
    comment_api::delete_resolution,
    charter_term::put_term,
    api::post_measure,
    api::delete_measure,
    api::post_offer,
    api::delete_offer,
    api::post_signature,
    terms::api::get_terms,
    terms::api::post_terms,
    terms::api::post_simulation,
    terms::api::get_version,
    terms::api::delete_terms,
    terms::api::get_simulation,
    terms::api::post_acceptance,
    terms::api::get_results,
    terms::api::get_statements,
    terms::api::post_statement,
    terms::api::get_statement,
    terms::api::delete_statement,
    terms::api::post_confirmation
))]
pub struct Api;
