//! What people learned: banks of items, tests before, after and later, demonstrations that two raters score.

mod act;
pub mod attempt;
pub mod bank;
pub mod booster;
pub mod demonstration;
pub mod exam;
pub mod figures;
mod home;
pub mod import;
pub mod item;
mod routes;
pub mod rubric;
mod secret;
pub mod sitting;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

/// Of fewer people than this no figure is shown, to either side.
pub const SMALLEST_GROUP: u64 = 5;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "assessment",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "assessment/0001", sql: include_str!("../migrations/0001_bank.sql") },
            Migration { name: "assessment/0002", sql: include_str!("../migrations/0002_test.sql") },
            Migration { name: "assessment/0003", sql: include_str!("../migrations/0003_rubric.sql") },
            Migration { name: "assessment/0004", sql: include_str!("../migrations/0004_booster.sql") },
            Migration { name: "assessment/0005", sql: include_str!("../migrations/0005_asked.sql") },
        ],
        policy: PolicyText {
            area: "assessment",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: vec![std::sync::Arc::new(attempt::CloseAttempts), std::sync::Arc::new(booster::AskBoosters)],
        api: Some(routes::Api::openapi),
    }
}
