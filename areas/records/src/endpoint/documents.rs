//! State, agent profiles and activity profiles: three resources that do the same with documents of three kinds of owners.

use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lustrum_kernel::Moment;
use lustrum_xapi::document::etag;
use lustrum_xapi::{Version, json};

use super::Call;
use super::answer::{Answer, Refused, json_text, no_content};
use super::query::Parameters;
use crate::document::{Document, Kind, Owner, store};

const LONGEST_ID: usize = 2_048;

pub async fn serve(call: &Call, kind: Kind) -> Answer {
    let method = &call.asked.method;
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let scopes = &call.credential.scopes;
    let (allowed, needed) = match (kind, reads) {
        (Kind::State, true) => (scopes.read_state(), "state"),
        (Kind::State, false) => (scopes.write_state(), "state"),
        (_, true) => (scopes.read_profiles(), "profile"),
        (_, false) => (scopes.write_profiles(), "profile"),
    };
    if !allowed {
        return Err(Refused::forbidden(needed));
    }
    let asked = Wanted::read(&call.asked.parameters, kind, reads)?;
    match *method {
        Method::GET | Method::HEAD => match &asked.id {
            Some(id) => one(call, &asked.owner, id).await,
            None => many(call, &asked).await,
        },
        Method::PUT => write(call, kind, &asked.owner, asked.named()?, false).await,
        Method::POST => write(call, kind, &asked.owner, asked.named()?, true).await,
        Method::DELETE => delete(call, kind, &asked).await,
        _ => Err(Refused::method("GET, HEAD, PUT, POST, DELETE")),
    }
}

struct Wanted {
    owner: Owner,
    id: Option<String>,
    id_name: &'static str,
    since: Option<Moment>,
}

impl Wanted {
    fn read(parameters: &Parameters, kind: Kind, reads: bool) -> Result<Self, Refused> {
        let (owner, id_name) = match kind {
            Kind::State => {
                parameters.only(&["activityId", "agent", "registration", "stateId", "since"])?;
                let registration = parameters.maybe_uuid("registration")?;
                (Owner::state(parameters.iri("activityId")?, parameters.agent("agent")?, registration), "stateId")
            }
            Kind::AgentProfile => {
                parameters.only(&["agent", "profileId", "since"])?;
                (Owner::agent(parameters.agent("agent")?), "profileId")
            }
            Kind::ActivityProfile => {
                parameters.only(&["activityId", "profileId", "since"])?;
                (Owner::activity(parameters.iri("activityId")?), "profileId")
            }
        };
        let id = if parameters.has(id_name) { Some(parameters.text(id_name)?) } else { None };
        if id.as_ref().is_some_and(|id| id.len() > LONGEST_ID) {
            return Err(Refused::bad("too-long", format!("{id_name} has at most {LONGEST_ID} bytes")).at(id_name));
        }
        let since = parameters.moment("since")?;
        if since.is_some() && (id.is_some() || !reads) {
            return Err(Refused::bad("parameters-exclude", format!("since and {id_name} can't go together")));
        }
        Ok(Self { owner, id, id_name, since })
    }
    fn named(&self) -> Result<&str, Refused> {
        let missing = || Refused::bad("missing-parameter", format!("the parameter {} is missing", self.id_name));
        self.id.as_deref().ok_or_else(missing)
    }
}

