//! What was seen, on the four levels of Kirkpatrick: how a module was received, what people learned, what they do at
//! work, and how the organisation's KPIs moved. It describes; what may be concluded is for studies.

pub mod feedback;
pub mod levels;
mod measured;
pub mod ratings;
pub mod results;
mod routes;
pub mod scores;
mod secret;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod tier;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

pub use levels::{Levels, summary};

/// Of fewer people than this no figure is shown, to either side.
pub const SMALLEST_GROUP: u64 = 5;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "evidence",
        routes: routes::all(),
        migrations: vec![Migration { name: "evidence/0001", sql: include_str!("../migrations/0001_evidence.sql") }],
        policy: PolicyText {
            area: "evidence",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
