//! What a request wants of the statements.

use super::Parameters;
use crate::agent::AgentKey;
use crate::format::Format;
use crate::refusal::{Code, Refusal};
use crate::time::Instant;
use uuid::Uuid;

/// `GET` of the statement resource (Part Three, 2.1.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementsQuery {
    /// The one with this id.
    One { id: Uuid, format: Format, attachments: bool },
    /// The one with this id, which is void.
    Voided { id: Uuid, format: Format, attachments: bool },
    /// All that pass the filters.
    Many(Box<Filters>),
}

/// The filters, all of which must be passed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    pub agent: Option<AgentKey>,
    pub verb: Option<String>,
    pub activity: Option<String>,
    pub registration: Option<Uuid>,
    pub related_activities: bool,
    pub related_agents: bool,
    /// Stored after this moment.
    pub since: Option<Instant>,
    /// Stored at this moment or before.
    pub until: Option<Instant>,
    /// At most so many; nothing, as 0, leaves it to the store.
    pub limit: Option<u64>,
    pub format: Format,
    pub attachments: bool,
    /// The oldest first.
    pub ascending: bool,
}

const ONE: [&str; 4] = ["statementId", "voidedStatementId", "attachments", "format"];
const MANY: [&str; 12] = [
    "agent",
    "verb",
    "activity",
    "registration",
    "related_activities",
    "related_agents",
    "since",
    "until",
    "limit",
    "format",
    "attachments",
    "ascending",
];

impl StatementsQuery {
    /// From the parameters of a request.
    ///
    /// # Errors
    /// [`Code::UnknownParameter`] also for a name in other capitals, [`Code::ParametersExclude`] where one statement is asked for and
    /// filtered at once, and what is wrong with a value, at its name.
    ///
    /// ```
    /// use lustrum_xapi::query::{Parameters, StatementsQuery};
    /// let read = |text| StatementsQuery::of(&Parameters::read(text)?);
    /// assert!(matches!(read("limit=5&ascending=true"), Ok(StatementsQuery::Many(filters)) if filters.ascending));
    /// assert_eq!(read("Limit=5").unwrap_err().code().key(), "unknown-parameter");
    /// let id = "statementId=fd41c918-b88b-4b20-a0a5-a4c32391aaa0";
    /// assert!(matches!(read(id), Ok(StatementsQuery::One { .. })));
    /// assert_eq!(read(&format!("{id}&limit=5")).unwrap_err().code().key(), "parameters-exclude");
    /// ```
    pub fn of(parameters: &Parameters) -> Result<Self, Refusal> {
        let (format, attachments) = (format(parameters)?, parameters.flag("attachments")?);
        if let Some(id) = parameters.uuid("statementId")? {
            alone(parameters, "statementId")?;
            return Ok(Self::One { id, format, attachments });
        }
        if let Some(id) = parameters.uuid("voidedStatementId")? {
            alone(parameters, "voidedStatementId")?;
            return Ok(Self::Voided { id, format, attachments });
        }
        parameters.only(&MANY)?;
        Ok(Self::Many(Box::new(Filters {
            agent: parameters.agent("agent")?,
            verb: parameters.iri("verb")?,
            activity: parameters.iri("activity")?,
            registration: parameters.uuid("registration")?,
            related_activities: parameters.flag("related_activities")?,
            related_agents: parameters.flag("related_agents")?,
            since: parameters.moment("since")?,
            until: parameters.moment("until")?,
            limit: parameters.whole("limit")?.filter(|limit| *limit > 0),
            format,
            attachments,
            ascending: parameters.flag("ascending")?,
        })))
    }
}

/// Whoever asks for one statement does not filter.
fn alone(parameters: &Parameters, first: &str) -> Result<(), Refusal> {
    for (name, _) in parameters.pairs() {
        let other_id = name != first && (name == "statementId" || name == "voidedStatementId");
        if other_id || (!ONE.contains(&name.as_str()) && MANY.contains(&name.as_str())) {
            return Err(Refusal::new(Code::ParametersExclude { first: first.to_owned(), second: name.clone() }));
        }
    }
    parameters.only(&ONE)
}

fn format(parameters: &Parameters) -> Result<Format, Refusal> {
    match parameters.get("format") {
        None => Ok(Format::default()),
        Some(name) => Format::of(name)
            .ok_or_else(|| Refusal::new(Code::NotOneOf { allowed: &["ids", "exact", "canonical"] }).within("format")),
    }
}

/// `PUT` of the statement resource: the id of the one that is sent (Part Three, 2.1.1).
///
/// # Errors
/// [`Code::MissingParameter`], [`Code::UnknownParameter`], [`Code::NotUuid`].
pub fn put_statement(parameters: &Parameters) -> Result<Uuid, Refusal> {
    parameters.only(&["statementId"])?;
    Parameters::must("statementId", parameters.uuid("statementId")?)
}
