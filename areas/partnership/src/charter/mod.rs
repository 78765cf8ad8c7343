//! The charter: what both sides promise each other, in sections and measures. A version is written together, offered,
//! co-signed over the hash of its exact text, in force when both sides have signed, and superseded by the next one.

pub(crate) mod api;
pub mod comment;
pub mod compare;
mod draft;
pub mod export;
pub(crate) mod history;
pub mod languages;
pub mod link;
pub mod live;
pub mod merge;
pub mod next;
mod offered;
pub(crate) mod pages;
pub(crate) mod proof;
mod refused;
mod seal;
mod sign;
mod sound;
pub mod store;
pub mod term;
#[cfg(test)]
mod tests;
pub mod text;

use std::collections::HashMap;

use lustrum_kernel::access::Side;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Day, Moment, id};
use lustrum_strategy::kpi::{Kpi, KpiVersionId};
use serde::{Deserialize, Serialize};

pub use draft::{NewMeasure, Saved, add_measure, begin, edit_section, edit_text, remove_measure};
pub use refused::{BeginRefused, EditRefused, Lack, OfferRefused, SignRefused};
pub use sign::{Signed, offer, sign, withdraw_offer};
pub use sound::{differences, fingerprint};
pub use store::{find, in_force_on, newest_first, open};

id!(
    /// One version of a charter.
    CharterVersionId
);
id!(
    /// A measure in a version of a charter.
    CharterMeasureId
);

/// The sections, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    Vision,
    Goals,
    Roles,
    Measures,
    Rhythm,
    Exit,
}

impl Section {
    pub const ALL: [Section; 6] = [Self::Vision, Self::Goals, Self::Roles, Self::Measures, Self::Rhythm, Self::Exit];

    pub fn word(self) -> &'static str {
        match self {
            Self::Vision => "vision",
            Self::Goals => "goals",
            Self::Roles => "roles",
            Self::Measures => "measures",
            Self::Rhythm => "rhythm",
            Self::Exit => "exit",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.word() == word)
    }
    pub fn key(self) -> String {
        format!("charter-section-{}", self.word())
    }
    /// Its number in the text, from 1.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|section| *section == self).map_or(0, |place| place + 1)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Both sides write.
    Draft,
    /// The text stands still and waits for signatures.
    Offered,
    /// Both sides have signed.
    InForce,
    /// A later version came into force.
    Superseded,
}

impl State {
    pub const ALL: [State; 4] = [Self::Draft, Self::Offered, Self::InForce, Self::Superseded];

    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Offered => "offered",
            Self::InForce => "in-force",
            Self::Superseded => "superseded",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
    pub fn key(self) -> String {
        format!("charter-state-{}", self.word())
    }
    /// Whether work on this version goes on.
    pub fn open(self) -> bool {
        matches!(self, Self::Draft | Self::Offered)
    }
}

/// The exact text of an offered version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    pub text: String,
    /// SHA-256 of the text, in hexadecimal digits.
    pub hash: String,
    pub by: PersonId,
    pub at: Moment,
}

/// A version without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub id: CharterVersionId,
    pub partnership: PartnershipId,
    /// 1 for the first version of a charter.
    pub ordinal: i64,
    /// The language that the fixed words of the text are in.
    pub language: Locale,
    pub state: State,
    pub made_by: PersonId,
    pub made_at: Moment,
    pub changed_at: Moment,
    pub frozen: Option<Frozen>,
    pub in_force_at: Option<Moment>,
    pub superseded_at: Option<Moment>,
    pub term: term::Term,
}

impl Head {
    /// `1.0`, `1.1`, ...
    pub fn number(&self) -> String {
        format!("1.{}", self.ordinal - 1)
    }
    pub fn hash(&self) -> Option<&str> {
        self.frozen.as_ref().map(|frozen| frozen.hash.as_str())
    }
}

/// A section as it stands in one language, with what an editor must have seen to change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionText {
    pub section: Section,
    pub language: Locale,
    pub text: String,
    pub revision: i64,
    pub changed_by: PersonId,
    /// Unknown of what was saved before sides were kept.
    pub side: Option<Side>,
    pub changed_at: Moment,
}

