//! What both sides do with an experiment: propose and change it, agree, start, spend, and end it.

use askama::Template;
use axum::extract::{Path, State as Of};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::money::Money;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::charter::languages;
use lustrum_partnership::contact::{Mandate, require_mandate_over};

use super::pages::{load, page, path_of, portfolio, resource, studies, today};
use super::read::{self, measure_words, measures};
use super::{
    Experiment, ExperimentId, ExperimentRefused, Plan, State, agree, change, close, propose, spend, start, withdraw,
};

#[derive(Template)]
#[template(path = "experiment/new.html")]
struct Form {
    shell: Shell,
    form: Fields,
    /// Where the form is sent, and where one goes back to.
    path: String,
    back: String,
    currency: String,
    measures: Vec<(String, String)>,
}

fn form_page(app: &App, scope: &PartnershipScope, known: Option<&Experiment>, form: Fields, around: Around) -> Form {
    let t = scope.viewer.speaker();
    let list = path_of(scope);
    let path = known.map_or(list.clone(), |one| format!("{list}/{}", one.id));
    let key = if known.is_some() { "experiment-change" } else { "experiment-new" };
    Form {
        shell: Shell::within(app, scope, t.say(key)).step(app, scope, Step::Review).narrow(),
        form,
        back: path.clone(),
        path,
        currency: around.currency,
        measures: around.measures,
    }
}

/// What a plan is read against.
struct Around {
    currency: String,
    /// What can be named, and its words for the reader.
    measures: Vec<(String, String)>,
}

async fn around(
    app: &App,
    scope: &PartnershipScope,
    currency: String,
    measures: Vec<String>,
) -> Result<Around, Problem> {
    let sentences = languages::sentences(app.db(), scope.tenant(), scope.id(), scope.viewer.locale).await?;
    let named = |word: String| (word.clone(), measure_words(&word, &sentences));
    Ok(Around { currency, measures: measures.into_iter().map(named).collect() })
}

/// Reads a plan, or nothing where a field is at fault.
async fn read_plan(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<(Option<Plan>, Around), Problem> {
    let (fence, _, room) = portfolio(app, scope).await?;
    let fence = fence.ok_or(ExperimentRefused::NoFence)?;
    let measures = measures(app, scope).await?;
    let plan = read::plan(&scope.viewer.speaker(), form, &fence, room.free(), &measures, today(app));
    Ok((plan, around(app, scope, fence.currency, measures).await?))
}

pub async fn show_new(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    let (fence, ..) = portfolio(&app, &scope).await?;
    let fence = fence.ok_or(ExperimentRefused::NoFence)?;
    let around = around(&app, &scope, fence.currency, measures(&app, &scope).await?).await?;
    show(&form_page(&app, &scope, None, Fields::default(), around))
}

/// Proposes what the form says, or nothing where a field is at fault.
pub(crate) async fn propose_asked(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<ExperimentId>, Problem> {
    Ok(put(app, scope, form).await?.0)
}

async fn put(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<(Option<ExperimentId>, Around), Problem> {
    let (plan, around) = read_plan(app, scope, form).await?;
    let Some(plan) = plan else { return Ok((None, around)) };
    let tx = app.db().begin().await?;
    let id = propose(&tx, &By::viewer(scope, app.now()), &plan).await?;
    tx.commit().await?;
    Ok((Some(id), around))
}

pub async fn make_experiment(Of(app): Of<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    match put(&app, &scope, &mut form).await? {
        (Some(id), _) => see_and_say(&format!("{}/{id}", path_of(&scope)), "experiment-said-proposed"),
        (None, around) => show_again(&form_page(&app, &scope, None, form, around)),
    }
}

type OfOne = Path<(PartnershipId, ExperimentId)>;

fn filled(one: &Experiment) -> Fields {
    let plan = &one.plan;
    Fields::filled([
        ("title", plan.title.clone()),
        ("hypothesis", plan.hypothesis.clone()),
        ("measure", plan.measure.clone()),
        ("design", plan.design.clone()),
        ("cap", format!("{}.{:02}", plan.cap / 100, plan.cap % 100)),
        ("stops_on", plan.stops_on.to_string()),
        ("stops_when", plan.stops_when.clone()),
        ("revision", one.revision.to_string()),
    ])
}

pub async fn show_edit(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "experiment.change", &resource(&scope))?;
    open_to(&scope, &known)?;
    let around = around(&app, &scope, known.plan.currency.clone(), measures(&app, &scope).await?).await?;
    show(&form_page(&app, &scope, Some(&known), filled(&known), around))
}

/// A plan is changed by the side that proposed it, until the other agrees.
fn open_to(scope: &PartnershipScope, known: &Experiment) -> Result<(), ExperimentRefused> {
    if known.state != State::Proposed {
        return Err(ExperimentRefused::OtherState(known.state));
    }
    if known.side != scope.side { Err(ExperimentRefused::OtherSide) } else { Ok(()) }
}

/// Changes a plan by what the form says; says whether that was done. Of two who change it at once the second sees what
/// the first wrote, and nothing that was typed is lost.
async fn put_change(
    app: &App,
    scope: &PartnershipScope,
    known: &Experiment,
    form: &mut Fields,
) -> Result<(bool, Around), Problem> {
    open_to(scope, known)?;
    let seen = form.whole("revision", 1, i64::from(u32::MAX)).unwrap_or_default();
    let (plan, around) = read_plan(app, scope, form).await?;
    let Some(plan) = plan else { return Ok((false, around)) };
    let tx = app.db().begin().await?;
    match change(&tx, &By::viewer(scope, app.now()), known.id, seen, &plan).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok((true, around))
        }
        Err(now) => {
            // To save once more is to have seen what stands there now.
            form.replace("revision", &now.revision.to_string());
            let theirs = filled(&now);
            for name in ["title", "hypothesis", "measure", "design", "cap", "stops_on", "stops_when"] {
                if theirs.value(name) != form.value(name) {
                    form.refuse(name, Fault::new("fault-changed-meanwhile").with("now", theirs.value(name)));
                }
            }
            if !form.has_faults() {
                form.refuse("title", Fault::new("fault-changed-meanwhile").with("now", theirs.value("title")));
            }
            Ok((false, around))
        }
    }
}

