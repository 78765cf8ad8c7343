//! The four levels over the API.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::figure::Status;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::Answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::Line;
use super::pages::seen;
use super::view::resource;
use crate::tier;

/// A figure with what it stands on.
#[derive(Serialize, ToSchema)]
pub struct EvidenceFigure {
    /// The key of the figure, such as `evidence-figure-relevance`.
    key: &'static str,
    /// The same in the reader's words.
    label: String,
    /// Nothing where the figure is withheld or nothing was measured.
    value: Option<f64>,
    unit: String,
    low: Option<f64>,
    high: Option<f64>,
    /// The level of the interval, such as 0.95.
    level: Option<f64>,
    n: Option<u64>,
    from: String,
    to: String,
    source: String,
    link: String,
    /// `described`, `withheld` or `no-evidence`.
    state: &'static str,
    /// The tier of the Learning-Transfer Evaluation Model, 1 to 8, and its name.
    tier: Option<u8>,
    tier_name: Option<&'static str>,
    /// Days from the last session before it to the measuring.
    days_since_learning: Option<i64>,
    /// Whether the tier is certified by this figure.
    certified: bool,
}

/// One of the four levels.
#[derive(Serialize, ToSchema)]
pub struct EvidenceLevel {
    /// 1 to 4.
    level: u8,
    /// `reaction`, `learning`, `behaviour` or `results`.
    name: &'static str,
    figures: Vec<EvidenceFigure>,
}

/// Those levels that the reader may see.
#[derive(Serialize, ToSchema)]
pub struct EvidenceLevels {
    levels: Vec<EvidenceLevel>,
    /// The highest tier of the Learning-Transfer Evaluation Model that is certified here.
    highest_certified_tier: Option<u8>,
}

pub(crate) fn json(t: &Speaker, line: &Line) -> EvidenceFigure {
    let (figure, spoken) = (&line.figure, line.figure.spoken(t, line.difference));
    let interval = figure.interval();
    EvidenceFigure {
        key: line.key,
        label: t.say1(line.key, "about", &line.about),
        value: figure.value(),
        unit: figure.unit().spoken(t),
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        level: interval.map(|interval| interval.level),
        n: figure.n(),
        from: figure.period().from.to_string(),
        to: figure.period().to.to_string(),
        source: spoken.source,
        link: spoken.link,
        state: match figure.status() {
            Status::Withheld { .. } => "withheld",
            Status::NoEvidence => "no-evidence",
            _ => "described",
        },
        tier: line.grade.map(|grade| grade.tier.number()),
        tier_name: line.grade.map(|grade| grade.tier.word()),
        days_since_learning: line.grade.and_then(|grade| grade.days_since_learning),
        certified: line.certifies(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/evidence", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = EvidenceLevels), (status = 401), (status = 403), (status = 404)))]
pub async fn get_evidence(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let seen = seen(&app, &scope).await?;
    let highest = tier::highest_certified(seen.iter().flat_map(|seen| &seen.lines));
    let levels = seen.into_iter().map(|seen| EvidenceLevel {
        level: seen.level.number(),
        name: seen.level.word(),
        figures: seen.lines.iter().map(|line| json(&t, line)).collect(),
    });
    let highest_certified_tier = highest.map(tier::Tier::number);
    Ok(Json(EvidenceLevels { levels: levels.collect(), highest_certified_tier }).into_response())
}
