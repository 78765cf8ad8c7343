//! The register of assets over the API.

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
use lustrum_sharing::asset::{Asset, AssetId, Rights, Version, list, terms_of};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{Asked, confirm_as, load, refused, resource};
use super::terms_pages::{change, make};

#[derive(Serialize, ToSchema)]
pub struct AssetRights {
    /// In this partnership, as long as it lasts.
    during: bool,
    /// After its end.
    after: bool,
    /// In partnerships with others.
    elsewhere: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AssetTerms)]
pub struct TermsJson {
    version: i64,
    authors_organisation: String,
    authors_partner: String,
    /// `joint`, `own`, or an identifier of the SPDX list.
    licence: String,
    words: String,
    organisation: AssetRights,
    partner: AssetRights,
    /// `organisation` or `partner`: who proposed it.
    side: &'static str,
    /// An instant, as RFC 3339.
    proposed_at: String,
    /// Nothing while the other side has not confirmed.
    confirmed_at: Option<String>,
}

/// An asset with the terms that hold, or that wait where none do yet.
#[derive(Serialize, ToSchema)]
#[schema(as = Asset)]
pub struct AssetJson {
    id: uuid::Uuid,
    /// `module`, `scenario`, `case`, `rubric`, `item-bank`, `document`, `form` or `tool`.
    kind: &'static str,
    /// The id of what it is, where that has one.
    target: Option<uuid::Uuid>,
    title: String,
    /// The newest version of its terms.
    version: i64,
    /// The version that holds.
    confirmed: Option<i64>,
    terms: TermsJson,
}

/// The register, the newest first, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct Assets {
    assets: Vec<AssetJson>,
    next: Option<uuid::Uuid>,
}

/// An asset with every version of its terms, the newest first.
#[derive(Serialize, ToSchema)]
pub struct AssetWhole {
    asset: AssetJson,
    versions: Vec<TermsJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewAssetTerms {
    /// The version that was seen.
    seen: Option<i64>,
    #[serde(rename = "authors-organisation")]
    authors_organisation: Option<String>,
    #[serde(rename = "authors-partner")]
    authors_partner: Option<String>,
    licence: String,
    words: Option<String>,
    /// Any of `during`, `after`, `elsewhere`.
    #[serde(rename = "rights-organisation")]
    rights_organisation: Vec<String>,
    #[serde(rename = "rights-partner")]
    rights_partner: Vec<String>,
}

/// What is registered: `target` as a kind and an id (`module 0192…`), or a kind and a title.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewAsset {
    target: Option<String>,
    kind: Option<String>,
    title: Option<String>,
    #[serde(rename = "authors-organisation")]
    authors_organisation: Option<String>,
    #[serde(rename = "authors-partner")]
    authors_partner: Option<String>,
    licence: String,
    words: Option<String>,
    #[serde(rename = "rights-organisation")]
    rights_organisation: Vec<String>,
    #[serde(rename = "rights-partner")]
    rights_partner: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewAssetConfirmation {
    /// The version that was seen.
    version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct AssetMade {
    id: uuid::Uuid,
}

fn rights(rights: Rights) -> AssetRights {
    AssetRights { during: rights.during, after: rights.after, elsewhere: rights.elsewhere }
}

fn terms(version: Version) -> TermsJson {
    TermsJson {
        version: version.number,
        organisation: rights(version.terms.organisation),
        partner: rights(version.terms.partner),
        authors_organisation: version.terms.authors_organisation,
        authors_partner: version.terms.authors_partner,
        licence: version.terms.licence,
        words: version.terms.words,
        side: version.side.word(),
        proposed_at: version.proposed_at.to_string(),
        confirmed_at: version.confirmed_at.map(|at| at.to_string()),
    }
}

fn json((asset, version): (Asset, Version)) -> AssetJson {
    AssetJson {
        id: asset.id.0,
        kind: asset.kind.word(),
        target: asset.target,
        title: asset.title,
        version: asset.version,
        confirmed: asset.confirmed,
        terms: terms(version),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/assets", tag = "exit",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Assets), (status = 401), (status = 403), (status = 404)))]
pub async fn get_assets(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "asset.view", &resource(&scope))?;
    let mut known = list(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = known.len() > 50;
    known.truncate(50);
    let next = known.last().filter(|_| more).map(|(asset, _)| asset.id.0);
    Ok(Json(Assets { assets: known.into_iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/assets", tag = "exit", request_body = NewAsset,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = AssetMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_asset(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "asset.propose", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(AssetMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

type OfAsset = Path<(PartnershipId, AssetId)>;

async fn whole(app: &App, scope: &PartnershipScope, id: AssetId) -> Result<AssetWhole, Problem> {
    let asset = load(app, scope, id).await?;
    let versions = terms_of(app.db(), scope.tenant(), id).await?;
    let shown = versions.iter().find(|version| Some(version.number) == asset.confirmed).or(versions.first());
    let shown = shown.cloned().ok_or(Problem::NotFound)?;
    Ok(AssetWhole { asset: json((asset, shown)), versions: versions.into_iter().map(terms).collect() })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/assets/{asset}", tag = "exit",
    params(("partnership" = uuid::Uuid, Path), ("asset" = uuid::Uuid, Path)),
    responses((status = 200, body = AssetWhole), (status = 401), (status = 403), (status = 404)))]
pub async fn get_asset(State(app): State<App>, scope: PartnershipScope, Path((_, id)): OfAsset) -> Answer {
    scope.require(&app, "asset.view", &resource(&scope))?;
    Ok(Json(whole(&app, &scope, id).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/assets/{asset}/terms", tag = "exit", request_body = NewAssetTerms,
    params(("partnership" = uuid::Uuid, Path), ("asset" = uuid::Uuid, Path)),
    responses((status = 201, body = AssetMade), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_terms(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): OfAsset,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "asset.propose", &resource(&scope))?;
    let asset = load(&app, &scope, id).await?;
    match change(&app, &scope, &asset, &mut form).await? {
        Some(done) => {
            done.map_err(refused)?;
            Ok((StatusCode::CREATED, Json(AssetMade { id: id.0 })).into_response())
        }
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/assets/{asset}/confirmation", tag = "exit",
    request_body = NewAssetConfirmation, params(("partnership" = uuid::Uuid, Path), ("asset" = uuid::Uuid, Path)),
    responses((status = 201, body = AssetWhole), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_confirmation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): OfAsset,
    form: Fields,
) -> Answer {
    confirm_as(&app, &scope, id, form.value("version").parse().unwrap_or(-1)).await?;
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}
