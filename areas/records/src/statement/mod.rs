//! A statement on its way to the disk and back: what is kept of it, what it is found by, and what is added when it is
//! shown.

pub mod key;
pub mod pack;

use lustrum_xapi::time::Instant;
use lustrum_xapi::{Mentions, Statement};
use uuid::Uuid;

use crate::store::{Kept, Prepared, flag};
use key::Facet;

/// A statement that keeps the rules, made ready for the writer. `id` is taken where it came without one.
pub fn prepare(statement: &Statement<'_>, id: Option<Uuid>) -> Prepared {
    let own = statement.id().or(id);
    let chosen = own.is_some();
    let id = own.unwrap_or_else(Uuid::now_v7);
    let mentions = statement.mentions();
    let text = statement.kept(id);
    let mut flags = 0;
    if mentions.voids.is_some() {
        flags |= flag::VOIDS;
    }
    if mentions.target.is_some() {
        flags |= flag::REFERS;
    }
    if mentions.timestamp.is_none() {
        flags |= flag::STORED_IS_TIMESTAMP;
    }
    Prepared { id, chosen, packed: pack::pack(&text), text, flags, keys: keys(&mentions), target: mentions.target }
}

/// What a statement is found by, but for its source.
fn keys(mentions: &Mentions) -> Vec<i64> {
    let mut keys = Vec::with_capacity(2 + mentions.agents.len() + mentions.activities.len());
    keys.push(key::key(Facet::Verb, mentions.verb.as_bytes()));
    for agent in &mentions.agents {
        let facet = if agent.direct { Facet::Agent } else { Facet::RelatedAgent };
        keys.push(key::key(facet, agent.key.as_str().as_bytes()));
    }
    for activity in &mentions.activities {
        let facet = if activity.direct { Facet::Activity } else { Facet::RelatedActivity };
        keys.push(key::key(facet, activity.key.as_bytes()));
    }
    if let Some(registration) = mentions.registration {
        keys.push(key::of_registration(registration));
    }
    keys
}

/// The keys of a kept text, and the statement that it is about.
pub fn found_by(text: &str) -> (Vec<i64>, Option<Uuid>) {
    match Statement::stored(text) {
        Ok(statement) => {
            let mentions = statement.mentions();
            (keys(&mentions), mentions.target)
        }
        Err(refusal) => {
            tracing::error!(%refusal, "a stored statement does not read");
            (Vec::new(), None)
        }
    }
}

/// Whether two kept texts are one statement, by the rules of comparison.
pub fn same(one: &str, other: &str) -> bool {
    match (Statement::stored(one), Statement::stored(other)) {
        (Ok(one), Ok(other)) => one.same_as(&other),
        _ => one == other,
    }
}

/// The whole text of a kept statement, with what depends on the moment of storing and who vouches for it.
pub fn whole(kept: &Kept, authority: &str) -> String {
    let stored = Instant::from_micros(kept.stored.micros());
    lustrum_xapi::finish(&kept.text, stored, kept.flags & flag::STORED_IS_TIMESTAMP != 0, authority)
}
