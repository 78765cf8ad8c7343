//! What a review says, in no language: the text that is frozen. The same state and the same moment give the same
//! bytes, as nothing in here comes from a clock, a zone or a reader, and everything that is listed has an order.

use lustrum_kernel::access::Side;
use lustrum_kernel::figure::Figure;
use lustrum_kernel::{Day, Moment};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::note::Kind;
use crate::action::Expected;
use crate::quarter::Quarter;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Of this structure; a later one reads the earlier.
    pub format: u32,
    pub period: Quarter,
    /// The moment whose state this is.
    pub frozen_at: Moment,
    /// The people and figures in it were generated.
    pub generated: bool,
    pub label: Label,
    pub partnership: Relation,
    pub charter: Option<Promises>,
    /// By level, within a level in the order of its source.
    pub figures: Vec<Line>,
    pub studies: Vec<Study>,
    /// How often what happened in the period.
    pub changes: Vec<Change>,
    /// Open at the moment of freezing, the one that is due first in front.
    pub actions: Vec<Action>,
    /// Taken for this period so far.
    pub decisions: Vec<Decision>,
    /// What actions were to move, and what happened. Texts from before there was such a thing read as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<Expectation>,
    /// Success cases that both sides may read. Counts only: the words stay where withdrawn consent takes them away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<Cases>,
    /// What each side brought, by kind and side. Texts from before there was such a thing read as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Noted>,
}

/// What one side wrote before the review was made. It names the side and nobody of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub id: uuid::Uuid,
    pub kind: Kind,
    pub side: Side,
    pub text: String,
    pub leans_on: Option<LeansOn>,
}

/// What a note leans on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeansOn {
    /// A figure, by its level, its name and what it is about: one of this review where it has it.
    Measure(String),
    Module {
        programme: uuid::Uuid,
        id: uuid::Uuid,
        title: String,
    },
}

/// How many verified cases of both ends there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cases {
    pub success: u64,
    pub no_success: u64,
}

/// What the whole may be taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Nothing above level 1: it tells what was done and how it was received, not what came of it.
    #[default]
    Activity,
    Evidence,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    pub id: uuid::Uuid,
    pub title: String,
    pub since: Moment,
    pub organisation: Party,
    pub partner: Party,
}

impl Relation {
    pub fn party(&self, side: Side) -> &Party {
        match side {
            Side::Organisation => &self.organisation,
            Side::Partner => &self.partner,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub id: uuid::Uuid,
    pub name: String,
}

/// The charter version in force at the end of the period, and what it promises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promises {
    pub version: String,
    pub since: Moment,
    pub hash: String,
    pub vision: String,
    pub goals: String,
    pub measures: Vec<Measure>,
    /// What it says in its other language, where it is written in two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Translated>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translated {
    /// `nl` or `en`.
    pub language: String,
    pub vision: String,
    pub goals: String,
}

/// What the charter says is looked at, on one of the four levels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub level: u8,
    pub text: String,
    /// Where it is to be by when, for a measure that is computed.
    pub target: Option<Target>,
    /// Its sentence in the other language of the charter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    pub baseline: Option<f64>,
    pub value: f64,
    /// In the organisation's words.
    pub unit: String,
    pub due: Option<Day>,
}

/// A figure with its name: a message (`key`), filled with the words of the organisation's own (`about`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub level: u8,
    pub key: String,
    pub about: String,
    pub figure: Figure,
    /// A change or a difference, which shows its sign.
    pub difference: bool,
    /// Digits behind the mark, where the organisation decided on them.
    pub decimals: Option<u8>,
    /// The charter version under which it is reported.
    pub charter: Option<String>,
}

/// What a registered study says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Study {
    pub id: uuid::Uuid,
    pub title: String,
    pub question: String,
    /// `rct`, `did` or `comparison`.
    pub design: String,
    /// `effect`, `no effect detected`, `not yet conclusive` or `not identifiable`, as the estimate gives it; nothing
    /// where no data were looked at yet.
    pub verdict: Option<String>,
    /// What is compared: a KPI, or a column of a table.
    pub outcome: String,
    /// Which way is better: `higher` or `lower`.
    pub better: String,
    /// Nothing where nothing identifies an effect.
    pub estimate: Option<Figure>,
    /// The largest effect that would make no difference, in the unit of the estimate.
    pub margin: Option<f64>,
    /// Digits behind the mark of the estimate.
    pub decimals: u8,
    /// What would let it say more.
    pub needed: Vec<Need>,
    pub charter: Option<String>,
}

/// A need of a study: its code and what goes into its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    pub code: String,
    pub parameters: serde_json::Value,
}

/// A kind of event, and how often it happened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Change {
    pub kind: String,
    pub count: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub text: String,
    pub side: Side,
    pub owner: Option<String>,
    pub due: Day,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub text: String,
    pub clause: String,
    pub side: Side,
    pub owner: Option<String>,
    pub due: Option<Day>,
}

/// What an action was to move, and the same figure as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    pub action: String,
    pub expected: Expected,
    /// Nothing as long as nothing was measured since it was agreed.
    pub after: Option<Figure>,
}

/// The structure that this code writes.
pub const FORMAT: u32 = 1;

impl Content {
    /// Puts everything in its order and gives the label that the figures deserve.
    pub fn settled(mut self) -> Self {
        // A source gives its figures in an order that means something; only the levels are put in theirs.
        self.figures.sort_by_key(|line| line.level);
        self.studies.sort_by_key(|study| study.id);
        self.changes.sort();
        // The id of a note holds the moment at which it was written.
        self.notes.sort_by_key(|note| (note.kind, note.side, note.id));
        if let Some(charter) = &mut self.charter {
            charter.measures.sort_by_key(|measure| measure.level);
        }
        let beyond = self.figures.iter().any(|line| line.level > 1 && line.figure.value().is_some());
        let effect = self.studies.iter().any(|study| study.estimate.is_some());
        self.label = if beyond || effect { Label::Evidence } else { Label::Activity };
        self
    }

    /// The frozen text. Fields stand in the order of the structure, maps in the order of their keys.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
    /// Whether it says the same, whenever it was frozen.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        *self == Self { frozen_at: self.frozen_at, ..other.clone() }
    }
    pub fn is_activity(&self) -> bool {
        self.label == Label::Activity
    }
    pub fn on_level(&self, level: u8) -> impl Iterator<Item = &Line> {
        self.figures.iter().filter(move |line| line.level == level)
    }
}

/// The hash of a frozen text, as it stands on every page of it.
pub fn hash_of(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
