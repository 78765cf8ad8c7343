//! The page behind a link: one screen on a phone, without signing in; and the way to be left alone.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer as Reply, Reader, Shell, show, show_again};

use super::store::{Open, answer, by_token, opt_out};
use super::{Answer, LEVERS, Source};

/// A few sentences.
const LONGEST_EXAMPLE: usize = 1_500;

#[derive(Template)]
#[template(path = "follow_up/answer.html")]
struct Page {
    shell: Shell,
    form: Fields,
    path: String,
    question: String,
    levers: Vec<(String, String)>,
    who_sees: String,
}

#[derive(Template)]
#[template(path = "follow_up/done.html")]
struct Alone {
    shell: Shell,
    words: String,
    done: bool,
}

fn alone(t: &Speaker, title: &str, words: &str, done: bool) -> Reply {
    show(&Alone { shell: Shell::alone(t, t.say(title)).phone(), words: t.say(words), done })
}

fn gone(t: &Speaker) -> Reply {
    alone(t, "feedback-gone-title", "feedback-gone-words", false)
}

fn page(t: &Speaker, token: &str, open: &Open, form: Fields) -> Page {
    let path = format!("/u/{token}");
    let own = Source::parse(&open.follow_up.source) == Some(Source::Own);
    let question = match own {
        true => t.say1("follow-up-question-own", "programme", &open.programme_title),
        false => t.say2(
            "follow-up-question-manager",
            "person",
            &open.follow_up.person_name,
            "programme",
            &open.programme_title,
        ),
    };
    Page {
        shell: Shell::alone(t, t.say1("follow-up-form-title", "days", t.whole(open.follow_up.days)))
            .phone()
            .here(&path),
        form,
        path,
        question,
        levers: LEVERS.map(|lever| (lever.to_owned(), t.say(&format!("follow-up-lever-{lever}")))).to_vec(),
        who_sees: t.say(if own { "follow-up-seen-own" } else { "follow-up-seen-manager" }),
    }
}

fn today(app: &App) -> lustrum_kernel::Day {
    app.now().day_in(&jiff::tz::TimeZone::UTC)
}

pub async fn show_form(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    match by_token(app.db(), &token, today(&app)).await? {
        Some((_, open)) => show(&page(&t, &token, &open, Fields::default())),
        None => gone(&t),
    }
}

pub async fn take_answer(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    mut form: Fields,
) -> Reply {
    let today = today(&app);
    let Some((tenant, open)) = by_token(app.db(), &token, today).await? else { return gone(&t) };
    let applies = form.choice("applies", |text| text.parse::<i64>().ok().filter(|value| (1..=5).contains(value)));
    let chosen: Vec<&str> = form.values("levers");
    let levers: Vec<&'static str> = LEVERS.into_iter().filter(|lever| chosen.contains(lever)).collect();
    if chosen.iter().any(|lever| !LEVERS.contains(lever)) {
        form.refuse("levers", Fault::new("fault-not-a-choice"));
    }
    let example = form.optional_text("example", LONGEST_EXAMPLE).unwrap_or_default();
    let (Some(applies), false) = (applies, form.has_faults()) else {
        return show_again(&page(&t, &token, &open, form));
    };
    let tx = app.db().begin().await?;
    if !answer(&tx, tenant, open.follow_up.id, today, &Answer { applies, levers, example }).await? {
        return gone(&t);
    }
    tx.commit().await?;
    alone(&t, "feedback-thanks-title", "follow-up-thanks", true)
}

/// `POST /u/{token}/opt-out`: nobody is asked again at this address, in this partnership.
pub async fn leave_alone(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    let today = today(&app);
    let Some((tenant, open)) = by_token(app.db(), &token, today).await? else { return gone(&t) };
    let tx = app.db().begin().await?;
    opt_out(&tx, tenant, open.partnership_id, &open.follow_up.recipient, today).await?;
    tx.commit().await?;
    alone(&t, "follow-up-left-alone", "follow-up-left-alone-words", true)
}
