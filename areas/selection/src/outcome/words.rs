//! How firm the first place is, in sentences.

use lustrum_kernel::locale::Speaker;

use super::Outcome;
use crate::ranking::agreement::{RELIABLE, TENTATIVE};
use crate::ranking::robust::DRAWS;

/// What stands beside a ranking.
pub struct Firmness {
    pub share: String,
    pub flip: String,
    pub stable: String,
    pub is_stable: bool,
    pub agreement: String,
    pub alpha: Option<String>,
    pub interval: String,
    pub how: String,
    pub same: String,
}

pub fn firmness(t: &Speaker, outcome: &Outcome) -> Firmness {
    let first = outcome.smart.first();
    let name = |at: usize| outcome.candidates.get(at).map(|one| one.name.clone()).unwrap_or_default();
    let share = outcome.shares.get(first).copied().unwrap_or_default();
    let named = [
        ("name", name(first)),
        ("share", t.percent(share, 0)),
        ("draws", t.whole(DRAWS as i64)),
        ("seed", outcome.seed.to_string()),
    ];
    let other = outcome.topsis.first();
    let (agreement, alpha, interval) = agreed(t, outcome);
    Firmness {
        share: t.say_with("ranking-share", &named),
        flip: flip(t, outcome),
        stable: t.say_with(if outcome.stable { "ranking-stable" } else { "ranking-not-stable" }, &named),
        is_stable: outcome.stable,
        agreement,
        alpha,
        interval,
        how: t.say_with("ranking-how", &named),
        same: if other == first {
            t.say_with("ranking-both-first", &named)
        } else {
            t.say2("ranking-differs", "name", name(first), "other", name(other))
        },
    }
}

fn flip(t: &Speaker, outcome: &Outcome) -> String {
    let Some(flip) = &outcome.flip else { return t.say("ranking-no-flip") };
    let name = |at: usize| outcome.candidates.get(at).map(|one| one.name.clone()).unwrap_or_default();
    let title = |at: usize| outcome.leaves.get(at).map(|leaf| leaf.whole()).unwrap_or_default();
    let (winner, rival) = (name(flip.winner), name(flip.rival));
    if flip.moves.is_empty() {
        return t.say2("ranking-shared", "name", winner, "other", rival);
    }
    // Of the criteria among each other they are shares; of all weight they are less by what price weighs.
    let points = |weight: f64| t.number(weight * (1.0 - outcome.price_weight) * 100.0, 1);
    let moves: Vec<String> = flip
        .moves
        .iter()
        .map(|one| {
            let named = [("points", points(one.weight)), ("from", title(one.from)), ("to", title(one.to))];
            t.say_with("ranking-move", &named)
        })
        .collect();
    let named = [("winner", winner), ("other", rival), ("points", points(flip.distance)), ("moves", moves.join(", "))];
    t.say_with("ranking-flip", &named)
}

fn agreed(t: &Speaker, outcome: &Outcome) -> (String, Option<String>, String) {
    let Some(alpha) = &outcome.agreement else { return (t.say("ranking-agreement-unknown"), None, String::new()) };
    let key = match alpha.value {
        value if value >= RELIABLE => "ranking-agreement-good",
        value if value >= TENTATIVE => "ranking-agreement-fair",
        _ => "ranking-agreement-poor",
    };
    let named = [
        ("level", t.percent(0.95, 0)),
        ("low", t.number(alpha.interval.low, 2)),
        ("high", t.number(alpha.interval.high, 2)),
        ("n", t.whole(alpha.n as i64)),
        ("assessors", t.whole(outcome.assessors as i64)),
    ];
    (t.say(key), Some(t.number(alpha.value, 2)), t.say_with("ranking-agreement-interval", &named))
}
