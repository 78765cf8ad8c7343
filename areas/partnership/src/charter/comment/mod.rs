//! What both sides say about a section while it is written: a comment, the answers to it, and that it is settled. A
//! comment stays with the version, and the revision of the text, that it was made about; it is no part of what is signed.

pub(crate) mod api;
pub(crate) mod pages;
mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Moment, id};

use super::{CharterVersionId, Section};

pub use store::{About, answer, find, make, of_version, reopen, resolve};

id!(
    /// A comment on a section, or an answer to one.
    CommentId
);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    pub version: CharterVersionId,
    pub section: Section,
    pub language: Locale,
    /// The revision of the text that it was made about.
    pub revision: i64,
    /// The comment that it answers; nothing of one that begins a thread.
    pub answers: Option<CommentId>,
    pub text: String,
    pub side: Side,
    pub made_by: PersonId,
    pub made_at: Moment,
    /// Who settled it, and when: of one that begins a thread.
    pub resolved: Option<(PersonId, Moment)>,
}

/// A comment with its answers, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    pub first: Comment,
    pub answers: Vec<Comment>,
}

impl Thread {
    pub fn open(&self) -> bool {
        self.first.resolved.is_none()
    }
}

/// Comments as threads, the oldest first.
pub fn threads(comments: Vec<Comment>) -> Vec<Thread> {
    let (first, later): (Vec<Comment>, Vec<Comment>) =
        comments.into_iter().partition(|comment| comment.answers.is_none());
    let mut threads: Vec<Thread> = first.into_iter().map(|first| Thread { first, answers: Vec::new() }).collect();
    for answer in later {
        if let Some(thread) = threads.iter_mut().find(|thread| Some(thread.first.id) == answer.answers) {
            thread.answers.push(answer);
        }
    }
    threads
}

#[derive(Debug, thiserror::Error)]
pub enum CommentRefused {
    #[error("this version is not written any more")]
    VersionClosed,
    #[error("there is no such comment")]
    Unknown,
    #[error("it is settled already")]
    Resolved,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<CommentRefused> for Problem {
    fn from(refused: CommentRefused) -> Self {
        match refused {
            CommentRefused::VersionClosed => Self::refused("refusal-comment-version-closed"),
            CommentRefused::Unknown => Self::NotFound,
            CommentRefused::Resolved => Self::refused("refusal-comment-resolved"),
            CommentRefused::Database(error) => error.into(),
        }
    }
}
