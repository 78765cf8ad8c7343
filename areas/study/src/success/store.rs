use std::collections::{BTreeMap, HashMap, HashSet};

use lustrum_evidence::ratings::{self, Changed, subject};
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use lustrum_programme::programme::{Programme, ProgrammeId};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Audience, Candidate, Case, CaseId, CaseRefused, Consent, Kind, Story, Verified, sample};
use crate::happened;

const COLUMNS: &str = "id, programme_id, kind, person, email, unit, change, place, pool, seed, drawn_at, used, result,
     helped, proof, version, written_at, written_by, named, audience, consent_source, consent_at, how, verified_at,
     verified_by, withdrawn_at FROM success_case";

#[derive(FromQueryResult)]
struct Row {
    id: CaseId,
    programme_id: ProgrammeId,
    kind: String,
    person: String,
    email: String,
    unit: String,
    change: f64,
    place: i64,
    pool: i64,
    seed: String,
    drawn_at: Moment,
    used: String,
    result: String,
    helped: String,
    proof: String,
    version: i64,
    written_at: Option<Moment>,
    written_by: Option<PersonId>,
    named: bool,
    audience: String,
    consent_source: String,
    consent_at: Option<Moment>,
    how: String,
    verified_at: Option<Moment>,
    verified_by: Option<PersonId>,
    withdrawn_at: Option<Moment>,
}

impl From<Row> for Case {
    fn from(row: Row) -> Self {
        let story = Story { used: row.used, result: row.result, helped: row.helped, proof: row.proof };
        let (named, source) = (row.named, row.consent_source);
        // A word that is not known shows to as few as possible.
        let audience = Audience::parse(&row.audience).unwrap_or(Audience::Organisation);
        Self {
            id: row.id,
            programme: row.programme_id,
            kind: Kind::parse(&row.kind).unwrap_or(Kind::NoSuccess),
            person: row.person,
            email: row.email,
            unit: row.unit,
            change: row.change,
            place: row.place,
            pool: row.pool,
            seed: row.seed,
            drawn_at: row.drawn_at,
            story: row.written_at.map(|_| story),
            version: row.version,
            written_by: row.written_by,
            consent: row.consent_at.map(|at| Consent { named, audience, source, at }),
            verified: row.verified_at.zip(row.verified_by).map(|(at, by)| Verified { by, at, how: row.how }),
            withdrawn_at: row.withdrawn_at,
        }
    }
}

#[derive(FromQueryResult)]
struct Address {
    email: String,
}

#[derive(FromQueryResult)]
struct Enrolled {
    email: String,
    name: String,
    unit: String,
}

/// Everyone of a programme who was trained, each once.
async fn trained(db: &impl Sql, tenant: OrganisationId, programme: ProgrammeId) -> Result<Vec<Enrolled>, DbError> {
    db.all(
        "SELECT e.email, MIN(e.name) AS name, MIN(e.unit) AS unit FROM enrolment e
         JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
         WHERE c.organisation_id = $1 AND c.programme_id = $2 AND c.waits = FALSE GROUP BY e.email ORDER BY e.email
         LIMIT 100000",
        values![tenant, programme],
    )
    .await
}

/// Notes who agreed to be asked, of those who were trained; says how many are new. How each of them said so is `source`.
pub async fn allow(
    tx: &Tx,
    by: &By,
    programme: ProgrammeId,
    emails: &[String],
    source: &str,
) -> Result<usize, DbError> {
    let known: HashSet<String> = trained(tx, by.tenant, programme).await?.into_iter().map(|one| one.email).collect();
    let mut there: HashSet<String> = willing(tx, by.tenant, programme).await?.into_iter().collect();
    let new = emails.iter().filter(|email| known.contains(*email) && there.insert((*email).clone()));
    let rows: Vec<_> =
        new.map(|email| values![by.tenant, programme, email.clone(), source, by.at, by.person]).collect();
    let count = rows.len();
    if count > 0 {
        tx.insert_all("success_willing (organisation_id, programme_id, email, source, recorded_at, recorded_by)", rows)
            .await?;
        event::append(tx, happened(by, "success.allowed").about(programme.0).saying(json!({ "count": count }))).await?;
    }
    Ok(count)
}

/// Someone does not want to be asked any more.
pub async fn refuse(tx: &Tx, by: &By, programme: ProgrammeId, email: &str) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "DELETE FROM success_willing WHERE organisation_id = $1 AND programme_id = $2 AND email = $3",
            values![by.tenant, programme, email],
        )
        .await?;
    if changed > 0 {
        event::append(tx, happened(by, "success.refused").about(programme.0)).await?;
    }
    Ok(changed > 0)
}

