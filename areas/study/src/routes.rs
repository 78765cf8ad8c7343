//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, delete, get, post, put};
use utoipa::OpenApi;

use crate::money::rule::change_pages as rule_pages;
use crate::money::{api as money_api, cost::change_pages as cost_pages, pages as money_pages, roi};
use crate::study::{api, data, draw_pages, pages, register_pages, seal_pages};
use crate::success::{api as success_api, change_pages as case_pages, own_pages, pages as success_pages};

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

/// Who gives the words from which the seed of a draw is made, one side as the other.
const SEALS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::DataSteward], partner: &[Role::PartnerLead] };

/// Who answers for the money, on both sides the same.
const MONEY: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::DataSteward, Role::BusinessSponsor],
    partner: &[Role::PartnerLead],
};
/// Who agrees on what a result is worth.
const AGREES: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::BusinessSponsor], partner: &[Role::PartnerLead] };
/// Who decides whether to be asked.
const OWN: Access = Access::Partnership { organisation: &[Role::Learner], partner: NOBODY };

pub fn all() -> Vec<Route> {
    let mut routes = studies();
    routes.extend(money());
    routes.extend(success());
    routes
}

fn money() -> Vec<Route> {
    vec![
        get("/p/{partnership}/money", MONEY, money_pages::show_money),
        get("/p/{partnership}/money/costs.csv", MONEY, money_pages::export_costs),
        get("/p/{partnership}/money/costs/new", MONEY, cost_pages::show_new),
        post("/p/{partnership}/money/costs", MONEY, cost_pages::make_cost),
        post("/p/{partnership}/money/costs/{cost}/withdrawal", MONEY, cost_pages::withdraw_cost),
        get("/p/{partnership}/money/rules/new", AGREES, rule_pages::show_new),
        post("/p/{partnership}/money/rules", AGREES, rule_pages::make_rule),
        post("/p/{partnership}/money/rules/{rule}/acceptance", AGREES, rule_pages::make_acceptance),
        post("/p/{partnership}/money/rules/{rule}/withdrawal", AGREES, rule_pages::withdraw_rule),
        get("/p/{partnership}/studies/{study}/return", MONEY, roi::pages::show_return),
        get("/api/v1/p/{partnership}/costs", MONEY, money_api::get_costs),
        post("/api/v1/p/{partnership}/costs", MONEY, money_api::post_cost),
        delete("/api/v1/p/{partnership}/costs/{cost}", MONEY, money_api::delete_cost),
        get("/api/v1/p/{partnership}/cost-figures", MONEY, money_api::get_cost_figures),
        get("/api/v1/p/{partnership}/conversion-rules", MONEY, money_api::get_rules),
        post("/api/v1/p/{partnership}/conversion-rules", AGREES, money_api::post_rule),
        post("/api/v1/p/{partnership}/conversion-rules/{rule}/acceptance", AGREES, money_api::post_acceptance),
        delete("/api/v1/p/{partnership}/conversion-rules/{rule}", AGREES, money_api::delete_rule),
        get("/api/v1/p/{partnership}/studies/{study}/return", MONEY, money_api::get_return),
    ]
}

