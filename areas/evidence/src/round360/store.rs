use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, uuid, values};
use lustrum_programme::behaviour::BehaviourId;
use lustrum_programme::programme::Programme;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Group, Nomination, NominationId, Round, Round360Id, Subject, SubjectId, Wave};
use crate::ratings::subject;
use crate::secret;
use crate::team::{Member, TeamLead};

const COLUMNS: &str = "r.id, r.partnership_id, r.programme_id, r.title, r.wave, r.before_id, r.closes, r.invited_on,
    (SELECT COUNT(*) FROM subject_360 s WHERE s.organisation_id = r.organisation_id AND s.round_id = r.id) AS subjects,
    (SELECT COUNT(*) FROM answer_360 a WHERE a.organisation_id = r.organisation_id AND a.round_id = r.id) AS answers,
    (SELECT COUNT(*) FROM invitation_360 i WHERE i.organisation_id = r.organisation_id AND i.round_id = r.id) AS waiting
    FROM round_360 r";

/// What is written of a round.
pub struct Words<'a> {
    pub programme: &'a Programme,
    pub title: &'a str,
    pub wave: Wave,
    pub closes: Day,
}

/// Opens a round for these people. They and the line managers of their units are raters from the start. A round after
/// the programme is compared with the newest one before it.
pub async fn open(
    tx: &Tx,
    act: Act,
    words: &Words<'_>,
    people: &[Member],
    leads: &[TeamLead],
) -> Result<Round360Id, DbError> {
    let id = Round360Id::new();
    let before = match words.wave {
        Wave::Before => None,
        Wave::After => newest_before(tx, act, words.programme).await?,
    };
    tx.run(
        "INSERT INTO round_360 (organisation_id, id, partnership_id, programme_id, title, wave, before_id, closes,
           made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![
            act.tenant,
            id,
            act.partnership,
            words.programme.id,
            words.title,
            words.wave.word(),
            before,
            words.closes,
            act.by,
            act.at
        ],
    )
    .await?;
    let (mut subjects, mut raters) = (Vec::new(), Vec::new());
    for member in people {
        let of = SubjectId::new();
        subjects.push(values![
            act.tenant,
            of,
            id,
            member.email.clone(),
            member.name.clone(),
            member.unit.clone(),
            subject(act.tenant, words.programme.id, &member.email),
            member.waits
        ]);
        let mut rater = |group: Group, email: &str, name: &str| {
            raters.push(values![act.tenant, NominationId::new(), id, of, group.word(), email, name]);
        };
        rater(Group::Own, &member.email, &member.name);
        for lead in leads.iter().filter(|lead| lead.unit == member.unit && lead.email != member.email) {
            rater(Group::Manager, &lead.email, &lead.name);
        }
    }
    let count = subjects.len();
    tx.insert_all("subject_360 (organisation_id, id, round_id, email, name, unit, subject, waits)", subjects).await?;
    tx.insert_all(NOMINATION, raters).await?;
    let said = json!({ "title": words.title, "count": count });
    let event = Event::new(act.tenant, act.at, "round-360.opened").by(act.by).within(act.partnership);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(id)
}

const NOMINATION: &str = "nomination_360 (organisation_id, id, round_id, subject_id, rater_group, email, name)";

async fn newest_before(tx: &Tx, act: Act, programme: &Programme) -> Result<Option<Round360Id>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Round360Id,
    }
    let row: Option<Row> = tx
        .maybe(
            "SELECT id FROM round_360 WHERE organisation_id = $1 AND partnership_id = $2 AND programme_id = $3
             AND wave = 'before' ORDER BY id DESC LIMIT 1",
            values![act.tenant, act.partnership, programme.id],
        )
        .await?;
    Ok(row.map(|row| row.id))
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: Round360Id,
) -> Result<Option<Round>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE r.organisation_id = $1 AND r.partnership_id = $2 AND r.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// The rounds of a partnership, the newest first, at most 200.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Round>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE r.organisation_id = $1 AND r.partnership_id = $2 ORDER BY r.id DESC LIMIT 200");
    db.all(&sql, values![tenant, partnership]).await
}

const SUBJECT: &str = "s.id, s.round_id, s.email, s.name, s.unit, s.subject, s.waits FROM subject_360 s
    JOIN round_360 r ON r.organisation_id = s.organisation_id AND r.id = s.round_id";

/// The people of a round by unit and name.
pub async fn subjects(db: &impl Sql, tenant: OrganisationId, round: Round360Id) -> Result<Vec<Subject>, DbError> {
    let sql = format!(
        "SELECT {SUBJECT} WHERE s.organisation_id = $1 AND s.round_id = $2 ORDER BY s.unit, s.name, s.id LIMIT 20000"
    );
    db.all(&sql, values![tenant, round]).await
}

/// A person's place in every round of a partnership, the newest first.
pub async fn subject_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    email: &str,
) -> Result<Vec<Subject>, DbError> {
    let sql = format!(
        "SELECT {SUBJECT} WHERE s.organisation_id = $1 AND r.partnership_id = $2 AND s.email = $3
         ORDER BY r.id DESC LIMIT 50"
    );
    db.all(&sql, values![tenant, partnership, email]).await
}

