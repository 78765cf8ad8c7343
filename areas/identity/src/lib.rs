//! Who: organisations, people, memberships, sign-in, tokens, and which organisations are partnered.

mod account;
mod export;
mod history;
pub mod invitation;
pub mod membership;
pub mod organisation;
mod outbox;
pub mod partnership;
pub mod password;
pub mod person;
mod routes;
mod secret;
pub mod session;
pub mod setup;
pub mod sign_in;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod token;
pub mod viewer;

#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

pub use history::pages::words as words_of_event;
pub use session::recognise;

/// The tables that every node of a distributed PostgreSQL holds: what is unique across organisations, or found before
/// the organisation is known.
pub const REFERENCE_TABLES: [&str; 9] = [
    "organisation",
    "person",
    "membership",
    "partnership",
    "sign_in_session",
    "sign_in_link",
    "api_token",
    "invitation",
    "first_setup",
];

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "identity",
        routes: routes::all(),
        migrations: vec![Migration { name: "identity/0001", sql: include_str!("../migrations/0001_identity.sql") }],
        policy: PolicyText {
            area: "identity",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
