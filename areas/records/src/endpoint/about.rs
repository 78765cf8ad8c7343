use axum::http::Method;
use lustrum_xapi::Version;
use serde_json::json;

use super::answer::{Answer, Refused, json_text};

/// What anyone may know: which versions are spoken here.
pub fn answer(method: &Method) -> Answer {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Err(Refused::method("GET, HEAD"));
    }
    let mut versions: Vec<&str> = vec!["1.0.0", "1.0.1", "1.0.2"];
    versions.extend(Version::ALL.map(Version::header));
    Ok(json_text(json!({ "version": versions }).to_string()))
}
