//! The page behind a rater's link: one screen, without signing in.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer as Reply, Reader, Shell, show, show_again};
use lustrum_programme::behaviour::{self, Behaviour};

use super::Group;
use super::open::today;
use super::store::{Answer, Asked, answer, by_token};

/// A few sentences.
const LONGEST_WORDS: usize = 1_500;

#[derive(Template)]
#[template(path = "round360/rate.html")]
struct Page {
    shell: Shell,
    form: Fields,
    path: String,
    lead: String,
    who_sees: String,
    behaviours: Vec<Behaviour>,
}

#[derive(Template)]
#[template(path = "round360/done.html")]
struct Alone {
    shell: Shell,
    words: String,
    done: bool,
}

fn gone(t: &Speaker) -> Reply {
    let shell = Shell::alone(t, t.say("feedback-gone-title")).phone();
    show(&Alone { shell, words: t.say("feedback-gone-words"), done: false })
}

fn page(t: &Speaker, token: &str, asked: &Asked, behaviours: Vec<Behaviour>, form: Fields) -> Page {
    let path = format!("/r/{token}");
    let (lead, who) = match Group::parse(&asked.rater_group) {
        Some(Group::Own) => (t.say("round360-rate-own"), t.say("round360-seen-own")),
        Some(Group::Manager) => (t.say("round360-as-manager"), t.say1("round360-seen-manager", "person", &asked.name)),
        _ => (
            t.say(&format!("round360-as-{}", asked.rater_group)),
            t.say1("round360-seen-anonymous", "day", t.day(&asked.closes)),
        ),
    };
    let shell = Shell::alone(t, asked.name.clone()).phone().here(&path);
    Page { shell, form, path, lead, who_sees: who, behaviours }
}

impl Page {
    fn field(&self, behaviour: &Behaviour) -> String {
        format!("rating-{}", behaviour.id)
    }
}

pub async fn show_form(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    let Some((tenant, asked)) = by_token(app.db(), &token, today(&app)).await? else { return gone(&t) };
    let behaviours = behaviour::of_programme(app.db(), tenant, asked.programme_id).await?;
    show(&page(&t, &token, &asked, behaviours, Fields::default()))
}

pub async fn take_answer(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    mut form: Fields,
) -> Reply {
    let Some((tenant, asked)) = by_token(app.db(), &token, today(&app)).await? else { return gone(&t) };
    let behaviours = behaviour::of_programme(app.db(), tenant, asked.programme_id).await?;
    let mut ratings = Vec::new();
    for behaviour in &behaviours {
        let name = format!("rating-{}", behaviour.id);
        if !matches!(form.value(&name).trim(), "" | "not-seen") {
            let value = form.choice(&name, |text| text.parse::<i64>().ok().filter(|value| (1..=5).contains(value)));
            ratings.extend(value.map(|value| (behaviour.id, value)));
        }
    }
    if let Some(first) = behaviours.first().filter(|_| ratings.is_empty() && !form.has_faults()) {
        form.refuse(&format!("rating-{}", first.id), Fault::new("observation-fault-nothing"));
    }
    let words = form.optional_text("words", LONGEST_WORDS).unwrap_or_default();
    if form.has_faults() {
        return show_again(&page(&t, &token, &asked, behaviours, form));
    }
    let tx = app.db().begin().await?;
    if !answer(&tx, tenant, &asked, &token, &Answer { ratings, words }).await? {
        return gone(&t);
    }
    tx.commit().await?;
    let shell = Shell::alone(&t, t.say("feedback-thanks-title")).phone();
    show(&Alone { shell, words: t.say("round360-thanks"), done: true })
}
