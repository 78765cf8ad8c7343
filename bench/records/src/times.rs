//! Times of answers.

use serde_json::{Value, json};
use std::time::Duration;

pub fn told(mut times: Vec<Duration>) -> Value {
    times.sort_unstable();
    let at = |share: f64| {
        let rank = (share * times.len() as f64).ceil() as usize;
        times.get(rank.clamp(1, times.len().max(1)) - 1).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    };
    json!({"p50": at(0.5), "p99": at(0.99), "most": at(1.0)})
}
