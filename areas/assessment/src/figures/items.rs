//! How good the items of a test are: how many got each right, whether those who got it right got the rest right too, and
//! how far the test as a whole would say the same again. The estimators are the engine's.

use std::collections::HashMap;

use lustrum_impact::Level;
use lustrum_impact::measurement::{Coefficient, Item, Scores, cronbach_alpha, item_analysis, mcdonald_omega};
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use crate::SMALLEST_GROUP;
use crate::attempt::AttemptId;
use crate::bank::BankId;
use crate::exam::{Asked, Test, TestId};
use crate::item::{Answer, Content, ItemId, Task};
use crate::sitting::Occasion;

/// Below this an item tells too little apart; above the other, nearly everyone knows it (Ebel and Frisbie 1991).
const DISCRIMINATES: f64 = 0.2;
const EASY: f64 = 0.95;
const HARD: f64 = 0.2;

/// As a page shows them.
#[derive(Clone, Debug)]
pub struct Statistics {
    pub basis: String,
    /// Names and values with their intervals.
    pub reliability: Vec<(String, String)>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub bank: BankId,
    pub item: ItemId,
    pub version: i64,
    pub prompt: String,
    pub difficulty: String,
    pub discrimination: String,
    /// What is worth a look; empty where nothing is.
    pub look: String,
    /// How often each option was chosen.
    pub choices: Vec<String>,
}

/// What the engine says of the answers of one occasion.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub occasion: Occasion,
    pub people: usize,
    pub items: Vec<Item>,
    pub alpha: Option<Coefficient>,
    pub omega: Option<Coefficient>,
    /// For each item of choices, how many chose each option.
    pub chosen: Vec<Vec<u64>>,
}

#[derive(FromQueryResult)]
struct Given {
    attempt_id: AttemptId,
    occasion: String,
    place: i64,
    answer: String,
    share: Option<f64>,
}

#[derive(FromQueryResult)]
struct Sat {
    id: AttemptId,
    occasion: String,
}

/// Of the occasion that says most: after the learning, else before it, else later. Nothing of fewer than five people.
pub async fn analysis(
    db: &impl Sql,
    tenant: OrganisationId,
    test: TestId,
    contents: &[Content],
) -> Result<Option<Analysis>, DbError> {
    let sat: Vec<Sat> = db
        .all(
            "SELECT a.id, s.occasion FROM sitting s
             JOIN attempt a ON a.organisation_id = s.organisation_id AND a.sitting_id = s.id
             WHERE s.organisation_id = $1 AND s.test_id = $2 AND a.number = 1 AND a.submitted_at IS NOT NULL
             ORDER BY a.id LIMIT 20000",
            values![tenant, test],
        )
        .await?;
    let best = [Occasion::Post, Occasion::Pre, Occasion::Delayed]
        .into_iter()
        .find(|occasion| sat.iter().filter(|one| one.occasion == occasion.word()).count() as u64 >= SMALLEST_GROUP);
    let Some(occasion) = best else { return Ok(None) };
    let given: Vec<Given> = db
        .all(
            "SELECT g.attempt_id, s.occasion, g.place, g.answer, g.share FROM sitting s
             JOIN attempt a ON a.organisation_id = s.organisation_id AND a.sitting_id = s.id
             JOIN attempt_answer g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id
             WHERE s.organisation_id = $1 AND s.test_id = $2 AND a.number = 1 AND a.submitted_at IS NOT NULL
             AND s.occasion = $3",
            values![tenant, test, occasion.word()],
        )
        .await?;
    let people: HashMap<AttemptId, usize> =
        sat.iter().filter(|one| one.occasion == occasion.word()).enumerate().map(|(row, one)| (one.id, row)).collect();
    Ok(Some(analysed(occasion, &people, &given, contents)))
}

fn analysed(occasion: Occasion, people: &HashMap<AttemptId, usize>, given: &[Given], contents: &[Content]) -> Analysis {
    let mut shares = vec![vec![0.0; contents.len()]; people.len()];
    let mut chosen: Vec<Vec<u64>> = contents.iter().map(|content| vec![0; content.options()]).collect();
    for one in given.iter().filter(|one| one.occasion == occasion.word()) {
        let (Some(row), Ok(place)) = (people.get(&one.attempt_id), usize::try_from(one.place)) else { continue };
        let Some(cell) = shares[*row].get_mut(place) else { continue };
        *cell = one.share.unwrap_or_default().clamp(0.0, 1.0);
        if let Ok(Answer::Chosen(options)) = serde_json::from_str::<Answer>(&one.answer) {
            for option in options {
                if let Some(count) = chosen[place].get_mut(option) {
                    *count += 1;
                }
            }
        }
    }
    let maximum = vec![1.0; contents.len()];
    let scores = Scores::new(shares).ok();
    let level = Level::default();
    let scores = scores.as_ref();
    Analysis {
        occasion,
        people: people.len(),
        items: scores.and_then(|scores| item_analysis(scores, &maximum, level).ok()).unwrap_or_default(),
        alpha: scores.and_then(|scores| cronbach_alpha(scores, level).ok()),
        omega: scores.and_then(|scores| mcdonald_omega(scores, level).ok()),
        chosen,
    }
}

