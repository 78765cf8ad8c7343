//! An organisation: a client organisation (the tenant) or a training partner.

use lustrum_kernel::access::Kind;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

/// The longest name of an organisation, a person or a title.
pub const LONGEST_NAME: usize = 120;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub kind: Kind,
    pub name: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: OrganisationId,
    kind: String,
    name: String,
}

impl Row {
    fn read(self) -> Result<Organisation, DbError> {
        let kind = Kind::parse(&self.kind)
            .ok_or_else(|| DbError::Broken(sea_orm::DbErr::Type(format!("{:?} is no kind", self.kind))))?;
        Ok(Organisation { id: self.id, kind, name: self.name })
    }
}

pub async fn create(tx: &Tx, kind: Kind, name: &str, at: Moment) -> Result<OrganisationId, DbError> {
    let id = OrganisationId::new();
    tx.run(
        "INSERT INTO organisation (id, kind, name, made_at) VALUES ($1,$2,$3,$4)",
        values![id, kind.word(), name, at],
    )
    .await?;
    let content = json!({ "name": name, "kind": kind.word() });
    event::append(tx, Event::new(id, at, "organisation.created").about(id.0).saying(content)).await?;
    Ok(id)
}

pub async fn find(db: &impl Sql, id: OrganisationId) -> Result<Option<Organisation>, DbError> {
    let row: Option<Row> = db.maybe("SELECT id, kind, name FROM organisation WHERE id = $1", values![id]).await?;
    row.map(Row::read).transpose()
}

/// Every organisation, for commands of the operator.
pub async fn all(db: &impl Sql) -> Result<Vec<Organisation>, DbError> {
    let rows: Vec<Row> = db.all("SELECT id, kind, name FROM organisation ORDER BY id", vec![]).await?;
    rows.into_iter().map(Row::read).collect()
}

pub async fn exist(db: &impl Sql) -> Result<bool, DbError> {
    Ok(db.number("SELECT COUNT(*) AS number FROM organisation", vec![]).await? > 0)
}
