use lustrum_evidence::secret::{self, Token};
use lustrum_identity::person;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Day, Moment, event, values};
use lustrum_partnership::By;
use lustrum_selection::criterion;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Check, CheckId, Dimension, job, token};
use crate::digest::sign;
use crate::happened;
use crate::health::drift::watch;

#[derive(FromQueryResult)]
struct Row {
    id: CheckId,
    side: String,
    opened_by: PersonId,
    opened_at: Moment,
    closes: Day,
    reminded_at: Option<Moment>,
    settled_at: Option<Moment>,
    ours: i64,
    theirs: i64,
}

impl From<Row> for Check {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            opened_by: row.opened_by,
            opened_at: row.opened_at,
            closes: row.closes,
            reminded_at: row.reminded_at,
            settled_at: row.settled_at,
            asked: [row.ours, row.theirs],
        }
    }
}

const CHECK: &str = "SELECT c.id, c.side, c.opened_by, c.opened_at, c.closes, c.reminded_at, c.settled_at,
    (SELECT COUNT(*) FROM health_asked a WHERE a.organisation_id = c.organisation_id AND a.check_id = c.id
       AND a.side = 'organisation') AS ours,
    (SELECT COUNT(*) FROM health_asked a WHERE a.organisation_id = c.organisation_id AND a.check_id = c.id
       AND a.side = 'partner') AS theirs
    FROM health_check c WHERE c.organisation_id = $1 AND c.partnership_id = $2";

/// What the partner was chosen for, or the guide's five where no choice is known here.
pub async fn dimensions_of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Dimension>, DbError> {
    let chosen = criterion::of_partnership(db, tenant, partnership).await?;
    let of = |(place, word, title): (i64, &str, String)| Dimension { place, word: word.to_owned(), title };
    Ok(if chosen.is_empty() {
        (0..).zip(criterion::START).map(|(place, word)| of((place, word, String::new()))).collect()
    } else {
        (0..).zip(chosen).map(|(place, one)| of((place, "", one.title))).collect()
    })
}

/// Opens a check about these, until a day; the jobs that remind and that look at what came of it lie on the list.
pub async fn open(tx: &Tx, by: &By, closes: Day, dimensions: &[Dimension]) -> Result<CheckId, DbError> {
    let id = CheckId::new();
    tx.run(
        "INSERT INTO health_check (organisation_id, id, partnership_id, side, opened_by, opened_at, closes)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        values![by.tenant, id, by.partnership, by.side.word(), by.person, by.at, closes],
    )
    .await?;
    let rows = (0_i64..).zip(dimensions);
    let rows = rows.map(|(place, one)| values![by.tenant, id, place, one.word.clone(), one.title.clone()]);
    tx.insert_all("health_dimension (organisation_id, check_id, place, word, title)", rows.collect()).await?;
    job::schedule(tx, by, id, closes).await?;
    watch::ensure(tx, by).await?;
    let said = json!({ "closes": closes.to_string() });
    event::append(tx, happened(by, "health.check-opened").about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: CheckId,
) -> Result<Option<Check>, DbError> {
    let row: Option<Row> = db.maybe(&format!("{CHECK} AND c.id = $3"), values![tenant, partnership, id]).await?;
    Ok(row.map(Check::from))
}

/// The checks of a partnership, the newest first, older than `before`.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<CheckId>,
    limit: i64,
) -> Result<Vec<Check>, DbError> {
    let before = before.unwrap_or(CheckId(uuid::Uuid::max()));
    let sql = format!("{CHECK} AND c.id < $3 ORDER BY c.id DESC LIMIT $4");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    Ok(rows.into_iter().map(Check::from).collect())
}

/// The check before one, where there is any.
pub async fn before(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    check: &Check,
) -> Result<Option<Check>, DbError> {
    Ok(list(db, tenant, partnership, Some(check.id), 1).await?.pop())
}

