//! An action: what one side does by a day, open until someone says that it is done.

mod store;

use lustrum_kernel::{Day, Moment, id};

use crate::owner::Owner;
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
