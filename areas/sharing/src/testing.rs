//! Agreements for tests: a KPI of depots of different sizes, offered and accepted.

use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::kpi::{self, Cadence, DataClass, Definition, Direction, KpiId};
use lustrum_strategy::reading::{self, Value};

use crate::agreement::{AgreementId, Grain, Terms, accept, find, offer};

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
