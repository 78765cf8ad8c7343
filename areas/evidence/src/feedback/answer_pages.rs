//! The page behind a link: at most five questions on one screen of a phone, without signing in, in the language of the
//! cohort or another that the form speaks.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer as Reply, Reader, Shell, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::{Answer, Round, answer, by_token};
use crate::form::frame::{Frame, direction};
use crate::form::view::{Shown, Tongue, questions, tongues};
use crate::form::{self, Form, Kind, Topic};
use crate::signal;

/// More than this nobody writes on a phone.
const LONGEST_WORDS: usize = 1_000;

#[derive(Template)]
#[template(path = "feedback/answer.html")]
struct Page {
    shell: Shell,
    form: Fields,
    /// Where the answer goes; nowhere in a preview.
    path: String,
    title: String,
    questions: Vec<Shown>,
    tongues: Vec<Tongue>,
    /// What stands before the code of a language in the address of the page in that language.
    switch: String,
    language: String,
    frame: Frame,
    spoken: String,
    direction: &'static str,
    back: String,
}

#[derive(Template)]
#[template(path = "feedback/gone.html")]
struct Gone {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "feedback/thanks.html")]
struct Thanks {
    shell: Shell,
    frame: Frame,
    spoken: String,
}

#[derive(Deserialize)]
pub struct Wanted {
    language: Option<String>,
}

/// Speaks the language of the learner where the product does, whatever the browser or a cookie says.
fn speaker(reader: &Speaker, language: &str) -> Speaker {
    Speaker::utc(Locale::parse(language).unwrap_or(reader.locale))
}

fn page(reader: &Speaker, title: &str, asks: &Form, language: &str, form: Fields) -> Page {
    let t = speaker(reader, language);
    let (frame, spoken) = Frame::of(language, reader);
    Page {
        questions: questions(asks, language, &form, &t),
        tongues: tongues(asks, language),
        shell: Shell::alone(&t, title).phone(),
        form,
        path: String::new(),
        title: title.to_owned(),
        switch: "?language=".to_owned(),
        language: language.to_owned(),
        frame,
        direction: direction(&spoken),
        spoken,
        back: String::new(),
    }
}

/// A form as a learner will meet it; nothing is sent.
pub fn preview(reader: &Speaker, title: &str, asks: &Form, language: &str, back: &str) -> Reply {
    show(&Page { back: back.to_owned(), ..page(reader, title, asks, language, Fields::default()) })
}

fn gone(t: &Speaker) -> Reply {
    let page = Gone { shell: Shell::alone(t, t.say("feedback-gone-title")).phone() };
    Ok((StatusCode::GONE, show(&page)?).into_response())
}

/// What the round asks, and in which language: the wanted one if the form speaks it, else that of the cohort.
async fn asked(
    app: &App,
    tenant: lustrum_kernel::id::OrganisationId,
    round: &Round,
    wanted: Option<&str>,
) -> Result<(Form, String), Problem> {
    let asks = form::of_version(app.db(), tenant, round.module_id, round.form_version).await?;
    let asks = asks.unwrap_or_else(|| Form::good_default().clone());
    let known = asks.languages();
    let wanted = wanted.filter(|wanted| known.contains(wanted)).unwrap_or(&round.language);
    let language = if known.contains(&wanted) { wanted.to_owned() } else { asks.language.clone() };
    Ok((asks, language))
}

pub async fn show_form(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Reply {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let Some((tenant, round)) = by_token(app.db(), &token, today).await? else { return gone(&t) };
    let (asks, language) = asked(&app, tenant, &round, wanted.language.as_deref()).await?;
    let page = page(&t, &round.module_title, &asks, &language, Fields::default());
    show(&Page { path: format!("/f/{token}"), ..page })
}

/// What was answered to the questions of a form; nothing where an answer is missing or is none.
pub(super) fn read(asks: &Form, given: &mut Fields) -> Option<Answer> {
    let mut answer = Answer::default();
    for question in &asks.questions {
        let key = question.key.as_str();
        if question.kind == Kind::Open {
            answer.words = match question.optional {
                true => given.optional_text(key, LONGEST_WORDS).unwrap_or_default(),
                false => given.text(key, LONGEST_WORDS),
            };
            continue;
        }
        if question.optional && given.value(key).trim().is_empty() {
            continue;
        }
        let most = question.most();
        let Some(value) = given.choice(key, |text| text.parse::<i64>().ok().filter(|n| (1..=most).contains(n))) else {
            continue;
        };
        match question.topic {
            Topic::Relevance => answer.relevance = value,
            Topic::Intent => answer.intent = value,
            Topic::Obstacles => answer.obstacles = value,
            Topic::Facilitator => answer.facilitator = value,
            Topic::Own => drop(answer.own.insert(question.key.clone(), value)),
        }
    }
    (!given.has_faults()).then_some(answer)
}

pub async fn take_answer(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    mut form: Fields,
) -> Reply {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let Some((tenant, round)) = by_token(app.db(), &token, today).await? else { return gone(&t) };
    let wanted = form.value("language").to_owned();
    let (asks, language) = asked(&app, tenant, &round, Some(wanted.as_str())).await?;
    let Some(given) = read(&asks, &mut form) else {
        let page = page(&t, &round.module_title, &asks, &language, form);
        return show_again(&Page { path: format!("/f/{token}"), ..page });
    };
    let tx = app.db().begin().await?;
    if !answer(&tx, tenant, round.id, &token, today, &given).await? {
        return gone(&t);
    }
    signal::watch(&tx, tenant, &round, app.now(), Some(&app)).await?;
    tx.commit().await?;
    let (frame, spoken) = Frame::of(&language, &t);
    show(&Thanks { shell: Shell::alone(&speaker(&t, &language), frame.thanks.clone()).phone(), frame, spoken })
}
