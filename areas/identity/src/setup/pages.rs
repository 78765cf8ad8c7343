//! The page of the first run.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Reader, Shell, see, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::{First, SetupCode, set_up};
use crate::membership::pages::languages;
use crate::organisation::{self, LONGEST_NAME};
use crate::password;
use crate::sign_in::{Origin, Rule, count, enter, onward};

#[derive(Template)]
#[template(path = "setup/setup.html")]
struct Page {
    shell: Shell,
    form: Fields,
    languages: Vec<(String, String)>,
}

fn page(t: &Speaker, form: Fields) -> Page {
    Page { shell: Shell::alone(t, t.say("setup-title")).here("/setup"), form, languages: languages() }
}

#[derive(Deserialize)]
pub struct Asked {
    code: Option<String>,
}

pub async fn show_setup(
    State(app): State<App>,
    Reader(t): Reader,
    code: Option<Extension<SetupCode>>,
    Query(asked): Query<Asked>,
) -> Answer {
    if organisation::exist(app.db()).await? {
        return see("/");
    }
    if code.is_none() {
        return Err(Problem::NotFound);
    }
    let code = asked.code.unwrap_or_default();
    show(&page(
        &t,
        Fields::filled([("code", code.as_str()), ("language", t.locale.code()), ("zone", "Europe/Amsterdam")]),
    ))
}

pub async fn make_setup(
    State(app): State<App>,
    Reader(t): Reader,
    code: Option<Extension<SetupCode>>,
    origin: Origin,
    mut form: Fields,
) -> Answer {
    if organisation::exist(app.db()).await? {
        return Err(Problem::refused("refusal-set-up-already"));
    }
    let Some(Extension(code)) = code else { return Err(Problem::NotFound) };
    count(&app, Rule::Setup, "")?;
    if !code.is(form.value("code")) {
        form.refuse("code", Fault::new("fault-setup-code"));
    }
    let mut first = First {
        organisation: form.text("organisation", LONGEST_NAME),
        name: form.text("name", LONGEST_NAME),
        email: form.email("email"),
        password: String::new(),
        locale: form.choice("language", Locale::parse).unwrap_or_default(),
        zone: form.zone("zone").unwrap_or_default(),
    };
    let known = [first.organisation.as_str(), first.name.as_str(), first.email.as_str()];
    if let Err(fault) = password::check(form.value("password"), &known) {
        form.refuse("password", fault);
    }
    if form.has_faults() {
        return show_again(&page(&t, form));
    }
    first.password = password::hash(form.value("password")).await?;
    let tx = app.db().begin().await?;
    let (organisation, person) = match set_up(&tx, &first, app.now()).await {
        Ok(made) => made,
        Err(DbError::Conflict(_)) => return Err(Problem::refused("refusal-set-up-already")),
        Err(other) => return Err(other.into()),
    };
    let session = enter(&app, &tx, person, "setup", &origin).await?;
    tx.commit().await?;
    Ok(onward(&app, &session, &format!("/o/{organisation}")))
}
