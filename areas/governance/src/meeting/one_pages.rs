//! One meeting as both sides see it: agenda, who is there, minutes with their approvals, decisions.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::contact::{Mandate, decided_by_others, in_hand, require_mandate};

use super::agenda::{Part, filled};
use super::pages::{path_of, resource, when};
use super::{
    ApproveRefused, Kind, Meeting, MeetingId, Minutes, Point, PointId, PointRefused, Quorum, approvals, approve,
    escalate, find, latest, open_points, points_of, present, quorum, raise, set_present, settle, standing, unsettle,
};
use crate::decision;
use crate::owner::{Agreed, agreed_of, candidates, name_on};

struct PointRow {
    id: PointId,
    text: String,
    who: String,
    raised: String,
    back: bool,
    escalated: bool,
    may_escalate: bool,
}

struct Approver {
    name: String,
    /// Who and when, where it has.
    by: Option<(String, String)>,
}

struct There {
    name: String,
    people: String,
    /// Whether someone of it may decide; nothing where nobody has to.
    decides: Option<bool>,
}

#[derive(Template)]
#[template(path = "meeting/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    presence: Fields,
    path: String,
    list: String,
    meeting: Meeting,
    length: String,
    when: String,
    past: bool,
    points: Vec<PointRow>,
    settled: Vec<PointRow>,
    parts: Vec<Part>,
    there: Vec<There>,
    own: Vec<(String, String)>,
    minutes: Option<Minutes>,
    written: String,
    approvers: Vec<Approver>,
    may_approve: bool,
    may_write: bool,
    decisions: Vec<Agreed>,
    may_decide: bool,
    others: Option<String>,
    lacks_quorum: bool,
    targets: Vec<(String, String)>,
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: MeetingId) -> Result<Meeting, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// Who of those who are there may decide, on each side.
pub(crate) async fn quorum_of(app: &App, scope: &PartnershipScope, meeting: &Meeting) -> Result<Quorum, Problem> {
    let there = present(app.db(), scope.tenant(), meeting.id).await?;
    let held = in_hand(app.db(), scope.tenant(), scope.id(), Mandate::DecideReview, meeting.day).await?;
    let there: Vec<(PersonId, Side)> = there.iter().map(|one| (one.person, one.side)).collect();
    Ok(quorum(&there, &held))
}

fn point_row(t: &Speaker, scope: &PartnershipScope, meeting: &Meeting, point: &Point) -> PointRow {
    PointRow {
        id: point.id,
        text: point.text_in(scope.viewer.locale).to_owned(),
        who: point
            .raised_by()
            .map_or_else(|| t.say("meeting-point-itself"), |side| name_on(&scope.partnership, side).to_owned()),
        raised: t.date(&point.raised_at),
        back: point.comes_back_in(meeting.id) && point.raised_in.is_some(),
        escalated: point.escalated_at.is_some(),
        may_escalate: point.is_open() && point.kind == Kind::Talk,
    }
}

async fn there(app: &App, scope: &PartnershipScope, meeting: &Meeting) -> Result<(Vec<There>, Vec<PersonId>), Problem> {
    let all = present(app.db(), scope.tenant(), meeting.id).await?;
    let quorum = quorum_of(app, scope, meeting).await?;
    let of = |side: Side| {
        let names: Vec<&str> = all.iter().filter(|one| one.side == side).map(|one| one.name.as_str()).collect();
        There {
            name: name_on(&scope.partnership, side).to_owned(),
            people: names.join(", "),
            decides: meeting.kind.needs_quorum().then(|| quorum.of(side)),
        }
    };
    let own = all.iter().filter(|one| one.side == scope.side).map(|one| one.person).collect();
    Ok((Side::BOTH.map(of).into(), own))
}

