//! A rubric: what is looked at, and what each level of it looks like. It is never changed once it is there: scores of
//! different words can't be compared. Whoever wants other words makes another rubric.

pub(crate) mod api;
pub(crate) mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_impact::Level;
use lustrum_impact::measurement::{Kappa, KappaWeights, weighted_kappa};
use lustrum_kernel::id;
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use crate::demonstration::Demonstration;
use crate::item::Tier;

pub use store::{create, find, of_partnership};

id!(
    /// A rubric.
    RubricId
);

pub const MOST_CRITERIA: usize = 8;
pub const LEVELS: std::ops::RangeInclusive<usize> = 2..=6;

/// One thing that is looked at, with an anchor for each level, the lowest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    pub title: String,
    pub anchors: Vec<String>,
}

/// What is written of a rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub programme: ProgrammeId,
    pub module: Option<ModuleId>,
    pub tier: Tier,
    pub criteria: Vec<Criterion>,
    /// The level that is asked of everything that is looked at, the lowest being 1; nothing where none is asked.
    pub asked: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    #[error("a rubric looks at something")]
    NoCriterion,
    #[error("a rubric looks at no more than {MOST_CRITERIA} things")]
    TooMany,
    #[error("a criterion has from {} to {} levels", LEVELS.start(), LEVELS.end())]
    Levels,
    #[error("every criterion has the same number of levels")]
    LevelsDiffer,
    #[error("the level asked is one of the rubric's, above the lowest")]
    Asked,
}

impl Unsound {
    pub fn key(self) -> &'static str {
        match self {
            Self::NoCriterion => "fault-rubric-none",
            Self::TooMany => "fault-rubric-many",
            Self::Levels => "fault-rubric-levels",
            Self::LevelsDiffer => "fault-rubric-levels-differ",
            Self::Asked => "fault-rubric-asked",
        }
    }
}

/// Whether criteria can be scored beside each other; where not, at which place and why.
pub fn check(criteria: &[Criterion]) -> Result<(), (usize, Unsound)> {
    let first = criteria.first().ok_or((0, Unsound::NoCriterion))?;
    if criteria.len() > MOST_CRITERIA {
        return Err((MOST_CRITERIA, Unsound::TooMany));
    }
    for (place, criterion) in criteria.iter().enumerate() {
        if !LEVELS.contains(&criterion.anchors.len()) {
            return Err((place, Unsound::Levels));
        }
        if criterion.anchors.len() != first.anchors.len() {
            return Err((place, Unsound::LevelsDiffer));
        }
    }
    Ok(())
}

/// Whether a level can be asked: the lowest is reached by everybody, so it asks nothing.
pub fn check_asked(criteria: &[Criterion], asked: i64) -> Result<(), Unsound> {
    let levels = criteria.first().map_or(0, |criterion| criterion.anchors.len());
    let within = usize::try_from(asked).is_ok_and(|asked| (2..=levels).contains(&asked));
    if within { Ok(()) } else { Err(Unsound::Asked) }
}

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Rubric {
    pub id: RubricId,
    pub programme_id: ProgrammeId,
    pub programme_title: String,
    pub module_id: Option<ModuleId>,
    pub title: String,
    pub tier: i64,
    pub content: String,
    pub asked: Option<i64>,
    pub demonstrations: i64,
}

impl Rubric {
    pub fn criteria(&self) -> Vec<Criterion> {
        serde_json::from_str(&self.content).unwrap_or_default()
    }
    pub fn tier_key(&self) -> String {
        format!("item-tier-{}", self.tier)
    }
}

/// The agreement of two raters on one criterion: Cohen's kappa with quadratic weights, of demonstrations that both
/// scored. Nothing where all scores are the same.
pub fn agreement(demonstrations: &[Demonstration], criterion: usize, levels: usize) -> Option<Kappa> {
    let mut counts = vec![vec![0_u64; levels]; levels];
    for demonstration in demonstrations {
        if let [one, other] = demonstration.scores.as_slice()
            && let (Some(one), Some(other)) = (one.levels.get(criterion), other.levels.get(criterion))
            && let Some(cell) = counts.get_mut(*one).and_then(|row| row.get_mut(*other))
        {
            *cell += 1;
        }
    }
    weighted_kappa(&counts, KappaWeights::Quadratic, Level::default()).ok()
}
