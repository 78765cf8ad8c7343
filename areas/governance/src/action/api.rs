//! Actions over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::expected::ExpectedJson;
use super::pages::{action_of, known, read, resource, take_check};
use super::{Action, ActionId, add, done, finish, open, reopen};
use crate::measure;
use crate::owner::OwnerJson;

#[derive(Serialize, ToSchema)]
#[schema(as = Action)]
pub struct ActionJson {
    id: uuid::Uuid,
    /// The quarter in whose review it arose, such as `2026-Q3`.
    period: String,
    text: String,
    owner: OwnerJson,
    /// A date.
    due: String,
    /// An instant, as RFC 3339; nothing while it is open.
    done_at: Option<String>,
    /// The blameless review that it comes from.
    blameless: Option<uuid::Uuid>,
    expected: Option<ExpectedJson>,
    /// `seen`, `partly` or `not-seen`, where someone looked whether its effect came.
    outcome: Option<&'static str>,
    /// What was seen, and where.
    seen: Option<String>,
}

/// Every open action, or a page of those that are done, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct Actions {
    actions: Vec<ActionJson>,
    next: Option<uuid::Uuid>,
}

/// An action to agree on.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewAction {
    text: String,
    /// `organisation`, `partner`, or the id of someone who works on one of these sides.
    owner: String,
    /// A date.
    due: String,
    /// The quarter in whose review it arose; without it the one that is due for review.
    period: Option<String>,
    /// The open blameless review that it comes from.
    blameless: Option<uuid::Uuid>,
    /// What it is to move, as a figure of `GET …/measures` is named, with the three that follow.
    measure: Option<String>,
    /// `higher` or `lower`.
    direction: Option<String>,
    amount: Option<f64>,
    /// A date.
    by: Option<String>,
}

/// What was seen of an action's effect.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewActionCheck {
    /// `seen`, `partly` or `not-seen`.
    outcome: String,
    /// What was seen, and where.
    seen: String,
}

#[derive(Serialize, ToSchema)]
pub struct ActionAgreed {
    id: uuid::Uuid,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<ActionId>,
    done: Option<bool>,
}

fn json(action: Action) -> ActionJson {
    ActionJson {
        id: action.id.0,
        period: action.period.to_string(),
        text: action.text,
        owner: OwnerJson::new(action.owner, action.owner_name),
        due: action.due.to_string(),
        done_at: action.done_at.map(|at| at.to_string()),
        blameless: action.blameless.map(|review| review.0),
        expected: action.expected.as_ref().map(ExpectedJson::new),
        outcome: action.check.as_ref().map(|check| check.outcome.word()),
        seen: action.check.map(|check| check.seen),
    }
}

/// A figure that both sides see.
#[derive(Serialize, ToSchema)]
pub struct Measure {
    /// What it is called in a request.
    measure: String,
    level: u8,
    /// Its name in the language of the reader.
    name: String,
}

#[derive(Serialize, ToSchema)]
pub struct Measures {
    measures: Vec<Measure>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/measures", tag = "governance",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Measures), (status = 401), (status = 403), (status = 404)))]
pub async fn get_measures(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "action.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let known = measure::known(app.db(), &scope.partnership, app.now()).await?;
    let measures = known.iter().map(|line| Measure {
        measure: measure::word(line),
        level: line.level,
        name: measure::name(&t, line),
    });
    Ok(Json(Measures { measures: measures.collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/actions/{action}/check", tag = "governance",
    request_body = NewActionCheck, params(("partnership" = uuid::Uuid, Path), ("action" = uuid::Uuid, Path)),
    responses((status = 201, body = ActionJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_check(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ActionId)>,
    mut form: Fields,
) -> Answer {
    let action = action_of(&app, &scope, id).await?;
    scope.require(&app, "action.finish", &resource(&scope))?;
    if !take_check(&app, &scope, &action, &mut form).await? {
        return Err(form.into());
    }
    let action = action_of(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(json(action))).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/actions", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("done" = Option<bool>, Query), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Actions), (status = 401), (status = 403), (status = 404)))]
pub async fn get_actions(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "action.list", &resource(&scope))?;
    if asked.done != Some(true) {
        let actions = open(app.db(), scope.tenant(), scope.id()).await?;
        return Ok(Json(Actions { actions: actions.into_iter().map(json).collect(), next: None }).into_response());
    }
    let mut actions = done(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = actions.len() > 50;
    actions.truncate(50);
    let next = actions.last().filter(|_| more).map(|action| action.id.0);
    Ok(Json(Actions { actions: actions.into_iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/actions", tag = "governance", request_body = NewAction,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ActionAgreed), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_action(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "action.agree", &resource(&scope))?;
    let known = known(&app, &scope, &mut form).await?;
    let Some(new) = read(&app, &mut form, &known) else { return Err(form.into()) };
    let tx = app.db().begin().await?;
    let id = add(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), new).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(ActionAgreed { id: id.0 })).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/actions/{action}/completion", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("action" = uuid::Uuid, Path)),
    responses((status = 201, body = ActionJson), (status = 401), (status = 403), (status = 404)))]
pub async fn post_completion(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ActionId)>,
) -> Answer {
    let action = action_of(&app, &scope, id).await?;
    scope.require(&app, "action.finish", &resource(&scope))?;
    let tx = app.db().begin().await?;
    finish(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), &action).await?;
    tx.commit().await?;
    let action = action_of(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(json(action))).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/actions/{action}/completion", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("action" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub async fn delete_completion(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ActionId)>,
) -> Answer {
    let action = action_of(&app, &scope, id).await?;
    scope.require(&app, "action.finish", &resource(&scope))?;
    let tx = app.db().begin().await?;
    reopen(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), &action).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
