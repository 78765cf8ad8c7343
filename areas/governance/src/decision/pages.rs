//! The pages of decisions: all of a partnership, and the form that writes one down.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_partnership::contact::{Mandate, require_mandate};
use serde::Deserialize;

use super::{Decision, DecisionId, NewDecision, add, clauses, list};
use crate::owner::{self, Agreed, Candidate, agreed_of, candidates};
use crate::quarter::Quarter;
use crate::review::pages::name_of;

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

#[derive(Template)]
#[template(path = "decision/list.html")]
struct List {
    shell: Shell,
    path: String,
    reviews: String,
    charter: String,
    decisions: Vec<Row>,
    next: Option<DecisionId>,
    may_place: bool,
}

/// A decision as the page lists it.
struct Row {
    period: String,
    name: String,
    one: Agreed,
    /// The sections of the charter that it stands under: the version, the anchor of its page, and the name.
    sections: Vec<(String, &'static str, String)>,
}

#[derive(Template)]
#[template(path = "decision/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    owners: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<DecisionId>,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Decisions", scope.id())
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "decision.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let mut decisions = list(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = decisions.len() > A_PAGE as usize;
    decisions.truncate(A_PAGE as usize);
    let next = decisions.last().filter(|_| more).map(|decision| decision.id);
    let placed = clauses::of(app.db(), scope.tenant(), &decisions).await?;
    let row = |decision: &Decision| Row {
        period: decision.period.to_string(),
        name: name_of(&t, decision.period),
        one: agreed_of(&t, &scope, decision),
        sections: placed
            .iter()
            .filter(|known| known.target == decision.id.0)
            .map(|known| (known.version.to_string(), known.section.word(), t.say(&known.section.key())))
            .collect(),
    };
    show(&List {
        shell: Shell::within(&app, &scope, t.say("decision-all")).step(&app, &scope, Step::Review),
        path: format!("/p/{}/decisions", scope.id()),
        reviews: format!("/p/{}/reviews", scope.id()),
        charter: format!("/p/{}/charter", scope.id()),
        may_place: scope.may(&app, "decision.take", &resource(&scope)),
        decisions: decisions.iter().map(row).collect(),
        next,
    })
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "decision.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let names = ["period", "decision", "clause", "owner", "due", "measure"];
    let mut rows: Vec<Vec<Out>> =
        vec![names.iter().map(|name| t.say(&format!("review-column-{name}")).into()).collect()];
    for decision in list(app.db(), scope.tenant(), scope.id(), None, AN_EXPORT).await? {
        let agreed = agreed_of(&t, &scope, &decision);
        let due = decision.due.map(|due| due.0);
        rows.push(vec![
            decision.period.to_string().into(),
            agreed.text.into(),
            agreed.clause.into(),
            agreed.owner.into(),
            due.into(),
            agreed.measure.into(),
        ]);
    }
    download("decisions.csv", "text/csv; charset=utf-8", csv(&rows))
}

fn form_page(app: &App, scope: &PartnershipScope, form: Fields, period: Quarter, known: &[Candidate]) -> New {
    let t = scope.viewer.speaker();
    New {
        shell: Shell::within(app, scope, t.say1("decision-new-for", "period", name_of(&t, period)))
            .step(app, scope, Step::Review)
            .narrow(),
        form,
        path: format!("/p/{}/reviews/{period}", scope.id()),
        owners: owner::choices(&scope.partnership, known),
    }
}

/// The period in the path; there is nothing to decide on one that has not begun.
fn period_of(app: &App, text: &str) -> Result<Quarter, Problem> {
    let period: Quarter = text.parse().map_err(|_| Problem::NotFound)?;
    if app.now() < period.bounds().0 { Err(Problem::NotFound) } else { Ok(period) }
}

/// Reads a decision from a form or a JSON body.
pub(crate) fn read(form: &mut Fields, period: Quarter, known: &[Candidate]) -> Option<NewDecision> {
    let text = form.text("text", 2_000);
    let clause = form.optional_text("clause", 40).unwrap_or_default();
    let due = form.optional_day("due");
    let owner = owner::read(form, known)?;
    let new = NewDecision { period, text, clause, owner, due, meeting: None, measure: String::new() };
    (!form.has_faults()).then_some(new)
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
) -> Answer {
    scope.require(&app, "decision.take", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::DecideReview).await?;
    let period = period_of(&app, &period)?;
    let known = candidates(app.db(), &scope.partnership, scope.side).await?;
    show(&form_page(&app, &scope, Fields::default(), period, &known))
}

pub async fn take(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "decision.take", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::DecideReview).await?;
    let period = period_of(&app, &period)?;
    let known = candidates(app.db(), &scope.partnership, scope.side).await?;
    let Some(new) = read(&mut form, period, &known) else {
        return show_again(&form_page(&app, &scope, form, period, &known));
    };
    let tx = app.db().begin().await?;
    add(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), new).await?;
    tx.commit().await?;
    see_and_say(&format!("/p/{}/reviews/{period}", scope.id()), "decision-said-taken")
}
