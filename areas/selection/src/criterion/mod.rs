//! What candidates are judged on: criteria in a tree of two levels, each with a weight within its group.

pub(crate) mod api;
pub(crate) mod pages;
pub mod store;
mod told;

use lustrum_kernel::id;
use sea_orm::FromQueryResult;

pub use store::of_partnership;

id!(
    /// A criterion.
    CriterionId
);

/// So many stand beside each other at most: as many as can be compared in pairs.
pub const MOST_IN_A_GROUP: usize = crate::ranking::ahp::MOST;

pub use told::word_of;

/// The five of the guide with which a round starts; their messages are `criterion-` and this word, and the same with
/// `-question`.
pub const START: [&str; 5] = ["culture", "pedagogy", "mindset", "expertise", "flexibility"];

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Criterion {
    pub id: CriterionId,
    pub parent_id: Option<CriterionId>,
    pub place: i64,
    pub title: String,
    /// What an assessor asks of the evidence.
    pub question: String,
    /// Its share within its group.
    pub weight: f64,
}

/// A criterion that is about to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCriterion {
    pub title: String,
    pub question: String,
}

/// A criterion that is scored, with its share of all weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    pub id: CriterionId,
    pub title: String,
    /// The criterion of which it is a part.
    pub of: Option<String>,
    pub question: String,
    pub weight: f64,
}

impl Leaf {
    /// The title, after that of what it is a part of.
    pub fn whole(&self) -> String {
        self.of.as_ref().map_or_else(|| self.title.clone(), |of| format!("{of}: {}", self.title))
    }
}

/// Why weights are not taken.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum WeightsRefused {
    #[error("the weight at {0} is not above zero")]
    NotPositive(usize),
    #[error("together they are {0} %, not 100 %")]
    NotWhole(f64),
}

/// Weights as shares from what was typed in percent. They sum to 100 as they were typed (to a twentieth of a percent, for
/// thirds), and each is above zero: what weighs nothing is no criterion.
///
/// ```
/// use lustrum_selection::criterion::{WeightsRefused, shares_of};
/// assert_eq!(shares_of(&[75.0, 25.0]), Ok(vec![0.75, 0.25]));
/// assert_eq!(shares_of(&[75.0, 20.0]), Err(WeightsRefused::NotWhole(95.0)));
/// assert_eq!(shares_of(&[110.0, -10.0]), Err(WeightsRefused::NotPositive(1)));
/// assert!(shares_of(&[33.33, 33.33, 33.33]).is_ok());
/// ```
pub fn shares_of(percents: &[f64]) -> Result<Vec<f64>, WeightsRefused> {
    if let Some(at) = percents.iter().position(|percent| *percent <= 0.0) {
        return Err(WeightsRefused::NotPositive(at));
    }
    let sum: f64 = percents.iter().sum();
    if (sum - 100.0).abs() > 0.05 {
        return Err(WeightsRefused::NotWhole(sum));
    }
    Ok(percents.iter().map(|percent| percent / sum).collect())
}

/// The criteria of a round, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree(Vec<Criterion>);

impl Tree {
    pub fn of(mut criteria: Vec<Criterion>) -> Self {
        criteria.sort_by_key(|one| one.place);
        Self(criteria)
    }
    /// Those that stand beside each other: the criteria of the round, or the parts of one.
    pub fn group(&self, of: Option<CriterionId>) -> Vec<&Criterion> {
        self.0.iter().filter(|one| one.parent_id == of).collect()
    }
    pub fn find(&self, id: CriterionId) -> Option<&Criterion> {
        self.0.iter().find(|one| one.id == id)
    }
    /// The groups that have weights: the first level, and each criterion that has parts.
    pub fn groups(&self) -> Vec<Option<CriterionId>> {
        let parts = self.group(None).into_iter().map(|one| Some(one.id));
        std::iter::once(None).chain(parts.filter(|of| !self.group(*of).is_empty())).collect()
    }
    /// What is scored: every criterion without parts, with its share of all weight.
    pub fn leaves(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for top in self.group(None) {
            let parts = self.group(Some(top.id));
            if parts.is_empty() {
                leaves.push(leaf(top, None, 1.0));
            }
            leaves.extend(parts.into_iter().map(|part| leaf(part, Some(top.title.clone()), top.weight)));
        }
        leaves
    }
}

fn leaf(one: &Criterion, of: Option<String>, share: f64) -> Leaf {
    let (title, question) = (one.title.clone(), one.question.clone());
    Leaf { id: one.id, title, of, question, weight: one.weight * share }
}
