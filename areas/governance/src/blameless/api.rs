//! Blameless reviews over the API.

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
use lustrum_partnership::By;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::change_pages::{Adding, finish, put, refused};
use super::pages::{load, make, note_read, resource};
use super::read::attachable;
use super::{Blameless, BlamelessId, Entry, EntryId, Part, entries, lacks, list, remove, reopen};
use crate::action;

#[derive(Serialize, ToSchema)]
#[schema(as = BlamelessReview)]
pub struct BlamelessJson {
    id: uuid::Uuid,
    title: String,
    happened: String,
    /// An instant, as RFC 3339.
    begun_at: String,
    /// Nothing while it is open.
    closed_at: Option<String>,
}

/// Blameless reviews, the newest first, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct BlamelessReviews {
    reviews: Vec<BlamelessJson>,
    next: Option<uuid::Uuid>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = BlamelessEntry)]
pub struct EntryJson {
    id: uuid::Uuid,
    /// `evidence`, `contribution` or `condition`.
    kind: &'static str,
    /// `organisation` or `partner`.
    side: &'static str,
    text: String,
    /// One of the twelve levers of a condition; nothing where it is one in own words.
    lever: Option<&'static str>,
    /// `red`, `amber` or `green`, of a condition.
    light: Option<&'static str>,
    /// The figure as it was when it was attached.
    value: Option<f64>,
    n: Option<u64>,
    source: Option<String>,
    link: Option<String>,
}

/// A review with everything in it, what it still lacks, and what can be attached as `figure`.
#[derive(Serialize, ToSchema)]
pub struct BlamelessWhole {
    review: BlamelessJson,
    entries: Vec<EntryJson>,
    actions: Vec<uuid::Uuid>,
    /// `evidence`, `contribution-organisation`, `contribution-partner`, `conditions`, `actions`.
    lacks: Vec<&'static str>,
    figures: Vec<Attachment>,
}

