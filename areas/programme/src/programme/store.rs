use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use lustrum_strategy::kpi::KpiId;
use serde_json::json;

use super::{Measure, MeasureId, Missing, Programme, ProgrammeId, Traced, Words};

const COLUMNS: &str =
    "id, partnership_id, goal_id, title, purpose, made_at, approved_at, approved_by, ended_at FROM programme";

/// Who changes a programme of which partnership, and when.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    pub tenant: OrganisationId,
    pub partnership: PartnershipId,
    pub by: PersonId,
    pub at: Moment,
}

impl Act {
    pub(crate) fn event(&self, kind: &'static str) -> Event {
        Event::new(self.tenant, self.at, kind).by(self.by).within(self.partnership)
    }
}

pub async fn create(tx: &Tx, act: Act, words: &Words) -> Result<ProgrammeId, DbError> {
    let id = ProgrammeId::new();
    tx.run(
        "INSERT INTO programme (organisation_id, id, partnership_id, goal_id, title, purpose, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        values![act.tenant, id, act.partnership, words.goal, words.title.clone(), words.purpose.clone(), act.at],
    )
    .await?;
    let event = act.event("programme.created").about(id.0).saying(json!({ "title": words.title }));
    event::append(tx, event).await?;
    Ok(id)
}

/// Changes a draft; says whether it still was one, and still read as `known`.
pub async fn change(tx: &Tx, act: Act, known: &Programme, words: &Words) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE programme SET title = $4, purpose = $5, goal_id = $6
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND approved_at IS NULL AND ended_at IS NULL
             AND title = $7 AND purpose = $8 AND goal_id IS NOT DISTINCT FROM $9",
            values![
                act.tenant,
                act.partnership,
                known.id,
                words.title.clone(),
                words.purpose.clone(),
                words.goal,
                known.title.clone(),
                known.purpose.clone(),
                known.goal_id
            ],
        )
        .await?;
    if changed > 0 {
        let event = act.event("programme.changed").about(known.id.0).saying(json!({ "title": words.title }));
        event::append(tx, event).await?;
    }
    Ok(changed > 0)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: ProgrammeId,
) -> Result<Option<Programme>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// The newest 200 first.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Programme>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY id DESC LIMIT 200");
    db.all(&sql, values![tenant, partnership]).await
}

/// The programmes of a partnership with how much hangs on each, the newest first; the work is in the counts, so that
/// one query gives them for all.
pub async fn traced(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Traced>, DbError> {
    db.all(
        "SELECT p.id, p.goal_id, p.title, p.approved_at, p.ended_at,
           (SELECT COUNT(*) FROM behaviour b WHERE b.organisation_id = p.organisation_id AND b.programme_id = p.id)
             AS behaviours,
           (SELECT COUNT(*) FROM module m WHERE m.organisation_id = p.organisation_id AND m.programme_id = p.id)
             AS modules
         FROM programme p WHERE p.organisation_id = $1 AND p.partnership_id = $2 ORDER BY p.id DESC LIMIT 2000",
        values![tenant, partnership],
    )
    .await
}

pub async fn measures(db: &impl Sql, tenant: OrganisationId, programme: ProgrammeId) -> Result<Vec<Measure>, DbError> {
    db.all(
        "SELECT id, level, text, kpi_id FROM programme_measure WHERE organisation_id = $1 AND programme_id = $2
         ORDER BY level, id LIMIT 200",
        values![tenant, programme],
    )
    .await
}

pub async fn add_measure(
    tx: &Tx,
    act: Act,
    programme: &Programme,
    level: i64,
    text: &str,
    kpi: Option<KpiId>,
) -> Result<MeasureId, DbError> {
    let id = MeasureId::new();
    tx.run(
        "INSERT INTO programme_measure (organisation_id, id, programme_id, level, text, kpi_id) VALUES ($1,$2,$3,$4,$5,$6)",
        values![act.tenant, id, programme.id, level, text, kpi],
    )
    .await?;
    let said = json!({ "title": programme.title, "level": level, "text": text });
    event::append(tx, act.event("programme.measure-added").about(programme.id.0).saying(said)).await?;
    Ok(id)
}

/// Removes a measure; says whether it was there.
pub async fn remove_measure(tx: &Tx, act: Act, programme: &Programme, id: MeasureId) -> Result<bool, DbError> {
    let gone = tx
        .run(
            "DELETE FROM programme_measure WHERE organisation_id = $1 AND programme_id = $2 AND id = $3",
            values![act.tenant, programme.id, id],
        )
        .await?;
    if gone > 0 {
        let said = json!({ "title": programme.title });
        event::append(tx, act.event("programme.measure-removed").about(programme.id.0).saying(said)).await?;
    }
    Ok(gone > 0)
}

/// Approves a draft, or says what is missing. Nothing happens to one that is no draft any more.
pub async fn approve(tx: &Tx, act: Act, programme: &Programme) -> Result<Result<bool, Vec<Missing>>, DbError> {
    let modules = crate::module::of_programme(tx, act.tenant, programme.id).await?.len();
    let missing = programme.missing(&measures(tx, act.tenant, programme.id).await?, modules);
    if !missing.is_empty() {
        return Ok(Err(missing));
    }
    let changed = tx
        .run(
            "UPDATE programme SET approved_at = $3, approved_by = $4
             WHERE organisation_id = $1 AND id = $2 AND approved_at IS NULL AND ended_at IS NULL",
            values![act.tenant, programme.id, act.at, act.by],
        )
        .await?;
    if changed > 0 {
        let said = json!({ "title": programme.title });
        event::append(tx, act.event("programme.approved").about(programme.id.0).saying(said)).await?;
    }
    Ok(Ok(changed > 0))
}

/// Ends an approved programme; says whether it ran.
pub async fn end(tx: &Tx, act: Act, programme: &Programme) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE programme SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND approved_at IS NOT NULL
             AND ended_at IS NULL",
            values![act.tenant, programme.id, act.at],
        )
        .await?;
    if changed > 0 {
        let said = json!({ "title": programme.title });
        event::append(tx, act.event("programme.ended").about(programme.id.0).saying(said)).await?;
    }
    Ok(changed > 0)
}
