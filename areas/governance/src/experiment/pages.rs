//! The pages of experiments: the portfolio with what is left of the ring-fence, and one experiment.

use askama::Template;
use axum::extract::{Path, State as Of};
use jiff::tz::TimeZone;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_partnership::charter::languages;
use lustrum_partnership::terms::CURRENCIES;
use lustrum_study::study::{Concluded, latest_of};

use super::fence::{self, Fence};
use super::read::measure_words;
use super::words::{effect, money, share, tag};
use super::{Experiment, ExperimentId, Outcome, Room, Spending, State, find, list, room, spendings};
use crate::midway;
use crate::owner::name_on;

/// One experiment as the portfolio lists it.
struct Listed {
    id: ExperimentId,
    title: String,
    state: String,
    tag: &'static str,
    due: bool,
    cap: String,
    spent: String,
    /// What both sides do with it, and what was found.
    came: String,
    effect: String,
}

#[derive(Template)]
#[template(path = "experiment/list.html")]
pub(super) struct List {
    shell: Shell,
    form: Fields,
    path: String,
    room: Option<Shown>,
    /// What the ring-fence is a share of, in words.
    fence: String,
    /// What stopped modules added to it, empty where none did.
    freed: String,
    open: Option<Waiting>,
    experiments: Vec<Listed>,
    currencies: Vec<(String, String)>,
    may_change: bool,
}

/// The ring-fence in amounts.
struct Shown {
    amount: String,
    spent: String,
    reserved: String,
    free: String,
    /// Spent and reserved together.
    occupied: String,
    /// How much of it is taken, out of 100.
    taken: i64,
}

/// A proposal for the ring-fence that waits for the other side.
struct Waiting {
    id: fence::FenceId,
    words: String,
    /// Whether the reader's side answers.
    own_turn: bool,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Experiments", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/experiments", scope.id())
}

pub(crate) fn today(app: &App) -> Day {
    app.now().day_in(&TimeZone::UTC)
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: ExperimentId) -> Result<Experiment, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// The studies of the partnership; on the partner's side those that it may see.
pub(crate) async fn studies(app: &App, scope: &PartnershipScope) -> Result<Vec<Concluded>, Problem> {
    Ok(latest_of(app.db(), scope.tenant(), scope.id(), app.now()).await?)
}

/// The ring-fence that is agreed, every experiment, and what is free.
pub(crate) async fn portfolio(
    app: &App,
    scope: &PartnershipScope,
) -> Result<(Option<Fence>, Vec<Experiment>, Room), Problem> {
    let fence = fence::agreed(app.db(), scope.tenant(), scope.id()).await?;
    let all = list(app.db(), scope.tenant(), scope.id()).await?;
    let freed = match &fence {
        Some(fence) => midway::freed(app.db(), scope.tenant(), scope.id(), &fence.currency).await?,
        None => 0,
    };
    let room = room(fence.as_ref(), freed, &all);
    Ok((fence, all, room))
}

pub(super) async fn list_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    let (fence, all, room) = portfolio(app, scope).await?;
    let open = fence::open(app.db(), scope.tenant(), scope.id()).await?;
    let studies = studies(app, scope).await?;
    let today = today(app);
    let words = |fence: &Fence| {
        t.say_with(
            "experiment-fence-words",
            &[
                ("share", share(&t, fence.share)),
                ("base", money(&t, fence.base, &fence.currency)),
                ("amount", money(&t, fence.amount(), &fence.currency)),
            ],
        )
    };
    let freed = fence.as_ref().map(|fence| room.amount - fence.amount()).filter(|freed| *freed > 0);
    let listed = |one: &Experiment| Listed {
        id: one.id,
        title: one.plan.title.clone(),
        state: t.say(&format!("experiment-state-{}", one.state.word())),
        tag: tag(one.state),
        due: one.due_on(today),
        cap: money(&t, one.plan.cap, &one.plan.currency),
        spent: money(&t, one.spent, &one.plan.currency),
        came: one.outcome.map(|came| t.say(&format!("experiment-outcome-{}", came.word()))).unwrap_or_default(),
        effect: if one.state.over() { effect(&t, one, &studies, scope.side) } else { String::new() },
    };
    let shown = |fence: &Fence| Shown {
        amount: money(&t, room.amount, &fence.currency),
        spent: money(&t, room.spent, &fence.currency),
        reserved: money(&t, room.reserved, &fence.currency),
        free: money(&t, room.free(), &fence.currency),
        occupied: money(&t, room.spent + room.reserved, &fence.currency),
        taken: ((room.spent + room.reserved) * 100).checked_div(room.amount).unwrap_or_default(),
    };
    Ok(List {
        shell: Shell::within(app, scope, t.say("nav-experiments")).step(app, scope, Step::Review),
        form,
        path: path_of(scope),
        room: fence.as_ref().map(shown),
        fence: fence.as_ref().map(words).unwrap_or_default(),
        freed: fence.as_ref().zip(freed).map(|(fence, freed)| money(&t, freed, &fence.currency)).unwrap_or_default(),
        open: open.map(|open| Waiting { id: open.id, words: words(&open), own_turn: open.side != scope.side }),
        experiments: all.iter().map(listed).collect(),
        currencies: CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec(),
        may_change: scope.may(app, "experiment.change", &resource(scope)),
    })
}

