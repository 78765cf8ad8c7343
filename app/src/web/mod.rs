//! What belongs to no area: assets, health, metrics and the description of the API.

mod metrics;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use lustrum_kernel::App;
use lustrum_kernel::db::Sql;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

pub use metrics::measure;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/assets/{hash}/{name}", get(lustrum_kernel::page::serve_asset))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show))
        .route("/api/openapi.json", get(description))
}

/// Ready when the database answers.
async fn ready(State(app): State<App>) -> Response {
    match app.db().number("SELECT CAST(COUNT(*) AS BIGINT) AS number FROM migration", vec![]).await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
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
