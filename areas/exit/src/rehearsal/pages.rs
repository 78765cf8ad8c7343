//! The pages of the exit: the charter's clause, the plan, the archive and its rehearsals.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::charter::{self, Section};
use serde::Deserialize;

use super::{Rehearsal, RehearsalId, State as Standing, begin, find, last_days, list};
use crate::plan::{self, Plan};

const A_PAGE: i64 = 20;

/// What one side hands over, in words.
struct Handed {
    what: String,
    who: String,
    when: String,
}

#[derive(Template)]
#[template(path = "rehearsal/list.html")]
struct List {
    shell: Shell,
    path: String,
    charter_path: Option<String>,
    assets_path: String,
    clause: Option<Clause>,
    plan: Option<Plan>,
    waiting: Option<Plan>,
    handed: Vec<Handed>,
    /// The name of each side, and when it rehearsed last.
    last: Vec<(String, String)>,
    rehearsals: Vec<Rehearsal>,
    next: Option<RehearsalId>,
    may_rehearse: bool,
    may_take: bool,
    may_plan: bool,
    may_agree: bool,
}

#[derive(Template)]
#[template(path = "rehearsal/show.html")]
struct Show {
    shell: Shell,
    path: String,
    charter_path: Option<String>,
    one: Rehearsal,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<RehearsalId>,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Exit", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/exit", scope.id())
}

pub(crate) fn name_on(scope: &PartnershipScope, side: Side) -> &str {
    match side {
        Side::Organisation => &scope.partnership.client_name,
        Side::Partner => &scope.partnership.partner_name,
    }
}

/// What the charter in force says on the exit.
pub(crate) struct Clause {
    /// The number of the charter's version.
    pub number: String,
    pub text: String,
    /// The language that it is in: the reader's, where the charter is written in it.
    pub lang: &'static str,
}

pub(crate) async fn clause(app: &App, scope: &PartnershipScope) -> Result<Option<Clause>, DbError> {
    let charter = charter::in_force_on(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    Ok(charter.map(|version| {
        // Where only other sections were written in the reader's language, this one is read as it was begun.
        let wanted = version.section_in(Section::Exit, scope.viewer.locale);
        let said = wanted.filter(|known| !known.text.trim().is_empty()).or_else(|| version.section(Section::Exit));
        Clause {
            number: version.number(),
            text: said.map(|known| known.text.clone()).unwrap_or_default(),
            lang: said.map_or(version.head.language, |known| known.language).code(),
        }
    }))
}

/// Where the charter says it, for who may read the charter.
pub(crate) fn clause_path(app: &App, scope: &PartnershipScope) -> Option<String> {
    let sees = scope.may(app, "charter.view", &Resource::new("Charter", scope.id()));
    sees.then(|| format!("/p/{}/charter#exit", scope.id()))
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "exit.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let mut rehearsals = list(db, tenant, id, scope.side, (asked.before, A_PAGE + 1)).await?;
    let more = rehearsals.len() > A_PAGE as usize;
    rehearsals.truncate(A_PAGE as usize);
    let (agreed, newest) = plan::agreed_and_newest(db, tenant, id).await?;
    let waiting = newest.filter(|plan| plan.agreed_at.is_none());
    let shown = waiting.as_ref().or(agreed.as_ref());
    let handed = |item: &plan::HandOver| Handed {
        what: item.what.clone(),
        who: name_on(&scope, item.side).to_owned(),
        when: t.count("exit-plan-days", item.days),
    };
    let never = || t.say("exit-rehearsed-never");
    let last = last_days(db, tenant, id).await?;
    let last = Side::BOTH
        .into_iter()
        .zip(last)
        .map(|(side, at)| (name_on(&scope, side).to_owned(), at.map_or_else(never, |at| t.date(&at))));
    let may_plan = scope.may(&app, "exit.plan", &resource(&scope));
    show(&List {
        shell: Shell::within(&app, &scope, t.say("nav-exit")).step(&app, &scope, Step::Charter),
        path: path_of(&scope),
        charter_path: clause_path(&app, &scope),
        assets_path: format!("/p/{id}/assets"),
        clause: clause(&app, &scope).await?,
        handed: shown.map(|plan| plan.items.iter().map(handed).collect()).unwrap_or_default(),
        last: last.collect(),
        next: rehearsals.last().filter(|_| more).map(|one| one.id),
        rehearsals,
        may_rehearse: scope.may(&app, "exit.rehearse", &resource(&scope)),
        may_take: scope.may(&app, "exit.take", &resource(&scope)),
        may_plan,
        may_agree: may_plan && waiting.as_ref().is_some_and(|plan| plan.side != scope.side),
        plan: agreed,
        waiting,
    })
}

/// Begins a rehearsal of the viewer's side.
pub(crate) async fn make(app: &App, scope: &PartnershipScope) -> Result<RehearsalId, Problem> {
    scope.require(app, "exit.rehearse", &resource(scope))?;
    let tx = app.db().begin().await?;
    let begun = begin(&tx, &By::viewer(scope, app.now())).await?;
    let id = begun.ok_or_else(|| Problem::refused("refusal-exit-running"))?;
    tx.commit().await?;
    Ok(id)
}

pub async fn make_rehearsal(State(app): State<App>, scope: PartnershipScope) -> Answer {
    let id = make(&app, &scope).await?;
    see_and_say(&format!("{}/rehearsals/{id}", path_of(&scope)), "exit-said-begun")
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: RehearsalId) -> Result<Rehearsal, Problem> {
    scope.require(app, "exit.view", &resource(scope))?;
    find(app.db(), scope.tenant(), scope.id(), scope.side, id).await?.ok_or(Problem::NotFound)
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RehearsalId)>,
) -> Answer {
    let one = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let title = t.say1("exit-rehearsal-of", "at", t.date(&one.begun_at));
    show(&Show {
        shell: Shell::within(&app, &scope, title).step(&app, &scope, Step::Charter),
        path: path_of(&scope),
        charter_path: clause_path(&app, &scope),
        one,
    })
}

