//! Naming behaviours.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{BehaviourId, add as name, remove as take_out};
use crate::programme::ProgrammeId;
use crate::programme::pages::{act, draft_only, load, path_of};

#[derive(Template)]
#[template(path = "behaviour/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
}

fn page(app: &App, scope: &PartnershipScope, id: ProgrammeId, form: Fields) -> New {
    let title = scope.viewer.speaker().say("behaviour-new");
    let shell = Shell::within(app, scope, title).step(app, scope, Step::Programme).narrow();
    New { shell, form, path: format!("{}/{id}", path_of(scope)) }
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    show(&page(&app, &scope, id, Fields::default()))
}

pub async fn add(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    mut form: Fields,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let (text, low, high) = (form.text("text", 300), form.text("low", 300), form.text("high", 300));
    if form.has_faults() {
        return show_again(&page(&app, &scope, id, form));
    }
    let tx = app.db().begin().await?;
    name(&tx, act(&app, &scope), &programme, &text, &low, &high).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-behaviour")
}

pub async fn remove(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, behaviour)): Path<(PartnershipId, ProgrammeId, BehaviourId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let tx = app.db().begin().await?;
    if !take_out(&tx, act(&app, &scope), &programme, behaviour).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-removed")
}
