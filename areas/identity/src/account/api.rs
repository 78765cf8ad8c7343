//! Who a token acts for.

use axum::Json;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Via, Viewer};
use lustrum_kernel::page::Answer;
use serde::Serialize;
use utoipa::ToSchema;

/// The person, and where the person stands.
#[derive(Serialize, ToSchema)]
pub struct Me {
    id: uuid::Uuid,
    name: String,
    email: String,
    language: String,
    zone: String,
    /// What the token may do; empty for a session of a browser.
    scopes: Vec<String>,
    memberships: Vec<MyMembership>,
    partnerships: Vec<MyPartnership>,
}

#[derive(Serialize, ToSchema)]
pub struct MyMembership {
    organisation: uuid::Uuid,
    name: String,
    /// `client` or `partner`.
    kind: String,
    roles: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct MyPartnership {
    id: uuid::Uuid,
    title: String,
    client: String,
    partner: String,
}

#[utoipa::path(get, path = "/api/v1/me", tag = "identity", responses((status = 200, body = Me), (status = 401)))]
pub async fn get_me(viewer: Viewer) -> Answer {
    let scopes = match &viewer.via {
        Via::Session => Vec::new(),
        Via::Token(scopes) => scopes.clone(),
    };
    Ok(Json(Me {
        id: viewer.person.0,
        language: viewer.locale.code().to_owned(),
        zone: viewer.zone.iana_name().unwrap_or("UTC").to_owned(),
        scopes,
        memberships: viewer
            .memberships
            .into_iter()
            .map(|member| MyMembership {
                organisation: member.organisation.0,
                name: member.name,
                kind: member.kind.word().to_owned(),
                roles: member.roles.iter().map(|role| role.word().to_owned()).collect(),
            })
            .collect(),
        partnerships: viewer
            .partnerships
            .into_iter()
            .map(|known| MyPartnership {
                id: known.id.0,
                title: known.title,
                client: known.client_name,
                partner: known.partner_name,
            })
            .collect(),
        name: viewer.name,
        email: viewer.email,
    })
    .into_response())
}
