use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, values};
use lustrum_programme::behaviour::Behaviour;
use lustrum_programme::programme::Programme;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::read::Reviewed;
use super::{Import, ImportId, Mapping, SourceId};
use crate::ratings::subject;

#[derive(FromQueryResult)]
struct SourceRow {
    id: SourceId,
    mapping: String,
}

async fn source(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    title: &str,
) -> Result<Option<SourceRow>, DbError> {
    db.maybe(
        "SELECT id, mapping FROM review_source WHERE organisation_id = $1 AND partnership_id = $2 AND title = $3",
        values![tenant, partnership, title],
    )
    .await
}

/// How a source was read the last time.
pub async fn mapping(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    title: &str,
) -> Result<Option<Mapping>, DbError> {
    let row = source(db, tenant, partnership, title).await?;
    Ok(row.and_then(|row| serde_json::from_str(&row.mapping).ok()))
}

/// The file that ratings come from.
pub struct File<'a> {
    pub title: &'a str,
    pub day: Day,
    pub name: &'a str,
    pub hash: &'a str,
}

/// Takes the ratings of a file in and keeps its mapping. A file of the same source, programme and day is a correction: a
/// new version, and the one before is superseded. Says which version it is.
pub async fn import(
    tx: &Tx,
    act: Act,
    programme: &Programme,
    behaviours: &[Behaviour],
    file: &File<'_>,
    mapping: &Mapping,
    ratings: &[Reviewed],
) -> Result<i64, DbError> {
    let text = serde_json::to_string(mapping).map_err(|error| crate::levels::broken(&error))?;
    tx.run(
        "INSERT INTO review_source (organisation_id, id, partnership_id, title, mapping, made_at)
         VALUES ($1,$2,$3,$4,$5,$6)
         ON CONFLICT (organisation_id, partnership_id, title) DO UPDATE SET mapping = excluded.mapping",
        values![act.tenant, SourceId::new(), act.partnership, file.title, text, act.at],
    )
    .await?;
    let source = source(tx, act.tenant, act.partnership, file.title).await?;
    let source = source.ok_or_else(|| DbError::Conflict("the source went away while it was read".to_owned()))?.id;
    let version = 1 + tx
        .number(
            "SELECT MAX(version) AS number FROM review_import
             WHERE organisation_id = $1 AND source_id = $2 AND programme_id = $3 AND day = $4",
            values![act.tenant, source, programme.id, file.day],
        )
        .await?;
    tx.run(
        "UPDATE review_import SET superseded_at = $5 WHERE organisation_id = $1 AND source_id = $2 AND programme_id = $3
         AND day = $4 AND superseded_at IS NULL",
        values![act.tenant, source, programme.id, file.day, act.at],
    )
    .await?;
    let id = ImportId::new();
    tx.run(
        "INSERT INTO review_import (organisation_id, id, source_id, partnership_id, programme_id, title, day, version,
           file_name, file_hash, ratings, made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        values![
            act.tenant,
            id,
            source,
            act.partnership,
            programme.id,
            file.title,
            file.day,
            version,
            file.name,
            file.hash,
            ratings.len() as i64,
            act.by,
            act.at
        ],
    )
    .await?;
    let rows = ratings.iter().filter_map(|one| {
        let behaviour = behaviours.get(one.behaviour)?;
        Some(values![
            act.tenant,
            id,
            subject(act.tenant, programme.id, &one.email),
            behaviour.id,
            one.trained,
            one.value,
            one.raw.clone(),
            one.row as i64
        ])
    });
    tx.insert_all(
        "review_rating (organisation_id, import_id, subject, behaviour_id, trained, value, raw, row_number)",
        rows.collect(),
    )
    .await?;
    let said = json!({ "title": file.title, "count": ratings.len(), "version": version });
    let event = Event::new(act.tenant, act.at, "reviews.imported").by(act.by).within(act.partnership);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(version)
}

/// Every file of a partnership, the newest first, at most 200.
pub async fn imports(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Import>, DbError> {
    db.all(
        "SELECT i.id, i.programme_id, i.title, i.day, i.version, i.file_name, i.file_hash, i.ratings,
           COALESCE(p.name, '') AS by_name, i.made_at, i.superseded_at
         FROM review_import i LEFT JOIN person p ON p.id = i.made_by
         WHERE i.organisation_id = $1 AND i.partnership_id = $2 ORDER BY i.id DESC LIMIT 200",
        values![tenant, partnership],
    )
    .await
}

/// The mean of each trained person in the newest files that stand, and the day of the last of them.
pub async fn means(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    until: Day,
) -> Result<(Vec<f64>, Option<Day>), DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        mean: f64,
        day: Day,
    }
    let rows: Vec<Row> = db
        .all(
            "WITH standing AS (
               SELECT r.subject, r.behaviour_id, r.value, i.day,
                 ROW_NUMBER() OVER (PARTITION BY r.subject, r.behaviour_id ORDER BY i.day DESC, i.id DESC) AS place
               FROM review_rating r
               JOIN review_import i ON i.organisation_id = r.organisation_id AND i.id = r.import_id
               WHERE i.organisation_id = $1 AND i.partnership_id = $2 AND i.superseded_at IS NULL AND r.trained = TRUE
                 AND i.day <= $3)
             SELECT AVG(value) AS mean, MAX(day) AS day FROM standing WHERE place = 1 GROUP BY subject ORDER BY subject",
            values![tenant, partnership, until],
        )
        .await?;
    let last = rows.iter().map(|row| row.day).max();
    Ok((rows.into_iter().map(|row| row.mean).collect(), last))
}
