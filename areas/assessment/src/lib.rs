//! What people learned: banks of items, tests before, after and later, demonstrations that two raters score.

mod act;
pub mod bank;
mod home;
pub mod import;
pub mod item;
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
        name: "assessment",
        routes: routes::all(),
        migrations: vec![Migration { name: "assessment/0001", sql: include_str!("../migrations/0001_bank.sql") }],
        policy: PolicyText {
            area: "assessment",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
