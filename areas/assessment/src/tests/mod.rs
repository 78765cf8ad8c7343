mod access;
mod banks;
pub(crate) mod course;
mod demonstrations;
mod sittings;

use lustrum_kernel::area::Area;

/// Every area that this one stands on, and itself.
pub(crate) fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_partnership::area(),
        lustrum_programme::area(),
        lustrum_delivery::area(),
        crate::area(),
    ]
}
