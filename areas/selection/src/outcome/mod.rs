//! What comes of a round: two rankings side by side, how firm the first place is, the decision with its reasons, and a
//! letter to every candidate.

pub(crate) mod api;
pub mod decision;
pub(crate) mod decision_pages;
pub mod letter;
pub(crate) mod letter_pages;
pub(crate) mod pages;
pub mod store;
pub(crate) mod words;

use std::collections::HashMap;

use lustrum_impact::measurement::Coefficient;
use lustrum_kernel::id::PersonId;

use crate::candidate::Candidate;
use crate::criterion::Leaf;
use crate::ranking::flip::{Flip, smallest_flip};
use crate::ranking::topsis::Better;
use crate::ranking::{Ranking, RankingError, Table, Weights, agreement, price, robust, smart, topsis};
use crate::round::Dossier;
use crate::score::Score;

/// The lowest and the highest score.
const LOW: f64 = 1.0;
const HIGH: f64 = 5.0;

/// Everything that follows from the scores of a round.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub leaves: Vec<Leaf>,
    /// Those that are ranked: whoever stepped back is not.
    pub candidates: Vec<Candidate>,
    /// Who stepped back after everything was scored, with the means until then.
    pub withdrawn: Vec<(Candidate, Vec<f64>)>,
    /// The mean score of each candidate on each criterion.
    pub means: Vec<Vec<f64>>,
    /// How many assessors they are the means of.
    pub assessors: usize,
    pub smart: Ranking,
    pub topsis: Ranking,
    /// How often each stands first among the drawn weights.
    pub shares: Vec<f64>,
    pub seed: u64,
    /// Its weights are shares of the criteria among each other; price keeps its own.
    pub flip: Option<Flip>,
    /// Whether the first place holds when each weight is up to a fifth smaller or larger.
    pub stable: bool,
    pub agreement: Option<Coefficient>,
    pub price_weight: f64,
}

impl Outcome {
    /// Ranks the candidates of a round by what was submitted.
    ///
    /// # Errors
    /// [`RankingError`] where a candidate has no score on a criterion, which no closed round has.
    pub fn of(dossier: &Dossier, scores: &[Score]) -> Result<Self, RankingError> {
        let leaves = dossier.tree.leaves();
        let candidates: Vec<Candidate> = dossier.standing().cloned().collect();
        let gone = dossier.candidates.iter().filter(|one| !one.stands());
        let withdrawn: Vec<_> = gone.filter_map(|one| Some((one.clone(), means_of(one, &leaves, scores)?))).collect();
        let mut cells: HashMap<_, Vec<(PersonId, f64)>> = HashMap::new();
        let ranked = |score: &&Score| candidates.iter().any(|one| one.id == score.candidate);
        let mut people: Vec<_> = scores.iter().filter(ranked).map(|score| score.person).collect();
        people.sort();
        people.dedup();
        for score in scores.iter().filter(ranked) {
            let cell = cells.entry((score.candidate, score.given.criterion)).or_default();
            cell.push((score.person, score.given.score as f64));
        }
        let (mut means, mut rated) = (Vec::new(), Vec::new());
        for candidate in &candidates {
            let mut row = Vec::new();
            for leaf in &leaves {
                let cell = cells.remove(&(candidate.id, leaf.id)).unwrap_or_default();
                row.push(cell.iter().map(|(_, score)| score).sum::<f64>() / cell.len() as f64);
                let by = |person: &PersonId| cell.iter().find(|(of, _)| of == person).map(|(_, score)| *score);
                rated.push(people.iter().map(by).collect());
            }
            means.push(row);
        }
        let weights = Weights::new(leaves.iter().map(|leaf| leaf.weight).collect())?;
        let values =
            Table::new(means.iter().map(|row| row.iter().map(|mean| (mean - LOW) / (HIGH - LOW)).collect()).collect())?;
        let price_weight = dossier.round.price_weight;
        let prices: Vec<i64> = candidates.iter().map(|one| one.price.unwrap_or_default()).collect();
        let inside = price::laid_in(&values, &price::values(&prices), price_weight)?;
        let seed = dossier.round.seed.unsigned_abs();
        Ok(Self {
            smart: smart::rank(&inside, &weights)?,
            topsis: beside(&means, &prices, &weights, price_weight)?,
            shares: robust::shares_of_first(&inside, &weights, seed, robust::DRAWS)?,
            flip: smallest_flip(&inside, &weights)?,
            stable: robust::holds_within(&inside, &weights, robust::SWING)?,
            agreement: agreement::alpha(rated, seed),
            assessors: people.len(),
            leaves,
            candidates,
            withdrawn,
            means,
            seed,
            price_weight,
        })
    }
    /// Who gets a letter: everyone who was scored.
    pub fn lettered(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().chain(self.withdrawn.iter().map(|(one, _)| one))
    }
    pub fn place_of(&self, id: crate::candidate::CandidateId) -> Option<usize> {
        self.candidates.iter().position(|one| one.id == id)
    }
}

/// The mean of a candidate on each criterion; nothing where it was not scored on all of them.
fn means_of(candidate: &Candidate, leaves: &[Leaf], scores: &[Score]) -> Option<Vec<f64>> {
    let mean = |leaf: &Leaf| {
        let own = scores.iter().filter(|one| one.candidate == candidate.id && one.given.criterion == leaf.id);
        let (sum, count) = own.fold((0, 0), |(sum, count), one| (sum + one.given.score, count + 1));
        (count > 0).then(|| sum as f64 / f64::from(count))
    };
    leaves.iter().map(mean).collect()
}

/// The second ranking, on the means as they are, with price as one more column where it weighs anything.
fn beside(means: &[Vec<f64>], prices: &[i64], weights: &Weights, price: f64) -> Result<Ranking, RankingError> {
    let mut all = weights.as_slice().to_vec();
    let mut better = vec![Better::Higher; all.len()];
    let mut rows = means.to_vec();
    if price > 0.0 {
        all.iter_mut().for_each(|weight| *weight *= 1.0 - price);
        all.push(price);
        better.push(Better::Lower);
        rows.iter_mut().zip(prices).for_each(|(row, price)| row.push(*price as f64));
    }
    topsis::rank(&Table::new(rows)?, &Weights::new(all)?, &better)
}
