//! Reads what was loaded, one request after the other, by one filter.

use std::time::Instant;

use anyhow::bail;
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};
use serde_json::{Value, json};

use crate::http::Endpoint;
use crate::statement::{activity_id, agent, statement, uuid, verb_id};
use crate::{Given, times};

const WARMING: u64 = 20;

pub fn run(given: &Given) -> anyhow::Result<Value> {
    let endpoint = Endpoint::read(given)?;
    let (rows, requests) = (given.number("rows", None)?, given.number("requests", Some(500))?);
    let by = given.text("by")?;
    let mut random = ChaCha8Rng::seed_from_u64(rows);
    let mut connection = endpoint.connect()?;
    let mut answers = Vec::new();
    let mut found = 0;
    for number in 0..requests + WARMING {
        let one = statement(random.next_u64() % rows);
        let query = match by {
            "id" => format!("statementId={}", uuid(&one.id)),
            "agent" => format!("limit=25&agent={}", escaped(&agent(one.person))),
            "verb" => format!("limit=25&verb={}", escaped(&verb_id(one.verb))),
            "activity" => format!("limit=25&activity={}", escaped(&activity_id(one.activity))),
            "registration" => format!("limit=25&registration={}", uuid(&one.registration)),
            other => bail!("--by {other} is not understood"),
        };
        let request = connection.endpoint().request("GET", &format!("statements?{query}"), "");
        let started = Instant::now();
        let (status, body) = connection.send(&request)?;
        let time = started.elapsed();
        let body: Value = serde_json::from_slice(&body)?;
        let is_there = match by {
            "id" => body["id"] == uuid(&one.id),
            _ => body["statements"].as_array().is_some_and(|list| !list.is_empty()),
        };
        if status != 200 || !is_there {
            bail!("{query} was answered {status}: {body}");
        }
        if number >= WARMING {
            answers.push(time);
            found += body["statements"].as_array().map_or(1, Vec::len);
        }
    }
    Ok(json!({"by": by, "requests": requests, "statements": found, "answer_ms": times::told(answers)}))
}

/// As a query takes it.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