pub async fn dimensions(db: &impl Sql, tenant: OrganisationId, check: CheckId) -> Result<Vec<Dimension>, DbError> {
    db.all(
        "SELECT place, word, title FROM health_dimension WHERE organisation_id = $1 AND check_id = $2 ORDER BY place",
        values![tenant, check],
    )
    .await
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub(super) struct AskedPerson {
    pub email: String,
    pub locale: String,
}

/// Everyone who is asked.
pub(super) async fn asked(db: &impl Sql, tenant: OrganisationId, check: CheckId) -> Result<Vec<AskedPerson>, DbError> {
    db.all(
        "SELECT email, locale FROM health_asked WHERE organisation_id = $1 AND check_id = $2 ORDER BY email LIMIT 200",
        values![tenant, check],
    )
    .await
}

/// A link for one person, in the language in which they read.
pub struct Link {
    pub email: String,
    pub token: String,
    pub locale: Locale,
}

/// Makes links for these of the own side; whoever was asked already gets no second one. Whoever has an account here reads in
/// their own language, others in the one that was chosen for them.
pub async fn ask(tx: &Tx, by: &By, check: CheckId, emails: &[String], locale: Locale) -> Result<Vec<Link>, DbError> {
    let known = asked(tx, by.tenant, check).await?;
    let new: Vec<&String> = emails.iter().filter(|email| !known.iter().any(|one| one.email == **email)).collect();
    let own = person::locales(tx, &new).await?;
    let read_by = |email: &str| own.get(email).copied().unwrap_or(locale);
    let tokens = token::fresh(&sign::key(tx).await?, by.tenant, check, new.len())?;
    let rows = new
        .iter()
        .map(|email| values![by.tenant, check, (*email).clone(), by.side.word(), read_by(email.as_str()).code()]);
    tx.insert_all("health_asked (organisation_id, check_id, email, side, locale)", rows.collect()).await?;
    mix_in_links(tx, by, check, tokens.iter().map(|token| token.hash.clone()).collect()).await?;
    let said = json!({ "count": new.len(), "side": by.side.word() });
    event::append(tx, happened(by, "health.check-asked").about(check.0).saying(said)).await?;
    let link = |(email, token): (&String, Token)| Link {
        email: email.clone(),
        token: token.text,
        locale: read_by(email.as_str()),
    };
    Ok(new.into_iter().zip(tokens).map(link).collect())
}

#[derive(FromQueryResult)]
struct Hash {
    token_hash: Vec<u8>,
}

/// Writes the links of a side anew with those that come in, in the order of their hashes, which is not the order of the
/// people: of someone who is asked later, alone, no row tells by its place that it is theirs.
async fn mix_in_links(tx: &Tx, by: &By, check: CheckId, new: Vec<Vec<u8>>) -> Result<(), DbError> {
    lock(tx, by.tenant, check).await?;
    let side = || values![by.tenant, check, by.side.word()];
    let open: Vec<Hash> = tx
        .all(
            "SELECT token_hash FROM health_invitation WHERE organisation_id = $1 AND check_id = $2 AND side = $3
             ORDER BY token_hash LIMIT 200",
            side(),
        )
        .await?;
    tx.run("DELETE FROM health_invitation WHERE organisation_id = $1 AND check_id = $2 AND side = $3", side()).await?;
    let mut hashes: Vec<Vec<u8>> = open.into_iter().map(|one| one.token_hash).chain(new).collect();
    hashes.sort_unstable();
    let rows = hashes.into_iter().map(|hash| values![by.tenant, hash, check, by.side.word()]).collect();
    tx.insert_all("health_invitation (organisation_id, token_hash, check_id, side)", rows).await
}

/// One at a time for each check: two who mix at once would each put the other's rows back.
async fn lock(tx: &Tx, tenant: OrganisationId, check: CheckId) -> Result<(), DbError> {
    let lock = "UPDATE health_check SET closes = closes WHERE organisation_id = $1 AND id = $2";
    tx.run(lock, values![tenant, check]).await?;
    Ok(())
}

/// What an unused link asks for.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Asked {
    pub check_id: CheckId,
    pub partnership_id: PartnershipId,
    pub side: String,
    pub closes: Day,
}

