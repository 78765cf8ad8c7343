//! The page behind a personal link: one screen, without signing in.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::partnership;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer as Reply, Reader, Shell, show, show_again};
use lustrum_kernel::problem::Problem;

use super::store::{Answer, Asked, Reached, answer, by_token, dimensions};
use super::{Dimension, SCALE};
use crate::owner::name_on;

/// A few sentences.
const LONGEST_WORDS: usize = 1_500;
/// What stands for "I can't say".
const NONE: &str = "none";

#[derive(Template)]
#[template(path = "health/check/answer.html")]
struct Page {
    shell: Shell,
    form: Fields,
    path: String,
    lead: String,
    who_sees: String,
    /// The name of the field and what it asks about.
    questions: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "health/check/done.html")]
struct Done {
    shell: Shell,
    words: String,
    done: bool,
}

/// Why a link asks nothing any more, and what to do instead.
fn gone(t: &Speaker, why: &Gone) -> Reply {
    let (word, words) = match why {
        Gone::Used(closes) => ("used", t.say1("health-used-words", "day", t.day(closes))),
        Gone::Late(closes) => ("late", t.say1("health-late-words", "day", t.day(closes))),
        Gone::Unknown => ("unknown", t.say("health-unknown-words")),
    };
    let shell = Shell::alone(t, t.say(&format!("health-{word}-title"))).phone();
    show(&Done { shell, words, done: false })
}

enum Gone {
    Used(Day),
    Late(Day),
    Unknown,
}

fn field(dimension: &Dimension) -> String {
    format!("rating-{}", dimension.place)
}

/// What a link asks for, with both sides and the questions.
struct Found {
    tenant: lustrum_kernel::id::OrganisationId,
    asked: Asked,
    side: Side,
    partnership: Partnered,
    dimensions: Vec<Dimension>,
}

async fn found(app: &App, token: &str) -> Result<Result<Found, Gone>, Problem> {
    let today: Day = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let (tenant, asked) = match by_token(app.db(), token, today).await? {
        Reached::Asks(tenant, asked) => (tenant, asked),
        Reached::Used(closes) => return Ok(Err(Gone::Used(closes))),
        Reached::Late(closes) => return Ok(Err(Gone::Late(closes))),
        Reached::Unknown => return Ok(Err(Gone::Unknown)),
    };
    let known = partnership::find(app.db(), asked.partnership_id).await?;
    let (Some(partnership), Some(side)) = (known, Side::parse(&asked.side)) else { return Ok(Err(Gone::Unknown)) };
    let dimensions = dimensions(app.db(), tenant, asked.check_id).await?;
    Ok(Ok(Found { tenant, asked, side, partnership, dimensions }))
}

fn page(t: &Speaker, token: &str, found: &Found, form: Fields) -> Page {
    let path = format!("/h/{token}");
    let (own, other) = (name_on(&found.partnership, found.side), name_on(&found.partnership, found.side.other()));
    Page {
        shell: Shell::alone(t, t.say("health-answer-title")).phone().here(&path),
        form,
        lead: t.say2("health-answer-lead", "own", own, "other", other),
        who_sees: t.say2("health-answer-seen", "day", t.day(&found.asked.closes), "own", own),
        questions: found.dimensions.iter().map(|one| (field(one), one.name(t))).collect(),
        path,
    }
}

pub async fn show_form(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    let found = match found(&app, &token).await? {
        Ok(found) => found,
        Err(why) => return gone(&t, &why),
    };
    show(&page(&t, &token, &found, Fields::default()))
}

fn read(form: &mut Fields, dimensions: &[Dimension]) -> Option<Answer> {
    let mut ratings = Vec::new();
    for dimension in dimensions {
        let name = field(dimension);
        if !matches!(form.value(&name).trim(), "" | NONE) {
            let within = |value: &i64| (SCALE.0..=SCALE.1).contains(value);
            let value = form.choice(&name, |text| text.parse::<i64>().ok().filter(within));
            ratings.extend(value.map(|value| (dimension.place, value)));
        }
    }
    if let Some(first) = dimensions.first().filter(|_| ratings.is_empty() && !form.has_faults()) {
        form.refuse(&field(first), Fault::new("fault-health-nothing"));
    }
    let words = form.optional_text("words", LONGEST_WORDS).unwrap_or_default();
    (!form.has_faults()).then_some(Answer { ratings, words })
}

pub async fn take_answer(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    mut form: Fields,
) -> Reply {
    let found = match found(&app, &token).await? {
        Ok(found) => found,
        Err(why) => return gone(&t, &why),
    };
    let Some(said) = read(&mut form, &found.dimensions) else {
        return show_again(&page(&t, &token, &found, form));
    };
    let tx = app.db().begin().await?;
    if !answer(&tx, found.tenant, found.asked.check_id, found.side, &token, &said).await? {
        // Sent twice at once: the other one was first.
        return gone(&t, &Gone::Used(found.asked.closes));
    }
    tx.commit().await?;
    let shell = Shell::alone(&t, t.say("health-thanks-title")).phone();
    show(&Done { shell, words: t.say1("health-thanks", "day", t.day(&found.asked.closes)), done: true })
}
