//! What the tests of money and of success cases stand on.

use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::form::Upload;
use lustrum_kernel::testing::Browser;

use crate::study::{self, Basis, Better, Design, Plan, StudyId};

pub(crate) fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_partnership::area(),
        lustrum_sharing::area(),
        lustrum_programme::area(),
        lustrum_delivery::area(),
        lustrum_assessment::area(),
        lustrum_evidence::area(),
        crate::area(),
    ]
}

pub(crate) fn browser(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

/// The National Supported Work experiment, whose answer is published; nobody has opened its data yet.
pub(crate) async fn a_study(app: &App, world: &World) -> StudyId {
    let plan = Plan {
        title: "Earnings after the training".to_owned(),
        question: "Do people who were trained earn more?".to_owned(),
        design: Design::Rct,
        basis: Basis::Table {
            outcome: "re78".to_owned(),
            treatment: "treat".to_owned(),
            unit: None,
            time: None,
            cluster: None,
            covariates: Vec::new(),
        },
        unit: "US dollars".to_owned(),
        decimals: 2,
        better: Better::Higher,
        margin: None,
        source: "National Supported Work".to_owned(),
        generated: false,
        assigned: crate::study::Assigned::default(),
    };
    let lead = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let id = study::register(&tx, world.client, world.partnership, lead, app.now(), &plan).await.unwrap();
    let known = study::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    study::release(&tx, &known, lead, app.now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Opens its data so many seconds from now; earlier where it is negative.
pub(crate) async fn open(app: &App, world: &World, id: StudyId, seconds: i64) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/nsw/nsw_experimental.csv");
    let table = Upload { name: "nsw.csv".into(), content_type: "text/csv".into(), bytes: std::fs::read(path).unwrap() };
    let lead = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let known = study::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    let at = app.now().plus_seconds(seconds);
    study::estimate_and_store(&tx, &known, lead, at, &table).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}
