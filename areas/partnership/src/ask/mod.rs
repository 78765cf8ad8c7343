//! An ask: a decision that is outside someone's mandate, put to those of the same side who hold it. It waits for the
//! holder, and for the deputy where there is no holder or the holder stays away.

pub(crate) mod api;
mod job;
pub(crate) mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::Moment;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::form::Fault;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::money::Money;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{event, id, values};
use serde_json::json;

use crate::By;
use crate::contact::{self, Holding, Mandate};
pub use job::RemindAsks;
pub use store::{find, newest_first, open};

id!(
    /// A decision that is asked of whoever holds the mandate.
    AskId
);

/// A holder who has not answered for so many days is taken to be away: the deputy is asked as well.
pub const AWAY_AFTER_DAYS: i64 = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub id: AskId,
    pub side: Side,
    pub mandate: Mandate,
    /// How much it is about, where it is about money.
    pub amount: Option<Money>,
    pub text: String,
    /// A page of this partnership that it is about.
    pub link: Option<String>,
    pub asked_by: PersonId,
    pub asker: String,
    pub asked_at: Moment,
    pub answer: Option<Answered>,
    pub withdrawn: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub words: String,
    pub name: String,
    pub at: Moment,
}

impl Ask {
    pub fn open(&self) -> bool {
        self.answer.is_none() && !self.withdrawn
    }
    pub fn waits_for(&self, held: &[Holding], now: Moment) -> Vec<Holding> {
        waits_for(self.side, self.mandate, self.amount.as_ref(), self.asked_at, held, now)
    }
    /// Whether a person of the asked side may answer it.
    pub fn is_for(&self, person: PersonId, held: &[Holding], now: Moment) -> bool {
        able(self.side, self.mandate, self.amount.as_ref(), held, now).iter().any(|held| held.person == person)
    }
}

/// The hands of a side that reach as far as this today.
fn able(side: Side, mandate: Mandate, amount: Option<&Money>, held: &[Holding], now: Moment) -> Vec<Holding> {
    let of = |held: &&Holding| held.side == side && held.mandate == mandate;
    let mut hands = contact::in_force(held.iter().filter(of).cloned().collect(), now.day_in(&jiff::tz::TimeZone::UTC));
    hands.retain(|held| held.limits.cover(amount));
    hands
}

#[derive(Debug, thiserror::Error)]
pub enum AskRefused {
    #[error("the person decides this without asking")]
    OwnMandate,
    #[error("this waits for no answer any more")]
    NotOpen,
    /// Who holds the mandate on that side.
    #[error("this is outside the person's mandate")]
    OutsideMandate(Mandate, Vec<String>),
    #[error("only whoever asked takes it back")]
    NotYours,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<AskRefused> for Problem {
    fn from(refused: AskRefused) -> Self {
        match refused {
            AskRefused::OwnMandate => Self::refused("refusal-ask-own"),
            AskRefused::NotOpen => Self::refused("refusal-ask-not-open"),
            AskRefused::OutsideMandate(_, names) if names.is_empty() => Self::refused("refusal-ask-nobody"),
            AskRefused::OutsideMandate(_, names) => {
                Fault::new("refusal-ask-outside").with("who", names.join(", ")).into()
            }
            AskRefused::NotYours => Self::refused("refusal-ask-not-yours"),
            AskRefused::Database(error) => error.into(),
        }
    }
}

/// For whom an ask waits: the holders of that side; without one, or when they stay away, the deputies as well. Of those
/// whose mandate has ended, or does not reach as far as what it is about, nobody.
pub fn waits_for(
    side: Side,
    mandate: Mandate,
    amount: Option<&Money>,
    asked: Moment,
    held: &[Holding],
    now: Moment,
) -> Vec<Holding> {
    let able = able(side, mandate, amount, held, now);
    let (deputies, holders): (Vec<Holding>, Vec<Holding>) = able.into_iter().partition(|held| held.deputy);
    let away = asked.plus_days(AWAY_AFTER_DAYS) <= now;
    match (holders.is_empty(), away) {
        (true, _) => deputies,
        (false, true) => holders.into_iter().chain(deputies).collect(),
        (false, false) => holders,
    }
}

/// Puts a decision to those who hold the mandate, and writes to them.
pub async fn make(
    tx: &Tx,
    by: &By,
    asker: &str,
    mandate: Mandate,
    amount: Option<&Money>,
    text: &str,
    link: Option<&str>,
) -> Result<AskId, AskRefused> {
    let held = contact::in_hand(tx, by.tenant, by.partnership, mandate, by.day()).await?;
    if held.iter().any(|held| held.side == by.side && held.person == by.person && held.limits.cover(amount)) {
        return Err(AskRefused::OwnMandate);
    }
    let id = AskId::new();
    tx.run(
        "INSERT INTO ask (organisation_id, id, partnership_id, side, mandate, text, link, asked_by, asker, asked_at, state, amount,
           currency)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,'open',$11,$12)",
        values![
            by.tenant,
            id,
            by.partnership,
            by.side.word(),
            mandate.word(),
            text,
            link.map(str::to_owned),
            by.person,
            asker,
            by.at,
            amount.map(|amount| amount.minor),
            amount.map(|amount| amount.currency.clone())
        ],
    )
    .await?;
    let (minor, currency) = (amount.map(|amount| amount.minor), amount.map(|amount| &amount.currency));
    let said = json!({ "mandate": mandate.word(), "side": by.side, "amount": minor, "currency": currency });
    event::append(tx, by.event("ask.made").about(id.0).saying(said)).await?;
    job::enqueue(tx, by, id).await?;
    Ok(id)
}

