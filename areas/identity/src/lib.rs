//! Who: organisations, people, memberships, sign-in, tokens, and which organisations are partnered.

pub mod membership;
pub mod organisation;
pub mod partnership;
pub mod person;
#[cfg(feature = "testing")]
pub mod testing;
pub mod viewer;

#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "identity",
        routes: Vec::new(),
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
