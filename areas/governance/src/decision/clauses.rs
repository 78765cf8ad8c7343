//! Under which sections of the charter a decision stands. The charter shows the same link from its side.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::charter::link::{self, Target, Use};
use lustrum_partnership::charter::{self, CharterVersion, CharterVersionId, Section};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::resource;
use super::{Decision, DecisionId, find};

/// What a decision is called where the charter shows it.
const KIND: &str = "decision";

/// The sections under which these decisions stand.
pub(crate) async fn of(db: &impl Sql, tenant: OrganisationId, decisions: &[Decision]) -> Result<Vec<Use>, DbError> {
    let ids: Vec<uuid::Uuid> = decisions.iter().map(|decision| decision.id.0).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    link::uses_of(db, tenant, KIND, &ids).await
}

/// Places a decision under sections of a version of the charter, and under no others.
pub async fn place(
    tx: &Tx,
    by: &By,
    decision: &Decision,
    version: CharterVersionId,
    sections: &[Section],
) -> Result<(), DbError> {
    let target = Target { kind: KIND, id: decision.id.0, title: &decision.text, at: decision.made_at };
    link::place(tx, by, &target, version, sections).await
}

#[derive(Template)]
#[template(path = "decision/clauses.html")]
struct Clauses {
    shell: Shell,
    form: Fields,
    path: String,
    back: String,
    text: String,
    version: String,
    sections: Vec<(String, String)>,
}

/// A decision, and the version of the charter that was in force when it was taken, or is now.
async fn load(app: &App, scope: &PartnershipScope, id: DecisionId) -> Result<(Decision, CharterVersion), Problem> {
    let decision = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    scope.require(app, "decision.take", &resource(scope))?;
    let then = charter::in_force_on(app.db(), scope.tenant(), scope.id(), decision.made_at).await?;
    let version = match then {
        Some(version) => Some(version),
        None => charter::in_force_on(app.db(), scope.tenant(), scope.id(), app.now()).await?,
    };
    Ok((decision, version.ok_or_else(|| Problem::refused("refusal-decision-no-charter"))?))
}

fn page(app: &App, scope: &PartnershipScope, decision: &Decision, version: &CharterVersion, form: Fields) -> Clauses {
    let t = scope.viewer.speaker();
    let back = format!("/p/{}/decisions", scope.id());
    Clauses {
        shell: Shell::within(app, scope, t.say("decision-place")).step(app, scope, Step::Review).narrow(),
        form,
        path: format!("{back}/{}", decision.id),
        back,
        text: decision.text.clone(),
        version: version.number(),
        sections: Section::ALL.map(|section| (section.word().to_owned(), t.say(&section.key()))).to_vec(),
    }
}

fn read(form: &mut Fields) -> Vec<Section> {
    let named: Vec<Option<Section>> =
        form.values("sections").into_iter().filter(|word| !word.trim().is_empty()).map(Section::parse).collect();
    if named.contains(&None) {
        form.refuse("sections", Fault::new("fault-not-a-choice"));
    }
    let mut known: Vec<Section> = named.into_iter().flatten().collect();
    known.sort();
    known.dedup();
    known
}

type OfDecision = Path<(PartnershipId, DecisionId)>;

pub async fn show_clauses(State(app): State<App>, scope: PartnershipScope, Path((_, id)): OfDecision) -> Answer {
    let (decision, version) = load(&app, &scope, id).await?;
    let placed = of(app.db(), scope.tenant(), std::slice::from_ref(&decision)).await?;
    let form = Fields::filled(placed.iter().map(|known| ("sections", known.section.word())));
    show(&page(&app, &scope, &decision, &version, form))
}

pub async fn change_clauses(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): OfDecision,
    mut form: Fields,
) -> Answer {
    let (decision, version) = load(&app, &scope, id).await?;
    let sections = read(&mut form);
    if form.has_faults() {
        return show_again(&page(&app, &scope, &decision, &version, form));
    }
    let tx = app.db().begin().await?;
    place(&tx, &By::viewer(&scope, app.now()), &decision, version.id(), &sections).await?;
    tx.commit().await?;
    see_and_say(&format!("/p/{}/decisions#decision-{id}", scope.id()), "decision-said-placed")
}

/// The sections of the charter under which a decision stands.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct DecisionClauses {
    /// `vision`, `goals`, `roles`, `measures`, `rhythm` or `exit`.
    sections: Vec<String>,
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/decisions/{decision}/clauses", tag = "governance",
    request_body = DecisionClauses, params(("partnership" = uuid::Uuid, Path), ("decision" = uuid::Uuid, Path)),
    responses((status = 200, body = DecisionClauses), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn put_clauses(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): OfDecision,
    mut form: Fields,
) -> Answer {
    let (decision, version) = load(&app, &scope, id).await?;
    let sections = read(&mut form);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    place(&tx, &By::viewer(&scope, app.now()), &decision, version.id(), &sections).await?;
    tx.commit().await?;
    let sections = sections.into_iter().map(|section| section.word().to_owned()).collect();
    Ok(Json(DecisionClauses { sections }).into_response())
}
