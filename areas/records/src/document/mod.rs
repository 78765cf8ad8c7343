//! Documents that other systems keep here beside their statements: where a learner was in an activity, what is known of
//! an agent or of an activity. Their bytes are theirs; only JSON objects are looked into, when two of them are merged.

pub mod store;

use lustrum_kernel::Moment;
use lustrum_xapi::AgentKey;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The three resources that hold documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    State,
    AgentProfile,
    ActivityProfile,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::AgentProfile => "agent-profile",
            Self::ActivityProfile => "activity-profile",
        }
    }
}

/// Whose documents: an agent's, an activity's, or those of an agent in an activity.
#[derive(Clone, Debug)]
pub struct Owner {
    pub kind: Kind,
    pub activity: String,
    pub agent: String,
    /// The attempt, for state.
    pub registration: Option<Uuid>,
}

impl Owner {
    pub fn state(activity: String, agent: AgentKey, registration: Option<Uuid>) -> Self {
        Self { kind: Kind::State, activity, agent: agent.into_string(), registration }
    }
    pub fn agent(agent: AgentKey) -> Self {
        Self { kind: Kind::AgentProfile, activity: String::new(), agent: agent.into_string(), registration: None }
    }
    pub fn activity(activity: String) -> Self {
        Self { kind: Kind::ActivityProfile, activity, agent: String::new(), registration: None }
    }
    /// What its documents are found by.
    fn key(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update((self.activity.len() as u64).to_be_bytes());
        hash.update(self.activity.as_bytes());
        hash.update(self.agent.as_bytes());
        hash.finalize().to_vec()
    }
    fn attempt(&self) -> String {
        self.registration.map(|id| id.to_string()).unwrap_or_default()
    }
}

/// A document as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: String,
    pub content_type: String,
    /// With its quotes.
    pub etag: String,
    pub changed: Moment,
    pub bytes: Vec<u8>,
}
