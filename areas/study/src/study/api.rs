//! Studies over the API.

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

use super::draw_pages::load_lots;
use super::pages::{list_resource, load, visible};
use super::proof::Proof;
use super::register_pages::make;
use super::{Concluded, StudyId};

/// A registered study with its newest estimate.
#[derive(Serialize, ToSchema)]
#[schema(as = Study)]
pub struct StudyJson {
    id: uuid::Uuid,
    title: String,
    question: String,
    /// `rct`, `did`, `event-study`, `its`, `synth`, `ipw`, `aipw`, `comparison`, or `auto` for the strongest that the data
    /// allow.
    design: String,
    /// The design that was used; nothing before the data are opened or where nothing identifies an effect.
    used: Option<String>,
    /// Whether a draw by lot decided who starts first.
    drawn: bool,
    /// What an effect is measured in.
    unit: String,
    source: String,
    /// An instant, as RFC 3339.
    registered_at: String,
    plan_hash: String,
    /// `effect`, `no effect detected`, `not yet conclusive` or `not identifiable`; nothing before the data are opened.
    verdict: Option<String>,
    /// Nothing where nothing identifies it.
    estimate: Option<f64>,
    se: Option<f64>,
    ci: Option<Vec<f64>>,
    n: Option<i64>,
    data_hash: Option<String>,
}

/// A plan to register, in the fields of the form. Of readings of a KPI: `kpi`, `from`, `until` and `units`; of a table:
/// the names of its columns. A draw needs `lot`, `lot-units`, `percent` and `starts`; without a `seed` both sides give it.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewStudy {
    title: String,
    question: String,
    /// As of a study.
    design: String,
    /// `kpi` or `table`.
    basis: String,
    /// The largest difference that would not matter, in the unit of the outcome.
    margin: Option<f64>,
    kpi: Option<uuid::Uuid>,
    from: Option<String>,
    until: Option<String>,
    /// One unit a line, and after a semicolon the day from which it is trained.
    units: Option<String>,
    /// Whether a draw by lot decides who starts first.
    lot: Option<bool>,
    /// One unit a line, and after a semicolon the group in which it is drawn.
    lot_units: Option<String>,
    /// Left out where both sides give it.
    seed: Option<String>,
    percent: Option<i64>,
    starts: Option<String>,
    outcome: Option<String>,
    treatment: Option<String>,
    unit_column: Option<String>,
    time: Option<String>,
    cluster: Option<String>,
    /// Names with commas between them.
    covariates: Option<String>,
    unit: Option<String>,
    decimals: Option<i64>,
    /// `higher` or `lower`.
    better: Option<String>,
    source: Option<String>,
    /// Your word that nothing but the covariates decided who is trained.
    measured: Option<bool>,
    generated: Option<bool>,
}

#[derive(Serialize, ToSchema)]
pub struct StudyMade {
    id: uuid::Uuid,
}

/// A draw by lot, with what came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Draw)]
pub struct DrawJson {
    /// Nothing before both sides have opened their words.
    seed: Option<String>,
    /// How many of a hundred start first.
    percent: u8,
    /// The day from which those who are drawn are trained.
    starts: String,
    /// An instant, as RFC 3339.
    published_at: String,
    /// The hash of the plan that the draw is part of.
    plan_hash: String,
    /// Whether the words of both sides give the seed again, and the seed this result; nothing before it is drawn.
    holds: Option<bool>,
    /// The words from which the seed is made; empty where it came from elsewhere.
    words: Vec<WordsJson>,
    /// Units that take part before it is drawn, then what came of it.
    lots: Vec<LotJson>,
}

/// The words of one side.
#[derive(Serialize, ToSchema)]
#[schema(as = SealedWords)]
pub struct WordsJson {
    /// `organisation` or `partner`.
    side: String,
    /// SHA-256 of the words.
    hash: String,
    /// An instant, as RFC 3339.
    sealed_at: String,
    /// Nothing before both sides have sealed theirs.
    words: Option<String>,
    opened_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Lot)]
pub struct LotJson {
    unit: String,
    /// Empty where there are no groups.
    group: String,
    /// SHA-256 of seed, group and unit with line feeds between them; the lowest of a group start first.
    /// Nothing before it is drawn.
    number: Option<String>,
    first: Option<bool>,
}

fn json(known: Concluded) -> StudyJson {
    let made = known.estimate.as_ref();
    let finding = made.map(|made| &made.finding);
    StudyJson {
        id: known.study.id.0,
        verdict: finding.and_then(|f| serde_json::to_value(f.verdict).ok()).and_then(|v| v.as_str().map(str::to_owned)),
        estimate: finding.and_then(|finding| finding.estimate),
        se: finding.and_then(|finding| finding.se),
        ci: finding.and_then(|finding| finding.ci).map(|ci| ci.to_vec()),
        n: finding.map(|finding| finding.n),
        used: finding.and_then(|finding| finding.design.clone()),
        drawn: known.study.plan.assigned.draw.is_some(),
        data_hash: made.map(|made| made.data_hash.clone()),
        registered_at: known.study.registered_at.to_string(),
        plan_hash: known.study.plan_hash,
        title: known.study.plan.title,
        question: known.study.plan.question,
        design: known.study.plan.design.word().to_owned(),
        unit: known.study.plan.unit,
        source: known.study.plan.source,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/studies", tag = "study",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<StudyJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_studies(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "study.list", &list_resource(&scope))?;
    let studies = visible(&app, &scope).await?;
    Ok(Json(studies.into_iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/studies/{study}", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("study" = uuid::Uuid, Path)),
    responses((status = 200, body = StudyJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_study(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.view", &known.study.resource(known.partner_sees))?;
    Ok(Json(json(known)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/studies", tag = "study", request_body = NewStudy,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = StudyMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_study(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "study.register", &list_resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(StudyMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/studies/{study}/draw", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("study" = uuid::Uuid, Path)),
    responses((status = 200, body = DrawJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_draw(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let study = load_lots(&app, &scope, id).await?.study;
    let assigned = &study.plan.assigned;
    let made = !assigned.waits_for_words();
    let listed = || Some(assigned.lottery.as_ref()?.drawn(""));
    let draw = assigned.draw.clone().or_else(listed).ok_or(Problem::NotFound)?;
    let lots = draw.in_order().into_iter().map(|(lot, number)| LotJson {
        unit: lot.unit.clone(),
        group: lot.group.clone(),
        number: made.then_some(number),
        first: made.then_some(lot.first),
    });
    let words = study.seals.iter().map(|seal| WordsJson {
        side: seal.side.word().to_owned(),
        hash: seal.hash.clone(),
        sealed_at: seal.sealed_at.to_string(),
        words: seal.open().map(str::to_owned),
        opened_at: seal.opened_at.map(|at| at.to_string()),
    });
    Ok(Json(DrawJson {
        seed: made.then(|| draw.seed.clone()),
        percent: draw.percent,
        starts: draw.starts.to_string(),
        published_at: study.registered_at.to_string(),
        plan_hash: study.plan_hash.clone(),
        holds: Proof::of(&study).map(|proof| proof.holds()),
        words: words.collect(),
        lots: lots.collect(),
    })
    .into_response())
}
