//! The page behind a link in the mail: five questions on one screen of a phone, without signing in.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer as Reply, Reader, Shell, show, show_again};

use super::{Answer, Question, Round, answer, by_token};

/// More than this nobody writes on a phone.
const LONGEST_WORDS: usize = 1_000;

#[derive(Template)]
#[template(path = "feedback/answer.html")]
struct Page {
    shell: Shell,
    form: Fields,
    path: String,
    round: Round,
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
}

fn alone(t: &Speaker, title: &str) -> Shell {
    Shell::alone(t, t.say(title)).phone()
}

fn page(t: &Speaker, token: &str, round: Round, form: Fields) -> Page {
    let path = format!("/f/{token}");
    Page { shell: alone(t, "feedback-form-title").here(&path), form, path, round }
}

pub async fn show_form(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    match by_token(app.db(), &token, today).await? {
        Some((_, round)) => show(&page(&t, &token, round, Fields::default())),
        None => show(&Gone { shell: alone(&t, "feedback-gone-title") }),
    }
}

pub async fn take_answer(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    mut form: Fields,
) -> Reply {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let gone = || show(&Gone { shell: alone(&t, "feedback-gone-title") });
    let Some((tenant, round)) = by_token(app.db(), &token, today).await? else { return gone() };
    let [relevance, intent, obstacles, facilitator] = Question::ALL
        .map(|question| form.choice(question.word(), |text| text.parse::<i64>().ok().filter(|n| (1..=5).contains(n))));
    let words = form.optional_text("words", LONGEST_WORDS).unwrap_or_default();
    let (Some(relevance), Some(intent), Some(obstacles), Some(facilitator), false) =
        (relevance, intent, obstacles, facilitator, form.has_faults())
    else {
        return show_again(&page(&t, &token, round, form));
    };
    let given = Answer { relevance, intent, obstacles, facilitator, words };
    let tx = app.db().begin().await?;
    if !answer(&tx, tenant, round.id, &token, today, &given).await? {
        return gone();
    }
    tx.commit().await?;
    show(&Thanks { shell: alone(&t, "feedback-thanks-title") })
}
