//! What the record store answers, and how it refuses: an RFC 9457 problem that says what is wrong and where.

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lustrum_kernel::Problem;
use lustrum_kernel::db::DbError;
use lustrum_xapi::Refusal;
use serde_json::json;

use crate::store::{NotStored, StoreError};

/// Why a request was not done.
#[derive(Debug)]
pub struct Refused {
    pub status: StatusCode,
    code: String,
    detail: String,
    /// Where in what was sent.
    place: Option<String>,
    /// Seconds to wait.
    wait: Option<u64>,
    allow: Option<&'static str>,
}

pub type Answer = Result<Response, Refused>;

impl Refused {
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), detail: detail.into(), place: None, wait: None, allow: None }
    }
    pub fn bad(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }
    pub fn at(mut self, place: &str) -> Self {
        self.place = Some(place.to_owned());
        self
    }
    /// What was wrong, for whoever reads what others sent.
    pub fn words(&self) -> &str {
        &self.detail
    }
    pub fn away() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "a credential of this record store is needed")
    }
    pub fn forbidden(needed: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", format!("this credential may not do that; it needs {needed}"))
    }
    pub fn not_found(detail: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", detail)
    }
    pub fn method(allow: &'static str) -> Self {
        let detail = format!("this resource knows {allow}");
        let mut refused = Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", detail);
        refused.allow = Some(allow);
        refused
    }
    pub fn too_large(most: usize) -> Self {
        let detail = format!("at most {} MB are taken at once", most / (1024 * 1024));
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
    }
    pub fn later(seconds: u64) -> Self {
        let detail = "this credential asked more often than was agreed";
        let mut refused = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many", detail);
        refused.wait = Some(seconds);
        refused
    }
    pub fn broken(words: &str) -> Self {
        tracing::error!(words, "a request to the record store failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", "our fault; it was written down")
    }
    fn unavailable() -> Self {
        let mut refused =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "nothing can be stored right now; try again");
        refused.wait = Some(5);
        refused
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::bad(refusal.code().key(), refusal.to_string()).at(&refusal.place().to_string())
    }
}

impl From<NotStored> for Refused {
    fn from(error: NotStored) -> Self {
        match error {
            NotStored::Differs { index, .. } => {
                Self::new(StatusCode::CONFLICT, "differs", error.to_string()).at(&format!("statement[{index}].id"))
            }
            NotStored::Unavailable => Self::unavailable(),
            NotStored::Broken(words) => Self::broken(&words),
        }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Unavailable => Self::unavailable(),
            Problem::Broken(words) => Self::broken(&words),
            Problem::Refused(_) => Self::new(StatusCode::CONFLICT, "changed-meanwhile", "someone else was first"),
            other => Self::new(other.status(), other.word(), other.word()),
        }
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Problem::from(error).into()
    }
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Problem::from(error).into()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": format!("urn:lustrum:problem:xapi:{}", self.code),
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(place) = self.place.filter(|place| !place.is_empty()) {
            body["place"] = json!(place);
        }
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(allow) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"xAPI\", charset=\"UTF-8\""));
        }
        response
    }
}

/// JSON that is text already.
pub fn json_text(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], Body::from(text)).into_response()
}

pub fn no_content() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