/// What a link leads to.
pub(super) enum Reached {
    Asks(OrganisationId, Asked),
    /// It was answered before, and its check still runs.
    Used(Day),
    /// Its check took answers until this day.
    Late(Day),
    /// It was not given out here, or is not whole.
    Unknown,
}

#[derive(FromQueryResult)]
struct Ends {
    closes: Day,
}

/// What a token asks for, or why it asks for nothing any more.
pub(super) async fn by_token(db: &impl Sql, token: &str, today: Day) -> Result<Reached, DbError> {
    // A link of before links were signed names its organisation only.
    let signed = sign::known(db).await?.and_then(|key| token::read(&key, token));
    let Some(tenant) = signed.map(|(tenant, _)| tenant).or_else(|| secret::tenant_of(token)) else {
        return Ok(Reached::Unknown);
    };
    let asked: Option<Asked> = db
        .maybe(
            "SELECT i.check_id, c.partnership_id, i.side, c.closes FROM health_invitation i
             JOIN health_check c ON c.organisation_id = i.organisation_id AND c.id = i.check_id
             WHERE i.organisation_id = $1 AND i.token_hash = $2",
            values![tenant, secret::hash_of(token)],
        )
        .await?;
    if let Some(asked) = asked {
        return Ok(if asked.closes < today { Reached::Late(asked.closes) } else { Reached::Asks(tenant, asked) });
    }
    let Some((_, check)) = signed else { return Ok(Reached::Unknown) };
    let sql = "SELECT closes FROM health_check WHERE organisation_id = $1 AND id = $2";
    let ends: Option<Ends> = db.maybe(sql, values![tenant, check]).await?;
    Ok(match ends {
        Some(Ends { closes }) if closes < today => Reached::Late(closes),
        Some(Ends { closes }) => Reached::Used(closes),
        None => Reached::Unknown,
    })
}

/// What someone says: a value for each dimension that they can say something about, by its place, and words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub ratings: Vec<(i64, i64)>,
    pub words: String,
}

/// Takes an answer and uses the link up; of two at once with one link, one is taken. No event is appended: its place in
/// the history would tell who answered what (`docs/decisions/anonymous-feedback.md`).
pub async fn answer(
    tx: &Tx,
    tenant: OrganisationId,
    check: CheckId,
    side: Side,
    token: &str,
    answer: &Answer,
) -> Result<bool, DbError> {
    lock(tx, tenant, check).await?;
    let used = tx
        .run(
            "DELETE FROM health_invitation WHERE organisation_id = $1 AND token_hash = $2 AND check_id = $3 AND side = $4",
            values![tenant, secret::hash_of(token), check, side.word()],
        )
        .await?;
    if used == 0 {
        return Ok(false);
    }
    mix_in(tx, tenant, check, vec![(side, answer.clone())]).await?;
    Ok(true)
}

/// Takes many answers of a side at once and uses as many links of it up.
pub async fn answer_many(
    tx: &Tx,
    tenant: OrganisationId,
    check: CheckId,
    side: Side,
    answers: Vec<Answer>,
) -> Result<(), DbError> {
    lock(tx, tenant, check).await?;
    tx.run(
        "DELETE FROM health_invitation WHERE organisation_id = $1 AND token_hash IN (
           SELECT token_hash FROM health_invitation WHERE organisation_id = $1 AND check_id = $2 AND side = $3
           ORDER BY token_hash LIMIT $4)",
        values![tenant, check, side.word(), i64::try_from(answers.len()).unwrap_or(i64::MAX)],
    )
    .await?;
    mix_in(tx, tenant, check, answers.into_iter().map(|answer| (side, answer)).collect()).await
}

