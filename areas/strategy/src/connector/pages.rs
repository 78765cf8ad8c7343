//! Connectors of an organisation: list, making and changing one, looking at what it would do, running it, its runs.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State as Has};
use jiff::tz::TimeZone;
use lustrum_identity::person;
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::run::{self, Cause};
use super::store::{self, LastRun, Run};
use super::{Connector, ConnectorId, Every, RunId, State, form as words};
use crate::kpi::{self, Kpi, KpiId};

const A_PAGE: i64 = 30;

#[derive(Deserialize)]
pub struct Asked<I> {
    before: Option<I>,
}

pub(super) fn any(scope: &OrganisationScope) -> Resource {
    Resource::new("Connector", scope.organisation())
}

pub(super) fn path_of(scope: &OrganisationScope) -> String {
    format!("/o/{}/connectors", scope.organisation())
}

/// A connector with its KPI.
pub(super) async fn load(app: &App, scope: &OrganisationScope, id: ConnectorId) -> Result<(Connector, Kpi), Problem> {
    let connector = store::find(app.db(), scope.organisation(), id).await?.ok_or(Problem::NotFound)?;
    let kpi = kpi::find(app.db(), scope.organisation(), connector.kpi).await?.ok_or(Problem::NotFound)?;
    Ok((connector, kpi))
}

/// When it runs, in words: every day at 06:00 (Europe/Amsterdam).
pub(super) fn spoken(t: &Speaker, connector: &Connector) -> String {
    let schedule = &connector.words.schedule;
    let day = match schedule.every {
        Every::Week => t.say(&format!("weekday-{}", schedule.on_day)),
        _ => schedule.on_day.to_string(),
    };
    let named = [("day", day), ("hour", format!("{:02}:00", schedule.hour)), ("zone", schedule.zone.clone())];
    t.say_with(&format!("connector-every-{}", schedule.every.word()), &named)
}

#[derive(Template)]
#[template(path = "connector/list.html")]
struct List {
    shell: Shell,
    path: String,
    rows: Vec<Listed>,
    has_sources: bool,
    next: Option<ConnectorId>,
}

struct Listed {
    connector: Connector,
    kpi: String,
    when: String,
    next: String,
    last: String,
    failed: bool,
    state: String,
}

pub async fn show_list(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Query(asked): Query<Asked<ConnectorId>>,
) -> Answer {
    scope.require(&app, "connector.view", &any(&scope))?;
    let own = scope.organisation();
    let t = scope.viewer.speaker();
    let mut connectors = store::list(app.db(), own, asked.before, A_PAGE + 1).await?;
    let more = connectors.len() > A_PAGE as usize;
    connectors.truncate(A_PAGE as usize);
    let next = connectors.last().filter(|_| more).map(|connector| connector.id);
    let kpis: HashMap<KpiId, String> =
        kpi::list(app.db(), own, None, 500).await?.into_iter().map(|kpi| (kpi.id, kpi.title)).collect();
    let last: HashMap<ConnectorId, LastRun> =
        store::last_runs(app.db(), own).await?.into_iter().map(|run| (run.connector_id, run)).collect();
    let rows = connectors
        .into_iter()
        .map(|connector| {
            let run = last.get(&connector.id);
            Listed {
                state: t.say(&format!("connector-state-{}", connector.state.word())),
                kpi: kpis.get(&connector.kpi).cloned().unwrap_or_default(),
                when: spoken(&t, &connector),
                next: connector.next_at.map(|next| t.moment(&next)).unwrap_or_default(),
                last: run
                    .map(|run| {
                        let outcome = t.say(&format!("connector-outcome-{}", run.outcome));
                        t.say2("connector-last", "outcome", outcome, "at", t.moment(&run.at))
                    })
                    .unwrap_or_default(),
                failed: run
                    .is_some_and(|run| run.refused > 0 || matches!(run.outcome.as_str(), "refused" | "unreached")),
                connector,
            }
        })
        .collect();
    let has_sources = app.config().sources.iter().any(|source| source.is_for(own));
    let shell = Shell::at(&app, &scope, t.say("nav-connectors"));
    show(&List { shell, path: path_of(&scope), rows, has_sources, next })
}

