//! A charter in two languages: both texts have the same standing, and both are signed. Where one changed after the
//! other, somebody looks whether they still say the same.

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::values;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{
    CharterMeasureId, CharterVersion, CharterVersionId, EditRefused, Measure, Section, SectionText, draft, find,
};
use crate::By;

pub fn other(language: Locale) -> Locale {
    match language {
        Locale::En => Locale::Nl,
        Locale::Nl => Locale::En,
    }
}

/// The languages that a version is written in, the one in which it was begun first.
pub fn of(version: &CharterVersion) -> Vec<Locale> {
    let own = version.head.language;
    let written = version.translations.iter().any(|text| !text.text.trim().is_empty());
    if written { vec![own, other(own)] } else { vec![own] }
}

/// The language in which someone reads a version: the wanted one where it is written in it.
pub fn read_in(version: &CharterVersion, wanted: Locale) -> Locale {
    if of(version).contains(&wanted) { wanted } else { version.head.language }
}

/// A section whose text in one language was saved after its text in the other, or that is empty in one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    pub section: Section,
    /// The language of the text that nobody looked at since.
    pub language: Locale,
    /// Whether there is nothing in that language at all.
    pub empty: bool,
}

/// Where the two languages may not say the same; nothing where there is only one.
pub fn behind(version: &CharterVersion) -> Vec<Behind> {
    let languages = of(version);
    let [one, two] = languages[..] else { return Vec::new() };
    Section::ALL.into_iter().filter_map(|section| section_behind(version, section, one, two)).collect()
}

fn section_behind(version: &CharterVersion, section: Section, one: Locale, two: Locale) -> Option<Behind> {
    let unwritten = |measure: &Measure| !version.measure_texts.contains_key(&measure.id);
    if section == Section::Measures && version.measures.iter().any(unwritten) {
        return Some(Behind { section, language: two, empty: true });
    }
    let text = |language| version.section_in(section, language).filter(|known| !known.text.trim().is_empty());
    match (text(one), text(two)) {
        (None, None) => None,
        (Some(_), None) => Some(Behind { section, language: two, empty: true }),
        (None, Some(_)) => Some(Behind { section, language: one, empty: true }),
        _ if version.levels.contains(&level_of(version, section)) => None,
        (Some(a), Some(b)) => older(a, b).map(|language| Behind { section, language, empty: false }),
    }
}

/// The language of the older of two texts; nothing where they were saved at once.
///
/// ```
/// use lustrum_kernel::Moment;
/// use lustrum_kernel::id::PersonId;
/// use lustrum_kernel::locale::Locale;
/// use lustrum_partnership::charter::{Section, SectionText, languages::older};
/// let text = |language, micros| SectionText {
///     section: Section::Exit,
///     language,
///     text: "x".to_owned(),
///     revision: 1,
///     changed_by: PersonId::new(),
///     side: None,
///     changed_at: Moment::from_micros(micros).unwrap(),
/// };
/// assert_eq!(older(&text(Locale::En, 2), &text(Locale::Nl, 1)), Some(Locale::Nl));
/// assert_eq!(older(&text(Locale::En, 1), &text(Locale::Nl, 1)), None);
/// ```
pub fn older(a: &SectionText, b: &SectionText) -> Option<Locale> {
    match a.changed_at.cmp(&b.changed_at) {
        std::cmp::Ordering::Less => Some(a.language),
        std::cmp::Ordering::Greater => Some(b.language),
        std::cmp::Ordering::Equal => None,
    }
}

/// The revisions of a section, in the language in which the charter was begun and in the other, at which somebody found
/// that both say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    pub section: Section,
    pub own: i64,
    pub other: i64,
}

pub(super) fn level_of(version: &CharterVersion, section: Section) -> Level {
    let own = version.head.language;
    let revision = |language| version.section_in(section, language).map_or(0, |text| text.revision);
    Level { section, own: revision(own), other: revision(other(own)) }
}

#[derive(FromQueryResult)]
struct Row {
    section: String,
    own_revision: i64,
    other_revision: i64,
}

pub(super) async fn levels(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
) -> Result<Vec<Level>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT section, own_revision, other_revision FROM charter_level
             WHERE organisation_id = $1 AND version_id = $2",
            values![tenant, version],
        )
        .await?;
    let level = |row: Row| {
        Some(Level { section: Section::parse(&row.section)?, own: row.own_revision, other: row.other_revision })
    };
    Ok(rows.into_iter().filter_map(level).collect())
}

async fn keep(tx: &Tx, by: &By, version: CharterVersionId, level: Level) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO charter_level
         (organisation_id, version_id, section, own_revision, other_revision, confirmed_by, confirmed_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7)
         ON CONFLICT (organisation_id, version_id, section) DO UPDATE SET own_revision = excluded.own_revision,
         other_revision = excluded.other_revision, confirmed_by = excluded.confirmed_by,
         confirmed_at = excluded.confirmed_at",
        values![by.tenant, version, level.section.word(), level.own, level.other, by.person, by.at],
    )
    .await?;
    Ok(())
}

