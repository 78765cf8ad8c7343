//! Changes of behaviour with their intervals as a chart.

use lustrum_kernel::chart::{Estimate, Estimates};
use lustrum_kernel::locale::Speaker;

use super::figures::{Behaviour, Groups};
use crate::levels::view::{Chart, Frame, change_words};
use crate::levels::{Level, Mean};

/// The changes of both groups and their difference, as far as they are known.
fn changes(groups: &Groups) -> Vec<(&'static str, Mean)> {
    let trained = groups.trained.as_ref().map(|group| ("ratings-trained", group.change));
    let waiting = groups.waiting.as_ref().map(|group| ("ratings-waiting", group.change));
    let difference = groups.difference.map(|difference| ("ratings-difference", difference));
    [trained, waiting, difference].into_iter().flatten().collect()
}

fn estimates(t: &Speaker, groups: &Groups) -> Estimates {
    let rows = changes(groups).into_iter().filter_map(|(key, mean)| {
        Some(Estimate {
            name: t.say(key),
            value: mean.value,
            interval: mean.interval?,
            words: change_words(t, &mean, 2),
        })
    });
    Estimates { rows: rows.collect() }
}

fn words(t: &Speaker, behaviour: &Behaviour) -> (String, String) {
    let said = changes(&behaviour.all)
        .into_iter()
        .map(|(key, mean)| format!("{}: {}", t.say(key), change_words(t, &mean, 2)))
        .collect::<Vec<_>>()
        .join(", ");
    (t.say("ratings-chart"), said)
}

pub fn spark(t: &Speaker, behaviour: &Behaviour) -> Option<String> {
    let (title, description) = words(t, behaviour);
    let mut drawn = estimates(t, &behaviour.all);
    drawn.rows.truncate(1);
    Frame { id: "l3", title: &title, description: &description, level: Level::Behaviour, digits: 2 }
        .draw(t, |about| drawn.spark(about))
}

pub fn chart(t: &Speaker, behaviour: &Behaviour) -> Option<Chart> {
    let (title, description) = words(t, behaviour);
    let drawn = estimates(t, &behaviour.all);
    let headings = ["ratings-group", "ratings-change", "evidence-low", "evidence-high", "evidence-people"];
    let rows = changes(&behaviour.all).into_iter().map(|(key, mean)| {
        let end = |end: Option<f64>| end.map(|end| t.signed(end, 2)).unwrap_or_default();
        vec![
            t.say(key),
            t.signed(mean.value, 2),
            end(mean.interval.map(|ends| ends.0)),
            end(mean.interval.map(|ends| ends.1)),
            t.whole(mean.n as i64),
        ]
    });
    let table = std::iter::once(headings.map(|key| t.say(key)).to_vec()).chain(rows).collect();
    Frame { id: "ratings", title: &title, description: &description, level: Level::Behaviour, digits: 2 }.chart(
        t,
        |about| drawn.draw(about),
        table,
    )
}
