//! What happens: cohorts, sessions, enrolments.

mod act;
pub mod attendance;
pub mod cohort;
pub mod enrolment;
mod routes;
pub mod session;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

pub use act::Act;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "delivery",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "delivery/0001", sql: include_str!("../migrations/0001_delivery.sql") },
            Migration { name: "delivery/0002-attendance", sql: include_str!("../migrations/0002_attendance.sql") },
            Migration { name: "delivery/0003-cancelled", sql: include_str!("../migrations/0003_cancelled.sql") },
        ],
        policy: PolicyText {
            area: "delivery",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
