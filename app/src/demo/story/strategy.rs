//! Why: the challenge, two KPIs with 36 months behind them, the goal, and the readings of every month since.

use lustrum_kernel::{Day, Moment};
use lustrum_strategy::challenge;
use lustrum_strategy::connector::run::{Cause, known as known_of, of_file, plan, settle};
use lustrum_strategy::connector::{self, Every, Limits, Schedule, State, Words};
use lustrum_strategy::goal::{self, GoalId};
use lustrum_strategy::kpi::{self, Cadence, DataClass, Definition, Direction, Kpi};
use lustrum_strategy::metric::{self, Example, Place, Reason, Registered, User};
use lustrum_strategy::reading::file::Headings;
use lustrum_strategy::reading::{self, Value};

use super::{LEAD, SPONSOR, START, STEWARD};
use crate::demo::depots::{Depot, depots};
use crate::demo::figures::{Reading, WANTED_TURNOVER, absence, turnover};
use crate::demo::seed::{Stage, day, moment};

/// What the later steps build on.
pub struct Why {
    pub turnover: Kpi,
    pub absence: Kpi,
    pub goal: GoalId,
    /// Mean turnover in the 36 months before the start of the partnership, in percent.
    pub baseline: f64,
}

const FIRST_MONTH: &str = "2022-11-01";
const LAST_MONTH_BEFORE: &str = "2025-10-01";
const LAST_MONTH: &str = "2026-09-01";
/// From this month on, absence comes by itself.
const FIRST_MONTH_FETCHED: &str = "2026-08-01";
const BEGUN: &str = "2025-11-10T09:00:00Z";

fn definition(population: &str, formula: &str, class: DataClass) -> Definition {
    Definition {
        population: population.to_owned(),
        formula: formula.to_owned(),
        unit: "%".to_owned(),
        decimals: 1,
        direction: Direction::Lower,
        cadence: Cadence::Monthly,
        grain: "depot".to_owned(),
        source: "HR information system".to_owned(),
        data_class: class,
    }
}

