//! How firm the first place is, in sentences.

use lustrum_kernel::locale::Speaker;

use super::Outcome;
use crate::ranking::Ranking;
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
    let (agreement, alpha, interval) = agreed(t, outcome);
    Firmness {
        share: if leaders(&outcome.smart).len() > 1 {
            t.say2("ranking-share-tied", "draws", t.whole(DRAWS as i64), "shares", shares_of_leaders(t, outcome))
        } else {
            t.say_with("ranking-share", &named)
        },
        flip: flip(t, outcome),
        stable: t.say_with(
            match (outcome.stable, leaders(&outcome.smart).len()) {
                (true, _) => "ranking-stable",
                (false, 1) => "ranking-not-stable",
                (false, _) => "ranking-not-stable-tied",
            },
            &named,
        ),
        is_stable: outcome.stable,
        agreement,
        alpha,
        interval,
        how: t.say_with("ranking-how", &named),
        same: same(t, outcome),
    }
}

/// Who stands first in a ranking: more than one where they are level.
fn leaders(ranking: &Ranking) -> Vec<usize> {
    (0..ranking.ranks.len()).filter(|at| ranking.ranks[*at] == 1).collect()
}

fn names(outcome: &Outcome, places: &[usize]) -> String {
    places
        .iter()
        .filter_map(|at| outcome.candidates.get(*at))
        .map(|one| one.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

fn shares_of_leaders(t: &Speaker, outcome: &Outcome) -> String {
    let share = |at: usize| format!("{} {}", names(outcome, &[at]), t.percent(outcome.shares[at], 0));
    leaders(&outcome.smart).into_iter().map(share).collect::<Vec<_>>().join(", ")
}

/// Whether both ways have the same first, where either may be shared.
fn same(t: &Speaker, outcome: &Outcome) -> String {
    let (by_score, by_closeness) = (leaders(&outcome.smart), leaders(&outcome.topsis));
    let key = match (by_score.len(), by_score == by_closeness) {
        (1, true) => return t.say1("ranking-both-first", "name", names(outcome, &by_score)),
        (_, true) => return t.say1("ranking-both-shared", "names", names(outcome, &by_score)),
        (1, false) => "ranking-differs",
        (_, false) => "ranking-differs-shared",
    };
    t.say2(key, "name", names(outcome, &by_score), "other", names(outcome, &by_closeness))
}

fn flip(t: &Speaker, outcome: &Outcome) -> String {
    let Some(flip) = &outcome.flip else {
        return t.say1("ranking-no-flip", "name", names(outcome, &leaders(&outcome.smart)));
    };
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
