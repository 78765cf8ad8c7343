//! A client of the real router: routes, layers and dress as the application composes them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method};
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceExt;

use crate::access::Viewer;
use crate::app::App;
use crate::area::{Area, router};
use crate::page;

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub body: String,
    pub location: Option<String>,
    pub headers: HeaderMap,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.body))
    }
    pub fn shows(&self, text: &str) -> bool {
        self.body.contains(text)
    }
    /// What a page says is wrong at a field.
    pub fn said_at(&self, field: &str) -> &str {
        let at = self.body.split(&format!("id=\"{field}-error\"")).nth(1).unwrap_or_default();
        at.split("</p>").next().unwrap_or_default()
    }
}

/// Sends requests and keeps cookies.
pub struct Browser {
    router: Router,
    viewer: Option<Viewer>,
    cookies: Mutex<BTreeMap<String, String>>,
    headers: Vec<(String, String)>,
}

/// The router as the application has it, without whoever recognises the viewer.
pub fn routes(app: &App, areas: &[Area]) -> Router {
    router(areas)
        .layer(from_fn(page::security))
        .layer(from_fn_with_state(app.clone(), page::dress))
        .with_state(app.clone())
}

impl Browser {
    /// A viewer who is signed in already, or nobody (`None`).
    pub fn new(app: &App, areas: &[Area], viewer: impl Into<Option<Viewer>>) -> Self {
        Self::over(routes(app, areas)).signed_in_as(viewer)
    }
    /// A client of a router that is composed elsewhere.
    pub fn over(router: Router) -> Self {
        Self { router, viewer: None, cookies: Mutex::default(), headers: Vec::new() }
    }
    /// Every request comes from this viewer. Told with the request and not by a layer, which would wrap every route
    /// anew for each who asks.
    pub fn signed_in_as(mut self, viewer: impl Into<Option<Viewer>>) -> Self {
        self.viewer = viewer.into();
        self
    }
    /// The same router with a header on every request.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("no test panicked in here").get(name).cloned()
    }
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("no test panicked in here").insert(name.to_owned(), value.to_owned());
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Vec::new()).await
    }
    /// A form as a page sends it.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = serde_urlencoded::to_string(fields).expect("pairs of texts can be written");
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
    }
    /// A form with one file in it.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], name: &str, file: &str, bytes: &[u8]) -> Reply {
        const EDGE: &str = "lustrum-test-edge";
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend(format!("\r\n--{EDGE}--\r\n").into_bytes());
        self.send(Method::POST, path, Some(&format!("multipart/form-data; boundary={EDGE}")), body).await
    }
    /// A call of the API; `method` as in `POST`.
    pub async fn json(&self, method: &str, path: &str, value: serde_json::Value) -> Reply {
        let method: Method = method.parse().expect("a method of HTTP");
        let (kind, body) = match value {
            serde_json::Value::Null => (None, Vec::new()),
            value => (Some("application/json"), value.to_string().into_bytes()),
        };
        self.send(method, path, kind, body).await
    }
    pub async fn send(&self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let cookies: Vec<String> = {
            let kept = self.cookies.lock().expect("no test panicked in here");
            kept.iter().map(|(name, value)| format!("{name}={value}")).collect()
        };
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        let mut request = request.body(Body::from(body)).expect("a path of ours is sound");
        self.sign(&mut request);
        let response = self.router.clone().oneshot(request).await.expect("a router answers");
        let (parts, body) = response.into_parts();
        for value in parts.headers.get_all(SET_COOKIE) {
            self.keep(value.to_str().unwrap_or_default());
        }
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("the body is in memory");
        Reply {
            status: parts.status.as_u16(),
            body: String::from_utf8_lossy(&body).into_owned(),
            location: parts.headers.get(LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned),
            headers: parts.headers,
        }
    }

    fn sign(&self, request: &mut Request) {
        if let Some(mut viewer) = self.viewer.clone() {
            viewer.path = request.uri().path().to_owned();
            viewer.said = page::cookie(request.headers(), page::SAID).map(str::to_owned);
            request.extensions_mut().insert(viewer);
        }
    }

    fn keep(&self, set: &str) {
        let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        let mut kept = self.cookies.lock().expect("no test panicked in here");
        if set.contains("Max-Age=0") {
            kept.remove(name);
        } else {
            kept.insert(name.to_owned(), value.to_owned());
        }
    }
}
