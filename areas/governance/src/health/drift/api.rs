//! The health of a partnership over the API.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::Answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Counting, Raised, alarms};
use crate::health::pages::{counted, resource};
use crate::health::setting::{self, Settings};

/// One of the six parts of the figure.
#[derive(Serialize, ToSchema)]
pub struct HealthPart {
    /// `rhythm`, `actions`, `evidence`, `cases`, `balance` or `charter`.
    part: &'static str,
    /// What was counted; of the charter, its age in days.
    some: u64,
    n: u64,
    /// 0 to 100; nothing where there are no data: that is no score.
    value: Option<f64>,
    weight: f64,
}

/// A quarter as it was counted at its end, or so far.
#[derive(Serialize, ToSchema)]
pub struct HealthQuarter {
    /// Such as `2026-Q3`.
    period: String,
    /// The last day that was counted.
    until: String,
    whole: bool,
    /// 0 to 100; nothing where fewer than three parts have data.
    figure: Option<f64>,
    parts: Vec<HealthPart>,
}

#[derive(Serialize, ToSchema)]
pub struct HealthAlarm {
    period: String,
    figure: f64,
    before: Option<f64>,
    /// `low` or `fell`.
    reason: &'static str,
    /// An instant, as RFC 3339.
    raised_at: String,
}

/// The latest six quarters, the earliest first, and the alarms that were raised.
#[derive(Serialize, ToSchema)]
pub struct Health {
    quarters: Vec<HealthQuarter>,
    alarms: Vec<HealthAlarm>,
}

fn quarter(one: &Counting, settings: &Settings) -> HealthQuarter {
    let parts = one.parts.iter().map(|part| HealthPart {
        part: part.part.word(),
        some: part.some,
        n: part.n,
        value: part.value,
        weight: settings.weights[part.part as usize],
    });
    HealthQuarter {
        period: one.quarter.to_string(),
        until: one.until.to_string(),
        whole: one.is_whole(),
        figure: one.figure(settings),
        parts: parts.collect(),
    }
}

fn alarm(raised: &Raised) -> HealthAlarm {
    HealthAlarm {
        period: raised.period.to_string(),
        figure: raised.value,
        before: raised.before,
        reason: raised.reason.word(),
        raised_at: raised.raised_at.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/health", tag = "governance",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Health), (status = 401), (status = 403), (status = 404)))]
pub async fn get_health(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "health.view", &resource(&scope))?;
    let settings = setting::current(app.db(), scope.tenant(), scope.id()).await?.settings;
    let quarters = counted(&app, &scope).await?;
    let raised = alarms(app.db(), scope.tenant(), scope.id(), 50).await?;
    let told = Health {
        quarters: quarters.iter().map(|one| quarter(one, &settings)).collect(),
        alarms: raised.iter().map(alarm).collect(),
    };
    Ok(Json(told).into_response())
}
