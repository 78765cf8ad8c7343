//! The first page of the health: the figure of the quarter that is due for review with its parts and its formula, the quarters
//! before it, the alarms, and the checks.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::chart::{About, Kpi, Level, Mark, Series, Svg};
use lustrum_kernel::db::{DbError, remember};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::table::{Out, csv};
use serde::Deserialize;

use super::check::{self, Check, CheckId};
use super::drift::{self, Counted, Counting, FEWEST_CONTRIBUTIONS, FEWEST_PARTS, Part, watch};
use super::setting::{self, Settings};
use crate::quarter::Quarter;
use crate::review::pages::name_of;

const A_PAGE: i64 = 20;

/// A part as the page shows it.
struct Row {
    name: String,
    rule: String,
    counted: String,
    /// Empty where there are no data.
    value: String,
    weight: String,
}

/// A quarter of the history.
struct Past {
    name: String,
    value: String,
    parts: String,
    note: String,
}

struct Listed {
    id: CheckId,
    name: String,
    closes: String,
    asked: String,
    over: bool,
}

#[derive(Template)]
#[template(path = "health/show.html")]
struct Page {
    shell: Shell,
    path: String,
    heading: String,
    value: String,
    basis: String,
    alarm: String,
    rows: Vec<Row>,
    left_out: String,
    formula: String,
    picture: Option<Svg>,
    past: Vec<Past>,
    alarms: Vec<(String, String)>,
    checks: Vec<Listed>,
    next: Option<CheckId>,
    may_settle: bool,
    may_ask: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<CheckId>,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Health", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/health", scope.id())
}

/// The quarters as they were counted; counted once for the same history.
pub(crate) async fn counted(app: &App, scope: &PartnershipScope) -> Result<Arc<Vec<Counting>>, DbError> {
    let history = drift::history(app.db(), &scope.partnership, app.now());
    remember(app.db(), scope.tenant(), app.now(), "health", scope.id(), history).await
}

