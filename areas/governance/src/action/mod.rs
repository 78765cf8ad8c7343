//! An action: what one side does by a day, open until someone says that it is done. It may come from a blameless review,
//! and may expect an effect; whether that came is checked afterwards.

pub(crate) mod api;
mod check;
mod expected;
pub(crate) mod pages;
mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::Partnered;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, Moment, id};

use crate::blameless::BlamelessId;
use crate::owner::{Agreed, Listed, Owner, words};
use crate::quarter::Quarter;

pub use check::{Check, CheckRefused, Outcome, check, may_check};
pub(crate) use expected::digits;
pub use expected::{Direction, Expected};
pub use store::{Due, add, done, due_between, expecting, find, finish, of_blameless, open, reopen};

id!(
    /// An action.
    ActionId
);

/// An action about to be agreed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAction {
    /// The period in whose review it arose.
    pub period: Quarter,
    pub text: String,
    pub owner: Owner,
    pub due: Day,
    /// The blameless review that it comes from.
    pub blameless: Option<BlamelessId>,
    pub expected: Option<Expected>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    pub id: ActionId,
    pub period: Quarter,
    pub text: String,
    pub owner: Owner,
    pub owner_name: Option<String>,
    pub due: Day,
    pub made_at: Moment,
    /// When someone said that it is done; open until then.
    pub done_at: Option<Moment>,
    pub done_by: Option<PersonId>,
    pub blameless: Option<BlamelessId>,
    pub expected: Option<Expected>,
    /// Whether its effect came, where someone looked.
    pub check: Option<Check>,
}

impl Action {
    pub fn is_open(&self) -> bool {
        self.done_at.is_none()
    }
    pub fn is_late_on(&self, today: Day) -> bool {
        self.is_open() && self.due < today
    }
}

impl Listed for Action {
    fn agreed(&self, t: &Speaker, partnership: &Partnered) -> Agreed {
        Agreed {
            id: self.id.to_string(),
            text: self.text.clone(),
            clause: String::new(),
            owner: words(partnership, self.owner, self.owner_name.as_ref()),
            due: t.day(&self.due),
            late: false,
            done: self.done_at.map(|at| t.date(&at)).unwrap_or_default(),
            expected: self.expected.as_ref().map(|expected| expected.words(t)).unwrap_or_default(),
            outcome: self
                .check
                .as_ref()
                .map(|check| (t.say(&format!("action-outcome-{}", check.outcome.word())), check.seen.clone())),
            checkable: false,
            measure: String::new(),
        }
    }
}
