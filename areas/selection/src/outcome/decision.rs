//! The decision: who was chosen and why. Whoever does not choose the first says why not, and a first place that does not
//! hold under other weights is recorded as one.

use lustrum_kernel::Moment;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{PartnershipId, PersonId};

use super::Outcome;
use crate::candidate::{Candidate, CandidateId, key_of};

/// A decision about to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub candidate: CandidateId,
    pub reasons: String,
    /// Why it is not the one that stands first; empty where it is.
    pub exception: String,
    pub first: bool,
    pub stable: bool,
    pub share: f64,
    /// What each candidate's letter says beyond its scores.
    pub letters: Vec<(CandidateId, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub candidate: CandidateId,
    pub reasons: String,
    pub exception: String,
    pub first: bool,
    pub stable: bool,
    pub share: f64,
    pub decided_by: PersonId,
    pub decided_at: Moment,
    pub invited_at: Option<Moment>,
    pub partnership: Option<PartnershipId>,
}

/// The field of the words in a candidate's letter.
pub fn letter_field(id: CandidateId) -> String {
    format!("letter-{id}")
}

/// Reads a decision. Someone else than the first takes a reason of its own; no letter names another candidate.
pub fn read(form: &mut Fields, outcome: &Outcome) -> Option<Words> {
    let candidate: Option<CandidateId> = form.choice("candidate", |text| {
        let id = text.parse().ok()?;
        outcome.place_of(id).map(|_| id)
    });
    let reasons = form.text("reasons", 4_000);
    let exception = form.optional_text("exception", 4_000).unwrap_or_default();
    let place = candidate.and_then(|id| outcome.place_of(id));
    let first = place.is_some_and(|place| outcome.smart.ranks.get(place) == Some(&1));
    if place.is_some() && !first && exception.is_empty() {
        form.refuse("exception", Fault::new("fault-selection-not-first"));
    }
    let mut letters = Vec::new();
    let everyone: Vec<Candidate> = outcome.lettered().cloned().collect();
    for one in &everyone {
        let name = letter_field(one.id);
        let Some(words) = form.optional_text(&name, 2_000) else { continue };
        if let Some(other) = names_another(&words, one, &everyone) {
            form.refuse(&name, Fault::new("fault-letter-names-other").with("name", other));
        }
        letters.push((one.id, words));
    }
    let (candidate, place) = candidate.zip(place).filter(|_| !form.has_faults())?;
    let share = outcome.shares.get(place).copied().unwrap_or_default();
    let exception = if first { String::new() } else { exception };
    Some(Words { candidate, reasons, exception, first, stable: outcome.stable, share, letters })
}

/// The name of another candidate that stands in words meant for one.
pub fn names_another<'a>(words: &str, reader: &Candidate, all: &'a [Candidate]) -> Option<&'a str> {
    let said = key_of(words);
    let others = all.iter().filter(|other| other.id != reader.id);
    others.map(|other| other.name.as_str()).find(|name| said.contains(&key_of(name)))
}
