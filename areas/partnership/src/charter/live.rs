//! Writing at the same time: who has a section open, and a mark of all that a page of a draft shows, which an open page
//! asks for every few seconds to know whether it is still what stands there.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx, remember};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::{CharterVersionId, Section, comment, find, text};
use crate::By;

/// For so many seconds someone who opened a section counts as writing in it; an open page says so again in time.
pub const LIFE: i64 = 60;
/// What was said so many seconds ago need not be said again yet.
const FRESH: i64 = 20;

/// Someone who has a section open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    pub section: Section,
    pub language: Locale,
    pub person: PersonId,
    pub name: String,
}

#[derive(FromQueryResult)]
struct Row {
    section: String,
    language: String,
    person_id: PersonId,
    name: String,
}

/// Who writes in a version now.
pub async fn writers(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
    now: Moment,
) -> Result<Vec<Writer>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT section, language, person_id, name FROM charter_writer
             WHERE organisation_id = $1 AND version_id = $2 AND seen_at > $3 ORDER BY section, name LIMIT 100",
            values![tenant, version, now.plus_seconds(-LIFE)],
        )
        .await?;
    let known = |row: Row| {
        Some(Writer {
            section: Section::parse(&row.section)?,
            language: Locale::parse(&row.language)?,
            person: row.person_id,
            name: row.name,
        })
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Someone has a section open.
pub async fn opened(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    (section, language): (Section, Locale),
    name: &str,
) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM charter_writer WHERE organisation_id = $1 AND version_id = $2 AND seen_at < $3",
        values![by.tenant, version, by.at.plus_seconds(-10 * LIFE)],
    )
    .await?;
    tx.run(
        "INSERT INTO charter_writer (organisation_id, version_id, section, language, person_id, name, seen_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7)
         ON CONFLICT (organisation_id, version_id, section, language, person_id) DO UPDATE SET seen_at = excluded.seen_at",
        values![by.tenant, version, section.word(), language.code(), by.person, name, by.at],
    )
    .await?;
    Ok(())
}

/// Someone left a section, or saved it.
pub async fn closed(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    (section, language): (Section, Locale),
) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM charter_writer WHERE organisation_id = $1 AND version_id = $2 AND section = $3 AND language = $4
         AND person_id = $5",
        values![by.tenant, version, section.word(), language.code(), by.person],
    )
    .await?;
    Ok(())
}

/// Whether it was said just now that this person writes here: then nothing has to be written.
pub async fn said_just_now(
    db: &impl Sql,
    by: &By,
    version: CharterVersionId,
    (section, language): (Section, Locale),
) -> Result<bool, DbError> {
    let known = db
        .number(
            "SELECT COUNT(*) AS number FROM charter_writer WHERE organisation_id = $1 AND version_id = $2
             AND section = $3 AND language = $4 AND person_id = $5 AND seen_at > $6",
            values![by.tenant, version, section.word(), language.code(), by.person, by.at.plus_seconds(-FRESH)],
        )
        .await?;
    Ok(known > 0)
}

/// A mark of what the pages of a version show to one reader: another mark means that something changed.
pub async fn mark(app: &App, scope: &PartnershipScope, version: CharterVersionId) -> Result<String, DbError> {
    let (db, tenant) = (app.db(), scope.tenant());
    let content = remember(db, tenant, app.now(), "charter mark", version, async {
        let whole = find(db, tenant, scope.id(), version).await?;
        let comments = comment::of_version(db, tenant, version).await?;
        Ok::<_, DbError>(text::hash(&format!("{whole:?} {comments:?}")))
    })
    .await?;
    let mut writers = writers(db, tenant, version, app.now()).await?;
    writers.retain(|writer| writer.person != scope.viewer.person);
    Ok(text::hash(&format!("{content} {writers:?}")).chars().take(16).collect())
}
