//! The rhythm: meetings, reviews, decisions and actions, and what is learned where something did not work.

pub mod action;
pub mod blameless;
pub mod decision;
pub mod digest;
pub mod experiment;
pub mod feed;
pub mod health;
pub mod measure;
pub mod meeting;
pub mod midway;
pub mod owner;
pub mod put;
pub mod quarter;
pub mod review;
mod routes;
#[cfg(test)]
mod tests;
pub mod waiting;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::event::Event;
use lustrum_kernel::locale::Texts;
use lustrum_partnership::By;
use utoipa::OpenApi;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "governance",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "governance/0001", sql: include_str!("../migrations/0001_governance.sql") },
            Migration { name: "governance/0002", sql: include_str!("../migrations/0002_blameless.sql") },
            Migration { name: "governance/0003", sql: include_str!("../migrations/0003_meeting.sql") },
            Migration { name: "governance/0004", sql: include_str!("../migrations/0004_experiment.sql") },
            Migration { name: "governance/0005", sql: include_str!("../migrations/0005_midway.sql") },
            Migration { name: "governance/0006", sql: include_str!("../migrations/0006_health.sql") },
            Migration { name: "governance/0007-digest", sql: include_str!("../migrations/0007_digest.sql") },
            Migration { name: "governance/0008-review-note", sql: include_str!("../migrations/0008_review_note.sql") },
            Migration {
                name: "governance/0009-point-in-dutch",
                sql: include_str!("../migrations/0009_point_in_dutch.sql"),
            },
        ],
        policy: PolicyText {
            area: "governance",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: vec![health::check::job::Checks::handler(), health::drift::watch::Watches::handler()],
        api: Some(routes::Api::openapi),
    }
}

/// An event of whoever acts.
pub(crate) fn happened(by: &By, kind: &'static str) -> Event {
    Event::new(by.tenant, by.at, kind).by(by.person).within(by.partnership)
}