/// Everyone who was named in a round.
pub async fn nominations(db: &impl Sql, tenant: OrganisationId, round: Round360Id) -> Result<Vec<Nomination>, DbError> {
    db.all(
        "SELECT id, subject_id, rater_group, email, name FROM nomination_360
         WHERE organisation_id = $1 AND round_id = $2 ORDER BY subject_id, rater_group, name, id LIMIT 200000",
        values![tenant, round],
    )
    .await
}

/// Names a rater; says whether it was the first time. The history says that someone was named, not who.
pub async fn add_rater(
    tx: &Tx,
    act: Act,
    person: &Subject,
    group: Group,
    name: &str,
    email: &str,
) -> Result<bool, DbError> {
    let made = tx
        .run(
            &format!(
                "INSERT INTO {NOMINATION} VALUES ($1,$2,$3,$4,$5,$6,$7)
                 ON CONFLICT (organisation_id, subject_id, email) DO NOTHING"
            ),
            values![act.tenant, NominationId::new(), person.round_id, person.id, group.word(), email, name],
        )
        .await?;
    if made > 0 {
        let event = Event::new(act.tenant, act.at, "round-360.nominated").by(act.by).within(act.partnership);
        event::append(tx, event.about(person.round_id.0)).await?;
    }
    Ok(made > 0)
}

/// Names many raters at once, each for the first time.
pub async fn add_raters(
    tx: &Tx,
    act: Act,
    round: Round360Id,
    raters: Vec<(SubjectId, Group, String, String)>,
) -> Result<(), DbError> {
    let rows = raters
        .into_iter()
        .map(|(of, group, name, email)| values![act.tenant, NominationId::new(), round, of, group.word(), email, name]);
    tx.insert_all(NOMINATION, rows.collect()).await?;
    let event = Event::new(act.tenant, act.at, "round-360.nominated").by(act.by).within(act.partnership);
    event::append(tx, event.about(round.0)).await?;
    Ok(())
}

/// Takes a nominated rater back before the links go out; says whether there was one.
pub async fn withdraw(tx: &Tx, act: Act, person: &Subject, id: NominationId) -> Result<bool, DbError> {
    let gone = tx
        .run(
            "DELETE FROM nomination_360 WHERE organisation_id = $1 AND subject_id = $2 AND id = $3
             AND rater_group IN ('peers', 'reports')",
            values![act.tenant, person.id, id],
        )
        .await?;
    if gone > 0 {
        let event = Event::new(act.tenant, act.at, "round-360.withdrawn").by(act.by).within(act.partnership);
        event::append(tx, event.about(person.round_id.0)).await?;
    }
    Ok(gone > 0)
}

/// A link for one rater about one person.
pub struct Link {
    pub nomination: Nomination,
    pub token: String,
}

/// Makes the links of a round, for these raters; nothing where they are out already, also where two try at once.
pub async fn invite(
    tx: &Tx,
    act: Act,
    round: &Round,
    raters: Vec<Nomination>,
    today: Day,
) -> Result<Option<Vec<Link>>, DbError> {
    let first = tx
        .run(
            "UPDATE round_360 SET invited_on = $3 WHERE organisation_id = $1 AND id = $2 AND invited_on IS NULL",
            values![act.tenant, round.id, today],
        )
        .await?;
    if first == 0 {
        return Ok(None);
    }
    let tokens = secret::tokens(act.tenant, raters.len())?;
    let mut rows: Vec<(Vec<u8>, SubjectId, String)> = tokens
        .iter()
        .zip(&raters)
        .map(|(token, rater)| (token.hash.clone(), rater.subject_id, rater.rater_group.clone()))
        .collect();
    // In the order of the hashes, which is not the order of the raters.
    rows.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let rows = rows.into_iter().map(|(hash, of, group)| values![act.tenant, hash, round.id, of, group]).collect();
    tx.insert_all("invitation_360 (organisation_id, token_hash, round_id, subject_id, rater_group)", rows).await?;
    let said = json!({ "title": round.title, "count": raters.len() });
    let event = Event::new(act.tenant, act.at, "round-360.invited").by(act.by).within(act.partnership);
    event::append(tx, event.about(round.id.0).saying(said)).await?;
    let links = raters.into_iter().zip(tokens).map(|(nomination, token)| Link { nomination, token: token.text });
    Ok(Some(links.collect()))
}

/// What an unused link asks for.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Asked {
    pub round_id: Round360Id,
    pub subject_id: SubjectId,
    pub rater_group: String,
    pub name: String,
    pub programme_id: lustrum_programme::programme::ProgrammeId,
    pub closes: Day,
}

