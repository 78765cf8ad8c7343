//! Many readings in one call. A program gives the call a key of its own (`Idempotency-Key`): sent again, because the
//! answer was lost on the way, it is the same call and is taken once.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;

use super::{Value, file, record};
use crate::kpi::pages::load;
use crate::kpi::{Kpi, KpiId};

/// Five years of months of a thousand depots.
const MOST: usize = 60_000;

/// Readings that are taken whole or not at all.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReadings {
    readings: Vec<BatchReading>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchReading {
    unit: String,
    /// Any day of the period.
    period: String,
    value: f64,
    people: Option<i64>,
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromQueryResult)]
pub struct ReadingsTaken {
    new: i64,
    /// New versions of readings that were there.
    corrected: i64,
    /// As they were known; nothing was written for them.
    same: i64,
}

fn read(body: &[u8], kpi: &Kpi) -> Result<Vec<Value>, Fields> {
    let mut form = Fields::default();
    let sent: NewReadings = match serde_json::from_slice(body) {
        Ok(sent) => sent,
        Err(error) if error.is_data() => {
            let fault = Fault::new("fault-batch-shape").with("line", error.line()).with("column", error.column());
            form.refuse("readings", fault);
            return Err(form);
        }
        Err(error) => {
            let fault = Fault::new("fault-not-json").with("line", error.line()).with("column", error.column());
            form.refuse("body", fault);
            return Err(form);
        }
    };
    if sent.readings.is_empty() || sent.readings.len() > MOST {
        form.refuse("readings", Fault::new("fault-batch-size").with("most", MOST));
        return Err(form);
    }
    let mut seen = HashSet::with_capacity(sent.readings.len());
    let mut values = Vec::with_capacity(sent.readings.len());
    for (place, reading) in sent.readings.into_iter().enumerate() {
        let at = |field: &str| format!("readings.{place}.{field}");
        let unit = reading.unit.trim().to_owned();
        if unit.is_empty() || unit.chars().count() > 120 || unit.chars().any(char::is_control) {
            form.refuse(&at("unit"), Fault::new("fault-batch-unit"));
        }
        if !reading.value.is_finite() || reading.value.abs() > 1e15 {
            form.refuse(&at("value"), Fault::new("fault-not-a-number"));
        }
        if reading.people.is_some_and(|people| people < 0) {
            form.refuse(&at("people"), Fault::new("fault-not-whole"));
        }
        let day = reading.period.parse::<Day>().ok().filter(|day| (1900..=2200).contains(&day.0.year()));
        let Some(day) = day else {
            form.refuse(&at("period"), Fault::new("fault-not-a-date"));
            continue;
        };
        let period = file::start_of(day, kpi.current.definition.cadence);
        if !seen.insert((unit.clone(), period)) {
            form.refuse(&at("unit"), Fault::new("fault-batch-twice"));
        }
        values.push(Value { unit, period, value: reading.value, people: reading.people });
    }
    if form.has_faults() { Err(form) } else { Ok(values) }
}

#[derive(FromQueryResult)]
struct Known {
    kpi_id: KpiId,
    sha256: String,
    new: i64,
    corrected: i64,
    same: i64,
}

async fn known(
    db: &impl Sql,
    organisation: OrganisationId,
    person: PersonId,
    key: &str,
) -> Result<Option<Known>, DbError> {
    db.maybe(
        "SELECT kpi_id, sha256, new, corrected, same FROM reading_batch
         WHERE organisation_id = $1 AND person_id = $2 AND key = $3",
        values![organisation, person, key],
    )
    .await
}

async fn keep(
    tx: &Tx,
    organisation: OrganisationId,
    person: PersonId,
    key: &str,
    known: Known,
    at: Moment,
) -> Result<(), DbError> {
    let row =
        values![organisation, person, key, known.kpi_id, known.sha256, known.new, known.corrected, known.same, at];
    let into = "reading_batch (organisation_id, person_id, key, kpi_id, sha256, new, corrected, same, made_at)";
    tx.insert_all(into, vec![row]).await
}

/// The key as it was sent; nothing where there is none.
fn key_of(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(sent) = headers.get("idempotency-key") else { return Ok(None) };
    let key = sent.to_str().map(str::trim).unwrap_or_default();
    if key.is_empty() || key.len() > 200 {
        return Err(Problem::refused("refusal-batch-key"));
    }
    Ok(Some(key.to_owned()))
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/kpis/{kpi}/reading-batches", tag = "strategy",
    request_body = NewReadings,
    params(("organisation" = uuid::Uuid, Path), ("kpi" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again with the same key, it is taken once")),
    responses((status = 200, description = "It was taken before", body = ReadingsTaken), (status = 201, body = ReadingsTaken),
        (status = 401), (status = 403), (status = 404), (status = 409), (status = 413), (status = 422)))]
pub async fn post_batch(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.record", &kpi.resource())?;
    let (own, person) = (scope.organisation(), scope.viewer.person);
    let key = key_of(&headers)?;
    let values = read(&body, &kpi)?;
    let sha256 = crate::hash_of(&body);
    let tx = app.db().begin().await?;
    if let Some(key) = &key
        && let Some(before) = known(&tx, own, person, key).await?
    {
        if before.sha256 != sha256 || before.kpi_id != id {
            return Err(Problem::refused("refusal-batch-key-used"));
        }
        let taken = ReadingsTaken { new: before.new, corrected: before.corrected, same: before.same };
        return Ok((StatusCode::OK, Json(taken)).into_response());
    }
    let recorded = record(&tx, own, &kpi, person, app.now(), &values).await?;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (new, corrected, same) = (number(recorded.new), number(recorded.corrected), number(recorded.same));
    if let Some(key) = &key {
        keep(&tx, own, person, key, Known { kpi_id: id, sha256, new, corrected, same }, app.now()).await?;
    }
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(ReadingsTaken { new, corrected, same })).into_response())
}
