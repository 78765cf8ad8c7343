//! What belongs to no area: assets, health, metrics and the description of the API.

mod metrics;
mod rest;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use lustrum_kernel::App;
use lustrum_kernel::db::{DbError, Sql};
use tokio::sync::Mutex;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

pub use metrics::measure;
pub use rest::read_on;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/assets/{hash}/{name}", get(lustrum_kernel::page::serve_asset))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show))
        .route("/api/openapi.json", get(description))
}

/// Ready when the database answers and takes changes: on a full disk pages can still be read, and nothing is lost, but
/// whoever watches is to know.
async fn ready(State(app): State<App>) -> Response {
    match app.part(|_| Probe::default()).ask(&app).await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer or takes no changes\n").into_response()
        }
    }
}

/// The last answer of the database, good for a while: whoever asks often does not make it write often.
#[derive(Default)]
struct Probe(Mutex<Option<Instant>>);

impl Probe {
    const GOOD: Duration = Duration::from_secs(5);

    async fn ask(&self, app: &App) -> Result<(), DbError> {
        let mut last = self.0.lock().await;
        if last.is_none_or(|at| at.elapsed() >= Self::GOOD) {
            *last = None;
            let tx = app.db().begin().await?;
            // Turns over the last microsecond of when the first migration was made: what stays the same is not written.
            tx.run(
                "UPDATE migration SET at = CASE WHEN at % 2 = 0 THEN at + 1 ELSE at - 1 END
                 WHERE name = (SELECT MIN(name) FROM migration)",
                vec![],
            )
            .await?;
            tx.commit().await?;
            *last = Some(Instant::now());
        }
        Ok(())
    }
}

/// The API of all areas in one description.
pub fn openapi() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Lustrum")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Everything that the pages do, under the same policies. Sign in with an API token: `Authorization: Bearer ...`."))
        .build();
    let mut all = OpenApiBuilder::new().info(info).build();
    for area in crate::compose::areas() {
        if let Some(part) = area.api {
            all.merge(part());
        }
    }
    all
}

static DESCRIPTION: LazyLock<String> = LazyLock::new(|| openapi().to_json().unwrap_or_default());

async fn description() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION.as_str()).into_response()
}
