//! For tests: a partnership with contacts who may sign, and a charter that both sides have signed.

use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::locale::Locale;

use crate::By;
use crate::charter::{self, CharterVersionId, NewMeasure, Section};
use crate::contact::{Given, Mandate, give};

/// This area with those that it stands on.
pub fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), lustrum_strategy::area(), crate::area()]
}

/// The lead of a side, acting now.
pub fn lead(app: &App, world: &World, side: Side) -> By {
    let role = match side {
        Side::Organisation => Role::LdLead,
        Side::Partner => Role::PartnerLead,
    };
    By::viewer(&world.within(side, role), app.now())
}

/// Gives the leads of both sides every mandate.
pub async fn mandates(app: &App, world: &World) {
    let tx = app.db().begin().await.expect("a database is there");
    for side in Side::BOTH {
        let by = lead(app, world, side);
        let given = Given { holds: Mandate::ALL.to_vec(), deputises: Vec::new() };
        give(&tx, &by, by.person, &format!("the lead ({})", side.word()), &given).await.expect("nothing is in the way");
    }
    tx.commit().await.expect("nothing is in the way");
}

/// A draft that can be offered.
pub async fn complete_draft(app: &App, world: &World) -> CharterVersionId {
    let by = lead(app, world, Side::Organisation);
    let tx = app.db().begin().await.expect("a database is there");
    let version = charter::begin(&tx, &by, Locale::En).await.expect("nothing is open");
    for section in Section::ALL {
        let text = format!("What both sides say about {}.", section.word());
        charter::edit_section(&tx, &by, version, section, 1, &text).await.expect("it was just begun");
    }
    let measure = NewMeasure { level: 4, text: "Fewer managers leave.".to_owned(), ..NewMeasure::default() };
    charter::add_measure(&tx, &by, version, measure).await.expect("it is a draft");
    tx.commit().await.expect("nothing is in the way");
    version
}

/// A charter in force.
pub async fn signed(app: &App, world: &World) -> CharterVersionId {
    mandates(app, world).await;
    let version = complete_draft(app, world).await;
    let tx = app.db().begin().await.expect("a database is there");
    let hash = charter::offer(&tx, &lead(app, world, Side::Organisation), version).await.expect("it is complete");
    for side in Side::BOTH {
        charter::sign(&tx, &lead(app, world, side), version, &hash).await.expect("the leads hold the mandate");
    }
    tx.commit().await.expect("nothing is in the way");
    version
}
