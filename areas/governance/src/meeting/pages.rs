//! The list of meetings: what comes, with what is left out, and what was.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::DbError;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, see, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::By;
use serde::Deserialize;

use super::{
    DayOff, Kind, Meeting, MeetingId, Occurrence, Progress, Series, SeriesId, days_off, list, occurrences, prepare,
    progress, series_of,
};
use crate::owner::name_on;

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;
/// Days ahead that are shown whole; of what comes later, the next of each rhythm.
const AHEAD: i64 = 42;
/// A yearly session is found a year ahead, with room for one that was left out.
const HORIZON: i64 = 800;

/// Days back in which a meeting that nobody noted is still asked after, and the most that are shown.
const MISSED_DAYS: i64 = 92;
const MISSED: usize = 12;

/// A time that comes round, as the list shows it.
pub(crate) struct Coming {
    pub occurrence: Occurrence,
    pub prepared: Option<MeetingId>,
}

struct ComingRow {
    kind: String,
    when: String,
    place: String,
    series: SeriesId,
    day: Day,
    prepared: Option<MeetingId>,
    /// Why it is left out, empty where it is not.
    off: String,
}

struct PastRow {
    id: MeetingId,
    kind: String,
    when: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "meeting/list.html")]
struct List {
    shell: Shell,
    form: Fields,
    path: String,
    coming: Vec<ComingRow>,
    missed: Vec<ComingRow>,
    past: Vec<PastRow>,
    has_rhythm: bool,
    may_plan: bool,
    may_prepare: bool,
    next: Option<i64>,
}

#[derive(Deserialize)]
pub struct Asked {
    /// Microseconds: the key of the page.
    before: Option<i64>,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Meetings", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/meetings", scope.id())
}

/// The day and the hour of the reader, and of the place where that is another hour.
pub(crate) fn when(t: &Speaker, at: Moment, zone: &str) -> String {
    let own = t.moment(&at);
    let there = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let same = at.in_zone(&there).datetime() == at.in_zone(&t.zone).datetime();
    if same { own } else { t.say2("meeting-when-there", "own", own, "there", t.moment_in(&at, &there)) }
}

/// The times that come round, read once: the rhythm, the days that are left out of it, and what was prepared or noted.
pub(crate) struct Rhythm {
    series: Vec<Series>,
    off: Vec<DayOff>,
    noted: HashMap<(SeriesId, Day), MeetingId>,
}

impl Rhythm {
    pub(crate) async fn of(app: &App, scope: &PartnershipScope) -> Result<Self, DbError> {
        let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
        let noted = list(db, tenant, id, app.now().plus_days(HORIZON), 200).await?;
        Ok(Self {
            series: series_of(db, tenant, id).await?,
            off: days_off(db, tenant, id).await?,
            noted: noted.into_iter().map(|meeting| ((meeting.series, meeting.day), meeting.id)).collect(),
        })
    }

    /// What comes: everything of the next weeks, and the next of every rhythm.
    pub(crate) fn coming(&self, now: Moment) -> Vec<Coming> {
        // What began an hour ago is still going on.
        let from = now.plus_seconds(-12 * 3_600);
        let mut met: Vec<SeriesId> = Vec::new();
        let all = occurrences(&self.series, &self.off, from, now.plus_days(HORIZON)).into_iter();
        let chosen = all.filter(|one| {
            let soon = one.at < now.plus_days(AHEAD);
            let first = one.off.is_empty() && !met.contains(&one.series);
            if first {
                met.push(one.series);
            }
            soon || first
        });
        let prepared = |one: &Occurrence| self.noted.get(&(one.series, one.day)).copied();
        chosen.map(|one| Coming { prepared: prepared(&one), occurrence: one }).collect()
    }

    /// What was planned and what nobody prepared or wrote minutes of, the newest first: it counts as not kept.
    fn missed(&self, now: Moment) -> Vec<Occurrence> {
        let mut all = occurrences(&self.series, &self.off, now.plus_days(-MISSED_DAYS), now.plus_days(-1));
        all.retain(|one| one.off.is_empty() && !self.noted.contains_key(&(one.series, one.day)));
        all.reverse();
        all.truncate(MISSED);
        all
    }
}

fn off_words(t: &Speaker, scope: &PartnershipScope, occurrence: &Occurrence) -> String {
    let named: Vec<String> =
        occurrence.off.iter().map(|(side, name)| format!("{name} ({})", name_on(&scope.partnership, *side))).collect();
    if named.is_empty() { String::new() } else { t.say1("meeting-left-out", "why", named.join(", ")) }
}

/// The message of how far the minutes are.
pub(crate) fn state_of(progress: &[Progress], meeting: MeetingId) -> &'static str {
    match progress.iter().find(|one| one.meeting_id == meeting).map(|one| one.approvals) {
        None => "meeting-minutes-none",
        Some(0) => "meeting-minutes-draft",
        Some(1) => "meeting-minutes-one",
        Some(_) => "meeting-minutes-both",
    }
}

