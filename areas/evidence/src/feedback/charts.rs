//! Distributions of feedback as charts.

use lustrum_kernel::chart::Distribution;
use lustrum_kernel::locale::Speaker;

use super::Question;
use super::figures::{Reaction, favourable};
use crate::form::{Question as Asked, Topic, Wording};
use crate::levels::Level;
use crate::levels::view::{Chart, Frame};

const FINDING: &str = "feedback-finding";
/// Of a scale whose high end says that nothing stands in the way: read without it, the share would say the opposite.
const NOTHING_STANDS: &str = "feedback-finding-obstacles";

/// What the chart shows, in a sentence: the share that answered 4 or 5, with its interval and n.
fn finding(t: &Speaker, key: &str, counts: &[u64; 5]) -> String {
    let Some(share) = favourable(counts) else { return String::new() };
    let percent = |value: f64| t.percent(value / 100.0, 0);
    let (low, high) = share.interval.unwrap_or((share.value, share.value));
    t.say_with(
        key,
        &[
            ("share", percent(share.value)),
            ("low", t.number(low, 0)),
            ("high", percent(high)),
            ("n", t.whole(share.n as i64)),
        ],
    )
}

fn ends_of(t: &Speaker, topic: &str) -> (String, String) {
    (t.say(&format!("feedback-{topic}-low")), t.say(&format!("feedback-{topic}-high")))
}

pub fn spark(t: &Speaker, reaction: &Reaction) -> Option<String> {
    let counts = reaction.of(Question::Relevance);
    let title = t.say("feedback-question-relevance");
    let description = finding(t, FINDING, &counts);
    let frame = Frame { id: "l1", title: &title, description: &description, level: Level::Reaction, digits: 0 };
    frame.draw(t, |about| Distribution { counts, ends: ends_of(t, "relevance") }.spark(about))
}

fn drawn(t: &Speaker, id: &str, title: &str, ends: (String, String), counts: [u64; 5], topic: &str) -> Option<Chart> {
    let headings = [t.say("feedback-answer"), t.say("feedback-number")];
    let key = if topic == Topic::Obstacles.word() { NOTHING_STANDS } else { FINDING };
    let description = finding(t, key, &counts);
    let drawn = Distribution { counts, ends };
    let whole = |value: f64| t.number(value, 0);
    let table = drawn.table([&headings[0], &headings[1]], &whole);
    Frame { id, title, description: &description, level: Level::Reaction, digits: 0 }.chart(
        t,
        |about| drawn.draw(about),
        table,
    )
}

/// A chart for each question, over many rounds.
pub fn all(t: &Speaker, distributions: &[[u64; 5]; 4]) -> Vec<Chart> {
    let chart = |question: Question| {
        let title = t.say(&format!("feedback-question-{}", question.word()));
        let word = question.word();
        drawn(t, word, &title, ends_of(t, word), distributions[question as usize], word)
    };
    Question::ALL.into_iter().filter_map(chart).collect()
}

/// A scale in the words with which one round asked it.
pub fn asked(t: &Speaker, question: &Asked, wording: Wording, counts: [u64; 5]) -> Option<Chart> {
    drawn(t, &question.key, &wording.text, (wording.low, wording.high), counts, question.topic.word())
}

/// A scale on a topic under a title of its own.
pub fn of_scale(t: &Speaker, id: &str, title: &str, topic: Topic, counts: [u64; 5]) -> Option<Chart> {
    drawn(t, id, title, ends_of(t, topic.word()), counts, topic.word())
}
