//! What one side put forward and the other is to answer, whatever it is: read once for the first screen and for the weekly
//! digest, so that nothing waits of which nobody tells.

mod agreed;
mod shared;
mod steered;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, Partnered, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::contact::{Holding, Mandate};

use crate::meeting;

/// What it is about, in every reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// As it was typed.
    Text(String),
    Day(Day),
    Number(i64),
    /// A share in hundredths of a percent.
    Share(i64),
    Meeting(meeting::Kind, Day),
    Nothing,
}

/// What the policies are asked, of which resource of a partnership.
#[derive(Clone, Copy, Debug)]
pub struct Right {
    pub action: &'static str,
    pub of: fn(PartnershipId) -> Resource,
}

impl Right {
    pub fn holds(&self, app: &App, scope: &PartnershipScope) -> bool {
        scope.may(app, self.action, &(self.of)(scope.id()))
    }
}

/// Something that waits for an answer.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its message, which takes `what`.
    pub key: &'static str,
    pub what: What,
    /// Who is to answer; nothing where whoever holds the mandate does, on either side.
    pub side: Option<Side>,
    /// What it takes to know of it, and to answer.
    pub seen: Right,
    pub answers: Right,
    pub mandate: Option<Mandate>,
    /// Who has answered, where each person does so for themselves.
    pub done_by: Vec<PersonId>,
    /// Its page within the partnership.
    pub place: String,
}

impl Waiting {
    pub fn words(&self, t: &Speaker) -> String {
        let what = match &self.what {
            What::Text(text) => text.clone(),
            What::Day(day) => t.day(day),
            What::Number(number) => t.whole(*number),
            What::Share(share) => t.number(*share as f64 / 100.0, if share % 100 == 0 { 0 } else { 2 }),
            What::Meeting(kind, day) => format!("{}, {}", t.say(&kind.key()), t.day(day)),
            What::Nothing => return t.say(self.key),
        };
        t.say1(self.key, "what", what)
    }
    /// Whether it still waits for a person of this side.
    pub fn is_for(&self, side: Side, person: PersonId) -> bool {
        self.side.is_none_or(|answers| answers == side) && !self.done_by.contains(&person)
    }
    /// Whether a person can give the answer, or would have to see to it that someone can: where nobody on the side holds the
    /// mandate, everyone whose role could is told.
    pub fn is_held_by(&self, held: &[Holding], side: Side, person: PersonId, today: Day) -> bool {
        let Some(mandate) = self.mandate else { return true };
        let able = |held: &&Holding| held.side == side && held.mandate == mandate && held.in_force_on(today);
        let holders: Vec<PersonId> = held.iter().filter(able).map(|held| held.person).collect();
        holders.is_empty() || holders.contains(&person)
    }
}

/// What a later area answers with.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<Waiting>, DbError>> + Send + 'a>>;

/// Knows what waits in a later area of the chain.
pub trait Source: Send + Sync {
    fn of<'a>(&'a self, app: &'a App, known: &'a Partnered) -> Answer<'a>;
}

struct Registered(Vec<Arc<dyn Source>>);

/// Who is asked as well from now on; to be said once, before anyone asks.
pub fn register(app: &App, sources: Vec<Arc<dyn Source>>) {
    app.part(|_| Registered(sources));
}

/// Everything that waits in a partnership, on either side, as whoever may see all of it sees it.
pub async fn all(app: &App, known: &Partnered) -> Result<Vec<Waiting>, DbError> {
    let (db, now) = (app.db(), app.now());
    // What costs money first: a digest tells of the first few by name.
    let mut all = agreed::waiting(db, known).await?;
    all.extend(steered::waiting(db, known).await?);
    all.extend(shared::waiting(db, known, now).await?);
    let registered = app.part(|_| Registered(Vec::new()));
    for source in &registered.0 {
        all.extend(source.of(app, known).await?);
    }
    Ok(all)
}
