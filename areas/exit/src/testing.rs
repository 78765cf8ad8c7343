//! What the tests of this area share.

use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::testing::Browser;

/// Every area that something can be registered of, in the order of the chain.
pub(crate) fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_partnership::area(),
        lustrum_sharing::area(),
        lustrum_programme::area(),
        lustrum_delivery::area(),
        lustrum_records::area(),
        lustrum_assessment::area(),
        lustrum_evidence::area(),
        lustrum_governance::area(),
        crate::area(),
    ]
}

pub(crate) fn who(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

pub(crate) fn lead(app: &App, world: &World, side: Side) -> Browser {
    let role = match side {
        Side::Organisation => Role::LdLead,
        Side::Partner => Role::PartnerLead,
    };
    who(app, world, side, role)
}
