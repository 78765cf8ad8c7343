//! Writing the sentence of a measure in the other language of a charter.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields, Standing as Stands};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{path_of_version, resource, version_of};
use crate::By;
use crate::charter::{
    CharterMeasureId, CharterVersion, CharterVersionId, EditRefused, Measure, State as Standing, languages,
};

#[derive(Template)]
#[template(path = "charter/translation.html")]
struct Translation {
    shell: Shell,
    form: Fields,
    path: String,
    language: &'static str,
    measure: Measure,
}

type OfMeasure = Path<(PartnershipId, CharterVersionId, CharterMeasureId)>;

/// A version, its measure, and the sentence in the other language as it stands.
async fn load(
    app: &App,
    scope: &PartnershipScope,
    id: CharterVersionId,
    measure: CharterMeasureId,
) -> Result<(CharterVersion, Measure, String), Problem> {
    let version = version_of(app, scope, id).await?;
    scope.require(app, "charter.edit", &resource(scope))?;
    let known = version.measures.iter().find(|known| known.id == measure).cloned().ok_or(Problem::NotFound)?;
    let stands = version.measure_texts.get(&measure).cloned().unwrap_or_default();
    Ok((version, known, stands))
}

fn page(app: &App, scope: &PartnershipScope, version: &CharterVersion, measure: Measure, form: Fields) -> Translation {
    let t = scope.viewer.speaker();
    let language = languages::other(version.head.language);
    let title = t.say(&format!("charter-measure-in-{}", language.code()));
    Translation {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of_version(scope, version.id()),
        language: version.head.language.code(),
        measure,
    }
}

pub async fn show_translation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, measure)): OfMeasure,
) -> Answer {
    let (version, measure, stands) = load(&app, &scope, id, measure).await?;
    if version.head.state != Standing::Draft {
        return Err(EditRefused::NotADraft.into());
    }
    let form = Fields::to_edit(&[Stands::new("text", stands)]);
    show(&page(&app, &scope, &version, measure, form))
}

pub async fn change_translation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, measure)): OfMeasure,
    mut form: Fields,
) -> Answer {
    let (version, measure, stands) = load(&app, &scope, id, measure).await?;
    let text = form.text("text", 1_000);
    if form.changed_meanwhile(&[Stands::new("text", stands.clone())]) || form.has_faults() {
        return show_again(&page(&app, &scope, &version, measure, form));
    }
    let tx = app.db().begin().await?;
    let by = By::viewer(&scope, app.now());
    match languages::translate_measure(&tx, &by, id, measure.id, &stands, &text).await {
        Ok(true) => {}
        Ok(false) => return Err(Problem::refused("refusal-changed-meanwhile")),
        Err(EditRefused::NotADraft) => {
            form.refuse("text", Fault::new("charter-fault-not-a-draft"));
            return show_again(&page(&app, &scope, &version, measure, form));
        }
        Err(refused) => return Err(refused.into()),
    }
    tx.commit().await?;
    see_and_say(&format!("{}#measure-{}", path_of_version(&scope, id), measure.id), "charter-said-saved")
}

/// The sentence of a measure in the other language.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct MeasureTranslation {
    pub text: String,
    /// What stood there when the writer read it, where something did.
    pub read: Option<String>,
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/charter/versions/{version}/measures/{measure}/translation",
    tag = "partnership", request_body = MeasureTranslation,
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("measure" = uuid::Uuid, Path)),
    responses((status = 200, body = MeasureTranslation), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_translation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, measure)): OfMeasure,
    mut form: Fields,
) -> Answer {
    let (_, measure, stands) = load(&app, &scope, id, measure).await?;
    let text = form.text("text", 1_000);
    let read = form.optional_text("read", 1_000).unwrap_or_default();
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    if !languages::translate_measure(&tx, &By::viewer(&scope, app.now()), id, measure.id, &read, &text).await? {
        return Err(Fault::new("refusal-charter-translation-changed").with("now", stands).into());
    }
    tx.commit().await?;
    Ok(Json(MeasureTranslation { text, read: None }).into_response())
}
