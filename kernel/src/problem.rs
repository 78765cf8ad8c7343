//! What a request is answered with when it can't be done. The answer is dressed on its way out: an RFC 9457
//! problem document for the API, a page in the reader's language otherwise ([`crate::page::dress`]).

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::db::DbError;
use crate::form::{Fault, Fields};

/// Why not.
#[derive(Clone, Debug)]
pub enum Problem {
    /// 401, or for a page the way to the sign-in page.
    SignInFirst,
    /// 403: it is there, and not for you.
    Forbidden,
    /// 404: it is not there, or not for you to know.
    NotFound,
    /// 400: the address holds what can't be read, such as an id that is none.
    Malformed,
    /// 409: what it is now does not allow it; a message key with arguments.
    Refused(Fault),
    /// 422: fields with faults (API; a page shows its form again instead).
    Invalid(Box<Fields>),
    /// 429: later; seconds to wait.
    TooMany(u64),
    /// 403: it came from another site.
    OtherSite,
    /// 503: not right now.
    Unavailable,
    /// 500: our fault. The words go to the log, never to the reader.
    Broken(String),
}

impl Problem {
    pub fn refused(key: &'static str) -> Self {
        Self::Refused(Fault::new(key))
    }
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::OtherSite => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    /// The last word of the problem's type URI and of its message key.
    pub fn word(&self) -> &'static str {
        match self {
            Self::SignInFirst => "sign-in-first",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Malformed => "malformed",
            Self::Refused(_) => "refused",
            Self::Invalid(_) => "invalid",
            Self::TooMany(_) => "too-many",
            Self::OtherSite => "other-site",
            Self::Unavailable => "unavailable",
            Self::Broken(_) => "broken",
        }
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        match error {
            // A race that a rule did not foresee: the other one was first.
            DbError::Conflict(words) => {
                tracing::warn!(words, "conflict");
                Self::refused("refusal-changed-meanwhile")
            }
            DbError::Broken(error) => {
                let words = error.to_string();
                // SQLite's words; PostgreSQL's are "No space left on device".
                if words.contains("disk is full") || words.contains("No space left") {
                    tracing::error!(words, "nothing can be written");
                    return Self::Unavailable;
                }
                Self::Broken(words)
            }
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault)
    }
}

impl From<Fields> for Problem {
    fn from(fields: Fields) -> Self {
        Self::Invalid(Box::new(fields))
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Self::Broken(words) = &self {
            tracing::error!(words, "a request failed");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
