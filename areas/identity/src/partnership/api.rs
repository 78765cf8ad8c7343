//! Partnerships over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::of_organisation;
use super::pages::{read_draft, require_client, resource};
use crate::invitation;
use crate::membership::pages::host;

/// A partnership of the organisation.
#[derive(Serialize, ToSchema)]
pub struct Partnership {
    id: uuid::Uuid,
    title: String,
    client: uuid::Uuid,
    client_name: String,
    partner: uuid::Uuid,
    partner_name: String,
    /// An instant, as RFC 3339.
    since: String,
}

#[derive(Serialize, ToSchema)]
pub struct Partnerships {
    partnerships: Vec<Partnership>,
}

/// The contact of the partner, and what the partnership is about.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewPartnership {
    email: String,
    title: String,
    /// `en` or `nl`; the language of the invitation.
    language: Option<String>,
}

/// An invitation that was sent; the partnership begins when it is accepted.
#[derive(Serialize, ToSchema)]
pub struct InvitedPartner {
    id: uuid::Uuid,
    email: String,
    title: String,
    /// Given where no mail goes out: the link to hand over, shown only now.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/partnerships", tag = "identity",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Partnerships), (status = 401), (status = 404)))]
pub async fn get_partnerships(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "partnership.list", &resource(&scope))?;
    let partnerships = of_organisation(app.db(), scope.organisation()).await?.into_iter().map(|known| Partnership {
        id: known.id.0,
        title: known.title,
        client: known.client.0,
        client_name: known.client_name,
        partner: known.partner.0,
        partner_name: known.partner_name,
        since: known.since.to_string(),
    });
    Ok(Json(Partnerships { partnerships: partnerships.collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/partnerships", tag = "identity", request_body = NewPartnership,
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = InvitedPartner), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_partnership(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "partnership.invite", &resource(&scope))?;
    require_client(&scope)?;
    let draft = read_draft(&scope, &mut form);
    if form.has_faults() {
        return Err(form.into());
    }
    let (email, title) = (draft.email.clone(), form.value("title").to_owned());
    let tx = app.db().begin().await?;
    let made = invitation::invite(&app, &tx, &host(&scope), vec![draft]).await?;
    tx.commit().await?;
    let id = made.first().map_or(uuid::Uuid::nil(), |made| made.id.0);
    let link = made.first().and_then(|made| made.to_hand_over(&app)).map(str::to_owned);
    Ok((StatusCode::CREATED, Json(InvitedPartner { id, email, title, link })).into_response())
}
