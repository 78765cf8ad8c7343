//! Style sheet, module and icon: inside the binary, named by their hash, kept by the browser for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::problem::Problem;

struct Asset {
    url: String,
    content_type: &'static str,
    bytes: &'static [u8],
}

const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6464"/><path d="M10 7v18h13" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>"##;

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    let asset = |name: &str, content_type, bytes: &'static [u8]| {
        let hash = hex::encode(&Sha256::digest(bytes)[..6]);
        Asset { url: format!("/assets/{hash}/{name}"), content_type, bytes }
    };
    [
        asset("style.css", "text/css; charset=utf-8", include_bytes!("style.css")),
        asset("page.js", "text/javascript; charset=utf-8", include_bytes!("page.js")),
        asset("deliver.js", "text/javascript; charset=utf-8", include_bytes!("deliver.js")),
        asset("icon.svg", "image/svg+xml", ICON.as_bytes()),
    ]
});

pub(super) fn style() -> &'static str {
    &ASSETS[0].url
}
pub(super) fn script() -> &'static str {
    &ASSETS[1].url
}
/// Keeps a form until the server has it.
pub(super) fn deliver() -> &'static str {
    &ASSETS[2].url
}
pub(super) fn icon() -> &'static str {
    &ASSETS[3].url
}

/// `GET /assets/{hash}/{name}`
pub async fn serve(Path((hash, name)): Path<(String, String)>) -> Result<Response, Problem> {
    let url = format!("/assets/{hash}/{name}");
    let asset = ASSETS.iter().find(|asset| asset.url == url).ok_or(Problem::NotFound)?;
    let headers =
        [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes).into_response())
}
