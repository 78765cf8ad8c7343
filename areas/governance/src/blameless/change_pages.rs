//! What both sides put into a blameless review and take out of it, and its end.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;

use super::pages::{load, page, path_of, resource};
use super::read::{self, attachable, people};
use super::{Blameless, BlamelessId, BlamelessRefused, EntryId, Lack, add, close, remove, reopen};
use crate::owner::name_on;

pub(crate) fn refused(refusal: BlamelessRefused) -> Problem {
    match refusal {
        BlamelessRefused::Database(error) => error.into(),
        BlamelessRefused::NoEntry => Problem::NotFound,
        BlamelessRefused::OtherSide => Problem::refused("refusal-blameless-other-side"),
        // What it lacks is said field by field, before it comes to this.
        BlamelessRefused::Closed | BlamelessRefused::Lacks(_) => Problem::refused("refusal-blameless-closed"),
    }
}

/// What is added: evidence, a contribution or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adding {
    Evidence,
    Contribution,
    Condition,
}

/// Adds what the form says, or nothing where a field is at fault.
pub(crate) async fn put(
    app: &App,
    scope: &PartnershipScope,
    review: &Blameless,
    form: &mut Fields,
    adding: Adding,
) -> Result<Option<EntryId>, Problem> {
    let people = people(app.db(), &scope.partnership).await?;
    let part = match adding {
        Adding::Contribution => read::contribution(form, &people),
        Adding::Condition => read::condition(form, &people),
        Adding::Evidence => {
            let known = attachable(app.db(), &scope.partnership, app.now()).await?;
            read::evidence(form, &known, &scope.partnership, &scope.viewer.speaker())
        }
    };
    let Some(part) = part else { return Ok(None) };
    let tx = app.db().begin().await?;
    let id = add(&tx, &By::viewer(scope, app.now()), review, part).await.map_err(refused)?;
    tx.commit().await?;
    Ok(Some(id))
}

async fn take(app: App, scope: PartnershipScope, id: BlamelessId, mut form: Fields, adding: Adding) -> Answer {
    let review = load(&app, &scope, id).await?;
    scope.require(&app, "blameless.add", &resource(&scope))?;
    if !review.is_open() {
        return Err(refused(BlamelessRefused::Closed));
    }
    match put(&app, &scope, &review, &mut form, adding).await? {
        Some(_) => see_and_say(&format!("{}/{id}", path_of(&scope)), "blameless-said-added"),
        None => show_again(&page(&app, &scope, review, form).await?),
    }
}

pub async fn add_evidence(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
    form: Fields,
) -> Answer {
    take(app, scope, id, form, Adding::Evidence).await
}

pub async fn add_contribution(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
    form: Fields,
) -> Answer {
    take(app, scope, id, form, Adding::Contribution).await
}

pub async fn add_condition(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
    form: Fields,
) -> Answer {
    take(app, scope, id, form, Adding::Condition).await
}

pub async fn remove_entry(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, entry)): Path<(PartnershipId, BlamelessId, EntryId)>,
) -> Answer {
    let review = load(&app, &scope, id).await?;
    scope.require(&app, "blameless.add", &resource(&scope))?;
    let tx = app.db().begin().await?;
    remove(&tx, &By::viewer(&scope, app.now()), &review, entry).await.map_err(refused)?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "blameless-said-removed")
}

/// Closes a review; what it lacks is a fault at the place where it belongs.
pub(crate) async fn finish(
    app: &App,
    scope: &PartnershipScope,
    review: &Blameless,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let tx = app.db().begin().await?;
    match close(&tx, &By::viewer(scope, app.now()), review).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(BlamelessRefused::Lacks(lacks)) => {
            for lack in lacks {
                let fault = Fault::new(lack.key());
                let fault = match lack {
                    Lack::Contribution(side) => fault.with("side", name_on(&scope.partnership, side)),
                    _ => fault,
                };
                form.refuse(lack.place(), fault);
            }
            Ok(false)
        }
        Err(other) => Err(refused(other)),
    }
}

pub async fn close_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
) -> Answer {
    let review = load(&app, &scope, id).await?;
    scope.require(&app, "blameless.close", &resource(&scope))?;
    let mut form = Fields::default();
    if finish(&app, &scope, &review, &mut form).await? {
        return see_and_say(&format!("{}/{id}", path_of(&scope)), "blameless-said-closed");
    }
    show_again(&page(&app, &scope, review, form).await?)
}

pub async fn reopen_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
) -> Answer {
    let review = load(&app, &scope, id).await?;
    scope.require(&app, "blameless.close", &resource(&scope))?;
    let tx = app.db().begin().await?;
    reopen(&tx, &By::viewer(&scope, app.now()), &review).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "blameless-said-reopened")
}
