//! Transparency profiles over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use super::pages::{kept_first, resource};
use super::{Profile, Said, store};
use crate::candidate::CandidateId;
use crate::round::RoundId;
use crate::round::pages::{any, load};

/// What a candidate says of itself, and in which version; nothing where it has not said anything.
#[derive(Serialize, ToSchema)]
pub struct TransparencyProfile {
    number: Option<i64>,
    profile: Option<Profile>,
}

/// The profile that a partnership began with, and those of later choices, which replace nothing.
#[derive(Serialize, ToSchema)]
pub struct PartnershipProfile {
    number: Option<i64>,
    profile: Option<Profile>,
    beside: Vec<TransparencyProfile>,
}

fn json(said: Option<Said>) -> TransparencyProfile {
    match said {
        Some(said) => TransparencyProfile { number: Some(said.number), profile: Some(said.profile) },
        None => TransparencyProfile { number: None, profile: None },
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/profile", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 200, body = TransparencyProfile), (status = 401), (status = 403), (status = 404)))]
pub async fn get_profile(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    dossier.candidate(of).ok_or(Problem::NotFound)?;
    Ok(Json(json(store::current(app.db(), scope.organisation(), of).await?)).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/profile", tag = "selection",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = PartnershipProfile), (status = 401), (status = 404)))]
pub async fn get_partnership_profile(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "profile.view", &resource(&scope))?;
    let mut said = kept_first(&app, &scope).await?.into_iter().map(|(_, said)| said);
    let kept = json(said.next().flatten());
    let beside = said.flatten().map(|said| json(Some(said))).collect();
    Ok(Json(PartnershipProfile { number: kept.number, profile: kept.profile, beside }).into_response())
}
