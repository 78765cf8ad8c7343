//! cmi5: what a content package that was launched by a learning platform tells, as sessions with an outcome.
//!
//! Source: cmi5 Specification Profile for xAPI ("Quartz", 1st edition): 7.1.3 "Types of Statements", 8 "Content Launch", 9
//! "xAPI Statement Data Model", 9.3 "Verbs", 9.5 "Result", 9.6 "Context", 10.2.4 "moveOn".
//!
//! [`Told::of`] recognises one statement, [`Session::apply`] takes the statements of a session in the order in which they were
//! stored and says what breaks the rules, [`Outcome`] gathers the sessions of a registration, [`MoveOn`] says what they are enough for.
//!
//! ```
//! use lustrum_xapi::cmi5::{MoveOn, Outcome, Session, Told, Verb};
//! use lustrum_xapi::{Limits, Version, read_one};
//! let text = r#"{"actor": {"account": {"homePage": "https://lms.example.org", "name": "42"}},
//!   "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}, "object": {"id": "https://example.org/au/1"},
//!   "result": {"completion": true, "duration": "PT20M"}, "timestamp": "2026-03-01T10:00:00Z",
//!   "context": {"registration": "9d5a1f1e-0a57-4a3e-9c45-2f6b1b1f0001",
//!     "contextActivities": {"category": [{"id": "https://w3id.org/xapi/cmi5/context/categories/cmi5"},
//!       {"id": "https://w3id.org/xapi/cmi5/context/categories/moveon"}]},
//!     "extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1"}}}"#;
//! let statement = read_one(text.as_bytes(), Version::V1_0_3, Limits::default())?;
//! let told = Told::of(&statement).expect("it is of cmi5");
//! assert_eq!(told.verb, Some(Verb::Completed));
//! let mut session = Session::new(&told);
//! // It came before the session began: recorded, and said.
//! assert!(!session.apply(&told).is_empty());
//! let mut outcome = Outcome::default();
//! outcome.add(&session);
//! assert!(MoveOn::Completed.met_by(&outcome) && !MoveOn::CompletedAndPassed.met_by(&outcome));
//! # Ok::<(), lustrum_xapi::Refusal>(())
//! ```

mod finding;
mod outcome;
mod session;
mod told;

pub use finding::Finding;
pub use outcome::{MoveOn, Outcome};
pub use session::{Session, Standing};
pub use told::{LaunchMode, Told, Verb};

/// The activity in `category` that makes a statement one that cmi5 defines.
pub const CATEGORY: &str = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
/// The activity in `category` that makes it count towards moving on.
pub const MOVE_ON_CATEGORY: &str = "https://w3id.org/xapi/cmi5/context/categories/moveon";
/// Which session a statement belongs to.
pub const SESSION_ID: &str = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
/// The score from which on an attempt is passed.
pub const MASTERY_SCORE: &str = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
/// How the content was launched.
pub const LAUNCH_MODE: &str = "https://w3id.org/xapi/cmi5/context/extensions/launchmode";
/// What is enough to move on, as the launch says it.
pub const MOVE_ON: &str = "https://w3id.org/xapi/cmi5/context/extensions/moveon";
/// Why an assignable unit was waived.
pub const REASON: &str = "https://w3id.org/xapi/cmi5/result/extensions/reason";
