//! Success cases over the API: everything for those who keep them, for all others what people consented to.

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

use super::change_pages::{agree, check, kept, note, sample_as, take_away, tell};
use super::pages::{load, visible};
use super::{Case, CaseId, resource};

#[derive(Serialize, ToSchema)]
#[schema(as = SuccessCase)]
pub struct CaseJson {
    id: uuid::Uuid,
    /// `success` or `no-success`.
    kind: &'static str,
    /// `drawn`, `written`, `consented`, `verified` or `withdrawn`.
    state: &'static str,
    /// Nothing where the person wants no name.
    name: Option<String>,
    used: Option<String>,
    result: Option<String>,
    helped: Option<String>,
    proof: Option<String>,
    /// What to send as `version` with other words.
    version: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewWilling {
    programme: uuid::Uuid,
    /// Addresses, with commas between them.
    people: String,
    /// How they agreed.
    source: String,
}

#[derive(Serialize, ToSchema)]
pub struct WillingNoted {
    new: usize,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewDraw {
    programme: uuid::Uuid,
    seed: String,
}

#[derive(Serialize, ToSchema)]
pub struct Drawn {
    cases: Vec<uuid::Uuid>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCaseStory {
    used: String,
    result: String,
    helped: String,
    proof: String,
    /// Of the words that the writer saw.
    version: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCaseConsent {
    /// `name` or `anonymous`.
    named: String,
    /// `organisation` or `both`.
    audience: String,
    /// How it was given.
    consent: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCaseVerification {
    how: String,
}

fn json(case: Case, keeps: bool) -> CaseJson {
    let name =
        if keeps { Some(case.person.clone()).filter(|name| !name.is_empty()) } else { case.name().map(str::to_owned) };
    let state = case.state();
    let (used, result, helped, proof) = match case.story {
        Some(story) => (Some(story.used), Some(story.result), Some(story.helped), Some(story.proof)),
        None => (None, None, None, None),
    };
    CaseJson { id: case.id.0, kind: case.kind.word(), state, name, used, result, helped, proof, version: case.version }
}

async fn again(app: &App, scope: &PartnershipScope, id: CaseId, status: StatusCode) -> Answer {
    let case = load(app, scope, id).await?;
    Ok((status, Json(json(case, true))).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/success-cases", tag = "study",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<CaseJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_cases(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "success.view", &resource(&scope))?;
    let keeps = scope.may(&app, "success.keep", &resource(&scope));
    let cases = visible(&app, &scope).await?;
    Ok(Json(cases.into_iter().map(|case| json(case, keeps)).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/success-cases/{case}", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("case" = uuid::Uuid, Path)),
    responses((status = 200, body = CaseJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_case(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
) -> Answer {
    let case = load(&app, &scope, id).await?;
    let keeps = scope.may(&app, "success.keep", &resource(&scope));
    Ok(Json(json(case, keeps)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/success-willing", tag = "study", request_body = NewWilling,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = WillingNoted), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_willing(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    match note(&app, &scope, &mut form).await? {
        Some(new) => Ok((StatusCode::CREATED, Json(WillingNoted { new })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/success-draws", tag = "study", request_body = NewDraw,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = Drawn), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_draw(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    match sample_as(&app, &scope, &mut form).await? {
        Some(ids) => {
            let cases = ids.into_iter().map(|id| id.0).collect();
            Ok((StatusCode::CREATED, Json(Drawn { cases })).into_response())
        }
        None => Err(form.into()),
    }
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/success-cases/{case}/story", tag = "study",
    request_body = NewCaseStory, params(("partnership" = uuid::Uuid, Path), ("case" = uuid::Uuid, Path)),
    responses((status = 200, body = CaseJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn put_story(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
    mut form: Fields,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    if !tell(&app, &scope, &case, &mut form).await? {
        return Err(form.into());
    }
    again(&app, &scope, id, StatusCode::OK).await
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/success-cases/{case}/consent", tag = "study",
    request_body = NewCaseConsent, params(("partnership" = uuid::Uuid, Path), ("case" = uuid::Uuid, Path)),
    responses((status = 201, body = CaseJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_consent(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
    mut form: Fields,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    if !agree(&app, &scope, &case, &mut form).await? {
        return Err(form.into());
    }
    again(&app, &scope, id, StatusCode::CREATED).await
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/success-cases/{case}/consent", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("case" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_consent(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    take_away(&app, &scope, &case).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/success-cases/{case}/verification", tag = "study",
    request_body = NewCaseVerification, params(("partnership" = uuid::Uuid, Path), ("case" = uuid::Uuid, Path)),
    responses((status = 201, body = CaseJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_verification(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
    mut form: Fields,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    if !check(&app, &scope, &case, &mut form).await? {
        return Err(form.into());
    }
    again(&app, &scope, id, StatusCode::CREATED).await
}
