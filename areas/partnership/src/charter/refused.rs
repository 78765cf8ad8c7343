//! Why a charter can't be begun, edited, offered or signed; each refusal with its words in both languages.

use lustrum_kernel::db::DbError;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::problem::Problem;

use super::{Section, SectionText};

/// What a version lacks before it can be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    EmptySection(Section),
    NoMeasure,
    /// There are measures, and none of level 3 or 4.
    NoBehaviourOrResult,
}

impl Lack {
    /// Where on the page it is mended.
    pub fn place(self) -> &'static str {
        match self {
            Self::EmptySection(section) => section.word(),
            Self::NoMeasure | Self::NoBehaviourOrResult => Section::Measures.word(),
        }
    }
    pub fn fault(self) -> Fault {
        match self {
            Self::EmptySection(section) => Fault::new("charter-lack-section").with("section", section.word()),
            Self::NoMeasure => Fault::new("charter-lack-measure"),
            Self::NoBehaviourOrResult => Fault::new("charter-lack-level"),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum BeginRefused {
    #[error("a version is being written or waits for signatures already")]
    OpenAlready,
    #[error(transparent)]
    Database(#[from] DbError),
}

#[derive(Debug, thiserror::Error)]
pub enum EditRefused {
    #[error("only a draft can be edited")]
    NotADraft,
    /// Someone else saved this section after it was shown; here is what stands there now.
    #[error("the section changed meanwhile")]
    ChangedMeanwhile(Box<SectionText>),
    #[error("there is nothing of this id")]
    Unknown,
    #[error(transparent)]
    Database(#[from] DbError),
}

#[derive(Debug, thiserror::Error)]
pub enum OfferRefused {
    #[error("only a draft can be offered")]
    NotADraft,
    #[error("only an offered version can be taken back")]
    NotOffered,
    #[error("it lacks something")]
    Lacking(Vec<Lack>),
    #[error(transparent)]
    Database(#[from] DbError),
}

#[derive(Debug, thiserror::Error)]
pub enum SignRefused {
    #[error("this version does not wait for signatures")]
    NotOffered,
    #[error("the text is not the one that was shown")]
    TextChanged,
    #[error("this mandate does not cover signing a charter")]
    OutsideMandate,
    #[error("this side has signed already")]
    SignedAlready,
    #[error("this person has signed for the other side")]
    SamePerson,
    #[error("the key of the charter: {0}")]
    Key(String),
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<BeginRefused> for Problem {
    fn from(refused: BeginRefused) -> Self {
        match refused {
            BeginRefused::OpenAlready => Self::refused("refusal-charter-open-already"),
            BeginRefused::Database(error) => error.into(),
        }
    }
}

impl From<EditRefused> for Problem {
    fn from(refused: EditRefused) -> Self {
        match refused {
            EditRefused::NotADraft => Self::refused("refusal-charter-not-a-draft"),
            EditRefused::ChangedMeanwhile(now) => {
                Fault::new("refusal-charter-section-changed").with("revision", now.revision).into()
            }
            EditRefused::Unknown => Self::NotFound,
            EditRefused::Database(error) => error.into(),
        }
    }
}

impl From<OfferRefused> for Problem {
    fn from(refused: OfferRefused) -> Self {
        match refused {
            OfferRefused::NotADraft => Self::refused("refusal-charter-not-a-draft"),
            OfferRefused::NotOffered => Self::refused("refusal-charter-not-offered"),
            OfferRefused::Lacking(lacks) => {
                let mut fields = Fields::default();
                for lack in lacks {
                    fields.refuse(lack.place(), lack.fault());
                }
                fields.into()
            }
            OfferRefused::Database(error) => error.into(),
        }
    }
}

impl From<SignRefused> for Problem {
    fn from(refused: SignRefused) -> Self {
        match refused {
            SignRefused::NotOffered => Self::refused("refusal-charter-not-offered"),
            SignRefused::TextChanged => Self::refused("refusal-charter-text-changed"),
            SignRefused::OutsideMandate => Self::refused("refusal-outside-mandate-sign-charter"),
            SignRefused::SignedAlready => Self::refused("refusal-charter-signed-already"),
            SignRefused::SamePerson => Self::refused("refusal-charter-same-person"),
            SignRefused::Key(words) => Self::Broken(words),
            SignRefused::Database(error) => error.into(),
        }
    }
}
