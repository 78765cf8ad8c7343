//! Asks over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{ask_of, read, resource};
use super::{Ask, AskId, newest_first, open, pace};
use crate::By;
use crate::contact::{Holding, all};
use crate::terms::usual_currency;

/// A decision that is asked of whoever holds the mandate.
#[derive(Serialize, ToSchema)]
#[schema(as = Ask)]
pub struct AskJson {
    id: uuid::Uuid,
    /// `organisation` or `partner`.
    side: String,
    mandate: String,
    /// How much it is about, in minor units of its currency.
    amount: Option<i64>,
    currency: Option<String>,
    text: String,
    link: Option<String>,
    asker: String,
    asked_at: String,
    /// For whom it waits; nobody where it does not wait any more.
    waits_for: Vec<String>,
    answer: Option<String>,
    answerer: Option<String>,
    answered_at: Option<String>,
    withdrawn: bool,
}

#[derive(Serialize, ToSchema)]
pub struct AsksJson {
    /// Those that wait, the oldest first, then the newest that are done with.
    asks: Vec<AskJson>,
    median_days: Option<f64>,
    longest_days: Option<f64>,
    n: usize,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewAsk {
    mandate: String,
    /// How much it is about, in minor units: it goes to those whose mandate reaches so far.
    amount: Option<i64>,
    /// Without it the currency of the terms, and where there are none euros.
    currency: Option<String>,
    text: String,
    /// The path of a page of this partnership.
    link: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewAnswer {
    answer: String,
}

fn json(app: &App, held: &[Holding], ask: Ask) -> AskJson {
    let waits = if ask.open() { ask.waits_for(held, app.now()) } else { Vec::new() };
    AskJson {
        id: ask.id.0,
        side: ask.side.word().to_owned(),
        mandate: ask.mandate.word().to_owned(),
        amount: ask.amount.as_ref().map(|amount| amount.minor),
        currency: ask.amount.map(|amount| amount.currency),
        waits_for: waits.into_iter().map(|held| held.name.clone()).collect(),
        text: ask.text,
        link: ask.link,
        asker: ask.asker,
        asked_at: ask.asked_at.to_string(),
        answerer: ask.answer.as_ref().map(|answer| answer.name.clone()),
        answered_at: ask.answer.as_ref().map(|answer| answer.at.to_string()),
        answer: ask.answer.map(|answer| answer.words),
        withdrawn: ask.withdrawn,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/asks", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = AsksJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_asks(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "asks.view", &resource(&scope))?;
    let held = all(app.db(), scope.tenant(), scope.id()).await?;
    let waiting = open(app.db(), scope.tenant(), scope.id()).await?;
    let done = newest_first(app.db(), scope.tenant(), scope.id(), None, 100).await?;
    let pace = pace(&done);
    let asks = waiting.into_iter().chain(done).map(|ask| json(&app, &held, ask)).collect();
    let (median_days, longest_days) = (pace.map(|known| known.0), pace.map(|known| known.1));
    let n = pace.map_or(0, |known| known.2);
    Ok(Json(AsksJson { asks, median_days, longest_days, n }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/asks", tag = "partnership", request_body = NewAsk,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = AskJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_ask(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "asks.make", &resource(&scope))?;
    let usual = usual_currency(app.db(), scope.tenant(), scope.id()).await?;
    let Some(asked) = read(&mut form, &scope, &usual) else { return Err(form.into()) };
    let tx = app.db().begin().await?;
    let by = By::viewer(&scope, app.now());
    let id = asked.make(&tx, &by, &scope.viewer.name).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(known(&app, &scope, id).await?)).into_response())
}

async fn known(app: &App, scope: &PartnershipScope, id: AskId) -> Result<AskJson, lustrum_kernel::problem::Problem> {
    let held = all(app.db(), scope.tenant(), scope.id()).await?;
    Ok(json(app, &held, ask_of(app, scope, id).await?))
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/asks/{ask}/answer", tag = "partnership", request_body = NewAnswer,
    params(("partnership" = uuid::Uuid, Path), ("ask" = uuid::Uuid, Path)),
    responses((status = 201, body = AskJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AskId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "asks.answer", &resource(&scope))?;
    ask_of(&app, &scope, id).await?;
    let words = form.text("answer", 1_000);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    super::answer(&tx, &By::viewer(&scope, app.now()), id, &words).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(known(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/asks/{ask}", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("ask" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_ask(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AskId)>,
) -> Answer {
    scope.require(&app, "asks.make", &resource(&scope))?;
    ask_of(&app, &scope, id).await?;
    let tx = app.db().begin().await?;
    super::withdraw(&tx, &By::viewer(&scope, app.now()), id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
