//! The pages of actions: what is open and what is done, and the form that agrees on one.

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::tz::TimeZone;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_partnership::By;
use serde::Deserialize;

use super::{
    Action, ActionId, CheckRefused, Direction, NewAction, Outcome, add, check, done, expected, find, finish, may_check,
    open, reopen,
};
use crate::blameless::{self, Blameless, BlamelessId};
use crate::measure;
use crate::owner::{self, Agreed, Candidate, agreed_of, candidates};
use crate::quarter::Quarter;
use crate::review::Line;

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

#[derive(Template)]
#[template(path = "action/list.html")]
struct List {
    shell: Shell,
    path: String,
    actions: Vec<Agreed>,
    is_done: bool,
    may_agree: bool,
    may_finish: bool,
    next: Option<ActionId>,
}

#[derive(Template)]
#[template(path = "action/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    owners: Vec<(String, String)>,
    measures: Vec<(String, String)>,
    directions: Vec<(String, String)>,
    /// The blameless review that it comes from.
    blameless: Option<Blameless>,
}

#[derive(Template)]
#[template(path = "action/check.html")]
struct CheckPage {
    shell: Shell,
    form: Fields,
    path: String,
    id: ActionId,
    agreed: Agreed,
    outcomes: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<ActionId>,
    done: Option<String>,
}

#[derive(Deserialize)]
pub struct AskedNew {
    period: Option<String>,
    blameless: Option<String>,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Actions", scope.id())
}

fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/actions", scope.id())
}

pub(crate) fn today(app: &App) -> Day {
    app.now().day_in(&TimeZone::UTC)
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "action.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let is_done = asked.done.is_some();
    let mut actions = if is_done {
        done(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?
    } else {
        open(app.db(), scope.tenant(), scope.id()).await?
    };
    let more = is_done && actions.len() > A_PAGE as usize;
    if is_done {
        actions.truncate(A_PAGE as usize);
    }
    let today = today(&app);
    let row = |action: &Action| Agreed {
        late: action.is_late_on(today),
        checkable: action.check.is_none() && may_check(action, scope.viewer.person).is_ok(),
        ..agreed_of(&t, &scope, action)
    };
    show(&List {
        shell: Shell::within(&app, &scope, t.say("nav-actions")).step(&app, &scope, Step::Review),
        path: path_of(&scope),
        is_done,
        may_agree: scope.may(&app, "action.agree", &resource(&scope)),
        may_finish: scope.may(&app, "action.finish", &resource(&scope)),
        next: actions.last().filter(|_| more).map(|action| action.id),
        actions: actions.iter().map(row).collect(),
    })
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "action.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let names = ["action", "owner", "due", "done", "expected", "outcome", "seen"];
    let mut rows: Vec<Vec<Out>> =
        vec![names.iter().map(|name| t.say(&format!("review-column-{name}")).into()).collect()];
    let mut all = open(app.db(), scope.tenant(), scope.id()).await?;
    all.extend(done(app.db(), scope.tenant(), scope.id(), None, AN_EXPORT).await?);
    for action in all {
        let agreed = agreed_of(&t, &scope, &action);
        let done = action.done_at.map(|at| at.day_in(&t.zone).0);
        let (outcome, seen) = agreed.outcome.unwrap_or_default();
        rows.push(vec![
            agreed.text.into(),
            agreed.owner.into(),
            action.due.0.into(),
            done.into(),
            agreed.expected.into(),
            outcome.into(),
            seen.into(),
        ]);
    }
    download("actions.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// What an action can be chosen from: who owns it, what it moves, and where it comes from.
pub(crate) struct Known {
    owners: Vec<Candidate>,
    measures: Vec<Line>,
    blameless: Option<Blameless>,
}

pub(crate) async fn known(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Known, Problem> {
    let from = form.value("blameless").trim().to_owned();
    let blameless = match from.parse::<BlamelessId>() {
        Ok(id) => blameless::find(app.db(), scope.tenant(), scope.id(), id).await?,
        Err(_) => None,
    };
    match &blameless {
        None if !from.is_empty() => form.refuse("blameless", Fault::new("fault-not-a-choice")),
        Some(review) if !review.is_open() => form.refuse("blameless", Fault::new("refusal-blameless-closed")),
        _ => {}
    }
    Ok(Known {
        owners: candidates(app.db(), &scope.partnership, scope.side).await?,
        measures: measure::known(app.db(), &scope.partnership, app.now()).await?,
        blameless,
    })
}

fn form_page(app: &App, scope: &PartnershipScope, form: Fields, known: Known) -> New {
    let t = scope.viewer.speaker();
    New {
        shell: Shell::within(app, scope, t.say("action-new")).step(app, scope, Step::Review).narrow(),
        form,
        path: path_of(scope),
        owners: owner::choices(&scope.partnership, &known.owners),
        measures: measure::choices(&t, &known.measures),
        directions: Direction::ALL
            .map(|direction| (direction.word().to_owned(), t.say(&format!("expected-{}", direction.word()))))
            .to_vec(),
        blameless: known.blameless,
    }
}

/// Reads an action from a form or a JSON body. Without a period it belongs to the one that is due for review.
pub(crate) fn read(app: &App, form: &mut Fields, known: &Known) -> Option<NewAction> {
    let text = form.text("text", 500);
    let period = if form.value("period").is_empty() {
        Some(Quarter::due_at(app.now()))
    } else {
        form.choice("period", |text| text.parse::<Quarter>().ok())
    };
    let due = form.day("due");
    // The day before is still today somewhere on the way to the date line.
    if due.is_some_and(|due| due < today(app).plus_days(-1)) {
        form.refuse("due", Fault::new("fault-due-passed"));
    }
    let owner = owner::read(form, &known.owners);
    let expected = expected::read(form, &known.measures, today(app));
    if form.has_faults() {
        return None;
    }
    let blameless = known.blameless.as_ref().map(|review| review.id);
    Some(NewAction { period: period?, text, owner: owner?, due: due?, blameless, expected: expected? })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<AskedNew>) -> Answer {
    scope.require(&app, "action.agree", &resource(&scope))?;
    let given = [("period", asked.period), ("blameless", asked.blameless)];
    let mut form = Fields::filled(given.into_iter().filter_map(|(name, value)| Some((name, value?))));
    let known = known(&app, &scope, &mut form).await?;
    show(&form_page(&app, &scope, form, known))
}

pub async fn agree(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "action.agree", &resource(&scope))?;
    let known = known(&app, &scope, &mut form).await?;
    let Some(new) = read(&app, &mut form, &known) else {
        return show_again(&form_page(&app, &scope, form, known));
    };
    let back = match new.blameless {
        Some(review) => format!("/p/{}/blameless/{review}", scope.id()),
        None => path_of(&scope),
    };
    let tx = app.db().begin().await?;
    add(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), new).await?;
    tx.commit().await?;
    see_and_say(&back, "action-said-agreed")
}

pub(crate) async fn action_of(app: &App, scope: &PartnershipScope, id: ActionId) -> Result<Action, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub async fn complete(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ActionId)>,
) -> Answer {
    let action = action_of(&app, &scope, id).await?;
    scope.require(&app, "action.finish", &resource(&scope))?;
    let tx = app.db().begin().await?;
    // Said twice, it is done once.
    finish(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), &action).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "action-said-finished")
}

