//! Signals and triggers over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::changes::{Answers, median_days, seen};
use super::pages::{offer, settle};
use super::store::of_partnership;
use super::trigger::{self, Trigger, TriggerId};
use crate::levels::view::resource;

/// A signal that fired, with what was answered before the change that came of it and after.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackSignal)]
pub struct SignalJson {
    id: uuid::Uuid,
    programme: uuid::Uuid,
    module: uuid::Uuid,
    module_title: String,
    cohort_title: String,
    round: uuid::Uuid,
    trigger: uuid::Uuid,
    proposal: uuid::Uuid,
    topic: String,
    /// `below` or `drop`.
    kind: String,
    threshold: f64,
    /// The mean when it fired, with its interval of 95 %.
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    n: i64,
    fired_at: String,
    decided_at: Option<String>,
    /// The version of the module that came of it.
    to_version: Option<i64>,
    before: Option<SignalMean>,
    after: Option<SignalMean>,
}

/// A mean on the scale of 5; nothing of fewer than five.
#[derive(Serialize, ToSchema)]
pub struct SignalMean {
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    n: u64,
    /// How often 1, 2, 3, 4, 5 was answered.
    counts: Vec<u64>,
}

#[derive(Serialize, ToSchema)]
pub struct FeedbackSignals {
    signals: Vec<SignalJson>,
    /// From a signal to the decision on it, in days, and over how many decisions.
    median_days_to_decision: Option<f64>,
    decisions: usize,
}

/// What both sides agree to act on.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackTrigger)]
pub struct TriggerJson {
    id: uuid::Uuid,
    programme: uuid::Uuid,
    topic: String,
    kind: String,
    threshold: f64,
    from_answers: i64,
    /// `offered`, `in-force` or `ended`.
    state: &'static str,
    organisation_agreed_at: Option<String>,
    partner_agreed_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct FeedbackTriggers {
    triggers: Vec<TriggerJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewFeedbackTrigger {
    programme: uuid::Uuid,
    /// `relevance`, `intent`, `obstacles` or `facilitator`.
    topic: String,
    kind: String,
    threshold: f64,
    /// From so many answers on; five or more.
    answers: i64,
}

fn mean(answers: &Answers) -> Option<SignalMean> {
    answers.mean.map(|mean| SignalMean {
        value: mean.value,
        low: mean.interval.map(|interval| interval.0),
        high: mean.interval.map(|interval| interval.1),
        n: mean.n as u64,
        counts: answers.counts.to_vec(),
    })
}

fn json(trigger: Trigger) -> TriggerJson {
    let agreed = |side| trigger.agreed_by(side).map(|at| at.to_string());
    TriggerJson {
        id: trigger.id.0,
        programme: trigger.programme_id.0,
        state: trigger.state(),
        organisation_agreed_at: agreed(Side::Organisation),
        partner_agreed_at: agreed(Side::Partner),
        topic: trigger.topic,
        kind: trigger.kind,
        threshold: trigger.threshold,
        from_answers: trigger.from_answers,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/signals", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = FeedbackSignals), (status = 401), (status = 403), (status = 404)))]
pub async fn get_signals(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "signal.view", &resource(&scope))?;
    let signals = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let seen = seen(app.db(), scope.tenant(), scope.id()).await?;
    let pace = median_days(&signals);
    let signals = signals.into_iter().map(|signal| {
        let (before, after) = seen.around(&signal);
        SignalJson {
            id: signal.id.0,
            programme: signal.programme_id.0,
            module: signal.module_id.0,
            round: signal.round_id.0,
            trigger: signal.trigger_id.0,
            proposal: signal.proposal_id.0,
            threshold: signal.threshold,
            value: signal.value,
            low: signal.low,
            high: signal.high,
            n: signal.n,
            fired_at: signal.fired_at.to_string(),
            decided_at: signal.decided_at.map(|at| at.to_string()),
            to_version: signal.to_version,
            before: mean(&before),
            after: after.as_ref().and_then(mean),
            module_title: signal.module_title,
            cohort_title: signal.cohort_title,
            topic: signal.topic,
            kind: signal.kind,
        }
    });
    Ok(Json(FeedbackSignals {
        signals: signals.collect(),
        median_days_to_decision: pace.map(|pace| pace.0),
        decisions: pace.map_or(0, |pace| pace.1),
    })
    .into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/triggers", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = FeedbackTriggers), (status = 401), (status = 403), (status = 404)))]
pub async fn get_triggers(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "signal.view", &resource(&scope))?;
    let triggers = trigger::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(FeedbackTriggers { triggers: triggers.into_iter().map(json).collect() }).into_response())
}

async fn one(app: &App, scope: &PartnershipScope, id: TriggerId) -> Result<TriggerJson, Problem> {
    let found = trigger::find(app.db(), scope.tenant(), scope.id(), id).await?;
    found.map(json).ok_or(Problem::NotFound)
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/triggers", tag = "evidence", request_body = NewFeedbackTrigger,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = TriggerJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_trigger(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "trigger.agree", &resource(&scope))?;
    match offer(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(one(&app, &scope, id).await?)).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/triggers/{trigger}/agreement", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("trigger" = uuid::Uuid, Path)),
    responses((status = 200, body = TriggerJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_agreement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TriggerId)>,
) -> Answer {
    scope.require(&app, "trigger.agree", &resource(&scope))?;
    settle(&app, &scope, id, true).await?;
    Ok(Json(one(&app, &scope, id).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/triggers/{trigger}/end", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("trigger" = uuid::Uuid, Path)),
    responses((status = 200, body = TriggerJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_end(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TriggerId)>,
) -> Answer {
    scope.require(&app, "trigger.agree", &resource(&scope))?;
    settle(&app, &scope, id, false).await?;
    Ok(Json(one(&app, &scope, id).await?).into_response())
}
