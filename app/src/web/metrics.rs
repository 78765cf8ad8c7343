//! Figures for an operator in the text form of Prometheus.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use lustrum_kernel::App;
use lustrum_kernel::db::Sql;

/// Upper bounds of the histogram of server time, in seconds.
const BOUNDS: [f64; 8] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0];

static BUCKETS: [AtomicU64; 9] = [const { AtomicU64::new(0) }; 9];
static MICROS: AtomicU64 = AtomicU64::new(0);
/// Requests by the first digit of their status: 1xx to 5xx.
static BY_CLASS: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];

/// Counts a request and the time that it took.
pub async fn measure(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let response = next.run(request).await;
    let took = began.elapsed();
    let bucket = BOUNDS.iter().position(|bound| took.as_secs_f64() <= *bound).unwrap_or(BOUNDS.len());
    BUCKETS[bucket].fetch_add(1, Ordering::Relaxed);
    MICROS.fetch_add(took.as_micros() as u64, Ordering::Relaxed);
    let class = usize::from(response.status().as_u16() / 100).clamp(1, 5) - 1;
    BY_CLASS[class].fetch_add(1, Ordering::Relaxed);
    response
}

/// `GET /metrics`
pub async fn show(State(app): State<App>) -> Response {
    let mut text = String::from("# TYPE lustrum_requests_total counter\n");
    for (class, count) in BY_CLASS.iter().enumerate() {
        let _written =
            writeln!(text, "lustrum_requests_total{{class=\"{}xx\"}} {}", class + 1, count.load(Ordering::Relaxed));
    }
    text.push_str("# TYPE lustrum_request_seconds histogram\n");
    let mut total = 0;
    for (place, bucket) in BUCKETS.iter().enumerate() {
        total += bucket.load(Ordering::Relaxed);
        let bound = BOUNDS.get(place).map_or_else(|| "+Inf".to_owned(), ToString::to_string);
        let _written = writeln!(text, "lustrum_request_seconds_bucket{{le=\"{bound}\"}} {total}");
    }
    let seconds = MICROS.load(Ordering::Relaxed) as f64 / 1e6;
    let _written = writeln!(text, "lustrum_request_seconds_sum {seconds}\nlustrum_request_seconds_count {total}");
    text.push_str("# TYPE lustrum_jobs gauge\n");
    for state in ["waiting", "running", "given-up"] {
        let count = app
            .db()
            .number(
                "SELECT CAST(COUNT(*) AS BIGINT) AS number FROM job WHERE state = $1",
                lustrum_kernel::values![state],
            )
            .await
            .unwrap_or(-1);
        let _written = writeln!(text, "lustrum_jobs{{state=\"{state}\"}} {count}");
    }
    if let Some(bytes) = app.db().log_bytes() {
        let _written = writeln!(text, "# TYPE lustrum_wal_bytes gauge\nlustrum_wal_bytes {bytes}");
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