async fn one(call: &Call, owner: &Owner, id: &str) -> Answer {
    let found = store::find(call.app.db(), call.organisation, owner, id).await?;
    let document = found.ok_or_else(|| Refused::not_found("there is no such document"))?;
    if call.asked.header("if-none-match").is_some_and(|tags| holds(tags, &document.etag)) {
        return Ok(dated(StatusCode::NOT_MODIFIED.into_response(), document.changed, Some(&document.etag)));
    }
    let kind = HeaderValue::from_str(&document.content_type)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    // The kind is what another system says it is, a page among others: it is handed over, never shown here.
    let attached = (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    let response = ([(header::CONTENT_TYPE, kind), attached], document.bytes).into_response();
    Ok(dated(response, document.changed, Some(&document.etag)))
}

async fn many(call: &Call, asked: &Wanted) -> Answer {
    let (ids, last) = store::ids(call.app.db(), call.organisation, &asked.owner, asked.since).await?;
    let response = json_text(serde_json::to_string(&ids).unwrap_or_default());
    let changed = last.unwrap_or_else(|| call.app.now());
    Ok(dated(response, changed, None))
}

/// Keeps a document; one that is sent to be merged takes over the properties of a JSON object that is there.
async fn write(call: &Call, kind: Kind, owner: &Owner, id: &str, merge: bool) -> Answer {
    let sent = &call.asked;
    let content_type = sent.header("content-type").unwrap_or("application/octet-stream").to_owned();
    let is_json = sent.content_type() == "application/json";
    if is_json {
        let node = json::read(&sent.body).map_err(|refusal| refusal.within("content"))?;
        if merge && node.as_object().is_none() {
            return Err(Refused::bad("type", "a document that is merged is a JSON object").at("content"));
        }
    }
    let tx = call.app.db().begin().await?;
    let known = store::find(&tx, call.organisation, owner, id).await?;
    let strict = !merge && (kind != Kind::State || sent.version == Version::V2_0);
    precondition(call, known.as_ref(), strict)?;
    let bytes = match known.filter(|_| merge) {
        None => sent.body.to_vec(),
        Some(known) => {
            let was_json = known.content_type.split(';').next().unwrap_or_default().trim() == "application/json";
            if !is_json || !was_json {
                return Err(Refused::bad("not-mergeable", "only two JSON documents can be merged; use PUT to replace"));
            }
            merged(&known.bytes, &sent.body)?
        }
    };
    let document = Document { id: id.to_owned(), content_type, etag: etag(&bytes), changed: call.app.now(), bytes };
    store::put(&tx, call.organisation, owner, call.credential.number, &document).await?;
    tx.commit().await?;
    let mut response = no_content();
    if let Ok(tag) = HeaderValue::from_str(&document.etag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

async fn delete(call: &Call, kind: Kind, asked: &Wanted) -> Answer {
    let tx = call.app.db().begin().await?;
    match &asked.id {
        Some(id) => {
            let known = store::find(&tx, call.organisation, &asked.owner, id).await?;
            precondition(call, known.as_ref(), false)?;
            store::remove(&tx, call.organisation, &asked.owner, id).await?;
        }
        None if kind == Kind::State => store::remove_all(&tx, call.organisation, &asked.owner).await?,
        None => {
            asked.named()?;
        }
    }
    tx.commit().await?;
    Ok(no_content())
}

/// Whether what is there is what the sender thinks it is. `strict`: what is there may not be replaced unseen.
fn precondition(call: &Call, known: Option<&Document>, strict: bool) -> Result<(), Refused> {
    let failed = |detail: &str| Refused::new(StatusCode::PRECONDITION_FAILED, "precondition-failed", detail);
    let (matches, none) = (call.asked.header("if-match"), call.asked.header("if-none-match"));
    if let Some(tags) = matches
        && !known.is_some_and(|document| holds(tags, &document.etag))
    {
        return Err(failed("the document is not the one that If-Match names"));
    }
    if let Some(tags) = none
        && known.is_some_and(|document| holds(tags, &document.etag))
    {
        return Err(failed("the document is there already"));
    }
    let bare = strict && matches.is_none() && none.is_none();
    if bare && known.is_none() && call.asked.version == Version::V1_0_3 {
        let detail = "version 1.0.3 asks for If-None-Match: * to write where there is nothing yet";
        return Err(Refused::bad("unseen", detail));
    }
    if bare && known.is_some() {
        let detail = "a document is there: read it, and send its ETag as If-Match, or If-None-Match: * to write only where there is none";
        return Err(Refused::new(StatusCode::CONFLICT, "unseen", detail));
    }
    Ok(())
}

/// Whether a list of tags holds this one; `*` is any.
fn holds(tags: &str, etag: &str) -> bool {
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// The properties of the first, over them those of the second; whatever is not replaced keeps its writing.
fn merged(before: &[u8], sent: &[u8]) -> Result<Vec<u8>, Refused> {
    let unreadable = || Refused::bad("not-mergeable", "what is there is no JSON object; use PUT to replace it");
    let before = json::read(before).map_err(|_| unreadable())?;
    let sent = json::read(sent)?;
    let (Some(old), Some(new)) = (before.as_object(), sent.as_object()) else { return Err(unreadable()) };
    let mut out = String::from("{");
    let kept = old.members().iter().filter(|member| new.get(member.key()).is_none());
    for (index, member) in kept.chain(new.members()).enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(member.raw_key());
        out.push(':');
        member.value().write(&mut out);
    }
    out.push('}');
    Ok(out.into_bytes())
}

fn dated(mut response: Response, changed: Moment, etag: Option<&str>) -> Response {
    let headers = response.headers_mut();
    if let Ok(date) = HeaderValue::from_str(&changed.0.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()) {
        headers.insert(header::LAST_MODIFIED, date);
    }
    if let Some(tag) = etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_replaces_properties_and_keeps_the_writing_of_the_others() {
        let out = merged(br#"{"a": 1.0, "b": {"c": 1}}"#, br#"{"b": 2, "d": 1e2}"#).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), r#"{"a":1.0,"b":2,"d":1e2}"#);
        assert!(merged(b"[1]", b"{}").is_err());
    }

    #[test]
    fn a_list_of_tags_is_looked_through() {
        assert!(holds("\"a\", W/\"b\"", "\"b\"") && holds("*", "\"x\"") && !holds("\"a\"", "\"b\""));
        assert_eq!(etag(b"x").len(), 42);
    }
}