pub async fn show_health(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "health.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let counted = counted(&app, &scope).await?;
    let settings = setting::current(app.db(), scope.tenant(), scope.id()).await?.settings;
    let alarms = drift::alarms(app.db(), scope.tenant(), scope.id(), 8).await?;
    let mut checks = check::list(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = i64::try_from(checks.len()).is_ok_and(|count| count > A_PAGE);
    checks.truncate(20);
    let due = Quarter::due_at(app.now());
    // In its first quarter a partnership has nothing that is due yet.
    let main = counted.iter().find(|one| one.quarter == due).or(counted.last());
    show(&Page {
        shell: Shell::within(&app, &scope, t.say("nav-health")).step(&app, &scope, Step::Review),
        path: path_of(&scope),
        heading: main.map(|one| t.say1("health-of", "period", quarter_name(&t, one))).unwrap_or_default(),
        value: main.and_then(|one| one.figure(&settings)).map(|value| t.number(value, 0)).unwrap_or_default(),
        basis: main.map(|one| basis(&t, one)).unwrap_or_default(),
        alarm: main
            .and_then(|one| alarms.iter().find(|raised| raised.period == one.quarter))
            .map(|raised| watch::words(&t, raised))
            .unwrap_or_default(),
        rows: main.map(|one| one.parts.iter().map(|part| row(&t, *part, &settings)).collect()).unwrap_or_default(),
        left_out: main.map(|one| left_out(&t, one)).unwrap_or_default(),
        formula: formula(&t, &settings),
        picture: picture(&t, &counted, &settings),
        past: counted.iter().rev().map(|one| past(&t, one, &settings)).collect(),
        alarms: alarms.iter().map(|raised| (watch::words(&t, raised), t.date(&raised.raised_at))).collect(),
        next: checks.last().filter(|_| more).map(|check| check.id),
        checks: checks.iter().map(|check| listed(&t, &app, check)).collect(),
        may_settle: scope.may(&app, "health.settle", &resource(&scope)),
        may_ask: scope.may(&app, "health.ask", &resource(&scope)),
    })
}

/// `Q3 2026`, or `Q4 2026, so far`
fn quarter_name(t: &Speaker, one: &Counting) -> String {
    let name = name_of(t, one.quarter);
    if one.is_whole() { name } else { t.say1("health-so-far", "period", name) }
}

fn basis(t: &Speaker, one: &Counting) -> String {
    let named = [
        ("known", one.known().to_string()),
        ("all", Part::ALL.len().to_string()),
        ("from", t.day(&one.quarter.first())),
        ("to", t.day(&one.until)),
    ];
    t.say_with("health-basis", &named)
}

/// What a part was counted from, in words.
fn words(t: &Speaker, counted: Counted) -> String {
    let whole = |number: u64| t.whole(i64::try_from(number).unwrap_or(i64::MAX));
    let key = format!("{}-counted", counted.part.key());
    if counted.n == 0 {
        return t.say("health-no-data");
    }
    t.say2(&key, "some", whole(counted.some), "n", whole(counted.n))
}

fn row(t: &Speaker, counted: Counted, settings: &Settings) -> Row {
    let rule = format!("{}-rule", counted.part.key());
    Row {
        name: t.say(&counted.part.key()),
        rule: t.say(&rule),
        counted: match counted.value {
            None if counted.n > 0 => {
                format!("{} · {}", words(t, counted), t.say1("health-too-few", "fewest", FEWEST_CONTRIBUTIONS))
            }
            _ => words(t, counted),
        },
        value: counted.value.map(|value| t.number(value, 0)).unwrap_or_default(),
        weight: t.number(settings.weights[counted.part as usize], 0),
    }
}

fn left_out(t: &Speaker, one: &Counting) -> String {
    let missing: Vec<String> =
        one.parts.iter().filter(|part| part.value.is_none()).map(|part| t.say(&part.part.key())).collect();
    if missing.is_empty() { String::new() } else { t.say1("health-left-out", "parts", missing.join(", ")) }
}

/// The formula with the weights that hold.
fn formula(t: &Speaker, settings: &Settings) -> String {
    let weighed: Vec<String> = Part::ALL
        .into_iter()
        .zip(settings.weights)
        .map(|(part, weight)| format!("{} × {}", t.number(weight, 0), t.say(&part.key()).to_lowercase()))
        .collect();
    let all = t.number(settings.weights.iter().sum(), 0);
    t.say_with("health-formula", &[("sum", weighed.join(" + ")), ("all", all), ("fewest", FEWEST_PARTS.to_string())])
}

fn picture(t: &Speaker, counted: &[Counting], settings: &Settings) -> Option<Svg> {
    let number = |value: f64| t.number(value, 0);
    let chart = Kpi {
        periods: counted.iter().map(|one| name_of(t, one.quarter)).collect(),
        readings: Series {
            name: t.say("health-figure"),
            values: counted.iter().map(|one| one.figure(settings)).collect(),
        },
        baseline: None,
        target: Some(Mark { value: settings.floor, words: t.say1("health-floor-at", "floor", number(settings.floor)) }),
    };
    let (title, description) = (t.say("health-history"), t.say("health-history-description"));
    chart.draw(&About {
        id: "health-history",
        title: &title,
        description: &description,
        level: Level::Other,
        number: &number,
    })
}

fn past(t: &Speaker, one: &Counting, settings: &Settings) -> Past {
    let parts: Vec<String> = one
        .parts
        .iter()
        .map(|part| {
            let value = part.value.map_or_else(|| t.say("health-none"), |value| t.number(value, 0));
            format!("{} {value}", t.say(&part.part.key()).to_lowercase())
        })
        .collect();
    let value = one.figure(settings);
    Past {
        name: quarter_name(t, one),
        value: value.map_or_else(|| t.say("health-none"), |value| t.number(value, 0)),
        parts: parts.join(" · "),
        note: if value.is_none() { t.say1("health-too-few-parts", "fewest", FEWEST_PARTS) } else { String::new() },
    }
}

fn listed(t: &Speaker, app: &App, check: &Check) -> Listed {
    Listed {
        id: check.id,
        name: t.say1("health-check-of", "day", t.day(&check.closes)),
        closes: t.day(&check.closes),
        asked: t.say2("health-asked-both", "ours", check.asked[0], "theirs", check.asked[1]),
        over: check.is_over(app.now()),
    }
}

pub async fn export_health(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "health.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let settings = setting::current(app.db(), scope.tenant(), scope.id()).await?.settings;
    let heads =
        ["period", "part", "counted", "value", "weight"].map(|name| t.say(&format!("health-csv-{name}")).into());
    let mut rows: Vec<Vec<Out>> = vec![heads.to_vec()];
    for one in counted(&app, &scope).await?.iter() {
        for part in &one.parts {
            rows.push(vec![
                one.quarter.to_string().into(),
                t.say(&part.part.key()).into(),
                words(&t, *part).into(),
                part.value.into(),
                settings.weights[part.part as usize].into(),
            ]);
        }
        rows.push(vec![
            one.quarter.to_string().into(),
            t.say("health-figure").into(),
            basis(&t, one).into(),
            one.figure(&settings).into(),
            String::new().into(),
        ]);
    }
    download("health.csv", "text/csv; charset=utf-8", csv(&rows))
}

impl Page {
    fn checks_path(&self) -> String {
        format!("{}/checks/new", self.path)
    }
}
