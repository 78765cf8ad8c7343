//! Decisions over the API.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use lustrum_partnership::contact::{Mandate, require_mandate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{read, resource};
use super::{Decision, DecisionId, add, list};
use crate::owner::{OwnerJson, candidates};
use crate::quarter::Quarter;

#[derive(Serialize, ToSchema)]
#[schema(as = Decision)]
pub struct DecisionJson {
    id: uuid::Uuid,
    /// The quarter that it looks back on, such as `2026-Q3`.
    period: String,
    text: String,
    /// The place in the charter that it stands on, empty where there is none.
    clause: String,
    owner: OwnerJson,
    /// A date.
    due: Option<String>,
    /// The meeting in which it was taken.
    meeting: Option<uuid::Uuid>,
    /// The measure of the charter that it is held against, empty where none is named.
    measure: String,
    /// An instant, as RFC 3339.
    made_at: String,
}

/// Decisions, the newest first, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct Decisions {
    decisions: Vec<DecisionJson>,
    next: Option<uuid::Uuid>,
}

/// A decision to write down.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewDecision {
    /// The quarter that it looks back on, such as `2026-Q3`.
    period: String,
    text: String,
    clause: Option<String>,
    /// `organisation`, `partner`, or the id of someone who works on one of these sides.
    owner: String,
    /// A date.
    due: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct DecisionTaken {
    id: uuid::Uuid,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<DecisionId>,
}

fn json(decision: Decision) -> DecisionJson {
    DecisionJson {
        id: decision.id.0,
        period: decision.period.to_string(),
        text: decision.text,
        clause: decision.clause,
        owner: OwnerJson::new(decision.owner, decision.owner_name),
        due: decision.due.map(|due| due.to_string()),
        meeting: decision.meeting.map(|meeting| meeting.0),
        measure: decision.measure,
        made_at: decision.made_at.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/decisions", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Decisions), (status = 401), (status = 403), (status = 404)))]
pub async fn get_decisions(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "decision.list", &resource(&scope))?;
    let mut decisions = list(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = decisions.len() > 50;
    decisions.truncate(50);
    let next = decisions.last().filter(|_| more).map(|decision| decision.id.0);
    Ok(Json(Decisions { decisions: decisions.into_iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/decisions", tag = "governance", request_body = NewDecision,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = DecisionTaken), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_decision(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "decision.take", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::DecideReview).await?;
    let known = candidates(app.db(), &scope.partnership, scope.side).await?;
    let period = form.choice("period", |text| text.parse::<Quarter>().ok());
    let new = read(&mut form, period.unwrap_or(Quarter::at(app.now())), &known);
    let Some(new) = new.filter(|_| !form.has_faults()) else { return Err(form.into()) };
    let tx = app.db().begin().await?;
    let id = add(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), new).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(DecisionTaken { id: id.0 })).into_response())
}
