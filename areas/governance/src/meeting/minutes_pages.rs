//! Writing the minutes, and what is decided in a meeting.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::charter;
use lustrum_partnership::contact::{Mandate, require_mandate};

use super::one_pages::{load, quorum_of};
use super::pages::{path_of, resource};
use super::{Meeting, MeetingId, Minutes, WriteRefused, latest, open_points, write};
use crate::decision::{self, DecisionId, NewDecision};
use crate::owner::{self, Candidate, candidates};
use crate::quarter::Quarter;

/// A long day of talk.
const LONGEST: usize = 40_000;

#[derive(Template)]
#[template(path = "meeting/write.html")]
struct WritePage {
    shell: Shell,
    form: Fields,
    path: String,
    /// What someone else wrote meanwhile, and who.
    theirs: Option<(String, Minutes)>,
    /// Both sides approved what would be changed.
    approved: bool,
}

#[derive(Template)]
#[template(path = "meeting/decide.html")]
struct DecidePage {
    shell: Shell,
    form: Fields,
    path: String,
    owners: Vec<(String, String)>,
    measures: Vec<(String, String)>,
}

fn write_page(
    app: &App,
    scope: &PartnershipScope,
    meeting: &Meeting,
    form: Fields,
    theirs: Option<(String, Minutes)>,
    approved: bool,
) -> WritePage {
    let t = scope.viewer.speaker();
    let title = t.say1("meeting-minutes-of", "kind", t.say(&meeting.kind.key()));
    WritePage {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Review).narrow(),
        form,
        path: format!("{}/{}", path_of(scope), meeting.id),
        theirs,
        approved,
    }
}

pub async fn show_write(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "meeting.write", &resource(&scope))?;
    let now = latest(app.db(), scope.tenant(), id).await?;
    let approved = match &now {
        Some(now) => {
            let all = super::approvals(app.db(), scope.tenant(), id).await?;
            !super::standing(now, &all).is_empty()
        }
        None => false,
    };
    let (text, seen) = match now {
        Some(now) => (now.text, now.version),
        // The points of the agenda, ready to be written under.
        None => {
            let locale = scope.viewer.locale;
            let points = open_points(app.db(), scope.tenant(), scope.id(), meeting.kind).await?;
            let lines =
                points.iter().enumerate().map(|(place, point)| format!("{}. {}\n\n", place + 1, point.text_in(locale)));
            (lines.collect(), 0)
        }
    };
    let form = Fields::filled([("text", text), ("seen", seen.to_string())]);
    show(&write_page(&app, &scope, &meeting, form, None, approved))
}

/// What came of writing.
pub(crate) enum Written {
    Done,
    Faulty,
    /// Someone wrote meanwhile: what they wrote.
    Meanwhile(Box<Minutes>),
}

pub(crate) async fn take_minutes(
    app: &App,
    scope: &PartnershipScope,
    meeting: &Meeting,
    form: &mut Fields,
) -> Result<Written, Problem> {
    let text = form.text("text", LONGEST);
    let seen = form.whole("seen", 0, i64::from(i32::MAX));
    let Some(seen) = seen.filter(|_| !form.has_faults()) else { return Ok(Written::Faulty) };
    let tx = app.db().begin().await?;
    match write(&tx, &By::viewer(scope, app.now()), meeting, seen, &text).await {
        Ok(Some(_)) => {
            tx.commit().await?;
            Ok(Written::Done)
        }
        Ok(None) => Ok(Written::Done),
        Err(WriteRefused::ChangedMeanwhile(theirs)) => Ok(Written::Meanwhile(theirs)),
        Err(WriteRefused::Database(error)) => Err(error.into()),
    }
}

pub async fn write_minutes(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "meeting.write", &resource(&scope))?;
    match take_minutes(&app, &scope, &meeting, &mut form).await? {
        Written::Done => see_and_say(&format!("{}/{id}", path_of(&scope)), "meeting-said-written"),
        Written::Faulty => show_again(&write_page(&app, &scope, &meeting, form, None, false)),
        Written::Meanwhile(theirs) => {
            let names = person::named(app.db(), &[theirs.written_by]).await?;
            let who = names.get(&theirs.written_by).cloned().unwrap_or_default();
            // To save once more is to have seen it: what was typed stays, over the version that is shown beside it.
            let typed = form.value("text").to_owned();
            let mut again = Fields::filled([("text", typed), ("seen", theirs.version.to_string())]);
            again.refuse("text", Fault::new("fault-minutes-meanwhile").with("who", &who));
            show_again(&write_page(&app, &scope, &meeting, again, Some((who, *theirs)), false))
        }
    }
}

