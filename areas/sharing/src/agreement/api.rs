//! Agreements, their figures and the ledger over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::contact::{Mandate, require_mandate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{Asked, accept_as, at_field, read_terms, resource, revoke_as, seen};
use super::{Agreement, AgreementId, find, of_partnership, offer};
use crate::ledger;
use crate::release::pages::read;
use crate::release::table::word;
use crate::release::{Figures, Shown};

/// A data-sharing agreement.
#[derive(Serialize, ToSchema)]
#[schema(as = Agreement)]
pub struct AgreementJson {
    id: uuid::Uuid,
    kpi: uuid::Uuid,
    title: String,
    /// `total` or `unit`.
    grain: &'static str,
    smallest_group: i64,
    purpose: String,
    data_class: &'static str,
    /// First and last day, in UTC.
    from: String,
    until: String,
    /// `offered`, `upcoming`, `in-force`, `expired` or `revoked`.
    standing: &'static str,
    offered_at: String,
    accepted_at: Option<String>,
    revoked_at: Option<String>,
}

/// Agreements, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct Agreements {
    agreements: Vec<AgreementJson>,
    next: Option<uuid::Uuid>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewAgreement {
    kpi: uuid::Uuid,
    /// `total` or `unit`.
    grain: String,
    /// 5 where it is left out, 2 at least.
    smallest_group: Option<i64>,
    purpose: String,
    from: String,
    until: String,
}

/// One figure; without a value where its state is not `shown`.
#[derive(Serialize, ToSchema)]
pub struct FigureJson {
    /// Nothing for the total.
    unit: Option<String>,
    /// The first day of the period.
    period: String,
    value: Option<f64>,
    n: Option<u64>,
    /// `shown`, `withheld` (a group smaller than the smallest, or one that would give such a group away),
    /// `size-unknown` or `nothing`.
    state: &'static str,
}

/// Figures, with the agreement under which they are read.
#[derive(Serialize, ToSchema)]
pub struct ReleasedFigures {
    agreement: AgreementJson,
    /// What the values are written in.
    unit: String,
    decimals: i64,
    definition_version: i64,
    figures: Vec<FigureJson>,
}

#[derive(Serialize, ToSchema)]
pub struct LedgerEntry {
    number: i64,
    at: String,
    kind: String,
    person: Option<uuid::Uuid>,
    /// The agreement or study that it is about.
    about: Option<uuid::Uuid>,
    title: String,
}

#[derive(Serialize, ToSchema)]
pub struct Ledger {
    entries: Vec<LedgerEntry>,
    next: Option<i64>,
}

fn json(agreement: Agreement, now: Moment) -> AgreementJson {
    let standing = agreement.standing_at(now).word();
    let terms = agreement.terms;
    let day = |day: Day| day.to_string();
    AgreementJson {
        id: agreement.id.0,
        kpi: terms.kpi.0,
        title: terms.title,
        grain: terms.grain.word(),
        smallest_group: terms.smallest_group,
        purpose: terms.purpose,
        data_class: terms.data_class.word(),
        from: day(terms.from),
        until: day(terms.until),
        standing,
        offered_at: agreement.offered.at.to_string(),
        accepted_at: agreement.accepted.map(|act| act.at.to_string()),
        revoked_at: agreement.revoked.map(|act| act.at.to_string()),
    }
}

fn figures_of(figures: &Figures) -> Vec<FigureJson> {
    let release = &figures.release;
    let total = std::iter::once((None, &release.totals));
    let rows = total.chain(release.units.iter().map(|(name, row)| (Some(name.clone()), row)));
    let mut all = Vec::new();
    for (unit, row) in rows {
        for (period, shown) in release.periods.iter().zip(row) {
            let (value, n) = match shown {
                Shown::Value { value, n } => (Some(*value), Some(*n)),
                _ => (None, None),
            };
            all.push(FigureJson { unit: unit.clone(), period: period.to_string(), value, n, state: word(*shown) });
        }
    }
    all
}

async fn stored(app: &App, scope: &PartnershipScope, id: AgreementId) -> Result<AgreementJson, Problem> {
    let agreement = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    Ok(json(agreement, app.now()))
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/agreements", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Agreements), (status = 401), (status = 403), (status = 404)))]
pub async fn get_agreements(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "agreement.list", &resource(&scope))?;
    let mut agreements = of_partnership(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = agreements.len() > 50;
    agreements.truncate(50);
    let next = agreements.last().filter(|_| more).map(|agreement| agreement.id.0);
    let agreements = agreements.into_iter().map(|agreement| json(agreement, app.now())).collect();
    Ok(Json(Agreements { agreements, next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/agreements", tag = "sharing", request_body = NewAgreement,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = AgreementJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_agreement(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "agreement.offer", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::ReleaseData).await?;
    let Some(terms) = read_terms(&app, &scope, &mut form).await? else { return Err(form.into()) };
    let tx = app.db().begin().await?;
    match offer(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), terms).await? {
        Ok(id) => {
            tx.commit().await?;
            Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
        }
        Err(refused) => {
            let (field, fault) = at_field(refused);
            form.refuse(field, fault);
            Err(form.into())
        }
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/agreements/{agreement}", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("agreement" = uuid::Uuid, Path)),
    responses((status = 200, body = AgreementJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_agreement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    let agreement = seen(&app, &scope, id).await?;
    Ok(Json(json(agreement, app.now())).into_response())
}

/// A read by the partner is entered in the ledger of both sides.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/agreements/{agreement}/figures", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("agreement" = uuid::Uuid, Path)),
    responses((status = 200, body = ReleasedFigures), (status = 401), (status = 403), (status = 404)))]
pub async fn get_figures(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    let agreement = seen(&app, &scope, id).await?;
    let figures = read(&app, &scope, &agreement).await?;
    let definition = &figures.kpi.current.definition;
    let released = ReleasedFigures {
        agreement: json(agreement, app.now()),
        unit: definition.unit.clone(),
        decimals: definition.decimals,
        definition_version: figures.kpi.current.number,
        figures: figures_of(&figures),
    };
    Ok(Json(released).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/agreements/{agreement}/acceptance", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("agreement" = uuid::Uuid, Path)),
    responses((status = 201, body = AgreementJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_acceptance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    accept_as(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/agreements/{agreement}/revocation", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("agreement" = uuid::Uuid, Path)),
    responses((status = 201, body = AgreementJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_revocation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    revoke_as(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/ledger", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<i64>, Query)),
    responses((status = 200, body = Ledger), (status = 401), (status = 403), (status = 404)))]
pub async fn get_ledger(
    State(app): State<App>,
    scope: PartnershipScope,
    Query(asked): Query<ledger::pages::Asked>,
) -> Answer {
    scope.require(&app, "agreement.list", &resource(&scope))?;
    let mut events = ledger::entries(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = events.len() > 50;
    events.truncate(50);
    let next = events.last().filter(|_| more).map(|event| event.number);
    let entries = events.into_iter().map(|event| LedgerEntry {
        title: event.text("title"),
        number: event.number,
        at: event.at.to_string(),
        person: event.person_id.map(|id| id.0),
        about: event.subject_id,
        kind: event.kind,
    });
    Ok(Json(Ledger { entries: entries.collect(), next }).into_response())
}
