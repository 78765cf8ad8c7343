use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{BlobId, OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, event, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Contest, ContestId, ContestRefused, NewContest, Outcome, may_settle};
use crate::happened;
use crate::quarter::Quarter;
use crate::review::Review;

#[derive(FromQueryResult)]
struct Row {
    id: ContestId,
    period: Quarter,
    number: i64,
    figure: String,
    side: String,
    view: String,
    source: String,
    link: String,
    blob_id: Option<BlobId>,
    made_at: Moment,
    made_by: PersonId,
    answer: Option<String>,
    answered_at: Option<Moment>,
    outcome: Option<String>,
    correction: String,
    settled_at: Option<Moment>,
}

impl From<Row> for Contest {
    fn from(row: Row) -> Self {
        let outcome = row.outcome.as_deref().and_then(Outcome::parse);
        Self {
            id: row.id,
            period: row.period,
            number: row.number,
            figure: row.figure,
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            view: row.view,
            source: row.source,
            link: row.link,
            file: row.blob_id,
            made_at: row.made_at,
            made_by: row.made_by,
            answer: row.answer.zip(row.answered_at),
            outcome: outcome.zip(row.settled_at).map(|(outcome, at)| (outcome, row.correction, at)),
        }
    }
}

const COLUMNS: &str = "id, period, number, figure, side, view, source, link, blob_id, made_at, made_by, answer,
    answered_at, outcome, correction, settled_at FROM review_contest WHERE organisation_id = $1 AND partnership_id = $2";

/// Contests a figure of a review, until the last day.
pub async fn contest(
    tx: &Tx,
    by: &By,
    review: &Review,
    last: Day,
    new: NewContest,
) -> Result<ContestId, ContestRefused> {
    if by.day() > last {
        return Err(ContestRefused::Late(last));
    }
    let id = ContestId::new();
    let said = json!({ "period": review.period.to_string(), "figure": new.figure });
    let made = tx
        .run(
            "INSERT INTO review_contest (organisation_id, id, partnership_id, period, number, figure, side, view, source,
             link, blob_id, made_at, made_by, correction) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,'')
             ON CONFLICT (organisation_id, partnership_id, period, number, figure, side) DO NOTHING",
            values![
                by.tenant,
                id,
                by.partnership,
                review.period,
                review.number,
                new.figure,
                by.side.word(),
                new.view,
                new.source,
                new.link,
                new.file,
                by.at,
                by.person
            ],
        )
        .await?;
    if made == 0 {
        return Err(ContestRefused::Twice);
    }
    event::append(tx, happened(by, "review.contested").about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: ContestId,
) -> Result<Option<Contest>, DbError> {
    let sql = format!("SELECT {COLUMNS} AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Contest::from))
}

/// A page of the contests of a partnership, the newest first, older than `before`.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<ContestId>,
    limit: i64,
) -> Result<Vec<Contest>, DbError> {
    let before = before.unwrap_or(ContestId(uuid::Uuid::max()));
    let sql = format!("SELECT {COLUMNS} AND id < $3 ORDER BY id DESC LIMIT $4");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    Ok(rows.into_iter().map(Contest::from).collect())
}

/// The contests of every review of a period, in the order in which they were made.
pub async fn of_period(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
) -> Result<Vec<Contest>, DbError> {
    let sql = format!("SELECT {COLUMNS} AND period = $3 ORDER BY made_at, id LIMIT 500");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, period]).await?;
    Ok(rows.into_iter().map(Contest::from).collect())
}

/// The contests of one review, by its number.
pub async fn of_review(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
    number: i64,
) -> Result<Vec<Contest>, DbError> {
    let mut all = of_period(db, tenant, partnership, period).await?;
    all.retain(|one| one.number == number);
    Ok(all)
}

/// The other side answers, once.
pub async fn answer(tx: &Tx, by: &By, contest: &Contest, text: &str) -> Result<(), ContestRefused> {
    if by.side == contest.side {
        return Err(ContestRefused::OwnView);
    }
    let changed = tx
        .run(
            "UPDATE review_contest SET answer = $4, answered_at = $5, answered_by = $6
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND answer IS NULL",
            values![by.tenant, by.partnership, contest.id, text, by.at, by.person],
        )
        .await?;
    if changed == 0 {
        return Err(ContestRefused::Answered);
    }
    note(tx, by, contest, "review.contest-answered").await
}

/// Says what came of it, once.
pub async fn settle(
    tx: &Tx,
    by: &By,
    contest: &Contest,
    outcome: Outcome,
    correction: &str,
) -> Result<(), ContestRefused> {
    may_settle(contest, by.side, outcome)?;
    let changed = tx
        .run(
            "UPDATE review_contest SET outcome = $4, correction = $5, settled_at = $6, settled_by = $7
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND outcome IS NULL",
            values![by.tenant, by.partnership, contest.id, outcome.word(), correction, by.at, by.person],
        )
        .await?;
    if changed == 0 {
        return Err(ContestRefused::Settled);
    }
    note(tx, by, contest, "review.contest-settled").await
}

async fn note(tx: &Tx, by: &By, contest: &Contest, kind: &'static str) -> Result<(), ContestRefused> {
    let said = json!({ "period": contest.period.to_string(), "figure": contest.figure });
    event::append(tx, happened(by, kind).about(contest.id.0).saying(said)).await?;
    Ok(())
}