#[derive(Template)]
#[template(path = "connector/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    action: String,
    back: String,
    /// Nothing where it is made.
    known: Option<Connector>,
    kpis: Vec<(String, String)>,
    sources: Vec<(String, String)>,
    /// The headings of the file, where one was looked at.
    headings: Vec<(String, String)>,
    every: Vec<(String, String)>,
}

async fn edit_page(
    app: &App,
    scope: &OrganisationScope,
    form: Fields,
    known: Option<Connector>,
) -> Result<Edit, Problem> {
    let (t, own, path) = (scope.viewer.speaker(), scope.organisation(), path_of(scope));
    let pair = |word: &str| (word.to_owned(), word.to_owned());
    let (action, back, title, headings) = match &known {
        Some(connector) => {
            let one = format!("{path}/{}", connector.id);
            let runs = store::runs(app.db(), own, connector.id, None, 10).await?;
            let seen =
                runs.into_iter().find(|run| !run.headings.is_empty()).map(|run| run.headings).unwrap_or_default();
            (one.clone(), one, t.say("connector-edit"), seen)
        }
        None => (path.clone(), path, t.say("connector-new"), Vec::new()),
    };
    let kpis = kpi::list(app.db(), own, None, 500).await?;
    Ok(Edit {
        action,
        back,
        known,
        kpis: kpis.into_iter().map(|kpi| (kpi.id.to_string(), kpi.title)).collect(),
        sources: app
            .config()
            .sources
            .iter()
            .filter(|source| source.is_for(own))
            .map(|source| pair(&source.name))
            .collect(),
        headings: headings.iter().filter(|heading| !heading.is_empty()).map(|heading| pair(heading)).collect(),
        every: Every::ALL
            .iter()
            .map(|every| (every.word().to_owned(), t.say(&format!("connector-every-{}-short", every.word()))))
            .collect(),
        shell: Shell::at(app, scope, title).narrow(),
        form,
    })
}

pub async fn show_new(Has(app): Has<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "connector.write", &any(&scope))?;
    let zone = scope.viewer.zone.iana_name().unwrap_or("UTC").to_owned();
    let form = Fields::filled([
        ("every", "month".to_owned()),
        ("on_day", "10".to_owned()),
        ("hour", "6".to_owned()),
        ("zone", zone),
    ]);
    show(&edit_page(&app, &scope, form, None).await?)
}

/// Makes a connector and looks at once at what it would do. Nothing where the form has faults.
pub(super) async fn make(
    app: &App,
    scope: &OrganisationScope,
    form: &mut Fields,
) -> Result<Option<ConnectorId>, Problem> {
    let own = scope.organisation();
    let kpis = kpi::list(app.db(), own, None, 500).await?;
    let kpi = form.choice("kpi", |id| kpis.iter().find(|kpi| kpi.id.to_string() == id));
    let words = words::read(form, &app.config().sources, own);
    let (Some(kpi), Some(words)) = (kpi, words) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let id = store::create(&tx, own, kpi.id, scope.viewer.person, app.now(), &words).await?;
    tx.commit().await?;
    let (connector, kpi) = load(app, scope, id).await?;
    perform(app, &connector, &kpi, Cause::Preview(scope.viewer.person)).await?;
    Ok(Some(id))
}

pub async fn create(Has(app): Has<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "connector.write", &any(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", path_of(&scope)), "connector-said-created"),
        None => show_again(&edit_page(&app, &scope, form, None).await?),
    }
}

/// Fetches, judges and writes what came of it.
pub(super) async fn perform(app: &App, connector: &Connector, kpi: &Kpi, cause: Cause) -> Result<Run, Problem> {
    let brought = run::bring(app, connector, kpi, cause).await?;
    let tx = app.db().begin().await?;
    let run = run::settle(app, &tx, connector, kpi, cause, brought, app.now()).await?;
    tx.commit().await?;
    Ok(run)
}

pub async fn show_edit(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    let (connector, _) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.write", &connector.resource())?;
    show(&edit_page(&app, &scope, words::filled(&connector), Some(connector)).await?)
}