/// What was found to say the same still does in the next version, which begins with both texts as they are.
pub(super) async fn carry_over(
    tx: &Tx,
    by: &By,
    before: &CharterVersion,
    version: CharterVersionId,
) -> Result<(), DbError> {
    let still = before.levels.iter().filter(|level| level_of(before, level.section) == **level);
    let row = |level: &Level| values![by.tenant, version, level.section.word(), 1_i64, 1_i64, by.person, by.at];
    tx.insert_all(
        "charter_level (organisation_id, version_id, section, own_revision, other_revision, confirmed_by, confirmed_at)",
        still.map(row).collect(),
    )
    .await
}

#[derive(FromQueryResult)]
struct MeasureRow {
    measure_id: CharterMeasureId,
    text: String,
}

/// The sentences of a version's measures in the other language.
pub(super) async fn measure_texts(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
) -> Result<HashMap<CharterMeasureId, String>, DbError> {
    let sql = "SELECT measure_id, text FROM charter_measure_text WHERE organisation_id = $1 AND version_id = $2";
    let rows: Vec<MeasureRow> = db.all(sql, values![tenant, version]).await?;
    Ok(rows.into_iter().map(|row| (row.measure_id, row.text)).collect())
}

#[derive(FromQueryResult)]
struct Sentence {
    written: String,
    text: String,
}

/// The sentences of signed measures in this language, by the sentence that they were written in where that is the other:
/// what was agreed on a measure keeps its words, and is read in the reader's language.
pub async fn sentences(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    language: Locale,
) -> Result<HashMap<String, String>, DbError> {
    let sql = "SELECT m.text AS written, t.text FROM charter_measure_text t
               JOIN charter_measure m ON m.organisation_id = t.organisation_id AND m.id = t.measure_id
               JOIN charter_version v ON v.organisation_id = t.organisation_id AND v.id = t.version_id
               WHERE t.organisation_id = $1 AND v.partnership_id = $2 AND v.language <> $3
               AND v.in_force_at IS NOT NULL ORDER BY v.ordinal LIMIT 2000";
    let rows: Vec<Sentence> = db.all(sql, values![tenant, partnership, language.code()]).await?;
    Ok(rows.into_iter().map(|row| (row.written, row.text)).collect())
}

const MEASURE_TEXT: &str = "charter_measure_text (organisation_id, version_id, measure_id, text)";

/// The sentences that the next version's measures begin with in the other language than its own.
pub(super) async fn carry_over_measures(
    tx: &Tx,
    by: &By,
    before: &CharterVersion,
    (version, language): (CharterVersionId, Locale),
    moved: &[(CharterMeasureId, CharterMeasureId)],
) -> Result<(), DbError> {
    let rows = moved.iter().filter_map(|(old, new)| {
        let measure = before.measures.iter().find(|measure| measure.id == *old)?;
        before.measure_texts.get(old)?;
        Some(values![by.tenant, version, *new, before.words_of(measure, other(language))])
    });
    tx.insert_all(MEASURE_TEXT, rows.collect()).await
}

pub(super) async fn forget_measure(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    measure: CharterMeasureId,
) -> Result<(), DbError> {
    let sql = "DELETE FROM charter_measure_text WHERE organisation_id = $1 AND version_id = $2 AND measure_id = $3";
    tx.run(sql, values![by.tenant, version, measure]).await?;
    Ok(())
}

/// Writes the sentence of a measure in the other language, in place of the one that was read; says whether that still
/// stood there.
pub async fn translate_measure(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    measure: CharterMeasureId,
    read: &str,
    text: &str,
) -> Result<bool, EditRefused> {
    let head = draft::take(tx, by, version).await?;
    let whole = find(tx, by.tenant, by.partnership, version).await?.ok_or(EditRefused::Unknown)?;
    let known = whole.measures.iter().find(|known| known.id == measure).ok_or(EditRefused::Unknown)?;
    let stands = whole.measure_texts.get(&measure).map_or("", String::as_str);
    if stands == text {
        return Ok(true);
    }
    if stands != read {
        return Ok(false);
    }
    forget_measure(tx, by, version, measure).await?;
    tx.insert_all(MEASURE_TEXT, vec![values![by.tenant, version, measure, text]]).await?;
    let content = json!({ "version": head.number(), "measure": known.text, "text": text });
    event::append(tx, by.event("charter.measure-translated").about(version.0).saying(content)).await?;
    Ok(true)
}

/// Says that both texts of a section say the same, as they were read.
pub async fn confirm(tx: &Tx, by: &By, version: CharterVersionId, read: Level) -> Result<(), EditRefused> {
    let head = draft::take(tx, by, version).await?;
    let whole = find(tx, by.tenant, by.partnership, version).await?.ok_or(EditRefused::Unknown)?;
    let stands = level_of(&whole, read.section);
    if stands != read {
        let language = if stands.own == read.own { other(head.language) } else { head.language };
        let now = whole.section_in(read.section, language).cloned().ok_or(EditRefused::Unknown)?;
        return Err(EditRefused::ChangedMeanwhile(Box::new(now)));
    }
    if !behind(&whole).iter().any(|late| late.section == read.section && !late.empty) {
        return Ok(());
    }
    keep(tx, by, version, read).await?;
    let content = json!({ "version": head.number(), "section": read.section.word(), "side": by.side });
    event::append(tx, by.event("charter.languages-confirmed").about(version.0).saying(content)).await?;
    Ok(())
}