async fn page(app: &App, scope: &PartnershipScope, meeting: Meeting, form: Fields) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let past = meeting.is_past(app.now());
    let points = open_points(db, tenant, id, meeting.kind).await?;
    let touched = points_of(db, tenant, id, meeting.id).await?;
    let settled = touched.iter().filter(|point| point.settled_in == Some(meeting.id));
    let (there, own_there) = there(app, scope, &meeting).await?;
    let known = candidates(db, &scope.partnership, scope.side).await?;
    let own = known.iter().filter(|one| one.side == scope.side).map(|one| (one.person.to_string(), one.name.clone()));
    let minutes = latest(db, tenant, meeting.id).await?;
    let approved = approvals(db, tenant, meeting.id).await?;
    let held = minutes.as_ref().map(|minutes| standing(minutes, &approved)).unwrap_or_default();
    let people: Vec<PersonId> =
        held.iter().map(|one| one.by).chain(minutes.as_ref().map(|minutes| minutes.written_by)).collect();
    let names: HashMap<PersonId, String> = person::named(db, &people).await?;
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let approver = |side: Side| Approver {
        name: name_on(&scope.partnership, side).to_owned(),
        by: held.iter().find(|one| one.side == side).map(|one| (name(&one.by), t.moment(&one.at))),
    };
    let decisions = decision::of_meeting(db, tenant, id, meeting.id).await?;
    let decides = scope.may(app, "decision.take", &decision::pages::resource(scope));
    let others = if decides { decided_by_others(app, scope, Mandate::DecideReview).await? } else { None };
    let lacks_quorum = there.iter().any(|one| one.decides == Some(false));
    let approved_here = held.iter().any(|one| one.side == scope.side);
    let targets = ["here", "committee"].map(|target| (target.to_owned(), t.say(&format!("meeting-point-{target}"))));
    Ok(Show {
        shell: Shell::within(app, scope, t.say(&meeting.kind.key())).step(app, scope, Step::Review),
        path: format!("{}/{}", path_of(scope), meeting.id),
        list: path_of(scope),
        length: t.count("meeting-length", meeting.minutes),
        when: when(&t, meeting.starts_at, &meeting.zone),
        points: if past { Vec::new() } else { points.iter().map(|one| point_row(&t, scope, &meeting, one)).collect() },
        settled: settled.map(|one| point_row(&t, scope, &meeting, one)).collect(),
        parts: if past { Vec::new() } else { filled(app, scope, &meeting).await? },
        presence: Fields::filled(own_there.iter().map(|person| ("present", person.to_string()))),
        own: own.collect(),
        there,
        written: minutes
            .as_ref()
            .map(|one| t.say2("meeting-minutes-written", "who", name(&one.written_by), "at", t.moment(&one.written_at)))
            .unwrap_or_default(),
        approvers: Side::BOTH.map(approver).into(),
        may_approve: minutes.is_some() && !approved_here && scope.may(app, "meeting.approve", &resource(scope)),
        may_write: scope.may(app, "meeting.write", &resource(scope)),
        minutes,
        decisions: decisions.iter().map(|one| agreed_of(&t, scope, one)).collect(),
        may_decide: decides && others.is_none() && !lacks_quorum,
        others,
        lacks_quorum,
        targets: if meeting.kind == Kind::Talk { targets.to_vec() } else { Vec::new() },
        past,
        form,
        meeting,
    })
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "meeting.view", &resource(&scope))?;
    let form = Fields::filled([("target", "here")]);
    show(&page(&app, &scope, meeting, form).await?)
}

/// Puts a point on the agenda: of meetings of this kind, or of the next committee at once.
pub(crate) async fn put_point(
    app: &App,
    scope: &PartnershipScope,
    meeting: &Meeting,
    form: &mut Fields,
) -> Result<Option<PointId>, Problem> {
    let text = form.text("point", 1_000);
    let kind = match form.value("target").trim() {
        "" | "here" => meeting.kind,
        "committee" => Kind::Committee,
        _ => {
            form.refuse("target", Fault::new("fault-not-a-choice"));
            meeting.kind
        }
    };
    if form.has_faults() {
        return Ok(None);
    }
    let tx = app.db().begin().await?;
    let id = raise(&tx, &By::viewer(scope, app.now()), kind, &text, Some(meeting.id)).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn add_point(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "meeting.write", &resource(&scope))?;
    match put_point(&app, &scope, &meeting, &mut form).await? {
        Some(_) => see_and_say(&format!("{}/{id}", path_of(&scope)), "meeting-said-point"),
        None => show_again(&page(&app, &scope, meeting, form).await?),
    }
}

pub(crate) fn point_refused(refusal: PointRefused) -> Problem {
    match refusal {
        PointRefused::Database(error) => error.into(),
        PointRefused::Unknown => Problem::NotFound,
        PointRefused::Settled => Problem::refused("refusal-point-settled"),
        PointRefused::Open => Problem::refused("refusal-point-open"),
        PointRefused::NotFromTalk => Problem::refused("refusal-point-not-talk"),
    }
}

