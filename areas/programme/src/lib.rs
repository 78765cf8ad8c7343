//! What we design together: programmes, behaviours, modules.

pub mod behaviour;
pub mod module;
pub mod programme;
pub mod proposal;
pub mod requirement;
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
        name: "programme",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "programme/0001", sql: include_str!("../migrations/0001_programme.sql") },
            Migration { name: "programme/0002-proposal", sql: include_str!("../migrations/0002_proposal.sql") },
            Migration {
                name: "programme/0003-module-behaviour",
                sql: include_str!("../migrations/0003_module_behaviour.sql"),
            },
        ],
        policy: PolicyText {
            area: "programme",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
