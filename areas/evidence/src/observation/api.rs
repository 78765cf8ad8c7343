//! Observations over the API: what the page of observation sends when it has a network.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::chosen_in;
use super::record::record;
use super::store::Kept;
use crate::levels::view::resource;

/// One rating per behaviour, as `rating-` and the behaviour's id: 1 to 5 or `not-seen`, left out where nobody looked.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewObservation {
    /// Made by whoever sends it; what comes again under the same id is stored once.
    id: Option<uuid::Uuid>,
    programme: uuid::Uuid,
    /// The e-mail address under which the person is enrolled.
    person: Option<String>,
    /// Instead of the address, for someone who leads a unit: the enrolment's id.
    member: Option<uuid::Uuid>,
    /// `before` or `after`.
    occasion: String,
    /// The day on which it was seen, at most 60 days ago; today where it is left out.
    day: Option<String>,
    /// In words, seen by the observer only.
    example: Option<String>,
}

/// An observation that was recorded.
#[derive(Serialize, ToSchema)]
pub struct ObservationRecorded {
    id: uuid::Uuid,
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/observations", tag = "evidence", request_body = NewObservation,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, description = "It was stored before", body = ObservationRecorded),
        (status = 201, body = ObservationRecorded), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_observation(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "observation.write", &resource(&scope))?;
    let (chosen, _) = chosen_in(&app, &scope, &mut form).await?;
    if let Some(chosen) = &chosen {
        if let Some((id, kept)) = record(&app, &scope, chosen, &mut form).await? {
            let status = if kept == Kept::New { StatusCode::CREATED } else { StatusCode::OK };
            return Ok((status, Json(ObservationRecorded { id: id.0 })).into_response());
        }
    } else {
        form.refuse("programme", Fault::new("fault-not-a-choice"));
    }
    Err(form.into())
}
