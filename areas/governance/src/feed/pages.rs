//! The person's own page of the link, and what is behind it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use lustrum_kernel::access::Viewer;
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show};
use lustrum_kernel::problem::Problem;

use super::{calendar, entries, made_at, make, owner, revoke};

#[derive(Template)]
#[template(path = "feed/show.html")]
struct Show {
    shell: Shell,
    made: Option<String>,
}

#[derive(Template)]
#[template(path = "feed/made.html")]
struct Made {
    shell: Shell,
    url: String,
}

pub async fn show_own(State(app): State<App>, viewer: Viewer) -> Answer {
    let t = viewer.speaker();
    let made = made_at(app.db(), viewer.person).await?;
    show(&Show {
        shell: Shell::personal(&app, &viewer, t.say("calendar-own")).narrow(),
        made: made.map(|at| t.date(&at)),
    })
}

pub async fn make_own(State(app): State<App>, viewer: Viewer) -> Answer {
    let tx = app.db().begin().await?;
    let token = make(&tx, viewer.person, app.now()).await?;
    tx.commit().await?;
    let t = viewer.speaker();
    show(&Made {
        shell: Shell::personal(&app, &viewer, t.say("calendar-made")).narrow(),
        url: app.url(&format!("/calendar/{token}.ics")),
    })
}

pub async fn revoke_own(State(app): State<App>, viewer: Viewer) -> Answer {
    let tx = app.db().begin().await?;
    revoke(&tx, viewer.person, app.now()).await?;
    tx.commit().await?;
    see_and_say("/account/calendar", "calendar-said-revoked")
}

/// The feed itself, for a calendar program that knows the link and nothing else.
pub async fn show_feed(State(app): State<App>, Path(name): Path<String>) -> Answer {
    let token = name.strip_suffix(".ics").ok_or(Problem::NotFound)?;
    let viewer = owner(app.db(), token).await?.ok_or(Problem::NotFound)?;
    let entries = entries(&app, &viewer).await?;
    let text = calendar(&viewer.speaker().say("calendar-name"), &entries, app.now());
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"lustrum.ics\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, text).into_response())
}
