//! Where statements are kept. Everything that is written goes through one writer ([`writer`]), which stores what many
//! requests bring in one commit; everything that is read walks an index in the order of storing ([`find`]).

mod commit;
mod find;
mod ids;
mod plan;
mod postgres;
mod read;
pub mod restore;
mod sqlite;
mod tail;
mod writer;

use bytes::Bytes;
use lustrum_kernel::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use uuid::Uuid;

use crate::statement::pack::Damaged;
pub use find::{Found, Page, Question, Way, find};
pub use read::{Kept, after, attachment, by_id, by_positions, stored_through};
pub use writer::{Writer, writer};

/// Bits of `statement.flags`.
pub mod flag {
    /// It makes another void, and can't be made void itself.
    pub const VOIDS: i64 = 1;
    /// Its object is another statement.
    pub const REFERS: i64 = 2;
    /// It came without a timestamp: when it was stored stands in for it.
    pub const STORED_IS_TIMESTAMP: i64 = 4;
}

/// A statement that is ready to be stored: checked, packed, its keys known. Made by [`crate::statement::prepare`].
#[derive(Clone, Debug)]
pub struct Prepared {
    pub id: Uuid,
    /// Whether the sender chose the id: then something may be stored under it already.
    pub chosen: bool,
    /// The text to keep, without what depends on the moment of storing.
    pub text: String,
    pub packed: Vec<u8>,
    pub flags: i64,
    pub keys: Vec<i64>,
    /// The statement that this one is about.
    pub target: Option<Uuid>,
}

impl Prepared {
    pub fn voids(&self) -> bool {
        self.flags & flag::VOIDS != 0
    }
}

/// The bytes of an attachment under the hash that its statement gives.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub sha2: Vec<u8>,
    pub bytes: Bytes,
}

/// What one request brings: stored whole or not at all.
#[derive(Clone, Debug)]
pub struct Batch {
    pub organisation: OrganisationId,
    /// The number of the credential that brings it.
    pub source: i64,
    pub statements: Vec<Prepared>,
    pub attachments: Vec<Attachment>,
}

/// Why a batch was not stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotStored {
    /// 409: something else is stored under this id.
    #[error("another statement is stored under the id {id}")]
    Differs { index: usize, id: Uuid },
    /// 503: the disk is full, the database is gone.
    #[error("nothing can be stored right now")]
    Unavailable,
    /// 500
    #[error("{0}")]
    Broken(String),
}

/// What goes wrong between us and what is kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Damaged(#[from] Damaged),
}

impl From<StoreError> for lustrum_kernel::Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Db(error) => error.into(),
            StoreError::Damaged(error) => Self::Broken(error.to_string()),
        }
    }
}

/// Stores what a request, an import or a forwarding brings; when it returns, it is on disk and can be read.
pub async fn put_many(app: &App, batch: Batch) -> Result<(), NotStored> {
    writer(app).put(batch).await
}
