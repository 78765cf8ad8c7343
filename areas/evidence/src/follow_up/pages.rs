//! The page of follow-ups: what was said, who does not answer, and for L&D the plans.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::cohort::{self, Cohort};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::figures::{FollowedUp, followed_up};
use super::{MOMENTS, MOST_REMINDERS, Plan, PlanId, due, job, store};
use crate::levels::view::{Row, Table, change_words, path_of, resource, too_few};
use crate::team::pages::act;

#[derive(Template)]
#[template(path = "follow_up/list.html")]
struct Page {
    shell: Shell,
    form: Fields,
    path: String,
    evidence: String,
    tables: Vec<Table>,
    notes: Vec<String>,
    may_plan: bool,
    cohorts: Vec<(String, String)>,
    plans: Vec<(Plan, String)>,
    mails: bool,
}

pub fn path(scope: &PartnershipScope) -> String {
    format!("/p/{}/follow-ups", scope.id())
}

pub async fn summary(app: &App, scope: &PartnershipScope) -> Result<FollowedUp, Problem> {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC).plus_days(1);
    let asked = store::asked(app.db(), scope.tenant(), scope.id(), today).await?;
    let seen = store::seen_at_work(app.db(), scope.tenant(), scope.id()).await?;
    Ok(followed_up(scope.tenant(), &asked, &seen))
}

/// `4.1 (3.9 to 4.3)`
fn mean_words(t: &Speaker, mean: &crate::levels::Mean) -> String {
    let value = t.number(mean.value, 1);
    match mean.interval {
        Some((low, high)) => t.say_with(
            "evidence-with-interval",
            &[("value", value), ("low", t.number(low, 1)), ("high", t.number(high, 1))],
        ),
        None => value,
    }
}

fn share(t: &Speaker, part: usize, of: usize) -> String {
    t.percent(part as f64 / of.max(1) as f64, 0)
}

pub fn tables(t: &Speaker, said: &FollowedUp) -> Vec<Table> {
    let headings = |keys: &[&str]| keys.iter().map(|key| t.say(key)).collect::<Vec<_>>();
    let small = |asked: usize| (asked as u64) < crate::SMALLEST_GROUP;
    let moments = said.moments.iter().map(|moment| {
        let name = t.say2(
            "follow-up-moment",
            "days",
            t.whole(i64::from(moment.days)),
            "source",
            t.say(&format!("follow-up-source-{}", moment.source.word())),
        );
        let cells = match small(moment.asked) {
            true => vec![too_few(t), "–".to_owned(), "–".to_owned()],
            false => vec![
                t.whole(moment.asked as i64),
                share(t, moment.answered, moment.asked),
                moment.applies.map_or_else(|| too_few(t), |mean| mean_words(t, &mean)),
            ],
        };
        Row { link: None, name, cells }
    });
    let mut tables = vec![Table {
        id: "follow-up-moments",
        title: t.say("follow-up-by-moment"),
        headings: headings(&["follow-up-when", "follow-up-invited", "feedback-answered", "follow-up-applies-heading"]),
        rows: moments.collect(),
    }];
    if !said.levers.is_empty() {
        let rows = said.levers.iter().map(|(lever, count)| Row {
            link: None,
            name: t.say(&format!("follow-up-lever-{lever}")),
            cells: vec![t.whole(*count as i64), share(t, *count, said.answers)],
        });
        tables.push(Table {
            id: "follow-up-levers",
            title: t.say1("follow-up-levers", "n", t.whole(said.answers as i64)),
            headings: headings(&["follow-up-lever", "follow-up-named", "follow-up-share"]),
            rows: rows.collect(),
        });
    }
    if !said.groups.is_empty() {
        let rows = said.groups.iter().map(|group| Row {
            link: None,
            name: if group.group.is_empty() { t.say("follow-up-small") } else { group.group.clone() },
            cells: vec![
                t.whole(group.asked as i64),
                t.whole(group.answered as i64),
                share(t, group.answered, group.asked),
            ],
        });
        tables.push(Table {
            id: "follow-up-response",
            title: t.say("follow-up-response"),
            headings: headings(&["follow-up-cohort", "follow-up-invited", "feedback-answered", "follow-up-share"]),
            rows: rows.collect(),
        });
    }
    tables
}