/// Changes a connector and looks at what it would do now. False where the form has faults.
pub(super) async fn change_as(
    app: &App,
    scope: &OrganisationScope,
    connector: &Connector,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let expected = form.whole("expected", 1, i64::from(i32::MAX));
    let words = words::read(form, &app.config().sources, scope.organisation());
    let (Some(expected), Some(words)) = (expected, words) else { return Ok(false) };
    let tx = app.db().begin().await?;
    if !store::change(&tx, connector, expected, scope.viewer.person, app.now(), &words).await? {
        form.refuse("title", Fault::new("fault-connector-changed-meanwhile"));
        return Ok(false);
    }
    tx.commit().await?;
    let (connector, kpi) = load(app, scope, connector.id).await?;
    perform(app, &connector, &kpi, Cause::Preview(scope.viewer.person)).await?;
    Ok(true)
}

pub async fn change(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
    mut form: Fields,
) -> Answer {
    let (connector, _) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.write", &connector.resource())?;
    if change_as(&app, &scope, &connector, &mut form).await? {
        return see_and_say(&format!("{}/{id}", path_of(&scope)), "connector-said-changed");
    }
    show_again(&edit_page(&app, &scope, form, Some(connector)).await?)
}

#[derive(Template)]
#[template(path = "connector/show.html")]
struct One {
    shell: Shell,
    path: String,
    connector: Connector,
    kpi: Kpi,
    when: String,
    next: String,
    state: String,
    /// The look at the connector as it is now.
    preview: Option<Seen>,
    runs: Vec<Seen>,
    older: Option<RunId>,
}

/// A run in the words of its reader.
pub(super) struct Seen {
    pub run: Run,
    at: String,
    who: String,
    why: String,
    outcome: String,
    new: String,
    corrected: String,
    same: String,
    refused: String,
    faults: Vec<[String; 4]>,
    flags: Vec<String>,
    shown: Vec<[String; 4]>,
}

fn seen(t: &Speaker, kpi: &Kpi, names: &HashMap<PersonId, String>, run: Run) -> Seen {
    let digits = usize::try_from(kpi.current.definition.decimals).unwrap_or_default();
    let faults = run.faults.iter().map(|fault| {
        let args: Vec<(&str, String)> = fault.args.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let place = format!("{} {}", fault.column, fault.heading);
        [fault.row.to_string(), place.trim().to_owned(), fault.value.clone(), t.say_with(&fault.key, &args)]
    });
    let flags = run.flags.iter().map(|flag| {
        let number = |value: Option<f64>| value.map(|value| t.number(value, digits)).unwrap_or_default();
        let named = [
            ("row", flag.row.map(|row| row.to_string()).unwrap_or_default()),
            ("unit", flag.unit.clone()),
            ("period", flag.period.map(|period| t.month(&period)).unwrap_or_default()),
            ("from", number(flag.from)),
            ("to", number(flag.to)),
        ];
        t.say_with(&format!("connector-flag-{}", flag.kind), &named)
    });
    let shown = run.shown.iter().map(|value| {
        let people = value.people.map(|people| t.whole(people)).unwrap_or_default();
        [value.unit.clone(), t.month(&value.period), t.number(value.value, digits), people]
    });
    Seen {
        at: t.moment(&run.at),
        who: run.person.and_then(|person| names.get(&person).cloned()).unwrap_or_else(|| t.say("connector-by-time")),
        why: if run.reason.is_empty() { String::new() } else { run::why(t, &run) },
        faults: faults.collect(),
        flags: flags.collect(),
        shown: shown.collect(),
        outcome: t.say(&format!("connector-outcome-{}", run.outcome.word())),
        new: t.whole(run.new),
        corrected: t.whole(run.corrected),
        same: t.whole(run.same),
        refused: t.whole(run.refused),
        run,
    }
}

async fn names(app: &App, runs: &[Run]) -> Result<HashMap<PersonId, String>, Problem> {
    let people: Vec<PersonId> = runs.iter().filter_map(|run| run.person).collect();
    Ok(person::named(app.db(), &people).await?)
}

