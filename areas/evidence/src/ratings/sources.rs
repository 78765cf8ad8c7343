//! What is known of behaviour from several sides, side by side: how ratings are spread, how far two observers agree, and
//! what observers, raters of a 360 round, people themselves and their line managers say. They ask different things, so
//! they are never added up.

use std::collections::{BTreeMap, BTreeSet};

use lustrum_impact::measurement::Kappa;
use lustrum_kernel::Day;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::locale::Speaker;
use lustrum_programme::behaviour::BehaviourId;

use super::store::{person_means, spread};
use crate::SMALLEST_GROUP;
use crate::follow_up::{self, figures::followed_up};
use crate::levels::view::{Row, Table, too_few};
use crate::levels::{FIVE, Look, Mean};
use crate::observation::agreement::{agreement, pairs};
use crate::observation::store::observed;
use crate::performance;
use crate::round360::{self, Stage, figures::people};
use crate::tier::{Grade, Tier};

/// A behaviour after the training, of those who were trained.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    pub text: String,
    /// How often 1 to 5 was the newest rating.
    pub counts: [u64; 5],
    pub observers: usize,
    pub pairs: usize,
    pub agreement: Option<Kappa>,
}

/// One source, with the last day on which it spoke.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Its name is `ratings-source-...`.
    pub word: &'static str,
    pub people: usize,
    pub mean: Option<Mean>,
    pub last: Option<Day>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sides {
    pub behaviours: Vec<Spread>,
    /// Over all behaviours.
    pub agreement: Option<Kappa>,
    pub pairs: usize,
    pub sources: Vec<Side>,
}

pub async fn sides(db: &impl Sql, look: &Look) -> Result<Sides, DbError> {
    let (tenant, partnership) = (look.tenant, look.partnership);
    let seen = observed(db, tenant, partnership, look.days()).await?;
    let pairs = pairs(&seen);
    let mut observers: BTreeMap<BehaviourId, BTreeSet<_>> = BTreeMap::new();
    for one in &seen {
        observers.entry(one.behaviour_id).or_default().insert(one.observer_id);
    }
    let mut behaviours: BTreeMap<BehaviourId, Spread> = BTreeMap::new();
    let mut last = None;
    for row in spread(db, tenant, partnership, look.days()).await? {
        let of = behaviours.entry(row.behaviour_id).or_insert_with(|| Spread {
            text: row.text.clone(),
            counts: [0; 5],
            observers: observers.get(&row.behaviour_id).map_or(0, BTreeSet::len),
            pairs: pairs.iter().filter(|pair| pair.behaviour == row.behaviour_id).count(),
            agreement: agreement(pairs.iter().filter(|pair| pair.behaviour == row.behaviour_id)),
        });
        if let Some(count) = usize::try_from(row.value - 1).ok().and_then(|place| of.counts.get_mut(place)) {
            *count += u64::try_from(row.number).unwrap_or_default();
        }
        last = last.max(Some(row.last));
    }
    let values = person_means(db, tenant, partnership, look.days()).await?;
    let mut sources = Vec::new();
    if !values.is_empty() {
        sources.push(side("observed", &values, last));
    }
    sources.extend(raters(db, look).await?);
    let (reviewed, day) = performance::store::means(db, tenant, partnership, look.until).await?;
    if !reviewed.is_empty() {
        sources.push(side("reviewed", &reviewed, day));
    }
    sources.extend(asked(db, look).await?);
    Ok(Sides {
        behaviours: behaviours.into_values().collect(),
        agreement: agreement(&pairs),
        pairs: pairs.len(),
        sources,
    })
}

fn side(word: &'static str, values: &[f64], last: Option<Day>) -> Side {
    let mean = (values.len() as u64 >= SMALLEST_GROUP).then(|| Mean::on(FIVE, values));
    Side { word, people: values.len(), mean, last }
}

/// The newest 360 round after the programme that is over, as others see those who were trained.
async fn raters(db: &impl Sql, look: &Look) -> Result<Option<Side>, DbError> {
    let rounds = round360::store::of_partnership(db, look.tenant, look.partnership).await?;
    let over = |round: &&round360::Round| round.wave == "after" && round.stage(look.until) == Stage::Over;
    let Some(round) = rounds.iter().find(over) else { return Ok(None) };
    let people = people(&round360::store::given(db, look.tenant, round.id, None).await?);
    let values: Vec<f64> = people.iter().filter(|one| !one.waits).filter_map(|one| one.by_others()).collect();
    Ok((!values.is_empty()).then(|| side("round360", &values, Some(round.closes))))
}

