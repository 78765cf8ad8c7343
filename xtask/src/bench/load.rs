//! Many connections at once on one page, and how long each answer took.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail};

use crate::http::{Connection, Headers};

pub const CONNECTIONS: usize = 32;
const REQUESTS: usize = 60;
const WARMING: usize = 3;

/// Times of one page over all connections, in order of length.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }
    /// The time under which this share of the answers stayed, in milliseconds (nearest rank).
    pub fn quantile(&self, share: f64) -> f64 {
        let rank = (share * self.0.len() as f64).ceil() as usize;
        let at = rank.clamp(1, self.0.len().max(1)) - 1;
        self.0.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    }
}

/// What the clients see when all of them ask without a pause: the time includes waiting for the others.
pub fn crowd(url: &str, path: &str, headers: &Headers) -> anyhow::Result<Times> {
    let workers: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (url, path, headers) = (url.to_owned(), path.to_owned(), headers.clone());
            thread::spawn(move || one(&url, &path, &headers, REQUESTS))
        })
        .collect();
    let mut times = Vec::with_capacity(CONNECTIONS * REQUESTS);
    for worker in workers {
        times.extend(worker.join().map_err(|_| anyhow!("a connection was lost"))??);
    }
    Ok(Times::of(times))
}

/// One connection: the time of an answer that waits for nobody.
pub fn alone(url: &str, path: &str, headers: &Headers, requests: usize) -> anyhow::Result<Times> {
    Ok(Times::of(one(url, path, headers, requests)?))
}

fn one(url: &str, path: &str, headers: &Headers, requests: usize) -> anyhow::Result<Vec<Duration>> {
    let mut connection = Connection::open(url)?;
    let mut times = Vec::with_capacity(requests);
    for number in 0..WARMING + requests {
        let started = Instant::now();
        let answer = connection.get(path, headers)?;
        let time = started.elapsed();
        if answer.status != 200 {
            bail!("{path} gave {}", answer.status);
        }
        if number >= WARMING {
            times.push(time);
        }
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_the_nearest_rank() {
        let times = Times::of((1..=200).rev().map(Duration::from_millis).collect());
        assert_eq!(times.quantile(0.5), 100.0);
        assert_eq!(times.quantile(0.99), 198.0);
        assert_eq!(times.quantile(1.0), 200.0);
    }
}
