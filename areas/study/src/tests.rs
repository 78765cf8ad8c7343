//! Studies with every design and draws by lot, through the real router, on both engines.

mod designs;
mod draws;
mod fees;
mod seals;

use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::testing::Browser;
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::kpi::{self, Cadence, DataClass, Definition, Direction, KpiId};
use lustrum_strategy::reading::{self, Value};

fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_partnership::area(),
        lustrum_sharing::area(),
        lustrum_programme::area(),
        lustrum_delivery::area(),
        crate::area(),
    ]
}

fn lead(app: &App, world: &World) -> Browser {
    Browser::new(app, &areas(), world.viewer(Side::Organisation, Role::LdLead))
}

fn partner(app: &App, world: &World) -> Browser {
    Browser::new(app, &areas(), world.viewer(Side::Partner, Role::PartnerLead))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Months of which readings are known: from January 2025 to August 2026.
const MONTHS: i32 = 20;

/// A reproducible wobble between -1 and 1.
fn wobble(seed: u64) -> f64 {
    let mut bits = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

/// A KPI of 24 depots that move together, less 4 from the month in which a depot starts on.
async fn a_kpi(app: &App, world: &World, starts: impl Fn(u64) -> Option<i32>) -> KpiId {
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
    let at: Moment = app.now();
    let tx = app.db().begin().await.unwrap();
    let (id, _) = kpi::create(&tx, world.client, steward, at, "Turnover", &definition).await.unwrap();
    let known = kpi::find(&tx, world.client, id).await.unwrap().unwrap();
    let mut values = Vec::new();
    for depot in 0..24_u64 {
        for month in 0..MONTHS {
            let effect = if starts(depot).is_some_and(|start| month >= start) { -4.0 } else { 0.0 };
            let own = 30.0 + 3.0 * wobble(depot + 900);
            let together = f64::from(month) * 0.1;
            let value = own + together + 0.5 * wobble(depot * 100 + u64::try_from(month).unwrap()) + effect;
            let period = day("2025-01-01").plus_months(month);
            values.push(Value { unit: name(depot), period, value: (value * 10.0).round() / 10.0, people: Some(12) });
        }
    }
    reading::record(&tx, world.client, &known, steward, at, &values).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn name(depot: u64) -> String {
    format!("Depot {depot:02}")
}

/// The lines of the form: who starts in which month of the readings.
fn lines(depots: impl IntoIterator<Item = u64>, starts: impl Fn(u64) -> Option<i32>) -> String {
    let line = |depot| {
        let since = starts(depot).map(|month| day("2025-01-01").plus_months(month).to_string()).unwrap_or_default();
        format!("{}; {since}", name(depot))
    };
    depots.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The fields of a plan on readings.
fn asked<'a>(design: &'a str, kpi: &'a str, units: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", "Turnover in the depots"),
        ("question", "Does turnover fall?"),
        ("design", design),
        ("basis", "kpi"),
        ("margin", "1"),
        ("kpi", kpi),
        ("from", "2025-01-01"),
        ("until", "2026-08-01"),
        ("units", units),
    ]
}
