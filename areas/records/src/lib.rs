//! What other learning systems report: a record store that speaks the Experience API, with a credential for each
//! source. It keeps statements; what they are evidence of is for a later area.

mod authority;
pub mod beside;
pub mod browse;
pub mod credential;
mod document;
mod endpoint;
pub mod exchange;
mod routes;
pub mod session;
pub mod statement;
pub mod store;
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
        name: "records",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "records/0001", sql: include_str!("../migrations/0001_records.sql") },
            Migration { name: "records/0002", sql: include_str!("../migrations/0002_exchange.sql") },
            Migration { name: "records/0003", sql: include_str!("../migrations/0003_tail.sql") },
            Migration { name: "records/0004", sql: include_str!("../migrations/0004_segments.sql") },
            Migration { name: "records/0005", sql: include_str!("../migrations/0005_ids.sql") },
        ],
        policy: PolicyText {
            area: "records",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: vec![std::sync::Arc::new(exchange::Exchanges)],
        api: Some(routes::Api::openapi),
    }
}
