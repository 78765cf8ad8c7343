//! Programmes of a partnership: list, one with all that belongs to it, approval and end.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State as Of};
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fault;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show as show_page};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_partnership::contact::{Mandate, decided_by_others, require_mandate};
use lustrum_sharing::asset;
use lustrum_strategy::goal::{self, Goal};
use lustrum_strategy::kpi::KpiId;

use super::store::Act;
use super::{Measure, Missing, Programme, ProgrammeId, State, find, measures, of_partnership};
use crate::behaviour::{self, Behaviour, BehaviourId};
use crate::module::{self, Module, ModuleId, works_on};

#[derive(Template)]
#[template(path = "programme/list.html")]
struct List {
    shell: Shell,
    path: String,
    programmes: Vec<Programme>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "programme/show.html")]
struct One {
    shell: Shell,
    path: String,
    goals_path: String,
    programme: Programme,
    goal: Option<Goal>,
    measures: Vec<(Measure, String)>,
    behaviours: Vec<Behaviour>,
    modules: Vec<Module>,
    /// What each works on, where it was linked.
    works_on: HashMap<ModuleId, Vec<BehaviourId>>,
    /// What the register of assets says of each, by its id.
    rights: HashMap<lustrum_kernel::uuid::Uuid, asset::Line>,
    missing: Vec<Missing>,
    /// Of a draft everything may be changed, of an approved one the words of its modules.
    may_draft: bool,
    may_change: bool,
    may_approve: bool,
    /// Who approves, where the viewer's role could and the mandate is others'.
    others: Option<String>,
    may_end: bool,
    /// Whether what the partner learned in the immersion is open to the viewer.
    sees_requirements: bool,
}

impl One {
    fn total(&self) -> i64 {
        self.modules.iter().map(|module| module.minutes).sum()
    }
    /// The share of the time that is spent on cases of the organisation's own.
    fn own(&self) -> String {
        let own: i64 = self.modules.iter().map(|module| module.own_case_minutes).sum();
        self.shell.t.percent(module::own_share(own, self.total()).unwrap_or_default(), 0)
    }
    /// The behaviours that a module works on, in words.
    fn linked(&self, module: &Module) -> String {
        let ids = self.works_on.get(&module.id).map(Vec::as_slice).unwrap_or_default();
        let texts = self.behaviours.iter().filter(|one| ids.contains(&one.id)).map(|one| one.text.as_str());
        texts.collect::<Vec<_>>().join(" · ")
    }
    fn hours(&self) -> String {
        self.shell.t.number(self.total() as f64 / 60.0, 1)
    }
}

pub(crate) fn any(scope: &PartnershipScope) -> Resource {
    Resource::new("Programme", scope.id()).with("state", State::Draft.word())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/programmes", scope.id())
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: ProgrammeId) -> Result<Programme, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub(crate) fn act(app: &App, scope: &PartnershipScope) -> Act {
    Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() }
}

/// What is approved stands: it is ended and another is designed.
pub(crate) fn draft_only(programme: &Programme) -> Result<(), Problem> {
    match programme.state() {
        State::Draft => Ok(()),
        State::Approved | State::Ended => Err(Problem::refused("refusal-programme-not-a-draft")),
    }
}

pub async fn show_list(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "programme.view", &any(&scope))?;
    let programmes = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let title = scope.viewer.speaker().say("nav-programmes");
    let shell = Shell::within(&app, &scope, title).step(&app, &scope, Step::Programme);
    let may_write = scope.may(&app, "programme.write", &any(&scope));
    show_page(&List { shell, path: path_of(&scope), programmes, may_write })
}

pub async fn export_list(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "programme.view", &any(&scope))?;
    let t = scope.viewer.speaker();
    let mut rows: Vec<Vec<Out>> =
        vec![["programme-title", "programme-state", "programme-purpose"].map(|key| Out::Text(t.say(key))).to_vec()];
    for programme in of_partnership(app.db(), scope.tenant(), scope.id()).await? {
        let state = t.say(&programme.state_key());
        rows.push([programme.title, state, programme.purpose].map(Out::Text).to_vec());
    }
    download("programmes.csv", "text/csv; charset=utf-8", csv(&rows))
}

pub async fn show(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.view", &programme.resource())?;
    let measures = measures(app.db(), scope.tenant(), id).await?;
    let modules = module::of_programme(app.db(), scope.tenant(), id).await?;
    let goals = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
    let kpis: HashMap<KpiId, String> = goals.iter().map(|goal| (goal.kpi_id, goal.kpi_title.clone())).collect();
    let missing = programme.missing(&measures, modules.len());
    let may_write = scope.may(&app, "programme.write", &programme.resource());
    let state = programme.state();
    let approves =
        state == State::Draft && missing.is_empty() && scope.may(&app, "programme.approve", &programme.resource());
    let others = if approves { decided_by_others(&app, &scope, Mandate::ApproveProgramme).await? } else { None };
    show_page(&One {
        shell: Shell::within(&app, &scope, programme.title.clone()).step(&app, &scope, Step::Programme),
        path: format!("{}/{id}", path_of(&scope)),
        goals_path: format!("/p/{}/goals", scope.id()),
        goal: goals.into_iter().find(|goal| Some(goal.id) == programme.goal_id),
        measures: measures
            .into_iter()
            .map(|measure| {
                (measure.clone(), measure.kpi_id.and_then(|kpi| kpis.get(&kpi).cloned()).unwrap_or_default())
            })
            .collect(),
        behaviours: behaviour::of_programme(app.db(), scope.tenant(), id).await?,
        modules,
        works_on: works_on::of_programme(app.db(), scope.tenant(), id).await?,
        rights: asset::lines(&app, &scope, asset::Kind::Module).await?,
        may_draft: may_write && state == State::Draft,
        may_change: may_write && state != State::Ended,
        may_approve: approves && others.is_none(),
        others,
        missing,
        sees_requirements: scope.may(&app, "requirement.view", &programme.resource()),
        may_end: state == State::Approved && scope.may(&app, "programme.end", &programme.resource()),
        programme,
    })
}

/// Approves, or says everything that is missing at once.
pub(crate) async fn decide(app: &App, scope: &PartnershipScope, programme: &Programme) -> Result<(), Problem> {
    require_mandate(app, scope, Mandate::ApproveProgramme).await?;
    let tx = app.db().begin().await?;
    match super::approve(&tx, act(app, scope), programme).await? {
        Ok(true) => Ok(tx.commit().await?),
        Ok(false) => Err(Problem::refused("refusal-programme-not-a-draft")),
        Err(missing) => {
            let t = scope.viewer.speaker();
            let words: Vec<String> = missing.iter().map(|what| t.say(&what.key())).collect();
            Err(Problem::Refused(Fault::new("refusal-programme-incomplete").with("missing", words.join("; "))))
        }
    }
}

pub async fn approve(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.approve", &programme.resource())?;
    decide(&app, &scope, &programme).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-approved")
}

pub async fn end(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.end", &programme.resource())?;
    let tx = app.db().begin().await?;
    if !super::end(&tx, act(&app, &scope), &programme).await? {
        return Err(Problem::refused("refusal-programme-not-running"));
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-ended")
}