impl List {
    /// The class repeats what the word says.
    fn class(&self, state: &Standing) -> &'static str {
        class(*state)
    }
    fn state(&self, state: &Standing) -> String {
        self.shell.t.say(&format!("exit-state-{}", state.word()))
    }
    fn whole(&self, number: &u64) -> String {
        self.shell.t.whole(i64::try_from(*number).unwrap_or(i64::MAX))
    }
}

fn class(state: Standing) -> &'static str {
    match state {
        Standing::Whole => "",
        Standing::Running => "plain",
        Standing::Lacking | Standing::Failed => "bad",
    }
}

impl Show {
    fn class(&self) -> &'static str {
        class(self.one.state)
    }
    fn state(&self) -> String {
        self.shell.t.say(&format!("exit-state-{}", self.one.state.word()))
    }
    fn state_words(&self) -> String {
        self.shell.t.say(&format!("exit-state-{}-words", self.one.state.word()))
    }
    fn part(&self, part: &str) -> String {
        self.shell.t.say(&format!("exit-part-{part}"))
    }
    fn why(&self, why: &str) -> String {
        self.shell.t.say(&format!("exit-why-{why}"))
    }
    fn kind(&self, kind: &str) -> String {
        self.shell.t.say(&format!("asset-kind-{kind}"))
    }
    fn withheld(&self, why: &str) -> String {
        self.shell.t.say(&format!("exit-withheld-{why}"))
    }
    fn whole(&self, number: &u64) -> String {
        self.shell.t.whole(i64::try_from(*number).unwrap_or(i64::MAX))
    }
    fn seconds(&self, millis: &u64) -> String {
        let seconds = *millis as f64 / 1_000.0;
        self.shell.t.say1("exit-seconds", "seconds", self.shell.t.number(seconds, 1))
    }
    fn megabytes(&self) -> String {
        let megabytes = self.one.report.bytes as f64 / 1_000_000.0;
        self.shell.t.say1("exit-megabytes", "megabytes", self.shell.t.number(megabytes, 2))
    }
}
