//! Why we train: challenges, goals, KPIs and their readings.

pub mod challenge;
pub mod connector;
pub mod goal;
pub mod kpi;
pub mod metric;
pub mod reading;
mod routes;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use sha2::{Digest, Sha256};
use utoipa::OpenApi;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "strategy",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "strategy/0001", sql: include_str!("../migrations/0001_strategy.sql") },
            Migration { name: "strategy/0002", sql: include_str!("../migrations/0002_connector.sql") },
        ],
        policy: PolicyText {
            area: "strategy",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: vec![connector::run::OnTime::handler()],
        api: Some(routes::Api::openapi),
    }
}

/// The hash by which a file or a call is recognised.
fn hash_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
