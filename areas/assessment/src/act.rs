use lustrum_delivery::Act;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::event::Event;

/// Who acts here, now.
pub(crate) fn act(app: &App, scope: &PartnershipScope) -> Act {
    Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer().person, at: app.now() }
}

pub(crate) fn event(act: Act, kind: &'static str) -> Event {
    Event::new(act.tenant, act.at, kind).by(act.by).within(act.partnership)
}

/// What the policies of this area are asked about.
pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Assessment", scope.id())
}

/// The first page of this area.
pub(crate) fn home_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/assessment", scope.id())
}
