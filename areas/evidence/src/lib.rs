//! What was seen, on the four levels of Kirkpatrick: how a module was received, what people learned, what they do at
//! work, and how the organisation's KPIs moved. It describes; what may be concluded is for studies.

pub mod coverage;
pub mod feedback;
pub mod follow_up;
pub mod form;
pub mod levels;
pub mod mapping;
mod measured;
pub mod observation;
pub mod performance;
pub mod ratings;
pub mod results;
pub mod round360;
mod routes;
pub mod scores;
pub mod secret;
pub mod signal;
pub mod team;
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
        migrations: vec![
            Migration { name: "evidence/0001", sql: include_str!("../migrations/0001_evidence.sql") },
            Migration { name: "evidence/0002-asking", sql: include_str!("../migrations/0002_asking.sql") },
            Migration { name: "evidence/0003-signal", sql: include_str!("../migrations/0003_signal.sql") },
            Migration { name: "evidence/0003", sql: include_str!("../migrations/0003_observation.sql") },
            Migration { name: "evidence/0004", sql: include_str!("../migrations/0004_round_360.sql") },
            Migration { name: "evidence/0005", sql: include_str!("../migrations/0005_follow_up.sql") },
            Migration { name: "evidence/0006", sql: include_str!("../migrations/0006_performance.sql") },
            Migration { name: "evidence/0007", sql: include_str!("../migrations/0007_mapping.sql") },
            Migration { name: "evidence/0008", sql: include_str!("../migrations/0008_mapped.sql") },
        ],
        policy: PolicyText {
            area: "evidence",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: vec![follow_up::job::Asks::handler(), mapping::job::Reads::handler()],
        api: Some(routes::Api::openapi),
    }
}
