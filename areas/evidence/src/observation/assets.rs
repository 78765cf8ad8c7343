//! The module of the observation page and its service worker. Both stand beside the page, so that the worker reaches
//! the pages of observation and nothing else of the site.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::Answer;

use crate::levels::view::resource;

fn script(app: &App, scope: &PartnershipScope, text: &'static str) -> Answer {
    scope.require(app, "observation.write", &resource(scope))?;
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, text).into_response())
}

/// `GET /p/{partnership}/observations/observe.js`
pub async fn module(State(app): State<App>, scope: PartnershipScope) -> Answer {
    script(&app, &scope, include_str!("observe.js"))
}

/// `GET /p/{partnership}/observations/worker.js`
pub async fn worker(State(app): State<App>, scope: PartnershipScope) -> Answer {
    script(&app, &scope, include_str!("worker.js"))
}
