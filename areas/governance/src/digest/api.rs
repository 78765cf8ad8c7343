//! The choice over the API.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use lustrum_kernel::access::Viewer;
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{may_write, read, save};
use super::{Wish, wish};

/// Whether and when the person gets the weekly digest.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct DigestWish {
    wanted: bool,
    /// From 1, Monday, to 7.
    weekday: i64,
    /// On the wall clock of the person's zone, from 0 to 23.
    hour: i64,
}

fn answer(wish: Wish) -> Answer {
    let Wish { wanted, weekday, hour } = wish;
    Ok(Json(DigestWish { wanted, weekday, hour }).into_response())
}

#[utoipa::path(get, path = "/api/v1/me/digest", tag = "governance",
    responses((status = 200, body = DigestWish), (status = 401)))]
pub async fn get_wish(State(app): State<App>, viewer: Viewer) -> Answer {
    answer(wish(app.db(), viewer.person).await?)
}

#[utoipa::path(put, path = "/api/v1/me/digest", tag = "governance", request_body = DigestWish,
    responses((status = 200, body = DigestWish), (status = 401), (status = 403), (status = 422)))]
pub async fn put_wish(State(app): State<App>, viewer: Viewer, mut form: Fields) -> Answer {
    may_write(&viewer)?;
    let Some(chosen) = read(&mut form) else { return Err(form.into()) };
    save(&app, &viewer, chosen).await?;
    answer(chosen)
}
