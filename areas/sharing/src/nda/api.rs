//! NDAs over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, require_mandate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{end_as, put_in_force_as, read, resource, seen, sign_as, visible, write_as};
use super::{Nda, NdaId, Signature, find, signatures};

/// The text under which people of the partner's side enter the data room.
#[derive(Serialize, ToSchema)]
#[schema(as = Nda)]
pub struct NdaJson {
    id: uuid::Uuid,
    english: String,
    dutch: String,
    /// SHA-256 of the exact text in both languages with its days and sides; a signature names it.
    hash: String,
    /// First and last day, in UTC.
    from: String,
    until: String,
    /// `draft`, `upcoming`, `in-force`, `expired` or `ended`.
    standing: &'static str,
    signatures: Vec<NdaSignature>,
}

#[derive(Serialize, ToSchema)]
pub struct NdaSignature {
    person: uuid::Uuid,
    name: String,
    signs_for: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct Ndas {
    ndas: Vec<NdaJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewNda {
    english: String,
    dutch: String,
    from: String,
    until: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewNdaSignature {
    /// The hash of the text that was read.
    hash: String,
}

fn json(nda: Nda, signatures: Vec<Signature>, now: Moment) -> NdaJson {
    let standing = nda.standing_at(now).word();
    let signature = |given: Signature| NdaSignature {
        person: given.person_id.0,
        name: given.name,
        signs_for: given.signs_for,
        at: given.at.to_string(),
    };
    NdaJson {
        id: nda.id.0,
        english: nda.words.english,
        dutch: nda.words.dutch,
        hash: nda.hash,
        from: nda.words.from.to_string(),
        until: nda.words.until.to_string(),
        standing,
        signatures: signatures.into_iter().map(signature).collect(),
    }
}

async fn stored(app: &App, scope: &PartnershipScope, id: NdaId) -> Result<NdaJson, Problem> {
    let nda = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    Ok(json(nda, signatures(app.db(), scope.tenant(), id).await?, app.now()))
}

/// Without signatures; one NDA tells who signed it.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/room/ndas", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Ndas), (status = 401), (status = 403), (status = 404)))]
pub async fn get_ndas(State(app): State<App>, scope: PartnershipScope) -> Answer {
    let ndas = visible(&app, &scope).await?.into_iter().map(|nda| json(nda, Vec::new(), app.now())).collect();
    Ok(Json(Ndas { ndas }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/room/ndas", tag = "sharing", request_body = NewNda,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = NdaJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_nda(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "nda.write", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::ReleaseData).await?;
    let Some(words) = read(&mut form) else { return Err(form.into()) };
    let id = write_as(&app, &scope, &words).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/room/ndas/{nda}", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("nda" = uuid::Uuid, Path)),
    responses((status = 200, body = NdaJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_nda(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
) -> Answer {
    seen(&app, &scope, id).await?;
    Ok(Json(stored(&app, &scope, id).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/room/ndas/{nda}/force", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("nda" = uuid::Uuid, Path)),
    responses((status = 201, body = NdaJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_force(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
) -> Answer {
    put_in_force_as(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/room/ndas/{nda}/end", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("nda" = uuid::Uuid, Path)),
    responses((status = 201, body = NdaJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_end(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
) -> Answer {
    end_as(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}

/// Signs for whoever asks, over the text of this hash.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/room/ndas/{nda}/signatures", tag = "sharing",
    request_body = NewNdaSignature,
    params(("partnership" = uuid::Uuid, Path), ("nda" = uuid::Uuid, Path)),
    responses((status = 201, body = NdaJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_signature(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
    form: Fields,
) -> Answer {
    let nda = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    scope.require(&app, "nda.sign", &nda.resource(app.now()))?;
    let nda = seen(&app, &scope, nda.id).await?;
    sign_as(&app, &scope, &nda, form.value("hash")).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}
