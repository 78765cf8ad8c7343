//! A step of an import: one page of what the other side stored, put where everything is put. Where the next page begins is
//! saved only when this one is on disk.

use axum::http::header;
use bytes::Bytes;
use lustrum_kernel::App;
use lustrum_kernel::outside::Unreached;
use lustrum_xapi::json::{self, Node};
use lustrum_xapi::multipart::Received;
use lustrum_xapi::time::timestamp;
use lustrum_xapi::{Refusal, Statement, Version, read_batch, signature};

use super::remote::{CONSISTENT, Remote};
use super::store::{self, Aside};
use super::{Exchange, Failed, Step};
use crate::endpoint::{LIMITS, attachments, parts};
use crate::statement::prepare;
use crate::store::{Attachment, Batch, NotStored, Prepared, put_many};

/// A page as it is stored here.
struct Page {
    statements: Vec<Prepared>,
    attachments: Vec<Attachment>,
    /// Those whose signature is none, or is of another statement.
    forged: Vec<Aside>,
    more: String,
    /// When each of them was stored there.
    stored: Vec<String>,
}

pub async fn step(app: &App, exchange: &Exchange, remote: &Remote<'_>) -> Result<Step, Failed> {
    let answered = match remote.page().await {
        // The address of the next page is good for a while only: without it the walk goes on from the last moment.
        Err(Failed::Outside(Unreached::Answered(400..=499) | Unreached::NotFound)) if !exchange.more.is_empty() => {
            store::imported(app, exchange, "", &exchange.since, &[]).await?;
            return Ok(Step::Moved);
        }
        answered => answered?,
    };
    let consistent = answered.header(&CONSISTENT).to_owned();
    let kind = answered.header(&header::CONTENT_TYPE).to_owned();
    let page = read(exchange, &kind, Bytes::from(answered.body))?;
    if !page.more.is_empty() && page.more == exchange.more {
        return Err(Failed::Unreadable("its page leads to itself".to_owned()));
    }
    let more = page.more.clone();
    let since = goes_on_from(&page.stored, &consistent, more.is_empty()).unwrap_or_else(|| exchange.since.clone());
    let aside = put(app, exchange, page).await?;
    store::imported(app, exchange, &more, &since, &aside).await?;
    Ok(if more.is_empty() { Step::Rested } else { Step::Moved })
}

/// The moment after which everything is asked for that did not come yet; nothing leaves it where it was. What is still
/// being stored there may have an earlier moment than what was listed already, and in the middle of a walk the next page
/// may hold more of the last moment.
fn goes_on_from(stored: &[String], consistent: &str, ended: bool) -> Option<String> {
    let moment = |text: &str| timestamp(text, Version::V2_0).or_else(|_| timestamp(text, Version::V1_0_3)).ok();
    let mut known: Vec<(i64, &str)> =
        stored.iter().filter_map(|text| Some((moment(text)?.micros(), text.as_str()))).collect();
    known.sort_by_key(|(at, _)| *at);
    let last = known.last()?.0;
    let through = moment(consistent).map_or((i64::MAX, consistent), |at| (at.micros(), consistent));
    match ended {
        true if through.0 < last => Some(through.1.to_owned()),
        true => known.last().map(|(_, text)| (*text).to_owned()),
        false => {
            let before = known.iter().rev().find(|(at, _)| *at < last.min(through.0));
            before.map(|(_, text)| (*text).to_owned())
        }
    }
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
    let stored = texts.iter().filter_map(|one| one.get("stored")?.as_str().map(str::to_owned)).collect();
    let statements: Vec<Statement<'_>> = match texts {
        [] => Vec::new(),
        _ => read_batch(list.raw().as_bytes(), exchange.words.version, LIMITS).map_err(|e: Refusal| unreadable(e))?,
    };
    let files = attachments(&statements, parts.get(1..).unwrap_or_default());
    let files = files.map_err(|refused| unreadable(refused.words()))?;
    let received: Vec<Received<'_>> =
        files.iter().map(|file| Received { sha2: hex::encode(&file.sha2), bytes: &file.bytes }).collect();
    let (mut sound, mut forged) = (Vec::new(), Vec::new());
    for statement in &statements {
        match (signature::check(statement, &received), statement.id()) {
            (Err(refusal), Some(id)) => {
                forged.push(Aside { statement: id, reason: "refused", detail: refusal.to_string() });
            }
            (Err(refusal), None) => return Err(unreadable(refusal)),
            (Ok(_), _) => sound.push(prepare(statement, None)),
        }
    }
    drop(received);
    Ok(Page {
        statements: sound,
        attachments: files,
        forged,
        more: node.get("more").and_then(Node::as_str).unwrap_or_default().to_owned(),
        stored,
    })
}

/// Stores a page. What is kept here as something else under the same id is set aside, and the rest is stored.
async fn put(app: &App, exchange: &Exchange, mut page: Page) -> Result<Vec<Aside>, Failed> {
    let mut aside = std::mem::take(&mut page.forged);
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
            Err(error) => return Err(Unreached::Broken(error.to_string()).into()),
        }
    }
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::goes_on_from;

    fn words(stored: &[&str], consistent: &str, ended: bool) -> Option<String> {
        goes_on_from(&stored.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>(), consistent, ended)
    }

    #[test]
    fn moments_are_compared_as_moments_however_they_are_written() {
        // As text "…00.5Z" comes after "…00.500001Z", and "+02:00" after "Z".
        let stored = ["2026-09-01T10:00:00.500001Z", "2026-09-01T10:00:00.5Z"];
        assert_eq!(words(&stored, "", true).as_deref(), Some("2026-09-01T10:00:00.500001Z"));
        let through = words(&["2026-09-01T10:00:00Z"], "2026-09-01T11:30:00+02:00", true);
        assert_eq!(through.as_deref(), Some("2026-09-01T11:30:00+02:00"), "half an hour earlier");
        assert_eq!(words(&[], "2026-09-01T10:00:00Z", true), None);
        assert_eq!(words(&["never"], "", true), None);
    }

    #[test]
    fn in_the_middle_of_a_walk_nothing_of_the_last_moment_is_left_out() {
        let stored = ["2026-09-01T10:00:00Z", "2026-09-01T10:00:01Z", "2026-09-01T10:00:01Z"];
        assert_eq!(words(&stored, "", false).as_deref(), Some("2026-09-01T10:00:00Z"));
        assert_eq!(words(&stored[1..], "", false), None, "the moment before stays");
        assert_eq!(words(&stored, "", true).as_deref(), Some("2026-09-01T10:00:01Z"));
    }
}