/// How far the minutes of these meetings are.
pub(crate) async fn progress_of(
    app: &App,
    scope: &PartnershipScope,
    meetings: &[Meeting],
) -> Result<Vec<Progress>, DbError> {
    let (Some(last), Some(first)) = (meetings.first(), meetings.last()) else { return Ok(Vec::new()) };
    progress(app.db(), scope.tenant(), scope.id(), first.starts_at, last.starts_at).await
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields, before: Option<i64>) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    let (rhythm, now) = (Rhythm::of(app, scope).await?, app.now());
    let before = before.and_then(Moment::from_micros).unwrap_or(now).min(now);
    let mut past = list(app.db(), scope.tenant(), scope.id(), before, A_PAGE + 1).await?;
    let more = past.len() > A_PAGE as usize;
    past.truncate(A_PAGE as usize);
    let progress = progress_of(app, scope, &past).await?;
    let missed = rhythm.missed(now).into_iter().map(|occurrence| Coming { occurrence, prepared: None });
    let row = |one: Coming| ComingRow {
        kind: t.say(&one.occurrence.kind.key()),
        when: when(&t, one.occurrence.at, &one.occurrence.zone),
        off: off_words(&t, scope, &one.occurrence),
        place: one.occurrence.place,
        series: one.occurrence.series,
        day: one.occurrence.day,
        prepared: one.prepared,
    };
    Ok(List {
        shell: Shell::within(app, scope, t.say("nav-meetings")).step(app, scope, Step::Review),
        form,
        path: path_of(scope),
        has_rhythm: !rhythm.series.is_empty(),
        coming: rhythm.coming(now).into_iter().map(row).collect(),
        missed: missed.map(row).collect(),
        next: past.last().filter(|_| more).map(|meeting| meeting.starts_at.micros()),
        past: past
            .iter()
            .map(|meeting| PastRow {
                id: meeting.id,
                kind: t.say(&meeting.kind.key()),
                when: when(&t, meeting.starts_at, &meeting.zone),
                state: state_of(&progress, meeting.id),
            })
            .collect(),
        may_plan: scope.may(app, "meeting.plan", &resource(scope)),
        may_prepare: scope.may(app, "meeting.write", &resource(scope)),
    })
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "meeting.list", &resource(&scope))?;
    show(&page(&app, &scope, Fields::default(), asked.before).await?)
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "meeting.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let names = ["kind", "day", "time", "place", "minutes"];
    let mut rows: Vec<Vec<Out>> =
        vec![names.iter().map(|name| t.say(&format!("meeting-column-{name}")).into()).collect()];
    let all = list(app.db(), scope.tenant(), scope.id(), app.now(), AN_EXPORT).await?;
    let progress = progress_of(&app, &scope, &all).await?;
    for meeting in all {
        let there = meeting.starts_at.in_zone(&meeting.time_zone());
        rows.push(vec![
            t.say(&meeting.kind.key()).into(),
            meeting.day.0.into(),
            format!("{:02}:{:02} {}", there.hour(), there.minute(), meeting.zone).into(),
            meeting.place.clone().into(),
            t.say(state_of(&progress, meeting.id)).into(),
        ]);
    }
    download("meetings.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// Prepares the meeting that was asked for: an occurrence that takes place.
pub(crate) async fn prepare_asked(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<MeetingId>, Problem> {
    let series = form.choice("series", |text| text.parse::<SeriesId>().ok());
    let day = form.day("day");
    let (Some(wanted), Some(day)) = (series, day) else { return Ok(None) };
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let series: Vec<_> = series_of(db, tenant, id).await?.into_iter().filter(|one| one.id == wanted).collect();
    let off = days_off(db, tenant, id).await?;
    let at = day.start_in(&jiff::tz::TimeZone::UTC).unwrap_or(app.now());
    let found = occurrences(&series, &off, at.plus_days(-2), at.plus_days(3));
    let Some(one) = found.into_iter().find(|one| one.day == day && one.off.is_empty()) else {
        form.refuse("day", Fault::new("fault-meeting-not-planned"));
        return Ok(None);
    };
    let tx = app.db().begin().await?;
    let id = prepare(&tx, &By::viewer(scope, app.now()), &one).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn prepare_one(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "meeting.write", &resource(&scope))?;
    match prepare_asked(&app, &scope, &mut form).await? {
        Some(id) => see(&format!("{}/{id}", path_of(&scope))),
        None => show_again(&page(&app, &scope, form, None).await?),
    }
}

/// The kinds as choices of a form.
pub(crate) fn kinds(t: &Speaker) -> Vec<(String, String)> {
    Kind::ALL.map(|kind| (kind.word().to_owned(), t.say(&kind.key()))).to_vec()
}

impl List {
    fn rhythm_path(&self) -> String {
        format!("{}/rhythm/new", self.path)
    }
}
