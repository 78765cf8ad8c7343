//! The charter over the API: the same reads, rules and refusals as the pages.

mod shape;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;

use super::pages::edit::read_section;
use super::pages::measure::{kpis, read_measure};
use super::pages::sign::sign_in_person;
use super::pages::versions::{Asked, chosen, export_version};
use super::pages::{resource, version_of};
use super::{CharterMeasureId, CharterVersionId, Section, compare, in_force_on, languages, newest_first, open};
use crate::By;
use shape::{
    ChangedSection, Charter, CharterMeasure, CharterNow, CharterVersions, Comparison, NewCharterMeasure,
    NewCharterSignature, NewCharterVersion, SavedSection,
};

type InVersion = Path<(PartnershipId, CharterVersionId)>;

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = CharterNow), (status = 401), (status = 403), (status = 404)))]
pub async fn get_charter(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "charter.view", &resource(&scope))?;
    let in_force = in_force_on(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    let open = open(app.db(), scope.tenant(), scope.id()).await?;
    let now = CharterNow { in_force: in_force.as_ref().map(shape::charter), open: open.as_ref().map(shape::charter) };
    Ok(Json(now).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter/versions", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = CharterVersions), (status = 401), (status = 403), (status = 404)))]
pub async fn get_versions(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "charter.view", &resource(&scope))?;
    let versions = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(CharterVersions { versions: versions.iter().map(shape::head).collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/charter/versions", tag = "partnership",
    request_body = NewCharterVersion, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = Charter), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_version(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let language = match form.value("language") {
        "" => scope.viewer.locale,
        _ => form.choice("language", Locale::parse).unwrap_or_default(),
    };
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    let id = super::begin(&tx, &By::viewer(&scope, app.now()), language).await?;
    tx.commit().await?;
    let version = version_of(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(shape::charter(&version))).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter/versions/{version}", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 200, body = Charter), (status = 401), (status = 403), (status = 404)))]
pub async fn get_version(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InVersion) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    Ok(Json(shape::charter(&version)).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter/versions/{version}/file", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 200, body = super::export::File), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_file(app: State<App>, scope: PartnershipScope, path: InVersion) -> Answer {
    export_version(app, scope, path).await
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter/comparison", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("from" = Option<uuid::Uuid>, Query), ("to" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Comparison), (status = 401), (status = 403), (status = 404)))]
pub async fn get_comparison(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "charter.view", &resource(&scope))?;
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    let (from, to) = chosen(&known, &asked).ok_or(Problem::NotFound)?;
    let (before, after) = (version_of(&app, &scope, from).await?, version_of(&app, &scope, to).await?);
    let t = scope.viewer.speaker();
    let sections = compare::versions(&before, &after, &t).into_iter().map(shape::compared).collect();
    let term = compare::terms(&before, &after, &t).into_iter().map(shape::piece).collect();
    Ok(Json(Comparison { from: from.0, to: to.0, sections, term }).into_response())
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}", tag = "partnership",
    request_body = ChangedSection,
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("section" = String, Path)),
    responses((status = 200, body = SavedSection), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_section(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    mut form: Fields,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let section = Section::parse(&section).ok_or(Problem::NotFound)?;
    let (text, seen) = read_section(&mut form);
    let language = match form.value("language") {
        "" => None,
        _ => form.choice("language", Locale::parse),
    };
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    let by = By::viewer(&scope, app.now());
    let saved = super::edit_text(&tx, &by, id, (section, language), seen, &text).await?;
    tx.commit().await?;
    let section = SavedSection {
        section: section.word().to_owned(),
        merged: saved.with.is_some(),
        text: saved.text,
        revision: saved.revision,
    };
    Ok(Json(section).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/charter/versions/{version}/measures", tag = "partnership",
    request_body = NewCharterMeasure,
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 201, body = CharterMeasure), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_measure(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): InVersion,
    mut form: Fields,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let new = read_measure(&mut form, &kpis(&app, &scope).await?);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    let made = super::add_measure(&tx, &By::viewer(&scope, app.now()), id, new).await?;
    tx.commit().await?;
    let version = version_of(&app, &scope, id).await?;
    let measure = version.measures.iter().find(|measure| measure.id == made).ok_or(Problem::NotFound)?;
    Ok((StatusCode::CREATED, Json(shape::measure(&version, measure))).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/charter/versions/{version}/measures/{measure}",
    tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("measure" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_measure(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, measure)): Path<(PartnershipId, CharterVersionId, CharterMeasureId)>,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let tx = app.db().begin().await?;
    super::remove_measure(&tx, &By::viewer(&scope, app.now()), id, measure).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/charter/versions/{version}/offer", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 201, body = Charter), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_offer(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InVersion) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let tx = app.db().begin().await?;
    super::offer(&tx, &By::viewer(&scope, app.now()), id).await?;
    tx.commit().await?;
    let version = version_of(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(shape::charter(&version))).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/charter/versions/{version}/offer", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_offer(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InVersion) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let tx = app.db().begin().await?;
    super::withdraw_offer(&tx, &By::viewer(&scope, app.now()), id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Signing is done by a person who is signed in; an API token is refused.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/charter/versions/{version}/signatures", tag = "partnership",
    request_body = NewCharterSignature,
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 201, body = Charter), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_signature(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): InVersion,
    mut form: Fields,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.sign", &resource(&scope))?;
    let hash = form.text("hash", 64);
    if !languages::behind(&version).is_empty() && !form.flag("languages") {
        form.refuse("languages", Fault::new("charter-fault-languages"));
    }
    if form.has_faults() {
        return Err(form.into());
    }
    sign_in_person(&app, &scope, id, &hash).await?;
    let version = version_of(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(shape::charter(&version))).into_response())
}
