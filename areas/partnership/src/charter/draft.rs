//! Writing a version: begin it, edit its sections one by one, add and remove measures. Every change takes the row of
//! the version first, so that it waits for an offer that is being made and finds the text frozen then.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Day, values};
use lustrum_strategy::kpi::{self, KpiVersionId};
use serde_json::json;

use super::refused::{BeginRefused, EditRefused};
use super::term::Term;
use super::{
    CharterMeasureId, CharterVersion, CharterVersionId, Definition, Head, Measure, Section, SectionText, State, find,
    languages, link, merge, newest_first, store,
};
use crate::By;

/// Begins a version: the first one empty, a later one with the content of the version in force, which stays in force
/// until both sides have signed the new one.
pub async fn begin(tx: &Tx, by: &By, language: Locale) -> Result<CharterVersionId, BeginRefused> {
    let known = newest_first(tx, by.tenant, by.partnership).await?;
    if known.iter().any(|head| head.state.open()) {
        return Err(BeginRefused::OpenAlready);
    }
    let ordinal = known.first().map_or(1, |head| head.ordinal + 1);
    let before = match known.iter().find(|head| head.state == State::InForce) {
        Some(head) => find(tx, by.tenant, by.partnership, head.id).await?,
        None => None,
    };
    let id = CharterVersionId::new();
    // Of two that begin at once the second breaks the unique ordinal and is told so.
    let Term { review_on, ends_on } =
        before.as_ref().map(|version| version.head.term.still_to_come(by.day())).unwrap_or_default();
    tx.run(
        "INSERT INTO charter_version
         (organisation_id, id, partnership_id, ordinal, language, state, made_by, made_at, changed_at, review_on, ends_on)
         VALUES ($1,$2,$3,$4,$5,'draft',$6,$7,$7,$8,$9)",
        values![by.tenant, id, by.partnership, ordinal, language.code(), by.person, by.at, review_on, ends_on],
    )
    .await?;
    let texts = Section::ALL.into_iter().flat_map(|section| first_texts(by, language, section, before.as_ref()));
    tx.insert_all(TEXT, texts.map(|text| text_row(by, id, &text, None)).collect()).await?;
    let measures: Vec<Measure> = before.iter().flat_map(|version| version.measures.clone()).collect();
    let words = |measure: &Measure| match &before {
        Some(before) => before.words_of(measure, language).to_owned(),
        None => measure.text.clone(),
    };
    let next: Vec<Measure> = measures
        .iter()
        .map(|measure| Measure { id: CharterMeasureId::new(), text: words(measure), ..measure.clone() })
        .collect();
    tx.insert_all(MEASURE, next.iter().map(|measure| row(by, id, measure)).collect()).await?;
    if let Some(before) = &before {
        languages::carry_over(tx, by, before, id).await?;
        let moved: Vec<_> = measures.iter().zip(&next).map(|(old, new)| (old.id, new.id)).collect();
        link::carry_over(tx, by, before.id(), id, &moved).await?;
        languages::carry_over_measures(tx, by, before, (id, language), &moved).await?;
    }
    let number = format!("1.{}", ordinal - 1);
    let content = json!({ "version": number, "after": before.map(|version| version.number()) });
    event::append(tx, by.event("charter.begun").about(id.0).saying(content)).await?;
    Ok(id)
}

/// What a section of a new version begins with: what stands in the version in force, with who wrote it and when, so that
/// a text that is older than the one in the other language still is.
fn first_texts(by: &By, language: Locale, section: Section, before: Option<&CharterVersion>) -> Vec<SectionText> {
    let empty = SectionText {
        section,
        language,
        text: String::new(),
        revision: 1,
        changed_by: by.person,
        side: Some(by.side),
        changed_at: by.at,
    };
    let Some(before) = before else { return vec![empty] };
    let mut texts: Vec<SectionText> = Locale::ALL
        .into_iter()
        .filter_map(|each| before.section_in(section, each))
        .map(|known| SectionText { revision: 1, ..known.clone() })
        .collect();
    if !texts.iter().any(|text| text.language == language) {
        // Begun in a language that it was not written in: the words are carried over to be translated.
        let text = before.text_of(section).to_owned();
        texts.push(SectionText { text, ..empty });
    }
    texts
}

const TEXT: &str = "charter_text
     (organisation_id, version_id, section, language, revision, text, saved_by, side, saved_at, merged_from)";

fn text_row(by: &By, version: CharterVersionId, text: &SectionText, merged_from: Option<i64>) -> Vec<sea_orm::Value> {
    values![
        by.tenant,
        version,
        text.section.word(),
        text.language.code(),
        text.revision,
        text.text.clone(),
        text.changed_by,
        text.side.map(|side| side.word().to_owned()),
        text.changed_at,
        merged_from
    ]
}

/// Takes the row of a draft until the transaction ends.
pub(super) async fn take(tx: &Tx, by: &By, version: CharterVersionId) -> Result<Head, EditRefused> {
    let taken = tx
        .run(
            "UPDATE charter_version SET changed_at = $4
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND state = 'draft'",
            values![by.tenant, by.partnership, version, by.at],
        )
        .await?;
    let known = newest_first(tx, by.tenant, by.partnership).await?;
    let head = known.into_iter().find(|head| head.id == version).ok_or(EditRefused::Unknown)?;
    if taken == 0 { Err(EditRefused::NotADraft) } else { Ok(head) }
}

/// What came of saving a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub revision: i64,
    /// What stands there now.
    pub text: String,
    /// What someone else had saved meanwhile, where both were put together.
    pub with: Option<SectionText>,
}

