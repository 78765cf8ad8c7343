//! What a request wants of documents, agents and activities.

use super::Parameters;
use crate::agent::AgentKey;
use crate::refusal::{Code, Refusal};
use crate::time::Instant;
use uuid::Uuid;

/// The state resource (Part Three, 2.3). Without `stateId` it is about all states, `since` a moment where it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateQuery {
    pub activity: String,
    pub agent: AgentKey,
    pub registration: Option<Uuid>,
    pub state: Option<String>,
    pub since: Option<Instant>,
}

impl StateQuery {
    /// # Errors
    /// A missing, unknown or wrong parameter, or `since` beside `stateId`.
    pub fn of(parameters: &Parameters) -> Result<Self, Refusal> {
        parameters.only(&["activityId", "agent", "registration", "stateId", "since"])?;
        let (state, since) = (parameters.text("stateId")?, parameters.moment("since")?);
        apart("stateId", state.is_some(), since.is_some())?;
        Ok(Self {
            activity: Parameters::must("activityId", parameters.iri("activityId")?)?,
            agent: Parameters::must("agent", parameters.agent("agent")?)?,
            registration: parameters.uuid("registration")?,
            state,
            since,
        })
    }
}

/// The agent profile resource (Part Three, 2.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentProfileQuery {
    pub agent: AgentKey,
    pub profile: Option<String>,
    pub since: Option<Instant>,
}

impl AgentProfileQuery {
    /// # Errors
    /// A missing, unknown or wrong parameter, or `since` beside `profileId`.
    pub fn of(parameters: &Parameters) -> Result<Self, Refusal> {
        parameters.only(&["agent", "profileId", "since"])?;
        let (profile, since) = (parameters.text("profileId")?, parameters.moment("since")?);
        apart("profileId", profile.is_some(), since.is_some())?;
        Ok(Self { agent: Parameters::must("agent", parameters.agent("agent")?)?, profile, since })
    }
}

/// The activity profile resource (Part Three, 2.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityProfileQuery {
    pub activity: String,
    pub profile: Option<String>,
    pub since: Option<Instant>,
}

impl ActivityProfileQuery {
    /// # Errors
    /// A missing, unknown or wrong parameter, or `since` beside `profileId`.
    pub fn of(parameters: &Parameters) -> Result<Self, Refusal> {
        parameters.only(&["activityId", "profileId", "since"])?;
        let (profile, since) = (parameters.text("profileId")?, parameters.moment("since")?);
        apart("profileId", profile.is_some(), since.is_some())?;
        Ok(Self { activity: Parameters::must("activityId", parameters.iri("activityId")?)?, profile, since })
    }
}

/// A list is asked for since a moment, a document by its id.
fn apart(id: &'static str, one: bool, since: bool) -> Result<(), Refusal> {
    if one && since {
        return Err(Refusal::new(Code::ParametersExclude { first: id.to_owned(), second: "since".to_owned() }));
    }
    Ok(())
}

/// The agents resource (Part Three, 2.4): about whom.
///
/// # Errors
/// A missing, unknown or wrong parameter; a group is no agent.
pub fn agent(parameters: &Parameters) -> Result<AgentKey, Refusal> {
    parameters.only(&["agent"])?;
    let text = parameters.needed("agent")?;
    let node = crate::json::read(text.as_bytes()).map_err(|refusal| refusal.within("agent"))?;
    crate::agent::check_actor(&node, crate::agent::Takes::Agent).map_err(|refusal| refusal.within("agent"))?;
    AgentKey::of(&node).ok_or_else(|| Refusal::new(Code::NoIdentifier).within("agent"))
}

/// The activities resource (Part Three, 2.5): about which.
///
/// # Errors
/// A missing, unknown or wrong parameter.
pub fn activity(parameters: &Parameters) -> Result<String, Refusal> {
    parameters.only(&["activityId"])?;
    Parameters::must("activityId", parameters.iri("activityId")?)
}

/// `POST` of statements and the about resource take no parameters.
///
/// # Errors
/// [`Code::UnknownParameter`].
pub fn none(parameters: &Parameters) -> Result<(), Refusal> {
    parameters.only(&[])
}
