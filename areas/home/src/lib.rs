//! The first screen of each role: reads many areas, owns nothing.

mod ecosystem;
mod overview;
mod place;
mod register;
#[cfg(test)]
mod tests;
mod trace;

use lustrum_kernel::access::{ANYONE, Access, PolicyText, Role};
use lustrum_kernel::area::{Area, NavItem, get};
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

const MEMBERS: Access = Access::Organisation(ANYONE);
/// Who sees the KPIs.
const READERS: Access =
    Access::Organisation(&[Role::LdLead, Role::BusinessSponsor, Role::RegionalLdManager, Role::DataSteward]);
/// Who leads, on either side: which partner covers what, as far as their own partnerships reach.
const LEADERS: Access = Access::Organisation(&[
    Role::LdLead,
    Role::BusinessSponsor,
    Role::RegionalLdManager,
    Role::PartnerLead,
    Role::LearningDesigner,
]);
const BOTH: Access = Access::Partnership { organisation: ANYONE, partner: ANYONE };

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "home",
        routes: vec![
            get("/", Access::Public, place::pages::show_first),
            get("/o/{organisation}", MEMBERS, place::pages::show_organisation),
            get("/o/{organisation}/metrics", READERS, register::pages::show_register),
            get("/o/{organisation}/metrics.csv", READERS, register::pages::export_register),
            get("/o/{organisation}/ecosystem", LEADERS, ecosystem::pages::show_map),
            get("/o/{organisation}/ecosystem.csv", LEADERS, ecosystem::pages::export_map),
            get("/api/v1/o/{organisation}/ecosystem", LEADERS, ecosystem::api::get_ecosystem),
            get("/p/{partnership}", BOTH, overview::pages::show_overview),
            get("/p/{partnership}/trace", BOTH, trace::pages::show_trace),
            get("/p/{partnership}/trace.csv", BOTH, trace::pages::export_trace),
        ],
        migrations: Vec::new(),
        policy: PolicyText {
            area: "home",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: vec![
            NavItem { key: "nav-overview", path: "/p/{partnership}", access: BOTH, order: 10, steps: &[] },
            NavItem { key: "nav-trace", path: "/p/{partnership}/trace", access: BOTH, order: 12, steps: &[] },
            NavItem { key: "nav-metrics", path: "/o/{organisation}/metrics", access: READERS, order: 126, steps: &[] },
            NavItem {
                key: "nav-ecosystem",
                path: "/o/{organisation}/ecosystem",
                access: LEADERS,
                order: 124,
                steps: &[],
            },
            NavItem { key: "nav-home", path: "/o/{organisation}", access: MEMBERS, order: 110, steps: &[] },
        ],
        jobs: Vec::new(),
        api: Some(Api::openapi),
    }
}

#[derive(OpenApi)]
#[openapi(paths(ecosystem::api::get_ecosystem))]
struct Api;
