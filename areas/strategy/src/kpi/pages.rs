//! KPIs of an organisation: list, defining, revising.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use serde::Deserialize;

use super::{
    Cadence, DataClass, Definition, Direction, Kpi, KpiId, create as define, find, list, revise as write_version,
};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

#[derive(Template)]
#[template(path = "kpi/list.html")]
struct List {
    shell: Shell,
    path: String,
    kpis: Vec<Kpi>,
    may_write: bool,
    next: Option<KpiId>,
}

#[derive(Template)]
#[template(path = "kpi/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    action: String,
    back: String,
    /// Nothing where a KPI is defined for the first time.
    known: Option<Kpi>,
    directions: Vec<(String, String)>,
    cadences: Vec<(String, String)>,
    classes: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<KpiId>,
}

pub(crate) fn any(scope: &OrganisationScope) -> Resource {
    Resource::new("Kpi", scope.organisation())
}

pub(crate) fn path_of(scope: &OrganisationScope) -> String {
    format!("/o/{}/kpis", scope.organisation())
}

pub(crate) async fn load(app: &App, scope: &OrganisationScope, id: KpiId) -> Result<Kpi, Problem> {
    find(app.db(), scope.organisation(), id).await?.ok_or(Problem::NotFound)
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "kpi.view", &any(&scope))?;
    let mut kpis = list(app.db(), scope.organisation(), asked.before, A_PAGE + 1).await?;
    let more = kpis.len() > A_PAGE as usize;
    kpis.truncate(A_PAGE as usize);
    let next = kpis.last().filter(|_| more).map(|kpi| kpi.id);
    let shell = Shell::at(&app, &scope, scope.viewer.speaker().say("nav-kpis"));
    show(&List { shell, path: path_of(&scope), kpis, may_write: scope.may(&app, "kpi.write", &any(&scope)), next })
}

pub async fn export_list(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "kpi.view", &any(&scope))?;
    let t = scope.viewer.speaker();
    let heading = |key: &str| Out::Text(t.say(key));
    let mut rows = vec![
        ["kpi-title", "kpi-unit", "kpi-direction", "kpi-cadence", "kpi-population", "kpi-formula", "kpi-source"]
            .map(heading)
            .to_vec(),
    ];
    for kpi in list(app.db(), scope.organisation(), None, AN_EXPORT).await? {
        let d = kpi.current.definition;
        let (direction, cadence) = (said(&t, "direction", d.direction.word()), said(&t, "cadence", d.cadence.word()));
        rows.push([kpi.title, d.unit, direction, cadence, d.population, d.formula, d.source].map(Out::Text).to_vec());
    }
    download("kpis.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// The words for a choice of a definition.
pub(crate) fn said(t: &Speaker, what: &str, word: &str) -> String {
    t.say(&format!("kpi-{what}-{word}"))
}

fn edit_page(app: &App, scope: &OrganisationScope, form: Fields, known: Option<Kpi>) -> Edit {
    let t = scope.viewer.speaker();
    let options = |what: &str, words: Vec<&'static str>| {
        words.into_iter().map(|word| (word.to_owned(), said(&t, what, word))).collect::<Vec<_>>()
    };
    let path = path_of(scope);
    let (action, back, title) = match &known {
        Some(kpi) => (format!("{path}/{}/versions", kpi.id), format!("{path}/{}", kpi.id), t.say("kpi-revise")),
        None => (path.clone(), path, t.say("kpi-new")),
    };
    Edit {
        shell: Shell::at(app, scope, title).narrow(),
        form,
        action,
        back,
        known,
        directions: options("direction", Direction::ALL.iter().map(|it| it.word()).collect()),
        cadences: options("cadence", Cadence::ALL.iter().map(|it| it.word()).collect()),
        classes: options("class", DataClass::ALL.iter().map(|it| it.word()).collect()),
    }
}

/// Reads a definition.
pub(crate) fn read(form: &mut Fields) -> Option<Definition> {
    let population = form.text("population", 1_000);
    let formula = form.text("formula", 2_000);
    let unit = form.text("unit", 40);
    let decimals = form.whole("decimals", 0, 6);
    let direction = form.choice("direction", Direction::parse);
    let cadence = form.choice("cadence", Cadence::parse);
    let grain = form.text("grain", 80);
    let source = form.text("source", 200);
    let class = form.choice("class", DataClass::parse);
    if form.has_faults() {
        return None;
    }
    Some(Definition {
        population,
        formula,
        unit,
        decimals: decimals?,
        direction: direction?,
        cadence: cadence?,
        grain,
        source,
        data_class: class?,
    })
}

pub async fn show_new(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "kpi.write", &any(&scope))?;
    let form = Fields::filled([("decimals", "1"), ("cadence", "monthly"), ("class", "confidential")]);
    show(&edit_page(&app, &scope, form, None))
}

pub async fn create(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "kpi.write", &any(&scope))?;
    let title = form.text("title", 200);
    let Some(definition) = read(&mut form) else { return show_again(&edit_page(&app, &scope, form, None)) };
    let tx = app.db().begin().await?;
    let (id, _) = define(&tx, scope.organisation(), scope.viewer.person, app.now(), &title, &definition).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "kpi-said-created")
}

pub async fn show_revise(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.write", &known.resource())?;
    let d = known.current.definition.clone();
    let form = Fields::filled([
        ("population", d.population),
        ("formula", d.formula),
        ("unit", d.unit),
        ("decimals", d.decimals.to_string()),
        ("direction", d.direction.word().to_owned()),
        ("cadence", d.cadence.word().to_owned()),
        ("grain", d.grain),
        ("source", d.source),
        ("class", d.data_class.word().to_owned()),
    ]);
    show(&edit_page(&app, &scope, form, Some(known)))
}

pub async fn revise(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    mut form: Fields,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.write", &known.resource())?;
    let definition = read(&mut form);
    let expected = form.whole("expected", 1, i64::from(i32::MAX));
    let (Some(definition), Some(expected)) = (definition, expected) else {
        return show_again(&edit_page(&app, &scope, form, Some(known)));
    };
    let tx = app.db().begin().await?;
    let person = scope.viewer.person;
    let version = write_version(&tx, scope.organisation(), &known, expected, person, app.now(), &definition).await?;
    if version.is_none() {
        form.refuse("formula", Fault::new("fault-kpi-revised-meanwhile"));
        return show_again(&edit_page(&app, &scope, form, Some(known)));
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "kpi-said-revised")
}