pub fn notes(t: &Speaker, said: &FollowedUp) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some((answered, silent, difference)) = &said.seen {
        let named = [
            ("answered", t.number(answered.value, 2)),
            ("silent", t.number(silent.value, 2)),
            ("difference", change_words(t, difference, 2)),
            ("n", t.whole(difference.n as i64)),
        ];
        notes.push(t.say_with("follow-up-seen", &named));
    }
    notes
}

/// The cohorts that can be planned: trained, with people, and without a plan.
async fn open(app: &App, scope: &PartnershipScope, plans: &[Plan]) -> Result<Vec<Cohort>, Problem> {
    let mut cohorts = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    cohorts.retain(|one| !one.waits && one.people > 0 && !plans.iter().any(|plan| plan.cohort_id == one.id));
    Ok(cohorts)
}

/// The next moments of a plan on the wall clock of its place.
fn when(t: &Speaker, plan: &Plan) -> String {
    let zone = plan.time_zone();
    let worded = MOMENTS.map(|days| t.moment_in(&due(plan.anchor, days, &zone), &zone));
    worded.join(" · ")
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<Page, Problem> {
    let t = scope.viewer.speaker();
    let said = summary(app, scope).await?;
    let may_plan = scope.may(app, "follow-up.plan", &resource(scope));
    let plans = if may_plan { store::plans(app.db(), scope.tenant(), scope.id()).await? } else { Vec::new() };
    let cohorts = if may_plan { open(app, scope, &plans).await? } else { Vec::new() };
    Ok(Page {
        shell: Shell::within(app, scope, t.say("follow-up-title")).step(app, scope, Step::Evidence),
        form,
        path: path(scope),
        evidence: format!("{}/behaviour", path_of(scope)),
        tables: if said.moments.is_empty() { Vec::new() } else { tables(&t, &said) },
        notes: notes(&t, &said),
        may_plan,
        cohorts: cohorts.into_iter().map(|one| (one.id.to_string(), one.title)).collect(),
        plans: plans.into_iter().map(|plan| (plan.clone(), when(&t, &plan))).collect(),
        mails: app.config().mails(),
    })
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    show(&page(&app, &scope, Fields::default()).await?)
}

/// Plans a cohort's follow-ups from a form or a JSON body; nothing where it has faults.
pub async fn plan_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<PlanId>, Problem> {
    let plans = store::plans(app.db(), scope.tenant(), scope.id()).await?;
    let cohorts = open(app, scope, &plans).await?;
    let chosen = form.choice("cohort", |text| cohorts.iter().find(|one| one.id.to_string() == text));
    let anchor = form.optional_day("anchor");
    let reminders = match form.value("reminders").trim() {
        "" => Some(2),
        _ => form.whole("reminders", 0, MOST_REMINDERS),
    };
    let (Some(cohort), Some(reminders), false) = (chosen, reminders, form.has_faults()) else { return Ok(None) };
    let last = store::last_session(app.db(), scope.tenant(), cohort).await?;
    let anchor = anchor.or(last).unwrap_or(cohort.starts);
    let now = app.now();
    let tx = app.db().begin().await?;
    let Some(id) = store::plan(&tx, act(app, scope), cohort, anchor, reminders).await? else {
        form.refuse("cohort", Fault::new("follow-up-fault-planned"));
        return Ok(None);
    };
    let plan = store::find(&tx, scope.tenant(), id).await?.ok_or(Problem::NotFound)?;
    if job::schedule(&tx, scope.tenant(), &plan, now).await? == 0 {
        form.refuse("anchor", Fault::new("follow-up-fault-past"));
        return Ok(None);
    }
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_plan(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "follow-up.plan", &resource(&scope))?;
    match plan_as(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path(&scope), "follow-up-said-planned"),
        None => show_again(&page(&app, &scope, form).await?),
    }
}

pub async fn end_as(app: &App, scope: &PartnershipScope, id: PlanId) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    let within = store::partnership_of(&tx, scope.tenant(), id).await?;
    let plan = store::find(&tx, scope.tenant(), id).await?;
    let plan = plan.filter(|_| within == Some(scope.id())).ok_or(Problem::NotFound)?;
    if !store::end(&tx, act(app, scope), &plan).await? {
        return Err(Problem::refused("refusal-follow-up-ended"));
    }
    Ok(tx.commit().await?)
}

pub async fn end_plan(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, PlanId)>,
) -> Answer {
    scope.require(&app, "follow-up.plan", &resource(&scope))?;
    end_as(&app, &scope, id).await?;
    see_and_say(&path(&scope), "follow-up-said-ended")
}
