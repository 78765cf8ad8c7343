//! Items over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
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

use super::pages::{load_item, read, rewrite, writer};
use super::{Item, ItemId, Task, add, form, of_bank, retire};
use crate::act::{act, resource};
use crate::bank::pages::{A_PAGE, Asked, load};
use crate::bank::{Bank, BankId};

/// An item as its newest version has it.
#[derive(Serialize, ToSchema)]
#[schema(as = Item)]
pub struct ItemJson {
    id: uuid::Uuid,
    version: i64,
    /// `single`, `multiple`, `numeric`, `ordering`, `short-text` or `matching`.
    kind: String,
    points: f64,
    /// Whether an answer that is right in part gives part of the points.
    partial: bool,
    /// Of the learning-transfer evaluation model: 4, 5 or 6.
    tier: i64,
    skill: String,
    module: Option<uuid::Uuid>,
    retired: bool,
    writer: String,
    /// Only for those who design.
    answer: Option<f64>,
    tolerance: Option<f64>,
    texts: Vec<ItemText>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemText {
    language: String,
    prompt: String,
    /// As a form has them, with a star before what is right, for those who design; empty for others.
    lines: String,
    feedback: String,
}

/// Items, `next` being what to ask for as `after` where there are more.
#[derive(Serialize, ToSchema)]
pub struct Items {
    items: Vec<ItemJson>,
    next: Option<uuid::Uuid>,
}

/// For each language of the item `prompt-xx`, `lines-xx` (a star before what is right, `option = target` for pairs, the
/// right order where an order is asked, the accepted forms of short text) and `feedback-xx`.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewItem {
    kind: String,
    tier: i64,
    points: f64,
    partial: Option<bool>,
    skill: Option<String>,
    module: Option<uuid::Uuid>,
    answer: Option<f64>,
    tolerance: Option<f64>,
    #[serde(rename = "prompt-en")]
    prompt_en: Option<String>,
    #[serde(rename = "lines-en")]
    lines_en: Option<String>,
    #[serde(rename = "prompt-nl")]
    prompt_nl: Option<String>,
    #[serde(rename = "lines-nl")]
    lines_nl: Option<String>,
    /// The version that is rewritten, for a change.
    expected: Option<i64>,
}

fn json(bank: &Bank, item: &Item, designs: bool) -> Option<ItemJson> {
    let content = item.content()?;
    let number = match content.task {
        Task::Numeric { answer, tolerance } if designs => Some((answer, tolerance)),
        _ => None,
    };
    let lines = |language: &str, text| {
        if designs { form::lines(&content.task, text, language == bank.language) } else { String::new() }
    };
    Some(ItemJson {
        id: item.id.0,
        version: item.version,
        kind: item.kind.clone(),
        points: content.points,
        partial: content.partial,
        tier: item.tier,
        skill: item.skill.clone(),
        module: item.module_id.map(|id| id.0),
        retired: item.retired_at.is_some(),
        writer: item.writer.clone(),
        answer: number.map(|(answer, _)| answer),
        tolerance: number.map(|(_, tolerance)| tolerance),
        texts: content
            .texts
            .iter()
            .map(|(language, text)| ItemText {
                language: language.clone(),
                prompt: text.prompt.clone(),
                lines: lines(language, text),
                feedback: text.feedback.clone(),
            })
            .collect(),
    })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/banks/{bank}/items", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("bank" = uuid::Uuid, Path), ("after" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Items), (status = 401), (status = 403), (status = 404)))]
pub async fn get_items(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let mut items = of_bank(app.db(), scope.tenant(), id, asked.after, true, A_PAGE + 1).await?;
    let more = items.len() as i64 > A_PAGE;
    items.truncate(A_PAGE as usize);
    let next = items.last().filter(|_| more).map(|item| item.id.0);
    let designs = scope.may(&app, "assessment.design", &resource(&scope));
    let items = items.iter().filter_map(|item| json(&bank, item, designs)).collect();
    Ok(Json(Items { items, next }).into_response())
}

async fn one(app: &App, scope: &PartnershipScope, bank: &Bank, id: ItemId) -> Result<ItemJson, Problem> {
    let item = load_item(app, scope, bank.id, id).await?;
    let designs = scope.may(app, "assessment.design", &resource(scope));
    json(bank, &item, designs).ok_or_else(|| Problem::Broken(format!("item {id} can't be read")))
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/banks/{bank}/items/{item}", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("bank" = uuid::Uuid, Path), ("item" = uuid::Uuid, Path)),
    responses((status = 200, body = ItemJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_item(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, bank, id)): Path<(PartnershipId, BankId, ItemId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let bank = load(&app, &scope, bank).await?;
    Ok(Json(one(&app, &scope, &bank, id).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/banks/{bank}/items", tag = "assessment", request_body = NewItem,
    params(("partnership" = uuid::Uuid, Path), ("bank" = uuid::Uuid, Path)),
    responses((status = 201, body = ItemJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_item(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let Some(words) = read(&app, &scope, &bank, &mut form).await? else { return Err(form.into()) };
    let tx = app.db().begin().await?;
    let ids = add(&tx, act(&app, &scope), &bank, &[words], &writer(&scope)).await?;
    tx.commit().await?;
    let id = ids.first().copied().ok_or(Problem::NotFound)?;
    Ok((StatusCode::CREATED, Json(one(&app, &scope, &bank, id).await?)).into_response())
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/banks/{bank}/items/{item}", tag = "assessment", request_body = NewItem,
    params(("partnership" = uuid::Uuid, Path), ("bank" = uuid::Uuid, Path), ("item" = uuid::Uuid, Path)),
    responses((status = 200, body = ItemJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_item(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, bank, id)): Path<(PartnershipId, BankId, ItemId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, bank).await?;
    let item = load_item(&app, &scope, bank.id, id).await?;
    if rewrite(&app, &scope, &bank, &item, &mut form).await?.is_none() {
        return Err(form.into());
    }
    Ok(Json(one(&app, &scope, &bank, id).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/banks/{bank}/items/{item}/retirement", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("bank" = uuid::Uuid, Path), ("item" = uuid::Uuid, Path)),
    responses((status = 200, body = ItemJson), (status = 401), (status = 403), (status = 404)))]
pub async fn post_retirement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, bank, id)): Path<(PartnershipId, BankId, ItemId)>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, bank).await?;
    load_item(&app, &scope, bank.id, id).await?;
    let tx = app.db().begin().await?;
    retire(&tx, act(&app, &scope), &bank, id).await?;
    tx.commit().await?;
    Ok(Json(one(&app, &scope, &bank, id).await?).into_response())
}
