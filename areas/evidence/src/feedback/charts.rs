//! Distributions of feedback as charts.

use lustrum_kernel::chart::Distribution;
use lustrum_kernel::locale::Speaker;

use super::Question;
use super::figures::{Reaction, favourable};
use crate::levels::Level;
use crate::levels::view::{Chart, Frame};

fn distribution(t: &Speaker, question: Question, counts: [u64; 5]) -> Distribution {
    let end = |end: &str| t.say(&format!("feedback-{}-{end}", question.word()));
    Distribution { counts, ends: (end("low"), end("high")) }
}

/// What the chart shows, in a sentence.
fn finding(t: &Speaker, counts: &[u64; 5]) -> String {
    let share = favourable(counts).map_or_else(String::new, |share| t.percent(share.value / 100.0, 0));
    t.say2("feedback-finding", "share", share, "n", t.whole(counts.iter().sum::<u64>() as i64))
}

pub fn spark(t: &Speaker, reaction: &Reaction) -> Option<String> {
    let counts = reaction.of(Question::Relevance);
    let title = t.say("feedback-question-relevance");
    let description = finding(t, &counts);
    let frame = Frame { id: "l1", title: &title, description: &description, level: Level::Reaction, digits: 0 };
    frame.draw(t, |about| distribution(t, Question::Relevance, counts).spark(about))
}

/// A chart for each question.
pub fn all(t: &Speaker, distributions: &[[u64; 5]; 4]) -> Vec<Chart> {
    let headings = [t.say("feedback-answer"), t.say("feedback-number")];
    Question::ALL
        .into_iter()
        .filter_map(|question| {
            let counts = distributions[question as usize];
            let title = t.say(&format!("feedback-question-{}", question.word()));
            let description = finding(t, &counts);
            let drawn = distribution(t, question, counts);
            let whole = |value: f64| t.number(value, 0);
            let table = drawn.table([&headings[0], &headings[1]], &whole);
            Frame { id: question.word(), title: &title, description: &description, level: Level::Reaction, digits: 0 }
                .chart(t, |about| drawn.draw(about), table)
        })
        .collect()
}
