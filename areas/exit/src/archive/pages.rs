//! Taking the archive: written to the disk first, and then sent from there.

use std::io::Read;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use bytes::Bytes;
use futures_util::stream;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::event;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use serde_json::json;
use tempfile::NamedTempFile;

use super::{Made, Order, write};
use crate::happened;
use crate::rehearsal::pages::resource;

const A_PART: usize = 64 * 1024;

fn no_disk(error: &std::io::Error) -> Problem {
    tracing::error!(%error, "an archive can't be put on the disk");
    Problem::Unavailable
}

/// Writes the archive of the viewer's side, and notes who took it.
async fn made(app: &App, scope: &PartnershipScope) -> Result<(NamedTempFile, Made), Problem> {
    let file = NamedTempFile::new().map_err(|error| no_disk(&error))?;
    let order = Order { partnership: scope.partnership.clone(), side: scope.side, promised: false, at: app.now() };
    let made = write(app.db(), app.config().key_file.as_deref(), &order, file.path()).await?;
    let tx = app.db().begin().await?;
    let by = By::viewer(scope, app.now());
    let said = json!({ "side": by.side.word(), "rows": made.manifest.rows(), "sha256": made.sha256 });
    event::append(&tx, happened(&by, "exit.archive-taken").saying(said)).await?;
    tx.commit().await?;
    Ok((file, made))
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/exit/archives", tag = "exit",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, description = "the archive of one's own side", content_type = "application/zip", body = Vec<u8>),
        (status = 401), (status = 403), (status = 404), (status = 503)))]
pub async fn take(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "exit.take", &resource(&scope))?;
    let (file, made) = made(&app, &scope).await?;
    let opened = file.reopen().map_err(|error| no_disk(&error))?;
    // The file is gone when the last part was sent, or when nobody wants it any more.
    let parts = stream::unfold(Some((file, opened)), |going| async move {
        let (file, mut opened) = going?;
        let mut part = vec![0_u8; A_PART];
        match opened.read(&mut part) {
            Ok(0) => None,
            Ok(read) => {
                part.truncate(read);
                Some((Ok::<Bytes, std::io::Error>(Bytes::from(part)), Some((file, opened))))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    let day = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_LENGTH, made.bytes.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"lustrum-exit-{}-{day}.zip\"", scope.side.word())),
        // It is packed already.
        (header::CONTENT_ENCODING, "identity".to_owned()),
    ];
    Ok((headers, Body::from_stream(parts)).into_response())
}