/// Saves a section in the language of the charter; gives the new revision.
pub async fn edit_section(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    section: Section,
    seen: i64,
    text: &str,
) -> Result<i64, EditRefused> {
    Ok(edit_text(tx, by, version, (section, None), seen, text).await?.revision)
}

/// Saves a section in one language, its own where none is named, written from revision `seen`. Where someone else saved
/// meanwhile and the changes do not touch, both are put together; else nobody's words replace the other's: the writer
/// gets what stands there now, and decides.
pub async fn edit_text(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    (section, language): (Section, Option<Locale>),
    seen: i64,
    text: &str,
) -> Result<Saved, EditRefused> {
    let head = take(tx, by, version).await?;
    let language = language.unwrap_or(head.language);
    let whole = find(tx, by.tenant, by.partnership, version).await?.ok_or(EditRefused::Unknown)?;
    let now = whole.section_in(section, language).cloned();
    let stands = now.as_ref().map_or("", |now| now.text.as_str());
    let revision = now.as_ref().map_or(0, |now| now.revision);
    if stands == text {
        return Ok(Saved { revision, text: text.to_owned(), with: None });
    }
    let (text, with) = match now.clone().filter(|_| revision != seen) {
        None => (text.to_owned(), None),
        Some(now) => match together(tx, by, version, &now, seen, text).await? {
            Some(text) => (text, Some(now)),
            None => return Err(EditRefused::ChangedMeanwhile(Box::new(now))),
        },
    };
    if text == stands {
        return Ok(Saved { revision, text, with });
    }
    let saved = SectionText {
        section,
        language,
        text,
        revision: revision + 1,
        changed_by: by.person,
        side: Some(by.side),
        changed_at: by.at,
    };
    let merged_from = with.as_ref().map(|_| seen);
    tx.insert_all(TEXT, vec![text_row(by, version, &saved, merged_from)]).await?;
    let content = json!({
        "version": head.number(), "section": section.word(), "language": language.code(), "revision": saved.revision,
        "merged_from": merged_from, "before": stands, "text": saved.text,
    });
    event::append(tx, by.event("charter.section-edited").about(version.0).saying(content)).await?;
    Ok(Saved { revision: saved.revision, text: saved.text, with })
}

/// Both texts in one, where no change of one touches a change of the other.
async fn together(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    now: &SectionText,
    seen: i64,
    text: &str,
) -> Result<Option<String>, DbError> {
    let base = base(tx, by.tenant, version, now, seen).await?;
    Ok(base.map(|base| merge::merge(&base, &now.text, text)).filter(|merged| merged.clean).map(|merged| merged.text))
}

/// The text that a writer began from; nothing where it is not known any more.
pub(super) async fn base(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
    now: &SectionText,
    seen: i64,
) -> Result<Option<String>, DbError> {
    if seen == 0 {
        return Ok(Some(String::new()));
    }
    let known = store::revision(db, tenant, version, (now.section, now.language), seen).await?;
    Ok(known.map(|known| known.text))
}

/// A measure that is to be written into a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewMeasure {
    pub level: i64,
    pub text: String,
    /// The version of a KPI whose definition the measure takes over.
    pub kpi: Option<KpiVersionId>,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    pub due: Option<Day>,
}

const MEASURE: &str = "charter_measure
     (organisation_id, id, version_id, level, text, kpi_version_id, definition, baseline, target, due)";

fn row(by: &By, version: CharterVersionId, measure: &Measure) -> Vec<sea_orm::Value> {
    let definition = measure.definition.as_ref().and_then(|known| serde_json::to_string(known).ok());
    values![
        by.tenant,
        measure.id,
        version,
        measure.level,
        measure.text.clone(),
        measure.kpi,
        definition,
        measure.baseline,
        measure.target,
        measure.due
    ]
}

pub async fn add_measure(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    new: NewMeasure,
) -> Result<CharterMeasureId, EditRefused> {
    let head = take(tx, by, version).await?;
    let kpi = match new.kpi {
        Some(id) => Some(kpi::version(tx, by.tenant, id).await?.ok_or(EditRefused::Unknown)?),
        None => None,
    };
    let measure = Measure {
        id: CharterMeasureId::new(),
        level: new.level,
        text: new.text,
        kpi: new.kpi,
        definition: kpi.map(Definition::from),
        baseline: new.baseline,
        target: new.target,
        due: new.due,
    };
    tx.insert_all(MEASURE, vec![row(by, version, &measure)]).await?;
    said(tx, by, "charter.measure-added", &head, &measure).await?;
    Ok(measure.id)
}

pub async fn remove_measure(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    id: CharterMeasureId,
) -> Result<(), EditRefused> {
    let head = take(tx, by, version).await?;
    let whole = find(tx, by.tenant, by.partnership, version).await?.ok_or(EditRefused::Unknown)?;
    let measure = whole.measures.iter().find(|measure| measure.id == id).ok_or(EditRefused::Unknown)?;
    link::forget_measure(tx, by, version, id).await?;
    languages::forget_measure(tx, by, version, id).await?;
    tx.run(
        "DELETE FROM charter_measure WHERE organisation_id = $1 AND version_id = $2 AND id = $3",
        values![by.tenant, version, id],
    )
    .await?;
    said(tx, by, "charter.measure-removed", &head, measure).await?;
    Ok(())
}

async fn said(tx: &Tx, by: &By, kind: &'static str, head: &Head, measure: &Measure) -> Result<(), DbError> {
    let content = json!({
        "version": head.number(), "level": measure.level, "measure": measure.text, "kpi": measure.kpi,
        "baseline": measure.baseline, "target": measure.target, "due": measure.due,
    });
    event::append(tx, by.event(kind).about(head.id.0).saying(content)).await?;
    Ok(())
}
