//! Did it work: registered studies, estimates and verdicts.

pub mod estimate;
pub mod money;
mod routes;
pub mod study;
pub mod success;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::event::Event;
use lustrum_kernel::locale::Texts;
use lustrum_partnership::By;
use utoipa::OpenApi;

pub use study::{Results, estimate_and_store, latest_of, register};

/// An event of a partnership, by whoever does it.
pub(crate) fn happened(by: &By, kind: &'static str) -> Event {
    Event::new(by.tenant, by.at, kind).by(by.person).within(by.partnership)
}

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "study",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "study/0001", sql: include_str!("../migrations/0001_study.sql") },
            Migration { name: "study/0002-money", sql: include_str!("../migrations/0002_money.sql") },
            Migration { name: "study/0003-success", sql: include_str!("../migrations/0003_success.sql") },
            Migration { name: "study/0004-seals", sql: include_str!("../migrations/0004_seals.sql") },
        ],
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
