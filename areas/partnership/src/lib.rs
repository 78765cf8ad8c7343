//! The partnership itself: contacts with mandates, the co-signed charter, the terms that hang a fee on what is measured,
//! and how the partner got to know the organisation.

pub mod ask;
mod by;
pub mod charter;
pub mod contact;
pub mod immersion;
mod late;
mod routes;
pub mod sound;
pub mod terms;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

use std::sync::Arc;

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
            Migration { name: "partnership/0002", sql: include_str!("../migrations/0002_terms.sql") },
            Migration { name: "partnership/0003", sql: include_str!("../migrations/0003_asks.sql") },
            Migration { name: "partnership/0004", sql: include_str!("../migrations/0004_charter_term.sql") },
            Migration { name: "partnership/0005", sql: include_str!("../migrations/0005_immersion.sql") },
            Migration { name: "partnership/0006", sql: include_str!("../migrations/0006_charter_together.sql") },
            Migration { name: "partnership/0007-ask-amount", sql: include_str!("../migrations/0007_ask_amount.sql") },
            Migration {
                name: "partnership/0008-mandate-kind",
                sql: include_str!("../migrations/0008_mandate_kind.sql"),
            },
            Migration {
                name: "partnership/0009-mandate-currency",
                sql: include_str!("../migrations/0009_mandate_currency.sql"),
            },
        ],
        policy: PolicyText {
            area: "partnership",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: vec![Arc::new(ask::RemindAsks), Arc::new(charter::term::RemindTerm)],
        api: Some(routes::Api::openapi),
    }
}
