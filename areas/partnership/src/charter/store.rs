//! Reading charters: whole versions, their heads, and the one that was in force at an instant.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Day, Moment, values};
use lustrum_strategy::kpi::KpiVersionId;
use sea_orm::FromQueryResult;

use super::term::Term;
use super::{
    CharterMeasureId, CharterVersion, CharterVersionId, Frozen, Head, Measure, Section, SectionText, Signature, State,
    languages,
};

#[derive(FromQueryResult)]
struct HeadRow {
    id: CharterVersionId,
    partnership_id: PartnershipId,
    ordinal: i64,
    language: String,
    state: String,
    made_by: PersonId,
    made_at: Moment,
    changed_at: Moment,
    offered_by: Option<PersonId>,
    offered_at: Option<Moment>,
    text: Option<String>,
    hash: Option<String>,
    in_force_at: Option<Moment>,
    superseded_at: Option<Moment>,
    review_on: Option<Day>,
    ends_on: Option<Day>,
}

impl HeadRow {
    fn head(self) -> Result<Head, DbError> {
        let state = State::parse(&self.state);
        let frozen = match (self.text, self.hash, self.offered_by, self.offered_at) {
            (Some(text), Some(hash), Some(by), Some(at)) => Some(Frozen { text, hash, by, at }),
            _ => None,
        };
        Ok(Head {
            id: self.id,
            partnership: self.partnership_id,
            ordinal: self.ordinal,
            language: Locale::parse(&self.language).unwrap_or_default(),
            state: state
                .ok_or_else(|| DbError::Broken(sea_orm::DbErr::Type(format!("{:?} is no state", self.state))))?,
            made_by: self.made_by,
            made_at: self.made_at,
            changed_at: self.changed_at,
            frozen,
            in_force_at: self.in_force_at,
            superseded_at: self.superseded_at,
            term: Term { review_on: self.review_on, ends_on: self.ends_on },
        })
    }
}

const HEAD: &str = "SELECT id, partnership_id, ordinal, language, state, made_by, made_at, changed_at, offered_by,
     offered_at, text, hash, in_force_at, superseded_at, review_on, ends_on FROM charter_version
     WHERE organisation_id = $1 AND partnership_id = $2";

