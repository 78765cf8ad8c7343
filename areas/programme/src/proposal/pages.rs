//! The proposals of a programme, and one with its evidence and its difference.

use askama::Template;
use axum::extract::{Path, State as Of};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, decided_by_others};

use super::{Evidence, Proposal, ProposalId, find, of_programme};
use crate::module::{self, Module, Words};
use crate::programme::pages::{load, path_of};
use crate::programme::{Programme, ProgrammeId, State as Is};

#[derive(Template)]
#[template(path = "proposal/list.html")]
struct List {
    shell: Shell,
    path: String,
    programme: Programme,
    proposals: Vec<Proposal>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "proposal/show.html")]
pub(super) struct One {
    shell: Shell,
    form: Fields,
    path: String,
    list: String,
    proposal: Proposal,
    evidence: Option<(String, String)>,
    /// Field, now and then.
    difference: Vec<(String, String, String)>,
    made: String,
    put: Option<String>,
    decided: Option<String>,
    may_write: bool,
    may_decide: bool,
    /// Who decides, where the viewer's role could and the mandate is others'.
    others: Option<String>,
    outcomes: Vec<(String, String)>,
}

pub(super) fn any(scope: &PartnershipScope) -> Resource {
    Resource::new("Proposal", scope.id())
}

pub(super) fn list_path(scope: &PartnershipScope, programme: ProgrammeId) -> String {
    format!("{}/{programme}/proposals", path_of(scope))
}

pub(super) async fn one(
    app: &App,
    scope: &PartnershipScope,
    programme: ProgrammeId,
    id: ProposalId,
) -> Result<(Programme, Proposal), Problem> {
    let programme = load(app, scope, programme).await?;
    let proposal = find(app.db(), scope.tenant(), programme.id, id).await?.ok_or(Problem::NotFound)?;
    Ok((programme, proposal))
}

pub async fn show_list(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "proposal.view", &any(&scope))?;
    show(&List {
        shell: Shell::within(&app, &scope, scope.viewer.speaker().say("proposal-list")).step(
            &app,
            &scope,
            Step::Programme,
        ),
        path: format!("{}/{id}", path_of(&scope)),
        proposals: of_programme(app.db(), scope.tenant(), id).await?,
        may_write: programme.state() != Is::Ended && scope.may(&app, "proposal.write", &any(&scope)),
        programme,
    })
}

fn fields(t: &Speaker, words: &Words) -> [String; 4] {
    let mode = t.say(&format!("module-mode-{}", words.mode.word()));
    [words.title.clone(), mode, t.whole(words.minutes), t.whole(words.own_case_minutes)]
}

/// What changes, field by field; what stays is left out.
fn difference(t: &Speaker, before: Option<Words>, after: Option<Words>) -> Vec<(String, String, String)> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let names = ["module-title", "module-mode", "module-minutes", "module-own"].map(|key| t.say(key));
    let pairs = fields(t, &before).into_iter().zip(fields(t, &after));
    let rows = names.into_iter().zip(pairs).map(|(name, (before, after))| (name, before, after));
    rows.filter(|(_, before, after)| before != after).collect()
}

pub(super) async fn page(
    app: &App,
    scope: &PartnershipScope,
    programme: &Programme,
    proposal: Proposal,
    form: Fields,
) -> Result<One, Problem> {
    let t = scope.viewer.speaker();
    let before = module::words_of(app.db(), scope.tenant(), proposal.module_id, proposal.from_version).await?;
    let people: Vec<_> = [proposal.made_by, proposal.put_by, proposal.decided_by].into_iter().flatten().collect();
    let names = person::named(app.db(), &people).await?;
    let who = |person: Option<_>| {
        person.and_then(|person| names.get(&person).cloned()).unwrap_or_else(|| t.say("proposal-by-figures"))
    };
    let said = |key: &str, person, at: lustrum_kernel::Moment| t.say2(key, "who", who(person), "when", t.moment(&at));
    let waits = proposal.state().pending() && programme.state() != Is::Ended;
    let decides =
        proposal.state() == super::State::Proposed && waits && scope.may(app, "proposal.decide", &proposal.resource());
    let others = if decides { decided_by_others(app, scope, Mandate::DecideChange).await? } else { None };
    Ok(One {
        shell: Shell::within(app, scope, t.say1("proposal-title", "module", &proposal.module_title)).step(
            app,
            scope,
            Step::Programme,
        ),
        form,
        path: format!("{}/{}", list_path(scope, programme.id), proposal.id),
        list: list_path(scope, programme.id),
        evidence: proposal.evidence().map(|evidence| {
            (evidence.spoken(&t), if opens(app, scope, &evidence) { evidence.link } else { String::new() })
        }),
        difference: difference(&t, before, proposal.words()),
        made: said("proposal-made", proposal.made_by, proposal.made_at),
        put: proposal.put_at.map(|at| said("proposal-put", proposal.put_by, at)),
        decided: proposal.decided_at.map(|at| said("proposal-decided", proposal.decided_by, at)),
        may_write: waits && scope.may(app, "proposal.write", &proposal.resource()),
        may_decide: decides && others.is_none(),
        others,
        outcomes: ["accepted", "declined"].map(|word| (word.to_owned(), t.say(&format!("proposal-{word}")))).to_vec(),
        proposal,
    })
}

/// Everyone reads what the proposal stands on; its page is for those who work with the answers, or read the reviews.
fn opens(app: &App, scope: &PartnershipScope, evidence: &Evidence) -> bool {
    let review = evidence.link.starts_with(&format!("/p/{}/reviews/", scope.id()));
    let (action, resource) = if review { ("review.view", "Reviews") } else { ("signal.view", "Evidence") };
    scope.may(app, action, &Resource::new(resource, scope.id()))
}

pub async fn show_one(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, programme, id)): Path<(PartnershipId, ProgrammeId, ProposalId)>,
) -> Answer {
    let (programme, proposal) = one(&app, &scope, programme, id).await?;
    scope.require(&app, "proposal.view", &proposal.resource())?;
    show(&page(&app, &scope, &programme, proposal, Fields::default()).await?)
}

pub(super) async fn module_of(app: &App, scope: &PartnershipScope, proposal: &Proposal) -> Result<Module, Problem> {
    let found = module::find(app.db(), scope.tenant(), proposal.programme_id, proposal.module_id).await?;
    found.ok_or(Problem::NotFound)
}
