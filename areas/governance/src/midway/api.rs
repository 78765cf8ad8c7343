//! Re-evaluations over the API. Amounts are whole minor units.

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
use lustrum_programme::module::{Module, ModuleId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{Whole, agree_asked, begin_asked, load, load_module, programmes, put_asked, resource};
use super::{Behaved, Demonstrated, Learned, MidwayId, Seen};

/// The programmes of a partnership with their re-evaluations.
#[derive(Serialize, ToSchema)]
pub struct MidwayProgrammes {
    programmes: Vec<MidwayProgramme>,
}

#[derive(Serialize, ToSchema)]
pub struct MidwayProgramme {
    programme: uuid::Uuid,
    title: String,
    /// How many of its modules took place, and how many it has.
    held: usize,
    modules: usize,
    /// Whether half of it is behind it.
    ready: bool,
    midway: Option<uuid::Uuid>,
}

/// The grid of a programme.
#[derive(Serialize, ToSchema)]
pub struct MidwayWhole {
    id: uuid::Uuid,
    programme: uuid::Uuid,
    modules: Vec<MidwayModule>,
}

#[derive(Serialize, ToSchema)]
pub struct MidwayModule {
    module: uuid::Uuid,
    title: String,
    /// How it was received; nothing where fewer than five answered.
    reaction: Option<MidwayReaction>,
    /// Whether it has a test or a rubric of its own, and what was gained in it; nothing of fewer than five. Results are of the programme
    /// as a whole.
    tested: bool,
    learning: Option<MidwayLearning>,
    /// How many reached the level that a rubric of it asks; none of groups of fewer than five.
    demonstrated: Vec<MidwayDemonstrated>,
    /// Whether it is linked to behaviours, and how those changed of which enough was seen.
    linked: bool,
    behaviour: Vec<MidwayBehaviour>,
    /// `keep`, `change` or `stop`.
    verdict: Option<&'static str>,
    reason: Option<String>,
    freed: Option<i64>,
    currency: Option<String>,
    /// What a change of it, and the agreement to it, have to name; 0 where nothing was put.
    revision: i64,
    /// The side that put it.
    side: Option<&'static str>,
    agreed: bool,
    /// The proposal of the programme that carries it out.
    proposal: Option<uuid::Uuid>,
}

/// The share, in percent, that found it relevant, with its 95 % interval.
#[derive(Serialize, ToSchema)]
pub struct MidwayReaction {
    share: f64,
    low: f64,
    high: f64,
    n: u64,
}

/// What was gained in its tests from before to after, in points of a hundred, with its 95 % interval.
#[derive(Serialize, ToSchema)]
pub struct MidwayLearning {
    points: f64,
    low: Option<f64>,
    high: Option<f64>,
    n: u64,
}

/// The share, in percent, of those whom two raters scored that is at or above the level asked on every criterion, with its 95 %
/// interval.
#[derive(Serialize, ToSchema)]
pub struct MidwayDemonstrated {
    rubric: String,
    share: f64,
    low: f64,
    high: f64,
    n: u64,
    /// Of how many both raters, each alone, said the same of whether it was reached.
    alike: u64,
    /// Cohen's kappa of that, with its 95 % interval; nothing where both said one and the same of everybody.
    kappa: Option<f64>,
    kappa_low: Option<f64>,
    kappa_high: Option<f64>,
}

/// How a behaviour changed on the scale of 1 to 5, with its 95 % interval: of those who were trained, or more than of those who
/// wait where there are enough.
#[derive(Serialize, ToSchema)]
pub struct MidwayBehaviour {
    behaviour: String,
    change: f64,
    low: Option<f64>,
    high: Option<f64>,
    /// How many were trained, and how many wait.
    n: u64,
    waiting: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub struct MidwayMade {
    id: uuid::Uuid,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewMidway {
    programme: uuid::Uuid,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct MidwayVerdict {
    /// `keep`, `change` or `stop`.
    verdict: String,
    reason: String,
    /// What stopping frees for experiments, where its cost is known.
    freed: Option<i64>,
    /// The revision that the writer saw; 0 where nothing was put.
    revision: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewMidwayAgreement {
    revision: i64,
}

fn reaction(seen: Seen) -> MidwayReaction {
    MidwayReaction { share: seen.share, low: seen.low, high: seen.high, n: seen.n }
}

fn learning(learned: Learned) -> MidwayLearning {
    let (low, high) = learned.interval.unzip();
    MidwayLearning { points: learned.points, low, high, n: learned.n }
}

fn demonstrated(shown: Demonstrated) -> MidwayDemonstrated {
    let Demonstrated { rubric, share, low, high, n, alike, kappa } = shown;
    MidwayDemonstrated {
        rubric,
        share,
        low,
        high,
        n,
        alike,
        kappa: kappa.map(|kappa| kappa.0),
        kappa_low: kappa.map(|kappa| kappa.1),
        kappa_high: kappa.map(|kappa| kappa.2),
    }
}

fn behaviour(behaved: Behaved) -> MidwayBehaviour {
    let (low, high) = behaved.interval.unzip();
    let Behaved { behaviour, change, n, waiting, .. } = behaved;
    MidwayBehaviour { behaviour, change, low, high, n, waiting }
}

fn module_json(whole: &Whole, module: &Module) -> MidwayModule {
    let known = whole.of(module.id);
    let seen = whole.seen(module.id);
    MidwayModule {
        module: module.id.0,
        title: module.title.clone(),
        reaction: seen.reaction.map(reaction),
        tested: whole.is_tested(module.id),
        learning: seen.learned.map(learning),
        demonstrated: seen.demonstrated.into_iter().map(demonstrated).collect(),
        linked: whole.is_linked(module.id),
        behaviour: seen.behaved.into_iter().map(behaviour).collect(),
        verdict: known.map(|known| known.what.verdict.word()),
        reason: known.map(|known| known.what.reason.clone()),
        freed: known.and_then(|known| known.what.freed),
        currency: known.map(|known| known.what.currency.clone()),
        revision: known.map_or(0, |known| known.revision),
        side: known.map(|known| known.side.word()),
        agreed: known.is_some_and(|known| known.agreed_at.is_some()),
        proposal: known.and_then(|known| known.proposal).map(|id| id.0),
    }
}

async fn whole(app: &App, scope: &PartnershipScope, id: MidwayId) -> Result<MidwayWhole, Problem> {
    let whole = load(app, scope, id).await?;
    Ok(MidwayWhole {
        id: id.0,
        programme: whole.programme.id.0,
        modules: whole.modules.iter().map(|module| module_json(&whole, module)).collect(),
    })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/midway", tag = "governance",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = MidwayProgrammes), (status = 401), (status = 403), (status = 404)))]
pub async fn get_midways(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "midway.list", &resource(&scope))?;
    let all = programmes(&app, &scope).await?.into_iter();
    let programmes = all.map(|one| MidwayProgramme {
        ready: one.ready(),
        programme: one.id.0,
        title: one.title,
        held: one.held,
        modules: one.modules,
        midway: one.midway.map(|midway| midway.0),
    });
    Ok(Json(MidwayProgrammes { programmes: programmes.collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/midway", tag = "governance", request_body = NewMidway,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = MidwayMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_midway(Of(app): Of<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "midway.decide", &resource(&scope))?;
    match begin_asked(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(MidwayMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/midway/{midway}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("midway" = uuid::Uuid, Path)),
    responses((status = 200, body = MidwayWhole), (status = 401), (status = 403), (status = 404)))]
pub async fn get_midway(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MidwayId)>,
) -> Answer {
    scope.require(&app, "midway.view", &resource(&scope))?;
    Ok(Json(whole(&app, &scope, id).await?).into_response())
}

type OnModule = Path<(PartnershipId, MidwayId, ModuleId)>;

#[utoipa::path(put, path = "/api/v1/p/{partnership}/midway/{midway}/modules/{module}", tag = "governance",
    request_body = MidwayVerdict,
    params(("partnership" = uuid::Uuid, Path), ("midway" = uuid::Uuid, Path), ("module" = uuid::Uuid, Path)),
    responses((status = 200, body = MidwayWhole), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn put_module(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id, module)): OnModule,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "midway.decide", &resource(&scope))?;
    let (known, module) = load_module(&app, &scope, id, module).await?;
    if !put_asked(&app, &scope, &known, &module, &mut form).await? {
        return Err(form.into());
    }
    Ok(Json(whole(&app, &scope, id).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/midway/{midway}/modules/{module}/agreement", tag = "governance",
    request_body = NewMidwayAgreement,
    params(("partnership" = uuid::Uuid, Path), ("midway" = uuid::Uuid, Path), ("module" = uuid::Uuid, Path)),
    responses((status = 201, body = MidwayWhole), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_agreement(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id, module)): OnModule,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "midway.decide", &resource(&scope))?;
    let (known, module) = load_module(&app, &scope, id, module).await?;
    agree_asked(&app, &scope, &known, &module, &mut form).await?;
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}