pub async fn show_list(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "experiment.list", &resource(&scope))?;
    let form = Fields::filled([("currency", "EUR")]);
    show(&list_page(&app, &scope, form).await?)
}

pub async fn export_list(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "experiment.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let studies = studies(&app, &scope).await?;
    let names = ["title", "state", "currency", "cap", "spent", "stops", "outcome", "effect"];
    let mut rows: Vec<Vec<Out>> =
        vec![names.iter().map(|name| t.say(&format!("experiment-column-{name}")).into()).collect()];
    for one in list(app.db(), scope.tenant(), scope.id()).await? {
        let came = one.outcome.map(|came| t.say(&format!("experiment-outcome-{}", came.word())));
        let found = if one.state.over() { effect(&t, &one, &studies, scope.side) } else { String::new() };
        rows.push(vec![
            one.plan.title.clone().into(),
            t.say(&format!("experiment-state-{}", one.state.word())).into(),
            one.plan.currency.clone().into(),
            (one.plan.cap as f64 / 100.0).into(),
            (one.spent as f64 / 100.0).into(),
            one.plan.stops_on.0.into(),
            came.unwrap_or_default().into(),
            found.into(),
        ]);
    }
    download("experiments.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// Money that was spent, as the page lists it.
struct Spent {
    amount: String,
    what: String,
    on: String,
    who: String,
}

#[derive(Template)]
#[template(path = "experiment/show.html")]
pub(super) struct Show {
    shell: Shell,
    form: Fields,
    list: String,
    path: String,
    experiment: Experiment,
    state: String,
    tag: &'static str,
    facts: Vec<(String, String)>,
    spent: Vec<Spent>,
    total: String,
    came: String,
    effect: String,
    outcomes: Vec<(String, String)>,
    studies: Vec<(String, String)>,
    due: bool,
    /// Whether the reader's side proposed it.
    own: bool,
    may_change: bool,
}

impl Show {
    fn proposed(&self) -> bool {
        self.experiment.state == State::Proposed
    }
    fn agreed(&self) -> bool {
        self.experiment.state == State::Agreed
    }
    fn running(&self) -> bool {
        self.experiment.state == State::Running
    }
    fn over(&self) -> bool {
        self.experiment.state.over()
    }
}

pub(super) async fn page(
    app: &App,
    scope: &PartnershipScope,
    experiment: Experiment,
    form: Fields,
) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let known = studies(app, scope).await?;
    let plan = &experiment.plan;
    let spent = spendings(app.db(), scope.tenant(), experiment.id).await?;
    let line = |one: &Spending| Spent {
        amount: money(&t, one.amount, &plan.currency),
        what: one.what.clone(),
        on: t.day(&one.on),
        who: name_on(&scope.partnership, one.side).to_owned(),
    };
    let sentences = languages::sentences(app.db(), scope.tenant(), scope.id(), t.locale).await?;
    let facts = [
        ("hypothesis", plan.hypothesis.clone()),
        ("measure", measure_words(&plan.measure, &sentences)),
        ("design", plan.design.clone()),
        ("cap", money(&t, plan.cap, &plan.currency)),
        ("stops", t.day(&plan.stops_on)),
        ("stops-when", plan.stops_when.clone()),
    ];
    let visible = known.iter().filter(|one| scope.side == Side::Organisation || one.partner_sees);
    Ok(Show {
        shell: Shell::within(app, scope, plan.title.clone()).step(app, scope, Step::Review),
        form,
        list: path_of(scope),
        path: format!("{}/{}", path_of(scope), experiment.id),
        state: t.say(&format!("experiment-state-{}", experiment.state.word())),
        tag: tag(experiment.state),
        facts: facts.map(|(name, words)| (t.say(&format!("experiment-column-{name}")), words)).to_vec(),
        spent: spent.iter().map(line).collect(),
        total: t.say_with(
            "experiment-spent-of",
            &[
                ("spent", money(&t, experiment.spent, &plan.currency)),
                ("cap", money(&t, plan.cap, &plan.currency)),
                ("left", money(&t, experiment.left(), &plan.currency)),
            ],
        ),
        came: experiment.outcome.map(|came| t.say(&format!("experiment-outcome-{}", came.word()))).unwrap_or_default(),
        effect: effect(&t, &experiment, &known, scope.side),
        outcomes: Outcome::ALL
            .map(|came| (came.word().to_owned(), t.say(&format!("experiment-outcome-{}", came.word()))))
            .to_vec(),
        studies: visible.map(|one| (one.study.id.to_string(), one.study.plan.title.clone())).collect(),
        due: experiment.due_on(today(app)),
        own: experiment.side == scope.side,
        may_change: scope.may(app, "experiment.change", &resource(scope)),
        experiment,
    })
}

pub async fn show_one(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ExperimentId)>,
) -> Answer {
    let experiment = load(&app, &scope, id).await?;
    scope.require(&app, "experiment.view", &resource(&scope))?;
    show(&page(&app, &scope, experiment, Fields::default()).await?)
}
