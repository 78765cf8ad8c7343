//! Cohorts of a partnership: list, one with its units and sessions, planning.

use askama::Template;
use axum::extract::{Path, State};
use jiff::tz::TimeZone;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_programme::programme::{self, ProgrammeId, State as Is};
use lustrum_strategy::goal;

use super::{Cohort, CohortId, Words, create, find, of_partnership};
use crate::act::Act;
use crate::enrolment::{self, UnitCount};
use crate::session::{self, Session};

#[derive(Template)]
#[template(path = "cohort/list.html")]
struct List {
    shell: Shell,
    path: String,
    programmes: String,
    cohorts: Vec<Cohort>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "cohort/show.html")]
struct One {
    shell: Shell,
    path: String,
    cohort: Cohort,
    serves: Option<Serves>,
    sessions: Vec<Planned>,
    units: Vec<UnitCount>,
    may_plan: bool,
    may_enrol: bool,
    may_see_names: bool,
}

/// What the sessions are for, one click away.
struct Serves {
    challenge: String,
    goal: String,
    url: String,
}

/// A session on the wall clock of its place, and on the reader's where that is another.
struct Planned {
    session: Session,
    there: String,
    here: String,
    begun: bool,
    over: bool,
}

#[derive(Template)]
#[template(path = "cohort/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    programmes_path: String,
    programmes: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
}

/// The languages in which training is given, by their codes.
const LANGUAGES: [&str; 9] = ["nl", "en", "de", "fr", "pl", "es", "it", "pt", "cs"];

pub(crate) fn any(scope: &PartnershipScope) -> Resource {
    Resource::new("Cohort", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/cohorts", scope.id())
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: CohortId) -> Result<Cohort, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub(crate) fn act(app: &App, scope: &PartnershipScope) -> Act {
    Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() }
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "cohort.view", &any(&scope))?;
    let cohorts = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let title = scope.viewer.speaker().say("nav-cohorts");
    show_page(&List {
        shell: Shell::within(&app, &scope, title).step(&app, &scope, Step::Delivery),
        path: path_of(&scope),
        programmes: format!("/p/{}/programmes", scope.id()),
        cohorts,
        may_write: scope.may(&app, "cohort.write", &any(&scope)),
    })
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "cohort.view", &any(&scope))?;
    let t = scope.viewer.speaker();
    let headings =
        ["cohort-title", "cohort-programme", "cohort-region", "cohort-starts", "cohort-kind", "cohort-people"];
    let mut rows: Vec<Vec<Out>> = vec![headings.map(|key| Out::Text(t.say(key))).to_vec()];
    for cohort in of_partnership(app.db(), scope.tenant(), scope.id()).await? {
        let kind = t.say(&cohort.kind_key());
        rows.push(vec![
            Out::Text(cohort.title),
            Out::Text(cohort.programme_title),
            Out::Text(cohort.region),
            Out::Date(cohort.starts.0),
            Out::Text(kind),
            Out::Number(cohort.people as f64),
        ]);
    }
    download("cohorts.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// The goal and the challenge behind a cohort, as far as they are shared with the partnership.
async fn serves(app: &App, scope: &PartnershipScope, cohort: &Cohort) -> Result<Option<Serves>, Problem> {
    let goals = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
    let found = goals.into_iter().find(|goal| Some(goal.id) == cohort.goal_id);
    let opens = scope.may(app, "challenge.view", &Resource::new("Challenge", scope.id()));
    Ok(found.map(|goal| Serves {
        url: match scope.side {
            Side::Organisation if opens => format!("/o/{}/challenges/{}", scope.tenant(), goal.challenge_id),
            _ => format!("/p/{}/goals", scope.id()),
        },
        challenge: goal.challenge_title,
        goal: goal.title,
    }))
}

pub async fn show(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "cohort.view", &cohort.resource())?;
    let shell = Shell::within(&app, &scope, cohort.title.clone()).step(&app, &scope, Step::Delivery);
    let sessions = session::of_cohort(app.db(), scope.tenant(), id).await?;
    let now = app.now();
    let planned = |session: Session| {
        let there = shell.t.moment_in(&session.starts_at, &session.time_zone());
        let here = shell.t.moment(&session.starts_at);
        let here = if here == there { String::new() } else { here };
        let over = session.starts_at.plus_seconds(session.minutes * 60) <= now;
        Planned { there, here, begun: session.starts_at <= now, over, session }
    };
    show_page(&One {
        path: format!("{}/{id}", path_of(&scope)),
        sessions: sessions.into_iter().map(planned).collect(),
        units: enrolment::by_unit(app.db(), scope.tenant(), id).await?,
        may_plan: scope.may(&app, "session.write", &cohort.resource()),
        may_enrol: scope.may(&app, "enrolment.write", &cohort.resource()),
        may_see_names: scope.may(&app, "enrolment.view", &cohort.resource()),
        serves: serves(&app, &scope, &cohort).await?,
        cohort,
        shell,
    })
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("cohort-new")).step(app, scope, Step::Delivery).narrow(),
        form,
        path: path_of(scope),
        programmes_path: format!("/p/{}/programmes", scope.id()),
        programmes: programmes
            .into_iter()
            .filter(|known| known.state() == Is::Approved)
            .map(|known| (known.id.to_string(), known.title))
            .collect(),
        languages: LANGUAGES.map(|code| (code.to_owned(), t.say(&format!("cohort-language-{code}")))).to_vec(),
        kinds: ["trained", "waits"].map(|kind| (kind.to_owned(), t.say(&format!("cohort-kind-{kind}")))).to_vec(),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "cohort.write", &any(&scope))?;
    let zone = scope.viewer.zone.iana_name().unwrap_or("Europe/Amsterdam").to_owned();
    let form = Fields::filled([("zone", zone), ("kind", "trained".to_owned())]);
    show_page(&new_page(&app, &scope, form).await?)
}

/// Reads what was typed. Cohorts are planned for an approved programme.
pub(crate) async fn read(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Words>, Problem> {
    let title = form.text("title", 120);
    let programme: Option<ProgrammeId> = form.choice("programme", |text| text.parse().ok());
    let region = form.text("region", 80);
    let language = form.choice("language", |text| LANGUAGES.into_iter().find(|code| *code == text));
    let zone = form.zone("zone");
    let starts = form.day("starts");
    let waits = form.choice("kind", |text| match text {
        "trained" => Some(false),
        "waits" => Some(true),
        _ => None,
    });
    if let Some(programme) = programme {
        let known = programme::find(app.db(), scope.tenant(), scope.id(), programme).await?;
        if known.is_none_or(|known| known.state() != Is::Approved) {
            form.refuse("programme", Fault::new("fault-cohort-programme"));
        }
    }
    if form.has_faults() {
        return Ok(None);
    }
    let read = programme.zip(language).zip(zone).zip(starts.zip(waits));
    Ok(read.map(|(((programme, language), zone), (starts, waits))| Words {
        title,
        programme,
        region,
        language: language.to_owned(),
        zone,
        starts,
        waits,
    }))
}

pub async fn create_one(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "cohort.write", &any(&scope))?;
    let Some(words) = read(&app, &scope, &mut form).await? else {
        return show_again(&new_page(&app, &scope, form).await?);
    };
    let tx = app.db().begin().await?;
    let id = create(&tx, act(&app, &scope), &words).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "cohort-said-created")
}

/// Whether a zone is known; a name that an update of the world's zones took away reads as UTC.
pub(crate) fn zone_of(cohort: &Cohort) -> TimeZone {
    TimeZone::get(&cohort.zone).unwrap_or(TimeZone::UTC)
}
