//! A request as the resources see it: method, parameters, headers and body, also where all of these came in one form
//! (the alternate request syntax of 1.0.3, for old browsers).

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use bytes::Bytes;
use lustrum_xapi::Version;
use tokio::sync::Semaphore;

use super::answer::Refused;
use super::query::Parameters;

const MB: usize = 1024 * 1024;
/// What a request may bring: statements with their attachments, or one document.
pub const STATEMENTS: usize = 20 * MB;
pub const DOCUMENT: usize = 10 * MB;
/// A form holds one of these, percent-encoded.
const FORM: usize = 30 * MB;
/// A body up to this size is read without asking.
const SMALL: usize = MB;
/// What large bodies may take of the memory together, in megabytes; others wait.
static LARGE: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(96)));

pub struct Asked {
    pub method: Method,
    pub parameters: Parameters,
    pub version: Version,
    pub body: Bytes,
    headers: HeaderMap,
    /// It came in a form.
    wrapped: bool,
    _memory: Option<tokio::sync::OwnedSemaphorePermit>,
}

impl Asked {
    /// Reads all but the body, which nobody reads before its sender is known; a form says who that is itself.
    pub async fn read(request: Request) -> Result<(Self, Body), Refused> {
        let (parts, body) = request.into_parts();
        let parameters = Parameters::read(parts.uri.query().unwrap_or_default())?;
        let mut asked = Self {
            method: parts.method,
            parameters,
            version: Version::V1_0_3,
            body: Bytes::new(),
            headers: parts.headers,
            wrapped: false,
            _memory: None,
        };
        if asked.parameters.get("method").is_none() {
            return Ok((asked, body));
        }
        asked.unwrap(body).await?;
        Ok((asked, Body::empty()))
    }

    async fn unwrap(&mut self, body: Body) -> Result<(), Refused> {
        if self.method != Method::POST {
            return Err(Refused::bad("alternate", "a request with the parameter method is a POST"));
        }
        if self.parameters.len() > 1 {
            return Err(Refused::bad("alternate", "all parameters but method stand in the form"));
        }
        let method = self.parameters.get("method").unwrap_or_default().to_owned();
        self.method = match method.as_str() {
            "GET" => Method::GET,
            "HEAD" => Method::HEAD,
            "PUT" => Method::PUT,
            "POST" => Method::POST,
            "DELETE" => Method::DELETE,
            _ => return Err(Refused::bad("alternate", "method is none of GET, HEAD, PUT, POST, DELETE")),
        };
        let bytes = self.read_body(body, FORM).await?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Refused::bad("not-utf8", "the form is not UTF-8"))?;
        let mut parameters = Parameters::read(text)?;
        self.headers.remove(header::CONTENT_TYPE);
        self.headers.remove(header::CONTENT_LENGTH);
        for name in [
            "authorization",
            "x-experience-api-version",
            "content-type",
            "content-length",
            "if-match",
            "if-none-match",
            "accept-language",
        ] {
            if let Some(value) = parameters.take_any_case(name) {
                let value = HeaderValue::from_str(&value)
                    .map_err(|_| Refused::bad("alternate", format!("{name} is no header")))?;
                self.headers.insert(HeaderName::from_static(name), value);
            }
        }
        match parameters.take("content") {
            Some(content) => {
                if !self.headers.contains_key(header::CONTENT_TYPE) {
                    self.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
                }
                self.body = Bytes::from(content);
            }
            None if matches!(self.method, Method::PUT | Method::POST) => {
                return Err(Refused::bad("alternate", "the form has no content"));
            }
            None => {}
        }
        self.parameters = parameters;
        self.wrapped = true;
        Ok(())
    }

    /// 2.0 no longer knows requests in forms.
    pub fn unwrapped_for(&self, version: Version) -> Result<(), Refused> {
        if self.wrapped && version == Version::V2_0 {
            return Err(Refused::bad("alternate", "version 2.0 does not know the parameter method"));
        }
        Ok(())
    }

    pub async fn take_body(&mut self, body: Body, most: usize) -> Result<(), Refused> {
        if !self.wrapped {
            self.check_encoding()?;
            self.body = self.read_body(body, most).await?;
        }
        Ok(())
    }

    /// What comes packed, or in another encoding than UTF-8, is not read as if it did not.
    fn check_encoding(&self) -> Result<(), Refused> {
        let unsupported =
            |name: &str, detail: String| Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "encoding", detail).at(name);
        let packed = self.header("content-encoding").unwrap_or_default().trim();
        if !packed.is_empty() && !packed.eq_ignore_ascii_case("identity") {
            let detail = format!("a body packed as {packed} is not taken; send it as it is");
            return Err(unsupported("Content-Encoding", detail));
        }
        let parameters = self.header("content-type").unwrap_or_default().split(';').skip(1);
        let mut named = parameters.filter_map(|one| one.split_once('='));
        let charset = named.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        let charset = charset.map(|(_, value)| value.trim().trim_matches('"')).unwrap_or("utf-8");
        let known = ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known));
        if self.content_type() == "application/json" && !known {
            return Err(unsupported("Content-Type", format!("JSON comes as UTF-8, not as {charset}")));
        }
        Ok(())
    }

    async fn read_body(&mut self, body: Body, most: usize) -> Result<Bytes, Refused> {
        let said = self.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if said.is_some_and(|length| length > most) {
            return Err(Refused::too_large(most));
        }
        let expected = said.unwrap_or(most);
        if expected > SMALL {
            let megabytes = expected.div_ceil(MB) as u32;
            let permit = LARGE.clone().acquire_many_owned(megabytes).await;
            self._memory = Some(permit.map_err(|_| Refused::broken("the memory for bodies is closed"))?);
        }
        axum::body::to_bytes(body, most).await.map_err(|error| {
            if error.to_string().contains("length limit") {
                Refused::too_large(most)
            } else {
                Refused::new(StatusCode::BAD_REQUEST, "cut-off", "the body did not arrive whole")
            }
        })
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The media type of the body, without parameters, in small letters.
    pub fn content_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}
