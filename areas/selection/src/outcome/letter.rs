//! The feedback letter of a candidate: its own scores on each criterion, what was strong and what would have made it
//! stronger. It is made from what concerns this candidate alone, so that it can't tell of another.

use super::Outcome;
use crate::candidate::CandidateId;

/// From this mean on something is a strength, below that mean it is to be made stronger.
pub const STRONG: f64 = 4.0;
pub const WEAK: f64 = 3.0;

/// A criterion in a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub title: String,
    pub question: String,
    /// Its share of all weight.
    pub weight: f64,
    /// The mean of the candidate's own scores, from 1 to 5.
    pub score: f64,
}

/// What a letter tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    pub lines: Vec<Line>,
    pub assessors: usize,
    /// Titles, the strongest first; at least one.
    pub strengths: Vec<String>,
    /// Titles, the weakest first; at least one where anything is weaker than something else.
    pub stronger: Vec<String>,
}

/// The letter for one candidate of a round.
pub fn letter(outcome: &Outcome, candidate: CandidateId) -> Option<Letter> {
    let ranked = outcome.place_of(candidate).and_then(|place| outcome.means.get(place));
    let stepped_back = || outcome.withdrawn.iter().find(|(one, _)| one.id == candidate).map(|(_, means)| means);
    let row = ranked.or_else(stepped_back)?;
    let share = 1.0 - outcome.price_weight;
    let lines: Vec<Line> = outcome
        .leaves
        .iter()
        .zip(row)
        .map(|(leaf, score)| Line {
            title: leaf.whole(),
            question: leaf.question.clone(),
            weight: leaf.weight * share,
            score: *score,
        })
        .collect();
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by(|a, b| b.score.total_cmp(&a.score));
    let titles = |lines: Vec<&Line>| lines.into_iter().map(|line| line.title.clone()).collect::<Vec<_>>();
    let (best, worst) = (order.first()?.score, order.last()?.score);
    let strengths = titles(order.iter().filter(|line| line.score >= STRONG.min(best)).copied().collect());
    let below = if worst < WEAK { WEAK } else { worst + 1e-9 };
    let weak = order.iter().rev().filter(|line| line.score < below && line.score < best).copied().collect();
    Some(Letter { assessors: outcome.assessors, strengths, stronger: titles(weak), lines })
}
