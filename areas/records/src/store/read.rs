//! Statements as they are kept, read by id, by position, or onwards from a position.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::FromQueryResult;
use lustrum_kernel::{App, Moment, values};
use uuid::Uuid;

use super::{StoreError, ids};
use crate::statement::pack;

/// A stored statement. Its text lacks what depends on the moment of storing: [`crate::statement::whole`] adds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub position: i64,
    pub id: Uuid,
    /// The number of the credential that brought it.
    pub source: i64,
    pub stored: Moment,
    pub flags: i64,
    pub voided: bool,
    pub text: String,
}

#[derive(FromQueryResult)]
struct Row {
    position: i64,
    id: Uuid,
    source: i64,
    stored_at: Moment,
    flags: i64,
    voided: i64,
    body: Vec<u8>,
}

impl Row {
    fn read(self) -> Result<Kept, StoreError> {
        Ok(Kept {
            position: self.position,
            id: self.id,
            source: self.source,
            stored: self.stored_at,
            flags: self.flags,
            voided: self.voided == 1,
            text: pack::unpack(&self.body)?,
        })
    }
}

/// What makes another void is never void itself.
const COLUMNS: &str = "s.position, s.id, s.source, s.stored_at, s.flags, s.body,
    CAST(CASE WHEN (s.flags & 1) = 0 AND EXISTS (
      SELECT 1 FROM statement_reference v WHERE v.organisation_id = s.organisation_id AND v.target_id = s.id AND v.voids
    ) THEN 1 ELSE 0 END AS BIGINT) AS voided";

/// Lists of positions are filled up to one of these, so that few statements of SQL are prepared.
const SIZES: [usize; 5] = [1, 8, 32, 128, 512];

pub async fn by_id(app: &App, organisation: OrganisationId, id: Uuid) -> Result<Option<Kept>, StoreError> {
    let positions = ids::positions(app, organisation, id).await?;
    let found = by_positions(app.db(), organisation, &positions).await?;
    Ok(found.into_iter().find(|kept| kept.id == id))
}

/// The statements at these positions, in the order asked for.
pub async fn by_positions(
    db: &impl Sql,
    organisation: OrganisationId,
    positions: &[i64],
) -> Result<Vec<Kept>, StoreError> {
    let mut found = Vec::with_capacity(positions.len());
    for part in positions.chunks(SIZES[SIZES.len() - 1]) {
        let size = SIZES.into_iter().find(|size| *size >= part.len()).unwrap_or(part.len());
        let marks: Vec<String> = (2..=size + 1).map(|number| format!("${number}")).collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM statement s WHERE s.organisation_id = $1 AND s.position IN ({})",
            marks.join(",")
        );
        let mut values = values![organisation];
        values.extend((0..size).map(|index| part[index.min(part.len() - 1)].into()));
        for row in db.all::<Row>(&sql, values).await? {
            found.push(row.read()?);
        }
    }
    let place = |kept: &Kept| positions.iter().position(|position| *position == kept.position);
    found.sort_by_cached_key(place);
    Ok(found)
}

/// The statements after a position in the order of storing, void ones too: what a later reader (an export, a rule, a
/// forwarding) goes on from. The position of the last one is where it goes on; from 0 it begins.
pub async fn after(
    db: &impl Sql,
    organisation: OrganisationId,
    position: i64,
    limit: i64,
) -> Result<Vec<Kept>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM statement s WHERE s.organisation_id = $1 AND s.position > $2 ORDER BY s.position LIMIT $3"
    );
    db.all::<Row>(&sql, values![organisation, position, limit]).await?.into_iter().map(Row::read).collect()
}

/// The last position that was stored at this moment or before.
pub async fn stored_through(
    db: &impl Sql,
    organisation: OrganisationId,
    last: i64,
    moment: Moment,
) -> Result<i64, DbError> {
    // Positions have no gaps and moments only grow, so halving finds it: about 23 steps among ten million.
    let sql = "WITH RECURSIVE search (low, high) AS (
           SELECT CAST(0 AS BIGINT), CAST($2 AS BIGINT)
           UNION ALL
           SELECT CASE WHEN s.stored_at <= $3 THEN s.position ELSE w.low END,
                  CASE WHEN s.stored_at <= $3 THEN w.high ELSE s.position - 1 END
           FROM search w JOIN statement s ON s.organisation_id = $1 AND s.position = (w.low + w.high + 1) / 2
           WHERE w.low < w.high)
         SELECT low AS number FROM search WHERE low >= high";
    db.number(sql, values![organisation, last, moment]).await
}

#[derive(FromQueryResult)]
struct Bytes {
    bytes: Vec<u8>,
}

/// The bytes of an attachment, where they came with a statement.
pub async fn attachment(db: &impl Sql, organisation: OrganisationId, sha2: &[u8]) -> Result<Option<Vec<u8>>, DbError> {
    let sql = "SELECT bytes FROM statement_attachment WHERE organisation_id = $1 AND sha2 = $2";
    Ok(db.maybe::<Bytes>(sql, values![organisation, sha2.to_vec()]).await?.map(|row| row.bytes))
}
