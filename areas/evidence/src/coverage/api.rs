//! Who was observed, over the API: by unit, without names.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::Answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::by_unit;
use super::pages::{Asked, coverage};
use crate::levels::view::resource;

/// The coverage of a unit.
#[derive(Serialize, ToSchema)]
pub struct CoverageOfUnit {
    unit: String,
    people: usize,
    /// How many were observed in each behaviour, in the order of `behaviours`.
    observed: Vec<usize>,
    never: usize,
    /// Not observed in the last 90 days.
    due: usize,
    oldest: Option<String>,
}

/// Who was observed in a programme, in the units that the viewer may see.
#[derive(Serialize, ToSchema)]
pub struct CoverageMap {
    programme: Option<uuid::Uuid>,
    behaviours: Vec<String>,
    units: Vec<CoverageOfUnit>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/coverage", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("programme" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = CoverageMap), (status = 401), (status = 403), (status = 404)))]
pub async fn get_coverage(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "coverage.view", &resource(&scope))?;
    let today = app.now().day_in(&scope.viewer.zone);
    let (found, _) = coverage(&app, &scope, asked.programme).await?;
    let Some(found) = found else {
        return Ok(Json(CoverageMap { programme: None, behaviours: Vec::new(), units: Vec::new() }).into_response());
    };
    let units = by_unit(&found.people, found.behaviours.len(), today).into_iter().map(|unit| CoverageOfUnit {
        unit: unit.unit,
        people: unit.people,
        observed: unit.observed,
        never: unit.never,
        due: unit.due,
        oldest: unit.oldest.map(|day| day.to_string()),
    });
    let behaviours = found.behaviours.into_iter().map(|behaviour| behaviour.text).collect();
    let map = CoverageMap { programme: Some(found.programme.id.0), behaviours, units: units.collect() };
    Ok(Json(map).into_response())
}
