//! One KPI: its definition, how it moves, what was corrected, its earlier versions.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::chart::{self, About, Level, Mark, Series, Svg};
use lustrum_kernel::db::remember;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show as show_page};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::pages::{load, path_of};
use super::{Kpi, KpiId, KpiVersion, versions};
use crate::goal::{self, Goal};
use crate::reading::{self, PeriodMean};

/// So many periods are drawn: five years of months.
const PERIODS: usize = 60;

#[derive(Template)]
#[template(path = "kpi/show.html")]
struct One {
    shell: Shell,
    path: String,
    organisation: OrganisationId,
    kpi: Kpi,
    versions: Vec<(KpiVersion, String)>,
    chart: Option<Svg>,
    caption: String,
    rows: Vec<Vec<String>>,
    latest: Option<String>,
    basis: String,
    may_record: bool,
    may_write: bool,
}

impl One {
    fn said(&self, what: &str, word: &str) -> String {
        super::pages::said(&self.shell.t, what, word)
    }
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.view", &kpi.resource())?;
    let t = scope.viewer.speaker();
    let which = id.to_string();
    let moved = remember(app.db(), scope.organisation(), app.now(), "kpi", which, moved(&app, &scope, id)).await?;
    let Moved { known, names, means, goal } = moved.as_ref();
    let digits = usize::try_from(kpi.current.definition.decimals).unwrap_or_default();
    let unit = kpi.current.definition.unit.clone();
    let number = |value: f64| t.number(value, digits);
    let caption = t.say2("kpi-chart", "title", &kpi.title, "unit", &unit);
    let description = describe(&t, means, &number, &unit);
    let about = About { id: "kpi", title: &caption, description: &description, level: Level::Results, number: &number };
    let drawn = chart::Kpi {
        periods: means.iter().map(|mean| t.month(&mean.period)).collect(),
        readings: Series { name: unit.clone(), values: means.iter().map(|mean| Some(mean.mean)).collect() },
        baseline: goal.as_ref().map(|goal| Mark { value: goal.baseline, words: t.say("goal-baseline") }),
        target: goal.as_ref().map(|goal| Mark { value: goal.target, words: t.say("goal-target") }),
    };
    let last = means.last();
    let page = One {
        path: format!("{}/{id}", path_of(&scope)),
        organisation: scope.organisation(),
        versions: known
            .iter()
            .map(|version| (version.clone(), names.get(&version.made_by).cloned().unwrap_or_default()))
            .collect(),
        chart: drawn.draw(&about),
        caption: caption.clone(),
        rows: means
            .iter()
            .rev()
            .map(|mean| vec![t.month(&mean.period), number(mean.mean), t.whole(mean.units), people(&t, mean)])
            .collect(),
        latest: last.map(|mean| number(mean.mean)),
        basis: last
            .map(|mean| t.say2("kpi-basis", "units", t.whole(mean.units), "month", t.month(&mean.period)))
            .unwrap_or_default(),
        may_record: scope.may(&app, "kpi.record", &kpi.resource()),
        may_write: scope.may(&app, "kpi.write", &kpi.resource()),
        shell: Shell::at(&app, &scope, kpi.title.clone()),
        kpi,
    };
    show_page(&page)
}

/// How a KPI moved, and who said what it is.
struct Moved {
    known: Vec<KpiVersion>,
    names: HashMap<PersonId, String>,
    means: Vec<PeriodMean>,
    goal: Option<Goal>,
}

async fn moved(app: &App, scope: &OrganisationScope, id: KpiId) -> Result<Moved, Problem> {
    let (db, own) = (app.db(), scope.organisation());
    let known = versions(db, own, id).await?;
    let makers: Vec<PersonId> = known.iter().map(|version| version.made_by).collect();
    let mut means = match reading::periods(db, own, id).await? {
        Some((from, until)) => reading::means_by_period(db, own, id, app.now(), from, until).await?,
        None => Vec::new(),
    };
    means.drain(..means.len().saturating_sub(PERIODS));
    Ok(Moved { names: person::named(db, &makers).await?, goal: goal::newest_on(db, own, id).await?, known, means })
}

fn people(t: &Speaker, mean: &PeriodMean) -> String {
    mean.people.map(|people| t.whole(people)).unwrap_or_default()
}

fn describe(t: &Speaker, means: &[PeriodMean], number: &dyn Fn(f64) -> String, unit: &str) -> String {
    let (Some(first), Some(last)) = (means.first(), means.last()) else { return String::new() };
    let named = [
        ("first", number(first.mean)),
        ("from", t.month(&first.period)),
        ("last", number(last.mean)),
        ("until", t.month(&last.period)),
        ("unit", unit.to_owned()),
    ];
    t.say_with("kpi-description", &named)
}

/// Everything that is known now, by unit and period.
pub async fn export_readings(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.view", &kpi.resource())?;
    let span = reading::periods(app.db(), scope.organisation(), id).await?;
    let readings = match span {
        Some((from, until)) => reading::as_known(app.db(), scope.organisation(), id, app.now(), from, until).await?,
        None => Vec::new(),
    };
    let t = scope.viewer.speaker();
    let mut rows: Vec<Vec<Out>> = vec![
        ["reading-unit", "reading-period", "reading-value", "reading-people"].map(|key| Out::Text(t.say(key))).to_vec(),
    ];
    rows.extend(readings.into_iter().map(|known| {
        let Day(period) = known.period;
        let people = known.people.map_or(Out::Empty, |people| Out::Number(people as f64));
        vec![Out::Text(known.unit), Out::Date(period), Out::Number(known.value), people]
    }));
    download("readings.csv", "text/csv; charset=utf-8", csv(&rows))
}
