//! The immersion over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::insights::{answer_as, found as insight_of, require_as};
use super::pages::{Whole, add_as, found, note_as, read, resource, take_place_as, whole};
use super::{Insight, InsightId, Item, ItemId, Reach, Use, find, find_insight, uses};

/// A part of the plan.
#[derive(Serialize, ToSchema)]
pub struct ImmersionItem {
    id: uuid::Uuid,
    /// `meeting`, `visit` or `reading`.
    kind: &'static str,
    title: String,
    host: String,
    guests: String,
    place: String,
    planned_on: Option<String>,
    /// The day on which it took place.
    done_on: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Insight)]
pub struct InsightJson {
    id: uuid::Uuid,
    number: i64,
    /// The part of the plan that it came of.
    item: uuid::Uuid,
    text: String,
    answer: Option<String>,
    requirement: Option<String>,
    used_in: Vec<UsedIn>,
}

/// What uses a requirement.
#[derive(Serialize, ToSchema)]
pub struct UsedIn {
    /// `module`.
    kind: String,
    id: uuid::Uuid,
    title: String,
}

/// The whole of the immersion.
#[derive(Serialize, ToSchema)]
pub struct Immersion {
    items: Vec<ImmersionItem>,
    insights: Vec<InsightJson>,
    /// How many insights there are, are answered, became a requirement, and are used in the design.
    n: usize,
    answered: usize,
    required: usize,
    used: usize,
    /// Of 1; nothing of no insights.
    share_used: Option<f64>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewImmersionItem {
    /// `meeting`, `visit` or `reading`.
    kind: String,
    title: String,
    host: String,
    guests: String,
    place: Option<String>,
    day: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct TookPlace {
    /// The day, as `YYYY-MM-DD`: not in the future, and not while the planned day is still to come, both by the zone of the
    /// caller. What came earlier than planned gets its new day first.
    on: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewInsight {
    text: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct InsightAnswer {
    answer: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct InsightRequirement {
    requirement: String,
}

fn item_json(item: Item) -> ImmersionItem {
    ImmersionItem {
        id: item.id.0,
        kind: item.words.kind.word(),
        title: item.words.title,
        host: item.words.host,
        guests: item.words.guests,
        place: item.words.place,
        planned_on: item.words.planned_on.map(|day| day.to_string()),
        done_on: item.done_on.map(|day| day.to_string()),
    }
}

fn insight_json(insight: Insight, uses: &[Use]) -> InsightJson {
    let used = uses.iter().filter(|one| one.insight_id == insight.id);
    InsightJson {
        used_in: used
            .map(|one| UsedIn { kind: one.kind.clone(), id: one.target_id, title: one.title.clone() })
            .collect(),
        id: insight.id.0,
        number: insight.number,
        item: insight.item.0,
        text: insight.noted.text,
        answer: insight.answer.map(|said| said.text),
        requirement: insight.requirement.map(|said| said.text),
    }
}

async fn stored_item(app: &App, scope: &PartnershipScope, id: ItemId) -> Result<ImmersionItem, Problem> {
    Ok(item_json(find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?))
}

async fn stored_insight(app: &App, scope: &PartnershipScope, id: InsightId) -> Result<InsightJson, Problem> {
    let insight = find_insight(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    Ok(insight_json(insight, &uses(app.db(), scope.tenant(), scope.id()).await?))
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/immersion", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Immersion), (status = 401), (status = 403), (status = 404)))]
pub async fn get_immersion(State(app): State<App>, scope: PartnershipScope) -> Answer {
    let Whole { items, insights, uses, .. } = whole(&app, &scope).await?;
    let reach = Reach::of(&insights, &uses);
    let answer = Immersion {
        items: items.into_iter().map(item_json).collect(),
        insights: insights.into_iter().map(|insight| insight_json(insight, &uses)).collect(),
        n: reach.insights,
        answered: reach.answered,
        required: reach.required,
        used: reach.used,
        share_used: reach.share(),
    };
    Ok(Json(answer).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/immersion/items", tag = "partnership",
    request_body = NewImmersionItem, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ImmersionItem), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_item(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "immersion.plan", &resource(&scope))?;
    let Some(words) = read(&mut form) else { return Err(form.into()) };
    let id = add_as(&app, &scope, &words).await?;
    Ok((StatusCode::CREATED, Json(stored_item(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/immersion/items/{item}/done", tag = "partnership",
    request_body = TookPlace, params(("partnership" = uuid::Uuid, Path), ("item" = uuid::Uuid, Path)),
    responses((status = 201, body = ImmersionItem), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_done(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ItemId)>,
    mut form: Fields,
) -> Answer {
    let item = found(&app, &scope, id, "immersion.plan").await?;
    if !take_place_as(&app, &scope, &item, &mut form).await? {
        return Err(form.into());
    }
    Ok((StatusCode::CREATED, Json(stored_item(&app, &scope, id).await?)).into_response())
}

/// What the partner learned, in its words.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/immersion/items/{item}/insights", tag = "partnership",
    request_body = NewInsight, params(("partnership" = uuid::Uuid, Path), ("item" = uuid::Uuid, Path)),
    responses((status = 201, body = InsightJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_insight(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ItemId)>,
    mut form: Fields,
) -> Answer {
    let item = found(&app, &scope, id, "insight.note").await?;
    let Some(id) = note_as(&app, &scope, &item, &mut form).await? else { return Err(form.into()) };
    Ok((StatusCode::CREATED, Json(stored_insight(&app, &scope, id).await?)).into_response())
}

/// What the organisation says to it.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/immersion/insights/{insight}/answer", tag = "partnership",
    request_body = InsightAnswer, params(("partnership" = uuid::Uuid, Path), ("insight" = uuid::Uuid, Path)),
    responses((status = 201, body = InsightJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, InsightId)>,
    mut form: Fields,
) -> Answer {
    let insight = insight_of(&app, &scope, id, "insight.answer").await?;
    if !answer_as(&app, &scope, &insight, &mut form).await? {
        return Err(form.into());
    }
    Ok((StatusCode::CREATED, Json(stored_insight(&app, &scope, id).await?)).into_response())
}

/// What it asks of the design.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/immersion/insights/{insight}/requirement", tag = "partnership",
    request_body = InsightRequirement, params(("partnership" = uuid::Uuid, Path), ("insight" = uuid::Uuid, Path)),
    responses((status = 201, body = InsightJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_requirement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, InsightId)>,
    mut form: Fields,
) -> Answer {
    let insight = insight_of(&app, &scope, id, "insight.require").await?;
    if !require_as(&app, &scope, &insight, &mut form).await? {
        return Err(form.into());
    }
    Ok((StatusCode::CREATED, Json(stored_insight(&app, &scope, id).await?)).into_response())
}
