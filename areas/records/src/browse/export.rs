//! Every statement as a line of JSON, streamed in pages in the order of storing, so that a file of ten million needs no
//! more memory than one of a hundred.

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;

use crate::authority;
use crate::credential::pages::resource;
use crate::statement::whole;
use crate::store;

const A_PAGE: i64 = 500;

/// The lines after a position, and the position of the last; nothing where there are no more.
pub async fn lines(app: &App, organisation: OrganisationId, after: i64) -> Result<Option<(String, i64)>, Problem> {
    let page = store::after(app.db(), organisation, after, A_PAGE).await?;
    let Some(last) = page.last().map(|kept| kept.position) else { return Ok(None) };
    let mut text = String::new();
    for kept in &page {
        let authority = authority::of_source(app, organisation, kept.source).await?;
        text.push_str(&whole(kept, &authority));
        text.push('\n');
    }
    Ok(Some((text, last)))
}

pub async fn statements(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let organisation = scope.organisation();
    let pages = stream::unfold((app, 0_i64), move |(app, after)| async move {
        match lines(&app, organisation, after).await {
            Ok(Some((text, last))) => Some((Ok::<Bytes, std::io::Error>(Bytes::from(text)), (app, last))),
            Ok(None) => None,
            Err(problem) => Some((Err(std::io::Error::other(problem.word())), (app, i64::MAX))),
        }
    });
    // What compresses asks once more after the end.
    let pages = pages.fuse();
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"statements.jsonl\""),
    ];
    Ok((headers, Body::from_stream(pages)).into_response())
}
