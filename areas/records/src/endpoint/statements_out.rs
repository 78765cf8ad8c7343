//! Statements that go out: one by its id, or those that answer a question, page by page.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use lustrum_kernel::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_xapi::json::Node;
use lustrum_xapi::{AgentKey, Mentions, Statement};
use uuid::Uuid;

use super::answer::{Answer, Refused, json_text};
use super::formats::{Format, Languages};
use super::query::Parameters;
use super::{Call, more, multipart};
use crate::authority;
use crate::credential::scope::Reads;
use crate::statement::key::{self, Facet};
use crate::statement::whole;
use crate::store::{self, Kept, Question, Way, find};

/// Statements on a page where the request does not say, and at most.
const A_PAGE: usize = 100;
const MOST: usize = 500;

const ALONE: [&str; 4] = ["statementId", "voidedStatementId", "format", "attachments"];
const LIST: [&str; 12] = [
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

pub async fn get(call: &Call) -> Answer {
    let reads = call.credential.scopes.read_statements();
    if reads == Reads::Nothing {
        return Err(Refused::forbidden("statements/read or statements/read/mine"));
    }
    let parameters = &call.asked.parameters;
    let (one, void) = (parameters.has("statementId"), parameters.has("voidedStatementId"));
    if one && void {
        return Err(Refused::bad("parameters-exclude", "statementId and voidedStatementId can't go together"));
    }
    if one || void {
        parameters.only(&ALONE)?;
        let id = parameters.uuid(if one { "statementId" } else { "voidedStatementId" })?;
        return single(call, reads, id, void).await;
    }
    let Some(token) = parameters.get("more") else {
        parameters.only(&LIST)?;
        return page(call, reads, parameters, None).await;
    };
    parameters.only(&["more"])?;
    let (question, from) = more::read(token, &call.credential, call.app.now())?;
    page(call, reads, &question, Some(from)).await
}

async fn single(call: &Call, reads: Reads, id: Uuid, void: bool) -> Answer {
    let shape = Shape::read(call, &call.asked.parameters)?;
    let found = store::by_id(&call.app, call.organisation, id).await?;
    let kept = found
        .filter(|kept| kept.voided == void && (reads == Reads::Everything || kept.source == call.credential.number))
        .ok_or_else(|| Refused::not_found("there is no such statement"))?;
    let date = kept.stored.0.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let texts = shape.texts(call, std::slice::from_ref(&kept)).await?;
    let mut response = shape.response(call, texts.into_iter().next().unwrap_or_default(), &[kept]);
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(header::LAST_MODIFIED, date);
    }
    Ok(response)
}

async fn page(call: &Call, reads: Reads, parameters: &Parameters, from: Option<i64>) -> Answer {
    let shape = Shape::read(call, parameters)?;
    let filter = Filter::read(parameters)?;
    let limit = match parameters.whole("limit")? {
        None | Some(0) => A_PAGE,
        Some(limit) => usize::try_from(limit).unwrap_or(MOST).min(MOST),
    };
    let question = Question {
        parts: filter.parts(call, reads).await?,
        since: parameters.moment("since")?,
        until: parameters.moment("until")?,
        way: if parameters.flag("ascending")? { Way::OldestFirst } else { Way::NewestFirst },
        from,
        limit,
        void_too: false,
    };
    let authorities = filter.authorities(call).await?;
    let mine = (reads == Reads::Mine).then_some(call.credential.number);
    let matches = |kept: &Kept| mine.is_none_or(|number| kept.source == number) && filter.matches(kept, &authorities);
    let page = find(&call.app, call.organisation, &question, matches).await?;
    let texts = shape.texts(call, &page.found).await?;
    let next = page.next.map(|position| {
        let token = more::write(parameters, position, &call.credential, call.app.now());
        format!("{}/xapi/{}/statements?more={token}", base_path(&call.app), call.organisation)
    });
    let mut text = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum::<usize>() + 128);
    text.push_str("{\"statements\":[");
    text.push_str(&texts.join(","));
    text.push_str("],\"more\":\"");
    text.push_str(&next.unwrap_or_default());
    text.push_str("\"}");
    Ok(shape.response(call, text, &page.found))
}

