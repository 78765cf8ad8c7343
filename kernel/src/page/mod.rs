//! Pages: the shell around every page and the components inside (`parts.html`, written down in `COMPONENTS.md`).
//! A page's template extends `shell.html` (or `alone.html`, without a menu), and holds one [`Shell`].

mod assets;
mod dress;
mod shell;

pub use assets::serve as serve_asset;
pub(crate) use dress::language_of;
pub use dress::{Reader, SAID, chosen_language, cookie, dress, language_cookie, open_to_others, security};
pub use shell::{NavGroup, NavLink, Shell};

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::problem::Problem;

/// A handler's answer.
pub type Answer = Result<Response, Problem>;

/// Renders a page.
pub fn show(template: &impl Template) -> Answer {
    Ok(Html(template.render()?).into_response())
}

/// Shows a form again, with its faults: 422.
pub fn show_again(template: &impl Template) -> Answer {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(template.render()?)).into_response())
}

/// On to another page after something was done.
pub fn see(path: &str) -> Answer {
    Ok(Redirect::to(path).into_response())
}

/// On to another page, which says once what was done (the key of a message).
pub fn see_and_say(path: &str, key: &'static str) -> Answer {
    let mut response = Redirect::to(path).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&format!("{SAID}={key}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax")) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// A file to download.
pub fn download(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Answer {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
    let disposition = format!("attachment; filename=\"{plain}\"");
    Ok(([(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response())
}
