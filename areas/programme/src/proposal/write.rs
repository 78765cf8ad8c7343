//! Opening a proposal and writing what would be different.

use askama::Template;
use axum::extract::{Path, Query, State as Of};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::pages::{any, list_path, module_of, one};
use super::store::Opening;
use super::{Change, Proposal, ProposalId, Trigger, open, put};
use crate::module::{self, Mode, Module, ModuleId, pages::read as read_words};
use crate::programme::pages::{act, load};
use crate::programme::{Programme, ProgrammeId, State as Is};

/// Three weeks are time for a round of feedback after the change.
const CHECK_AFTER_DAYS: i32 = 21;

#[derive(Template)]
#[template(path = "proposal/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    action: String,
    back: String,
    modes: Vec<(String, String)>,
    /// Where a new one is opened by hand: what for.
    triggers: Option<Vec<(String, String)>>,
    module: Module,
    evidence: Option<(String, String)>,
}

#[derive(Deserialize)]
pub struct Wanted {
    module: Option<ModuleId>,
}

fn today(app: &App) -> Day {
    app.now().day_in(&jiff::tz::TimeZone::UTC)
}

fn edit_page(
    app: &App,
    scope: &PartnershipScope,
    programme: &Programme,
    module: Module,
    known: Option<&Proposal>,
    form: Fields,
) -> Edit {
    let t = scope.viewer.speaker();
    let list = list_path(scope, programme.id);
    let action = known.map_or_else(|| list.clone(), |known| format!("{list}/{}", known.id));
    let triggers = Trigger::ALL.map(|one| (one.word().to_owned(), t.say(&format!("proposal-trigger-{}", one.word()))));
    Edit {
        shell: Shell::within(app, scope, t.say1("proposal-title", "module", &module.title))
            .step(app, scope, Step::Programme)
            .narrow(),
        form,
        back: known.map_or(list, |_| action.clone()),
        action,
        modes: Mode::ALL.map(|mode| (mode.word().to_owned(), t.say(&format!("module-mode-{}", mode.word())))).to_vec(),
        triggers: known.is_none().then(|| triggers.to_vec()),
        evidence: known.and_then(Proposal::evidence).map(|evidence| (evidence.spoken(&t), evidence.link)),
        module,
    }
}

fn filled(module: &Module, known: Option<&Proposal>, today: Day) -> Fields {
    let written = known.and_then(Proposal::words);
    let check = known.and_then(|known| known.check_on).unwrap_or(today.plus_days(CHECK_AFTER_DAYS));
    let text = |of: Option<&str>, or: &str| of.unwrap_or(or).to_owned();
    let minutes = written.as_ref().map_or(module.minutes, |words| words.minutes);
    let own = written.as_ref().map_or(module.own_case_minutes, |words| words.own_case_minutes);
    Fields::filled([
        ("title", text(written.as_ref().map(|words| words.title.as_str()), &module.title)),
        ("mode", text(written.as_ref().map(|words| words.mode.word()), &module.mode)),
        ("minutes", minutes.to_string()),
        ("own", own.to_string()),
        ("what", known.map(|known| known.what.clone()).unwrap_or_default()),
        ("check", check.to_string()),
        ("module", module.id.to_string()),
    ])
}

fn running(programme: &Programme) -> Result<(), Problem> {
    match programme.state() {
        Is::Ended => Err(Problem::refused("refusal-programme-ended")),
        Is::Draft | Is::Approved => Ok(()),
    }
}

/// What would be different; checked on a day that lies ahead.
pub(super) fn read(form: &mut Fields, today: Day) -> Option<Change> {
    let words = read_words(form);
    let what = form.text("what", 2_000);
    let check_on = form.day("check");
    if check_on.is_some_and(|day| day <= today) {
        form.refuse("check", Fault::new("fault-proposal-check"));
    }
    if form.has_faults() {
        return None;
    }
    Some(Change { words: words?, what, check_on: check_on? })
}

/// The module that a new proposal is about, one of the programme's.
pub(super) async fn chosen(
    app: &App,
    scope: &PartnershipScope,
    programme: &Programme,
    id: Option<ModuleId>,
) -> Result<Module, Problem> {
    let modules = module::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let found = match id {
        Some(id) => modules.into_iter().find(|module| module.id == id),
        None => modules.into_iter().next(),
    };
    found.ok_or(Problem::NotFound)
}

pub async fn show_new(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "proposal.write", &any(&scope))?;
    running(&programme)?;
    let module = chosen(&app, &scope, &programme, wanted.module).await?;
    let form = filled(&module, None, today(&app));
    show(&edit_page(&app, &scope, &programme, module, None, form))
}

/// Opens a proposal and writes its difference at once.
pub(super) async fn propose(
    app: &App,
    scope: &PartnershipScope,
    module: &Module,
    form: &mut Fields,
) -> Result<Option<ProposalId>, Problem> {
    let cause = form.choice("trigger", Trigger::parse);
    let reason = form.text("reason", 2_000);
    let change = read(form, today(app));
    let (Some(cause), Some(change), false) = (cause, change, form.has_faults()) else { return Ok(None) };
    let act = act(app, scope);
    let opening = Opening { tenant: act.tenant, partnership: act.partnership, by: Some(act.by), at: act.at };
    let tx = app.db().begin().await?;
    let id = open(&tx, opening, module, cause, &reason, None).await?;
    let opened = super::find(&tx, act.tenant, module.programme_id, id).await?.ok_or(Problem::NotFound)?;
    put(&tx, act, &opened, module, &change).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn create(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    mut form: Fields,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "proposal.write", &any(&scope))?;
    running(&programme)?;
    let module = chosen(&app, &scope, &programme, form.value("module").trim().parse().ok()).await?;
    match propose(&app, &scope, &module, &mut form).await? {
        Some(proposal) => see_and_say(&format!("{}/{proposal}", list_path(&scope, id)), "proposal-said-put"),
        None => show_again(&edit_page(&app, &scope, &programme, module, None, form)),
    }
}

pub async fn show_edit(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, programme, id)): Path<(PartnershipId, ProgrammeId, ProposalId)>,
) -> Answer {
    let (programme, proposal) = one(&app, &scope, programme, id).await?;
    scope.require(&app, "proposal.write", &proposal.resource())?;
    waiting(&programme, &proposal)?;
    let module = module_of(&app, &scope, &proposal).await?;
    let form = filled(&module, Some(&proposal), today(&app));
    show(&edit_page(&app, &scope, &programme, module, Some(&proposal), form))
}

fn waiting(programme: &Programme, proposal: &Proposal) -> Result<(), Problem> {
    running(programme)?;
    if !proposal.state().pending() {
        return Err(Problem::refused("refusal-proposal-decided"));
    }
    Ok(())
}

pub async fn write(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, programme, id)): Path<(PartnershipId, ProgrammeId, ProposalId)>,
    mut form: Fields,
) -> Answer {
    let (programme, proposal) = one(&app, &scope, programme, id).await?;
    scope.require(&app, "proposal.write", &proposal.resource())?;
    waiting(&programme, &proposal)?;
    let module = module_of(&app, &scope, &proposal).await?;
    let Some(change) = read(&mut form, today(&app)) else {
        return show_again(&edit_page(&app, &scope, &programme, module, Some(&proposal), form));
    };
    let tx = app.db().begin().await?;
    if !put(&tx, act(&app, &scope), &proposal, &module, &change).await? {
        return Err(Problem::refused("refusal-proposal-decided"));
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", list_path(&scope, programme.id)), "proposal-said-put")
}
