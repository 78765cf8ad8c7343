//! Writing what a programme is for.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields, Standing};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_strategy::goal::{self, GoalId};

use super::pages::{act, any, draft_only, load, path_of};
use super::{Programme, ProgrammeId, Words, create as begin};

#[derive(Template)]
#[template(path = "programme/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    action: String,
    goals: Vec<(String, String)>,
    goals_path: String,
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields, known: Option<&Programme>) -> Result<Edit, Problem> {
    let goals = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
    let title = scope.viewer.speaker().say(if known.is_some() { "programme-edit" } else { "programme-new" });
    Ok(Edit {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Programme).narrow(),
        form,
        action: known.map_or_else(|| path_of(scope), |known| format!("{}/{}", path_of(scope), known.id)),
        goals: goals.into_iter().map(|goal| (goal.id.to_string(), goal.title)).collect(),
        goals_path: format!("/p/{}/goals", scope.id()),
    })
}

/// Reads what was typed. A goal is one of those that were shared with the partnership.
pub(crate) async fn read(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Words>, Problem> {
    let title = form.text("title", 200);
    let purpose = form.text("purpose", 4_000);
    let goal: Option<GoalId> = match form.value("goal").trim() {
        "" => None,
        _ => form.choice("goal", |text| text.parse().ok()),
    };
    if let Some(goal) = goal {
        let shared = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
        if !shared.iter().any(|known| known.id == goal) {
            form.refuse("goal", Fault::new("fault-not-a-choice"));
        }
    }
    Ok((!form.has_faults()).then_some(Words { title, purpose, goal }))
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "programme.write", &any(&scope))?;
    show(&page(&app, &scope, Fields::default(), None).await?)
}

pub async fn create(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "programme.write", &any(&scope))?;
    let Some(words) = read(&app, &scope, &mut form).await? else {
        return show_again(&page(&app, &scope, form, None).await?);
    };
    let tx = app.db().begin().await?;
    let id = begin(&tx, act(&app, &scope), &words).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-created")
}

/// What stands there now, as the form of [`page`] holds it.
async fn stands(app: &App, scope: &PartnershipScope, known: &Programme) -> Result<[Standing; 3], Problem> {
    let goals = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
    let named = goals.into_iter().find(|goal| Some(goal.id) == known.goal_id).map(|goal| goal.title);
    let goal = known.goal_id.map(|goal| goal.to_string()).unwrap_or_default();
    Ok([
        Standing::new("title", known.title.clone()),
        Standing::new("purpose", known.purpose.clone()),
        Standing::new("goal", goal).reads(named.unwrap_or_default()),
    ])
}

pub async fn show_edit(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &known.resource())?;
    draft_only(&known)?;
    let form = Fields::to_edit(&stands(&app, &scope, &known).await?);
    show(&page(&app, &scope, form, Some(&known)).await?)
}

pub async fn change(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    mut form: Fields,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &known.resource())?;
    draft_only(&known)?;
    let words = read(&app, &scope, &mut form).await?;
    form.changed_meanwhile(&stands(&app, &scope, &known).await?);
    let Some(words) = words.filter(|_| !form.has_faults()) else {
        return show_again(&page(&app, &scope, form, Some(&known)).await?);
    };
    let tx = app.db().begin().await?;
    if !super::change(&tx, act(&app, &scope), &known, &words).await? {
        drop(tx);
        let now = load(&app, &scope, id).await?;
        draft_only(&now)?;
        form.changed_meanwhile(&stands(&app, &scope, &now).await?);
        return show_again(&page(&app, &scope, form, Some(&now)).await?);
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-changed")
}