pub async fn take_back(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ActionId)>,
) -> Answer {
    let action = action_of(&app, &scope, id).await?;
    scope.require(&app, "action.finish", &resource(&scope))?;
    let tx = app.db().begin().await?;
    reopen(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), &action).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "action-said-reopened")
}

fn check_page(app: &App, scope: &PartnershipScope, form: Fields, action: &Action) -> CheckPage {
    let t = scope.viewer.speaker();
    CheckPage {
        shell: Shell::within(app, scope, t.say("action-check")).step(app, scope, Step::Review).narrow(),
        form,
        path: path_of(scope),
        id: action.id,
        agreed: agreed_of(&t, scope, action),
        outcomes: Outcome::ALL
            .map(|outcome| (outcome.word().to_owned(), t.say(&format!("action-outcome-{}", outcome.word()))))
            .to_vec(),
    }
}

fn refused(refusal: CheckRefused) -> Problem {
    match refusal {
        CheckRefused::Database(error) => error.into(),
        other => Problem::refused(other.key()),
    }
}

pub async fn show_check(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ActionId)>,
) -> Answer {
    let action = action_of(&app, &scope, id).await?;
    scope.require(&app, "action.finish", &resource(&scope))?;
    may_check(&action, scope.viewer.person).map_err(refused)?;
    show(&check_page(&app, &scope, Fields::default(), &action))
}

/// Reads and notes whether the effect came; a fault stands at its field.
pub(crate) async fn take_check(
    app: &App,
    scope: &PartnershipScope,
    action: &Action,
    form: &mut Fields,
) -> Result<bool, Problem> {
    may_check(action, scope.viewer.person).map_err(refused)?;
    let outcome = form.choice("outcome", Outcome::parse);
    let seen = form.text("seen", 1_000);
    let Some(outcome) = outcome.filter(|_| !form.has_faults()) else { return Ok(false) };
    let tx = app.db().begin().await?;
    check(&tx, &By::viewer(scope, app.now()), action, outcome, &seen).await.map_err(refused)?;
    tx.commit().await?;
    Ok(true)
}

pub async fn make_check(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ActionId)>,
    mut form: Fields,
) -> Answer {
    let action = action_of(&app, &scope, id).await?;
    scope.require(&app, "action.finish", &resource(&scope))?;
    if !take_check(&app, &scope, &action, &mut form).await? {
        return show_again(&check_page(&app, &scope, form, &action));
    }
    let back = match action.blameless {
        Some(review) => format!("/p/{}/blameless/{review}", scope.id()),
        None => format!("{}?done=yes", path_of(&scope)),
    };
    see_and_say(&back, "action-said-checked")
}

impl List {
    fn new_path(&self) -> String {
        format!("{}/new", self.path)
    }
}