/// The path under which this installation is reached.
fn base_path(app: &App) -> String {
    let url = &app.config().base_url;
    let after = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    after.find('/').map(|at| after[at..].trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// What statements are asked for by.
struct Filter {
    agent: Option<AgentKey>,
    related_agents: bool,
    verb: Option<String>,
    activity: Option<String>,
    related_activities: bool,
    registration: Option<Uuid>,
}

impl Filter {
    fn read(parameters: &Parameters) -> Result<Self, Refused> {
        Ok(Self {
            agent: parameters.maybe_agent("agent")?,
            related_agents: parameters.flag("related_agents")?,
            verb: parameters.maybe_iri("verb")?,
            activity: parameters.maybe_iri("activity")?,
            related_activities: parameters.flag("related_activities")?,
            registration: parameters.maybe_uuid("registration")?,
        })
    }

    /// The keys, the rarest part first.
    async fn parts(&self, call: &Call, reads: Reads) -> Result<Vec<Vec<i64>>, Refused> {
        let mut parts = Vec::new();
        if let Some(registration) = self.registration {
            parts.push(vec![key::of_registration(registration)]);
        }
        if let Some(agent) = &self.agent {
            let text = agent.as_str().as_bytes();
            let mut keys = vec![key::key(Facet::Agent, text)];
            if self.related_agents {
                keys.push(key::key(Facet::RelatedAgent, text));
                keys.extend(self.authorities(call).await?.into_iter().map(key::of_source));
            }
            parts.push(keys);
        }
        if let Some(activity) = &self.activity {
            let mut keys = vec![key::key(Facet::Activity, activity.as_bytes())];
            if self.related_activities {
                keys.push(key::key(Facet::RelatedActivity, activity.as_bytes()));
            }
            parts.push(keys);
        }
        if let Some(verb) = &self.verb {
            parts.push(vec![key::key(Facet::Verb, verb.as_bytes())]);
        }
        if reads == Reads::Mine {
            parts.push(vec![key::of_source(call.credential.number)]);
        }
        Ok(parts)
    }

    /// The sources whose authority is the agent that is asked for, where that counts.
    async fn authorities(&self, call: &Call) -> Result<Vec<i64>, Refused> {
        match &self.agent {
            Some(agent) if self.related_agents => Ok(authority::sources_of(&call.app, call.organisation, agent).await?),
            _ => Ok(Vec::new()),
        }
    }

    fn matches(&self, kept: &Kept, authorities: &[i64]) -> bool {
        let Ok(statement) = Statement::stored(&kept.text) else { return false };
        let mentions: Mentions = statement.mentions();
        let agent = self.agent.as_ref().is_none_or(|wanted| {
            authorities.contains(&kept.source)
                || mentions.agents.iter().any(|agent| agent.key == *wanted && (agent.direct || self.related_agents))
        });
        let activity = self.activity.as_ref().is_none_or(|wanted| {
            let fits = |direct: bool| direct || self.related_activities;
            mentions.activities.iter().any(|activity| activity.key == *wanted && fits(activity.direct))
        });
        agent
            && activity
            && self.verb.as_ref().is_none_or(|wanted| mentions.verb == *wanted)
            && self.registration.is_none_or(|wanted| mentions.registration == Some(wanted))
    }
}

/// How statements are written.
struct Shape {
    format: Format,
    attachments: bool,
    languages: Languages,
}

impl Shape {
    fn read(call: &Call, parameters: &Parameters) -> Result<Self, Refused> {
        Ok(Self {
            format: Format::read(parameters.get("format"))?,
            attachments: parameters.flag("attachments")?,
            languages: Languages::of_header(call.asked.header("accept-language")),
        })
    }

    async fn texts(&self, call: &Call, found: &[Kept]) -> Result<Vec<String>, Refused> {
        let mut authorities: HashMap<i64, String> = HashMap::new();
        let mut texts = Vec::with_capacity(found.len());
        for kept in found {
            if let Entry::Vacant(unknown) = authorities.entry(kept.source) {
                let json = authority::of_source(&call.app, call.organisation, kept.source).await?;
                unknown.insert(json.to_string());
            }
            texts.push(whole(kept, &authorities[&kept.source]));
        }
        self.format.write(call, texts, &self.languages).await
    }

    fn response(&self, call: &Call, text: String, found: &[Kept]) -> Response {
        if !self.attachments {
            return json_text(text);
        }
        let boundary = format!("lustrum-{}", Uuid::now_v7().simple());
        let kind = format!("multipart/mixed; boundary={boundary}");
        let body = with_attachments(call.app.clone(), call.organisation, boundary, text, found);
        ([(header::CONTENT_TYPE, kind)], body).into_response()
    }
}

struct File {
    sha2: String,
    content_type: String,
}

/// The statements, and then one attachment after another as they are read: never more than one in memory.
fn with_attachments(app: App, organisation: OrganisationId, boundary: String, text: String, found: &[Kept]) -> Body {
    let mut files: Vec<File> = Vec::new();
    for kept in found {
        let Ok(statement) = Statement::stored(&kept.text) else { continue };
        for node in multipart::all_attachments(&statement) {
            let value = |name: &str| node.get(name).and_then(Node::as_str).unwrap_or_default().to_owned();
            let sha2 = value("sha2").to_ascii_lowercase();
            if !files.iter().any(|known| known.sha2 == sha2) {
                files.push(File { sha2, content_type: value("contentType") });
            }
        }
    }
    let head = format!("--{boundary}\r\nContent-Type: application/json\r\n\r\n{text}\r\n");
    let begun = (app, boundary, files.into_iter(), Some(head));
    let chunks = stream::unfold(begun, move |(app, boundary, mut files, head)| async move {
        if let Some(head) = head {
            return Some((Ok::<Bytes, std::io::Error>(Bytes::from(head)), (app, boundary, files, None)));
        }
        for file in files.by_ref() {
            let sha2 = hex::decode(&file.sha2).unwrap_or_default();
            match store::attachment(app.db(), organisation, &sha2).await {
                // Its bytes are elsewhere: the statement has a fileUrl.
                Ok(None) => {}
                Ok(Some(bytes)) => {
                    let mut part = format!(
                        "--{boundary}\r\nContent-Type: {}\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {}\r\n\r\n",
                        file.content_type, file.sha2
                    )
                    .into_bytes();
                    part.extend_from_slice(&bytes);
                    part.extend_from_slice(b"\r\n");
                    return Some((Ok(Bytes::from(part)), (app, boundary, files, None)));
                }
                Err(error) => {
                    let error = std::io::Error::other(error.to_string());
                    return Some((Err(error), (app, String::new(), Vec::new().into_iter(), None)));
                }
            }
        }
        if boundary.is_empty() {
            return None;
        }
        let end = Bytes::from(format!("--{boundary}--\r\n"));
        Some((Ok(end), (app, String::new(), Vec::new().into_iter(), None)))
    });
    Body::from_stream(chunks)
}
