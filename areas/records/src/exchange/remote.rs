//! The other record store, as it is spoken to over the operator's source.

use axum::http::{HeaderName, Method, StatusCode, header};
use bytes::Bytes;
use lustrum_kernel::outside::{Answered, Asked, Place, Source, Unreached, Web, find};
use lustrum_xapi::multipart::{Outgoing, boundary_for, write};
use uuid::Uuid;

use super::{Exchange, Failed};

const VERSION: HeaderName = HeaderName::from_static("x-experience-api-version");
pub const CONSISTENT: HeaderName = HeaderName::from_static("x-experience-api-consistent-through");
/// An answer to statements, and a page of statements with its attachments; a test needs not move as much to be too large.
const SMALL: usize = 1024 * 1024;
const LARGE: usize = if cfg!(test) { 8 * 1024 * 1024 } else { 64 * 1024 * 1024 };

/// What became of statements that were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    Taken,
    /// One of them is kept as something else there, or refused; in the other side's words.
    Refused(StatusCode, String),
}

/// The bytes of an attachment, under its hash.
pub struct File<'f> {
    pub sha2: &'f str,
    pub content_type: &'f str,
    pub bytes: &'f [u8],
}

pub struct Remote<'a> {
    web: &'a Web,
    exchange: &'a Exchange,
}

impl<'a> Remote<'a> {
    pub fn of(sources: &'a [Source], exchange: &'a Exchange) -> Result<Self, Unreached> {
        let source = find(sources, &exchange.words.source, exchange.organisation)?;
        let Place::Web(web) = &source.place else { return Err(Unreached::NoSource) };
        Ok(Self { web, exchange })
    }

    fn path(&self, resource: &str) -> String {
        match self.exchange.words.path.trim_matches('/') {
            "" => resource.to_owned(),
            path => format!("{path}/{resource}"),
        }
    }

    async fn ask(&self, mut asked: Asked) -> Result<Answered, Failed> {
        asked.headers.push((VERSION, self.exchange.words.version.header().to_owned()));
        let answered = self.web.ask(asked).await?;
        match answered.status {
            StatusCode::TOO_MANY_REQUESTS => {
                Err(Failed::Later(answered.header(&header::RETRY_AFTER).parse().unwrap_or_default()))
            }
            status if status.is_server_error() || status.is_redirection() => {
                Err(Unreached::Answered(status.as_u16()).into())
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Err(Unreached::Answered(answered.status.as_u16()).into())
            }
            _ => Ok(answered),
        }
    }

    /// Sends statements as one batch, with the bytes that belong to them.
    pub async fn post(&self, texts: &[&str], files: &[File<'_>]) -> Result<Sent, Failed> {
        let statements = format!("[{}]", texts.join(","));
        let (kind, body) = match files {
            [] => ("application/json".to_owned(), statements.into_bytes()),
            files => {
                let json = Outgoing { content_type: "application/json", hash: None, body: statements.as_bytes() };
                let bytes = files.iter().map(|file| Outgoing {
                    content_type: file.content_type,
                    hash: Some(file.sha2),
                    body: file.bytes,
                });
                let parts: Vec<Outgoing<'_>> = std::iter::once(json).chain(bytes).collect();
                let boundary = boundary_for(&parts);
                (format!("multipart/mixed; boundary={boundary}"), write(&parts, &boundary))
            }
        };
        let asked = Asked {
            method: Method::POST,
            url: self.web.within(&self.path("statements"))?,
            headers: vec![(header::CONTENT_TYPE, kind)],
            body: Bytes::from(body),
            most: SMALL,
        };
        let answered = self.ask(asked).await?;
        match answered.status {
            status if status.is_success() => Ok(Sent::Taken),
            StatusCode::NOT_FOUND => Err(Unreached::NotFound.into()),
            status => {
                let words = String::from_utf8_lossy(&answered.body).chars().take(500).collect();
                Ok(Sent::Refused(status, words))
            }
        }
    }

    /// The text of a statement there, void or not.
    pub async fn statement(&self, id: Uuid) -> Result<Option<String>, Failed> {
        for name in ["statementId", "voidedStatementId"] {
            let answered = self.get(self.web.within(&format!("{}?{name}={id}", self.path("statements")))?).await?;
            if answered.status.is_success() {
                return Ok(Some(String::from_utf8_lossy(&answered.body).into_owned()));
            }
        }
        Ok(None)
    }

    async fn get(&self, url: url::Url) -> Result<Answered, Failed> {
        let headers = vec![(header::ACCEPT, "application/json, multipart/mixed".to_owned())];
        self.ask(Asked { method: Method::GET, url, headers, body: Bytes::new(), most: LARGE }).await
    }

    /// The next page of what was stored there, the oldest first. Attachments can make it larger than can be taken at
    /// once: then fewer statements are asked for, from where the walk last knew its place.
    pub async fn page(&self) -> Result<Answered, Failed> {
        let mut answered = self.page_of(super::TOGETHER, &self.exchange.more).await;
        for fewer in [10, 1] {
            if !matches!(answered, Err(Failed::Outside(Unreached::TooLarge(_)))) {
                break;
            }
            answered = self.page_of(fewer, "").await;
        }
        answered
    }

    async fn page_of(&self, together: usize, more: &str) -> Result<Answered, Failed> {
        let url = match more {
            "" => {
                let mut question = format!("ascending=true&attachments=true&limit={together}");
                if !self.exchange.since.is_empty() {
                    let since = self.exchange.since.replace('+', "%2B").replace(':', "%3A");
                    question.push_str(&format!("&since={since}"));
                }
                self.web.within(&format!("{}?{question}", self.path("statements")))?
            }
            more => self.web.named(more)?,
        };
        let answered = self.get(url).await?;
        match answered.status {
            StatusCode::OK => Ok(answered),
            StatusCode::NOT_FOUND => Err(Unreached::NotFound.into()),
            other => Err(Unreached::Answered(other.as_u16()).into()),
        }
    }

    /// Asks the other side what it speaks.
    pub async fn about(&self) -> Result<StatusCode, Failed> {
        Ok(self.get(self.web.within(&self.path("about"))?).await?.status)
    }
}
