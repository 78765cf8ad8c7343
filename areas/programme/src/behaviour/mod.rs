//! A behaviour that the programme is about, as someone can see it at work, with the ends of its scale in words.

pub(crate) mod pages;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, id, values};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use crate::module::works_on;
use crate::programme::store::Act;
use crate::programme::{Programme, ProgrammeId};

id!(
    /// A behaviour.
    BehaviourId
);

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Behaviour {
    pub id: BehaviourId,
    pub text: String,
    /// What a 1 looks like, and what a 5.
    pub anchor_low: String,
    pub anchor_high: String,
}

pub async fn add(
    tx: &Tx,
    act: Act,
    programme: &Programme,
    text: &str,
    anchor_low: &str,
    anchor_high: &str,
) -> Result<BehaviourId, DbError> {
    let id = BehaviourId::new();
    tx.run(
        "INSERT INTO behaviour (organisation_id, id, programme_id, text, anchor_low, anchor_high) VALUES ($1,$2,$3,$4,$5,$6)",
        values![act.tenant, id, programme.id, text, anchor_low, anchor_high],
    )
    .await?;
    let said = json!({ "title": programme.title, "text": text });
    event::append(tx, act.event("behaviour.added").about(programme.id.0).saying(said)).await?;
    Ok(id)
}

pub async fn of_programme(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
) -> Result<Vec<Behaviour>, DbError> {
    db.all(
        "SELECT id, text, anchor_low, anchor_high FROM behaviour WHERE organisation_id = $1 AND programme_id = $2
         ORDER BY id LIMIT 100",
        values![tenant, programme],
    )
    .await
}

/// The first `most` behaviours of each of these programmes, at most a page of them.
pub async fn of_programmes(
    db: &impl Sql,
    tenant: OrganisationId,
    programmes: &[ProgrammeId],
    most: i64,
) -> Result<Vec<(ProgrammeId, String)>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        programme_id: ProgrammeId,
        text: String,
    }
    if programmes.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = values![tenant, most];
    let places: Vec<String> = programmes
        .iter()
        .map(|id| {
            values.push((*id).into());
            format!("${}", values.len())
        })
        .collect();
    let sql = format!(
        "SELECT programme_id, text FROM (
           SELECT programme_id, text, id, ROW_NUMBER() OVER (PARTITION BY programme_id ORDER BY id) AS place
           FROM behaviour WHERE organisation_id = $1 AND programme_id IN ({})
         ) AS placed WHERE place <= $2 ORDER BY programme_id, id",
        places.join(", ")
    );
    let rows: Vec<Row> = db.all(&sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.programme_id, row.text)).collect())
}

/// A behaviour with the programme that teaches it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Taught {
    pub partnership_id: PartnershipId,
    pub programme_id: ProgrammeId,
    pub title: String,
    pub text: String,
    pub approved_at: Option<Moment>,
    pub ended_at: Option<Moment>,
}

/// The behaviours of all programmes of these partnerships, at most 5,000.
pub async fn taught(
    db: &impl Sql,
    tenant: OrganisationId,
    partnerships: &[PartnershipId],
) -> Result<Vec<Taught>, DbError> {
    let mut values = values![tenant];
    let places = places_of(&mut values, partnerships);
    if partnerships.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT p.partnership_id, b.programme_id, p.title, b.text, p.approved_at, p.ended_at
         FROM programme p JOIN behaviour b ON b.organisation_id = p.organisation_id AND b.programme_id = p.id
         WHERE p.organisation_id = $1 AND p.partnership_id IN ({places}) ORDER BY b.id LIMIT 5000"
    );
    db.all(&sql, values).await
}

/// `$2, $3, ...` for these, which are put behind the values.
fn places_of(values: &mut Vec<Value>, partnerships: &[PartnershipId]) -> String {
    let place = |id: &PartnershipId| {
        values.push((*id).into());
        format!("${}", values.len())
    };
    partnerships.iter().map(place).collect::<Vec<_>>().join(", ")
}

/// Removes a behaviour; says whether it was there.
pub async fn remove(tx: &Tx, act: Act, programme: &Programme, id: BehaviourId) -> Result<bool, DbError> {
    let gone = tx
        .run(
            "DELETE FROM behaviour WHERE organisation_id = $1 AND programme_id = $2 AND id = $3",
            values![act.tenant, programme.id, id],
        )
        .await?;
    if gone > 0 {
        works_on::forget_behaviour(tx, act.tenant, id).await?;
        let said = json!({ "title": programme.title });
        event::append(tx, act.event("behaviour.removed").about(programme.id.0).saying(said)).await?;
    }
    Ok(gone > 0)
}
