//! Programmes over the API.

use std::collections::HashMap;

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

use super::pages::{act, any, decide, draft_only, load};
use super::{Measure, Programme, ProgrammeId, create, measures, of_partnership, write};
use crate::behaviour::{self, Behaviour, BehaviourId};
use crate::module::{self, Module, ModuleId, works_on};

/// A programme of a partnership.
#[derive(Serialize, ToSchema)]
#[schema(as = Programme)]
pub struct ProgrammeJson {
    id: uuid::Uuid,
    title: String,
    purpose: String,
    goal: Option<uuid::Uuid>,
    /// `draft`, `approved` or `ended`.
    state: String,
}

/// A programme with everything that belongs to it.
#[derive(Serialize, ToSchema)]
pub struct WholeProgramme {
    #[serde(flatten)]
    programme: ProgrammeJson,
    measures: Vec<ProgrammeMeasureJson>,
    behaviours: Vec<BehaviourJson>,
    modules: Vec<ModuleJson>,
    /// What stands between a draft and its approval: `goal`, `measure`, `module`.
    missing: Vec<String>,
}

/// By what anyone will see that it worked.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeMeasure)]
pub struct ProgrammeMeasureJson {
    id: uuid::Uuid,
    /// 1 to 4.
    level: i64,
    text: String,
    kpi: Option<uuid::Uuid>,
}

/// A behaviour with the ends of its scale.
#[derive(Serialize, ToSchema)]
#[schema(as = Behaviour)]
pub struct BehaviourJson {
    id: uuid::Uuid,
    text: String,
    low: String,
    high: String,
}

/// A module at its place.
#[derive(Serialize, ToSchema)]
#[schema(as = Module)]
pub struct ModuleJson {
    id: uuid::Uuid,
    title: String,
    /// `classroom`, `online`, `workplace` or `self-study`.
    mode: String,
    minutes: i64,
    /// Minutes on cases of the organisation's own.
    own: i64,
    version: i64,
    /// The behaviours that it works on.
    behaviours: Vec<uuid::Uuid>,
}

/// What is written of a programme.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewProgramme {
    title: String,
    purpose: String,
    /// One of the goals that were shared with the partnership.
    goal: Option<uuid::Uuid>,
}

/// What is written of a module.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewModule {
    title: String,
    mode: String,
    minutes: i64,
    own: i64,
}

fn json(programme: &Programme) -> ProgrammeJson {
    ProgrammeJson {
        id: programme.id.0,
        title: programme.title.clone(),
        purpose: programme.purpose.clone(),
        goal: programme.goal_id.map(|goal| goal.0),
        state: programme.state().word().to_owned(),
    }
}

async fn whole(app: &App, scope: &PartnershipScope, programme: &Programme) -> Result<WholeProgramme, Problem> {
    let measures = measures(app.db(), scope.tenant(), programme.id).await?;
    let behaviours = behaviour::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let modules = module::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let linked = works_on::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let missing = programme.missing(&measures, modules.len());
    let measure =
        |m: Measure| ProgrammeMeasureJson { id: m.id.0, level: m.level, text: m.text, kpi: m.kpi_id.map(|kpi| kpi.0) };
    let behaviour = |b: Behaviour| BehaviourJson { id: b.id.0, text: b.text, low: b.anchor_low, high: b.anchor_high };
    Ok(WholeProgramme {
        programme: json(programme),
        measures: measures.into_iter().map(measure).collect(),
        behaviours: behaviours.into_iter().map(behaviour).collect(),
        modules: modules.into_iter().map(|module| module_json(module, &linked)).collect(),
        missing: missing.into_iter().map(|what| what.word().to_owned()).collect(),
    })
}

fn module_json(module: Module, linked: &HashMap<ModuleId, Vec<BehaviourId>>) -> ModuleJson {
    ModuleJson {
        behaviours: linked.get(&module.id).into_iter().flatten().map(|behaviour| behaviour.0).collect(),
        id: module.id.0,
        title: module.title,
        mode: module.mode,
        minutes: module.minutes,
        own: module.own_case_minutes,
        version: module.version,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/programmes", tag = "programme",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<ProgrammeJson>), (status = 401), (status = 404)))]
pub async fn get_programmes(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "programme.view", &any(&scope))?;
    let programmes = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(programmes.iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/programmes", tag = "programme", request_body = NewProgramme,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ProgrammeJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_programme(Of(app): Of<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "programme.write", &any(&scope))?;
    let Some(words) = write::read(&app, &scope, &mut form).await? else { return Err(Problem::from(form)) };
    let tx = app.db().begin().await?;
    let id = create(&tx, act(&app, &scope), &words).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(json(&load(&app, &scope, id).await?))).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/programmes/{programme}", tag = "programme",
    params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path)),
    responses((status = 200, body = WholeProgramme), (status = 401), (status = 404)))]
pub async fn get_programme(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.view", &programme.resource())?;
    Ok(Json(whole(&app, &scope, &programme).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/programmes/{programme}/modules", tag = "programme",
    request_body = NewModule, params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path)),
    responses((status = 201, body = ModuleJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_module(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    mut form: Fields,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let Some(words) = module::pages::read(&mut form) else { return Err(Problem::from(form)) };
    let tx = app.db().begin().await?;
    let made = module::add(&tx, act(&app, &scope), &programme, &words).await?;
    tx.commit().await?;
    let made = module::find(app.db(), scope.tenant(), id, made).await?.ok_or(Problem::NotFound)?;
    Ok((StatusCode::CREATED, Json(module_json(made, &HashMap::new()))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/programmes/{programme}/approval", tag = "programme",
    params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path)),
    responses((status = 200, body = ProgrammeJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_approval(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.approve", &programme.resource())?;
    decide(&app, &scope, &programme).await?;
    Ok(Json(json(&load(&app, &scope, id).await?)).into_response())
}