pub(crate) async fn change_asked(
    app: &App,
    scope: &PartnershipScope,
    known: &Experiment,
    form: &mut Fields,
) -> Result<bool, Problem> {
    Ok(put_change(app, scope, known, form).await?.0)
}

pub async fn change_experiment(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): OfOne,
    mut form: Fields,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "experiment.change", &resource(&scope))?;
    match put_change(&app, &scope, &known, &mut form).await? {
        (true, _) => see_and_say(&format!("{}/{id}", path_of(&scope)), "experiment-said-changed"),
        (false, around) => show_again(&form_page(&app, &scope, Some(&known), form, around)),
    }
}

/// A step that needs nothing more than its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    Withdraw,
    Agree,
    Start,
}

pub(crate) async fn do_one(
    app: &App,
    scope: &PartnershipScope,
    id: ExperimentId,
    doing: Doing,
    hash: &str,
) -> Result<(), Problem> {
    let known = load(app, scope, id).await?;
    scope.require(app, "experiment.change", &resource(scope))?;
    if doing == Doing::Agree {
        let cap = Money::new(known.plan.cap, &known.plan.currency);
        require_mandate_over(app, scope, Mandate::DecideReview, &cap).await?;
    }
    let by = By::viewer(scope, app.now());
    let tx = app.db().begin().await?;
    match doing {
        Doing::Withdraw => withdraw(&tx, &by, id).await?,
        Doing::Agree => agree(&tx, &by, id, hash).await?,
        Doing::Start => start(&tx, &by, id).await?,
    }
    tx.commit().await?;
    Ok(())
}

pub async fn make_withdrawal(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne) -> Answer {
    do_one(&app, &scope, id, Doing::Withdraw, "").await?;
    see_and_say(&path_of(&scope), "experiment-said-withdrawn")
}

pub async fn make_agreement(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne, form: Fields) -> Answer {
    do_one(&app, &scope, id, Doing::Agree, form.value("hash")).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "experiment-said-agreed")
}

pub async fn make_start(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne) -> Answer {
    do_one(&app, &scope, id, Doing::Start, "").await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "experiment-said-started")
}

/// Notes a spending, or nothing where a field is at fault.
pub(crate) async fn spend_asked(
    app: &App,
    scope: &PartnershipScope,
    known: &Experiment,
    form: &mut Fields,
) -> Result<bool, Problem> {
    if known.state != State::Running {
        return Err(ExperimentRefused::OtherState(known.state).into());
    }
    let Some((amount, what, on)) = read::spending(&scope.viewer.speaker(), form, known, today(app)) else {
        return Ok(false);
    };
    let tx = app.db().begin().await?;
    spend(&tx, &By::viewer(scope, app.now()), known.id, amount, &what, on).await?;
    tx.commit().await?;
    Ok(true)
}

pub async fn make_spending(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): OfOne,
    mut form: Fields,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "experiment.change", &resource(&scope))?;
    if spend_asked(&app, &scope, &known, &mut form).await? {
        return see_and_say(&format!("{}/{id}#spent", path_of(&scope)), "experiment-said-spent");
    }
    show_again(&page(&app, &scope, known, form).await?)
}

/// Ends an experiment, or nothing where a field is at fault.
pub(crate) async fn close_asked(
    app: &App,
    scope: &PartnershipScope,
    known: &Experiment,
    form: &mut Fields,
) -> Result<bool, Problem> {
    if known.state != State::Running {
        return Err(ExperimentRefused::OtherState(known.state).into());
    }
    let mut studies = studies(app, scope).await?;
    studies.retain(|one| scope.side == lustrum_kernel::access::Side::Organisation || one.partner_sees);
    let Some(closing) = read::closing(form, known, &studies, today(app)) else { return Ok(false) };
    let tx = app.db().begin().await?;
    close(&tx, &By::viewer(scope, app.now()), known.id, &closing).await?;
    tx.commit().await?;
    Ok(true)
}

pub async fn make_closure(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne, mut form: Fields) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "experiment.change", &resource(&scope))?;
    if close_asked(&app, &scope, &known, &mut form).await? {
        return see_and_say(&format!("{}/{id}", path_of(&scope)), "experiment-said-closed");
    }
    show_again(&page(&app, &scope, known, form).await?)
}
