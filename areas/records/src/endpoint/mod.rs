//! The Experience API, versions 1.0.3 and 2.0, at `/xapi/{organisation}`: one handler that reads who asks, by which version,
//! for which resource, and hands over to it. What is a rule of the specification is decided by the engine `lustrum-xapi`.

mod about;
mod answer;
mod asked;
mod consistent;
mod cors;
mod documents;
mod formats;
mod more;
mod multipart;
mod nouns;
mod query;
mod statements_in;
mod statements_out;

pub(crate) use multipart::{all_attachments, attachments, parts};
pub(crate) use statements_in::LIMITS;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::{App, Moment};
use lustrum_xapi::Version;
use lustrum_xapi::time::Instant;

use crate::credential::{Gate, Passed, Turned};
use crate::document::Kind;
use answer::{Answer, Refused};
use asked::Asked;

const VERSION: HeaderName = HeaderName::from_static("x-experience-api-version");
const CONSISTENT: HeaderName = HeaderName::from_static("x-experience-api-consistent-through");

/// Who asks for what, and where the answer may look.
pub struct Call {
    pub app: App,
    pub organisation: OrganisationId,
    pub credential: Passed,
    pub asked: Asked,
}

/// `/xapi/{organisation}/{*resource}`
pub async fn serve(
    State(app): State<App>,
    Path((organisation, resource)): Path<(String, String)>,
    request: Request,
) -> Response {
    let origin = request.headers().get("origin").cloned();
    if request.method() == Method::OPTIONS {
        return cors::preflight(request.headers());
    }
    let mut version = Version::of_header(header(&request, &VERSION)).unwrap_or(Version::V2_0);
    let mut consistent = None;
    let answered = respond(&app, &organisation, &resource, request, (&mut version, &mut consistent)).await;
    let mut response = answered.unwrap_or_else(IntoResponse::into_response);
    let headers = response.headers_mut();
    headers.insert(VERSION, HeaderValue::from_static(version.header()));
    if let Some(moment) = consistent
        && let Ok(value) = HeaderValue::from_str(&Instant::from_micros(moment.micros()).to_string())
    {
        headers.insert(CONSISTENT, value);
    }
    cors::allow(headers, origin);
    response
}

fn header<'a>(request: &'a Request, name: &HeaderName) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

/// Says beside its answer which version it speaks, and through which moment it is consistent.
async fn respond(
    app: &App,
    organisation: &str,
    resource: &str,
    request: Request,
    (version, consistent): (&mut Version, &mut Option<Moment>),
) -> Answer {
    if resource == "about" {
        return about::answer(request.method());
    }
    let (mut asked, body) = Asked::read(request).await?;
    let gate = Gate::of(app);
    let user = asked.header("authorization").unwrap_or_default().to_owned();
    asked.version = match Version::of_header(asked.header("x-experience-api-version")) {
        Ok(spoken) => spoken,
        Err(refusal) => {
            // Whoever forgot it once is answered in the version that it spoke before.
            *version = gate.spoken(&user).unwrap_or(*version);
            return Err(refusal.into());
        }
    };
    *version = asked.version;
    gate.speaks(&user, asked.version);
    asked.unwrapped_for(asked.version)?;
    let organisation: OrganisationId = organisation.parse().map_err(|_| Refused::away())?;
    let credential = gate.pass(app, organisation, &user).await.map_err(|turned| match turned {
        Turned::Away => Refused::away(),
        Turned::Later(seconds) => Refused::later(seconds),
        Turned::Broken(error) => error.into(),
    })?;
    if resource == "statements" {
        let reads = matches!(asked.method, Method::GET | Method::HEAD);
        *consistent = Some(consistent::through(app, organisation, reads).await?);
    }
    asked.take_body(body, most(resource)).await?;
    let call = Call { app: app.clone(), organisation, credential, asked };
    let head = call.asked.method == Method::HEAD;
    let response = match resource {
        "statements" => match call.asked.method {
            Method::GET | Method::HEAD => statements_out::get(&call).await,
            Method::PUT => statements_in::put(&call).await,
            Method::POST => statements_in::post(&call).await,
            _ => Err(Refused::method("GET, HEAD, PUT, POST")),
        },
        "activities/state" => documents::serve(&call, Kind::State).await,
        "activities/profile" => documents::serve(&call, Kind::ActivityProfile).await,
        "agents/profile" => documents::serve(&call, Kind::AgentProfile).await,
        "activities" => nouns::activity(&call).await,
        "agents" => nouns::agent(&call).await,
        _ => Err(Refused::not_found("there is no such resource")),
    }?;
    Ok(if head { without_body(response) } else { response })
}

/// How many bytes a request may bring.
fn most(resource: &str) -> usize {
    if resource == "statements" { asked::STATEMENTS } else { asked::DOCUMENT }
}

/// The headers of an answer, its length among them.
fn without_body(response: Response) -> Response {
    use axum::body::{Body, HttpBody};
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(axum::http::header::CONTENT_LENGTH, length.into());
    }
    Response::from_parts(parts, Body::empty())
}
