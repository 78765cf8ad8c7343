//! Pages of other learning systems may write from a browser. What lets them in is the credential that they show in every
//! request; cookies are not looked at here, so nothing that a browser sends by itself counts.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

const METHODS: &str = "GET, HEAD, PUT, POST, DELETE, OPTIONS";
const TAKEN: &str = "authorization, content-type, if-match, if-none-match, accept-language, x-experience-api-version, x-experience-api-hash";
const SHOWN: &str =
    "etag, last-modified, content-length, x-experience-api-version, x-experience-api-consistent-through";

/// The answer to a browser that asks before it sends.
pub fn preflight(headers: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let answer = response.headers_mut();
    answer.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
    answer.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(TAKEN));
    answer.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    answer.insert(header::ALLOW, HeaderValue::from_static(METHODS));
    answer.insert(super::VERSION, HeaderValue::from_static("2.0.0"));
    allow(answer, headers.get(header::ORIGIN).cloned());
    response
}

/// Lets the page of that origin read the answer, without its cookies.
pub fn allow(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    if origin.is_some() {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(SHOWN));
    }
}
