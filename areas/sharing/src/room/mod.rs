//! The data room: documents that one side gives the other to read. People of the partner's side enter only while an NDA
//! that they signed is in force. Documents are sealed where they are stored, shown with the mark of their reader, end with
//! their last day or when they are taken back, and every opening is in the ledger of both sides before anything is shown.

pub mod apart;
pub mod api;
pub mod hand_in;
pub mod mark;
pub mod open;
pub mod pages;
pub mod store;
#[cfg(test)]
mod tests;
pub mod vault;

use jiff::tz::TimeZone;
use lustrum_kernel::access::{Resource, Side};
use lustrum_kernel::id::{BlobId, OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, id};

pub use crate::agreement::Act;
use check::Kind;
pub use lustrum_file::{check, inflate};
pub use store::{add, find, of_partnership, revoke};

id!(
    /// A document of the data room.
    DocumentId
);

/// What is known of a document beside its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    pub organisation: OrganisationId,
    pub partnership: PartnershipId,
    /// Counts up within the partnership; the history names a document by it, as a title may tell too much.
    pub number: i64,
    /// Who gave it.
    pub side: Side,
    pub title: String,
    pub file_name: String,
    pub kind: Kind,
    pub size: i64,
    /// The last day on which it opens, in UTC; nothing: as long as the room does.
    pub until: Option<Day>,
    pub added: Act,
    pub revoked: Option<Act>,
    pub blob: BlobId,
    pub key_mark: String,
    pub sealed_key: Vec<u8>,
}

/// Where a document stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// Its last day is over.
    Expired,
    /// The side that gave it took it back.
    Revoked,
}

impl Standing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
    /// The key of the refusal of whoever opens it; nothing where it opens.
    pub fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Expired => Some("refusal-room-expired"),
            Self::Revoked => Some("refusal-room-revoked"),
        }
    }
}

impl Document {
    pub fn standing_at(&self, at: Moment) -> Standing {
        if self.revoked.is_some() {
            Standing::Revoked
        } else if self.until.is_some_and(|until| at.day_in(&TimeZone::UTC) > until) {
            Standing::Expired
        } else {
            Standing::Open
        }
    }
    /// What the seal binds the content to.
    pub fn about(&self) -> String {
        about(self.organisation, self.id)
    }
}

pub fn about(organisation: OrganisationId, id: DocumentId) -> String {
    format!("{organisation} {id}")
}

/// The room as the policies are asked about it: whether it is open to who asks.
pub fn resource(partnership: PartnershipId, open: bool) -> Resource {
    Resource::new("Room", partnership).flag("open", open)
}

/// Why a document is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RevokeRefused {
    #[error("it was taken back already")]
    Already,
    #[error("the other side gave it")]
    OtherSide,
}

impl RevokeRefused {
    pub fn key(self) -> &'static str {
        match self {
            Self::Already => "refusal-room-revoked-already",
            Self::OtherSide => "refusal-room-other-side",
        }
    }
}
