use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use lustrum_kernel::access::{Via, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, Shell, language_cookie, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde_json::json;

use crate::membership::pages::languages;
use crate::organisation::LONGEST_NAME;
use crate::session::{self, CurrentSession, Session, SessionId};
use crate::sign_in::{Rule, count, forget};
use crate::token::{self, Token, TokenId};
use crate::{password, person};

#[derive(Template)]
#[template(path = "account/account.html")]
struct Account {
    shell: Shell,
    profile: Fields,
    secret: Fields,
    token: Fields,
    languages: Vec<(String, String)>,
    scopes: Vec<(String, String)>,
    terms: Vec<(String, String)>,
    has_password: bool,
    sessions: Vec<(Session, bool)>,
    tokens: Vec<Token>,
}

#[derive(Template)]
#[template(path = "account/token.html")]
struct NewToken {
    shell: Shell,
    text: String,
}

/// What a token may be asked for, in days.
const TERMS: [i64; 3] = [30, 90, 365];

/// The three forms of the page; the one that was sent holds its faults.
#[derive(Default)]
struct Forms {
    profile: Option<Fields>,
    secret: Fields,
    token: Fields,
}

/// An account is changed by the person, not by a program that acts for the person.
fn in_person(viewer: &Viewer) -> Result<(), Problem> {
    if viewer.via == Via::Session { Ok(()) } else { Err(Problem::Forbidden) }
}

async fn page(
    app: &App,
    viewer: &Viewer,
    current: Option<Extension<CurrentSession>>,
    forms: Forms,
) -> Result<Account, Problem> {
    let t = viewer.speaker();
    let known = person::find(app.db(), viewer.person).await?.ok_or(Problem::NotFound)?;
    let sessions = session::of_person(app.db(), viewer.person, app.now()).await?;
    let here = current.map(|Extension(CurrentSession(id))| id);
    let filled = || {
        Fields::filled([
            ("name", known.name.as_str()),
            ("language", known.locale.as_str()),
            ("zone", known.zone.as_str()),
        ])
    };
    Ok(Account {
        shell: Shell::personal(app, viewer, t.say("account-title")).narrow(),
        profile: forms.profile.unwrap_or_else(filled),
        secret: forms.secret,
        token: forms.token,
        languages: languages(),
        scopes: ["read", "write"].map(|scope| (scope.to_owned(), t.say(&format!("token-scope-{scope}")))).to_vec(),
        terms: TERMS.map(|days| (days.to_string(), t.count("token-days", days))).to_vec(),
        has_password: known.password.is_some(),
        sessions: sessions.into_iter().map(|session| (session.clone(), Some(session.id) == here)).collect(),
        tokens: token::of_person(app.db(), viewer.person).await?,
    })
}

type Current = Option<Extension<CurrentSession>>;

pub async fn show_account(State(app): State<App>, viewer: Viewer, current: Current) -> Answer {
    in_person(&viewer)?;
    show(&page(&app, &viewer, current, Forms::default()).await?)
}

pub async fn change_profile(State(app): State<App>, viewer: Viewer, current: Current, mut form: Fields) -> Answer {
    in_person(&viewer)?;
    let name = form.text("name", LONGEST_NAME);
    let locale = form.choice("language", Locale::parse);
    let zone = form.zone("zone");
    let (Some(locale), Some(zone), false) = (locale, zone, form.has_faults()) else {
        let forms = Forms { profile: Some(form), ..Forms::default() };
        return show_again(&page(&app, &viewer, current, forms).await?);
    };
    let tx = app.db().begin().await?;
    person::set_profile(&tx, viewer.person, &name, locale, &zone).await?;
    person::note(&tx, viewer.person, "person.changed", json!({ "before": viewer.name, "name": name }), app.now())
        .await?;
    tx.commit().await?;
    let mut response = see_and_say("/account", "account-said-changed")?;
    let cookie = language_cookie(locale).parse().map_err(|_| Problem::Broken("no cookie".to_owned()))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

pub async fn change_password(State(app): State<App>, viewer: Viewer, current: Current, mut form: Fields) -> Answer {
    in_person(&viewer)?;
    count(&app, Rule::Account, &viewer.email)?;
    let known = person::find(app.db(), viewer.person).await?.ok_or(Problem::NotFound)?;
    if let Some(encoded) = &known.password
        && !password::verify(form.value("current"), Some(encoded)).await?
    {
        form.refuse("current", Fault::new("fault-current-password"));
    }
    let mut words = vec![known.name.as_str(), known.email.as_str()];
    words.extend(viewer.memberships.iter().map(|member| member.name.as_str()));
    if let Err(fault) = password::check(form.value("password"), &words) {
        form.refuse("password", fault);
    }
    if form.has_faults() {
        let forms = Forms { secret: form, ..Forms::default() };
        return show_again(&page(&app, &viewer, current, forms).await?);
    }
    forget(&app, Rule::Account, &viewer.email);
    let encoded = password::hash(form.value("password")).await?;
    let tx = app.db().begin().await?;
    person::set_password(&tx, viewer.person, &encoded).await?;
    // Whoever knew the old password is out.
    session::end_others(&tx, viewer.person, current.map(|Extension(CurrentSession(id))| id)).await?;
    person::note(&tx, viewer.person, "person.password-changed", json!({}), app.now()).await?;
    tx.commit().await?;
    see_and_say("/account", "account-said-password")
}

pub async fn end_session(State(app): State<App>, viewer: Viewer, Path(id): Path<SessionId>) -> Answer {
    in_person(&viewer)?;
    let tx = app.db().begin().await?;
    if !session::end(&tx, viewer.person, id).await? {
        return Err(Problem::NotFound);
    }
    person::note(&tx, viewer.person, "person.session-ended", json!({}), app.now()).await?;
    tx.commit().await?;
    see_and_say("/account", "account-said-session")
}

pub async fn make_token(State(app): State<App>, viewer: Viewer, current: Current, mut form: Fields) -> Answer {
    in_person(&viewer)?;
    let title = form.text("title", LONGEST_NAME);
    let writes = form.choice("scope", |text| ["read", "write"].contains(&text).then_some(text == "write"));
    let days = form.choice("days", |text| text.parse().ok().filter(|days| TERMS.contains(days)));
    let (Some(writes), Some(days), false) = (writes, days, form.has_faults()) else {
        let forms = Forms { token: form, ..Forms::default() };
        return show_again(&page(&app, &viewer, current, forms).await?);
    };
    let tx = app.db().begin().await?;
    let text = token::create(&tx, viewer.person, &title, writes, days, app.now()).await?;
    tx.commit().await?;
    let shell = Shell::personal(&app, &viewer, viewer.speaker().say("token-new-title")).narrow();
    show(&NewToken { shell, text })
}

pub async fn withdraw_token(State(app): State<App>, viewer: Viewer, Path(id): Path<TokenId>) -> Answer {
    in_person(&viewer)?;
    let tx = app.db().begin().await?;
    if !token::withdraw(&tx, viewer.person, id, app.now()).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    see_and_say("/account", "account-said-token")
}
