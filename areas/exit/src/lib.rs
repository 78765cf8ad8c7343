//! How both sides part in good order: the archive that each takes with it, the rehearsal that shows that it holds
//! everything, the plan of the hand-over, and the register of who owns what both made.

pub mod archive;
mod asset;

pub mod plan;
pub mod rehearsal;
mod routes;
#[cfg(test)]
mod testing;

use lustrum_kernel::access::{PolicyText, Role};
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::event::Event;
use lustrum_kernel::locale::Texts;
use lustrum_partnership::By;
use utoipa::OpenApi;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "exit",
        routes: routes::all(),
        migrations: vec![Migration { name: "exit/0001", sql: include_str!("../migrations/0001_exit.sql") }],
        policy: PolicyText {
            area: "exit",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: vec![std::sync::Arc::new(rehearsal::Rehearse)],
        api: Some(routes::Api::openapi),
    }
}

/// Whoever works in the partnership, on each side.
pub(crate) const AT_ORGANISATION: &[Role] = &[
    Role::LdLead,
    Role::BusinessSponsor,
    Role::RegionalLdManager,
    Role::DataSteward,
    Role::LearningDesigner,
    Role::Facilitator,
];
pub(crate) const AT_PARTNER: &[Role] = &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator];

/// An event of whoever acts.
pub(crate) fn happened(by: &By, kind: &'static str) -> Event {
    Event::new(by.tenant, by.at, kind).by(by.person).within(by.partnership)
}
