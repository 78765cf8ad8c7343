//! The rhythm: reviews, decisions and actions.

pub mod action;
pub mod decision;
pub mod owner;
pub mod quarter;
pub mod review;
mod routes;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "governance",
        routes: routes::all(),
        migrations: vec![Migration { name: "governance/0001", sql: include_str!("../migrations/0001_governance.sql") }],
        policy: PolicyText {
            area: "governance",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
