//! Writing a version: begin it, edit its sections one by one, add and remove measures. Every change takes the row of
//! the version first, so that it waits for an offer that is being made and finds the text frozen then.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Day, values};
use lustrum_strategy::kpi::{self, KpiVersionId};
use serde_json::json;

use super::refused::{BeginRefused, EditRefused};
use super::{
    CharterMeasureId, CharterVersionId, Definition, Head, Measure, Section, SectionText, State, find, newest_first,
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
    tx.run(
        "INSERT INTO charter_version
         (organisation_id, id, partnership_id, ordinal, language, state, made_by, made_at, changed_at)
         VALUES ($1,$2,$3,$4,$5,'draft',$6,$7,$7)",
        values![by.tenant, id, by.partnership, ordinal, language.code(), by.person, by.at],
    )
    .await?;
    let sections = Section::ALL.into_iter().map(|section| {
        let text = before.as_ref().map_or("", |version| version.text_of(section));
        values![by.tenant, id, section.word(), text, 1_i64, by.person, by.at]
    });
    tx.insert_all(
        "charter_section (organisation_id, version_id, section, text, revision, changed_by, changed_at)",
        sections.collect(),
    )
    .await?;
    let measures = before.iter().flat_map(|version| &version.measures);
    let rows = measures.map(|measure| row(by, id, &Measure { id: CharterMeasureId::new(), ..measure.clone() }));
    tx.insert_all(MEASURE, rows.collect()).await?;
    let number = format!("1.{}", ordinal - 1);
    let content = json!({ "version": number, "after": before.map(|version| version.number()) });
    event::append(tx, by.event("charter.begun").about(id.0).saying(content)).await?;
    Ok(id)
}

/// Takes the row of a draft until the transaction ends.
async fn take(tx: &Tx, by: &By, version: CharterVersionId) -> Result<Head, EditRefused> {
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

/// Puts a text in place of the one of revision `seen`; gives the new revision. Nobody's words are lost: who saw an
/// older one gets what stands there now, and decides.
pub async fn edit_section(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    section: Section,
    seen: i64,
    text: &str,
) -> Result<i64, EditRefused> {
    let head = take(tx, by, version).await?;
    let whole = find(tx, by.tenant, by.partnership, version).await?.ok_or(EditRefused::Unknown)?;
    let now: SectionText = whole.section(section).cloned().ok_or(EditRefused::Unknown)?;
    if now.text == text {
        return Ok(now.revision);
    }
    if now.revision != seen {
        return Err(EditRefused::ChangedMeanwhile(Box::new(now)));
    }
    let revision = seen + 1;
    tx.run(
        "UPDATE charter_section SET text = $4, revision = $5, changed_by = $6, changed_at = $7
         WHERE organisation_id = $1 AND version_id = $2 AND section = $3",
        values![by.tenant, version, section.word(), text, revision, by.person, by.at],
    )
    .await?;
    let content = json!({
        "version": head.number(), "section": section.word(), "revision": revision, "before": now.text, "text": text,
    });
    event::append(tx, by.event("charter.section-edited").about(version.0).saying(content)).await?;
    Ok(revision)
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