/// What a token asks for; nothing where it was used, never existed, or the round is over.
pub async fn by_token(db: &impl Sql, token: &str, today: Day) -> Result<Option<(OrganisationId, Asked)>, DbError> {
    let Some(tenant) = secret::tenant_of(token) else { return Ok(None) };
    let asked: Option<Asked> = db
        .maybe(
            "SELECT i.round_id, i.subject_id, i.rater_group, s.name, r.programme_id, r.closes FROM invitation_360 i
             JOIN subject_360 s ON s.organisation_id = i.organisation_id AND s.id = i.subject_id
             JOIN round_360 r ON r.organisation_id = i.organisation_id AND r.id = i.round_id
             WHERE i.organisation_id = $1 AND i.token_hash = $2 AND r.closes >= $3",
            values![tenant, secret::hash_of(token), today],
        )
        .await?;
    Ok(asked.map(|asked| (tenant, asked)))
}

/// What a rater says.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub ratings: Vec<(BehaviourId, i64)>,
    pub words: String,
}

/// Takes an answer and uses the link up; of two at once with one link, one is taken. No event is appended: its place in
/// the history would tell who answered what (`docs/decisions/anonymous-feedback.md`).
pub async fn answer(
    tx: &Tx,
    tenant: OrganisationId,
    asked: &Asked,
    token: &str,
    answer: &Answer,
) -> Result<bool, DbError> {
    let used = tx
        .run(
            "DELETE FROM invitation_360 WHERE organisation_id = $1 AND token_hash = $2",
            values![tenant, secret::hash_of(token)],
        )
        .await?;
    if used == 0 {
        return Ok(false);
    }
    insert(tx, tenant, asked.round_id, vec![(asked.subject_id, asked.rater_group.clone(), answer.clone())]).await?;
    Ok(true)
}

/// Takes many answers at once and uses as many links of the round up.
pub async fn answer_many(
    tx: &Tx,
    tenant: OrganisationId,
    round: Round360Id,
    answers: Vec<(SubjectId, String, Answer)>,
) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM invitation_360 WHERE organisation_id = $1 AND token_hash IN (
           SELECT token_hash FROM invitation_360 WHERE organisation_id = $1 AND round_id = $2
           ORDER BY token_hash LIMIT $3)",
        values![tenant, round, answers.len() as i64],
    )
    .await?;
    insert(tx, tenant, round, answers).await
}

async fn insert(
    tx: &Tx,
    tenant: OrganisationId,
    round: Round360Id,
    answers: Vec<(SubjectId, String, Answer)>,
) -> Result<(), DbError> {
    // Random ids, in whose order the rows are written: neither tells who came first.
    let mut placed: Vec<(uuid::Uuid, (SubjectId, String, Answer))> =
        secret::shuffled(answers.len())?.into_iter().zip(answers).collect();
    placed.sort_unstable_by_key(|(id, _)| id.as_u128().swap_bytes());
    let (mut rows, mut ratings) = (Vec::new(), Vec::new());
    for (id, (of, group, answer)) in placed {
        rows.push(values![tenant, id, round, of, group, answer.words]);
        ratings.extend(answer.ratings.into_iter().map(|(behaviour, value)| values![tenant, id, behaviour, value]));
    }
    tx.insert_all("answer_360 (organisation_id, id, round_id, subject_id, rater_group, words)", rows).await?;
    tx.insert_all("rating_360 (organisation_id, answer_id, behaviour_id, value)", ratings).await
}

/// One rating of a round.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Given {
    pub subject_id: SubjectId,
    pub subject: String,
    pub waits: bool,
    pub rater_group: String,
    pub answer_id: uuid::Uuid,
    pub behaviour_id: BehaviourId,
    pub value: i64,
}

/// Every rating of a round, or those about one person. Whether it is over is asked elsewhere.
pub async fn given(
    db: &impl Sql,
    tenant: OrganisationId,
    round: Round360Id,
    about: Option<SubjectId>,
) -> Result<Vec<Given>, DbError> {
    let mut values = values![tenant, round];
    let one = match about {
        Some(about) => {
            values.push(about.into());
            "AND s.id = $3"
        }
        None => "",
    };
    let sql = format!(
        "SELECT a.subject_id, s.subject, s.waits, a.rater_group, a.id AS answer_id, g.behaviour_id, g.value
         FROM answer_360 a
         JOIN subject_360 s ON s.organisation_id = a.organisation_id AND s.id = a.subject_id
         JOIN rating_360 g ON g.organisation_id = a.organisation_id AND g.answer_id = a.id
         WHERE a.organisation_id = $1 AND a.round_id = $2 {one}
         ORDER BY a.subject_id, a.rater_group, a.id, g.behaviour_id LIMIT 500000"
    );
    db.all(&sql, values).await
}

/// What was written about someone.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Written {
    pub rater_group: String,
    pub words: String,
}

/// Every answer about someone with its words, in no order of time: the threshold counts answers, not words.
pub async fn written(db: &impl Sql, tenant: OrganisationId, about: SubjectId) -> Result<Vec<Written>, DbError> {
    db.all(
        "SELECT a.rater_group, a.words FROM answer_360 a WHERE a.organisation_id = $1 AND a.subject_id = $2
         ORDER BY a.id LIMIT 500",
        values![tenant, about],
    )
    .await
}
