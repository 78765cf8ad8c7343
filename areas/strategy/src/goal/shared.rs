//! The goals of a partnership: what its partner may see of the strategy. The L&D lead shares them one by one.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;

use super::{Goal, GoalId, find, of_organisation, share, shared_with, unshare};

#[derive(Template)]
#[template(path = "goal/shared.html")]
struct Shared {
    shell: Shell,
    form: Fields,
    path: String,
    /// Where the organisation's side reads more.
    own: Option<String>,
    goals: Vec<Goal>,
    /// What the viewer may still share.
    others: Vec<(String, String)>,
    may_share: bool,
}

fn any(scope: &PartnershipScope) -> Resource {
    Resource::new("Goal", scope.id())
}

fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/goals", scope.id())
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<Shared, Problem> {
    let goals = shared_with(app.db(), scope.tenant(), scope.id()).await?;
    let may_share = scope.may(app, "goal.share", &any(scope));
    let others = if may_share {
        let all = of_organisation(app.db(), scope.tenant()).await?;
        let rest = all.into_iter().filter(|goal| !goals.iter().any(|known| known.id == goal.id));
        rest.map(|goal| (goal.id.to_string(), format!("{} ({})", goal.title, goal.challenge_title))).collect()
    } else {
        Vec::new()
    };
    let title = scope.viewer.speaker().say("nav-goals");
    let reads =
        scope.side == Side::Organisation && scope.may(app, "challenge.view", &Resource::new("Challenge", scope.id()));
    Ok(Shared {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Goal),
        form,
        path: path_of(scope),
        own: reads.then(|| format!("/o/{}", scope.tenant())),
        goals,
        others,
        may_share,
    })
}

pub async fn show(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "goal.view", &any(&scope))?;
    show_page(&page(&app, &scope, Fields::default()).await?)
}

pub async fn share_one(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "goal.share", &any(&scope))?;
    let id: Option<GoalId> = form.choice("goal", |text| text.parse().ok());
    let goal = match id {
        Some(id) => find(app.db(), scope.tenant(), id).await?,
        None => None,
    };
    let Some(goal) = goal else {
        form.refuse("goal", Fault::new("fault-not-a-choice"));
        return show_again(&page(&app, &scope, form).await?);
    };
    let tx = app.db().begin().await?;
    share(&tx, scope.tenant(), scope.id(), &goal, scope.viewer.person, app.now()).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "goal-said-shared")
}

pub async fn withdraw(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, GoalId)>,
) -> Answer {
    scope.require(&app, "goal.share", &any(&scope))?;
    let goal = find(app.db(), scope.tenant(), id).await?.ok_or(Problem::NotFound)?;
    let tx = app.db().begin().await?;
    unshare(&tx, scope.tenant(), scope.id(), &goal, scope.viewer.person, app.now()).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "goal-said-withdrawn")
}