/// What a KPI meant when the measure was written: the definition, in words and as one can compute it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    pub title: String,
    /// The version of the KPI.
    pub number: i64,
    pub population: String,
    pub formula: String,
    pub unit: String,
    pub decimals: i64,
    /// `higher` or `lower`: what is better.
    pub direction: String,
    /// What one reading is of.
    pub grain: String,
    pub source: String,
}

impl From<Kpi> for Definition {
    fn from(kpi: Kpi) -> Self {
        let known = kpi.current.definition;
        Self {
            title: kpi.title,
            number: kpi.current.number,
            population: known.population,
            formula: known.formula,
            unit: known.unit,
            decimals: known.decimals,
            direction: known.direction.word().to_owned(),
            grain: known.grain,
            source: known.source,
        }
    }
}

/// How success is measured, on one of the four levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub id: CharterMeasureId,
    /// 1 reaction, 2 learning, 3 behaviour, 4 results.
    pub level: i64,
    pub text: String,
    /// The version of the KPI that this measure is computed from.
    pub kpi: Option<KpiVersionId>,
    pub definition: Option<Definition>,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    pub due: Option<Day>,
}

impl Measure {
    /// Whether it can be computed as it stands: a definition, a value to reach and the day by which.
    pub fn executable(&self) -> bool {
        self.definition.is_some() && self.target.is_some() && self.due.is_some()
    }
}

/// A signature: over the hash of the exact text, within a mandate, sealed with the key of the charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub side: Side,
    pub person: PersonId,
    pub name: String,
    /// The organisation that the person signed for, as it was called then.
    pub signs_for: String,
    pub deputy: bool,
    pub hash: String,
    pub at: Moment,
    pub seal: String,
}

/// A whole version.
#[derive(Clone, Debug, PartialEq)]
pub struct CharterVersion {
    pub head: Head,
    /// In the language that the charter was begun in.
    pub sections: Vec<SectionText>,
    /// In the other language, as far as someone wrote it: a text of the same standing.
    pub translations: Vec<SectionText>,
    /// The sentences of measures in the other language.
    pub measure_texts: HashMap<CharterMeasureId, String>,
    /// Where somebody found that both languages say the same.
    pub levels: Vec<languages::Level>,
    pub measures: Vec<Measure>,
    pub signatures: Vec<Signature>,
}

impl CharterVersion {
    pub fn id(&self) -> CharterVersionId {
        self.head.id
    }
    pub fn number(&self) -> String {
        self.head.number()
    }
    pub fn section(&self, section: Section) -> Option<&SectionText> {
        self.sections.iter().find(|known| known.section == section)
    }
    pub fn text_of(&self, section: Section) -> &str {
        self.section(section).map_or("", |known| known.text.as_str())
    }
    pub fn section_in(&self, section: Section, language: Locale) -> Option<&SectionText> {
        let mut all = self.sections.iter().chain(&self.translations);
        all.find(|known| known.section == section && known.language == language)
    }
    pub fn text_in(&self, section: Section, language: Locale) -> &str {
        self.section_in(section, language).map_or("", |known| known.text.as_str())
    }
    /// The sentence of a measure in one language; in the language of the charter where it was not written in the other.
    pub fn words_of<'a>(&'a self, measure: &'a Measure, language: Locale) -> &'a str {
        let other = self.measure_texts.get(&measure.id).filter(|_| language != self.head.language);
        other.map_or(measure.text.as_str(), String::as_str)
    }
    pub fn signed_by(&self, side: Side) -> Option<&Signature> {
        self.signatures.iter().find(|signature| signature.side == side)
    }

    /// What must be there before both sides can be asked to sign.
    pub fn lacks(&self) -> Vec<Lack> {
        let empty = |section: &Section| match section {
            Section::Measures => false,
            _ => self.text_of(*section).trim().is_empty(),
        };
        let mut lacks: Vec<Lack> = Section::ALL.into_iter().filter(empty).map(Lack::EmptySection).collect();
        if self.measures.is_empty() {
            lacks.push(Lack::NoMeasure);
        } else if !self.measures.iter().any(|measure| measure.level >= 3) {
            lacks.push(Lack::NoBehaviourOrResult);
        }
        lacks
    }
}