/// The addresses of those who agreed to be asked.
pub async fn willing(db: &impl Sql, tenant: OrganisationId, programme: ProgrammeId) -> Result<Vec<String>, DbError> {
    let rows: Vec<Address> = db
        .all(
            "SELECT email FROM success_willing WHERE organisation_id = $1 AND programme_id = $2 ORDER BY email LIMIT 100000",
            values![tenant, programme],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.email).collect())
}

/// How many agreed to be asked, by programme.
pub(super) async fn willing_counts(
    db: &impl Sql,
    tenant: OrganisationId,
) -> Result<HashMap<ProgrammeId, i64>, DbError> {
    #[derive(FromQueryResult)]
    struct Counted {
        programme_id: ProgrammeId,
        number: i64,
    }
    let rows: Vec<Counted> = db
        .all(
            "SELECT programme_id, COUNT(*) AS number FROM success_willing WHERE organisation_id = $1
             GROUP BY programme_id ORDER BY programme_id LIMIT 10000",
            values![tenant],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.programme_id, row.number)).collect())
}

/// Those who agreed to be asked, were rated before and after, and were not drawn before.
pub async fn candidates(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: &Programme,
    until: Day,
) -> Result<Vec<Candidate>, DbError> {
    let willing: HashSet<String> = willing(db, tenant, programme.id).await?.into_iter().collect();
    let drawn: Vec<Address> = db
        .all(
            "SELECT email FROM success_case WHERE organisation_id = $1 AND programme_id = $2 AND email <> ''
             LIMIT 100000",
            values![tenant, programme.id],
        )
        .await?;
    let drawn: HashSet<String> = drawn.into_iter().map(|row| row.email).collect();
    let ever = Day::of(1900, 1, 1).unwrap_or(until);
    let changes = ratings::changes(db, tenant, programme.partnership_id, (ever, until)).await?;
    let mut by_subject: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let of_programme = |change: &&Changed| change.programme == programme.id && change.trained;
    for change in changes.iter().filter(of_programme) {
        by_subject.entry(&change.subject).or_default().push(change.after - change.before);
    }
    let people = trained(db, tenant, programme.id).await?.into_iter();
    let people = people.filter(|one| willing.contains(&one.email) && !drawn.contains(&one.email));
    Ok(people
        .filter_map(|one| {
            let seen = by_subject.get(subject(tenant, programme.id, &one.email).as_str())?;
            let change = seen.iter().sum::<f64>() / seen.len() as f64;
            Some(Candidate { name: one.name, email: one.email, unit: one.unit, change })
        })
        .collect())
}

/// Draws the extremes of those who agreed to be asked.
pub async fn draw(tx: &Tx, by: &By, programme: &Programme, seed: &str) -> Result<Vec<CaseId>, CaseRefused> {
    // The event holds the history's lock, so that two who draw at once do not draw the same people.
    let event = happened(by, "success.drawn").about(programme.id.0);
    event::append(tx, event.saying(json!({ "seed": seed, "programme": programme.title }))).await?;
    let pool = candidates(tx, by.tenant, programme, by.day()).await?;
    let drawn = sample(&pool, seed);
    if drawn.is_empty() {
        return Err(CaseRefused::TooFew);
    }
    let size = i64::try_from(pool.len()).unwrap_or(i64::MAX);
    let (mut ids, mut rows) = (Vec::new(), Vec::new());
    for (one, kind, place) in drawn {
        let id = CaseId::new();
        ids.push(id);
        rows.push(values![
            by.tenant,
            id,
            by.partnership,
            programme.id,
            kind.word(),
            one.name.clone(),
            one.email.clone(),
            one.unit.clone(),
            one.change,
            i64::try_from(place).unwrap_or(i64::MAX),
            size,
            seed,
            by.at,
            "",
            "",
            "",
            "",
            0_i64,
            false,
            "",
            "",
            ""
        ]);
    }
    tx.insert_all(
        "success_case (organisation_id, id, partnership_id, programme_id, kind, person, email, unit, change, place,
         pool, seed, drawn_at, used, result, helped, proof, version, named, audience, consent_source, how)",
        rows,
    )
    .await?;
    Ok(ids)
}