struct Choices {
    owners: Vec<Candidate>,
    /// The id of a measure of the charter in force, and its words.
    measures: Vec<(String, String)>,
}

async fn choices(app: &App, scope: &PartnershipScope) -> Result<Choices, Problem> {
    let version = charter::in_force_on(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    let measures = version.map(|version| version.measures).unwrap_or_default();
    let t = scope.viewer.speaker();
    let words = |measure: &charter::Measure| {
        (measure.id.to_string(), format!("{} {}", t.say1("review-level-short", "level", measure.level), measure.text))
    };
    Ok(Choices {
        owners: candidates(app.db(), &scope.partnership, scope.side).await?,
        measures: measures.iter().map(words).collect(),
    })
}

/// Whether the reader may decide in this meeting: within the mandate, and in the committee with a quorum.
pub(crate) async fn require_decides(app: &App, scope: &PartnershipScope, meeting: &Meeting) -> Result<(), Problem> {
    require_mandate(app, scope, Mandate::DecideReview).await?;
    if meeting.kind.needs_quorum() && !quorum_of(app, scope, meeting).await?.complete() {
        return Err(Problem::refused("refusal-meeting-quorum"));
    }
    Ok(())
}

/// Every decision of a meeting has an owner and a day, and stands on a clause or a measure of the charter.
fn read(form: &mut Fields, meeting: &Meeting, known: &Choices) -> Option<NewDecision> {
    let text = form.text("text", 2_000);
    let clause = form.optional_text("clause", 40).unwrap_or_default();
    let measure = match form.value("measure").trim() {
        "" => Some(String::new()),
        _ => form.choice("measure", |id| {
            known.measures.iter().find(|(known, _)| known == id).map(|(_, words)| words.clone())
        }),
    };
    if clause.is_empty() && measure.as_deref() == Some("") {
        form.refuse("clause", Fault::new("fault-decision-ground"));
    }
    let due = form.day("due");
    let owner = owner::read(form, &known.owners);
    if form.has_faults() {
        return None;
    }
    Some(NewDecision {
        period: Quarter::due_at(meeting.starts_at),
        text,
        clause,
        owner: owner?,
        due: Some(due?),
        meeting: Some(meeting.id),
        measure: measure?,
    })
}

fn decide_page(app: &App, scope: &PartnershipScope, meeting: &Meeting, form: Fields, known: Choices) -> DecidePage {
    let t = scope.viewer.speaker();
    let title = t.say1("meeting-decision-of", "kind", t.say(&meeting.kind.key()));
    DecidePage {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Review).narrow(),
        form,
        path: format!("{}/{}", path_of(scope), meeting.id),
        owners: owner::choices(&scope.partnership, &known.owners),
        measures: known.measures,
    }
}

pub async fn show_decide(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "decision.take", &decision::pages::resource(&scope))?;
    require_decides(&app, &scope, &meeting).await?;
    let known = choices(&app, &scope).await?;
    show(&decide_page(&app, &scope, &meeting, Fields::default(), known))
}

/// Writes down what the form says was decided, or gives its choices back where a field is at fault.
async fn take(
    app: &App,
    scope: &PartnershipScope,
    meeting: &Meeting,
    form: &mut Fields,
) -> Result<Result<DecisionId, Choices>, Problem> {
    let known = choices(app, scope).await?;
    let Some(new) = read(form, meeting, &known) else { return Ok(Err(known)) };
    let tx = app.db().begin().await?;
    let id = decision::add(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), new).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

pub(crate) async fn decide_asked(
    app: &App,
    scope: &PartnershipScope,
    meeting: &Meeting,
    form: &mut Fields,
) -> Result<Option<DecisionId>, Problem> {
    Ok(take(app, scope, meeting, form).await?.ok())
}

pub async fn decide(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    let meeting = load(&app, &scope, id).await?;
    scope.require(&app, "decision.take", &decision::pages::resource(&scope))?;
    require_decides(&app, &scope, &meeting).await?;
    match take(&app, &scope, &meeting, &mut form).await? {
        Ok(_) => see_and_say(&format!("{}/{id}", path_of(&scope)), "decision-said-taken"),
        Err(known) => show_again(&decide_page(&app, &scope, &meeting, form, known)),
    }
}
