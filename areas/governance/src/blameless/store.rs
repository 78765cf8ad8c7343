use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use lustrum_partnership::By;
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;

use super::{Blameless, BlamelessId, BlamelessRefused, Entry, EntryId, LEVERS, Light, Part, lacks};
use crate::{action, happened};

#[derive(FromQueryResult)]
struct Row {
    id: BlamelessId,
    title: String,
    happened: String,
    begun_at: Moment,
    begun_by: PersonId,
    closed_at: Option<Moment>,
}

impl From<Row> for Blameless {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            happened: row.happened,
            begun_at: row.begun_at,
            begun_by: row.begun_by,
            closed_at: row.closed_at,
        }
    }
}

const COLUMNS: &str = "id, title, happened, begun_at, begun_by, closed_at FROM blameless_review";

pub async fn begin(tx: &Tx, by: &By, title: &str, happened_then: &str) -> Result<BlamelessId, DbError> {
    let id = BlamelessId::new();
    tx.run(
        "INSERT INTO blameless_review (organisation_id, id, partnership_id, title, happened, begun_at, begun_by)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        values![by.tenant, id, by.partnership, title, happened_then, by.at, by.person],
    )
    .await?;
    event::append(tx, happened(by, "blameless.begun").about(id.0).saying(json!({ "title": title }))).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: BlamelessId,
) -> Result<Option<Blameless>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Blameless::from))
}

/// A page of reviews, the newest first, older than `before`.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<BlamelessId>,
    limit: i64,
) -> Result<Vec<Blameless>, DbError> {
    let before = before.unwrap_or(BlamelessId(uuid::Uuid::max()));
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    Ok(rows.into_iter().map(Blameless::from).collect())
}

/// Adds a part to a review that is open.
pub async fn add(tx: &Tx, by: &By, review: &Blameless, part: Part) -> Result<EntryId, BlamelessRefused> {
    if !is_open(tx, by, review.id).await? {
        return Err(BlamelessRefused::Closed);
    }
    let id = EntryId::new();
    let (kind, event_kind, said) = match &part {
        Part::Evidence { text, .. } => ("evidence", "blameless.evidence-added", text.clone()),
        Part::Contribution { text } => ("contribution", "blameless.contributed", text.clone()),
        Part::Condition { text, .. } => ("condition", "blameless.condition-named", text.clone()),
    };
    let (text, lever, light, figure, source, link) = match part {
        Part::Evidence { text, figure, source, link } => {
            let figure = figure.map(|line| serde_json::to_string(&line)).transpose();
            let figure = figure.map_err(|error| DbError::Broken(DbErr::Type(error.to_string())))?;
            (text, "", "", figure, source, link)
        }
        Part::Contribution { text } => (text, "", "", None, String::new(), String::new()),
        Part::Condition { lever, text, light } => {
            (text, lever.unwrap_or_default(), light.word(), None, String::new(), String::new())
        }
    };
    tx.run(
        "INSERT INTO blameless_entry (organisation_id, id, review_id, kind, side, text, lever, light, figure, source,
         link, added_at, added_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        values![
            by.tenant,
            id,
            review.id,
            kind,
            by.side.word(),
            text,
            lever,
            light,
            figure,
            source,
            link,
            by.at,
            by.person
        ],
    )
    .await?;
    let said = json!({ "title": review.title, "text": said });
    event::append(tx, happened(by, event_kind).about(review.id.0).saying(said)).await?;
    Ok(id)
}

async fn is_open(tx: &Tx, by: &By, id: BlamelessId) -> Result<bool, DbError> {
    let now = find(tx, by.tenant, by.partnership, id).await?;
    Ok(now.is_some_and(|review| review.is_open()))
}

#[derive(FromQueryResult)]
struct EntryRow {
    id: EntryId,
    kind: String,
    side: String,
    text: String,
    lever: String,
    light: String,
    figure: Option<String>,
    source: String,
    link: String,
    added_at: Moment,
}

