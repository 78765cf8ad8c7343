//! The rhythms of a partnership and the days that they leave out.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;

use super::form::{REPEATS, read};
use super::pages::{kinds, path_of, resource};
use super::{DayOff, DayOffId, Freq, Series, SeriesId, add_day_off, begin, days_off, end, remove_day_off, series_of};
use crate::owner::name_on;

struct SeriesRow {
    id: SeriesId,
    kind: String,
    repeat: String,
    rule: String,
    place: String,
    ended: Option<String>,
}

struct OffRow {
    id: DayOffId,
    day: String,
    name: String,
    who: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "meeting/rhythm.html")]
struct Rhythm {
    shell: Shell,
    form: Fields,
    path: String,
    series: Vec<SeriesRow>,
    off: Vec<OffRow>,
    may_plan: bool,
    own_name: String,
}

#[derive(Template)]
#[template(path = "meeting/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    kinds: Vec<(String, String)>,
    repeats: Vec<(String, String)>,
}

/// `every 2 weeks, from 12 January 2026 at 10:00 (Europe/Amsterdam), 30 minutes`
pub(crate) fn words(t: &Speaker, series: &Series) -> String {
    let every = series.rule().map(|rule| {
        let key = match rule.freq() {
            Freq::Weekly => "meeting-every-weeks",
            Freq::Monthly => "meeting-every-months",
            Freq::Yearly => "meeting-every-years",
        };
        t.count(key, i64::from(rule.interval()))
    });
    let named = [
        ("every", every.unwrap_or_default()),
        ("first", t.day(&Day(series.starts.date()))),
        ("time", format!("{:02}:{:02}", series.starts.hour(), series.starts.minute())),
        ("zone", series.zone.clone()),
        ("minutes", t.whole(series.minutes)),
    ];
    t.say_with("meeting-repeats", &named)
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<Rhythm, Problem> {
    let t = scope.viewer.speaker();
    let series = series_of(app.db(), scope.tenant(), scope.id()).await?;
    let off = days_off(app.db(), scope.tenant(), scope.id()).await?;
    let row = |one: &Series| SeriesRow {
        id: one.id,
        kind: t.say(&one.kind.key()),
        repeat: words(&t, one),
        rule: one.rule.clone(),
        place: one.place.clone(),
        ended: one.ended_at.map(|at| t.date(&at)),
    };
    let off_row = |one: &DayOff| OffRow {
        id: one.id,
        day: t.day(&one.day),
        name: one.name.clone(),
        who: name_on(&scope.partnership, one.side).to_owned(),
        own: one.side == scope.side,
    };
    Ok(Rhythm {
        shell: Shell::within(app, scope, t.say("meeting-rhythm")).step(app, scope, Step::Review),
        form,
        path: path_of(scope),
        series: series.iter().map(row).collect(),
        off: off.iter().map(off_row).collect(),
        may_plan: scope.may(app, "meeting.plan", &resource(scope)),
        own_name: scope.own_name().to_owned(),
    })
}

fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> New {
    let t = scope.viewer.speaker();
    New {
        shell: Shell::within(app, scope, t.say("meeting-rhythm-new")).step(app, scope, Step::Review).narrow(),
        form,
        path: path_of(scope),
        kinds: kinds(&t),
        repeats: REPEATS.map(|repeat| (repeat.to_owned(), t.say(&format!("meeting-repeat-{repeat}")))).to_vec(),
    }
}

pub async fn show_rhythm(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "meeting.list", &resource(&scope))?;
    show(&page(&app, &scope, Fields::default()).await?)
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    let zone = scope.viewer.zone.iana_name().unwrap_or("Europe/Amsterdam");
    let form = Fields::filled([("zone", zone), ("minutes", "30"), ("repeat", "biweekly"), ("kind", "talk")]);
    show(&new_page(&app, &scope, form))
}

/// Begins the rhythm that a form describes, or nothing where a field is at fault.
pub(crate) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<SeriesId>, Problem> {
    let Some(new) = read(form) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let id = begin(&tx, &By::viewer(scope, app.now()), &new).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_rhythm(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&format!("{}/rhythm", path_of(&scope)), "meeting-said-rhythm"),
        None => show_again(&new_page(&app, &scope, form)),
    }
}

/// Ends a rhythm that is there; said twice, it ended once.
pub(crate) async fn finish(app: &App, scope: &PartnershipScope, id: SeriesId) -> Result<(), Problem> {
    if !series_of(app.db(), scope.tenant(), scope.id()).await?.iter().any(|one| one.id == id) {
        return Err(Problem::NotFound);
    }
    let tx = app.db().begin().await?;
    end(&tx, &By::viewer(scope, app.now()), id).await?;
    Ok(tx.commit().await?)
}

pub async fn end_rhythm(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SeriesId)>,
) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    finish(&app, &scope, id).await?;
    see_and_say(&format!("{}/rhythm", path_of(&scope)), "meeting-said-ended")
}

/// Notes a day off of the reader's side, or nothing where a field is at fault.
pub(crate) async fn note_day(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<DayOffId>, Problem> {
    let day = form.day("day");
    let name = form.text("name", 120);
    let Some(day) = day.filter(|_| !form.has_faults()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let Some(id) = add_day_off(&tx, &By::viewer(scope, app.now()), day, &name).await? else {
        form.refuse("day", Fault::new("fault-day-off-known"));
        return Ok(None);
    };
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_day_off(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    match note_day(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&format!("{}/rhythm", path_of(&scope)), "meeting-said-day-off"),
        None => show_again(&page(&app, &scope, form).await?),
    }
}

/// Takes a day off away, by the side that has it.
pub(crate) async fn drop_day(app: &App, scope: &PartnershipScope, id: DayOffId) -> Result<(), Problem> {
    let known = days_off(app.db(), scope.tenant(), scope.id()).await?;
    let one = known.iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    if one.side != scope.side {
        return Err(Problem::refused("refusal-day-off-other-side"));
    }
    let tx = app.db().begin().await?;
    remove_day_off(&tx, &By::viewer(scope, app.now()), id).await?;
    Ok(tx.commit().await?)
}

pub async fn remove_day(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DayOffId)>,
) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    drop_day(&app, &scope, id).await?;
    see_and_say(&format!("{}/rhythm", path_of(&scope)), "meeting-said-day-back")
}

impl Rhythm {
    fn new_path(&self) -> String {
        format!("{}/rhythm/new", self.path)
    }
}