fn success() -> Vec<Route> {
    vec![
        get("/p/{partnership}/success", MONEY, success_pages::show_list),
        get("/p/{partnership}/success/mine", OWN, own_pages::show_mine),
        post("/p/{partnership}/success/mine", OWN, own_pages::decide),
        post("/p/{partnership}/success/willing", KEEPS, case_pages::make_willing),
        post("/p/{partnership}/success/draws", KEEPS, case_pages::make_draw),
        get("/p/{partnership}/success/{case}", MONEY, success_pages::show_case),
        get("/p/{partnership}/success/{case}/sheet", KEEPS, success_pages::show_sheet),
        post("/p/{partnership}/success/{case}/story", KEEPS, case_pages::make_story),
        post("/p/{partnership}/success/{case}/consent", KEEPS, case_pages::make_consent),
        post("/p/{partnership}/success/{case}/consent/withdrawal", KEEPS, case_pages::withdraw_consent),
        post("/p/{partnership}/success/{case}/verification", KEEPS, case_pages::make_verification),
        get("/api/v1/p/{partnership}/success-cases", MONEY, success_api::get_cases),
        get("/api/v1/p/{partnership}/success-cases/{case}", MONEY, success_api::get_case),
        post("/api/v1/p/{partnership}/success-willing", KEEPS, success_api::post_willing),
        post("/api/v1/p/{partnership}/success-draws", KEEPS, success_api::post_draw),
        put("/api/v1/p/{partnership}/success-cases/{case}/story", KEEPS, success_api::put_story),
        post("/api/v1/p/{partnership}/success-cases/{case}/consent", KEEPS, success_api::post_consent),
        delete("/api/v1/p/{partnership}/success-cases/{case}/consent", KEEPS, success_api::delete_consent),
        post("/api/v1/p/{partnership}/success-cases/{case}/verification", KEEPS, success_api::post_verification),
    ]
}

fn studies() -> Vec<Route> {
    vec![
        get("/p/{partnership}/studies", READS, pages::show_list),
        get("/p/{partnership}/studies.csv", READS, pages::export_list),
        get("/p/{partnership}/studies/new", KEEPS, register_pages::show_new),
        post("/p/{partnership}/studies", KEEPS, register_pages::make_study),
        get("/p/{partnership}/studies/{study}", READS, pages::show_study),
        get("/p/{partnership}/studies/{study}/plan.json", READS, data::export_plan),
        get("/p/{partnership}/studies/{study}/draw", READS, draw_pages::show_draw),
        get("/p/{partnership}/studies/{study}/draw.csv", READS, draw_pages::export_draw),
        get("/p/{partnership}/studies/{study}/draw.json", READS, seal_pages::export_proof),
        post("/p/{partnership}/studies/{study}/draw/seals", SEALS, seal_pages::make_seal),
        post("/p/{partnership}/studies/{study}/draw/openings", SEALS, seal_pages::make_opening),
        post("/p/{partnership}/studies/{study}/estimates", KEEPS, data::make_estimate),
        get("/p/{partnership}/studies/{study}/estimates/{number}/data.csv", KEEPS, data::export_data),
        post("/p/{partnership}/studies/{study}/release", KEEPS, data::make_release),
        post("/p/{partnership}/studies/{study}/release/withdrawal", KEEPS, data::withdraw_release),
        get("/api/v1/p/{partnership}/studies", READS, api::get_studies),
        post("/api/v1/p/{partnership}/studies", KEEPS, api::post_study),
        get("/api/v1/p/{partnership}/studies/{study}", READS, api::get_study),
        get("/api/v1/p/{partnership}/studies/{study}/draw", READS, api::get_draw),
        post("/api/v1/p/{partnership}/studies/{study}/draw/seals", SEALS, seal_pages::post_seal),
        post("/api/v1/p/{partnership}/studies/{study}/draw/openings", SEALS, seal_pages::post_opening),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let entry = |key, path, access, order, steps| NavItem { key, path, access, order, steps };
    vec![
        entry("nav-studies", "/p/{partnership}/studies", READS, 45, &[Step::Impact]),
        entry("nav-money", "/p/{partnership}/money", MONEY, 46, &[]),
        entry("nav-success", "/p/{partnership}/success", MONEY, 47, &[]),
        entry("nav-success-own", "/p/{partnership}/success/mine", OWN, 47, &[]),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    api::get_studies,
    api::post_study,
    api::get_study,
    api::get_draw,
    seal_pages::post_seal,
    seal_pages::post_opening,
    money_api::get_costs,
    money_api::post_cost,
    money_api::delete_cost,
    money_api::get_cost_figures,
    money_api::get_rules,
    money_api::post_rule,
    money_api::post_acceptance,
    money_api::delete_rule,
    money_api::get_return,
    success_api::get_cases,
    success_api::get_case,
    success_api::post_willing,
    success_api::post_draw,
    success_api::put_story,
    success_api::post_consent,
    success_api::delete_consent,
    success_api::post_verification
))]
pub struct Api;
