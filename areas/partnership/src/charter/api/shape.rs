//! What the API says of a charter.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::charter::compare::{Compared, Piece};
use crate::charter::languages::{self, Behind};
use crate::charter::{CharterVersion, Head, Measure, SectionText, Signature};

/// A version without its content.
#[derive(Serialize, ToSchema)]
pub struct CharterHead {
    pub id: uuid::Uuid,
    /// `1.0`, `1.1`, ...
    pub version: String,
    /// `draft`, `offered`, `in-force` or `superseded`.
    pub state: String,
    /// `en` or `nl`.
    pub language: String,
    /// SHA-256 of the exact text, from the moment it is offered.
    pub hash: Option<String>,
    /// Instants, as RFC 3339.
    pub changed_at: String,
    pub offered_at: Option<String>,
    pub in_force_at: Option<String>,
    pub superseded_at: Option<String>,
    /// Days by which it is reviewed, and on which it ends.
    pub review_on: Option<String>,
    pub ends_on: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CharterSection {
    /// `vision`, `goals`, `roles`, `measures`, `rhythm` or `exit`.
    pub section: String,
    /// `en` or `nl`.
    pub language: String,
    pub text: String,
    /// What a change of this section has to name.
    pub revision: i64,
}

/// A section as it stands after it was saved.
#[derive(Serialize, ToSchema)]
pub struct SavedSection {
    pub section: String,
    pub text: String,
    pub revision: i64,
    /// Whether someone else had saved meanwhile, and both were put together.
    pub merged: bool,
}

/// Where the text in one language is newer than in the other, or missing.
#[derive(Serialize, ToSchema)]
pub struct SectionBehind {
    pub section: String,
    /// The language of the text that nobody looked at since.
    pub language: String,
    pub empty: bool,
}

/// The definition that a measure is computed by.
#[derive(Serialize, ToSchema)]
pub struct MeasureDefinition {
    pub title: String,
    /// The version of the KPI.
    pub number: i64,
    pub population: String,
    pub formula: String,
    pub unit: String,
    /// `higher` or `lower`.
    pub direction: String,
    pub grain: String,
    pub source: String,
}

#[derive(Serialize, ToSchema)]
pub struct CharterMeasure {
    pub id: uuid::Uuid,
    /// 1 reaction, 2 learning, 3 behaviour, 4 results.
    pub level: i64,
    pub text: String,
    /// The sentence in the other language, where it was written.
    pub translation: Option<String>,
    /// The version of the KPI that it is computed from.
    pub kpi: Option<uuid::Uuid>,
    pub definition: Option<MeasureDefinition>,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    pub due: Option<String>,
    /// Whether it can be computed as it stands.
    pub executable: bool,
}

#[derive(Serialize, ToSchema)]
pub struct CharterSignature {
    /// `organisation` or `partner`.
    pub side: String,
    pub person: uuid::Uuid,
    pub name: String,
    pub signs_for: String,
    pub deputy: bool,
    pub hash: String,
    pub at: String,
}

/// A whole version.
#[derive(Serialize, ToSchema)]
pub struct Charter {
    #[serde(flatten)]
    pub head: CharterHead,
    /// In the language of the charter.
    pub sections: Vec<CharterSection>,
    /// In the other language, where it is written in two: a text of the same standing.
    pub translations: Vec<CharterSection>,
    pub behind: Vec<SectionBehind>,
    pub measures: Vec<CharterMeasure>,
    pub signatures: Vec<CharterSignature>,
    /// The exact text, from the moment it is offered.
    pub text: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CharterVersions {
    pub versions: Vec<CharterHead>,
}

/// The version in force, and the one that is being written or signed.
#[derive(Serialize, ToSchema)]
pub struct CharterNow {
    pub in_force: Option<Charter>,
    pub open: Option<Charter>,
}

/// Words with the same fate.
#[derive(Serialize, ToSchema)]
pub struct ComparedPiece {
    /// `same`, `removed` or `added`.
    pub kind: String,
    pub text: String,
}

#[derive(Serialize, ToSchema)]
pub struct ComparedSection {
    pub section: String,
    pub changed: bool,
    pub pieces: Vec<ComparedPiece>,
}

#[derive(Serialize, ToSchema)]
pub struct Comparison {
    pub from: uuid::Uuid,
    pub to: uuid::Uuid,
    pub sections: Vec<ComparedSection>,
    /// Review and end in words; nothing where they are the same in both.
    pub term: Vec<ComparedPiece>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCharterVersion {
    /// `en` or `nl`: the language of the fixed words of the text. The reader's own where it is left out.
    pub language: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ChangedSection {
    pub text: String,
    /// `en` or `nl`; the language of the charter where it is left out.
    pub language: Option<String>,
    /// The revision that the writer saw, 0 of a text that was not there. Where someone saved meanwhile, changes that do not
    /// touch are put together; others are refused with 409.
    pub revision: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCharterMeasure {
    /// 1 to 4.
    pub level: i64,
    pub text: String,
    /// The version of a KPI; a measure that names one needs a target and a due date.
    pub kpi: Option<uuid::Uuid>,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    /// `2027-12-31`.
    pub due: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCharterSignature {
    /// The hash of the text that is signed.
    pub hash: String,
    /// That the signer knows that the two languages may not say the same, where `behind` names a section.
    pub languages: Option<bool>,
}

pub fn head(head: &Head) -> CharterHead {
    CharterHead {
        id: head.id.0,
        version: head.number(),
        state: head.state.word().to_owned(),
        language: head.language.code().to_owned(),
        hash: head.hash().map(str::to_owned),
        changed_at: head.changed_at.to_string(),
        offered_at: head.frozen.as_ref().map(|frozen| frozen.at.to_string()),
        in_force_at: head.in_force_at.map(|at| at.to_string()),
        superseded_at: head.superseded_at.map(|at| at.to_string()),
        review_on: head.term.review_on.map(|day| day.to_string()),
        ends_on: head.term.ends_on.map(|day| day.to_string()),
    }
}

pub fn section(known: &SectionText) -> CharterSection {
    CharterSection {
        section: known.section.word().to_owned(),
        language: known.language.code().to_owned(),
        text: known.text.clone(),
        revision: known.revision,
    }
}

fn behind(late: &Behind) -> SectionBehind {
    SectionBehind {
        section: late.section.word().to_owned(),
        language: late.language.code().to_owned(),
        empty: late.empty,
    }
}

pub fn measure(version: &CharterVersion, known: &Measure) -> CharterMeasure {
    CharterMeasure {
        translation: version.measure_texts.get(&known.id).cloned(),
        id: known.id.0,
        level: known.level,
        text: known.text.clone(),
        kpi: known.kpi.map(|id| id.0),
        definition: known.definition.clone().map(|definition| MeasureDefinition {
            title: definition.title,
            number: definition.number,
            population: definition.population,
            formula: definition.formula,
            unit: definition.unit,
            direction: definition.direction,
            grain: definition.grain,
            source: definition.source,
        }),
        baseline: known.baseline,
        target: known.target,
        due: known.due.map(|day| day.to_string()),
        executable: known.executable(),
    }
}

pub fn signature(given: &Signature) -> CharterSignature {
    CharterSignature {
        side: given.side.word().to_owned(),
        person: given.person.0,
        name: given.name.clone(),
        signs_for: given.signs_for.clone(),
        deputy: given.deputy,
        hash: given.hash.clone(),
        at: given.at.to_string(),
    }
}

pub fn charter(version: &CharterVersion) -> Charter {
    Charter {
        head: head(&version.head),
        sections: version.sections.iter().map(section).collect(),
        translations: version.translations.iter().map(section).collect(),
        behind: languages::behind(version).iter().map(behind).collect(),
        measures: version.measures.iter().map(|known| measure(version, known)).collect(),
        signatures: version.signatures.iter().map(signature).collect(),
        text: version.head.frozen.as_ref().map(|frozen| frozen.text.clone()),
    }
}

pub fn compared(known: Compared) -> ComparedSection {
    let changed = known.changed();
    let pieces = known.pieces.into_iter();
    ComparedSection { section: known.section.word().to_owned(), changed, pieces: pieces.map(piece).collect() }
}

pub fn piece(known: Piece) -> ComparedPiece {
    ComparedPiece { kind: known.kind.word().to_owned(), text: known.text }
}
