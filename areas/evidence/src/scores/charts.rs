//! Scores before and after as a chart.

use lustrum_kernel::chart::{Change, Wave};
use lustrum_kernel::locale::Speaker;

use super::figures::{Gained, Learning};
use crate::levels::view::{Chart, Frame, change_words};
use crate::levels::{Level, Mean};

fn change(t: &Speaker, gained: &Gained) -> Change {
    let wave =
        |key: &str, mean: &Mean| Wave { name: t.say(key), mean: mean.value, interval: mean.interval, n: mean.n as u64 };
    Change { waves: vec![wave("scores-before", &gained.before), wave("scores-after", &gained.after)] }
}

fn words(t: &Speaker, gained: &Gained) -> (String, String) {
    (t.say("scores-chart"), t.say1("scores-finding", "change", change_words(t, &gained.points, 1)))
}

pub fn spark(t: &Speaker, learning: &Learning) -> Option<String> {
    let gained = learning.all.as_ref()?;
    let (title, description) = words(t, gained);
    Frame { id: "l2", title: &title, description: &description, level: Level::Learning, digits: 1 }
        .draw(t, |about| change(t, gained).spark(about))
}

pub fn chart(t: &Speaker, learning: &Learning) -> Option<Chart> {
    let gained = learning.all.as_ref()?;
    let (title, description) = words(t, gained);
    let headings =
        ["scores-when", "evidence-mean", "evidence-low", "evidence-high", "evidence-people"].map(|key| t.say(key));
    let drawn = change(t, gained);
    // The last column counts people, the others are means.
    let number = |value: f64| t.number(value, if value.fract() == 0.0 { 0 } else { 1 });
    let table = drawn.table(headings.each_ref().map(String::as_str), &number);
    Frame { id: "scores", title: &title, description: &description, level: Level::Learning, digits: 1 }.chart(
        t,
        |about| drawn.draw(about),
        table,
    )
}
