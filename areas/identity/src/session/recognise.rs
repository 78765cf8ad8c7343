//! Who asks: read once per request, from the cookie of a session or from an API token, with two queries.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use lustrum_kernel::access::{Via, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::page;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::{COOKIE, IDLE_DAYS, SEEN_SECONDS, SessionId};
use crate::{secret, viewer};

/// The session of this request, for the page that lists sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentSession(pub SessionId);

/// Makes the [`Viewer`] of a request, for whatever comes behind. To be layered outside of `page::dress`.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if page::open_to_others(request.uri().path()) {
        return next.run(request).await;
    }
    match find(&app, request.headers()).await {
        Ok(Some((mut viewer, session))) => {
            if let Some(locale) = page::chosen_language(request.headers()) {
                viewer.locale = locale;
            }
            viewer.path = request.uri().path().to_owned();
            viewer.said = page::cookie(request.headers(), page::SAID)
                .filter(|key| lustrum_kernel::locale::known(key))
                .map(str::to_owned);
            request.extensions_mut().insert(viewer);
            if let Some(session) = session {
                request.extensions_mut().insert(CurrentSession(session));
            }
        }
        Ok(None) => {}
        Err(error) => {
            tracing::error!(%error, "nobody could be recognised");
            return Problem::Unavailable.into_response();
        }
    }
    next.run(request).await
}

async fn find(app: &App, headers: &HeaderMap) -> Result<Option<(Viewer, Option<SessionId>)>, DbError> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    // Whoever sends a token wants to be known by it: a cookie beside it is not asked.
    if let Some(token) = bearer {
        return Ok(of_token(app, token).await?.map(|viewer| (viewer, None)));
    }
    match page::cookie(headers, COOKIE) {
        Some(token) => Ok(of_session(app, token).await?.map(|(viewer, id)| (viewer, Some(id)))),
        None => Ok(None),
    }
}

#[derive(FromQueryResult)]
struct OfSession {
    session_id: SessionId,
    seen_at: Moment,
    #[sea_orm(nested)]
    row: viewer::Row,
}

async fn of_session(app: &App, token: &str) -> Result<Option<(Viewer, SessionId)>, DbError> {
    let now = app.now();
    let sql = format!(
        "SELECT s.id AS session_id, s.seen_at, {} FROM sign_in_session s JOIN person p ON p.id = s.person_id {}
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3 ORDER BY m.since, m.organisation_id",
        viewer::COLUMNS,
        viewer::JOINED
    );
    let idle = now.plus_days(-IDLE_DAYS);
    let found: Vec<OfSession> = app.db().all(&sql, values![secret::hash_of(token), now, idle]).await?;
    let Some((id, seen_at)) = found.first().map(|first| (first.session_id, first.seen_at)) else { return Ok(None) };
    if seen_at < now.plus_seconds(-SEEN_SECONDS) {
        let tx = app.db().begin().await?;
        tx.run("UPDATE sign_in_session SET seen_at = $2 WHERE id = $1", values![id, now]).await?;
        tx.commit().await?;
    }
    let rows = found.into_iter().map(|each| each.row).collect();
    Ok(viewer::made(app.db(), rows, Via::Session).await?.map(|viewer| (viewer, id)))
}

#[derive(FromQueryResult)]
struct OfToken {
    scopes: String,
    #[sea_orm(nested)]
    row: viewer::Row,
}

async fn of_token(app: &App, token: &str) -> Result<Option<Viewer>, DbError> {
    let sql = format!(
        "SELECT a.scopes, {} FROM api_token a JOIN person p ON p.id = a.person_id {}
         WHERE a.token_hash = $1 AND a.expires_at > $2 ORDER BY m.since, m.organisation_id",
        viewer::COLUMNS,
        viewer::JOINED
    );
    let found: Vec<OfToken> = app.db().all(&sql, values![secret::hash_of(token), app.now()]).await?;
    let Some(first) = found.first() else { return Ok(None) };
    let scopes = first.scopes.split_whitespace().map(str::to_owned).collect();
    let rows = found.into_iter().map(|each| each.row).collect();
    viewer::made(app.db(), rows, Via::Token(scopes)).await
}
