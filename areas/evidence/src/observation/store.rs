use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_programme::behaviour::BehaviourId;
use lustrum_programme::programme::Programme;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{ObservationId, Seen};
use crate::ratings::store::insert;

/// What became of an observation that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    New,
    /// It was stored when it was sent before.
    Already,
    /// Its id is another observer's.
    Foreign,
}

#[derive(FromQueryResult)]
struct Known {
    observer_id: PersonId,
    partnership_id: PartnershipId,
}

/// Stores an observation once, however often it is sent; of two at once with one id, one is stored. The history says
/// that someone observed, not whom.
pub async fn keep(tx: &Tx, act: Act, programme: &Programme, seen: &Seen) -> Result<Kept, DbError> {
    let not_seen: Vec<String> = seen.not_seen.iter().map(ToString::to_string).collect();
    let made = tx
        .run(
            "INSERT INTO observation (organisation_id, id, partnership_id, programme_id, subject, observer_id, day,
               not_seen, example, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
             ON CONFLICT (organisation_id, id) DO NOTHING",
            values![
                act.tenant,
                seen.id,
                act.partnership,
                programme.id,
                seen.subject.clone(),
                act.by,
                seen.day,
                not_seen.join(" "),
                seen.example.clone(),
                act.at
            ],
        )
        .await?;
    if made == 0 {
        let known: Option<Known> = tx
            .maybe(
                "SELECT observer_id, partnership_id FROM observation WHERE organisation_id = $1 AND id = $2",
                values![act.tenant, seen.id],
            )
            .await?;
        let own = known.is_some_and(|known| known.observer_id == act.by && known.partnership_id == act.partnership);
        return Ok(if own { Kept::Already } else { Kept::Foreign });
    }
    insert(tx, act, programme, &seen.ratings, "form", Some(seen.id.0)).await?;
    let said = json!({ "title": programme.title, "count": seen.ratings.len() });
    let event = Event::new(act.tenant, act.at, "observation.recorded").by(act.by).within(act.partnership);
    event::append(tx, event.about(programme.id.0).saying(said)).await?;
    Ok(Kept::New)
}

/// A rating with who gave it, for comparing observers.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Observed {
    pub behaviour_id: BehaviourId,
    pub subject: String,
    pub observer_id: PersonId,
    pub day: Day,
    pub value: i64,
}

/// Every observed rating of a partnership between two days, by behaviour, person and day.
pub async fn observed(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Vec<Observed>, DbError> {
    db.all(
        "SELECT r.behaviour_id, r.subject, o.observer_id, o.day, r.value FROM rating r
         JOIN observation o ON o.organisation_id = r.organisation_id AND o.id = r.observation_id
         WHERE r.organisation_id = $1 AND r.partnership_id = $2 AND o.day >= $3 AND o.day <= $4
         ORDER BY r.behaviour_id, r.subject, o.day, o.id LIMIT 200000",
        values![tenant, partnership, days.0, days.1],
    )
    .await
}

/// An observation as its own observer looks back on it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Own {
    pub id: ObservationId,
    pub subject: String,
    pub day: Day,
    pub example: String,
    pub made_at: Moment,
    pub ratings: i64,
}

/// The newest observations of an observer.
pub async fn own(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    observer: PersonId,
    limit: i64,
) -> Result<Vec<Own>, DbError> {
    db.all(
        "SELECT o.id, o.subject, o.day, o.example, o.made_at, (SELECT COUNT(*) FROM rating r
           WHERE r.organisation_id = o.organisation_id AND r.observation_id = o.id) AS ratings
         FROM observation o WHERE o.organisation_id = $1 AND o.partnership_id = $2 AND o.observer_id = $3
         ORDER BY o.made_at DESC, o.id LIMIT $4",
        values![tenant, partnership, observer, limit],
    )
    .await
}
