//! One insight as a page: what the partner noted, what the organisation answers, what it asks of the design.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fields, Standing};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::pages::{Line, lines, path_of, resource};
use super::{Insight, InsightId, Said, answer, find, find_insight, require, uses};
use crate::By;

const LONGEST: usize = 4_000;

#[derive(Template)]
#[template(path = "immersion/insight.html")]
struct One {
    shell: Shell,
    form: Fields,
    plan: String,
    path: String,
    /// The part of the plan that it came of, with its address.
    from: (String, String),
    line: Line,
    noted: String,
    answered: String,
    required: String,
    may_answer: bool,
    may_require: bool,
}

pub(super) async fn found(
    app: &App,
    scope: &PartnershipScope,
    id: InsightId,
    action: &str,
) -> Result<Insight, Problem> {
    scope.require(app, action, &resource(scope))?;
    find_insight(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

fn text(said: Option<&Said>) -> String {
    said.map(|said| said.text.clone()).unwrap_or_default()
}

fn answer_stands(insight: &Insight) -> [Standing; 1] {
    [Standing::new("answer", text(insight.answer.as_ref()))]
}

fn requirement_stands(insight: &Insight) -> [Standing; 1] {
    [Standing::new("requirement", text(insight.requirement.as_ref()))]
}

async fn page(app: &App, scope: &PartnershipScope, insight: Insight, form: Fields) -> Result<One, Problem> {
    let t = scope.viewer.speaker();
    let item = find(app.db(), scope.tenant(), scope.id(), insight.item).await?.ok_or(Problem::NotFound)?;
    let mut uses = uses(app.db(), scope.tenant(), scope.id()).await?;
    uses.retain(|one| one.insight_id == insight.id);
    let all = [Some(&insight.noted), insight.answer.as_ref(), insight.requirement.as_ref()];
    let people: Vec<_> = all.into_iter().flatten().map(|said| said.by).collect();
    let names = person::named(app.db(), &people).await?;
    let act = |said: &Said| {
        let name = names.get(&said.by).cloned().unwrap_or_default();
        t.say2("insight-act", "name", name, "day", t.date(&said.at))
    };
    let line = lines(scope, std::slice::from_ref(&insight), &uses, &names).pop().ok_or(Problem::NotFound)?;
    Ok(One {
        shell: Shell::within(app, scope, t.say1("insight-title", "number", insight.number)),
        form,
        plan: path_of(scope),
        path: format!("{}/insights/{}", path_of(scope), insight.id),
        from: (item.words.title, format!("{}/items/{}", path_of(scope), item.id)),
        line,
        noted: act(&insight.noted),
        answered: insight.answer.as_ref().map(act).unwrap_or_default(),
        required: insight.requirement.as_ref().map(act).unwrap_or_default(),
        may_answer: scope.may(app, "insight.answer", &resource(scope)),
        may_require: scope.may(app, "insight.require", &resource(scope)),
    })
}

/// Both fields, each with the mark of what its writer sees.
fn form_of(insight: &Insight) -> Fields {
    let seen = |stands: &[Standing]| Fields::to_edit(stands).value("seen").to_owned();
    Fields::filled([
        ("answer", text(insight.answer.as_ref())),
        ("requirement", text(insight.requirement.as_ref())),
        ("seen-answer", seen(&answer_stands(insight))),
        ("seen-requirement", seen(&requirement_stands(insight))),
    ])
}

pub async fn show_insight(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, InsightId)>,
) -> Answer {
    let insight = found(&app, &scope, id, "immersion.view").await?;
    let form = form_of(&insight);
    show(&page(&app, &scope, insight, form).await?)
}

/// Reads the words, or says that they changed meanwhile.
fn read(form: &mut Fields, stands: [Standing; 1]) -> Option<String> {
    let words = form.text(stands[0].name, LONGEST);
    let changed = form.changed_meanwhile(&stands);
    (!changed && !form.has_faults()).then_some(words)
}

/// The form again: what was typed in the field that was sent, and what stands in the other one.
fn again(insight: &Insight, sent: &Fields, field: &'static str) -> Fields {
    let mut form = form_of(insight);
    form.replace(field, sent.value(field));
    if !sent.value("seen").is_empty() {
        form.replace(&format!("seen-{field}"), sent.value("seen"));
    }
    for (name, fault) in sent.faults() {
        form.refuse(name, fault.clone());
    }
    form
}

pub(super) async fn answer_as(
    app: &App,
    scope: &PartnershipScope,
    insight: &Insight,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let Some(words) = read(form, answer_stands(insight)) else { return Ok(false) };
    let tx = app.db().begin().await?;
    answer(&tx, &By::viewer(scope, app.now()), insight, &words).await?;
    tx.commit().await?;
    Ok(true)
}

pub(super) async fn require_as(
    app: &App,
    scope: &PartnershipScope,
    insight: &Insight,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let Some(words) = read(form, requirement_stands(insight)) else { return Ok(false) };
    let tx = app.db().begin().await?;
    require(&tx, &By::viewer(scope, app.now()), insight, &words).await?;
    tx.commit().await?;
    Ok(true)
}

pub async fn make_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, InsightId)>,
    mut form: Fields,
) -> Answer {
    let insight = found(&app, &scope, id, "insight.answer").await?;
    if !answer_as(&app, &scope, &insight, &mut form).await? {
        let form = again(&insight, &form, "answer");
        return show_again(&page(&app, &scope, insight, form).await?);
    }
    see_and_say(&format!("{}/insights/{id}", path_of(&scope)), "insight-said-answered")
}

pub async fn make_requirement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, InsightId)>,
    mut form: Fields,
) -> Answer {
    let insight = found(&app, &scope, id, "insight.require").await?;
    if !require_as(&app, &scope, &insight, &mut form).await? {
        let form = again(&insight, &form, "requirement");
        return show_again(&page(&app, &scope, insight, form).await?);
    }
    see_and_say(&format!("{}/insights/{id}", path_of(&scope)), "insight-said-required")
}
