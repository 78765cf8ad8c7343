//! What happens to every request and response: the reader's language, protection against other sites, headers,
//! and problems dressed as a page or as an RFC 9457 document.

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use super::Shell;
use crate::access::Viewer;
use crate::app::App;
use crate::locale::{Locale, Speaker};
use crate::problem::Problem;

/// The cookie that says once what was done.
pub const SAID: &str = "lustrum_said";
/// The cookie of the language.
const LANGUAGE: &str = "lustrum_language";

/// What a page of ours may load and run: nothing from elsewhere, nothing written into it.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";
/// The same for what is no page: a file that someone handed in, a document that another system keeps here, an answer of the
/// API. Whatever it pretends to be, opened in a browser it runs nothing, loads nothing and is no part of this site.
const FILE_POLICY: &str = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/// The language and zone of whoever reads, signed in or not.
#[derive(Clone, Debug)]
pub struct Reader(pub Speaker);

impl FromRequestParts<App> for Reader {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Self::Rejection> {
        let speaker = parts.extensions.get::<Viewer>().map(Viewer::speaker);
        Ok(Self(speaker.unwrap_or_else(|| speaker_of(&parts.headers))))
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The language that a cookie chose.
pub fn chosen_language(headers: &HeaderMap) -> Option<Locale> {
    cookie(headers, LANGUAGE).and_then(Locale::parse)
}

/// The cookie that keeps a chosen language for a year.
pub fn language_cookie(locale: Locale) -> String {
    format!("{LANGUAGE}={}; Path=/; Max-Age=31536000; SameSite=Lax", locale.code())
}

fn speaker_of(headers: &HeaderMap) -> Speaker {
    Speaker::utc(chosen_language(headers).or(asked_language(headers)).unwrap_or_default())
}

/// The language of whoever sent a request: the viewer's, or else what the request asks for.
pub(crate) fn language_of(extensions: &axum::http::Extensions, headers: &HeaderMap) -> Locale {
    extensions.get::<Viewer>().map_or_else(|| speaker_of(headers).locale, |viewer| viewer.locale)
}

/// The language that `Accept-Language` asks for, of those that we speak.
fn asked_language(headers: &HeaderMap) -> Option<Locale> {
    // The header may be sent in parts, which count as one list (RFC 9110, 5.3).
    let asked: Vec<&str> =
        headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok()).collect();
    Locale::preferred(&asked.join(","))
}

/// A program says with each call which language it wants; without that it is answered in that of the person it acts for. A
/// script of a page of ours is not asked: its header is the browser's, and its reader chose the language of the page.
fn speak_as_asked(request: &mut Request) {
    if request.headers().contains_key("sec-fetch-site") {
        return;
    }
    let Some(locale) = asked_language(request.headers()) else { return };
    if let Some(viewer) = request.extensions_mut().get_mut::<Viewer>() {
        viewer.locale = locale;
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    shell: Shell,
    status: u16,
    words: String,
    back: String,
}

/// Dresses problems, and adds the headers that every response carries.
pub async fn dress(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/") || open_to_others(request.uri().path());
    let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let wants_page = !api && *request.method() == Method::GET;
    if api {
        speak_as_asked(&mut request);
    }
    let speaker =
        request.extensions().get::<Viewer>().map(Viewer::speaker).unwrap_or_else(|| speaker_of(request.headers()));
    let said = cookie(request.headers(), SAID).is_some();
    let mut response = next.run(request).await;
    let bare = response.extensions().get::<Problem>().cloned().or_else(|| unspoken(&response, wants_page));
    if let Some(problem) = bare {
        response = match problem {
            Problem::SignInFirst if wants_page => {
                let back: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
                axum::response::Redirect::to(&format!("/sign-in?back={back}")).into_response()
            }
            _ if api => document(&problem, &speaker),
            _ => page(&problem, &speaker),
        };
    }
    headers(&app, said, api, &mut response);
    response
}

/// What the router and the readers of addresses refuse by themselves, in no language or in English only.
fn unspoken(response: &Response, wants_page: bool) -> Option<Problem> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    match response.status().as_u16() {
        // Not a route at all, or one that only takes forms, opened as a page.
        404 if kind.is_none() => Some(Problem::NotFound),
        405 if wants_page && kind.is_none() => Some(Problem::NotFound),
        400 if plain => Some(Problem::Malformed),
        // What came to a halt half-way; its own words are in the log.
        500 if plain => Some(Problem::Broken(String::new())),
        _ => None,
    }
}

fn words(problem: &Problem, t: &Speaker) -> String {
    match problem {
        Problem::Refused(fault) => fault.words(t),
        Problem::TooMany(seconds) => t.count("problem-too-many-words", *seconds),
        other => t.say(&format!("problem-{}-words", other.word())),
    }
}

fn document(problem: &Problem, t: &Speaker) -> Response {
    let mut body = json!({
        "type": format!("urn:lustrum:problem:{}", problem.word()),
        "title": t.say(&format!("problem-{}", problem.word())),
        "status": problem.status().as_u16(),
        "detail": words(problem, t),
    });
    if let Problem::Invalid(fields) = problem {
        body["errors"] = fields
            .faults()
            .map(|(name, fault)| json!({ "pointer": format!("#/{}", name.replace('.', "/")), "code": fault.key, "detail": fault.words(t) }))
            .collect();
    }
    if let Problem::Refused(fault) = problem {
        body["code"] = json!(fault.key);
    }
    let mut response = (problem.status(), body.to_string()).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(t.locale.code()));
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-language"));
    if let Problem::TooMany(seconds) = problem {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

fn page(problem: &Problem, t: &Speaker) -> Response {
    let title = t.say(&format!("problem-{}", problem.word()));
    let page = ProblemPage {
        shell: Shell::alone(t, title),
        status: problem.status().as_u16(),
        words: words(problem, t),
        back: "/".to_owned(),
    };
    match page.render() {
        Ok(html) => (problem.status(), Html(html)).into_response(),
        Err(_) => problem.status().into_response(),
    }
}

fn headers(app: &App, said: bool, api: bool, response: &mut Response) {
    let headers = response.headers_mut();
    let attached = headers
        .get(header::CONTENT_DISPOSITION)
        .is_some_and(|disposition| disposition.as_bytes().starts_with(b"attachment"));
    let fixed = [
        ("content-security-policy", if api || attached { FILE_POLICY } else { PAGE_POLICY }),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if app.config().secure() {
        headers.insert("strict-transport-security", HeaderValue::from_static("max-age=31536000"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if said
        && is_page
        && !api
        && let Ok(gone) = HeaderValue::from_str(&format!("{SAID}=; Path=/; Max-Age=0"))
    {
        headers.append(header::SET_COOKIE, gone);
    }
}

/// Refuses what another site sends in the name of a signed-in person. Every browser says where a form comes from
/// (`Sec-Fetch-Site`, `Origin`); a program that says neither has no cookies of ours unless its user gave them.
pub async fn security(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && !open_to_others(request.uri().path()) && foreign(request.headers()) {
        return Problem::OtherSite.into_response();
    }
    next.run(request).await
}

/// Where pages of other learning systems may write from a browser: the record store. No cookie of ours counts there; whoever
/// writes shows a credential.
pub fn open_to_others(path: &str) -> bool {
    path.starts_with("/xapi/")
}

fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (None, _) => false,
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, from)| !from.eq_ignore_ascii_case(host)),
        (Some(_), None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_form_of_another_site_is_foreign() {
        assert!(foreign(&sent(&[("sec-fetch-site", "cross-site")])));
        assert!(foreign(&sent(&[("sec-fetch-site", "same-site")])));
        assert!(foreign(&sent(&[("origin", "https://evil.example"), ("host", "lustrum.example")])));
        assert!(foreign(&sent(&[("origin", "null"), ("host", "lustrum.example")])));
        assert!(!foreign(&sent(&[("origin", "https://lustrum.example"), ("host", "lustrum.example")])));
        assert!(!foreign(&sent(&[("sec-fetch-site", "same-origin")])));
        assert!(!foreign(&sent(&[("host", "lustrum.example")])), "a program without a browser");
    }
}
