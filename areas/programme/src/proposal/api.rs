//! Proposals over the API.

use axum::Json;
use axum::extract::{Path, State as Of};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, require_mandate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::decide::take;
use super::pages::{any, one};
use super::write::{chosen, propose};
use super::{Proposal, ProposalId, of_programme};
use crate::programme::pages::load;
use crate::programme::{ProgrammeId, State as Is};

/// A proposal to change a module.
#[derive(Serialize, ToSchema)]
#[schema(as = ChangeProposal)]
pub struct ProposalJson {
    id: uuid::Uuid,
    module: uuid::Uuid,
    module_title: String,
    /// `feedback`, `results`, `market` or `idea`.
    trigger: String,
    reason: String,
    /// The evidence in the reader's words, and its page.
    evidence: Option<String>,
    evidence_link: Option<String>,
    /// `open`, `proposed`, `accepted` or `declined`.
    state: &'static str,
    from_version: i64,
    to_version: Option<i64>,
    what: String,
    /// On this day anyone looks whether it helped.
    check_on: Option<String>,
    opened_at: String,
    decided_at: Option<String>,
    decision: String,
}

#[derive(Serialize, ToSchema)]
pub struct ChangeProposals {
    proposals: Vec<ProposalJson>,
}

/// A proposal with what would be different.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewChangeProposal {
    module: uuid::Uuid,
    trigger: String,
    reason: String,
    title: String,
    mode: String,
    minutes: i64,
    own: i64,
    what: String,
    /// A day ahead.
    check: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ProposalDecision {
    /// `accepted` or `declined`.
    outcome: String,
    /// Needed where it is declined.
    decision: Option<String>,
}

fn json(scope: &PartnershipScope, proposal: Proposal) -> ProposalJson {
    let evidence = proposal.evidence();
    ProposalJson {
        id: proposal.id.0,
        module: proposal.module_id.0,
        trigger: proposal.cause.clone(),
        evidence: evidence.as_ref().map(|evidence| evidence.spoken(&scope.viewer.speaker())),
        evidence_link: evidence.map(|evidence| evidence.link),
        state: proposal.state().word(),
        from_version: proposal.from_version,
        to_version: proposal.to_version,
        check_on: proposal.check_on.map(|day| day.to_string()),
        opened_at: proposal.made_at.to_string(),
        decided_at: proposal.decided_at.map(|at| at.to_string()),
        module_title: proposal.module_title,
        reason: proposal.reason,
        what: proposal.what,
        decision: proposal.decision,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/programmes/{programme}/proposals", tag = "programme",
    params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path)),
    responses((status = 200, body = ChangeProposals), (status = 401), (status = 403), (status = 404)))]
pub async fn get_proposals(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    load(&app, &scope, id).await?;
    scope.require(&app, "proposal.view", &any(&scope))?;
    let proposals = of_programme(app.db(), scope.tenant(), id).await?;
    let proposals = proposals.into_iter().map(|proposal| json(&scope, proposal)).collect();
    Ok(Json(ChangeProposals { proposals }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/programmes/{programme}/proposals", tag = "programme",
    request_body = NewChangeProposal, params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path)),
    responses((status = 201, body = ProposalJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_proposal(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    mut form: Fields,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "proposal.write", &any(&scope))?;
    if programme.state() == Is::Ended {
        return Err(Problem::refused("refusal-programme-ended"));
    }
    let module = form.choice("module", |text| text.parse().ok());
    let module = match module {
        Some(module) => chosen(&app, &scope, &programme, Some(module)).await?,
        None => return Err(form.into()),
    };
    let Some(made) = propose(&app, &scope, &module, &mut form).await? else { return Err(form.into()) };
    let (_, proposal) = one(&app, &scope, id, made).await?;
    Ok((StatusCode::CREATED, Json(json(&scope, proposal))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/programmes/{programme}/proposals/{proposal}/decision",
    tag = "programme", request_body = ProposalDecision,
    params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path), ("proposal" = uuid::Uuid, Path)),
    responses((status = 200, body = ProposalJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_decision(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, programme, id)): Path<(PartnershipId, ProgrammeId, ProposalId)>,
    mut form: Fields,
) -> Answer {
    let (_, proposal) = one(&app, &scope, programme, id).await?;
    scope.require(&app, "proposal.decide", &proposal.resource())?;
    require_mandate(&app, &scope, Mandate::DecideChange).await?;
    if take(&app, &scope, &proposal, &mut form).await?.is_none() {
        return Err(form.into());
    }
    let (_, proposal) = one(&app, &scope, programme, id).await?;
    Ok(Json(json(&scope, proposal)).into_response())
}
