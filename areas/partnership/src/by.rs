//! Who does something in a partnership, on which side, and when: what every change of this area is told.

use lustrum_kernel::access::{PartnershipScope, Side};
use lustrum_kernel::event::Event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment};

#[derive(Clone, Copy, Debug)]
pub struct By {
    /// The client organisation, whose rows and whose history it is.
    pub tenant: OrganisationId,
    pub partnership: PartnershipId,
    pub side: Side,
    pub person: PersonId,
    pub at: Moment,
}

impl By {
    pub fn viewer(scope: &PartnershipScope, at: Moment) -> Self {
        Self { tenant: scope.tenant(), partnership: scope.id(), side: scope.side, person: scope.viewer.person, at }
    }
    /// The day on which it is done.
    pub fn day(&self) -> Day {
        self.at.day_in(&jiff::tz::TimeZone::UTC)
    }
    pub(crate) fn event(&self, kind: &'static str) -> Event {
        Event::new(self.tenant, self.at, kind).by(self.person).within(self.partnership)
    }
}