impl EntryRow {
    fn entry(self) -> Entry {
        let part = match self.kind.as_str() {
            "evidence" => Part::Evidence {
                figure: self.figure.and_then(|text| serde_json::from_str(&text).ok()).map(Box::new),
                text: self.text,
                source: self.source,
                link: self.link,
            },
            "condition" => Part::Condition {
                lever: LEVERS.into_iter().find(|lever| *lever == self.lever),
                light: Light::parse(&self.light).unwrap_or(Light::Amber),
                text: self.text,
            },
            _ => Part::Contribution { text: self.text },
        };
        let side = Side::parse(&self.side).unwrap_or(Side::Organisation);
        Entry { id: self.id, side, part, added_at: self.added_at }
    }
}

/// Everything of a review, in the order in which it was added.
pub async fn entries(db: &impl Sql, tenant: OrganisationId, review: BlamelessId) -> Result<Vec<Entry>, DbError> {
    let rows: Vec<EntryRow> = db
        .all(
            "SELECT id, kind, side, text, lever, light, figure, source, link, added_at FROM blameless_entry
             WHERE organisation_id = $1 AND review_id = $2 ORDER BY id",
            values![tenant, review],
        )
        .await?;
    Ok(rows.into_iter().map(EntryRow::entry).collect())
}

/// Takes an entry away, by the side that wrote it, as long as the review is open. The history keeps what it said.
pub async fn remove(tx: &Tx, by: &By, review: &Blameless, id: EntryId) -> Result<(), BlamelessRefused> {
    if !is_open(tx, by, review.id).await? {
        return Err(BlamelessRefused::Closed);
    }
    let known = entries(tx, by.tenant, review.id).await?;
    let entry = known.into_iter().find(|entry| entry.id == id).ok_or(BlamelessRefused::NoEntry)?;
    if entry.side != by.side {
        return Err(BlamelessRefused::OtherSide);
    }
    tx.run("DELETE FROM blameless_entry WHERE organisation_id = $1 AND id = $2", values![by.tenant, id]).await?;
    let text = match entry.part {
        Part::Evidence { text, .. } | Part::Contribution { text } | Part::Condition { text, .. } => text,
    };
    let said = json!({ "title": review.title, "text": text });
    event::append(tx, happened(by, "blameless.entry-removed").about(review.id.0).saying(said)).await?;
    Ok(())
}

/// Closes a review that lacks nothing.
pub async fn close(tx: &Tx, by: &By, review: &Blameless) -> Result<(), BlamelessRefused> {
    let entries = entries(tx, by.tenant, review.id).await?;
    let actions = action::of_blameless(tx, by.tenant, by.partnership, review.id).await?;
    let lacks = lacks(&entries, actions.len());
    if !lacks.is_empty() {
        return Err(BlamelessRefused::Lacks(lacks));
    }
    let changed = tx
        .run(
            "UPDATE blameless_review SET closed_at = $4, closed_by = $5
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND closed_at IS NULL",
            values![by.tenant, by.partnership, review.id, by.at, by.person],
        )
        .await?;
    if changed == 0 {
        return Err(BlamelessRefused::Closed);
    }
    let said = json!({ "title": review.title });
    event::append(tx, happened(by, "blameless.closed").about(review.id.0).saying(said)).await?;
    Ok(())
}

/// Opens a closed review again; whether it was closed.
pub async fn reopen(tx: &Tx, by: &By, review: &Blameless) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE blameless_review SET closed_at = NULL, closed_by = NULL
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND closed_at IS NOT NULL",
            values![by.tenant, by.partnership, review.id],
        )
        .await?;
    if changed > 0 {
        let said = json!({ "title": review.title });
        event::append(tx, happened(by, "blameless.reopened").about(review.id.0).saying(said)).await?;
    }
    Ok(changed > 0)
}
