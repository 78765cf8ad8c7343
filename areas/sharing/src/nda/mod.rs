//! An NDA: the text under which people of the partner's side enter the data room. The organisation writes it in both
//! languages and puts it in force; each person signs for themselves, over the hash of the exact text. The organisation
//! ends it, and whoever came in under it is out at the next request.

pub mod api;
pub mod pages;
mod sound;
pub mod store;

use jiff::tz::TimeZone;
use lustrum_kernel::access::Resource;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, id};
use sha2::{Digest, Sha256};

pub use crate::agreement::Act;
pub use sound::differences;
pub use store::{end, find, of_partnership, put_in_force, sign, signatures, signed_in_force, signers, write};

id!(
    /// An NDA.
    NdaId
);

/// What is agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub english: String,
    pub dutch: String,
    /// First and last day, in UTC.
    pub from: Day,
    pub until: Day,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nda {
    pub id: NdaId,
    pub organisation: OrganisationId,
    pub partnership: PartnershipId,
    pub words: Words,
    pub hash: String,
    pub written: Act,
    pub in_force: Option<Act>,
    pub ended: Option<Act>,
}

/// A person bound by an NDA.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Signature {
    pub nda_id: NdaId,
    pub person_id: PersonId,
    pub name: String,
    pub signs_for: String,
    pub hash: String,
    pub at: Moment,
}

/// Where an NDA stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Written; the partner does not see it yet.
    Draft,
    /// Put in force; its first day is still to come. It can be signed already.
    Upcoming,
    InForce,
    /// Its last day is over.
    Expired,
    /// The organisation ended it.
    Ended,
}

impl Standing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Upcoming => "upcoming",
            Self::InForce => "in-force",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }
    pub fn can_be_signed(self) -> bool {
        matches!(self, Self::Upcoming | Self::InForce)
    }
}

impl Nda {
    pub fn standing_at(&self, at: Moment) -> Standing {
        let day = at.day_in(&TimeZone::UTC);
        if self.ended.is_some() {
            Standing::Ended
        } else if day > self.words.until {
            Standing::Expired
        } else if self.in_force.is_none() {
            Standing::Draft
        } else if day < self.words.from {
            Standing::Upcoming
        } else {
            Standing::InForce
        }
    }
    pub fn resource(&self, at: Moment) -> Resource {
        Resource::new("Nda", self.id).with("state", self.standing_at(at).word())
    }
}

/// The exact text that a signature binds: both languages, the days, and between whom.
pub fn exact(partnership: PartnershipId, sides: [&str; 2], words: &Words) -> String {
    let Words { english, dutch, from, until } = words;
    serde_json::json!(["lustrum nda 1", partnership, sides, from, until, { "en": english, "nl": dutch }]).to_string()
}

pub fn hash_of(exact: &str) -> String {
    hex::encode(Sha256::digest(exact.as_bytes()))
}

/// Why an NDA is not put in force or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActRefused {
    #[error("it is in force already")]
    InForceAlready,
    #[error("it was ended")]
    Ended,
    #[error("its last day is over")]
    Expired,
    #[error("there is an NDA in force for the same days: end that one first")]
    Overlaps,
}

impl ActRefused {
    pub fn key(self) -> &'static str {
        match self {
            Self::InForceAlready => "refusal-nda-in-force",
            Self::Ended => "refusal-nda-ended",
            Self::Expired => "refusal-nda-expired",
            Self::Overlaps => "refusal-nda-overlaps",
        }
    }
}

/// Why an NDA is not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignRefused {
    #[error("it is not there to be signed")]
    NotOpen,
    #[error("the text is another than the one that was shown")]
    TextChanged,
    #[error("this person signed it already")]
    SignedAlready,
}

impl SignRefused {
    pub fn key(self) -> &'static str {
        match self {
            Self::NotOpen => "refusal-nda-not-open",
            Self::TextChanged => "refusal-nda-text-changed",
            Self::SignedAlready => "refusal-nda-signed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let day = |text: &str| text.parse().expect("a day");
        Words { english: "Secret".into(), dutch: "Geheim".into(), from: day("2026-09-01"), until: day("2026-12-31") }
    }

    #[test]
    fn the_hash_changes_with_every_word_day_and_side() {
        let id = PartnershipId::new();
        let hash = |words: &Words, sides| hash_of(&exact(id, sides, words));
        let first = hash(&words(), ["Noordkade", "Baken"]);
        assert_eq!(first.len(), 64);
        assert_eq!(first, hash(&words(), ["Noordkade", "Baken"]));
        let longer = Words { until: "2027-12-31".parse().expect("a day"), ..words() };
        let softer = Words { dutch: "Min of meer geheim".into(), ..words() };
        // Letters that change places between the two languages are another text.
        let moved = Words { english: "SecretG".into(), dutch: "eheim".into(), ..words() };
        for other in [longer, softer, moved] {
            assert_ne!(first, hash(&other, ["Noordkade", "Baken"]));
        }
        assert_ne!(first, hash(&words(), ["Noordkade", "Kompas"]));
        assert_ne!(first, hash_of(&exact(PartnershipId::new(), ["Noordkade", "Baken"], &words())));
    }

    #[test]
    fn an_nda_stands_by_its_days_and_by_what_was_done() {
        let act = Act { by: PersonId::new(), at: lustrum_kernel::testing::a_morning() };
        let moment = |text: &str| Moment(text.parse().expect("an instant"));
        let mut nda = Nda {
            id: NdaId::new(),
            organisation: OrganisationId::new(),
            partnership: PartnershipId::new(),
            words: words(),
            hash: String::new(),
            written: act,
            in_force: None,
            ended: None,
        };
        assert_eq!(nda.standing_at(moment("2026-10-01T00:00:00Z")), Standing::Draft);
        nda.in_force = Some(act);
        assert_eq!(nda.standing_at(moment("2026-08-31T23:59:59Z")), Standing::Upcoming);
        assert_eq!(nda.standing_at(moment("2026-09-01T00:00:00Z")), Standing::InForce);
        assert_eq!(nda.standing_at(moment("2026-12-31T23:59:59Z")), Standing::InForce);
        assert_eq!(nda.standing_at(moment("2027-01-01T00:00:00Z")), Standing::Expired);
        nda.ended = Some(act);
        assert_eq!(nda.standing_at(moment("2026-10-01T00:00:00Z")), Standing::Ended);
    }
}
