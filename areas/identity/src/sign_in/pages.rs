//! The sign-in page, the page behind a mailed link, signing out, and the choice of a language.

use std::time::Duration;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use lustrum_kernel::access::{MaybeViewer, Via};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::page::{Answer, Reader, Shell, language_cookie, see, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;
use serde_json::json;

use super::{Origin, Purpose, Rule, count, count_address, enter, forget, local, look, one_time_link, onward, spend};
use crate::{organisation, password, person, session};

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignIn {
    shell: Shell,
    form: Fields,
    back: String,
    /// Whether a link can be mailed.
    mails: bool,
}

#[derive(Template)]
#[template(path = "sign_in/mailed.html")]
struct Mailed {
    shell: Shell,
    email: String,
}

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct Link {
    shell: Shell,
    good: bool,
    path: String,
}

#[derive(Deserialize)]
pub struct Asked {
    back: Option<String>,
}

fn page(app: &App, t: &Speaker, form: Fields, back: &str) -> SignIn {
    let shell = Shell::alone(t, t.say("sign-in-title")).here("/sign-in");
    SignIn { shell, form, back: local(back).to_owned(), mails: app.config().mails() }
}

pub async fn show_sign_in(
    State(app): State<App>,
    MaybeViewer(viewer): MaybeViewer,
    Reader(t): Reader,
    Query(asked): Query<Asked>,
) -> Answer {
    let back = asked.back.unwrap_or_default();
    if viewer.is_some() {
        return see(local(&back));
    }
    if !organisation::exist(app.db()).await? {
        return see("/setup");
    }
    show(&page(&app, &t, Fields::default(), &back))
}

/// No answer about an account comes sooner than this, so that its time does not tell whether there is one.
const NOT_BEFORE: Duration = Duration::from_millis(120);

pub async fn sign_in(State(app): State<App>, Reader(t): Reader, origin: Origin, mut form: Fields) -> Answer {
    let begun = tokio::time::Instant::now();
    count_address(&app, &origin)?;
    let email = form.email("email");
    let by_mail = form.value("way") == "link";
    if !by_mail && form.value("password").is_empty() {
        form.refuse("password", Fault::new("fault-required"));
    }
    let back = form.value("back").to_owned();
    if form.has_faults() {
        return show_again(&page(&app, &t, form, &back));
    }
    let answer = if by_mail {
        mail_link(&app, &t, &email).await
    } else {
        with_password(&app, &t, &email, &back, &origin, form).await
    };
    tokio::time::sleep_until(begun + NOT_BEFORE).await;
    answer
}

async fn with_password(app: &App, t: &Speaker, email: &str, back: &str, origin: &Origin, mut form: Fields) -> Answer {
    count(app, Rule::Account, email)?;
    let known = person::by_email(app.db(), email).await?;
    let encoded = known.as_ref().and_then(|person| person.password.as_deref());
    let fits = password::verify(form.value("password"), encoded).await?;
    let Some(person) = known.filter(|_| fits) else {
        form.refuse("password", Fault::new("fault-sign-in"));
        return show_again(&page(app, t, form, back));
    };
    forget(app, Rule::Account, email);
    let tx = app.db().begin().await?;
    let token = enter(app, &tx, person.id, "password", origin).await?;
    tx.commit().await?;
    Ok(onward(app, &token, back))
}

/// Mails a link to whoever has this address, and says the same where nobody has it.
async fn mail_link(app: &App, t: &Speaker, email: &str) -> Answer {
    count(app, Rule::Link, email)?;
    if let Some(person) = person::by_email(app.db(), email).await?
        // Mail goes out in the name of an organisation; who is in none has nothing to sign in to.
        && let Some(home) = person::organisations_of(app.db(), person.id).await?.first()
    {
        let tx = app.db().begin().await?;
        let path = one_time_link(&tx, person.id, Purpose::Mail, app.now()).await?;
        let theirs = Speaker::utc(person.locale());
        let letter = Letter {
            recipient: person.email.clone(),
            subject: theirs.say("sign-in-mail-subject"),
            body: theirs.say2("sign-in-mail-body", "name", &person.name, "link", app.url(&path)),
        };
        mail::post(&tx, *home, letter, app.now()).await?;
        person::note(&tx, person.id, "person.link-mailed", json!({}), app.now()).await?;
        tx.commit().await?;
    }
    let shell = Shell::alone(t, t.say("sign-in-mailed-title")).here("/sign-in");
    show(&Mailed { shell, email: email.to_owned() })
}

fn link_page(t: &Speaker, good: bool, token: &str) -> Link {
    let key = if good { "sign-in-link-title" } else { "sign-in-link-gone-title" };
    let path = format!("/sign-in/link/{token}");
    Link { shell: Shell::alone(t, t.say(key)).here(&path), good, path }
}

pub async fn show_link(State(app): State<App>, Reader(t): Reader, origin: Origin, Path(token): Path<String>) -> Answer {
    match look(app.db(), &token, app.now()).await? {
        Some(Purpose::Demo) => use_link(&app, &t, &origin, &token).await,
        Some(Purpose::Mail) => show(&link_page(&t, true, &token)),
        None => show(&link_page(&t, false, "")),
    }
}

pub async fn follow_link(
    State(app): State<App>,
    Reader(t): Reader,
    origin: Origin,
    Path(token): Path<String>,
) -> Answer {
    count_address(&app, &origin)?;
    use_link(&app, &t, &origin, &token).await
}

async fn use_link(app: &App, t: &Speaker, origin: &Origin, token: &str) -> Answer {
    let tx = app.db().begin().await?;
    let Some(person) = spend(&tx, token, app.now()).await? else {
        return show_again(&link_page(t, false, ""));
    };
    let session = enter(app, &tx, person, "link", origin).await?;
    tx.commit().await?;
    Ok(onward(app, &session, "/"))
}

pub async fn sign_out(State(app): State<App>, MaybeViewer(viewer): MaybeViewer, origin: Origin) -> Answer {
    if let (Some(token), Some(viewer)) = (&origin.session, viewer) {
        let tx = app.db().begin().await?;
        session::end_of_token(&tx, token).await?;
        person::note(&tx, viewer.person, "person.signed-out", json!({}), app.now()).await?;
        tx.commit().await?;
    }
    let mut response = see_and_say("/sign-in", "sign-out-said")?;
    response.headers_mut().append(header::SET_COOKIE, session::no_cookie());
    // What a page kept in this browser (names of a team, what was not sent yet) goes with the person.
    response.headers_mut().insert("clear-site-data", header::HeaderValue::from_static("\"storage\""));
    Ok(response)
}

pub async fn choose_language(State(app): State<App>, MaybeViewer(viewer): MaybeViewer, form: Fields) -> Answer {
    let locale = Locale::parse(form.value("language")).ok_or(Problem::NotFound)?;
    if let Some(viewer) = viewer.filter(|viewer| viewer.via == Via::Session) {
        let tx = app.db().begin().await?;
        person::set_language(&tx, viewer.person, locale).await?;
        tx.commit().await?;
    }
    let mut response = see(local(form.value("back")))?.into_response();
    let cookie = language_cookie(locale).parse().map_err(|_| Problem::Broken("no cookie".to_owned()))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
