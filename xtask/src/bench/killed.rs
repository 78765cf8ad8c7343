//! `kill -9` while readings are posted, again and again: what was acknowledged exists afterwards.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};

use crate::demo::Demo;
use crate::http::{Connection, Headers};

use super::plan::{Ask, Plan};

pub const KILLS: usize = 50;
const WRITERS: usize = 4;

pub struct Losses {
    pub acknowledged: usize,
    pub lost: usize,
}

pub fn run(binary: &Path, data: &Path, plan: &Plan) -> anyhow::Result<Losses> {
    let write = plan.writes.first().context("bench/pages.txt has no `write`")?;
    let read = plan.reads.first().context("bench/pages.txt has no `read`")?;
    let count = Arc::new(AtomicUsize::new(0));
    let mut losses = Losses { acknowledged: 0, lost: 0 };
    let mut before = Vec::new();
    for round in 0..=KILLS {
        let demo = Demo::start(binary, data)?;
        let gaps = plan.gaps(&demo)?;
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        losses.lost += missing(&demo, &read.with(&gaps), &before)?;
        if round == KILLS {
            break;
        }
        before = write_until_killed(demo, &write.with(&gaps), round, &count)?;
        losses.acknowledged += before.len();
    }
    if losses.acknowledged == 0 {
        bail!("no write was acknowledged, so nothing was tried");
    }
    Ok(losses)
}

/// The ids of what was acknowledged before the end came.
fn write_until_killed(demo: Demo, write: &Ask, round: usize, count: &Arc<AtomicUsize>) -> anyhow::Result<Vec<String>> {
    let headers = demo.token_headers()?;
    let ended = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (url, write, headers) = (demo.url.clone(), write.clone(), headers.clone());
            let (count, ended) = (Arc::clone(count), Arc::clone(&ended));
            thread::spawn(move || writer(&url, &write, &headers, &count, &ended))
        })
        .collect();
    // A different moment each time, so that the end meets every stage of a write.
    thread::sleep(Duration::from_millis(40 + (round as u64 * 37) % 211));
    ended.store(true, Ordering::SeqCst);
    demo.kill()?;
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.join().map_err(|_| anyhow!("a writer was lost"))??);
    }
    Ok(acknowledged)
}

fn writer(
    url: &str,
    write: &Ask,
    headers: &Headers,
    count: &AtomicUsize,
    ended: &AtomicBool,
) -> anyhow::Result<Vec<String>> {
    let mut acknowledged = Vec::new();
    let Ok(mut connection) = Connection::open(url) else {
        return Ok(acknowledged);
    };
    loop {
        let number = count.fetch_add(1, Ordering::Relaxed);
        let value = format!("{}.{:03}", 10 + number / 1000, number % 1000);
        let (number, month) = (number.to_string(), format!("{:02}", number % 12 + 1));
        let ask = write.with(&[("number", &number), ("value", &value), ("month", &month)]);
        match connection.send("POST", &ask.path, headers, ask.body.as_bytes()) {
            Ok(answer) if (200..300).contains(&answer.status) => {
                let said: serde_json::Value = serde_json::from_slice(&answer.body)?;
                let id = said["id"].as_str().context("an acknowledged write has no `id`")?;
                acknowledged.push(id.to_owned());
            }
            Ok(answer) => bail!("{} gave {}: {}", ask.path, answer.status, answer.text()),
            // Cut off in the middle: this one was not acknowledged.
            Err(_) if ended.load(Ordering::SeqCst) => return Ok(acknowledged),
            Err(error) => return Err(error),
        }
    }
}

fn missing(demo: &Demo, read: &Ask, ids: &[String]) -> anyhow::Result<usize> {
    let headers = demo.token_headers()?;
    let mut connection = Connection::open(&demo.url)?;
    let mut missing = 0;
    for id in ids {
        let answer = connection.get(&read.with(&[("id", id)]).path, &headers)?;
        missing += usize::from(answer.status != 200 || !answer.text().contains(id.as_str()));
    }
    Ok(missing)
}
