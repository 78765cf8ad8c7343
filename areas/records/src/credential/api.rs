//! Credentials over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{Place, end, endpoint, id_of, read, resource};
use super::{Credential, store};

/// How another learning system comes in.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordCredential)]
pub struct CredentialJson {
    /// The user name.
    id: uuid::Uuid,
    title: String,
    scopes: Vec<&'static str>,
    per_minute: i64,
    /// Statements that it brought.
    statements: i64,
    /// An instant, as RFC 3339.
    made_at: String,
    used_at: Option<String>,
    revoked_at: Option<String>,
}

impl From<Credential> for CredentialJson {
    fn from(credential: Credential) -> Self {
        Self {
            id: credential.id.0,
            title: credential.title,
            scopes: credential.scopes.iter().map(super::Scope::word).collect(),
            per_minute: credential.per_minute,
            statements: credential.statements,
            made_at: credential.made_at.to_string(),
            used_at: credential.used_at.map(|at| at.to_string()),
            revoked_at: credential.revoked_at.map(|at| at.to_string()),
        }
    }
}

/// What a credential is to be.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewRecordCredential {
    /// The system that holds it.
    title: String,
    /// `statements/write`, `statements/read/mine`, `statements/read`, `state`, `define`, `profile`, `all/read`, `all`.
    scopes: Vec<String>,
    /// Requests in a minute.
    per_minute: Option<i64>,
}

/// A fresh credential; the password is shown only now.
#[derive(Serialize, ToSchema)]
pub struct MadeRecordCredential {
    id: uuid::Uuid,
    endpoint: String,
    user: uuid::Uuid,
    password: String,
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/record-credentials", tag = "records",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<CredentialJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_credentials(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let all = store::of_organisation(app.db(), scope.organisation()).await?;
    Ok(Json(all.into_iter().map(CredentialJson::from).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/record-credentials", tag = "records",
    request_body = NewRecordCredential, params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = MadeRecordCredential), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_credential(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let draft = read(&mut form);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    let home = &app.config().base_url;
    let made = store::create(&tx, scope.organisation(), &draft, home, scope.viewer.person, app.now()).await?;
    tx.commit().await?;
    let body = MadeRecordCredential {
        id: made.id.0,
        endpoint: endpoint(&app, &scope),
        user: made.id.0,
        password: made.secret,
    };
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/record-credentials/{credential}/revocation", tag = "records",
    params(("organisation" = uuid::Uuid, Path), ("credential" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub async fn post_revocation(State(app): State<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    end(&app, &scope, id_of(&place)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
