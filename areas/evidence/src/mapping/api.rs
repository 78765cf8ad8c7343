//! Mapping rules over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::write;
use super::store;
use crate::levels::view::resource;

/// A rule in its current version.
#[derive(Serialize, ToSchema)]
pub struct MappingRule {
    id: uuid::Uuid,
    version: i64,
    /// Empty for any.
    verb: String,
    /// With `*` at its end: every activity that begins so.
    activity: String,
    least: Option<f64>,
    domain: String,
    /// `module`, `assessment` or `behaviour`, a colon, and its id.
    target: String,
    title: String,
}

/// An activity that no rule leads anywhere.
#[derive(Serialize, ToSchema)]
pub struct UnknownActivity {
    activity: String,
    name: String,
    statements: i64,
}

/// Someone whom nobody enrolled, or no one in particular.
#[derive(Serialize, ToSchema)]
pub struct WaitingPerson {
    agent: String,
    /// `unmatched`, `group` or `looked-at`.
    reason: String,
    statements: i64,
}

#[derive(Serialize, ToSchema)]
pub struct Mapping {
    rules: Vec<MappingRule>,
    /// The hundred most frequent.
    unknown: Vec<UnknownActivity>,
    waiting: Vec<WaitingPerson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewMappingRule {
    /// The rule whose next version this is; nothing for a new one.
    rule: Option<uuid::Uuid>,
    verb: Option<String>,
    activity: String,
    least: Option<f64>,
    domain: Option<String>,
    target: String,
}

#[derive(Serialize, ToSchema)]
pub struct MappingRuleWritten {
    id: uuid::Uuid,
    version: i64,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/mapping-rules", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Mapping), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rules(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "mapping.view", &resource(&scope))?;
    let (db, tenant) = (app.db(), scope.tenant());
    let rules = store::of_partnership(db, tenant, scope.id()).await?.into_iter().map(|rule| MappingRule {
        id: rule.id.0,
        version: rule.version,
        activity: rule.pattern(),
        target: rule.target(),
        verb: rule.verb,
        least: rule.least,
        domain: rule.domain,
        title: rule.title,
    });
    let rules = rules.collect();
    let unknown = store::unknown(db, tenant, None, 100).await?.into_iter().map(|one| UnknownActivity {
        activity: one.activity,
        name: one.name,
        statements: one.statements,
    });
    let unknown = unknown.collect();
    let waiting = store::waiting(db, tenant, scope.id()).await?.into_iter().map(|one| WaitingPerson {
        agent: one.agent,
        reason: one.reason,
        statements: one.statements,
    });
    Ok(Json(Mapping { rules, unknown, waiting: waiting.collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/mapping-rules", tag = "evidence", request_body = NewMappingRule,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = MappingRuleWritten), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_rule(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "mapping.write", &resource(&scope))?;
    match write(&app, &scope, &mut form).await? {
        Some((id, version)) => {
            Ok((StatusCode::CREATED, Json(MappingRuleWritten { id: id.0, version })).into_response())
        }
        None => Err(form.into()),
    }
}
