//! Agreements in the database, and the three acts on them, each with its event.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_strategy::kpi::{DataClass, KpiId};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Act, ActRefused, Agreement, AgreementId, Grain, OfferRefused, Standing, Terms};

const COLUMNS: &str = "id, organisation_id, partnership_id, kpi_id, title, grain, smallest_group, purpose, data_class,
     from_day, until_day, offered_at, offered_by, accepted_at, accepted_by, revoked_at, revoked_by FROM agreement";

#[derive(FromQueryResult)]
struct Row {
    id: AgreementId,
    organisation_id: OrganisationId,
    partnership_id: PartnershipId,
    kpi_id: KpiId,
    title: String,
    grain: String,
    smallest_group: i64,
    purpose: String,
    data_class: String,
    from_day: Day,
    until_day: Day,
    offered_at: Moment,
    offered_by: PersonId,
    accepted_at: Option<Moment>,
    accepted_by: Option<PersonId>,
    revoked_at: Option<Moment>,
    revoked_by: Option<PersonId>,
}

impl From<Row> for Agreement {
    fn from(row: Row) -> Self {
        let act = |by: Option<PersonId>, at: Option<Moment>| by.zip(at).map(|(by, at)| Act { by, at });
        Self {
            id: row.id,
            organisation: row.organisation_id,
            partnership: row.partnership_id,
            terms: Terms {
                kpi: row.kpi_id,
                title: row.title,
                // A word that nobody knows releases the least.
                grain: Grain::parse(&row.grain).unwrap_or(Grain::Total),
                smallest_group: row.smallest_group,
                purpose: row.purpose,
                // A word that nobody knows is treated as what needs most care.
                data_class: DataClass::parse(&row.data_class).unwrap_or(DataClass::Personal),
                from: row.from_day,
                until: row.until_day,
            },
            offered: Act { by: row.offered_by, at: row.offered_at },
            accepted: act(row.accepted_by, row.accepted_at),
            revoked: act(row.revoked_by, row.revoked_at),
        }
    }
}

/// Offers a partner an agreement; the other result says why not. Of two agreements on one KPI that hold on the same
/// day, the finer one would undo what the other protects, so there is never more than one.
pub async fn offer(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    by: PersonId,
    at: Moment,
    terms: Terms,
) -> Result<Result<AgreementId, OfferRefused>, DbError> {
    if terms.until < terms.from {
        return Ok(Err(OfferRefused::EndsBeforeItBegins));
    }
    if terms.smallest_group < 2 {
        return Ok(Err(OfferRefused::ProtectsNobody));
    }
    let id = AgreementId::new();
    let said = json!({
        "title": terms.title, "grain": terms.grain.word(), "smallest": terms.smallest_group,
        "purpose": terms.purpose, "from": terms.from.to_string(), "until": terms.until.to_string(),
    });
    // The event holds the history's lock: of two offers at once the second sees the first.
    event::append(tx, Event::new(tenant, at, "agreement.offered").by(by).within(partnership).about(id.0).saying(said))
        .await?;
    let overlapping = tx
        .number(
            "SELECT COUNT(*) AS number FROM agreement WHERE organisation_id = $1 AND partnership_id = $2 AND kpi_id = $3
             AND revoked_at IS NULL AND from_day <= $5 AND until_day >= $4",
            values![tenant, partnership, terms.kpi, terms.from, terms.until],
        )
        .await?;
    if overlapping > 0 {
        return Ok(Err(OfferRefused::Overlaps));
    }
    tx.run(
        "INSERT INTO agreement (organisation_id, id, partnership_id, kpi_id, title, grain, smallest_group, purpose,
         data_class, from_day, until_day, offered_at, offered_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        values![
            tenant,
            id,
            partnership,
            terms.kpi,
            terms.title,
            terms.grain.word(),
            terms.smallest_group,
            terms.purpose,
            terms.data_class.word(),
            terms.from,
            terms.until,
            at,
            by
        ],
    )
    .await?;
    Ok(Ok(id))
}

/// The partner accepts: from its first day on the agreement is in force.
pub async fn accept(
    tx: &Tx,
    agreement: &Agreement,
    by: PersonId,
    at: Moment,
) -> Result<Result<(), ActRefused>, DbError> {
    match agreement.standing_at(at) {
        Standing::Offered => {}
        Standing::Upcoming | Standing::InForce => return Ok(Err(ActRefused::AcceptedAlready)),
        Standing::Expired => return Ok(Err(ActRefused::Expired)),
        Standing::Revoked => return Ok(Err(ActRefused::Revoked)),
    }
    act(tx, agreement, by, at, "agreement.accepted").await?;
    let changed = tx
        .run(
            "UPDATE agreement SET accepted_at = $3, accepted_by = $4
             WHERE organisation_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL",
            values![agreement.organisation, agreement.id, at, by],
        )
        .await?;
    changed_one(changed)
}

/// The organisation takes it back, whether it was accepted or not.
pub async fn revoke(
    tx: &Tx,
    agreement: &Agreement,
    by: PersonId,
    at: Moment,
) -> Result<Result<(), ActRefused>, DbError> {
    if agreement.revoked.is_some() {
        return Ok(Err(ActRefused::Revoked));
    }
    act(tx, agreement, by, at, "agreement.revoked").await?;
    let changed = tx
        .run(
            "UPDATE agreement SET revoked_at = $3, revoked_by = $4
             WHERE organisation_id = $1 AND id = $2 AND revoked_at IS NULL",
            values![agreement.organisation, agreement.id, at, by],
        )
        .await?;
    changed_one(changed)
}

async fn act(tx: &Tx, agreement: &Agreement, by: PersonId, at: Moment, kind: &'static str) -> Result<(), DbError> {
    let said = json!({ "title": agreement.terms.title });
    let event = Event::new(agreement.organisation, at, kind).by(by).within(agreement.partnership);
    event::append(tx, event.about(agreement.id.0).saying(said)).await?;
    Ok(())
}

fn changed_one(changed: u64) -> Result<Result<(), ActRefused>, DbError> {
    if changed == 0 {
        return Err(DbError::Conflict("the agreement changed meanwhile".to_owned()));
    }
    Ok(Ok(()))
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: AgreementId,
) -> Result<Option<Agreement>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Agreement::from))
}

/// The agreements of a partnership, the newest first, `limit` of them older than `before`.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<AgreementId>,
    limit: i64,
) -> Result<Vec<Agreement>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4"
    );
    let before = before.map_or(uuid::Uuid::max(), |id| id.0);
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    Ok(rows.into_iter().map(Agreement::from).collect())
}

/// The agreement by which the partner may see this KPI at this moment. Whoever shows anything of a KPI to the
/// partner's side asks this first.
pub async fn visible_to_partner(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    kpi: KpiId,
    at: Moment,
) -> Result<Option<Agreement>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND kpi_id = $3
         AND accepted_at IS NOT NULL AND revoked_at IS NULL ORDER BY id DESC"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, kpi]).await?;
    Ok(rows.into_iter().map(Agreement::from).find(|agreement| agreement.in_force_at(at)))
}

/// Every agreement of a partnership that is in force at this moment.
pub async fn in_force(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    at: Moment,
) -> Result<Vec<Agreement>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2
         AND accepted_at IS NOT NULL AND revoked_at IS NULL ORDER BY id DESC"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(Agreement::from).filter(|agreement| agreement.in_force_at(at)).collect())
}
