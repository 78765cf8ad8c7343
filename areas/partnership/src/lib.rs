//! The partnership itself: contacts with mandates, the co-signed charter, and how the partner got to know the organisation.

mod by;
pub mod charter;
pub mod contact;
pub mod immersion;
mod routes;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

pub use by::By;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "partnership",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "partnership/0001", sql: include_str!("../migrations/0001_partnership.sql") },
            Migration { name: "partnership/0002-immersion", sql: include_str!("../migrations/0002_immersion.sql") },
        ],
        policy: PolicyText {
            area: "partnership",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
