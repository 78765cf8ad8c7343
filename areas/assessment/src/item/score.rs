//! What an answer is worth.

use serde::{Deserialize, Serialize};

use super::{Content, Task, fold};

/// What someone answered. Options and targets are numbered as the item has them, whatever order was on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The options that were chosen.
    Chosen(Vec<usize>),
    Number(f64),
    /// The options, first to last.
    Order(Vec<usize>),
    Words(String),
    /// For each option the target that it was given, if any.
    Matched(Vec<Option<usize>>),
}

/// The share of the points that an answer earns, from 0 to 1. Where parts count, what guessing would earn does not:
/// a wrong choice takes away what a right one gives, and an order earns nothing before more than half of its pairs stand
/// the right way round.
///
/// ```
/// use lustrum_assessment::item::{Answer, Content, Task, Text, share};
/// let text = Text { prompt: "Which help?".into(), options: ["a", "b", "c"].map(String::from).to_vec(), ..Text::default() };
/// let item = Content {
///     task: Task::Multiple { right: vec![true, true, false] },
///     points: 2.0,
///     partial: true,
///     texts: [("en".to_owned(), text)].into(),
/// };
/// assert_eq!(share(&item, &Answer::Chosen(vec![0, 1])), 1.0);
/// assert_eq!(share(&item, &Answer::Chosen(vec![0])), 0.5);
/// assert_eq!(share(&item, &Answer::Chosen(vec![0, 1, 2])), 0.5);
/// assert_eq!(share(&item, &Answer::Number(1.0)), 0.0);
/// ```
pub fn share(item: &Content, answer: &Answer) -> f64 {
    let whole = |right: bool| if right { 1.0 } else { 0.0 };
    let part = |share: f64| if item.partial { share.clamp(0.0, 1.0) } else { whole(share >= 1.0) };
    match (&item.task, answer) {
        (Task::Single { right }, Answer::Chosen(chosen)) => whole(chosen.as_slice() == [*right]),
        (Task::Multiple { right }, Answer::Chosen(chosen)) => part(chosen_share(right, chosen)),
        (Task::Numeric { answer, tolerance }, Answer::Number(given)) => whole(near(*given, *answer, *tolerance)),
        (Task::Ordering, Answer::Order(order)) => part(order_share(item.options(), order)),
        (Task::ShortText { accepted }, Answer::Words(words)) => {
            let words = fold(words);
            whole(!words.is_empty() && accepted.iter().any(|form| fold(form) == words))
        }
        (Task::Matching { belongs }, Answer::Matched(matched)) => {
            let right = belongs.iter().zip(matched).filter(|(target, given)| **given == Some(**target)).count();
            part(right as f64 / belongs.len().max(1) as f64)
        }
        _ => 0.0,
    }
}

fn chosen_share(right: &[bool], chosen: &[usize]) -> f64 {
    let mut chosen: Vec<usize> = chosen.iter().copied().filter(|option| *option < right.len()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let of = right.iter().filter(|right| **right).count().max(1) as f64;
    let hits = chosen.iter().filter(|option| right[**option]).count() as f64;
    (hits - (chosen.len() as f64 - hits)) / of
}

/// Whether a number lies within the tolerance; what binary fractions can't say exactly is no fault of the learner's.
fn near(given: f64, right: f64, tolerance: f64) -> bool {
    (given - right).abs() <= tolerance + 1e-9 * right.abs().max(given.abs()).max(1.0)
}

/// Pairs that stand the right way round against those that do not (Kendall's tau), of an order that names every option.
fn order_share(options: usize, order: &[usize]) -> f64 {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if options < 2 || !sorted.into_iter().eq(0..options) {
        return 0.0;
    }
    let pairs = (options * (options - 1) / 2) as f64;
    let right =
        (0..options).map(|at| order[at + 1..].iter().filter(|later| **later > order[at]).count()).sum::<usize>();
    (2.0 * right as f64 - pairs) / pairs
}
