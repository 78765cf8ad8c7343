use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::super::{CharterVersion, CharterVersionId, Section};
use super::{Comment, CommentId, CommentRefused};
use crate::By;

#[derive(FromQueryResult)]
struct Row {
    id: CommentId,
    version_id: CharterVersionId,
    section: String,
    language: String,
    revision: i64,
    answers: Option<CommentId>,
    text: String,
    side: String,
    made_by: PersonId,
    made_at: Moment,
    resolved_by: Option<PersonId>,
    resolved_at: Option<Moment>,
}

impl Row {
    fn known(self) -> Option<Comment> {
        Some(Comment {
            id: self.id,
            version: self.version_id,
            section: Section::parse(&self.section)?,
            language: Locale::parse(&self.language)?,
            revision: self.revision,
            answers: self.answers,
            text: self.text,
            side: Side::parse(&self.side)?,
            made_by: self.made_by,
            made_at: self.made_at,
            resolved: self.resolved_by.zip(self.resolved_at),
        })
    }
}

const COMMENT: &str = "SELECT id, version_id, section, language, revision, answers, text, side, made_by, made_at,
     resolved_by, resolved_at FROM charter_comment WHERE organisation_id = $1 AND version_id = $2";

/// Every comment on a version and every answer, the oldest first.
pub async fn of_version(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
) -> Result<Vec<Comment>, DbError> {
    let rows: Vec<Row> = db.all(&format!("{COMMENT} ORDER BY id LIMIT 1000"), values![tenant, version]).await?;
    Ok(rows.into_iter().filter_map(Row::known).collect())
}

/// A comment that begins a thread.
pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    version: CharterVersionId,
    id: CommentId,
) -> Result<Option<Comment>, DbError> {
    let row: Option<Row> =
        db.maybe(&format!("{COMMENT} AND id = $3 AND answers IS NULL"), values![tenant, version, id]).await?;
    Ok(row.and_then(Row::known))
}

/// What a comment is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub version: &'a CharterVersion,
    pub section: Section,
    pub language: Locale,
}

/// Comments on a section as it stands.
pub async fn make(tx: &Tx, by: &By, about: About<'_>, text: &str) -> Result<CommentId, CommentRefused> {
    let revision = about.version.section_in(about.section, about.language).map_or(0, |known| known.revision);
    let comment = (about.section, about.language, revision);
    add(tx, by, about.version, comment, None, text).await
}

/// Answers a comment that is not settled.
pub async fn answer(
    tx: &Tx,
    by: &By,
    version: &CharterVersion,
    comment: &Comment,
    text: &str,
) -> Result<CommentId, CommentRefused> {
    // Takes the row: of an answer and a settlement at once the later one sees the earlier.
    let open = tx
        .run(
            "UPDATE charter_comment SET text = text WHERE organisation_id = $1 AND id = $2 AND resolved_at IS NULL",
            values![by.tenant, comment.id],
        )
        .await?;
    if open == 0 {
        return Err(CommentRefused::Resolved);
    }
    let revision = version.section_in(comment.section, comment.language).map_or(0, |known| known.revision);
    add(tx, by, version, (comment.section, comment.language, revision), Some(comment.id), text).await
}

async fn add(
    tx: &Tx,
    by: &By,
    version: &CharterVersion,
    (section, language, revision): (Section, Locale, i64),
    answers: Option<CommentId>,
    text: &str,
) -> Result<CommentId, CommentRefused> {
    still_open(tx, by, version.id()).await?;
    let id = CommentId::new();
    tx.run(
        "INSERT INTO charter_comment
         (organisation_id, id, version_id, section, language, revision, answers, text, side, made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        values![
            by.tenant,
            id,
            version.id(),
            section.word(),
            language.code(),
            revision,
            answers,
            text,
            by.side.word(),
            by.person,
            by.at
        ],
    )
    .await?;
    let kind = if answers.is_some() { "charter.comment-answered" } else { "charter.commented" };
    said(tx, by, kind, version, section, text).await?;
    Ok(id)
}

/// Comments are made while a version is written or waits for signatures.
async fn still_open(tx: &Tx, by: &By, version: CharterVersionId) -> Result<(), CommentRefused> {
    let taken = tx
        .run(
            "UPDATE charter_version SET changed_at = changed_at
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND state IN ('draft', 'offered')",
            values![by.tenant, by.partnership, version],
        )
        .await?;
    if taken == 0 { Err(CommentRefused::VersionClosed) } else { Ok(()) }
}

/// Settles a comment; says whether it was open.
pub async fn resolve(tx: &Tx, by: &By, version: &CharterVersion, comment: &Comment) -> Result<bool, CommentRefused> {
    still_open(tx, by, version.id()).await?;
    let changed = tx
        .run(
            "UPDATE charter_comment SET resolved_by = $3, resolved_at = $4
             WHERE organisation_id = $1 AND id = $2 AND resolved_at IS NULL",
            values![by.tenant, comment.id, by.person, by.at],
        )
        .await?;
    if changed > 0 {
        said(tx, by, "charter.comment-resolved", version, comment.section, &comment.text).await?;
    }
    Ok(changed > 0)
}

/// Opens a settled comment again; says whether it was settled.
pub async fn reopen(tx: &Tx, by: &By, version: &CharterVersion, comment: &Comment) -> Result<bool, CommentRefused> {
    still_open(tx, by, version.id()).await?;
    let changed = tx
        .run(
            "UPDATE charter_comment SET resolved_by = NULL, resolved_at = NULL
             WHERE organisation_id = $1 AND id = $2 AND resolved_at IS NOT NULL",
            values![by.tenant, comment.id],
        )
        .await?;
    if changed > 0 {
        said(tx, by, "charter.comment-reopened", version, comment.section, &comment.text).await?;
    }
    Ok(changed > 0)
}

async fn said(
    tx: &Tx,
    by: &By,
    kind: &'static str,
    version: &CharterVersion,
    section: Section,
    text: &str,
) -> Result<(), DbError> {
    let content = json!({ "version": version.number(), "section": section.word(), "side": by.side, "text": text });
    event::append(tx, by.event(kind).about(version.id().0).saying(content)).await?;
    Ok(())
}
