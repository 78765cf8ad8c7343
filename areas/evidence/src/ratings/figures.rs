//! Ratings as figures: how much behaviour changed between two occasions, of people who were trained and of people who
//! wait. It says what was seen, not why.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use lustrum_impact::difference_in_means;
use lustrum_kernel::Day;
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::figure::Unit;
use lustrum_programme::behaviour::BehaviourId;

use super::{Changed, changes};
use crate::SMALLEST_GROUP;
use crate::levels::{FIVE, Level, Line, Look, Mean, figure, span};

/// A group of people on both occasions; their means are on the scale of 1 to 5.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub before: Mean,
    pub after: Mean,
    pub change: Mean,
}

/// Both groups; nothing where nobody or too few were rated twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    pub trained: Option<Group>,
    pub waiting: Option<Group>,
    /// The change of the trained minus the change of those who wait.
    pub difference: Option<Mean>,
    /// How many were rated twice, of each.
    pub people: (usize, usize),
}

/// What was seen of behaviour in a period.
#[derive(Clone, Debug, Default)]
pub struct Behaviour {
    /// By person: the mean over the behaviours that they were rated on.
    pub all: Groups,
    pub by_behaviour: Vec<(BehaviourId, String, Groups)>,
    /// The first and the last day of the ratings.
    pub days: Option<(Day, Day)>,
}

pub async fn behaviour(db: &impl Sql, look: &Look) -> Result<Arc<Behaviour>, DbError> {
    remember(db, look.tenant, look.at, "behaviour", look.which(), async {
        Ok(seen(&changes(db, look.tenant, look.partnership, look.days()).await?))
    })
    .await
}

pub fn seen(changes: &[Changed]) -> Behaviour {
    let mut persons: HashMap<&str, (bool, Vec<&Changed>)> = HashMap::new();
    let mut behaviours: BTreeMap<BehaviourId, Vec<&Changed>> = BTreeMap::new();
    for change in changes {
        let person = persons.entry(&change.subject).or_insert((change.trained, Vec::new()));
        person.1.push(change);
        behaviours.entry(change.behaviour).or_default().push(change);
    }
    let mean = |changes: &[&Changed], of: fn(&Changed) -> f64| {
        changes.iter().map(|change| of(change)).sum::<f64>() / changes.len().max(1) as f64
    };
    let mut people: Vec<(bool, f64, f64)> = persons
        .into_values()
        .map(|(trained, seen)| (trained, mean(&seen, |change| change.before), mean(&seen, |change| change.after)))
        .collect();
    // In an order of their own, so that sums come out the same every time.
    people.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
    let by_behaviour = behaviours.into_iter().map(|(id, seen)| {
        let text = seen.first().map(|change| change.text.clone()).unwrap_or_default();
        let people: Vec<_> = seen.iter().map(|change| (change.trained, change.before, change.after)).collect();
        (id, text, groups(&people))
    });
    let days = changes.iter().map(|change| change.days);
    let days = days.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
    Behaviour { by_behaviour: by_behaviour.collect(), all: groups(&people), days }
}

fn groups(people: &[(bool, f64, f64)]) -> Groups {
    let of = |trained: bool| -> (Option<Group>, Vec<f64>) {
        let ours: Vec<_> = people.iter().filter(|person| person.0 == trained).collect();
        let before: Vec<f64> = ours.iter().map(|person| person.1).collect();
        let after: Vec<f64> = ours.iter().map(|person| person.2).collect();
        let change: Vec<f64> = ours.iter().map(|person| person.2 - person.1).collect();
        let group = Group { before: Mean::on(FIVE, &before), after: Mean::on(FIVE, &after), change: Mean::of(&change) };
        ((change.len() as u64 >= SMALLEST_GROUP).then_some(group), change)
    };
    let ((trained, changed), (waiting, waited)) = (of(true), of(false));
    let difference = trained.as_ref().zip(waiting.as_ref()).map(|(trained, waiting)| {
        let estimate = difference_in_means(&changed, &waited, lustrum_impact::Level::default()).ok();
        Mean {
            value: trained.change.value - waiting.change.value,
            interval: estimate.map(|estimate| (estimate.interval.low, estimate.interval.high)),
            n: trained.change.n + waiting.change.n,
        }
    });
    Groups { trained, waiting, difference, people: (changed.len(), waited.len()) }
}

pub(crate) fn lines(look: &Look, behaviour: &Behaviour) -> Result<Vec<Line>, DbError> {
    let measured = span(look, behaviour.days);
    let line = |key, mean, people| {
        let figure = figure(look, Level::Behaviour, Unit::Points, people, mean, measured)?;
        Ok::<_, DbError>(Line { key, about: String::new(), figure, difference: true, grade: None })
    };
    let all = &behaviour.all;
    let change = |group: &Option<Group>| group.as_ref().map(|group| group.change);
    let mut lines = vec![line("evidence-figure-trained", change(&all.trained), all.people.0)?];
    if all.people.1 > 0 {
        lines.push(line("evidence-figure-waiting", change(&all.waiting), all.people.1)?);
    }
    if let Some(difference) = all.difference {
        lines.push(line("evidence-figure-difference", Some(difference), difference.n)?);
    }
    Ok(lines)
}
