//! Every statement as a line of JSON, streamed in pages in the order of storing, so that a file of ten million needs no
//! more memory than one of a hundred.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::Answer;

use crate::authority;
use crate::credential::pages::resource;
use crate::statement::whole;
use crate::store::{self, StoreError};

const A_PAGE: i64 = 500;

/// Reads the statements of an organisation page by page.
pub struct Lines {
    organisation: OrganisationId,
    authorities: HashMap<i64, String>,
    after: i64,
}

impl Lines {
    pub async fn of(db: &impl Sql, organisation: OrganisationId) -> Result<Self, DbError> {
        let authorities = authority::of_organisation(db, organisation).await?;
        Ok(Self { organisation, authorities, after: 0 })
    }

    /// The next lines; nothing where there are no more.
    pub async fn next(&mut self, db: &impl Sql) -> Result<Option<String>, StoreError> {
        let page = store::after(db, self.organisation, self.after, A_PAGE).await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.after = last.position;
        let mut text = String::new();
        for kept in &page {
            // A source that was connected since the export began is in the next one.
            let Some(authority) = self.authorities.get(&kept.source) else { continue };
            text.push_str(&whole(kept, authority));
            text.push('\n');
        }
        Ok(Some(text))
    }
}

pub async fn statements(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let lines = Lines::of(app.db(), scope.organisation()).await?;
    let pages = stream::unfold(Some((app, lines)), |going| async move {
        let (app, mut lines) = going?;
        match lines.next(app.db()).await {
            Ok(Some(text)) => Some((Ok::<Bytes, std::io::Error>(Bytes::from(text)), Some((app, lines)))),
            Ok(None) => None,
            Err(error) => Some((Err(std::io::Error::other(error.to_string())), None)),
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