/// Writes every answer of a check anew, in a random order under new random ids: neither a row number nor the place in a
/// table's file keeps the order in which they came. The check is locked.
async fn mix_in(tx: &Tx, tenant: OrganisationId, check: CheckId, new: Vec<(Side, Answer)>) -> Result<(), DbError> {
    let mut all: Vec<(Side, Answer)> = taken(tx, tenant, check).await?;
    all.extend(new);
    let gone = "DELETE FROM health_rating WHERE organisation_id = $1 AND answer_id IN (
        SELECT id FROM health_answer WHERE organisation_id = $1 AND check_id = $2)";
    tx.run(gone, values![tenant, check]).await?;
    tx.run("DELETE FROM health_answer WHERE organisation_id = $1 AND check_id = $2", values![tenant, check]).await?;
    let mut placed: Vec<_> = secret::shuffled(all.len())?.into_iter().zip(all).collect();
    placed.sort_unstable_by_key(|(id, _)| id.as_u128().swap_bytes());
    let (mut rows, mut ratings) = (Vec::new(), Vec::new());
    for (id, (side, answer)) in placed {
        rows.push(values![tenant, id, check, side.word(), answer.words]);
        ratings.extend(answer.ratings.into_iter().map(|(place, value)| values![tenant, id, place, value]));
    }
    tx.insert_all("health_answer (organisation_id, id, check_id, side, words)", rows).await?;
    tx.insert_all("health_rating (organisation_id, answer_id, place, value)", ratings).await
}

#[derive(FromQueryResult)]
struct AnswerRow {
    id: uuid::Uuid,
    side: String,
    words: String,
}

#[derive(FromQueryResult)]
struct RatingRow {
    answer_id: uuid::Uuid,
    place: i64,
    value: i64,
}

/// Every answer of a check, in no order of time. Whether it is over is asked elsewhere.
pub(super) async fn taken(
    db: &impl Sql,
    tenant: OrganisationId,
    check: CheckId,
) -> Result<Vec<(Side, Answer)>, DbError> {
    let rows: Vec<AnswerRow> = db
        .all(
            "SELECT id, side, words FROM health_answer WHERE organisation_id = $1 AND check_id = $2 ORDER BY id LIMIT 200",
            values![tenant, check],
        )
        .await?;
    let ratings: Vec<RatingRow> = db
        .all(
            "SELECT g.answer_id, g.place, g.value FROM health_rating g
             JOIN health_answer a ON a.organisation_id = g.organisation_id AND a.id = g.answer_id
             WHERE g.organisation_id = $1 AND a.check_id = $2 ORDER BY g.answer_id, g.place LIMIT 5000",
            values![tenant, check],
        )
        .await?;
    let read = |row: AnswerRow| {
        let own = ratings.iter().filter(|rating| rating.answer_id == row.id);
        let ratings = own.map(|rating| (rating.place, rating.value)).collect();
        Some((Side::parse(&row.side)?, Answer { ratings, words: row.words }))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Marks that the agenda was told; whether nobody had yet.
pub(super) async fn mark_settled(tx: &Tx, tenant: OrganisationId, check: CheckId, at: Moment) -> Result<bool, DbError> {
    let sql = "UPDATE health_check SET settled_at = $3 WHERE organisation_id = $1 AND id = $2 AND settled_at IS NULL";
    Ok(tx.run(sql, values![tenant, check, at]).await? > 0)
}

/// Marks that everyone was reminded; whether nobody had been yet.
pub(super) async fn mark_reminded(
    tx: &Tx,
    tenant: OrganisationId,
    check: CheckId,
    at: Moment,
) -> Result<bool, DbError> {
    let sql = "UPDATE health_check SET reminded_at = $3 WHERE organisation_id = $1 AND id = $2 AND reminded_at IS NULL";
    Ok(tx.run(sql, values![tenant, check, at]).await? > 0)
}