/// The same in the reader's words.
pub async fn statistics(
    db: &impl Sql,
    t: &Speaker,
    tenant: OrganisationId,
    test: &Test,
    items: &[Asked],
    at: Moment,
) -> Result<Option<Statistics>, DbError> {
    let contents: Vec<Content> = items.iter().filter_map(Asked::content).collect();
    if contents.is_empty() || contents.len() != items.len() {
        return Ok(None);
    }
    let found = remember(db, tenant, at, "item-analysis", test.id, analysis(db, tenant, test.id, &contents)).await?;
    let Some(found) = found.as_ref() else { return Ok(None) };
    if found.items.len() != items.len() {
        return Ok(None);
    }
    let with_interval = |value: f64, low: f64, high: f64| {
        t.say_with(
            "statistics-with-interval",
            &[("value", t.number(value, 2)), ("low", t.number(low, 2)), ("high", t.number(high, 2))],
        )
    };
    let coefficient = |key: &str, found: &Option<Coefficient>| {
        let found = found.as_ref()?;
        Some((t.say(key), with_interval(found.value, found.interval.low, found.interval.high)))
    };
    let occasion = t.say(&crate::exam::pages::occasion_key(found.occasion));
    Ok(Some(Statistics {
        basis: t.say2("statistics-basis", "n", t.whole(found.people as i64), "occasion", occasion),
        reliability: [coefficient("statistics-alpha", &found.alpha), coefficient("statistics-omega", &found.omega)]
            .into_iter()
            .flatten()
            .collect(),
        rows: items
            .iter()
            .zip(&contents)
            .zip(found.items.iter().zip(&found.chosen))
            .map(|((asked, content), (item, chosen))| Row {
                bank: asked.bank_id,
                item: asked.item_id,
                version: asked.version,
                prompt: asked.prompt.clone(),
                difficulty: t.say_with(
                    "statistics-with-interval",
                    &[
                        ("value", t.percent(item.difficulty, 0)),
                        ("low", t.percent(item.difficulty_interval.low, 0)),
                        ("high", t.percent(item.difficulty_interval.high, 0)),
                    ],
                ),
                discrimination: t.number(item.corrected_item_total, 2),
                look: look(item).map(|key| t.say(key)).unwrap_or_default(),
                choices: choices(t, content, chosen, found.people),
            })
            .collect(),
    }))
}

fn look(item: &Item) -> Option<&'static str> {
    match item {
        item if item.corrected_item_total < 0.0 => Some("statistics-look-negative"),
        item if item.difficulty > EASY => Some("statistics-look-easy"),
        item if item.difficulty < HARD => Some("statistics-look-hard"),
        item if item.corrected_item_total < DISCRIMINATES => Some("statistics-look-weak"),
        _ => None,
    }
}

/// How often each option was chosen; of fewer than five who chose one, only that.
fn choices(t: &Speaker, content: &Content, chosen: &[u64], people: usize) -> Vec<String> {
    let right = |at: usize| match &content.task {
        Task::Single { right } => *right == at,
        Task::Multiple { right } => right.get(at).copied().unwrap_or_default(),
        _ => false,
    };
    if !matches!(content.task, Task::Single { .. } | Task::Multiple { .. }) {
        return Vec::new();
    }
    let Some((_, text)) = content.text(t.locale.code()) else { return Vec::new() };
    let words = |(at, (option, count)): (usize, (&String, &u64))| {
        let key = if right(at) { "statistics-choice-right" } else { "statistics-choice" };
        let share = if *count < SMALLEST_GROUP {
            t.say1("figure-withheld", "smallest", SMALLEST_GROUP)
        } else {
            t.percent(*count as f64 / people.max(1) as f64, 0)
        };
        t.say2(key, "option", option, "share", share)
    };
    text.options.iter().zip(chosen).enumerate().map(words).collect()
}
