//! The proposals of reviews over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow::{Followed, followed};
use super::form::{agree_as, choices, put_as};
use super::pages::{load, one};
use crate::decision::pages::resource as decisions;
use crate::quarter::Quarter;
use crate::review::note::NoteId;
use crate::review::pages::resource;

/// A proposal that stands in a review, with what became of it.
#[derive(Serialize, ToSchema)]
pub struct ReviewProposal {
    /// That of the note.
    id: uuid::Uuid,
    text: String,
    /// Who proposed it: `organisation` or `partner`.
    side: &'static str,
    /// What one side would do, or both do: `taken` or `declined`; nothing where nothing was put.
    verdict: Option<&'static str>,
    reason: Option<String>,
    /// The side that put it.
    put_by: Option<&'static str>,
    agreed: bool,
    /// What a change of it, and the agreement to it, have to name; 0 where nothing was put.
    revision: i64,
    /// The decision that it became.
    decision: Option<uuid::Uuid>,
    /// The proposal for change that it opened in a programme.
    change: Option<ReviewProposalChange>,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewProposalChange {
    id: uuid::Uuid,
    /// Its page.
    link: String,
    module_title: String,
    /// Whether it waits for words or for a decision.
    pending: bool,
    /// The version of the module that came of it.
    version: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewProposals {
    proposals: Vec<ReviewProposal>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ReviewVerdict {
    /// `taken` or `declined`.
    outcome: String,
    /// Needed where it is declined.
    reason: Option<String>,
    /// The module that it changes; without one, taking it is a decision and nothing else.
    module: Option<uuid::Uuid>,
    /// Needed where it is taken: `organisation`, `partner`, or the id of someone who works on one of these sides.
    owner: Option<String>,
    /// A date.
    due: Option<String>,
    /// The revision that the writer saw; 0 where nothing was put.
    revision: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ReviewVerdictAgreement {
    revision: i64,
}

fn json(one: Followed) -> ReviewProposal {
    let known = one.verdict.as_ref();
    ReviewProposal {
        id: one.id.0,
        text: one.text,
        side: one.note.side.word(),
        verdict: known.map(|known| known.put.outcome.word()),
        reason: known.map(|known| known.put.reason.clone()).filter(|reason| !reason.is_empty()),
        put_by: known.map(|known| known.side.word()),
        agreed: known.is_some_and(|known| known.agreed_at.is_some()),
        revision: known.map_or(0, |known| known.revision),
        decision: known.and_then(|known| known.decision).map(|id| id.0),
        change: known.and_then(|known| known.proposal).zip(one.change).map(|(id, change)| ReviewProposalChange {
            id: id.0,
            link: change.link,
            module_title: change.title,
            pending: change.pending,
            version: change.version,
        }),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/reviews/{period}/proposals", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path)),
    responses((status = 200, body = ReviewProposals), (status = 401), (status = 403), (status = 404)))]
pub async fn get_proposals(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let period: Quarter = period.parse().map_err(|_| Problem::NotFound)?;
    let proposals = followed(&app, &scope, period).await?.into_iter().map(json).collect();
    Ok(Json(ReviewProposals { proposals }).into_response())
}

type OfProposal = Path<(PartnershipId, String, NoteId)>;

#[utoipa::path(put, path = "/api/v1/p/{partnership}/reviews/{period}/proposals/{note}", tag = "governance",
    request_body = ReviewVerdict,
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path), ("note" = uuid::Uuid, Path)),
    responses((status = 200, body = ReviewProposal), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn put_proposal(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period, id)): OfProposal,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "decision.take", &decisions(&scope))?;
    let note = load(&app, &scope, &period, id).await?;
    let known = choices(&app, &scope).await?;
    if !put_as(&app, &scope, &note, &known, &mut form).await? {
        return Err(form.into());
    }
    Ok(Json(json(one(&app, &scope, &note).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/reviews/{period}/proposals/{note}/agreement", tag = "governance",
    request_body = ReviewVerdictAgreement,
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path), ("note" = uuid::Uuid, Path)),
    responses((status = 201, body = ReviewProposal), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_agreement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period, id)): OfProposal,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "decision.take", &decisions(&scope))?;
    let note = load(&app, &scope, &period, id).await?;
    agree_as(&app, &scope, &note, &mut form).await?;
    Ok((StatusCode::CREATED, Json(json(one(&app, &scope, &note).await?))).into_response())
}
