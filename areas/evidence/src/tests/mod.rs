mod access;
mod api;
mod behaviour;
mod forms;
mod learning;
mod measured;
mod reaction;
mod results;
mod signals;

use lustrum_kernel::area::Area;
use lustrum_kernel::figure::Status;

use crate::levels::{Levels, Line};

/// Every area that this one stands on, and itself.
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
        crate::area(),
    ]
}

async fn levels(
    app: &lustrum_kernel::App,
    world: &lustrum_identity::testing::World,
    side: lustrum_kernel::access::Side,
) -> Levels {
    let day = |month, day| lustrum_kernel::Day::of(2026, month, day).unwrap();
    crate::summary(app.db(), world.client, world.partnership, side, day(7, 1), day(9, 30), app.now()).await.unwrap()
}

fn line<'a>(lines: &'a [Line], key: &str) -> &'a Line {
    lines.iter().find(|line| line.key == key).unwrap_or_else(|| panic!("no {key}"))
}

fn withheld(line: &Line) -> bool {
    matches!(line.figure.status(), Status::Withheld { smallest: 5 }) && line.figure.value().is_none()
}
