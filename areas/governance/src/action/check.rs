//! Whether the effect of an action came: looked at after it is done, by someone else than who said that it is done.

use lustrum_kernel::Moment;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::values;
use lustrum_partnership::By;
use serde_json::json;

use super::Action;
use crate::happened;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Seen,
    Partly,
    NotSeen,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Self::Seen, Self::Partly, Self::NotSeen];
    /// Its message is `action-outcome-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Partly => "partly",
            Self::NotSeen => "not-seen",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub at: Moment,
    pub by: Option<PersonId>,
    pub outcome: Outcome,
    /// What was seen, and where.
    pub seen: String,
}

#[derive(Debug, thiserror::Error)]
pub enum CheckRefused {
    #[error("it is not done yet")]
    NotDone,
    #[error("who said that it is done does not check it")]
    OwnWork,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl CheckRefused {
    pub fn key(&self) -> &'static str {
        match self {
            Self::OwnWork => "refusal-action-own-work",
            _ => "refusal-action-not-done",
        }
    }
}

/// Whether a person may check an action as it is.
pub fn may_check(action: &Action, person: PersonId) -> Result<(), CheckRefused> {
    if action.is_open() {
        return Err(CheckRefused::NotDone);
    }
    if action.done_by == Some(person) { Err(CheckRefused::OwnWork) } else { Ok(()) }
}

/// Notes whether the effect of an action came.
pub async fn check(tx: &Tx, by: &By, action: &Action, outcome: Outcome, seen: &str) -> Result<(), CheckRefused> {
    may_check(action, by.person)?;
    let changed = tx
        .run(
            "UPDATE agreed_action SET checked_at = $4, checked_by = $5, outcome = $6, seen = $7
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND done_at IS NOT NULL AND done_by <> $5",
            values![by.tenant, by.partnership, action.id, by.at, by.person, outcome.word(), seen],
        )
        .await?;
    if changed == 0 {
        return Err(CheckRefused::NotDone);
    }
    let said = json!({ "text": action.text, "outcome": outcome.word(), "seen": seen });
    event::append(tx, happened(by, "action.checked").about(action.id.0).saying(said)).await?;
    Ok(())
}
