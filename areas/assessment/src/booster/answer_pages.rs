//! A booster on a phone: a few questions behind a link, and at once what was right and why.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer as Reply, Reader, Shell, show, show_again};
use lustrum_kernel::problem::Problem;

use super::store::{Asked, answer, by_token};
use crate::attempt;
use crate::exam::{Test, find, items_of};
use crate::item::{Content, Shown, Shuffle, Task, ask};

#[derive(Template)]
#[template(path = "booster/answer.html")]
struct Questions {
    shell: Shell,
    form: Fields,
    path: String,
    lead: String,
    items: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "booster/done.html")]
struct Done {
    shell: Shell,
    words: String,
    /// How much was right, where it was answered just now.
    score: Option<String>,
    items: Vec<Looked>,
}

/// An item after it was answered.
struct Looked {
    prompt: String,
    language: String,
    verdict_key: &'static str,
    right: String,
    feedback: String,
}

/// What is asked behind a link, with the items at their places.
struct Door {
    t: Speaker,
    path: String,
    asked: Asked,
    test: Test,
    items: Vec<(usize, Content)>,
}

impl Door {
    fn shuffle(&self) -> Shuffle {
        Shuffle { seed: self.asked.seed, options: true }
    }
    fn shell(&self) -> Shell {
        Shell::alone(&self.t, self.t.say1("booster-of", "title", &self.test.title)).phone().here(&self.path)
    }
    fn questions(&self, form: Fields) -> Questions {
        let shown = self
            .items
            .iter()
            .filter_map(|(place, content)| Shown::of(content, &self.asked.plan.language, *place, self.shuffle()));
        Questions {
            shell: self.shell(),
            form,
            path: self.path.clone(),
            lead: self.t.count("booster-questions", self.items.len() as i64),
            items: shown.collect(),
        }
    }
}

async fn open(app: &App, t: Speaker, token: &str) -> Result<Result<Door, Done>, Problem> {
    let closed = |title: &str, words: &str| Done {
        shell: Shell::alone(&t, t.say(title)).phone(),
        words: t.say(words),
        score: None,
        items: Vec::new(),
    };
    let Some(asked) = by_token(app.db(), token).await? else {
        return Ok(Err(closed("attempt-gone-title", "attempt-gone-words")));
    };
    if asked.answered_at.is_some() {
        return Ok(Err(closed("booster-answered-title", "booster-answered-words")));
    }
    if !asked.is_open(app.now()) || asked.plan.ended_at.is_some() {
        return Ok(Err(closed("booster-over-title", "booster-over-words")));
    }
    let Some(test) = find(app.db(), asked.tenant, asked.plan.partnership_id, asked.plan.test_id).await? else {
        return Ok(Err(closed("attempt-gone-title", "attempt-gone-words")));
    };
    let all = items_of(app.db(), asked.tenant, test.id).await?;
    let items = asked.places.iter().filter_map(|place| Some((*place, all.get(*place)?.content()?))).collect();
    Ok(Ok(Door { path: format!("/b/{token}"), t, asked, test, items }))
}

pub async fn show_booster(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    match open(&app, t, &token).await? {
        Ok(door) => show(&door.questions(Fields::default())),
        Err(closed) => show(&closed),
    }
}

pub async fn take_answers(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    mut form: Fields,
) -> Reply {
    let door = match open(&app, t, &token).await? {
        Ok(door) => door,
        Err(closed) => return show(&closed),
    };
    let given: Vec<_> = door
        .items
        .iter()
        .map(|(place, content)| (content.clone(), ask::read(&mut form, content, *place, door.shuffle())))
        .collect();
    if form.has_faults() {
        return show_again(&door.questions(form));
    }
    let scored = attempt::score(&given);
    let tx = app.db().begin().await?;
    // Of two presses the second finds it answered, and is shown the same.
    answer(&tx, &door.asked, scored.points, scored.most, app.now()).await?;
    tx.commit().await?;
    let t = &door.t;
    let looked = given.iter().zip(&scored.shares).filter_map(|((content, _), share)| {
        let (language, text) = content.text(&door.asked.plan.language)?;
        Some(Looked {
            prompt: text.prompt.clone(),
            language: language.to_owned(),
            verdict_key: match *share {
                share if share >= 1.0 => "booster-right",
                share if share > 0.0 => "booster-partly",
                _ => "booster-wrong",
            },
            right: right_words(t, content, &door.asked.plan.language).unwrap_or_default(),
            feedback: text.feedback.clone(),
        })
    });
    let share = if scored.most > 0.0 { scored.points / scored.most } else { 0.0 };
    show(&Done {
        shell: door.shell(),
        words: t.say("booster-thanks"),
        score: Some(t.percent(share, 0)),
        items: looked.collect(),
    })
}

/// What is right, in words: someone who recalls learns most from seeing it at once.
fn right_words(t: &Speaker, content: &Content, language: &str) -> Option<String> {
    let (_, text) = content.text(language)?;
    Some(match &content.task {
        Task::Single { right } => text.options.get(*right)?.clone(),
        Task::Multiple { right } => {
            let chosen = text.options.iter().zip(right).filter(|(_, right)| **right);
            chosen.map(|(words, _)| words.as_str()).collect::<Vec<_>>().join("; ")
        }
        Task::Numeric { answer, .. } => {
            let decimals = (0..4).find(|places| (answer * 10_f64.powi(*places)).fract().abs() < 1e-9).unwrap_or(4);
            t.number(*answer, decimals as usize)
        }
        Task::Ordering => text.options.join(" → "),
        Task::ShortText { accepted } => accepted.first()?.clone(),
        Task::Matching { belongs } => {
            let pairs = text
                .options
                .iter()
                .zip(belongs)
                .filter_map(|(option, target)| Some(format!("{option}: {}", text.targets.get(*target)?)));
            pairs.collect::<Vec<_>>().join("; ")
        }
    })
}
