//! The parameters of requests: each known, each once, each of its form.
//!
//! Source: xAPI 1.0.3, Part Three, 1.3 "Alternate Request Syntax" and 2 "Resources"; IEEE 9274.1.1, 4.1.6.

mod alternate;
mod documents;
mod parameters;
mod statements;

pub use alternate::{Alternate, alternate};
pub use documents::{ActivityProfileQuery, AgentProfileQuery, StateQuery, activity, agent, none};
pub use parameters::Parameters;
pub use statements::{Filters, StatementsQuery, put_statement};
