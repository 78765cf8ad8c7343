//! Agreements for tests: a KPI of depots of different sizes, offered and accepted; an NDA in force, a document.

use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::kpi::{self, Cadence, DataClass, Definition, Direction, KpiId};
use lustrum_strategy::reading::{self, Value};

use crate::agreement::{Act, AgreementId, Grain, Terms, accept, find, offer};
use crate::nda::{self, NdaId, Standing, Words};
use crate::room::check::Kind;
use crate::room::store::NewDocument;
use crate::room::vault::Sealed;
use crate::room::{self, DocumentId};

/// A KPI with one month of readings in three depots: Gent with 3 people, Lier with 7, Venlo with 10.
pub async fn a_kpi(app: &App, world: &World, title: &str) -> KpiId {
    build_kpi(app, world, title).await.expect("the KPI of the tests is sound")
}

async fn build_kpi(app: &App, world: &World, title: &str) -> Result<KpiId, DbError> {
    let steward = world.person(Side::Organisation, Role::DataSteward);
    let definition = Definition {
        population: "Frontline managers".to_owned(),
        formula: "leavers / managers".to_owned(),
        unit: "%".to_owned(),
        decimals: 1,
        direction: Direction::Lower,
        cadence: Cadence::Monthly,
        grain: "depot".to_owned(),
        source: "HR system".to_owned(),
        data_class: DataClass::Internal,
    };
    let at = app.now();
    let tx = app.db().begin().await?;
    let (id, _) = kpi::create(&tx, world.client, steward, at, title, &definition).await?;
    let known = kpi::find(&tx, world.client, id).await?.expect("it was just made");
    let value = |unit: &str, value: f64, people: i64| Value {
        unit: unit.to_owned(),
        period: Day::of(2026, 8, 1).expect("a day of the calendar"),
        value,
        people: Some(people),
    };
    let readings = [value("Gent", 40.0, 3), value("Lier", 10.0, 7), value("Venlo", 20.0, 10)];
    reading::record(&tx, world.client, &known, steward, at, &readings).await?;
    tx.commit().await?;
    Ok(id)
}

/// The usual terms for it: by unit, groups of five or more, from today for a year.
pub fn terms(kpi: KpiId, title: &str, at: Moment) -> Terms {
    let today = at.day_in(&jiff::tz::TimeZone::UTC);
    Terms {
        kpi,
        title: title.to_owned(),
        grain: Grain::Unit,
        smallest_group: 5,
        purpose: "To see whether fewer managers leave".to_owned(),
        data_class: DataClass::Internal,
        from: today,
        until: today.plus_months(12),
    }
}

/// An agreement that waits for the partner.
pub async fn offered(app: &App, world: &World, kpi: KpiId) -> AgreementId {
    let steward = world.person(Side::Organisation, Role::DataSteward);
    let tx = app.db().begin().await.expect("the database is there");
    let terms = terms(kpi, "Turnover", app.now());
    let id = offer(&tx, world.client, world.partnership, steward, app.now(), terms).await;
    let id = id.expect("the database takes it").expect("no other agreement is in its way");
    tx.commit().await.expect("the database takes it");
    id
}

/// An agreement in force.
pub async fn in_force(app: &App, world: &World, kpi: KpiId) -> AgreementId {
    let id = offered(app, world, kpi).await;
    let lead = world.person(Side::Partner, Role::PartnerLead);
    let tx = app.db().begin().await.expect("the database is there");
    let agreement = find(&tx, world.client, world.partnership, id).await.expect("the database answers");
    let agreement = agreement.expect("it was just offered");
    accept(&tx, &agreement, lead, app.now()).await.expect("the database takes it").expect("it waits for the partner");
    tx.commit().await.expect("the database takes it");
    id
}

fn steward(app: &App, world: &World) -> Act {
    Act { by: world.person(Side::Organisation, Role::DataSteward), at: app.now() }
}

/// The NDA that is in force now; written where there is none.
pub async fn an_nda(app: &App, world: &World) -> NdaId {
    build_nda(app, world).await.expect("the database takes it")
}

async fn build_nda(app: &App, world: &World) -> Result<NdaId, DbError> {
    let known = nda::of_partnership(app.db(), world.client, world.partnership).await?;
    if let Some(nda) = known.iter().find(|nda| nda.standing_at(app.now()) == Standing::InForce) {
        return Ok(nda.id);
    }
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let words = Words {
        english: "What lies in the room is secret.".to_owned(),
        dutch: "Wat in de dataroom ligt is geheim.".to_owned(),
        from: today,
        until: today.plus_months(12),
    };
    let act = steward(app, world);
    let tx = app.db().begin().await?;
    let sides = ["Noordkade Logistics", "Baken Leiderschap"];
    let id = nda::write(&tx, world.client, world.partnership, sides, act, &words).await?;
    let nda = nda::find(&tx, world.client, world.partnership, id).await?.expect("it was just written");
    nda::put_in_force(&tx, &nda, act).await?.expect("no other one is in force");
    tx.commit().await?;
    Ok(id)
}

/// Someone of the partner's side signs the NDA that is in force.
pub async fn signed(app: &App, world: &World, role: Role) -> NdaId {
    let id = an_nda(app, world).await;
    let tx = app.db().begin().await.expect("the database is there");
    let nda = nda::find(&tx, world.client, world.partnership, id).await.expect("the database answers");
    let nda = nda.expect("it is in force");
    let act = Act { by: world.person(Side::Partner, role), at: app.now() };
    let _signed_before = nda::sign(&tx, &nda, act, "Somebody", "Baken Leiderschap", &nda.hash).await;
    tx.commit().await.expect("the database takes it");
    id
}

/// A document whose content nobody can open, for asking who may.
pub async fn a_document(app: &App, world: &World) -> DocumentId {
    let id = DocumentId::new();
    let new = NewDocument {
        id,
        side: Side::Organisation,
        title: "Rosters of the night shift".to_owned(),
        file_name: "rosters.txt".to_owned(),
        kind: Kind::Text,
        size: 3,
        until: None,
    };
    let sealed = Sealed { bytes: vec![1, 2, 3], key: vec![4, 5, 6], mark: "none".to_owned() };
    let tx = app.db().begin().await.expect("the database is there");
    let added = room::add(&tx, world.client, world.partnership, steward(app, world), new, sealed).await;
    added.expect("the database takes it");
    tx.commit().await.expect("the database takes it");
    id
}
