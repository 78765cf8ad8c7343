//! A step of a forwarding: the next statements in the order of storing, as one batch. Where the other side takes it not,
//! halves of it are tried, so that only what really differs there is set aside.

use std::collections::{HashMap, HashSet};

use axum::http::StatusCode;
use lustrum_kernel::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::values;
use lustrum_xapi::Statement;
use lustrum_xapi::json::Node;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::remote::{File, Remote, Sent};
use super::store::{self, Aside};
use super::{Exchange, Failed, Step, TOGETHER};
use crate::authority;
use crate::endpoint::all_attachments;
use crate::statement::{same, whole};
use crate::store::{Kept, after};

/// So many bytes of attachments go out in one step; more than one statement waits for the next.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A statement as it goes out.
struct Outgoing {
    id: Uuid,
    text: String,
    files: Vec<(String, String)>,
}

pub async fn step(app: &App, exchange: &Exchange, remote: &Remote<'_>) -> Result<Step, Failed> {
    let page = after(app.db(), exchange.organisation, exchange.position, TOGETHER as i64).await?;
    let Some(last) = page.last() else { return Ok(Step::Rested) };
    let (mut aside, sound) = without_orphans(app, exchange, &page).await?;
    let outgoing = outgoing(app, exchange, &sound).await?;
    let bytes = bytes_of(app, exchange, &outgoing).await?;
    let mut waiting = batches(&outgoing, &bytes);
    waiting.reverse();
    while let Some(batch) = waiting.pop() {
        let texts: Vec<&str> = batch.iter().map(|one| one.text.as_str()).collect();
        match (remote.post(&texts, &files_of(batch, &bytes)).await?, batch) {
            (Sent::Taken, _) | (_, []) => {}
            (Sent::Refused(status, words), [one]) => {
                if status != StatusCode::CONFLICT {
                    aside.push(Aside { statement: one.id, reason: "refused", detail: words });
                } else if !is_there(remote, one).await? {
                    aside.push(Aside { statement: one.id, reason: "differs", detail: String::new() });
                }
            }
            (Sent::Refused(..), many) => {
                let (first, second) = many.split_at(many.len() / 2);
                waiting.push(second);
                waiting.push(first);
            }
        }
    }
    store::forwarded(app, exchange, last.position, &aside).await?;
    Ok(Step::Moved)
}

/// Whether the other side keeps the same statement under this id.
async fn is_there(remote: &Remote<'_>, one: &Outgoing) -> Result<bool, Failed> {
    Ok(remote.statement(one.id).await?.is_some_and(|there| same(&there, &one.text)))
}

/// What makes void what was set aside would make void what the other side keeps in its place: it is set aside as well.
async fn without_orphans<'p>(
    app: &App,
    exchange: &Exchange,
    page: &'p [Kept],
) -> Result<(Vec<Aside>, Vec<&'p Kept>), Failed> {
    let target = |kept: &Kept| Statement::stored(&kept.text).ok().and_then(|statement| statement.voids());
    let targets: Vec<Uuid> = page.iter().filter_map(target).collect();
    let known: HashSet<Uuid> = store::which_are_aside(app.db(), exchange, &targets).await?.into_iter().collect();
    let (mut aside, mut sound) = (Vec::new(), Vec::new());
    for kept in page {
        if target(kept).is_some_and(|target| known.contains(&target)) {
            aside.push(Aside { statement: kept.id, reason: "voids-aside", detail: String::new() });
        } else {
            sound.push(kept);
        }
    }
    Ok((aside, sound))
}

async fn outgoing(app: &App, exchange: &Exchange, page: &[&Kept]) -> Result<Vec<Outgoing>, Failed> {
    let authorities: HashMap<i64, String> = authority::of_organisation(app.db(), exchange.organisation).await?;
    let out = page.iter().map(|kept| {
        let authority = authorities.get(&kept.source).map_or(authority::NOBODY, String::as_str);
        let value = |node: &Node<'_>, name: &str| node.get(name).and_then(Node::as_str).unwrap_or_default().to_owned();
        let files = Statement::stored(&kept.text).map(|statement| {
            let described = all_attachments(&statement);
            described.map(|node| (value(node, "sha2").to_ascii_lowercase(), value(node, "contentType"))).collect()
        });
        Outgoing { id: kept.id, text: whole(kept, authority), files: files.unwrap_or_default() }
    });
    Ok(out.collect())
}

#[derive(FromQueryResult)]
struct Row {
    sha2: Vec<u8>,
    bytes: Vec<u8>,
}

/// The bytes of every attachment of a page, by their hash.
async fn bytes_of(app: &App, exchange: &Exchange, outgoing: &[Outgoing]) -> Result<HashMap<String, Vec<u8>>, Failed> {
    let hashes: HashSet<&str> = outgoing.iter().flat_map(|one| &one.files).map(|(sha2, _)| sha2.as_str()).collect();
    if hashes.is_empty() {
        return Ok(HashMap::new());
    }
    let mut named = values![exchange.organisation];
    let mut marks = Vec::new();
    for sha2 in hashes {
        named.push(Value::from(hex::decode(sha2).unwrap_or_default()));
        marks.push(format!("${}", named.len()));
    }
    let sql = format!(
        "SELECT sha2, bytes FROM statement_attachment WHERE organisation_id = $1 AND sha2 IN ({})",
        marks.join(",")
    );
    let rows: Vec<Row> = app.db().all(&sql, named).await?;
    Ok(rows.into_iter().map(|row| (hex::encode(row.sha2), row.bytes)).collect())
}

/// Runs of statements whose attachments are not too large together.
fn batches<'o>(outgoing: &'o [Outgoing], bytes: &HashMap<String, Vec<u8>>) -> Vec<&'o [Outgoing]> {
    let size = |one: &Outgoing| -> usize {
        one.files.iter().filter_map(|(sha2, _)| bytes.get(sha2)).map(Vec::len).sum::<usize>() + one.text.len()
    };
    let (mut all, mut from, mut sum) = (Vec::new(), 0, 0);
    for (at, one) in outgoing.iter().enumerate() {
        if at > from && sum + size(one) > MOST_BYTES {
            all.push(&outgoing[from..at]);
            (from, sum) = (at, 0);
        }
        sum += size(one);
    }
    if from < outgoing.len() {
        all.push(&outgoing[from..]);
    }
    all
}

fn files_of<'f>(batch: &'f [Outgoing], bytes: &'f HashMap<String, Vec<u8>>) -> Vec<File<'f>> {
    let mut files: Vec<File<'f>> = Vec::new();
    for (sha2, content_type) in batch.iter().flat_map(|one| &one.files) {
        // Bytes that never came are at the address that the statement gives.
        let Some(bytes) = bytes.get(sha2).filter(|_| !files.iter().any(|known| known.sha2 == *sha2)) else { continue };
        files.push(File { sha2, content_type, bytes });
    }
    files
}
