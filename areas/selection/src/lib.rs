//! Right fit, not lowest bid: a round asks candidates what they do and do not do, lets assessors score them blind on
//! weighted criteria with evidence, says how firm the first place is, and keeps the decision with its reasons.

pub mod candidate;
pub mod criterion;
pub mod outcome;
pub mod profile;
pub mod ranking;
pub mod round;
mod routes;
pub mod score;
mod secret;
#[cfg(test)]
mod tests;

use lustrum_kernel::Moment;
use lustrum_kernel::access::{OrganisationScope, PolicyText};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Migration;
use lustrum_kernel::event::Event;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Texts;
use utoipa::OpenApi;

/// The area as the application composes it.
pub fn area() -> Area {
    Area {
        name: "selection",
        routes: routes::all(),
        migrations: vec![
            Migration { name: "selection/0001", sql: include_str!("../migrations/0001_selection.sql") },
            Migration { name: "selection/0002", sql: include_str!("../migrations/0002_linked.sql") },
            Migration { name: "selection/0003", sql: include_str!("../migrations/0003_withdrawn.sql") },
            Migration { name: "selection/0004", sql: include_str!("../migrations/0004_score_file.sql") },
        ],
        policy: PolicyText {
            area: "selection",
            schema: include_str!("../schema.cedarschema"),
            policy: include_str!("../policy.cedar"),
        },
        texts: Texts { en: include_str!("../locales/en.ftl"), nl: include_str!("../locales/nl.ftl") },
        nav: routes::nav(),
        jobs: Vec::new(),
        api: Some(routes::Api::openapi),
    }
}

/// Who acts, for which organisation, and when.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    pub tenant: OrganisationId,
    pub by: PersonId,
    pub at: Moment,
}

impl Act {
    pub(crate) fn of(app: &App, scope: &OrganisationScope) -> Self {
        Self { tenant: scope.organisation(), by: scope.viewer.person, at: app.now() }
    }
    pub(crate) fn event(self, kind: &'static str) -> Event {
        Event::new(self.tenant, self.at, kind).by(self.by)
    }
}
