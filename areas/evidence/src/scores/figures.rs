//! Scores as figures: what people gained between two measurements, in points of a hundred and in standard deviations.

use std::sync::Arc;

use lustrum_impact::{Gain, paired_gain};
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::figure::Unit;

use super::{Assessment, Pair, of_partnership, pairs};
use crate::SMALLEST_GROUP;
use crate::levels::{Level, Line, Look, Mean, PERCENT, figure, span};

/// Means before and after, and the gain, all out of 100.
#[derive(Clone, Debug, PartialEq)]
pub struct Gained {
    pub before: Mean,
    pub after: Mean,
    pub points: Mean,
    /// Nothing where the scores do not vary.
    pub gain: Option<Gain>,
}

/// What came of the assessments of a period.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// Nothing beside an assessment of too few people.
    pub assessments: Vec<(Assessment, Option<Gained>)>,
    /// Over all assessments of enough people.
    pub all: Option<Gained>,
    pub people: usize,
}

pub async fn learning(db: &impl Sql, look: &Look) -> Result<Arc<Learning>, DbError> {
    remember(db, look.tenant, look.at, "learning", look.which(), read(db, look)).await
}

async fn read(db: &impl Sql, look: &Look) -> Result<Learning, DbError> {
    let assessments = of_partnership(db, look.tenant, look.partnership, look.days()).await?;
    let mut by_assessment: std::collections::HashMap<_, Vec<Pair>> = std::collections::HashMap::new();
    for (id, pair) in pairs(db, look.tenant, look.partnership, look.days()).await? {
        by_assessment.entry(id).or_default().push(pair);
    }
    let mut all = Vec::new();
    let mut people = 0;
    let assessments = assessments
        .into_iter()
        .map(|assessment| {
            let of_hundred = |score: f64| score / assessment.most * 100.0;
            let pairs: Vec<Pair> = by_assessment
                .remove(&assessment.id)
                .unwrap_or_default()
                .into_iter()
                .map(|pair| Pair { before: of_hundred(pair.before), after: of_hundred(pair.after) })
                .collect();
            people += pairs.len();
            let enough = pairs.len() as u64 >= SMALLEST_GROUP;
            let gained = enough.then(|| gained(&pairs));
            if enough {
                all.extend(pairs);
            }
            (assessment, gained)
        })
        .collect();
    Ok(Learning { assessments, all: (!all.is_empty()).then(|| gained(&all)), people })
}

pub fn gained(pairs: &[Pair]) -> Gained {
    let before: Vec<f64> = pairs.iter().map(|pair| pair.before).collect();
    let after: Vec<f64> = pairs.iter().map(|pair| pair.after).collect();
    let points: Vec<f64> = pairs.iter().map(|pair| pair.after - pair.before).collect();
    Gained {
        gain: paired_gain(&before, &after, lustrum_impact::Level::default()).ok(),
        before: Mean::on(PERCENT, &before),
        after: Mean::on(PERCENT, &after),
        points: Mean::of(&points),
    }
}

pub(crate) fn lines(look: &Look, learning: &Learning) -> Result<Vec<Line>, DbError> {
    let days = learning.assessments.iter().map(|(assessment, _)| (assessment.before_day, assessment.after_day));
    let measured = span(look, days);
    let line = |key, unit, mean| {
        let figure = figure(look, Level::Learning, unit, learning.people, mean, measured)?;
        Ok::<_, DbError>(Line { key, about: String::new(), figure, difference: true, grade: None })
    };
    let gain = learning.all.as_ref().and_then(|all| {
        let gain = all.gain?;
        Some(Mean {
            value: gain.hedges_g,
            interval: Some((gain.g_interval.low, gain.g_interval.high)),
            n: all.points.n,
        })
    });
    let mut lines = Vec::new();
    // Where everyone has the same scores there are points and no standard deviations.
    if gain.is_some() || learning.all.is_none() {
        lines.push(line("evidence-figure-gain", Unit::StandardDeviations, gain)?);
    }
    if let Some(all) = &learning.all {
        lines.push(line("evidence-figure-gain-points", Unit::PercentagePoints, Some(all.points))?);
    }
    Ok(lines)
}
