use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::event::{self, Part, Recorded};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::{Speaker, known};
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;
use serde_json::{Number, Value};

use crate::{export, person};

const A_PAGE: i64 = 50;
/// An export holds this many events; older ones follow with `before`.
const AN_EXPORT: i64 = 10_000;

/// What happened, as a reader sees it.
pub struct Line {
    number: i64,
    at: String,
    instant: String,
    who: String,
    what: String,
}

#[derive(Template)]
#[template(path = "history/history.html")]
struct History {
    shell: Shell,
    path: String,
    lines: Vec<Line>,
    next: Option<i64>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<i64>,
}

fn resource(scope: &OrganisationScope) -> Resource {
    Resource::new("History", scope.organisation())
}

async fn lines(app: &App, scope: &OrganisationScope, before: Option<i64>, limit: i64) -> Result<Vec<Line>, Problem> {
    let events = event::recent(app.db(), Part::Organisation(scope.organisation()), before, limit).await?;
    let people: Vec<PersonId> = events.iter().filter_map(|event| event.person_id).collect();
    let names = person::named(app.db(), &people).await?;
    let t = scope.viewer.speaker();
    Ok(events.iter().map(|event| line(&t, event, &names)).collect())
}

fn line(t: &Speaker, event: &Recorded, names: &HashMap<PersonId, String>) -> Line {
    let who = event.person_id.and_then(|id| names.get(&id).cloned());
    Line {
        number: event.number,
        at: t.moment(&event.at),
        instant: event.at.to_string(),
        who: who.unwrap_or_else(|| t.say("history-nobody")),
        what: words(t, event),
    }
}

/// The words for an event: the message of its kind, filled from its content. A kind without a message shows itself.
pub fn words(t: &Speaker, event: &Recorded) -> String {
    let key = format!("event-{}", event.kind.replace('.', "-"));
    if !known(&key) {
        return t.say1("history-unknown", "kind", &event.kind);
    }
    if event.content.is_none() {
        return t.say1("history-erased", "kind", &event.kind);
    }
    let Value::Object(content) = event.content() else { return t.say(&key) };
    let roles = |text: &str| -> String {
        let words: Vec<String> = text.split_whitespace().map(|word| t.say(&format!("role-{word}"))).collect();
        words.join(", ")
    };
    let named: Vec<(&str, String)> = content
        .iter()
        .filter_map(|(name, value)| match value {
            Value::String(text) if name == "roles" => Some((name.as_str(), roles(text))),
            Value::String(text) => {
                let day = text.parse::<Day>().map(|day| t.day(&day));
                Some((name.as_str(), day.unwrap_or_else(|_| text.clone())))
            }
            Value::Number(number) => Some((name.as_str(), written(t, number))),
            Value::Bool(truth) => Some((name.as_str(), truth.to_string())),
            _ => None,
        })
        .collect();
    t.say_with(&key, &named)
}

/// A number as everywhere: whole where it is one, else with one digit behind the mark.
fn written(t: &Speaker, number: &Number) -> String {
    match (number.as_i64(), number.as_f64()) {
        (Some(whole), _) => t.whole(whole),
        (None, Some(value)) => t.number(value, usize::from(value.fract() != 0.0)),
        (None, None) => number.to_string(),
    }
}

pub async fn show_history(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "history.view", &resource(&scope))?;
    let mut lines = lines(&app, &scope, asked.before, A_PAGE + 1).await?;
    let more = lines.len() > A_PAGE as usize;
    lines.truncate(A_PAGE as usize);
    show(&History {
        shell: Shell::at(&app, &scope, scope.viewer.speaker().say("history-title")),
        path: format!("/o/{}/history", scope.organisation()),
        next: lines.last().filter(|_| more).map(|line| line.number),
        lines,
    })
}

pub async fn export_history(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "history.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings = ["history-number", "history-at", "history-who", "history-what"].map(|key| t.say(key));
    let lines = lines(&app, &scope, asked.before, AN_EXPORT).await?;
    let rows = lines.into_iter().map(|line| vec![line.number.to_string(), line.instant, line.who, line.what]);
    export::csv("history.csv", &headings, rows)
}

#[cfg(test)]
mod tests {
    use lustrum_kernel::locale::Locale;

    use super::*;

    #[test]
    fn numbers_of_what_happened_are_written_as_everywhere() {
        let (english, dutch) = (Speaker::utc(Locale::En), Speaker::utc(Locale::Nl));
        let count = Number::from(1_640);
        assert_eq!((written(&english, &count), written(&dutch, &count)), ("1,640".to_owned(), "1.640".to_owned()));
        let share = Number::from_f64(61.3).unwrap();
        assert_eq!((written(&english, &share), written(&dutch, &share)), ("61.3".to_owned(), "61,3".to_owned()));
    }
}
