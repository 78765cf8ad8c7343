//! What a partner may see: agreements, releases, the data room under an NDA, and the ledger of both.

pub mod agreement;
pub mod asset;
pub mod council;
pub mod ledger;
pub mod nda;
pub mod release;
pub mod room;
mod routes;
pub mod sound;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod tests;

use lustrum_kernel::access::PolicyText;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

pub use agreement::visible_to_partner;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "sharing",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "sharing/0001", sql: include_str!("../migrations/0001_sharing.sql") },
            Migration { name: "sharing/0002-room", sql: include_str!("../migrations/0002_room.sql") },
            Migration { name: "sharing/0003-asset", sql: include_str!("../migrations/0003_asset.sql") },
            Migration { name: "sharing/0004-works-council", sql: include_str!("../migrations/0004_works_council.sql") },
        ],
        policy: PolicyText {
            area: "sharing",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}
