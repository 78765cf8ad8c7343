//! Did it work: registered studies, estimates and verdicts.

pub mod estimate;
mod routes;
pub mod study;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

pub use study::{estimate_and_store, latest_of, register};

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "study",
        routes: routes::all(),
        migrations: vec![Migration { name: "study/0001", sql: include_str!("../migrations/0001_study.sql") }],
        policy: PolicyText {
            area: "study",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
