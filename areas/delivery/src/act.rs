use lustrum_kernel::Moment;
use lustrum_kernel::event::Event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};

/// Who changes something in which partnership, and when.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    pub tenant: OrganisationId,
    pub partnership: PartnershipId,
    pub by: PersonId,
    pub at: Moment,
}

impl Act {
    pub(crate) fn event(&self, kind: &'static str) -> Event {
        Event::new(self.tenant, self.at, kind).by(self.by).within(self.partnership)
    }
}