/// Takes the row of an open ask until the transaction ends, and reads it.
async fn take(tx: &Tx, by: &By, id: AskId) -> Result<Ask, AskRefused> {
    let taken = tx
        .run(
            "UPDATE ask SET state = 'open'
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND state = 'open'",
            values![by.tenant, by.partnership, id],
        )
        .await?;
    find(tx, by.tenant, by.partnership, id).await?.filter(|_| taken > 0).ok_or(AskRefused::NotOpen)
}

/// Answers an ask of the own side, within the mandate, as holder or as deputy.
pub async fn answer(tx: &Tx, by: &By, id: AskId, words: &str) -> Result<(), AskRefused> {
    let asked = take(tx, by, id).await?;
    let held = contact::in_hand(tx, by.tenant, by.partnership, asked.mandate, by.day()).await?;
    let reaches = |held: &Holding| held.side == asked.side && held.limits.cover(asked.amount.as_ref());
    let able: Vec<Holding> = held.into_iter().filter(reaches).collect();
    let Some(own) = able.iter().find(|held| held.person == by.person && by.side == asked.side) else {
        return Err(AskRefused::OutsideMandate(asked.mandate, able.into_iter().map(|held| held.name).collect()));
    };
    tx.run(
        "UPDATE ask SET state = 'answered', answer = $3, answered_by = $4, answerer = $5, answered_at = $6
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, words, by.person, own.name.clone(), by.at],
    )
    .await?;
    let said = json!({ "mandate": asked.mandate.word(), "side": by.side, "deputy": own.deputy });
    event::append(tx, by.event("ask.answered").about(id.0).saying(said)).await?;
    Ok(())
}

/// Takes an ask back.
pub async fn withdraw(tx: &Tx, by: &By, id: AskId) -> Result<(), AskRefused> {
    let asked = take(tx, by, id).await?;
    if asked.asked_by != by.person {
        return Err(AskRefused::NotYours);
    }
    tx.run("UPDATE ask SET state = 'withdrawn' WHERE organisation_id = $1 AND id = $2", values![by.tenant, id]).await?;
    event::append(tx, by.event("ask.withdrawn").about(id.0)).await?;
    Ok(())
}

const MICROS_OF_A_DAY: f64 = 86_400e6;

/// Median and longest time to an answer, in days, and of how many; nothing where nothing was answered yet.
pub fn pace(asks: &[Ask]) -> Option<(f64, f64, usize)> {
    let span = |ask: &Ask| {
        let answered = ask.answer.as_ref()?;
        Some((answered.at.micros() - ask.asked_at.micros()) as f64 / MICROS_OF_A_DAY)
    };
    let mut days: Vec<f64> = asks.iter().filter_map(span).collect();
    days.sort_by(f64::total_cmp);
    Some((contact::median(&days)?, *days.last()?, days.len()))
}
