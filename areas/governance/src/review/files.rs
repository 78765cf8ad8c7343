//! A review as a file to keep. Setting a PDF takes a while, so it is done where nobody else has to wait for it.

use axum::http::header;
use axum::response::IntoResponse;
use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;

use super::{Format, Review, contest, document_with};

pub(super) async fn file(
    app: &App,
    scope: &PartnershipScope,
    review: Review,
    locale: Locale,
    format: Format,
) -> Answer {
    let parts = [&scope.partnership.client_name, &scope.partnership.partner_name];
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let names: Vec<String> = parts.iter().map(|name| name.chars().map(plain).collect()).collect();
    let name = format!("{}-{}-{}.{}", names.join("-"), review.period, locale.code(), format.word());
    let bytes = made(app, scope, review, locale, format).await?;
    // A page of the file would look for its style in this site's policy; it is kept, not browsed.
    let how = if format == Format::Pdf { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, format.content_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

pub(super) async fn made(
    app: &App,
    scope: &PartnershipScope,
    review: Review,
    locale: Locale,
    format: Format,
) -> Result<Vec<u8>, Problem> {
    let contests = contest::of_review(app.db(), scope.tenant(), scope.id(), review.period, review.number).await?;
    let broken = |error: &dyn std::fmt::Display| Problem::Broken(error.to_string());
    tokio::task::spawn_blocking(move || document_with(&review.content, &contests, locale, format))
        .await
        .map_err(|error| broken(&error))?
        .map_err(|error| broken(&error))
}