/// The last moment of the follow-ups at which anyone answered, as people and their line managers say.
async fn asked(db: &impl Sql, look: &Look) -> Result<Vec<Side>, DbError> {
    let asked = follow_up::store::asked(db, look.tenant, look.partnership, look.until).await?;
    let said = followed_up(look.tenant, &asked, &std::collections::HashMap::new());
    let of = |source: follow_up::Source| {
        let moment = said.moments.iter().rev().find(|one| one.source == source && one.answered > 0)?;
        let days = i64::from(moment.days);
        let last = asked.iter().filter(|one| one.days == days && one.source == source.word());
        let last = last.filter_map(|one| one.answered_on).max();
        let word = if source == follow_up::Source::Own { "self" } else { "manager" };
        Some(Side { word, people: moment.answered, mean: moment.applies, last })
    };
    Ok(follow_up::Source::ALL.into_iter().filter_map(of).collect())
}

/// `0.62 (0.41 to 0.80)`
fn kappa_words(t: &Speaker, kappa: &Kappa) -> String {
    let interval = kappa.agreement.interval;
    let named = [
        ("value", t.number(kappa.agreement.value, 2)),
        ("low", t.number(interval.low, 2)),
        ("high", t.number(interval.high, 2)),
    ];
    t.say_with("evidence-with-interval", &named)
}

pub fn tables(t: &Speaker, sides: &Sides, learned: &[Day]) -> Vec<Table> {
    let headings = |keys: &[&str]| keys.iter().map(|key| t.say(key)).collect::<Vec<_>>();
    let mut tables = Vec::new();
    if !sides.behaviours.is_empty() {
        let mut heads = headings(&["ratings-behaviour", "evidence-people"]);
        heads.extend((1..=5).map(|value| t.whole(value)));
        heads.extend(headings(&["ratings-observers", "ratings-agreement"]));
        let rows = sides.behaviours.iter().map(|spread| {
            let people: u64 = spread.counts.iter().sum();
            let shown = people >= SMALLEST_GROUP;
            let mut cells = vec![if shown { t.whole(people as i64) } else { too_few(t) }];
            let share = |count: &u64| t.percent(*count as f64 / people.max(1) as f64, 0);
            cells.extend(spread.counts.iter().map(|count| if shown { share(count) } else { "–".to_owned() }));
            cells.push(t.whole(spread.observers as i64));
            cells.push(spread.agreement.as_ref().map_or_else(|| "–".to_owned(), |kappa| kappa_words(t, kappa)));
            Row { link: None, name: spread.text.clone(), cells }
        });
        tables.push(Table {
            id: "ratings-spread",
            title: t.say("ratings-spread"),
            headings: heads,
            rows: rows.collect(),
        });
    }
    if sides.sources.len() > 1 {
        let rows = sides.sources.iter().map(|side| {
            let grade = side.last.map(|last| {
                let before = learned.partition_point(|day| *day <= last);
                let learned = before.checked_sub(1).and_then(|place| learned.get(place)).copied();
                Grade::new(Tier::Transfer, learned, last).words(t)
            });
            let cells = match &side.mean {
                None => vec![too_few(t), "–".to_owned(), "–".to_owned()],
                Some(mean) => {
                    let value = t.number(mean.value, 2);
                    let value = match mean.interval {
                        Some((low, high)) => t.say_with(
                            "evidence-with-interval",
                            &[("value", value), ("low", t.number(low, 2)), ("high", t.number(high, 2))],
                        ),
                        None => value,
                    };
                    vec![t.whole(mean.n as i64), value, grade.unwrap_or_default()]
                }
            };
            Row { link: None, name: t.say(&format!("ratings-source-{}", side.word)), cells }
        });
        tables.push(Table {
            id: "ratings-sources",
            title: t.say("ratings-sources"),
            headings: headings(&["ratings-source", "ratings-n", "ratings-mean", "ratings-tier"]),
            rows: rows.collect(),
        });
    }
    tables
}

/// How far two observers agree over all behaviours, in a sentence.
pub fn agreement_note(t: &Speaker, sides: &Sides) -> Option<String> {
    let kappa = sides.agreement.as_ref()?;
    let named = [("kappa", kappa_words(t, kappa)), ("n", t.whole(sides.pairs as i64))];
    Some(t.say_with("ratings-agreement-note", &named))
}
