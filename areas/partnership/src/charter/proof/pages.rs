//! The panel of the charter page, and taking its sentence over into the text.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::chart::Svg;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, see_and_say};
use lustrum_kernel::problem::Problem;

use super::store::of_measure;
use super::words;
use crate::By;
use crate::charter::pages::{path_of_version, resource, version_of};
use crate::charter::{
    self, CharterMeasureId, CharterVersion, CharterVersionId, EditRefused, Section, State as Standing, languages,
    newest_first,
};

pub(crate) use super::store::{Proofs, of_version};

/// What is told of one measure.
pub(crate) struct Panel {
    pub measure: CharterMeasureId,
    pub level: i64,
    pub text: String,
    /// In the reader's words.
    pub sentence: String,
    pub basis: Option<String>,
    pub chart: Option<Svg>,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// The text holds the sentence already.
    pub adopted: bool,
}

/// `side` is the reader's.
pub(crate) fn panels(t: &Speaker, version: &CharterVersion, proofs: &Proofs, side: Side) -> Vec<Panel> {
    let own = Speaker::new(version.head.language, t.zone.clone());
    let told = version.measures.iter().filter_map(|measure| {
        let (_, proof) = proofs.iter().find(|(id, _)| *id == measure.id)?;
        let (measure_id, level, text) = (measure.id, measure.level, version.words_of(measure, t.locale).to_owned());
        Some(match proof {
            Ok(proof) => {
                let sentence = words::sentence(t, measure, proof);
                let mut rows = words::table(t, proof);
                let headings = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
                Panel {
                    chart: words::chart(t, measure, &text, proof, &sentence),
                    basis: Some(words::basis(t, proof, side == Side::Organisation)),
                    adopted: version.text_of(Section::Measures).contains(&words::sentence(&own, measure, proof)),
                    measure: measure_id,
                    level,
                    text,
                    sentence,
                    headings,
                    rows,
                }
            }
            Err(untold) => Panel {
                sentence: words::untold(t, untold),
                basis: None,
                chart: None,
                headings: Vec::new(),
                rows: Vec::new(),
                adopted: false,
                measure: measure_id,
                level,
                text,
            },
        })
    });
    told.collect()
}

/// Writes the sentence under the measures, in both languages where the charter has two, as whoever asks for it would have written it.
pub async fn adopt(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, measure)): Path<(PartnershipId, CharterVersionId, CharterMeasureId)>,
    mut form: Fields,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    if version.head.state != Standing::Draft {
        return Err(EditRefused::NotADraft.into());
    }
    let measure = version.measures.iter().find(|known| known.id == measure).ok_or(Problem::NotFound)?;
    let seen = form.whole("revision", 1, i64::from(u32::MAX)).unwrap_or_default();
    if form.has_faults() {
        return Err(form.into());
    }
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    let Ok(proof) = of_measure(app.db(), app.now(), scope.tenant(), &version, measure, &known).await? else {
        return Err(Problem::refused("refusal-charter-proof-untold"));
    };
    let own = version.head.language;
    let text = |language: Locale| {
        let sentence = words::sentence(&Speaker::utc(language), measure, &proof);
        match version.text_in(Section::Measures, language).trim_end() {
            "" => sentence,
            stands if stands.contains(&sentence) => stands.to_owned(),
            stands => format!("{stands}\n\n{sentence}"),
        }
    };
    let by = By::viewer(&scope, app.now());
    let tx = app.db().begin().await?;
    charter::edit_section(&tx, &by, id, Section::Measures, seen, &text(own)).await?;
    // Both languages get it where they said the same before; else somebody has to read them first.
    if languages::behind(&version).iter().all(|late| late.section != Section::Measures) {
        for language in languages::of(&version).into_iter().filter(|language| *language != own) {
            let seen = version.section_in(Section::Measures, language).map_or(0, |known| known.revision);
            charter::edit_text(&tx, &by, id, (Section::Measures, Some(language)), seen, &text(language)).await?;
        }
    }
    tx.commit().await?;
    see_and_say(&format!("{}#measures", path_of_version(&scope, id)), "charter-said-proof-adopted")
}
