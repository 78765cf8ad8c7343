//! What an open page asks every few seconds: whether it still shows what stands there, and who else writes.

use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::edit::section_of;
use super::{path_of_version, resource, version_of};
use crate::By;
use crate::charter::{CharterVersionId, EditRefused, Section, State as Standing, languages, live};

/// Says that the viewer has a section open.
pub(super) async fn now_here(
    app: &App,
    scope: &PartnershipScope,
    id: CharterVersionId,
    place: (Section, Locale),
) -> Result<(), Problem> {
    let by = By::viewer(scope, app.now());
    if live::said_just_now(app.db(), &by, id, place).await? {
        return Ok(());
    }
    let tx = app.db().begin().await?;
    live::opened(&tx, &by, id, place, &scope.viewer.name).await?;
    tx.commit().await?;
    Ok(())
}

/// Who else has this section open, in either language.
pub(super) async fn others(
    app: &App,
    scope: &PartnershipScope,
    id: CharterVersionId,
    section: Section,
    language: Locale,
) -> Result<Vec<String>, Problem> {
    let writers = live::writers(app.db(), scope.tenant(), id, app.now()).await?;
    let here = writers.into_iter().filter(|writer| writer.person != scope.viewer.person && writer.section == section);
    let named = here.map(|writer| match writer.language == language {
        true => writer.name,
        false => format!("{} ({})", writer.name, writer.language.name()),
    });
    Ok(named.collect())
}

pub async fn show_mark(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    Ok(live::mark(&app, &scope, id).await?.into_response())
}

/// In which language someone writes, and whether the page is left.
#[derive(Deserialize)]
pub struct Being {
    language: Option<String>,
    gone: Option<u8>,
}

/// Someone is here, or has gone. Answers with the mark, so that an open page asks once for both.
pub async fn note_presence(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    Query(here): Query<Being>,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let language = here.language.as_deref().and_then(Locale::parse).unwrap_or(version.head.language);
    if here.gone.is_some() {
        let tx = app.db().begin().await?;
        live::closed(&tx, &By::viewer(&scope, app.now()), id, (section, language)).await?;
        tx.commit().await?;
    } else if version.head.state == Standing::Draft {
        now_here(&app, &scope, id, (section, language)).await?;
    }
    Ok(live::mark(&app, &scope, id).await?.into_response())
}

/// Somebody read both texts of a section and says that they say the same.
pub async fn confirm_languages(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    mut form: Fields,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let own = form.whole("own", 0, i64::from(u32::MAX)).unwrap_or_default();
    let other = form.whole("other", 0, i64::from(u32::MAX)).unwrap_or_default();
    if form.has_faults() {
        return show_again(&super::show::page(&app, &scope, version, form, None).await?);
    }
    let tx = app.db().begin().await?;
    let level = languages::Level { section, own, other };
    match languages::confirm(&tx, &By::viewer(&scope, app.now()), id, level).await {
        Ok(()) => {
            tx.commit().await?;
            see_and_say(&format!("{}#{}", path_of_version(&scope, id), section.word()), "charter-said-level")
        }
        Err(EditRefused::ChangedMeanwhile(_)) => Err(Problem::refused("refusal-charter-languages-changed")),
        Err(refused) => Err(refused.into()),
    }
}
