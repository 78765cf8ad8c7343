//! An action: what one side does by a day, open until someone says that it is done.

pub(crate) mod api;
pub(crate) mod pages;
mod store;

use lustrum_kernel::access::Partnered;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, Moment, id};

use crate::owner::{Agreed, Listed, Owner, words};
use crate::quarter::Quarter;

pub use store::{add, done, find, finish, open, reopen};

id!(
    /// An action.
    ActionId
);

/// An action about to be agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAction {
    /// The period in whose review it arose.
    pub period: Quarter,
    pub text: String,
    pub owner: Owner,
    pub due: Day,
}

#[derive(Clone, Debug, PartialEq, Eq)]
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
        }
    }
}