pub async fn record(stage: &Stage<'_>, depots: &[Depot]) -> anyhow::Result<Why> {
    let (tx, organisation) = (stage.tx, stage.organisation);
    let words = challenge::Words {
        title: "Managers leave within two years".to_owned(),
        description: "Three in ten frontline managers leave every year, most of them in their first two years. \
            Every depot loses what they know about people and night shifts, and starts over."
            .to_owned(),
        owner: stage.person(SPONSOR),
        from: day("2026-01-01"),
        until: day("2028-12-31"),
    };
    let challenge =
        challenge::create(tx, organisation, stage.person(SPONSOR), moment("2025-11-04T10:00:00Z"), &words).await?;
    let at = moment("2025-11-06T10:00:00Z");
    let leavers = definition(
        "Frontline managers with a permanent contract, all depots",
        "Leavers of the last 12 months divided by the average number of managers in those months",
        DataClass::Confidential,
    );
    let (turnover_id, _) =
        kpi::create(tx, organisation, stage.person(LEAD), at, "Turnover of frontline managers", &leavers).await?;
    let sick = definition(
        "Frontline managers with a permanent contract, all depots",
        "Working days absent through illness divided by working days under contract, per month",
        DataClass::Confidential,
    );
    let (absence_id, _) =
        kpi::create(tx, organisation, stage.person(STEWARD), at, "Absence through illness", &sick).await?;
    let missing = || anyhow::anyhow!("a KPI that was just made is not there");
    let turnover_kpi = kpi::find(tx, organisation, turnover_id).await?.ok_or_else(missing)?;
    let absence_kpi = kpi::find(tx, organisation, absence_id).await?.ok_or_else(missing)?;
    let turnover_place = Registered {
        place: Place { reasons: vec![Reason::Evaluate, Reason::Manage], ..Place::of_a_kpi() },
        example: Some(Example { part: 149.0, whole: 480.0, value: 31.0 }),
    };
    metric::register(tx, organisation, &turnover_kpi, stage.person(LEAD), at, &turnover_place).await?;
    let absence_place = Registered {
        place: Place { users: vec![User::SeniorLeader, User::TeamLeader], ..Place::of_a_kpi() },
        example: Some(Example { part: 462.0, whole: 8_400.0, value: 5.5 }),
    };
    metric::register(tx, organisation, &absence_kpi, stage.person(STEWARD), at, &absence_place).await?;
    let before: Vec<Reading> = leavers_of(depots).into_iter().filter(|r| r.month <= day(LAST_MONTH_BEFORE)).collect();
    let baseline = before.iter().map(|reading| reading.value).sum::<f64>() / before.len() as f64;
    let baseline = (baseline * 10.0).round() / 10.0;
    let steward = stage.person(STEWARD);
    reading::record(tx, organisation, &turnover_kpi, steward, moment(BEGUN), &values(depots, &before)).await?;
    let sick_days: Vec<Reading> = absence(depots, day(FIRST_MONTH), day(LAST_MONTH_BEFORE));
    reading::record(tx, organisation, &absence_kpi, steward, moment(BEGUN), &values(depots, &sick_days)).await?;
    let words = goal::Words {
        title: format!("From {baseline} % to {WANTED_TURNOVER} % a year"),
        challenge,
        kpi: turnover_kpi.id,
        baseline,
        target: WANTED_TURNOVER,
        due: day("2028-12-31"),
    };
    let at = moment("2025-11-20T13:00:00Z");
    let goal = goal::create(tx, organisation, stage.person(SPONSOR), at, &words).await?;
    let shared = goal::find(tx, organisation, goal).await?.ok_or_else(missing)?;
    goal::share(tx, organisation, stage.partnership, &shared, stage.person(LEAD), moment("2025-12-01T09:00:00Z"))
        .await?;
    Ok(Why { turnover: turnover_kpi, absence: absence_kpi, goal, baseline })
}

/// A month's figures come in on the tenth of the next one; one of them is corrected later.
pub async fn keep_up(stage: &Stage<'_>, why: &Why, depots: &[Depot]) -> anyhow::Result<()> {
    let steward = stage.person(STEWARD);
    let leavers = leavers_of(depots);
    let sick_days = absence(depots, day(FIRST_MONTH), day(LAST_MONTH));
    let mut month = day(LAST_MONTH_BEFORE).plus_months(1);
    while month <= day(LAST_MONTH) {
        let at = known(month);
        for (kpi, all) in [(&why.turnover, &leavers), (&why.absence, &sick_days)] {
            if kpi.id == why.absence.id && month >= day(FIRST_MONTH_FETCHED) {
                continue;
            }
            let of_month: Vec<Reading> = all.iter().filter(|reading| reading.month == month).cloned().collect();
            reading::record(stage.tx, stage.organisation, kpi, steward, at, &values(depots, &of_month)).await?;
        }
        month = month.plus_months(1);
    }
    // Two leavers of Venlo had been booked at Tilburg.
    let corrected: Vec<Value> = values(depots, &leavers)
        .into_iter()
        .filter(|value| value.period == day("2026-06-01") && (value.unit == "Venlo" || value.unit == "Tilburg"))
        .map(|value| Value { value: value.value + if value.unit == "Venlo" { 1.4 } else { -1.4 }, ..value })
        .collect();
    let at = moment("2026-08-19T14:20:00Z");
    reading::record(stage.tx, stage.organisation, &why.turnover, steward, at, &corrected).await?;
    fetch(stage, why, depots).await
}

fn leavers_of(depots: &[Depot]) -> Vec<Reading> {
    turnover(depots, day(FIRST_MONTH), day(LAST_MONTH), day(START))
}

fn known(month: Day) -> Moment {
    moment(&format!("{}T08:30:00Z", month.plus_months(1).plus_days(9)))
}

