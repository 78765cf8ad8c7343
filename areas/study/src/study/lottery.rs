//! A draw whose seed neither side can choose: both give words, sealed before they are seen, and the seed is made of both.
//!
//! The hash of a side's words (their SHA-256) is public at once, the words when the hashes of both are there. The seed is
//! the SHA-256, in hexadecimal, of four lines with a line feed between them and none at the end: the hash of the plan, the
//! hash of the list of the draw, the organisation's words, the partner's words. Whoever knows these four makes it again.

use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, Moment};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Draw, UnitPlan};

/// A draw that is agreed before its seed is known; part of the plan and of its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lottery {
    /// How many of a hundred start first, 1 to 99.
    pub percent: u8,
    /// From when those who are drawn are trained.
    pub starts: Day,
    pub units: Vec<Entrant>,
}

/// A unit that takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrant {
    pub unit: String,
    /// Units of one group are drawn among themselves; empty where there are no groups.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
}

/// The words of one side, as far as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    pub side: Side,
    pub hash: String,
    /// Kept here, whether or not they are open; nothing where the side keeps them itself.
    pub words: Option<String>,
    pub sealed_at: Moment,
    pub sealed_by: PersonId,
    pub opened_at: Option<Moment>,
}

impl Lottery {
    /// The list of the draw as text: share, day, then a line for each unit with its group before a tabulator.
    ///
    /// ```
    /// use lustrum_study::study::{Entrant, Lottery};
    /// let entrant = |unit: &str| Entrant { unit: unit.to_owned(), group: "BE".to_owned() };
    /// let lottery = Lottery {
    ///     percent: 50, starts: "2027-01-11".parse().unwrap(), units: vec![entrant("Gent"), entrant("Lier")],
    /// };
    /// assert_eq!(lottery.text(), "50\n2027-01-11\nBE\tGent\nBE\tLier");
    /// // Neither side's words alone make the seed, nor the plan.
    /// let seed = |plan: &str, one: &str, other: &str| lottery.seed(plan, one, other);
    /// assert_ne!(seed("p", "a", "b"), seed("p", "b", "a"));
    /// assert_ne!(seed("p", "a", "b"), seed("q", "a", "b"));
    /// assert!(lottery.drawn(&seed("p", "a", "b")).holds());
    /// ```
    pub fn text(&self) -> String {
        let units = self.units.iter().map(|one| format!("{}\t{}", one.group, one.unit));
        let lines = [self.percent.to_string(), self.starts.to_string()].into_iter().chain(units);
        lines.collect::<Vec<_>>().join("\n")
    }
    pub fn hash(&self) -> String {
        hashed(&self.text())
    }
    pub fn seed(&self, plan_hash: &str, organisation: &str, partner: &str) -> String {
        hashed(&[plan_hash, &self.hash(), organisation, partner].join("\n"))
    }
    pub fn drawn(&self, seed: &str) -> Draw {
        let units: Vec<(String, String)> = self.units.iter().map(|one| (one.unit.clone(), one.group.clone())).collect();
        Draw::of(seed, self.percent, self.starts, &units)
    }
    /// Units of a plan of which nobody knows yet who starts.
    pub(super) fn waiting(&self) -> Vec<UnitPlan> {
        self.units.iter().map(|one| UnitPlan { unit: one.unit.clone(), trained_from: None }).collect()
    }
}

impl Seal {
    /// The words, once both sides have sealed theirs and these are open.
    pub fn open(&self) -> Option<&str> {
        self.words.as_deref().filter(|_| self.opened_at.is_some())
    }
}

/// SHA-256 in hexadecimal.
pub fn hashed(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// The words of both sides, the organisation's first, once both are open.
pub(super) fn both(seals: &[Seal]) -> Option<[&str; 2]> {
    let of = |side: Side| seals.iter().find(|seal| seal.side == side).and_then(Seal::open);
    Some([of(Side::Organisation)?, of(Side::Partner)?])
}
