use lustrum_delivery::cohort::CohortId;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Cost, CostId, CostRefused, Kind, Words};
use crate::happened;

const COLUMNS: &str = "id, programme_id, cohort_id, kind, words, amount, hours, rate, margin, currency, from_day,
     until_day, source, side, entered_at, entered_by, withdrawn_at FROM cost_line";
/// A ledger of more lines than this is kept elsewhere and entered by its sums.
const MOST: i64 = 5_000;

#[derive(FromQueryResult)]
struct Row {
    id: CostId,
    programme_id: Option<ProgrammeId>,
    cohort_id: Option<CohortId>,
    kind: String,
    words: String,
    amount: i64,
    hours: Option<f64>,
    rate: Option<i64>,
    margin: i64,
    currency: String,
    from_day: Day,
    until_day: Day,
    source: String,
    side: String,
    entered_at: Moment,
    entered_by: PersonId,
    withdrawn_at: Option<Moment>,
}

impl From<Row> for Cost {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            words: Words {
                programme: row.programme_id,
                cohort: row.cohort_id,
                kind: Kind::parse(&row.kind).unwrap_or(Kind::Overhead),
                words: row.words,
                amount: row.amount,
                time: row.hours.zip(row.rate),
                margin: row.margin,
                currency: row.currency,
                from: row.from_day,
                until: row.until_day,
                source: row.source,
            },
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            entered_at: row.entered_at,
            entered_by: row.entered_by,
            withdrawn_at: row.withdrawn_at,
        }
    }
}

/// Enters a line. A ledger is kept in one currency.
pub async fn enter(tx: &Tx, by: &By, words: &Words) -> Result<CostId, CostRefused> {
    let id = CostId::new();
    let said = json!({ "words": words.words, "kind": words.kind.word() });
    // The event holds the history's lock, so that two first lines at once don't make a ledger of two currencies.
    event::append(tx, happened(by, "cost.entered").about(id.0).saying(said)).await?;
    if let Some(kept) = currency(tx, by.tenant, by.partnership).await?.filter(|kept| *kept != words.currency) {
        return Err(CostRefused::OtherCurrency(kept));
    }
    let (hours, rate) = words.time.unzip();
    tx.run(
        "INSERT INTO cost_line (organisation_id, id, partnership_id, programme_id, cohort_id, kind, words, amount,
           hours, rate, margin, currency, from_day, until_day, source, side, entered_at, entered_by)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18)",
        values![
            by.tenant,
            id,
            by.partnership,
            words.programme,
            words.cohort,
            words.kind.word(),
            words.words.clone(),
            words.amount,
            hours,
            rate,
            words.margin,
            words.currency.clone(),
            words.from,
            words.until,
            words.source.clone(),
            by.side.word(),
            by.at,
            by.person
        ],
    )
    .await?;
    Ok(id)
}

/// Takes a line out of the sums; it stays readable. Each side withdraws its own.
pub async fn withdraw(tx: &Tx, by: &By, cost: &Cost) -> Result<(), CostRefused> {
    if cost.side != by.side {
        return Err(CostRefused::OtherSide);
    }
    let changed = tx
        .run(
            "UPDATE cost_line SET withdrawn_at = $4, withdrawn_by = $5
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND withdrawn_at IS NULL",
            values![by.tenant, by.partnership, cost.id, by.at, by.person],
        )
        .await?;
    if changed == 0 {
        return Err(CostRefused::Withdrawn);
    }
    let said = json!({ "words": cost.words.words, "kind": cost.words.kind.word() });
    event::append(tx, happened(by, "cost.withdrawn").about(cost.id.0).saying(said)).await?;
    Ok(())
}

async fn currency(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Option<String>, DbError> {
    #[derive(FromQueryResult)]
    struct Kept {
        currency: String,
    }
    let kept: Option<Kept> = db
        .maybe(
            "SELECT currency FROM cost_line WHERE organisation_id = $1 AND partnership_id = $2 AND withdrawn_at IS NULL
             ORDER BY id LIMIT 1",
            values![tenant, partnership],
        )
        .await?;
    Ok(kept.map(|kept| kept.currency))
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: CostId,
) -> Result<Option<Cost>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Cost::from))
}

/// A page of lines, also of withdrawn ones, the newest first, older than `before`.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<CostId>,
    limit: i64,
) -> Result<Vec<Cost>, DbError> {
    let before = before.unwrap_or(CostId(uuid::Uuid::max()));
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    Ok(rows.into_iter().map(Cost::from).collect())
}

/// What was spent on a programme so far.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Spent {
    pub programme_id: ProgrammeId,
    pub currency: String,
    pub minor: i64,
}

/// What was spent on each programme of these partnerships, without what a partnership as a whole costs.
pub async fn spent(
    db: &impl Sql,
    tenant: OrganisationId,
    partnerships: &[PartnershipId],
) -> Result<Vec<Spent>, DbError> {
    if partnerships.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = values![tenant];
    let place = |id: &PartnershipId| {
        values.push((*id).into());
        format!("${}", values.len())
    };
    let places = partnerships.iter().map(place).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT programme_id, currency, CAST(SUM(amount) AS BIGINT) AS minor FROM cost_line
         WHERE organisation_id = $1 AND partnership_id IN ({places}) AND withdrawn_at IS NULL
         AND programme_id IS NOT NULL GROUP BY programme_id, currency"
    );
    db.all(&sql, values).await
}

/// Everything that counts, by what was entered first.
pub async fn live(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Cost>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND withdrawn_at IS NULL
         ORDER BY id LIMIT $3"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, MOST]).await?;
    Ok(rows.into_iter().map(Cost::from).collect())
}