#[derive(Serialize, ToSchema)]
pub struct Attachment {
    figure: String,
    name: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewBlamelessReview {
    title: String,
    /// What was seen, without saying whose doing it was.
    happened: String,
}

/// A figure of the list of the review, or a statement with its source.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewEvidence {
    figure: Option<String>,
    statement: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewContribution {
    /// What the own side added to it.
    contribution: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCondition {
    /// One of the twelve levers, or `own`.
    lever: String,
    condition: String,
    /// `red`, `amber` or `green`.
    light: String,
}

#[derive(Serialize, ToSchema)]
pub struct BlamelessMade {
    id: uuid::Uuid,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<BlamelessId>,
}

fn json(review: &Blameless) -> BlamelessJson {
    BlamelessJson {
        id: review.id.0,
        title: review.title.clone(),
        happened: review.happened.clone(),
        begun_at: review.begun_at.to_string(),
        closed_at: review.closed_at.map(|at| at.to_string()),
    }
}

fn entry_json(entry: Entry) -> EntryJson {
    let mut json = EntryJson {
        id: entry.id.0,
        kind: "contribution",
        side: entry.side.word(),
        text: String::new(),
        lever: None,
        light: None,
        value: None,
        n: None,
        source: None,
        link: None,
    };
    match entry.part {
        Part::Contribution { text } => json.text = text,
        Part::Condition { lever, text, light } => {
            (json.kind, json.text, json.lever, json.light) = ("condition", text, lever, Some(light.word()));
        }
        Part::Evidence { text, figure, source, link } => {
            (json.kind, json.text) = ("evidence", text);
            json.source = (!source.is_empty()).then_some(source);
            json.link = (!link.is_empty()).then_some(link);
            json.value = figure.as_ref().and_then(|line| line.figure.value());
            json.n = figure.as_ref().and_then(|line| line.figure.n());
        }
    }
    json
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/blameless", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = BlamelessReviews), (status = 401), (status = 403), (status = 404)))]
pub async fn get_blameless(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "blameless.list", &resource(&scope))?;
    let mut reviews = list(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = reviews.len() > 50;
    reviews.truncate(50);
    let next = reviews.last().filter(|_| more).map(|review| review.id.0);
    Ok(Json(BlamelessReviews { reviews: reviews.iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/blameless", tag = "governance", request_body = NewBlamelessReview,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = BlamelessMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_blameless(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "blameless.begin", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(BlamelessMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

async fn whole(app: &App, scope: &PartnershipScope, id: BlamelessId) -> Result<BlamelessWhole, Problem> {
    let review = load(app, scope, id).await?;
    let entries = entries(app.db(), scope.tenant(), id).await?;
    note_read(app, scope, &review, &entries).await?;
    let actions = action::of_blameless(app.db(), scope.tenant(), scope.id(), id).await?;
    let known = attachable(app.db(), &scope.partnership, app.now()).await?;
    let figures = known.choices(&scope.viewer.speaker()).into_iter();
    Ok(BlamelessWhole {
        review: json(&review),
        lacks: lacks(&entries, actions.len()).into_iter().map(super::Lack::place).collect(),
        entries: entries.into_iter().map(entry_json).collect(),
        actions: actions.iter().map(|action| action.id.0).collect(),
        figures: figures.map(|(figure, name)| Attachment { figure, name }).collect(),
    })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/blameless/{blameless}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("blameless" = uuid::Uuid, Path)),
    responses((status = 200, body = BlamelessWhole), (status = 401), (status = 403), (status = 404)))]
pub async fn get_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
) -> Answer {
    scope.require(&app, "blameless.view", &resource(&scope))?;
    Ok(Json(whole(&app, &scope, id).await?).into_response())
}

async fn take(app: App, scope: PartnershipScope, id: BlamelessId, mut form: Fields, adding: Adding) -> Answer {
    scope.require(&app, "blameless.add", &resource(&scope))?;
    let review = load(&app, &scope, id).await?;
    if !review.is_open() {
        return Err(refused(super::BlamelessRefused::Closed));
    }
    match put(&app, &scope, &review, &mut form, adding).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(BlamelessMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/blameless/{blameless}/evidence", tag = "governance",
    request_body = NewEvidence, params(("partnership" = uuid::Uuid, Path), ("blameless" = uuid::Uuid, Path)),
    responses((status = 201, body = BlamelessMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_evidence(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
    form: Fields,
) -> Answer {
    take(app, scope, id, form, Adding::Evidence).await
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/blameless/{blameless}/contributions", tag = "governance",
    request_body = NewContribution, params(("partnership" = uuid::Uuid, Path), ("blameless" = uuid::Uuid, Path)),
    responses((status = 201, body = BlamelessMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_contribution(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
    form: Fields,
) -> Answer {
    take(app, scope, id, form, Adding::Contribution).await
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/blameless/{blameless}/conditions", tag = "governance",
    request_body = NewCondition, params(("partnership" = uuid::Uuid, Path), ("blameless" = uuid::Uuid, Path)),
    responses((status = 201, body = BlamelessMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_condition(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
    form: Fields,
) -> Answer {
    take(app, scope, id, form, Adding::Condition).await
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/blameless/{blameless}/entries/{entry}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("blameless" = uuid::Uuid, Path), ("entry" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_entry(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, entry)): Path<(PartnershipId, BlamelessId, EntryId)>,
) -> Answer {
    scope.require(&app, "blameless.add", &resource(&scope))?;
    let review = load(&app, &scope, id).await?;
    let tx = app.db().begin().await?;
    remove(&tx, &By::viewer(&scope, app.now()), &review, entry).await.map_err(refused)?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/blameless/{blameless}/closure", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("blameless" = uuid::Uuid, Path)),
    responses((status = 201, body = BlamelessWhole), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_closure(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
) -> Answer {
    scope.require(&app, "blameless.close", &resource(&scope))?;
    let review = load(&app, &scope, id).await?;
    let mut form = Fields::default();
    if !finish(&app, &scope, &review, &mut form).await? {
        return Err(form.into());
    }
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/blameless/{blameless}/closure", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("blameless" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub async fn delete_closure(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
) -> Answer {
    scope.require(&app, "blameless.close", &resource(&scope))?;
    let review = load(&app, &scope, id).await?;
    let tx = app.db().begin().await?;
    reopen(&tx, &By::viewer(&scope, app.now()), &review).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
