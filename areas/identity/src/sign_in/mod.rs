//! Signing in: with a password or with a link that is mailed, and out again.

mod limit;
mod link;
pub(crate) mod pages;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Tx;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::page;
use lustrum_kernel::problem::Problem;
use serde_json::json;

use crate::{person, session};
pub use limit::{Rule, count, forget};
pub use link::{Purpose, look, one_time_link, spend};

/// Where a request comes from: network, browser, and the session that it had.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// One machine (IPv4) or one network (the first 64 bits of IPv6); nothing where the server does not tell.
    pub address: Option<String>,
    pub agent: String,
    pub session: Option<String>,
}

impl FromRequestParts<App> for Origin {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| network(info.0.ip()));
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let session = page::cookie(&parts.headers, session::COOKIE).map(str::to_owned);
        Ok(Self { address, agent: agent.to_owned(), session })
    }
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Counts a try of this network address.
pub fn count_address(app: &App, origin: &Origin) -> Result<(), Problem> {
    match &origin.address {
        Some(address) => count(app, Rule::Address, address),
        None => Ok(()),
    }
}

/// Signs a person in: a new session, and the end of the one that the browser had. The token goes into [`onward`]
/// after the commit.
pub async fn enter(app: &App, tx: &Tx, person: PersonId, way: &str, origin: &Origin) -> Result<String, Problem> {
    if let Some(old) = &origin.session {
        session::end_of_token(tx, old).await?;
    }
    let token = session::begin(tx, person, &origin.agent, app.now()).await?;
    person::note(tx, person, "person.signed-in", json!({ "way": way }), app.now()).await?;
    Ok(token)
}

/// On to a page of ours, with the cookie of a new session.
pub fn onward(app: &App, token: &str, path: &str) -> Response {
    let mut response = Redirect::to(local(path)).into_response();
    if let Some(cookie) = session::cookie(app, token) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A path of this site; anything else becomes the first page.
pub fn local(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.chars().all(|c| c.is_ascii_graphic());
    if ours { path } else { "/" }
}