fn values(depots: &[Depot], readings: &[Reading]) -> Vec<Value> {
    readings
        .iter()
        .map(|reading| Value {
            unit: depots[reading.depot].name.to_owned(),
            period: reading.month,
            value: reading.value,
            people: i64::try_from(depots[reading.depot].managers.len()).ok(),
        })
        .collect()
}

/// The source and the file of the demo's connector.
pub const SOURCE: &str = "hr-exports";
pub const FILE: &str = "absence-generated.csv";

/// What the HR system (which is generated, as everything in the story) exports: absence from July to `last`. In its first
/// export one depot had no figure yet; the second corrects July there.
fn exported(depots: &[Depot], last: Day, complete: bool) -> String {
    let rows = absence(depots, day(FIRST_MONTH), day(LAST_MONTH));
    let wanted = rows.iter().filter(|row| row.month >= day("2026-07-01") && row.month <= last);
    let mut text = String::from("Vestiging;Maand;Verzuim;Managers\n");
    for row in wanted {
        let depot = &depots[row.depot];
        let late = depot.name == "Venlo";
        let mended = late && complete && last > row.month && row.month == day("2026-07-01");
        let corrected = if mended { 0.4 } else { 0.0 };
        let value = match late && !complete && row.month == last {
            true => "n.n.b.".to_owned(),
            false => (((row.value + corrected) * 10.0).round() / 10.0).to_string().replace('.', ","),
        };
        let people = depot.managers.len();
        text.push_str(&format!("{};{};{value};{people}\n", depot.name, &row.month.to_string()[..7]));
    }
    text
}

/// The file as it lies in the demo's folder.
pub fn export() -> String {
    exported(&depots(), day(LAST_MONTH), true)
}

/// Absence comes from an export of the HR system: looked at, activated, run twice, one row refused on the first time.
async fn fetch(stage: &Stage<'_>, why: &Why, depots: &[Depot]) -> anyhow::Result<()> {
    let (tx, own, steward) = (stage.tx, stage.organisation, stage.person(STEWARD));
    let words = Words {
        title: "Absence from the HR system (generated)".to_owned(),
        source: SOURCE.to_owned(),
        path: FILE.to_owned(),
        sheet: String::new(),
        headings: Headings {
            unit: "Vestiging".to_owned(),
            period: "Maand".to_owned(),
            value: "Verzuim".to_owned(),
            people: "Managers".to_owned(),
        },
        share: false,
        limits: Limits { least: Some(0.0), most: Some(100.0), jump: None, new_units: false },
        schedule: Schedule { every: Every::Month, on_day: 10, hour: 6, zone: "Europe/Amsterdam".to_owned() },
    };
    let missing = || anyhow::anyhow!("the connector that was just made is not there");
    let id = connector::store::create(tx, own, why.absence.id, steward, moment("2026-08-20T09:00:00Z"), &words).await?;
    let runs = [
        ("2026-08-20T09:00:00Z", Cause::Preview(steward), "2026-07-01", true),
        ("2026-09-10T04:00:00Z", Cause::Time, "2026-08-01", false),
        ("2026-10-10T04:00:00Z", Cause::Time, LAST_MONTH, true),
    ];
    for (at, cause, last, complete) in runs {
        let connector = connector::store::find(tx, own, id).await?.ok_or_else(missing)?;
        let at = moment(at);
        let known = known_of(tx, own, &why.absence, at).await?;
        let bytes = exported(depots, day(last), complete).into_bytes();
        let brought = of_file(&connector, &why.absence, &known, &bytes, String::new(), at);
        settle(stage.app, tx, &connector, &why.absence, cause, brought, at).await?;
        if matches!(cause, Cause::Preview(_)) {
            let connector = connector::store::find(tx, own, id).await?.ok_or_else(missing)?;
            let next = plan(tx, &connector, at).await?;
            connector::store::set_state(tx, &connector, State::Active, next, steward, at).await?;
        }
    }
    Ok(())
}
