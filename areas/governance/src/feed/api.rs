//! The link to one's own calendar over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Via, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use super::{make, revoke};

/// The secret address of the calendar, told this once.
#[derive(Serialize, ToSchema)]
pub struct CalendarLink {
    url: String,
}

fn may_write(viewer: &Viewer) -> Result<(), Problem> {
    match &viewer.via {
        Via::Token(scopes) if !scopes.iter().any(|scope| scope == "write") => Err(Problem::Forbidden),
        _ => Ok(()),
    }
}

#[utoipa::path(post, path = "/api/v1/me/calendar", tag = "governance",
    responses((status = 201, body = CalendarLink), (status = 401), (status = 403)))]
pub async fn post_link(State(app): State<App>, viewer: Viewer) -> Answer {
    may_write(&viewer)?;
    let tx = app.db().begin().await?;
    let token = make(&tx, viewer.person, app.now()).await?;
    tx.commit().await?;
    let url = app.url(&format!("/calendar/{token}.ics"));
    Ok((StatusCode::CREATED, Json(CalendarLink { url })).into_response())
}

#[utoipa::path(delete, path = "/api/v1/me/calendar", tag = "governance",
    responses((status = 204), (status = 401), (status = 403)))]
pub async fn delete_link(State(app): State<App>, viewer: Viewer) -> Answer {
    may_write(&viewer)?;
    let tx = app.db().begin().await?;
    revoke(&tx, viewer.person, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
