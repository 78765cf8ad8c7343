//! Statements that come in: one under its id (`PUT`), or one or many (`POST`), with or without their attachments.

use axum::http::StatusCode;
use bytes::Bytes;
use lustrum_xapi::multipart::Received;
use lustrum_xapi::{Code, Limits, Refusal, Statement, Version, read_batch, read_one, signature};
use uuid::Uuid;

use super::Call;
use super::answer::{Answer, Refused, json_text, no_content};
use super::multipart::{self, Part};
use crate::beside;
use crate::statement::prepare;
use crate::store::{Attachment, Batch, Prepared, put_many};

/// Statements in one request: so many are written in one transaction without the write-ahead log growing large.
pub const TOGETHER: usize = 5_000;
/// A body up to this size is read at once, as a statement or two are; a larger one beside what people wait for.
const QUICK: usize = 8 * 1024;

/// What one request, or one page of an import, may hold.
pub(crate) const LIMITS: Limits = Limits { statements: TOGETHER, depth: 64 };

pub async fn put(call: &Call) -> Answer {
    may_write(call)?;
    call.asked.parameters.only(&["statementId"])?;
    let id = call.asked.parameters.uuid("statementId")?;
    let read = Incoming::of(call, Some(id)).read(call).await?;
    store(call, read).await?;
    Ok(no_content())
}

pub async fn post(call: &Call) -> Answer {
    may_write(call)?;
    call.asked.parameters.only(&[])?;
    let read = Incoming::of(call, None).read(call).await?;
    let ids: Vec<Uuid> = read.0.iter().map(|statement| statement.id).collect();
    store(call, read).await?;
    Ok(json_text(serde_json::to_string(&ids).unwrap_or_default()))
}

fn may_write(call: &Call) -> Result<(), Refused> {
    if call.credential.scopes.write_statements() { Ok(()) } else { Err(Refused::forbidden("statements/write")) }
}

type Read = (Vec<Prepared>, Vec<Attachment>);

async fn store(call: &Call, (statements, attachments): Read) -> Result<(), Refused> {
    let batch = Batch { organisation: call.organisation, source: call.credential.number, statements, attachments };
    Ok(put_many(&call.app, batch).await?)
}

/// What came in, free to be read on another thread.
struct Incoming {
    content_type: String,
    whole_type: String,
    body: Bytes,
    version: Version,
    /// The id that the request names: then it is one statement.
    id: Option<Uuid>,
}

impl Incoming {
    fn of(call: &Call, id: Option<Uuid>) -> Self {
        Self {
            content_type: call.asked.content_type(),
            whole_type: call.asked.header("content-type").unwrap_or_default().to_owned(),
            body: call.asked.body.clone(),
            version: call.asked.version,
            id,
        }
    }

    async fn read(self, call: &Call) -> Result<Read, Refused> {
        if self.body.len() <= QUICK {
            return self.prepared();
        }
        let read = beside::work(&call.app, move || self.prepared()).await;
        read.unwrap_or_else(|| Err(Refused::broken("reading came to a halt half-way")))
    }

    fn prepared(&self) -> Result<Read, Refused> {
        match self.content_type.as_str() {
            "application/json" => self.statements(&self.body, &[]),
            "multipart/mixed" => {
                let parts = multipart::parts(&self.whole_type, &self.body)?;
                let (first, others) =
                    parts.split_first().ok_or_else(|| Refused::bad("multipart", "there is no part"))?;
                if first.content_type() != "application/json" {
                    return Err(Refused::bad("multipart", "the first part is application/json").at("part[0]"));
                }
                self.statements(&first.bytes, others)
            }
            _ => Err(Refused::bad("content-type", "statements come as application/json or multipart/mixed")),
        }
    }

    fn statements(&self, json: &[u8], parts: &[Part]) -> Result<Read, Refused> {
        let statements: Vec<Statement<'_>> = match self.id {
            Some(id) => {
                let statement = read_one(json, self.version, LIMITS)?;
                statement.check_id(id)?;
                vec![statement]
            }
            None => read_batch(json, self.version, LIMITS).map_err(too_many)?,
        };
        let attachments = multipart::attachments(&statements, parts)?;
        let received: Vec<Received<'_>> =
            attachments.iter().map(|known| Received { sha2: hex::encode(&known.sha2), bytes: &known.bytes }).collect();
        for statement in &statements {
            signature::check(statement, &received)?;
        }
        Ok((statements.iter().map(|statement| prepare(statement, self.id)).collect(), attachments))
    }
}

fn too_many(refusal: Refusal) -> Refused {
    let many = matches!(refusal.code(), Code::TooMany { .. });
    let mut refused = Refused::from(refusal);
    if many {
        refused.status = StatusCode::PAYLOAD_TOO_LARGE;
    }
    refused
}
