//! Saying which measures a section speaks of.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::edit::section_of;
use super::{path_of_version, resource, version_of};
use crate::By;
use crate::charter::{
    CharterMeasureId, CharterVersion, CharterVersionId, EditRefused, Section, State as Standing, link,
};

#[derive(Template)]
#[template(path = "charter/links.html")]
struct Links {
    shell: Shell,
    form: Fields,
    path: String,
    section: Section,
    measures: Vec<(String, String)>,
}

fn page(app: &App, scope: &PartnershipScope, version: &CharterVersion, section: Section, form: Fields) -> Links {
    let t = scope.viewer.speaker();
    let named = t.say1("charter-links-title", "section", t.say(&section.key()));
    Links {
        shell: Shell::within(app, scope, named).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of_version(scope, version.id()),
        section,
        measures: version
            .measures
            .iter()
            .map(|known| (known.id.to_string(), version.words_of(known, t.locale).to_owned()))
            .collect(),
    }
}

type InSection = Path<(PartnershipId, CharterVersionId, String)>;

pub async fn show_links(State(app): State<App>, scope: PartnershipScope, Path((_, id, section)): InSection) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    if version.head.state != Standing::Draft {
        return Err(EditRefused::NotADraft.into());
    }
    let known = link::measures(app.db(), scope.tenant(), id).await?.into_iter();
    let here = known.filter(|(of, _)| *of == section).map(|(_, measure)| ("measures", measure.to_string()));
    show(&page(&app, &scope, &version, section, Fields::filled(here)))
}

/// The measures that were named; one that is not of this version is refused.
fn read(form: &mut Fields, version: &CharterVersion) -> Vec<CharterMeasureId> {
    let named: Vec<Option<CharterMeasureId>> = form
        .values("measures")
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .map(|text| text.parse().ok().filter(|id| version.measures.iter().any(|measure| measure.id == *id)))
        .collect();
    if named.contains(&None) {
        form.refuse("measures", Fault::new("fault-not-a-choice"));
    }
    let mut known: Vec<CharterMeasureId> = named.into_iter().flatten().collect();
    known.sort();
    known.dedup();
    known
}

pub async fn change_links(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): InSection,
    mut form: Fields,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let wanted = read(&mut form, &version);
    if form.has_faults() {
        return show_again(&page(&app, &scope, &version, section, form));
    }
    let tx = app.db().begin().await?;
    link::set_measures(&tx, &By::viewer(&scope, app.now()), id, section, &wanted).await?;
    tx.commit().await?;
    see_and_say(&format!("{}#{}", path_of_version(&scope, id), section.word()), "charter-said-linked")
}

/// What the sections of a version speak of.
#[derive(Serialize, ToSchema)]
pub struct CharterLinks {
    pub measures: Vec<MeasureLink>,
    pub decisions: Vec<DecisionLink>,
}

#[derive(Serialize, ToSchema)]
pub struct MeasureLink {
    pub section: String,
    pub measure: uuid::Uuid,
}

/// Something that was decided under a section, of this version or an earlier one.
#[derive(Serialize, ToSchema)]
pub struct DecisionLink {
    /// `decision`.
    pub kind: String,
    pub id: uuid::Uuid,
    pub section: String,
    /// The version that it was linked to.
    pub version: uuid::Uuid,
    pub title: String,
    /// An instant, as RFC 3339.
    pub at: String,
}

/// The measures that a section speaks of.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct SectionLinks {
    pub measures: Vec<uuid::Uuid>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter/versions/{version}/links", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 200, body = CharterLinks), (status = 401), (status = 403), (status = 404)))]
pub async fn get_links(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    let measures = link::measures(app.db(), scope.tenant(), id).await?.into_iter();
    let decisions = match scope.may(&app, "charter-decisions.view", &resource(&scope)) {
        true => link::uses(app.db(), scope.tenant(), scope.id()).await?,
        false => Vec::new(),
    };
    let decisions = decisions.into_iter();
    let links = CharterLinks {
        measures: measures
            .map(|(section, measure)| MeasureLink { section: section.word().to_owned(), measure: measure.0 })
            .collect(),
        decisions: decisions
            .map(|known| DecisionLink {
                kind: known.kind,
                id: known.target,
                section: known.section.word().to_owned(),
                version: known.version.0,
                title: known.title,
                at: known.at.to_string(),
            })
            .collect(),
    };
    Ok(Json(links).into_response())
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}/links",
    tag = "partnership", request_body = SectionLinks,
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("section" = String, Path)),
    responses((status = 200, body = SectionLinks), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_links(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): InSection,
    mut form: Fields,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let wanted = read(&mut form, &version);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    link::set_measures(&tx, &By::viewer(&scope, app.now()), id, section, &wanted).await?;
    tx.commit().await?;
    Ok(Json(SectionLinks { measures: wanted.into_iter().map(|id| id.0).collect() }).into_response())
}
