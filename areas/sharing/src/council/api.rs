//! The works council over the API.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{Asked, decide_as, show_file};
use super::{Decision, Dossier, gather, of_partnership, resource};

/// What a council decided.
#[derive(Serialize, ToSchema)]
#[schema(as = CouncilDecision)]
pub struct DecisionJson {
    id: uuid::Uuid,
    number: i64,
    council: String,
    /// A day, as `YYYY-MM-DD`.
    decided: String,
    /// `consented` or `refused`.
    outcome: &'static str,
    /// With a consent: no agreement may release a smaller group.
    smallest_group: Option<i64>,
    conditions: String,
    /// SHA-256 of the dossier that was decided on.
    hash: String,
    made_at: String,
}

/// The dossier as it is now, its hash, and what was decided, the newest first.
#[derive(Serialize, ToSchema)]
pub struct WorksCouncil {
    dossier: Dossier,
    hash: String,
    decisions: Vec<DecisionJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCouncilDecision {
    council: String,
    decided: String,
    outcome: String,
    smallest_group: Option<i64>,
    conditions: Option<String>,
    /// Of the dossier that was decided on; another one has to be shown to the council first.
    hash: String,
}

#[derive(Serialize, ToSchema)]
pub struct CouncilDecisionMade {
    id: uuid::Uuid,
}

fn json(decision: Decision) -> DecisionJson {
    DecisionJson {
        id: decision.id.0,
        number: decision.number,
        council: decision.words.council,
        decided: decision.words.decided.to_string(),
        outcome: decision.words.outcome.word(),
        smallest_group: decision.words.smallest_group,
        conditions: decision.words.conditions,
        hash: decision.hash,
        made_at: decision.made_at.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/works-council", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = WorksCouncil), (status = 401), (status = 403), (status = 404)))]
pub async fn get_council(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "council.view", &resource(&scope))?;
    let dossier = gather(app.db(), scope.tenant(), &scope.partnership, app.now()).await?;
    let decisions = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let (hash, decisions) = (dossier.hash(), decisions.into_iter().map(json).collect());
    Ok(Json(WorksCouncil { dossier, hash, decisions }).into_response())
}

/// The dossier as a PDF, in the language asked for or else the reader's.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/works-council/dossier", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 401), (status = 403), (status = 404)))]
pub async fn get_dossier(app: State<App>, scope: PartnershipScope, asked: Query<Asked>) -> Answer {
    show_file(app, scope, asked).await
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/works-council/decisions", tag = "sharing",
    request_body = NewCouncilDecision, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = CouncilDecisionMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_decision(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    match decide_as(&app, &scope, &mut form).await? {
        Ok(id) => Ok((StatusCode::CREATED, Json(CouncilDecisionMade { id: id.0 })).into_response()),
        Err(_) => Err(form.into()),
    }
}
