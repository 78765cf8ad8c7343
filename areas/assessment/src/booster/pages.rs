//! The boosters of a test: which cohorts are asked when, what they still knew, and planning them for one more.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::cohort::Cohort;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::figure::Spoken;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::figures::{Recall, recalled};
use super::{BoosterPlanId, LONGEST_DAYS, Plan, SHORTEST_DAYS, store};
use crate::act::{act, resource};
use crate::exam::pages::{load as load_test, path_of as tests_path};
use crate::exam::{Test, TestId};
use crate::sitting::learning;
use crate::sitting::pages::cohorts_of;

/// What is learned is needed for half a year where nobody says otherwise.
const NEEDED_DAYS: i32 = 180;

#[derive(Template)]
#[template(path = "booster/plan.html")]
struct Boosters {
    shell: Shell,
    form: Fields,
    path: String,
    test_path: String,
    test: Test,
    plans: Vec<Planned>,
    /// Cohorts that learned it and have no boosters yet.
    cohorts: Vec<(String, String)>,
    opens: bool,
    mails: bool,
}

struct Planned {
    plan: Plan,
    lines: Vec<Line>,
}

/// A booster that was asked or will be.
struct Line {
    day: Day,
    /// Who answered of whom; nothing where nobody was asked yet.
    answered: Option<(usize, usize)>,
    days: Option<i64>,
    known: Option<Spoken>,
}

fn planned(shell: &Shell, plan: Plan, mut recalls: Vec<Recall>) -> Planned {
    let lines = plan.days().into_iter().enumerate().map(|(place, day)| {
        let at = recalls.iter().position(|recall| recall.number == place as i64 + 1);
        let recall = at.map(|at| recalls.swap_remove(at));
        Line {
            day,
            answered: recall.as_ref().map(|recall| (recall.answered, recall.asked)),
            days: recall.as_ref().and_then(|recall| recall.days),
            known: recall.map(|recall| recall.figure.spoken(&shell.t, false)),
        }
    });
    Planned { lines: lines.collect(), plan }
}

/// The cohorts of a test that learned what it asks, with the last day of their learning.
async fn learned(app: &App, scope: &PartnershipScope, test: &Test) -> Result<Vec<(Cohort, Day)>, Problem> {
    let plans = store::of_test(app.db(), scope.tenant(), test.id).await?;
    let mut found = Vec::new();
    for cohort in cohorts_of(app, scope, test).await? {
        if plans.iter().any(|plan| plan.cohort_id == cohort.id) {
            continue;
        }
        if let Some(learning) = learning(app.db(), scope.tenant(), &cohort, test).await? {
            found.push((cohort, learning.last));
        }
    }
    Ok(found)
}

async fn page(app: &App, scope: &PartnershipScope, test: Test, form: Fields) -> Result<Boosters, Problem> {
    let t = scope.viewer.speaker();
    let shell = Shell::within(app, scope, t.say("booster-title")).step(app, scope, Step::Evidence);
    let opens = scope.may(app, "sitting.open", &resource(scope)) && test.items > 0;
    let plans = recalled(app.db(), scope.tenant(), test.id).await?;
    let plans = plans.into_iter().map(|(plan, recalls)| planned(&shell, plan, recalls)).collect();
    let cohorts = if opens { learned(app, scope, &test).await? } else { Vec::new() };
    let test_path = format!("{}/{}", tests_path(scope), test.id);
    Ok(Boosters {
        shell,
        form,
        path: format!("{test_path}/boosters"),
        test_path,
        plans,
        cohorts: cohorts.into_iter().map(|(cohort, _)| (cohort.id.to_string(), cohort.title)).collect(),
        opens,
        mails: app.config().mails(),
        test,
    })
}

pub async fn show_boosters(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let test = load_test(&app, &scope, id).await?;
    let until = app.now().day_in(&scope.viewer.zone).plus_days(NEEDED_DAYS);
    show(&page(&app, &scope, test, Fields::filled([("until", until.to_string())])).await?)
}

/// Plans boosters from a form or a JSON body; nothing where it has faults.
pub(crate) async fn plan_as(
    app: &App,
    scope: &PartnershipScope,
    test: &Test,
    form: &mut Fields,
) -> Result<Option<BoosterPlanId>, Problem> {
    if test.items == 0 {
        return Err(Problem::refused("refusal-test-empty"));
    }
    let known = learned(app, scope, test).await?;
    let cohort = form.choice("cohort", |text| known.iter().find(|(cohort, _)| cohort.id.to_string() == text));
    let until = form.day("until");
    let (Some((cohort, learned)), Some(until)) = (cohort, until) else { return Ok(None) };
    let needed = until.days_since(*learned);
    let today = app.now().day_in(&scope.viewer.zone);
    let t = scope.viewer.speaker();
    if !(SHORTEST_DAYS..=LONGEST_DAYS).contains(&needed) {
        let fault = Fault::new("fault-booster-needed")
            .with("from", t.day(&learned.plus_days(SHORTEST_DAYS)))
            .with("to", t.day(&learned.plus_days(LONGEST_DAYS)));
        form.refuse("until", fault);
    } else if until <= today {
        form.refuse("until", Fault::new("fault-booster-passed"));
    }
    if form.has_faults() {
        return Ok(None);
    }
    let tx = app.db().begin().await?;
    let id = store::create(&tx, act(app, scope), test, cohort, *learned, until).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "sitting.open", &resource(&scope))?;
    let test = load_test(&app, &scope, id).await?;
    match plan_as(&app, &scope, &test, &mut form).await? {
        Some(_) => see_and_say(&format!("{}/{id}/boosters", tests_path(&scope)), "booster-said-planned"),
        None => show_again(&page(&app, &scope, test, form).await?),
    }
}

async fn load(app: &App, scope: &PartnershipScope, test: TestId, id: BoosterPlanId) -> Result<Plan, Problem> {
    let plan = store::find(app.db(), scope.tenant(), id).await?;
    plan.filter(|plan| plan.test_id == test && plan.partnership_id == scope.id()).ok_or(Problem::NotFound)
}

/// Ends the plan of a test that an address names; gives the test.
pub(crate) async fn end_as(
    app: &App,
    scope: &PartnershipScope,
    test: TestId,
    id: BoosterPlanId,
) -> Result<Test, Problem> {
    scope.require(app, "sitting.open", &resource(scope))?;
    let test = load_test(app, scope, test).await?;
    let plan = load(app, scope, test.id, id).await?;
    let tx = app.db().begin().await?;
    store::end(&tx, act(app, scope), &test, &plan).await?;
    tx.commit().await?;
    Ok(test)
}

pub async fn end_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test, id)): Path<(PartnershipId, TestId, BoosterPlanId)>,
) -> Answer {
    let test = end_as(&app, &scope, test, id).await?;
    see_and_say(&format!("{}/{}/boosters", tests_path(&scope), test.id), "booster-said-ended")
}
