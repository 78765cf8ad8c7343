//! Writes statements over several connections without a pause. What is sent is made beforehand, so that the time is the
//! store's.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail};
use serde_json::{Value, json};

use crate::http::Endpoint;
use crate::statement::statement;
use crate::{Given, processor_seconds, times};

/// So many rows are made before they are sent; more would only fill the memory.
const PART: u64 = 50_000;

pub fn run(given: &Given) -> anyhow::Result<Value> {
    to(&Endpoint::read(given)?, given)
}

pub fn to(endpoint: &Endpoint, given: &Given) -> anyhow::Result<Value> {
    let (rows, from) = (given.number("rows", None)?, given.number("from", Some(0))?);
    let (batch, connections) = (given.number("batch", Some(100))?, given.number("connections", Some(8))?);
    let (mut seconds, mut processor, mut answers) = (0.0, 0.0, Vec::new());
    for part in (from..from + rows).step_by(usize::try_from(PART)?) {
        let until = (part + PART).min(from + rows);
        let requests: Vec<Vec<u8>> = (part..until)
            .step_by(usize::try_from(batch)?)
            .map(|first| request(endpoint, first, (first + batch).min(until)))
            .collect();
        let (started, used) = (Instant::now(), processor_seconds());
        answers.extend(send(endpoint, requests, usize::try_from(connections)?)?);
        seconds += started.elapsed().as_secs_f64();
        processor += processor_seconds() - used;
    }
    let requests = answers.len();
    Ok(json!({
        "rows": rows, "requests": requests, "seconds": seconds, "processor": processor, "answer_ms": times::told(answers)
    }))
}

fn request(endpoint: &Endpoint, first: u64, until: u64) -> Vec<u8> {
    let bodies: Vec<String> = (first..until).map(|number| statement(number).json).collect();
    match bodies.as_slice() {
        [one] => endpoint.request("POST", "statements", one),
        many => endpoint.request("POST", "statements", &format!("[{}]", many.join(","))),
    }
}

fn send(endpoint: &Endpoint, requests: Vec<Vec<u8>>, connections: usize) -> anyhow::Result<Vec<Duration>> {
    let mut hands: Vec<Vec<Vec<u8>>> = (0..connections).map(|_| Vec::new()).collect();
    for (at, request) in requests.into_iter().enumerate() {
        hands[at % connections].push(request);
    }
    let workers: Vec<_> = hands
        .into_iter()
        .map(|requests| {
            let endpoint = endpoint.clone();
            thread::spawn(move || -> anyhow::Result<Vec<Duration>> {
                let mut connection = endpoint.connect()?;
                let mut times = Vec::with_capacity(requests.len());
                for request in &requests {
                    let started = Instant::now();
                    let (status, body) = connection.send(request)?;
                    times.push(started.elapsed());
                    if status != 200 {
                        bail!("statements were answered {status}: {}", String::from_utf8_lossy(&body));
                    }
                }
                Ok(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.join().map_err(|_| anyhow!("a connection was lost"))??);
    }
    Ok(times)
}
