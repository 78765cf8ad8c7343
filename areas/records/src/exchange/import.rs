//! A step of an import: one page of what the other side stored, put where everything is put. Where the next page begins is
//! saved only when this one is on disk.

use axum::http::header;
use bytes::Bytes;
use lustrum_kernel::App;
use lustrum_xapi::json::{self, Node};
use lustrum_xapi::{Limits, Refusal, Statement, read_batch};

use super::remote::{CONSISTENT, Remote};
use super::store::{self, Aside};
use super::{Exchange, Failed, Step};
use crate::endpoint::{attachments, parts};
use crate::statement::prepare;
use crate::store::{Attachment, Batch, NotStored, Prepared, put_many};

const LIMITS: Limits = Limits { statements: 5_000, depth: 64 };

/// A page as it is stored here.
struct Page {
    statements: Vec<Prepared>,
    attachments: Vec<Attachment>,
    more: String,
    /// When the last of them was stored there.
    stored: String,
}

pub async fn step(app: &App, exchange: &Exchange, remote: &Remote<'_>) -> Result<Step, Failed> {
    let answered = remote.page().await?;
    let consistent = answered.header(&CONSISTENT).to_owned();
    let kind = answered.header(&header::CONTENT_TYPE).to_owned();
    let page = read(exchange, &kind, Bytes::from(answered.body))?;
    if !page.more.is_empty() && page.more == exchange.more {
        return Err(Failed::Unreadable("its page leads to itself".to_owned()));
    }
    let (count, more) = (page.statements.len(), page.more.clone());
    // What is still being stored there may have an earlier moment than what was listed already.
    let since = match (page.stored.as_str(), consistent.as_str()) {
        ("", _) => exchange.since.clone(),
        (stored, "") => stored.to_owned(),
        (stored, through) => stored.min(through).to_owned(),
    };
    let aside = put(app, exchange, page).await?;
    let moved = count - aside.len();
    store::imported(app, exchange, &more, &since, moved as i64, &aside).await?;
    Ok(if more.is_empty() { Step::Rested } else { Step::Moved })
}

fn unreadable(refusal: impl std::fmt::Display) -> Failed {
    Failed::Unreadable(refusal.to_string())
}

fn read(exchange: &Exchange, kind: &str, body: Bytes) -> Result<Page, Failed> {
    let multipart = kind.trim_start().to_ascii_lowercase().starts_with("multipart/mixed");
    let parts = if multipart { parts(kind, &body).map_err(|refused| unreadable(refused.words()))? } else { Vec::new() };
    let text = parts.first().map_or(&body, |part| &part.bytes);
    let node = json::read(text).map_err(unreadable)?;
    let list = node.get("statements").filter(|list| list.as_array().is_some());
    let list = list.ok_or_else(|| Failed::Unreadable("there is no list of statements".to_owned()))?;
    let texts = list.as_array().unwrap_or_default();
    let stored = texts.last().and_then(|last| last.get("stored")).and_then(Node::as_str).unwrap_or_default();
    let statements: Vec<Statement<'_>> = match texts {
        [] => Vec::new(),
        _ => read_batch(list.raw().as_bytes(), exchange.words.version, LIMITS).map_err(|e: Refusal| unreadable(e))?,
    };
    let files = attachments(&statements, parts.get(1..).unwrap_or_default());
    Ok(Page {
        statements: statements.iter().map(|statement| prepare(statement, None)).collect(),
        attachments: files.map_err(|refused| unreadable(refused.words()))?,
        more: node.get("more").and_then(Node::as_str).unwrap_or_default().to_owned(),
        stored: stored.to_owned(),
    })
}

/// Stores a page. What is kept here as something else under the same id is set aside, and the rest is stored.
async fn put(app: &App, exchange: &Exchange, mut page: Page) -> Result<Vec<Aside>, Failed> {
    let mut aside = Vec::new();
    while !page.statements.is_empty() {
        let batch = Batch {
            organisation: exchange.organisation,
            source: exchange.number,
            statements: page.statements.clone(),
            attachments: page.attachments.clone(),
        };
        match put_many(app, batch).await {
            Ok(()) => break,
            Err(NotStored::Differs { index, id }) if index < page.statements.len() => {
                aside.push(Aside { statement: id, reason: "differs", detail: String::new() });
                page.statements.remove(index);
            }
            Err(error) => return Err(Failed::Outside(lustrum_kernel::outside::Unreached::Broken(error.to_string()))),
        }
    }
    Ok(aside)
}
