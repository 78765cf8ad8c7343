//! What a section speaks of: measures of the same version, and what later areas decided under it. Neither is part of
//! what is signed; both are shown on the section and on the other end.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, values};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use super::{CharterMeasureId, CharterVersionId, EditRefused, Section, draft, find};
use crate::By;

/// A decision, or whatever else a later area links to a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// `decision`
    pub kind: &'static str,
    pub id: uuid::Uuid,
    pub title: &'a str,
    /// When it was decided.
    pub at: Moment,
}

/// A section under which something was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub kind: String,
    pub target: uuid::Uuid,
    pub section: Section,
    /// The version that it was linked to.
    pub version: CharterVersionId,
    pub title: String,
    pub at: Moment,
}

#[derive(FromQueryResult)]
struct MeasureRow {
    section: String,
    measure_id: CharterMeasureId,
}

#[derive(FromQueryResult)]
struct UseRow {
    kind: String,
    target_id: uuid::Uuid,
    section: String,
    version_id: CharterVersionId,
    title: String,
    happened_at: Moment,
}

impl UseRow {
    fn known(self) -> Option<Use> {
        Some(Use {
            kind: self.kind,
            target: self.target_id,
            section: Section::parse(&self.section)?,
            version: self.version_id,
            title: self.title,
            at: self.happened_at,
        })
    }
}

/// Which section speaks of which measure.
pub async fn measures(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
) -> Result<Vec<(Section, CharterMeasureId)>, DbError> {
    let rows: Vec<MeasureRow> = db
        .all(
            "SELECT section, measure_id FROM charter_clause_measure
             WHERE organisation_id = $1 AND version_id = $2 ORDER BY measure_id",
            values![tenant, version],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((Section::parse(&row.section)?, row.measure_id))).collect())
}

const MEASURES: &str = "charter_clause_measure (organisation_id, version_id, section, measure_id)";

/// A section of a draft speaks of these measures from now on, and of no others.
pub async fn set_measures(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    section: Section,
    wanted: &[CharterMeasureId],
) -> Result<(), EditRefused> {
    let head = draft::take(tx, by, version).await?;
    let whole = find(tx, by.tenant, by.partnership, version).await?.ok_or(EditRefused::Unknown)?;
    let known: Vec<_> = whole.measures.iter().filter(|measure| wanted.contains(&measure.id)).collect();
    if known.len() != wanted.len() {
        return Err(EditRefused::Unknown);
    }
    tx.run(
        "DELETE FROM charter_clause_measure WHERE organisation_id = $1 AND version_id = $2 AND section = $3",
        values![by.tenant, version, section.word()],
    )
    .await?;
    let rows = known.iter().map(|measure| values![by.tenant, version, section.word(), measure.id]);
    tx.insert_all(MEASURES, rows.collect()).await?;
    let texts: Vec<&str> = known.iter().map(|measure| measure.text.as_str()).collect();
    let content = json!({ "version": head.number(), "section": section.word(), "measures": texts });
    event::append(tx, by.event("charter.section-linked").about(version.0).saying(content)).await?;
    Ok(())
}

/// The links of a version in the next one, whose measures have ids of their own.
pub(super) async fn carry_over(
    tx: &Tx,
    by: &By,
    before: CharterVersionId,
    version: CharterVersionId,
    moved: &[(CharterMeasureId, CharterMeasureId)],
) -> Result<(), DbError> {
    let known = measures(tx, by.tenant, before).await?;
    let rows = known.into_iter().filter_map(|(section, old)| {
        let (_, new) = moved.iter().find(|(from, _)| *from == old)?;
        Some(values![by.tenant, version, section.word(), *new])
    });
    tx.insert_all(MEASURES, rows.collect()).await
}

pub(super) async fn forget_measure(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    measure: CharterMeasureId,
) -> Result<(), DbError> {
    let sql = "DELETE FROM charter_clause_measure WHERE organisation_id = $1 AND version_id = $2 AND measure_id = $3";
    tx.run(sql, values![by.tenant, version, measure]).await?;
    Ok(())
}

/// The newest of what was decided under sections of a partnership's charter.
pub async fn uses(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Use>, DbError> {
    let rows: Vec<UseRow> = db
        .all(
            "SELECT kind, target_id, section, version_id, title, happened_at FROM charter_clause_use
             WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY happened_at DESC, target_id LIMIT 200",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().filter_map(UseRow::known).collect())
}

/// The sections that these are linked to.
pub async fn uses_of(
    db: &impl Sql,
    tenant: OrganisationId,
    kind: &str,
    targets: &[uuid::Uuid],
) -> Result<Vec<Use>, DbError> {
    let mut found = Vec::new();
    for part in targets.chunks(500) {
        let places: Vec<String> = (0..part.len()).map(|place| format!("${}", place + 3)).collect();
        let sql = format!(
            "SELECT kind, target_id, section, version_id, title, happened_at FROM charter_clause_use
             WHERE organisation_id = $1 AND kind = $2 AND target_id IN ({})",
            places.join(",")
        );
        let mut given: Vec<Value> = values![tenant, kind];
        given.extend(part.iter().map(|id| Value::from(*id)));
        let rows: Vec<UseRow> = db.all(&sql, given).await?;
        found.extend(rows.into_iter().filter_map(UseRow::known));
    }
    found.sort_by_key(|known| known.section);
    Ok(found)
}

/// Something stands under these sections of a version from now on, and under no others.
pub async fn place(
    tx: &Tx,
    by: &By,
    target: &Target<'_>,
    version: CharterVersionId,
    sections: &[Section],
) -> Result<(), DbError> {
    let sql = "DELETE FROM charter_clause_use WHERE organisation_id = $1 AND kind = $2 AND target_id = $3";
    tx.run(sql, values![by.tenant, target.kind, target.id]).await?;
    let row = |section: &Section| {
        values![
            by.tenant,
            target.kind,
            target.id,
            section.word(),
            by.partnership,
            version,
            target.title,
            target.at,
            by.person,
            by.at
        ]
    };
    tx.insert_all(
        "charter_clause_use (organisation_id, kind, target_id, section, partnership_id, version_id, title,
         happened_at, linked_by, linked_at)",
        sections.iter().map(row).collect(),
    )
    .await?;
    let words: Vec<&str> = sections.iter().map(|section| section.word()).collect();
    let content = json!({ "kind": target.kind, "title": target.title, "sections": words });
    event::append(tx, by.event("charter.clause-placed").about(target.id).saying(content)).await?;
    Ok(())
}
