//! Statements of the Experience API (xAPI 1.0.3 and 2.0, IEEE 9274.1.1): read, checked, compared and formatted.
//!
//! Everything here is pure: bytes in, values out, every refusal typed with its place in the statement. Nothing reads a
//! clock, a file or a database.
//!
//! A store uses it like this:
//!
//! 1. [`Version::of_header`] says whose rules a request follows.
//! 2. [`read_one`] and [`read_batch`] give [`Statement`]s that keep every rule, or a [`Refusal`] with [`Refusal::place`]
//!    and [`Refusal::code`].
//! 3. [`Statement::complete`] gives the text to keep, [`Statement::mentions`] what to index, [`Statement::fingerprint`]
//!    by what to know it again ([`Fingerprint::same_as`]: stored already, or another one with this id).
//! 4. [`multipart::read`] and [`multipart::receive`] take attachments, [`signature::check`] looks at signatures,
//!    [`multipart::write`] sends statements with their attachments.
//! 5. [`cmi5::Told`] recognises what content that was launched tells, [`cmi5::Session`] and [`cmi5::Outcome`] what it
//!    adds up to.
//! 6. [`query`] reads what is asked for, [`Statement::ids`], [`Statement::canonical`] and [`format`] give the answer.
//! 7. [`document::Preconditions`] and [`document::merge`] are the rules of state and profiles.

pub mod agent;
pub mod cmi5;
pub mod compare;
pub mod document;
pub mod format;
pub mod iri;
pub mod json;
pub mod language;
pub mod mentions;
pub mod multipart;
pub mod object;
pub mod query;
pub mod refusal;
pub mod signature;
pub mod statement;
pub mod time;
pub mod verb;
pub mod version;

mod activity;
mod attachment;
mod check;
mod context;
mod result;

pub use agent::{AgentKey, Identifier, read_agent};
pub use compare::Fingerprint;
pub use mentions::{Mention, Mentions};
pub use object::ObjectType;
pub use refusal::{Code, Place, Refusal};
pub use statement::{Additions, Limits, Statement, read_batch, read_one};
pub use version::Version;

pub use uuid::Uuid;
