//! Reading a request's body into [`Fields`]. It never fails on what was sent: a body that can't be read is a
//! form with a fault, so that the policy has spoken before anyone hears what was wrong with the input.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

use super::{Fault, Fields, Upload};

/// More than a form ever holds; files have a limit of their own, set by the router.
const LARGEST: usize = 32 * 1024 * 1024;

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let locale = crate::page::language_of(request.extensions(), request.headers());
        Ok(read_body(request, state).await.typed_in(locale))
    }
}

async fn read_body<S: Send + Sync>(request: Request, state: &S) -> Fields {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        return match Multipart::from_request(request, state).await {
            Ok(parts) => read_parts(parts).await,
            Err(_) => unreadable(),
        };
    }
    let Ok(body) = axum::body::to_bytes(request.into_body(), LARGEST).await else {
        let mut fields = Fields::default();
        fields.refuse("body", Fault::new("fault-too-large"));
        return fields;
    };
    if kind.contains("json") {
        return match serde_json::from_slice(&body) {
            Ok(value) => from_json(value),
            Err(error) => {
                let mut fields = Fields { json: true, ..Fields::default() };
                let fault = Fault::new("fault-not-json").with("line", error.line()).with("column", error.column());
                fields.refuse("body", fault);
                fields
            }
        };
    }
    if body.is_empty() {
        return Fields::default();
    }
    match serde_urlencoded::from_bytes::<Vec<(String, String)>>(&body) {
        Ok(pairs) => Fields::filled(pairs),
        Err(_) => unreadable(),
    }
}

fn unreadable() -> Fields {
    let mut fields = Fields::default();
    fields.refuse("body", Fault::new("fault-unreadable"));
    fields
}

async fn read_parts(mut parts: Multipart) -> Fields {
    let mut fields = Fields::default();
    loop {
        match parts.next_field().await {
            Ok(None) => return fields,
            Err(_) => {
                fields.refuse("body", Fault::new("fault-unreadable"));
                return fields;
            }
            Ok(Some(part)) => {
                let name = part.name().unwrap_or_default().to_owned();
                let file_name = part.file_name().map(str::to_owned);
                let content_type = part.content_type().unwrap_or_default().to_owned();
                let Ok(bytes) = part.bytes().await else {
                    fields.refuse("body", Fault::new("fault-too-large"));
                    return fields;
                };
                match file_name {
                    Some(file) => {
                        fields.files.insert(name, Upload { name: file, content_type, bytes: bytes.to_vec() });
                    }
                    None => {
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        fields.values.entry(name).or_default().push(text);
                    }
                }
            }
        }
    }
}

/// A JSON object as fields: texts, numbers and truths by name, arrays of them as repeated fields, objects as
/// `outer.inner`, arrays of objects as `outer.0.inner`.
fn from_json(value: Value) -> Fields {
    let mut fields = Fields { json: true, ..Fields::default() };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                flatten(&mut fields, name, value, 0);
            }
        }
        _ => fields.refuse("body", Fault::new("fault-not-an-object")),
    }
    fields
}

fn flatten(fields: &mut Fields, name: String, value: Value, depth: usize) {
    if depth > 8 {
        fields.refuse("body", Fault::new("fault-unreadable"));
        return;
    }
    let text = match value {
        Value::Null => return,
        Value::String(text) => text,
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            for (place, item) in items.into_iter().enumerate() {
                let inner = if item.is_object() || item.is_array() { format!("{name}.{place}") } else { name.clone() };
                flatten(fields, inner, item, depth + 1);
            }
            return;
        }
        Value::Object(members) => {
            for (inner, item) in members {
                flatten(fields, format!("{name}.{inner}"), item, depth + 1);
            }
            return;
        }
    };
    fields.values.entry(name).or_default().push(text);
}
