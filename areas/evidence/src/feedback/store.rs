use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::groups::Groups;
use super::{Askable, Count, Invitee, OPEN_DAYS, Opened, Round, RoundId};
use crate::secret;

const COLUMNS: &str =
    "f.id, f.partnership_id, f.programme_id, f.cohort_id, f.module_id, f.cohort_title, f.module_title,
    f.region, f.language, f.form_version, f.module_version, f.invited, f.opened, f.closes, (SELECT COUNT(*) FROM feedback_answer a
      WHERE a.organisation_id = f.organisation_id AND a.round_id = f.id) AS answers
    FROM feedback_round f";

/// Opens a round on a module of a cohort for so many people, of whom nothing more is known.
pub async fn open_round(tx: &Tx, act: Act, on: &Askable, people: usize, day: Day) -> Result<Opened, DbError> {
    open_round_for(tx, act, on, &vec![Invitee::default(); people], day).await
}

/// Opens a round on a module of a cohort, from this day on. The second round on the same module is refused by the
/// database.
pub async fn open_round_for(
    tx: &Tx,
    act: Act,
    on: &Askable,
    invitees: &[Invitee],
    day: Day,
) -> Result<Opened, DbError> {
    let id = RoundId::new();
    let people = invitees.len();
    tx.run(
        "INSERT INTO feedback_round (organisation_id, id, partnership_id, programme_id, cohort_id, module_id,
           cohort_title, module_title, invited, opened, closes, opened_by, region, language, form_version,
           module_version)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)",
        values![
            act.tenant,
            id,
            act.partnership,
            on.programme_id,
            on.cohort_id,
            on.module_id,
            on.cohort_title.clone(),
            on.module_title.clone(),
            people as i64,
            day,
            day.plus_days(OPEN_DAYS),
            act.by,
            on.region.clone(),
            on.language.clone(),
            on.form_version,
            on.module_version
        ],
    )
    .await?;
    let tokens = secret::tokens(act.tenant, people)?;
    let groups = Groups::of(invitees);
    let mut rows: Vec<_> = tokens.iter().map(|token| token.hash.clone()).zip(invitees).collect();
    // In the order of the hashes, which is not the order of the people.
    rows.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let rows = rows.into_iter().map(|(hash, invitee)| {
        let channel = if invitee.slip { "slip" } else { "mail" };
        values![act.tenant, hash, id, groups.place(invitee).to_owned(), groups.unit(invitee).to_owned(), channel]
    });
    let into = "feedback_invitation (organisation_id, token_hash, round_id, place, unit, channel)";
    tx.insert_all(into, rows.collect()).await?;
    groups.keep(tx, act.tenant, id).await?;
    let said = json!({ "module": on.module_title, "cohort": on.cohort_title, "count": people });
    let event = Event::new(act.tenant, act.at, "feedback.opened").by(act.by).within(act.partnership);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(Opened { id, tokens: tokens.into_iter().map(|token| token.text).collect() })
}

/// The open round that a token belongs to; nothing where it was used, never existed, or the round is over.
pub async fn by_token(db: &impl Sql, token: &str, today: Day) -> Result<Option<(OrganisationId, Round)>, DbError> {
    let Some(tenant) = secret::tenant_of(token) else { return Ok(None) };
    let sql = format!(
        "SELECT {COLUMNS} JOIN feedback_invitation i ON i.organisation_id = f.organisation_id AND i.round_id = f.id
         WHERE i.organisation_id = $1 AND i.token_hash = $2 AND f.closes >= $3"
    );
    let round: Option<Round> = db.maybe(&sql, values![tenant, secret::hash_of(token), today]).await?;
    Ok(round.map(|round| (tenant, round)))
}

/// So many links of an organisation were not used yet.
pub async fn waiting(db: &impl Sql, tenant: OrganisationId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) AS number FROM feedback_invitation WHERE organisation_id = $1";
    db.number(sql, values![tenant]).await
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: RoundId,
) -> Result<Option<Round>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE f.organisation_id = $1 AND f.partnership_id = $2 AND f.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// The rounds that were opened between two days, the newest first, `limit` of them older than `before`.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
    before: Option<RoundId>,
    limit: i64,
) -> Result<Vec<Round>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE f.organisation_id = $1 AND f.partnership_id = $2 AND f.opened >= $3 AND f.opened <= $4
         AND f.id < $5 ORDER BY f.id DESC LIMIT $6"
    );
    let before = before.map_or(lustrum_kernel::uuid::Uuid::max(), |id| id.0);
    db.all(&sql, values![tenant, partnership, days.0, days.1, before, limit]).await
}

/// How often each answer was given, in the rounds that were opened between two days.
pub async fn counts(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Vec<Count>, DbError> {
    let part = |question: &str| {
        format!(
            "SELECT a.round_id, '{question}' AS question, a.{question} AS answer, COUNT(*) AS number
             FROM feedback_answer a JOIN feedback_round f ON f.organisation_id = a.organisation_id AND f.id = a.round_id
             WHERE f.organisation_id = $1 AND f.partnership_id = $2 AND f.opened >= $3 AND f.opened <= $4
             GROUP BY a.round_id, a.{question}"
        )
    };
    let sql = super::Question::ALL.map(|question| part(question.word())).join(" UNION ALL ");
    db.all(&sql, values![tenant, partnership, days.0, days.1]).await
}

#[derive(FromQueryResult)]
struct Words {
    words: String,
}

/// What was written in a round, in no order of time. Whether there are enough answers is asked elsewhere.
pub async fn words_of(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Vec<String>, DbError> {
    let rows: Vec<Words> = db
        .all(
            "SELECT words FROM feedback_answer WHERE organisation_id = $1 AND round_id = $2 AND words <> ''
             ORDER BY id LIMIT 2000",
            values![tenant, round],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.words).collect())
}

/// The modules that cohorts have done and were not asked about yet: a session of it was held, or the cohort has started
/// and its sessions are planned elsewhere.
pub async fn askable(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    now: Moment,
) -> Result<Vec<Askable>, DbError> {
    db.all(
        "SELECT c.id AS cohort_id, m.id AS module_id, c.programme_id, c.title AS cohort_title, m.title AS module_title,
           c.language, c.region, m.version AS module_version,
           CAST(COALESCE((SELECT MAX(v.version) FROM feedback_form v
             WHERE v.organisation_id = m.organisation_id AND v.module_id = m.id), 0) AS BIGINT) AS form_version,
           (SELECT COUNT(*) FROM enrolment e
             WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id) AS people
         FROM cohort c JOIN module m ON m.organisation_id = c.organisation_id AND m.programme_id = c.programme_id
         WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND c.waits = FALSE AND c.starts <= $3
         AND (EXISTS (SELECT 1 FROM session s WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id
                AND s.module_id = m.id AND s.starts_at <= $4)
           OR NOT EXISTS (SELECT 1 FROM session s WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id))
         AND NOT EXISTS (SELECT 1 FROM feedback_round f WHERE f.organisation_id = c.organisation_id
           AND f.cohort_id = c.id AND f.module_id = m.id)
         AND EXISTS (SELECT 1 FROM enrolment e WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id)
         ORDER BY c.starts, c.id, m.place LIMIT 500",
        values![tenant, partnership, now.day_in(&jiff::tz::TimeZone::UTC), now],
    )
    .await
}
