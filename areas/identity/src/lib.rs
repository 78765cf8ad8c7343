//! Who: organisations, people, memberships, sign-in, tokens, and which organisations are partnered.

pub mod membership;
pub mod organisation;
pub mod partnership;
pub mod password;
pub mod person;
mod secret;
pub mod session;
pub mod sign_in;
#[cfg(feature = "testing")]
pub mod testing;
pub mod token;
pub mod viewer;

#[cfg(test)]
mod tests;

use lustrum_kernel::access::{Access, PolicyText};
use lustrum_kernel::area::{Area, Route, get, post};
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "identity",
        routes: routes(),
        migrations: vec![Migration { name: "identity/0001", sql: include_str!("../migrations/0001_identity.sql") }],
        policy: PolicyText {
            area: "identity",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: Vec::new(),
        jobs: Vec::new(),
        api: None,
    }
}

fn routes() -> Vec<Route> {
    vec![
        get("/sign-in", Access::Public, sign_in::pages::show_sign_in),
        post("/sign-in", Access::Public, sign_in::pages::sign_in),
        get("/sign-in/link/{token}", Access::Public, sign_in::pages::show_link),
        post("/sign-in/link/{token}", Access::Public, sign_in::pages::follow_link),
        post("/sign-out", Access::Public, sign_in::pages::sign_out),
        post("/language", Access::Public, sign_in::pages::choose_language),
    ]
}