/// What can be done with a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    Settle,
    Reopen,
    Escalate,
}

pub(crate) async fn do_point(
    app: &App,
    scope: &PartnershipScope,
    meeting: MeetingId,
    point: PointId,
    doing: Doing,
) -> Result<(), Problem> {
    let meeting = load(app, scope, meeting).await?;
    scope.require(app, "meeting.write", &resource(scope))?;
    // What a committee settles it has decided on; without its quorum the point waits for the next time.
    if doing == Doing::Settle && meeting.kind.needs_quorum() && !quorum_of(app, scope, &meeting).await?.complete() {
        return Err(Problem::refused("refusal-meeting-quorum"));
    }
    let by = By::viewer(scope, app.now());
    let tx = app.db().begin().await?;
    let done = match doing {
        Doing::Settle => settle(&tx, &by, meeting.id, point).await,
        Doing::Reopen => unsettle(&tx, &by, point).await,
        Doing::Escalate => escalate(&tx, &by, point).await,
    };
    done.map_err(point_refused)?;
    Ok(tx.commit().await?)
}

pub async fn settle_point(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, point)): Path<(PartnershipId, MeetingId, PointId)>,
) -> Answer {
    do_point(&app, &scope, id, point, Doing::Settle).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "meeting-said-settled")
}

pub async fn reopen_point(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, point)): Path<(PartnershipId, MeetingId, PointId)>,
) -> Answer {
    do_point(&app, &scope, id, point, Doing::Reopen).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "meeting-said-reopened")
}

pub async fn escalate_point(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, point)): Path<(PartnershipId, MeetingId, PointId)>,
) -> Answer {
    do_point(&app, &scope, id, point, Doing::Escalate).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "meeting-said-escalated")
}

/// Notes who of the reader's side is there; whether everyone named works on it.
pub(crate) async fn note_present(
    app: &App,
    scope: &PartnershipScope,
    meeting: &Meeting,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let known = candidates(app.db(), &scope.partnership, scope.side).await?;
    let named: Vec<Option<PersonId>> = form.values("present").iter().map(|text| text.parse().ok()).collect();
    let works = |person: &PersonId| known.iter().any(|one| one.side == scope.side && one.person == *person);
    let mut people: Vec<PersonId> = named.iter().flatten().copied().filter(works).collect();
    if people.len() != named.len() {
        form.refuse("present", Fault::new("fault-not-a-choice"));
        return Ok(false);
    }
    people.sort_unstable();
    people.dedup();
    let tx = app.db().begin().await?;
    set_present(&tx, &By::viewer(scope, app.now()), meeting.id, &people).await?;
    tx.commit().await?;
    Ok(true)
}

pub async fn set_presence(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "meeting.write", &resource(&scope))?;
    if note_present(&app, &scope, &meeting, &mut form).await? {
        return see_and_say(&format!("{}/{id}", path_of(&scope)), "meeting-said-present");
    }
    show_again(&page(&app, &scope, meeting, form).await?)
}

fn approve_refused(refusal: ApproveRefused) -> Problem {
    match refusal {
        ApproveRefused::Database(error) => error.into(),
        other => Problem::refused(other.key()),
    }
}

/// Approves the minutes whose hash was shown. In the committee only who holds the mandate does.
pub(crate) async fn approve_shown(
    app: &App,
    scope: &PartnershipScope,
    meeting: &Meeting,
    hash: &str,
) -> Result<(), Problem> {
    if meeting.kind.needs_quorum() {
        require_mandate(app, scope, Mandate::DecideReview).await?;
    }
    let quorum = quorum_of(app, scope, meeting).await?;
    let tx = app.db().begin().await?;
    approve(&tx, &By::viewer(scope, app.now()), meeting, hash, quorum).await.map_err(approve_refused)?;
    Ok(tx.commit().await?)
}

pub async fn approve_minutes(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    form: Fields,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "meeting.approve", &resource(&scope))?;
    approve_shown(&app, &scope, &meeting, form.value("hash").trim()).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "meeting-said-approved")
}

impl Show {
    fn heading(&self, part: &Part) -> String {
        self.shell.t.say(&format!("agenda-{}", part.section.word()))
    }
    fn nothing(&self, part: &Part) -> String {
        self.shell.t.say(&format!("agenda-none-{}", part.section.word()))
    }
    fn place(&self, part: &Part) -> String {
        format!("agenda-{}", part.section.word())
    }
}
