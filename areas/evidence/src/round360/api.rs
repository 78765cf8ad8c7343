//! 360 feedback over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::Rated;
use super::open::{invite_as, nominate_as, open_as, today, withdraw_as};
use super::report_pages::own;
use super::round_pages::{load, summary};
use super::store::of_partnership;
use super::{Group, Round, Round360Id};
use crate::levels::Mean;
use crate::levels::view::resource;

/// A round of 360 feedback.
#[derive(Serialize, ToSchema)]
#[schema(as = Round360)]
pub struct RoundJson {
    id: uuid::Uuid,
    title: String,
    /// `before` or `after`.
    wave: String,
    /// `nominating`, `asking` or `over`.
    stage: &'static str,
    closes: String,
    people: i64,
    /// When it is over, and of five people or more.
    figures: Option<Figures360>,
}

/// A mean with its interval.
#[derive(Serialize, ToSchema)]
pub struct Mean360 {
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
}

#[derive(Serialize, ToSchema)]
pub struct Group360 {
    /// `self`, `manager`, `peers` or `reports`.
    group: &'static str,
    mean: Option<Mean360>,
    leniency: Option<Mean360>,
}

#[derive(Serialize, ToSchema)]
pub struct Figures360 {
    groups: Vec<Group360>,
    /// Own view minus that of the others.
    gap: Option<Mean360>,
    /// Krippendorff's alpha of the others, with its interval.
    agreement: Option<Mean360>,
    trained: Option<Mean360>,
    waiting: Option<Mean360>,
    difference: Option<Mean360>,
}

#[derive(Serialize, ToSchema)]
pub struct Rounds360 {
    rounds: Vec<RoundJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewRound360 {
    programme: uuid::Uuid,
    /// Only the people of this cohort; everyone of the programme where it is left out.
    cohort: Option<uuid::Uuid>,
    title: String,
    /// `before` or `after`.
    wave: String,
    closes: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewNomination {
    round: uuid::Uuid,
    subject: uuid::Uuid,
    /// `peers` or `reports`.
    group: String,
    name: String,
    email: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewWithdrawal {
    round: uuid::Uuid,
    subject: uuid::Uuid,
    nomination: uuid::Uuid,
}

/// How many links went out.
#[derive(Serialize, ToSchema)]
pub struct Invited360 {
    raters: usize,
}

/// A person's own report of a round that is over.
#[derive(Serialize, ToSchema)]
pub struct Report360 {
    round: uuid::Uuid,
    title: String,
    groups: Vec<&'static str>,
    behaviours: Vec<ReportRow360>,
    words: Vec<ReportWords360>,
}

#[derive(Serialize, ToSchema)]
pub struct ReportRow360 {
    behaviour: String,
    /// In the order of the groups; nothing where too few rated it.
    means: Vec<Option<f64>>,
}

#[derive(Serialize, ToSchema)]
pub struct ReportWords360 {
    group: &'static str,
    words: Vec<String>,
}

fn mean(mean: &Option<Mean>) -> Option<Mean360> {
    mean.map(|mean| Mean360 {
        value: mean.value,
        low: mean.interval.map(|ends| ends.0),
        high: mean.interval.map(|ends| ends.1),
        n: mean.n,
    })
}

fn figures(rated: &Rated) -> Figures360 {
    let groups = rated.groups.iter().map(|group| Group360 {
        group: group.group.word(),
        mean: mean(&group.mean),
        leniency: mean(&group.leniency),
    });
    Figures360 {
        groups: groups.collect(),
        gap: mean(&rated.gap),
        agreement: rated.agreement.map(|found| Mean360 {
            value: found.value,
            low: Some(found.interval.low),
            high: Some(found.interval.high),
            n: found.n,
        }),
        trained: mean(&rated.trained),
        waiting: mean(&rated.waiting),
        difference: mean(&rated.difference),
    }
}

fn json(app: &App, round: Round, rated: Option<&Rated>) -> RoundJson {
    let stage = round.stage_key(today(app)).trim_start_matches("round360-stage-");
    RoundJson {
        id: round.id.0,
        title: round.title,
        wave: round.wave,
        stage,
        closes: round.closes.to_string(),
        people: round.subjects,
        figures: rated.map(figures),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/rounds-360", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Rounds360), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rounds(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "round-360.view", &resource(&scope))?;
    let rounds = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(Rounds360 { rounds: rounds.into_iter().map(|round| json(&app, round, None)).collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/rounds-360", tag = "evidence", request_body = NewRound360,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = RoundJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_round(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "round-360.open", &resource(&scope))?;
    match open_as(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(json(&app, load(&app, &scope, id).await?, None))).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/rounds-360/{round360}", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("round360" = uuid::Uuid, Path)),
    responses((status = 200, body = RoundJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_round(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, Round360Id)>,
) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let round = load(&app, &scope, id).await?;
    let rated = summary(&app, &scope, &round).await?.filter(|rated| rated.people as u64 >= crate::SMALLEST_GROUP);
    Ok(Json(json(&app, round, rated.as_ref())).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/rounds-360/{round360}/invitations", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("round360" = uuid::Uuid, Path)),
    responses((status = 201, body = Invited360), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_invitations(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, Round360Id)>,
) -> Answer {
    scope.require(&app, "round-360.open", &resource(&scope))?;
    let round = load(&app, &scope, id).await?;
    let raters = invite_as(&app, &scope, &round).await?;
    Ok((StatusCode::CREATED, Json(Invited360 { raters })).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/nominations-360", tag = "evidence",
    request_body = NewNomination, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_nomination(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "round-360.nominate", &resource(&scope))?;
    match nominate_as(&app, &scope, &mut form).await? {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/withdrawals-360", tag = "evidence",
    request_body = NewWithdrawal, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_withdrawal(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "round-360.nominate", &resource(&scope))?;
    match withdraw_as(&app, &scope, &mut form).await? {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Err(form.into()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/reports-360", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<Report360>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_reports(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "round-360.nominate", &resource(&scope))?;
    let (reports, _) = own(&app, &scope).await?;
    let reports = reports.into_iter().map(|(round, report)| Report360 {
        round: round.id.0,
        title: round.title,
        groups: Group::ALL.map(Group::word).to_vec(),
        behaviours: report
            .rows
            .into_iter()
            .map(|row| ReportRow360 { behaviour: row.behaviour, means: row.means.to_vec() })
            .collect(),
        words: report.words.into_iter().map(|(group, words)| ReportWords360 { group: group.word(), words }).collect(),
    });
    Ok(Json(reports.collect::<Vec<_>>()).into_response())
}
