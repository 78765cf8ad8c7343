//! Terms and fee statements over the API: the same reads, rules and refusals as the pages. Amounts are whole minor
//! units, shares hundredths of a percent, effects millionths of their unit.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::origin::{self, Offer, Origin};
use super::pages::{chances_of, charter_of, resource, today, version_of};
use super::read::{read_from, read_own, read_terms, read_words};
use super::simulate::{self, Scenario, Simulated};
use super::statement::{self, Document, Figure, Statement};
use super::statement_pages::{due, make, statement_of};
use super::whose::in_person;
use super::{
    Agreement, Fallback, Kind, Proposal, Rule, StatementId, TermsId, TermsRefused, Version, change, newest_first, store,
};
use crate::By;

type InTerms = Path<(PartnershipId, TermsId)>;
type InStatement = Path<(PartnershipId, TermsId, StatementId)>;

/// A version of the terms.
#[derive(Serialize, ToSchema)]
#[schema(as = Terms)]
pub struct TermsJson {
    id: uuid::Uuid,
    /// `proposed`, `agreed`, `superseded`, `withdrawn`.
    state: String,
    proposer: String,
    proposed_at: String,
    agreement: Agreement,
    /// The content as it was hashed, and its SHA-256.
    content: String,
    hash: String,
    /// The day from which others hold in place of these; what falls due before it is still settled under these.
    until: Option<String>,
    acceptor: Option<String>,
    accepted_at: Option<String>,
    accepted_words: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct TermsVersions {
    versions: Vec<TermsJson>,
}

/// Terms that are to be proposed, or only looked at.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewTerms {
    currency: String,
    total: i64,
    floor: i64,
    cap: i64,
    base: NewBase,
    outcomes: Vec<NewOutcome>,
    /// Why a part is wanted that can hardly be proven by its date, in at least 20 characters.
    words: Option<String>,
    /// Where statements of the agreed terms stand: from when the change holds. What falls due before stays as it was agreed, and
    /// the total, floor and cap are those of what falls due from then on.
    from: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewBase {
    share: i64,
    on: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewOutcome {
    /// A measure of level 3 or 4 of the charter in force.
    measure: uuid::Uuid,
    kind: Kind,
    share: i64,
    rule: Rule,
    threshold: Option<i64>,
    target: i64,
    unit: Option<String>,
    on: String,
    again: String,
    fallback: Fallback,
}

#[derive(Serialize, ToSchema)]
pub struct Simulation {
    currency: String,
    scenarios: Vec<Simulated>,
    /// The chances, in percent, that each part can be told from chance by its date; only for terms not yet proposed.
    chances: Vec<Option<i64>>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewTermsAcceptance {
    hash: String,
    words: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewFeeStatement {
    /// In the order of the parts; nothing for one of which nothing is measured yet.
    results: Vec<Option<NewResult>>,
}

/// A result: either the study whose latest run it is taken from, or everything else.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewResult {
    study: Option<uuid::Uuid>,
    estimate: Option<i64>,
    low: Option<i64>,
    high: Option<i64>,
    n: Option<i64>,
    period: Option<String>,
    source: Option<String>,
}

/// What the next statement needs, and the studies that it can be taken from.
#[derive(Serialize, ToSchema)]
pub struct DueResults {
    on: String,
    parts: Vec<DuePart>,
}

#[derive(Serialize, ToSchema)]
pub struct DuePart {
    /// Among the parts that hang on a measure, from 0.
    place: usize,
    measure: uuid::Uuid,
    text: String,
    unit: String,
    studies: Vec<StudyOffer>,
}

/// A study of the measure. `result` and `origin` are what a statement would freeze.
#[derive(Serialize, ToSchema)]
pub struct StudyOffer {
    study: uuid::Uuid,
    title: String,
    result: Option<Figure>,
    origin: Option<Origin>,
    /// Why nothing can be settled from it: `unshared`, `not-run`, `unit`, `interval`.
    unusable: Option<&'static str>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewConfirmation {
    hash: String,
}

#[derive(Serialize, ToSchema)]
pub struct FeeStatement {
    id: uuid::Uuid,
    /// `made`, `confirmed`, `withdrawn`.
    state: String,
    maker: String,
    confirmer: Option<String>,
    document: Document,
}

#[derive(Serialize, ToSchema)]
pub struct FeeStatements {
    statements: Vec<FeeStatement>,
}

fn json(known: &[Version], version: Version) -> TermsJson {
    let until = change::ends(known, &version).map(|day| day.to_string());
    let given = version.acceptance;
    TermsJson {
        id: version.id.0,
        state: version.state.word().to_owned(),
        proposer: version.proposer,
        proposed_at: version.proposed_at.to_string(),
        agreement: version.agreement,
        content: version.content,
        hash: version.hash,
        until,
        acceptor: given.as_ref().map(|given| given.name.clone()),
        accepted_at: given.as_ref().map(|given| given.at.to_string()),
        accepted_words: given.and_then(|given| given.words),
    }
}

fn statement_json(made: &Statement) -> FeeStatement {
    FeeStatement {
        id: made.id.0,
        state: made.state.word().to_owned(),
        maker: made.maker.clone(),
        confirmer: made.confirmer.as_ref().map(|(name, _)| name.clone()),
        document: statement::document(made),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/terms", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = TermsVersions), (status = 401), (status = 403), (status = 404)))]
pub async fn get_terms(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(TermsVersions { versions: known.iter().cloned().map(|version| json(&known, version)).collect() })
        .into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/terms/{terms}", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path)),
    responses((status = 200, body = TermsJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_version(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InTerms) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(json(&known, version_of(&app, &scope, id).await?)).into_response())
}

/// Proposing is done by a person who is signed in; an API token is refused.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/terms", tag = "partnership", request_body = NewTerms,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = TermsJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_terms(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    let charter = charter_of(&app, &scope).await?.ok_or(TermsRefused::NoCharter)?;
    let (terms, words) = (read_terms(&mut form, &charter, today(&app)), read_words(&mut form));
    let from = read_from(&mut form);
    let Some(terms) = terms.filter(|_| !form.has_faults()) else { return Err(form.into()) };
    let chances = chances_of(&app, &scope, &charter, &terms).await?;
    let tx = app.db().begin().await?;
    let proposal = Proposal { sides: &scope.partnership, charter: &charter, terms, chances, words, from };
    let id = super::propose(&tx, &By::viewer(&scope, app.now()), proposal).await?;
    tx.commit().await?;
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    Ok((StatusCode::CREATED, Json(json(&known, version_of(&app, &scope, id).await?))).into_response())
}

/// What terms would come to, before anyone proposes them; `own` is a scenario of the asker's own.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/terms/simulations", tag = "partnership", request_body = NewTerms,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Simulation), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_simulation(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    let charter = charter_of(&app, &scope).await?.ok_or(TermsRefused::NoCharter)?;
    let Some(terms) = read_terms(&mut form, &charter, today(&app)) else { return Err(form.into()) };
    let own = read_own(&mut form, terms.outcomes.len());
    if form.has_faults() {
        return Err(form.into());
    }
    let chances = chances_of(&app, &scope, &charter, &terms).await?;
    let mut scenarios = simulate::five(&terms);
    scenarios.extend(own.map(|measured| simulate::of(&terms, Scenario::Own, measured)));
    Ok(Json(Simulation { currency: terms.currency, scenarios, chances }).into_response())
}

/// What a version comes to. A scenario of the asker's own is asked for as `own.0.estimate`, `own.0.low` and
/// `own.0.high`, in the unit of the measure.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/terms/{terms}/simulation", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path)),
    responses((status = 200, body = Simulation), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn get_simulation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): InTerms,
    Query(asked): Query<Vec<(String, String)>>,
) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let version = version_of(&app, &scope, id).await?;
    let mut form = Fields::filled(asked);
    let own = read_own(&mut form, version.terms().outcomes.len());
    if form.has_faults() {
        return Err(form.into());
    }
    let mut scenarios = simulate::five(version.terms());
    scenarios.extend(own.map(|measured| simulate::of(version.terms(), Scenario::Own, measured)));
    let chances = version.agreement.chances.clone();
    Ok(Json(Simulation { currency: version.terms().currency.clone(), scenarios, chances }).into_response())
}

/// Accepting is done by a person who is signed in; an API token is refused.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/terms/{terms}/acceptance", tag = "partnership",
    request_body = NewTermsAcceptance, params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path)),
    responses((status = 201, body = TermsJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_acceptance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): InTerms,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    version_of(&app, &scope, id).await?;
    let (hash, words) = (form.text("hash", 64), read_words(&mut form));
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    super::accept(&tx, &By::viewer(&scope, app.now()), id, &hash, words.as_deref()).await?;
    tx.commit().await?;
    Ok((
        StatusCode::CREATED,
        Json(json(&newest_first(app.db(), scope.tenant(), scope.id()).await?, version_of(&app, &scope, id).await?)),
    )
        .into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/terms/{terms}", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_terms(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InTerms) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    version_of(&app, &scope, id).await?;
    let tx = app.db().begin().await?;
    super::withdraw(&tx, &By::viewer(&scope, app.now()), id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What the next statement needs, with the latest run of each study of its measures.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/terms/{terms}/results", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path)),
    responses((status = 200, body = DueResults), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_results(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InTerms) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let version = version_of(&app, &scope, id).await?;
    let (on, needed) = due(&app, &scope, &version).await?;
    let offers = origin::offers(&app, &scope, version.terms(), &needed).await?;
    let parts = needed.into_iter().filter_map(|place| {
        let part = version.terms().outcomes.get(place)?;
        let own = offers.iter().filter(|offer| offer.place == place);
        Some(DuePart {
            place,
            measure: part.measure.0,
            text: part.text.clone(),
            unit: part.unit.clone(),
            studies: own.map(study_offer).collect(),
        })
    });
    Ok(Json(DueResults { on: on.to_string(), parts: parts.collect() }).into_response())
}

fn study_offer(offer: &Offer) -> StudyOffer {
    let (given, unusable) = match &offer.given {
        Ok(given) => (given.clone(), None),
        Err(why) => (origin::Given::default(), Some(why.word())),
    };
    StudyOffer {
        study: offer.studied.study,
        title: offer.studied.title.clone(),
        result: given.figure,
        origin: given.origin,
        unusable,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/terms/{terms}/statements", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path)),
    responses((status = 200, body = FeeStatements), (status = 401), (status = 403), (status = 404)))]
pub async fn get_statements(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InTerms) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let version = version_of(&app, &scope, id).await?;
    let known = store::statements(app.db(), scope.tenant(), version.id).await?;
    Ok(Json(FeeStatements { statements: known.iter().map(statement_json).collect() }).into_response())
}

/// The statement of the next settlement date, which has come.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/terms/{terms}/statements", tag = "partnership",
    request_body = NewFeeStatement, params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path)),
    responses((status = 201, body = FeeStatement), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_statement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): InTerms,
    form: Fields,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    let version = version_of(&app, &scope, id).await?;
    let made = make(&app, &scope, &version, form).await?;
    let made = statement_of(&app, &scope, id, made).await?;
    Ok((StatusCode::CREATED, Json(statement_json(&made))).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/terms/{terms}/statements/{statement}", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path), ("statement" = uuid::Uuid, Path)),
    responses((status = 200, body = FeeStatement), (status = 401), (status = 403), (status = 404)))]
pub async fn get_statement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, terms, id)): InStatement,
) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    Ok(Json(statement_json(&statement_of(&app, &scope, terms, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/terms/{terms}/statements/{statement}/confirmation",
    tag = "partnership", request_body = NewConfirmation,
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path), ("statement" = uuid::Uuid, Path)),
    responses((status = 201, body = FeeStatement), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_confirmation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, terms, id)): InStatement,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    statement_of(&app, &scope, terms, id).await?;
    let hash = form.text("hash", 64);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    statement::confirm(&tx, &By::viewer(&scope, app.now()), terms, id, &hash).await?;
    tx.commit().await?;
    let made = statement_of(&app, &scope, terms, id).await?;
    Ok((StatusCode::CREATED, Json(statement_json(&made))).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/terms/{terms}/statements/{statement}", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("terms" = uuid::Uuid, Path), ("statement" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_statement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, terms, id)): InStatement,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    statement_of(&app, &scope, terms, id).await?;
    let tx = app.db().begin().await?;
    statement::withdraw(&tx, &By::viewer(&scope, app.now()), terms, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
