//! The register of assets: of everything that is made in a partnership, who made it, under which licence, and what each side
//! may do with it during the partnership, after it and in others. One side proposes, the other confirms; what was confirmed
//! holds until both agree on something else. Without a row the charter's clause on the exit is what counts.

mod line;
mod said;
mod store;

use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, id};

pub use line::{Line, licence, lines};
pub use said::{Said, said};
pub use store::{
    About, allowed_documents, confirm, find, is_named, list, of_target, of_targets, propose, terms_of, waiting,
    withheld_from,
};

id!(
    /// An asset of a partnership.
    AssetId
);

/// What an asset is. Those with a target are something that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Module,
    Scenario,
    Case,
    Rubric,
    ItemBank,
    Document,
    Form,
    Tool,
}

impl Kind {
    pub const ALL: [Kind; 8] = [
        Self::Module,
        Self::Scenario,
        Self::Case,
        Self::Rubric,
        Self::ItemBank,
        Self::Document,
        Self::Form,
        Self::Tool,
    ];
    /// Its message is `asset-kind-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Scenario => "scenario",
            Self::Case => "case",
            Self::Rubric => "rubric",
            Self::ItemBank => "item-bank",
            Self::Document => "document",
            Self::Form => "form",
            Self::Tool => "tool",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Licences that anyone may choose, by their identifiers in the SPDX list.
pub const OPEN: [&str; 8] =
    ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "MIT", "Apache-2.0"];
/// Both own it together.
pub const JOINT: &str = "joint";
/// The two say in their own words what holds.
pub const OWN: &str = "own";

/// What one side may do with an asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// In this partnership, as long as it lasts.
    pub during: bool,
    /// When it has ended. Without this right the exit archive of that side holds no content of the asset.
    pub after: bool,
    /// In its partnerships with others.
    pub elsewhere: bool,
}

impl Rights {
    pub const ALL: Self = Self { during: true, after: true, elsewhere: true };
}

/// What one side proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Names of who made it, on each side; empty where nobody of that side did.
    pub authors_organisation: String,
    pub authors_partner: String,
    /// One of [`OPEN`], [`JOINT`] or [`OWN`].
    pub licence: String,
    /// The words of the licence where it is [`OWN`], a remark otherwise.
    pub words: String,
    pub organisation: Rights,
    pub partner: Rights,
}

impl Terms {
    pub fn rights(&self, side: Side) -> Rights {
        match side {
            Side::Organisation => self.organisation,
            Side::Partner => self.partner,
        }
    }
    pub fn authors(&self, side: Side) -> &str {
        match side {
            Side::Organisation => &self.authors_organisation,
            Side::Partner => &self.authors_partner,
        }
    }
}

/// What is wrong with terms, with the field at which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    NoAuthor,
    /// A licence in own words needs words.
    NoWords,
    /// More may be done after the partnership or elsewhere than in it.
    NotDuring(Side),
    /// An open licence lets everyone go on using it, so nothing can be kept from a side.
    OpenToAll(Side),
}

/// The first thing that is wrong with terms.
///
/// ```
/// use lustrum_sharing::asset::{Lack, Rights, Terms, lack};
/// use lustrum_kernel::access::Side;
/// let mut terms = Terms {
///     authors_organisation: String::new(), authors_partner: "Emre Yilmaz".into(), licence: "CC-BY-4.0".into(),
///     words: String::new(), organisation: Rights::ALL, partner: Rights::ALL,
/// };
/// assert_eq!(lack(&terms), None);
/// terms.organisation.after = false;
/// assert_eq!(lack(&terms), Some(Lack::OpenToAll(Side::Organisation)));
/// terms.licence = "own".into();
/// assert_eq!(lack(&terms), Some(Lack::NoWords));
/// ```
pub fn lack(terms: &Terms) -> Option<Lack> {
    if terms.authors_organisation.is_empty() && terms.authors_partner.is_empty() {
        return Some(Lack::NoAuthor);
    }
    if terms.licence == OWN && terms.words.is_empty() {
        return Some(Lack::NoWords);
    }
    let open = OPEN.contains(&terms.licence.as_str());
    Side::BOTH.into_iter().find_map(|side| {
        let rights = terms.rights(side);
        if open && rights != Rights::ALL {
            Some(Lack::OpenToAll(side))
        } else if !rights.during && (rights.after || rights.elsewhere) {
            Some(Lack::NotDuring(side))
        } else {
            None
        }
    })
}

/// A version of the terms, with who proposed it and who confirmed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub number: i64,
    pub terms: Terms,
    pub side: Side,
    pub proposed_by: PersonId,
    pub proposed_at: Moment,
    pub confirmed_by: Option<PersonId>,
    pub confirmed_at: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub id: AssetId,
    pub kind: Kind,
    /// What it is, where that has a page of its own.
    pub target: Option<uuid::Uuid>,
    pub title: String,
    /// The newest version of its terms.
    pub version: i64,
    /// The version that holds; nothing while none was confirmed.
    pub confirmed: Option<i64>,
}

impl Asset {
    /// Whether a version waits for the other side.
    pub fn waits(&self) -> bool {
        self.confirmed != Some(self.version)
    }
}

/// Why terms are not taken.
#[derive(Debug, thiserror::Error)]
pub enum AssetRefused {
    #[error("another version was proposed meanwhile")]
    Changed,
    #[error("whoever proposes does not confirm")]
    OwnProposal,
    #[error("it was confirmed already")]
    Confirmed,
    #[error("this is in the register already")]
    Known,
    #[error(transparent)]
    Database(#[from] lustrum_kernel::db::DbError),
}

impl AssetRefused {
    /// The key of its message; nothing where the database is at fault.
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Changed => "refusal-asset-changed",
            Self::OwnProposal => "refusal-asset-own-proposal",
            Self::Confirmed => "refusal-asset-confirmed",
            Self::Known => "refusal-asset-known",
            Self::Database(_) => return None,
        })
    }
}