/// The versions of a partnership's charter, without their content.
pub async fn newest_first(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Head>, DbError> {
    let sql = format!("{HEAD} ORDER BY ordinal DESC");
    let rows: Vec<HeadRow> = db.all(&sql, values![tenant, partnership]).await?;
    rows.into_iter().map(HeadRow::head).collect()
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: CharterVersionId,
) -> Result<Option<CharterVersion>, DbError> {
    let row: Option<HeadRow> = db.maybe(&format!("{HEAD} AND id = $3"), values![tenant, partnership, id]).await?;
    whole(db, tenant, row).await
}

/// The version that is being written or waits for signatures.
pub async fn open(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Option<CharterVersion>, DbError> {
    let sql = format!("{HEAD} AND state IN ('draft', 'offered') ORDER BY ordinal DESC LIMIT 1");
    let row: Option<HeadRow> = db.maybe(&sql, values![tenant, partnership]).await?;
    whole(db, tenant, row).await
}

/// The version that was in force at an instant: signed by both sides before it, and not superseded yet.
pub async fn in_force_on(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    moment: Moment,
) -> Result<Option<CharterVersion>, DbError> {
    let sql = format!(
        "{HEAD} AND in_force_at <= $3 AND (superseded_at IS NULL OR superseded_at > $3) ORDER BY ordinal DESC LIMIT 1"
    );
    let row: Option<HeadRow> = db.maybe(&sql, values![tenant, partnership, moment]).await?;
    whole(db, tenant, row).await
}

async fn whole(db: &impl Sql, tenant: OrganisationId, row: Option<HeadRow>) -> Result<Option<CharterVersion>, DbError> {
    let Some(row) = row else { return Ok(None) };
    let head = row.head()?;
    let id = head.id;
    let own = head.language;
    let (sections, translations) = texts(db, tenant, id).await?.into_iter().partition(|text| text.language == own);
    Ok(Some(CharterVersion {
        head,
        sections,
        translations,
        measure_texts: languages::measure_texts(db, tenant, id).await?,
        levels: languages::levels(db, tenant, id).await?,
        measures: measures(db, tenant, id).await?,
        signatures: signatures(db, tenant, id).await?,
    }))
}

#[derive(FromQueryResult)]
struct TextRow {
    section: String,
    language: String,
    text: String,
    revision: i64,
    saved_by: PersonId,
    side: Option<String>,
    saved_at: Moment,
}

impl TextRow {
    fn text(self) -> Option<SectionText> {
        Some(SectionText {
            section: Section::parse(&self.section)?,
            language: Locale::parse(&self.language)?,
            text: self.text,
            revision: self.revision,
            changed_by: self.saved_by,
            side: self.side.as_deref().and_then(Side::parse),
            changed_at: self.saved_at,
        })
    }
}

/// The newest text of every section, in every language.
async fn texts(db: &impl Sql, tenant: OrganisationId, version: CharterVersionId) -> Result<Vec<SectionText>, DbError> {
    let rows: Vec<TextRow> = db
        .all(
            "SELECT t.section, t.language, t.text, t.revision, t.saved_by, t.side, t.saved_at FROM charter_text t
             WHERE t.organisation_id = $1 AND t.version_id = $2 AND t.revision = (
               SELECT MAX(o.revision) FROM charter_text o WHERE o.organisation_id = t.organisation_id
               AND o.version_id = t.version_id AND o.section = t.section AND o.language = t.language)",
            values![tenant, version],
        )
        .await?;
    let mut texts: Vec<SectionText> = rows.into_iter().filter_map(TextRow::text).collect();
    texts.sort_by_key(|known| known.section);
    Ok(texts)
}

/// Every text that a section had in one language, the newest first.
pub(super) async fn revisions(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
    section: Section,
    language: Locale,
) -> Result<Vec<SectionText>, DbError> {
    let rows: Vec<TextRow> = db
        .all(
            "SELECT section, language, text, revision, saved_by, side, saved_at FROM charter_text
             WHERE organisation_id = $1 AND version_id = $2 AND section = $3 AND language = $4
             ORDER BY revision DESC LIMIT 200",
            values![tenant, version, section.word(), language.code()],
        )
        .await?;
    Ok(rows.into_iter().filter_map(TextRow::text).collect())
}

/// The text of one revision.
pub(super) async fn revision(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
    (section, language): (Section, Locale),
    revision: i64,
) -> Result<Option<SectionText>, DbError> {
    let row: Option<TextRow> = db
        .maybe(
            "SELECT section, language, text, revision, saved_by, side, saved_at FROM charter_text
             WHERE organisation_id = $1 AND version_id = $2 AND section = $3 AND language = $4 AND revision = $5",
            values![tenant, version, section.word(), language.code(), revision],
        )
        .await?;
    Ok(row.and_then(TextRow::text))
}

#[derive(FromQueryResult)]
struct MeasureRow {
    id: CharterMeasureId,
    level: i64,
    text: String,
    kpi_version_id: Option<KpiVersionId>,
    definition: Option<String>,
    baseline: Option<f64>,
    target: Option<f64>,
    due: Option<Day>,
}

async fn measures(db: &impl Sql, tenant: OrganisationId, version: CharterVersionId) -> Result<Vec<Measure>, DbError> {
    let rows: Vec<MeasureRow> = db
        .all(
            "SELECT id, level, text, kpi_version_id, definition, baseline, target, due FROM charter_measure
             WHERE organisation_id = $1 AND version_id = $2 ORDER BY level, id",
            values![tenant, version],
        )
        .await?;
    let measure = |row: MeasureRow| Measure {
        id: row.id,
        level: row.level,
        text: row.text,
        kpi: row.kpi_version_id,
        definition: row.definition.as_deref().and_then(|text| serde_json::from_str(text).ok()),
        baseline: row.baseline,
        target: row.target,
        due: row.due,
    };
    Ok(rows.into_iter().map(measure).collect())
}

#[derive(FromQueryResult)]
struct SignatureRow {
    side: String,
    person_id: PersonId,
    name: String,
    signs_for: String,
    deputy: bool,
    hash: String,
    at: Moment,
    seal: String,
}

pub(super) async fn signatures(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
) -> Result<Vec<Signature>, DbError> {
    let rows: Vec<SignatureRow> = db
        .all(
            "SELECT side, person_id, name, signs_for, deputy, hash, at, seal FROM charter_signature
             WHERE organisation_id = $1 AND version_id = $2 ORDER BY side",
            values![tenant, version],
        )
        .await?;
    let signature = |row: SignatureRow| {
        Some(Signature {
            side: Side::parse(&row.side)?,
            person: row.person_id,
            name: row.name,
            signs_for: row.signs_for,
            deputy: row.deputy,
            hash: row.hash,
            at: row.at,
            seal: row.seal,
        })
    };
    Ok(rows.into_iter().filter_map(signature).collect())
}