pub async fn show_one(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
    Query(asked): Query<Asked<RunId>>,
) -> Answer {
    let (connector, kpi) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.view", &connector.resource())?;
    let t = scope.viewer.speaker();
    let mut runs = store::runs(app.db(), scope.organisation(), id, asked.before, A_PAGE + 1).await?;
    let more = runs.len() > A_PAGE as usize;
    runs.truncate(A_PAGE as usize);
    let older = runs.last().filter(|_| more).map(|run| run.id);
    let names = names(&app, &runs).await?;
    let (previews, runs): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| run.preview);
    let preview = previews.into_iter().find(|run| run.number == connector.number);
    let zone = TimeZone::get(&connector.words.schedule.zone).unwrap_or(TimeZone::UTC);
    show(&One {
        path: format!("{}/{id}", path_of(&scope)),
        when: spoken(&t, &connector),
        state: t.say(&format!("connector-state-{}", connector.state.word())),
        next: connector.next_at.map(|next| t.moment_in(&next, &zone)).unwrap_or_default(),
        preview: preview.map(|run| seen(&t, &kpi, &names, run)),
        runs: runs.into_iter().map(|run| seen(&t, &kpi, &names, run)).collect(),
        older,
        shell: Shell::at(&app, &scope, connector.words.title.clone()),
        connector,
        kpi,
    })
}

#[derive(Template)]
#[template(path = "connector/run.html")]
struct OneRun {
    shell: Shell,
    back: String,
    connector: Connector,
    kpi: Kpi,
    seen: Seen,
}

pub async fn show_run(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id, run)): Path<(OrganisationId, ConnectorId, RunId)>,
) -> Answer {
    let (connector, kpi) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.view", &connector.resource())?;
    let run = store::find_run(app.db(), scope.organisation(), id, run).await?.ok_or(Problem::NotFound)?;
    let t = scope.viewer.speaker();
    let names = names(&app, std::slice::from_ref(&run)).await?;
    let seen = seen(&t, &kpi, &names, run);
    let title = t.say1("connector-run-of", "at", &seen.at);
    let back = format!("{}/{id}", path_of(&scope));
    show(&OneRun { shell: Shell::at(&app, &scope, title), back, connector, kpi, seen })
}

/// Looks again at what it would do.
pub async fn look(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    let (connector, kpi) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.write", &connector.resource())?;
    perform(&app, &connector, &kpi, Cause::Preview(scope.viewer.person)).await?;
    see(&format!("{}/{id}", path_of(&scope)))
}

/// Runs it now, which only one that is active or paused does: what nobody looked at takes nothing.
pub(super) async fn run_as(app: &App, scope: &OrganisationScope, id: ConnectorId) -> Result<Run, Problem> {
    let (connector, kpi) = load(app, scope, id).await?;
    scope.require(app, "connector.write", &connector.resource())?;
    if connector.previewed != connector.number {
        return Err(Problem::refused("refusal-connector-unseen"));
    }
    perform(app, &connector, &kpi, Cause::Asked(scope.viewer.person)).await
}

pub async fn run_now(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    let run = run_as(&app, &scope, id).await?;
    see(&format!("{}/{id}/runs/{}", path_of(&scope), run.id))
}

pub(super) async fn set(app: &App, scope: &OrganisationScope, id: ConnectorId, state: State) -> Result<(), Problem> {
    let (connector, _) = load(app, scope, id).await?;
    scope.require(app, "connector.write", &connector.resource())?;
    if connector.state == state {
        return Ok(());
    }
    if state == State::Active && !connector.may_activate() {
        return Err(Problem::refused("refusal-connector-unseen"));
    }
    let tx = app.db().begin().await?;
    let next = if state == State::Active { run::plan(&tx, &connector, app.now()).await? } else { None };
    if !store::set_state(&tx, &connector, state, next, scope.viewer.person, app.now()).await? {
        return Err(Problem::refused("refusal-changed-meanwhile"));
    }
    tx.commit().await?;
    Ok(())
}

pub async fn activate(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    set(&app, &scope, id, State::Active).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "connector-said-activated")
}

pub async fn pause(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    set(&app, &scope, id, State::Paused).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "connector-said-paused")
}
