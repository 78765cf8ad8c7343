//! Studies over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::pages::{list_resource, load, visible};
use super::{Concluded, StudyId};

/// A registered study with its newest estimate.
#[derive(Serialize, ToSchema)]
#[schema(as = Study)]
pub struct StudyJson {
    id: uuid::Uuid,
    title: String,
    question: String,
    /// `rct`, `did` or `comparison`.
    design: String,
    /// What an effect is measured in.
    unit: String,
    source: String,
    /// An instant, as RFC 3339.
    registered_at: String,
    plan_hash: String,
    /// `effect`, `no effect detected`, `not yet conclusive` or `not identifiable`; nothing before the data are opened.
    verdict: Option<String>,
    /// Nothing where nothing identifies it.
    estimate: Option<f64>,
    se: Option<f64>,
    ci: Option<Vec<f64>>,
    n: Option<i64>,
    data_hash: Option<String>,
}

fn json(known: Concluded) -> StudyJson {
    let made = known.estimate.as_ref();
    let finding = made.map(|made| &made.finding);
    StudyJson {
        id: known.study.id.0,
        verdict: finding.and_then(|f| serde_json::to_value(f.verdict).ok()).and_then(|v| v.as_str().map(str::to_owned)),
        estimate: finding.and_then(|finding| finding.estimate),
        se: finding.and_then(|finding| finding.se),
        ci: finding.and_then(|finding| finding.ci).map(|ci| ci.to_vec()),
        n: finding.map(|finding| finding.n),
        data_hash: made.map(|made| made.data_hash.clone()),
        registered_at: known.study.registered_at.to_string(),
        plan_hash: known.study.plan_hash,
        title: known.study.plan.title,
        question: known.study.plan.question,
        design: known.study.plan.design.word().to_owned(),
        unit: known.study.plan.unit,
        source: known.study.plan.source,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/studies", tag = "study",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<StudyJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_studies(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "study.list", &list_resource(&scope))?;
    let studies = visible(&app, &scope).await?;
    Ok(Json(studies.into_iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/studies/{study}", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("study" = uuid::Uuid, Path)),
    responses((status = 200, body = StudyJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_study(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.view", &known.study.resource(known.partner_sees))?;
    Ok(Json(json(known)).into_response())
}
