//! Experiments over the API. Amounts are whole minor units.

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
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::change_pages::{Doing, change_asked, close_asked, do_one, propose_asked, spend_asked};
use super::fence::{Fence, FenceId};
use super::fence_pages;
use super::pages::{load, portfolio, resource, studies, today};
use super::words::effect;
use super::{Experiment, ExperimentId, fence, spendings};

/// The ring-fence with every experiment.
#[derive(Serialize, ToSchema)]
pub struct ExperimentPortfolio {
    /// What both sides agreed to keep; nothing while they have not.
    fence: Option<ExperimentFence>,
    /// A proposal that waits for the other side.
    proposed: Option<ExperimentFence>,
    spent: i64,
    reserved: i64,
    free: i64,
    experiments: Vec<ExperimentJson>,
}

#[derive(Serialize, ToSchema)]
pub struct ExperimentFence {
    id: uuid::Uuid,
    /// In hundredths of a percent.
    share: i64,
    base: i64,
    amount: i64,
    currency: String,
    /// The side that proposed it: `organisation` or `partner`.
    side: &'static str,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Experiment)]
pub struct ExperimentJson {
    id: uuid::Uuid,
    /// `proposed`, `agreed`, `running`, `stopped`, `ended` or `withdrawn`.
    state: &'static str,
    title: String,
    hypothesis: String,
    measure: String,
    design: String,
    cap: i64,
    currency: String,
    /// A date.
    stops_on: String,
    stops_when: String,
    /// SHA-256 of the plan; what the other side agrees to.
    hash: String,
    /// What a change of the plan has to name.
    revision: i64,
    side: &'static str,
    spent: i64,
    /// Whether it still runs on or after the day on which it stops.
    due: bool,
    /// `learned`, `adopt` or `drop`, once it is over.
    outcome: Option<&'static str>,
    learned: Option<String>,
    study: Option<uuid::Uuid>,
    /// What was found, in words, with its interval, once it is over.
    effect: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ExperimentWhole {
    experiment: ExperimentJson,
    spendings: Vec<ExperimentSpending>,
}

#[derive(Serialize, ToSchema)]
pub struct ExperimentSpending {
    id: uuid::Uuid,
    amount: i64,
    what: String,
    on: String,
    side: &'static str,
}

#[derive(Serialize, ToSchema)]
pub struct ExperimentMade {
    id: uuid::Uuid,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewExperiment {
    title: String,
    hypothesis: String,
    /// One of the measures that the form of the page offers, in its words.
    measure: String,
    design: String,
    cap: i64,
    stops_on: String,
    stops_when: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ChangedExperiment {
    #[serde(flatten)]
    plan: NewExperiment,
    /// The revision that the writer saw.
    revision: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewExperimentFence {
    /// In hundredths of a percent.
    share: i64,
    base: i64,
    currency: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewExperimentAgreement {
    /// The hash of the plan that was read.
    hash: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewExperimentSpending {
    amount: i64,
    what: String,
    on: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewExperimentClosure {
    /// `learned`, `adopt` or `drop`.
    outcome: String,
    learned: String,
    study: Option<uuid::Uuid>,
}

fn fence_json(fence: &Fence) -> ExperimentFence {
    ExperimentFence {
        id: fence.id.0,
        share: fence.share,
        base: fence.base,
        amount: fence.amount(),
        currency: fence.currency.clone(),
        side: fence.side.word(),
    }
}

fn json(app: &App, one: &Experiment, found: Option<String>) -> ExperimentJson {
    let over = one.state.over();
    ExperimentJson {
        id: one.id.0,
        state: one.state.word(),
        title: one.plan.title.clone(),
        hypothesis: one.plan.hypothesis.clone(),
        measure: one.plan.measure.clone(),
        design: one.plan.design.clone(),
        cap: one.plan.cap,
        currency: one.plan.currency.clone(),
        stops_on: one.plan.stops_on.to_string(),
        stops_when: one.plan.stops_when.clone(),
        hash: one.plan_hash.clone(),
        revision: one.revision,
        side: one.side.word(),
        spent: one.spent,
        due: one.due_on(today(app)),
        outcome: one.outcome.map(super::Outcome::word),
        learned: over.then(|| one.learned.clone()),
        study: one.study.map(|study| study.0),
        effect: found.filter(|_| over),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/experiments", tag = "governance",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = ExperimentPortfolio), (status = 401), (status = 403), (status = 404)))]
pub async fn get_experiments(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "experiment.list", &resource(&scope))?;
    let (agreed, all, room) = portfolio(&app, &scope).await?;
    let proposed = fence::open(app.db(), scope.tenant(), scope.id()).await?;
    let (t, known) = (scope.viewer.speaker(), studies(&app, &scope).await?);
    let portfolio = ExperimentPortfolio {
        fence: agreed.as_ref().map(fence_json),
        proposed: proposed.as_ref().map(fence_json),
        spent: room.spent,
        reserved: room.reserved,
        free: room.free(),
        experiments: all.iter().map(|one| json(&app, one, Some(effect(&t, one, &known, scope.side)))).collect(),
    };
    Ok(Json(portfolio).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/experiments", tag = "governance", request_body = NewExperiment,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ExperimentMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_experiment(Of(app): Of<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    match propose_asked(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(ExperimentMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/experiments/fences", tag = "governance",
    request_body = NewExperimentFence, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ExperimentMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_fence(Of(app): Of<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    match fence_pages::propose_asked(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(ExperimentMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/experiments/fences/{fence}/agreement", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("fence" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_fence_agreement(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, FenceId)>,
) -> Answer {
    fence_pages::agree_asked(&app, &scope, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

type OfOne = Path<(PartnershipId, ExperimentId)>;

async fn whole(app: &App, scope: &PartnershipScope, id: ExperimentId) -> Result<ExperimentWhole, Problem> {
    let one = load(app, scope, id).await?;
    let (t, known) = (scope.viewer.speaker(), studies(app, scope).await?);
    let found = effect(&t, &one, &known, scope.side);
    let spent = spendings(app.db(), scope.tenant(), id).await?;
    let spendings = spent.into_iter().map(|spent| ExperimentSpending {
        id: spent.id.0,
        amount: spent.amount,
        what: spent.what,
        on: spent.on.to_string(),
        side: spent.side.word(),
    });
    Ok(ExperimentWhole { experiment: json(app, &one, Some(found)), spendings: spendings.collect() })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/experiments/{experiment}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("experiment" = uuid::Uuid, Path)),
    responses((status = 200, body = ExperimentWhole), (status = 401), (status = 403), (status = 404)))]
pub async fn get_experiment(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne) -> Answer {
    scope.require(&app, "experiment.view", &resource(&scope))?;
    Ok(Json(whole(&app, &scope, id).await?).into_response())
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/experiments/{experiment}", tag = "governance",
    request_body = ChangedExperiment, params(("partnership" = uuid::Uuid, Path), ("experiment" = uuid::Uuid, Path)),
    responses((status = 200, body = ExperimentWhole), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn put_experiment(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): OfOne,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    let known = load(&app, &scope, id).await?;
    if !change_asked(&app, &scope, &known, &mut form).await? {
        return Err(form.into());
    }
    Ok(Json(whole(&app, &scope, id).await?).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/experiments/{experiment}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("experiment" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_experiment(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne) -> Answer {
    do_one(&app, &scope, id, Doing::Withdraw, "").await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/experiments/{experiment}/agreement", tag = "governance",
    request_body = NewExperimentAgreement,
    params(("partnership" = uuid::Uuid, Path), ("experiment" = uuid::Uuid, Path)),
    responses((status = 201, body = ExperimentWhole), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_agreement(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne, form: Fields) -> Answer {
    do_one(&app, &scope, id, Doing::Agree, form.value("hash")).await?;
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/experiments/{experiment}/start", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("experiment" = uuid::Uuid, Path)),
    responses((status = 201, body = ExperimentWhole), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_start(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne) -> Answer {
    do_one(&app, &scope, id, Doing::Start, "").await?;
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/experiments/{experiment}/spendings", tag = "governance",
    request_body = NewExperimentSpending,
    params(("partnership" = uuid::Uuid, Path), ("experiment" = uuid::Uuid, Path)),
    responses((status = 201, body = ExperimentWhole), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_spending(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): OfOne,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    let known = load(&app, &scope, id).await?;
    if !spend_asked(&app, &scope, &known, &mut form).await? {
        return Err(form.into());
    }
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/experiments/{experiment}/closure", tag = "governance",
    request_body = NewExperimentClosure,
    params(("partnership" = uuid::Uuid, Path), ("experiment" = uuid::Uuid, Path)),
    responses((status = 201, body = ExperimentWhole), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_closure(Of(app): Of<App>, scope: PartnershipScope, Path((_, id)): OfOne, mut form: Fields) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    let known = load(&app, &scope, id).await?;
    if !close_asked(&app, &scope, &known, &mut form).await? {
        return Err(form.into());
    }
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}