/// Writes down what was told. Consent and verification were for the words as they were, so they fall away.
pub async fn write(tx: &Tx, by: &By, case: &Case, seen: i64, story: &Story) -> Result<(), CaseRefused> {
    let changed = tx
        .run(
            "UPDATE success_case SET used = $4, result = $5, helped = $6, proof = $7, version = version + 1,
               written_at = $8, written_by = $9, consent_at = NULL, consent_source = '', verified_at = NULL,
               verified_by = NULL, how = ''
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND version = $10 AND withdrawn_at IS NULL",
            values![
                by.tenant,
                by.partnership,
                case.id,
                story.used.clone(),
                story.result.clone(),
                story.helped.clone(),
                story.proof.clone(),
                by.at,
                by.person,
                seen
            ],
        )
        .await?;
    told(tx, by, case, changed, "success.written").await
}

/// Records that the person agrees with exactly these words, to whom they are shown and under which name.
pub async fn consent(tx: &Tx, by: &By, case: &Case, consent: &Consent) -> Result<(), CaseRefused> {
    if case.story.is_none() {
        return Err(CaseRefused::NothingWritten);
    }
    let changed = tx
        .run(
            "UPDATE success_case SET named = $4, audience = $5, consent_source = $6, consent_at = $7
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND version = $8 AND withdrawn_at IS NULL",
            values![
                by.tenant,
                by.partnership,
                case.id,
                consent.named,
                consent.audience.word(),
                consent.source.clone(),
                consent.at,
                case.version
            ],
        )
        .await?;
    told(tx, by, case, changed, "success.consented").await
}

/// Someone else than the writer has looked whether it is so.
pub async fn verify(tx: &Tx, by: &By, case: &Case, how: &str) -> Result<(), CaseRefused> {
    if case.story.is_none() {
        return Err(CaseRefused::NothingWritten);
    }
    if case.written_by == Some(by.person) {
        return Err(CaseRefused::OwnWords);
    }
    let changed = tx
        .run(
            "UPDATE success_case SET how = $4, verified_at = $5, verified_by = $6
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND version = $7 AND withdrawn_at IS NULL",
            values![by.tenant, by.partnership, case.id, how, by.at, by.person, case.version],
        )
        .await?;
    told(tx, by, case, changed, "success.verified").await
}

/// Takes the words, the name and the address away; that it was so stays.
pub async fn withdraw(tx: &Tx, by: &By, case: &Case) -> Result<(), CaseRefused> {
    let changed = tx
        .run(
            "UPDATE success_case SET used = '', result = '', helped = '', proof = '', person = '', email = '', unit = '',
               written_at = NULL, consent_at = NULL, consent_source = '', verified_at = NULL, verified_by = NULL,
               how = '', version = version + 1, withdrawn_at = $4
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND withdrawn_at IS NULL",
            values![by.tenant, by.partnership, case.id, by.at],
        )
        .await?;
    told(tx, by, case, changed, "success.withdrawn").await?;
    refuse(tx, by, case.programme, &case.email).await?;
    Ok(())
}

/// What happened, without name and words.
async fn told(tx: &Tx, by: &By, case: &Case, changed: u64, kind: &'static str) -> Result<(), CaseRefused> {
    if changed == 0 {
        let now = find(tx, by.tenant, by.partnership, case.id).await?;
        let withdrawn = now.is_none_or(|now| now.withdrawn_at.is_some());
        return Err(if withdrawn { CaseRefused::Withdrawn } else { CaseRefused::Meanwhile });
    }
    event::append(tx, happened(by, kind).about(case.id.0)).await?;
    Ok(())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: CaseId,
) -> Result<Option<Case>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Case::from))
}

/// The newest 500: the latest draw first, in the order of what changed most.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Case>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY drawn_at DESC, place, id LIMIT 500"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(Case::from).collect())
}

/// The cases about one person.
pub async fn own(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    email: &str,
) -> Result<Vec<Case>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND email = $3 ORDER BY id DESC LIMIT 50"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, email]).await?;
    Ok(rows.into_iter().map(Case::from).collect())
}

/// What both sides may read by then: verified, and consented to for both.
pub async fn told_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    at: Moment,
) -> Result<Vec<Case>, DbError> {
    let all = of_partnership(db, tenant, partnership).await?;
    let by_then = |case: &Case| {
        let verified = case.verified.as_ref().is_some_and(|verified| verified.at <= at);
        verified && case.consent.as_ref().is_some_and(|consent| consent.at <= at) && case.shown_to(Side::Partner)
    };
    Ok(all.into_iter().filter(by_then).collect())
}
