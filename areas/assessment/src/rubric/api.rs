//! Rubrics over the API.

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

use super::pages::{load, make};
use super::{Rubric, RubricId, agreement, of_partnership};
use crate::act::resource;
use crate::demonstration::of_rubric;

/// A rubric.
#[derive(Serialize, ToSchema)]
#[schema(as = Rubric)]
pub struct RubricJson {
    id: uuid::Uuid,
    title: String,
    programme: uuid::Uuid,
    module: Option<uuid::Uuid>,
    tier: i64,
    criteria: Vec<CriterionJson>,
    /// The level that is asked of every criterion, the lowest being 1; nothing where none is asked.
    asked: Option<i64>,
    demonstrations: i64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Criterion)]
pub struct CriterionJson {
    title: String,
    /// The lowest level first.
    anchors: Vec<String>,
    /// Cohen's kappa with quadratic weights of the two raters; nothing of fewer than five demonstrations.
    kappa: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: Option<usize>,
}

/// Rubrics, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct Rubrics {
    rubrics: Vec<RubricSummary>,
    next: Option<uuid::Uuid>,
}

#[derive(Serialize, ToSchema)]
pub struct RubricSummary {
    id: uuid::Uuid,
    title: String,
    programme: uuid::Uuid,
    demonstrations: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewRubric {
    title: String,
    /// The id of a programme, or of a programme and one of its modules with a colon between them.
    subject: String,
    /// 5 or 6.
    tier: i64,
    /// Up to `criterion-8`.
    #[serde(rename = "criterion-1")]
    criterion_1: String,
    /// One anchor a line, the lowest level first; up to `anchors-8`.
    #[serde(rename = "anchors-1")]
    anchors_1: String,
    /// The level that is asked of every criterion, the lowest being 1.
    asked: Option<i64>,
}

async fn one(app: &App, scope: &PartnershipScope, rubric: Rubric) -> Result<RubricJson, Problem> {
    let all = of_rubric(app.db(), scope.tenant(), rubric.id).await?;
    let enough = all.iter().filter(|one| one.scores.len() == 2).count() as u64 >= crate::SMALLEST_GROUP;
    let criteria = rubric.criteria().into_iter().enumerate().map(|(place, criterion)| {
        let kappa = agreement(&all, place, criterion.anchors.len()).filter(|_| enough);
        let agreed = kappa.map(|kappa| kappa.agreement);
        CriterionJson {
            title: criterion.title,
            anchors: criterion.anchors,
            kappa: agreed.as_ref().map(|agreed| agreed.value),
            low: agreed.as_ref().map(|agreed| agreed.interval.low),
            high: agreed.as_ref().map(|agreed| agreed.interval.high),
            n: agreed.as_ref().map(|agreed| agreed.n),
        }
    });
    Ok(RubricJson {
        id: rubric.id.0,
        criteria: criteria.collect(),
        title: rubric.title,
        programme: rubric.programme_id.0,
        module: rubric.module_id.map(|id| id.0),
        tier: rubric.tier,
        asked: rubric.asked,
        demonstrations: rubric.demonstrations,
    })
}

#[derive(Deserialize)]
pub struct Before {
    before: Option<RubricId>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/rubrics", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Rubrics), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rubrics(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Before>) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let mut rubrics = of_partnership(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = rubrics.len() > 50;
    rubrics.truncate(50);
    let next = rubrics.last().filter(|_| more).map(|rubric| rubric.id.0);
    let rubrics = rubrics.into_iter().map(|rubric| RubricSummary {
        id: rubric.id.0,
        title: rubric.title,
        programme: rubric.programme_id.0,
        demonstrations: rubric.demonstrations,
    });
    Ok(Json(Rubrics { rubrics: rubrics.collect(), next }).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/rubrics/{rubric}", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("rubric" = uuid::Uuid, Path)),
    responses((status = 200, body = RubricJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rubric(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RubricId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let rubric = load(&app, &scope, id).await?;
    Ok(Json(one(&app, &scope, rubric).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/rubrics", tag = "assessment", request_body = NewRubric,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = RubricJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_rubric(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let Some(id) = make(&app, &scope, &mut form).await? else { return Err(form.into()) };
    let rubric = load(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(one(&app, &scope, rubric).await?)).into_response())
}
