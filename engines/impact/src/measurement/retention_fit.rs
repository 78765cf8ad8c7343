//! Maximum likelihood of a curve of forgetting: Fisher scoring on the logit of the start and the logarithm of the rate.

use super::{Forgetting, Recall};
use crate::ImpactError;
use nalgebra::{Matrix2, Vector2};
use std::collections::BTreeMap;

/// Beyond these a parameter is at its border: everything remembered at the start, or nothing ever forgotten.
const START_BORDER: f64 = 12.0;
const RATE_BORDER: f64 = -18.0;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    pub(super) form: Forgetting,
    at: Vector2<f64>,
    covariance: Matrix2<f64>,
    pub(super) log_likelihood: f64,
}

impl Fit {
    pub(super) fn of(recalls: &[Recall], form: Forgetting) -> Result<Self, ImpactError> {
        let mut best: Option<Self> = None;
        // The likelihood may have a second top: from slow and from fast forgetting.
        for rate in [-5.0, -1.5] {
            if let Some(fit) = Self::from(recalls, form, Vector2::new(2.0, rate))
                && best.as_ref().is_none_or(|known| fit.log_likelihood > known.log_likelihood)
            {
                best = Some(fit);
            }
        }
        best.ok_or(ImpactError::NotConverged)
    }

    fn from(recalls: &[Recall], form: Forgetting, start: Vector2<f64>) -> Option<Self> {
        let mut at = start;
        let mut likelihood = log_likelihood(recalls, form, &at);
        for _ in 0..300 {
            let (score, information) = scoring(recalls, form, &at);
            let step = restricted(&at, &score, &information)? * score;
            let (next, reached) = shortened(recalls, form, &at, &step, likelihood);
            let moved = (next - at).amax();
            at = next;
            likelihood = reached;
            if moved < 1e-11 {
                let covariance = sandwich(recalls, form, &at)?;
                return Some(Self { form, at, covariance, log_likelihood: likelihood });
            }
        }
        None
    }

    pub(super) fn at_start(&self) -> f64 {
        start_share(&self.at)
    }

    pub(super) fn rate(&self) -> f64 {
        self.at[1].exp()
    }

    pub(super) fn share(&self, days: f64) -> f64 {
        share(self.form, &self.at, days)
    }

    /// Standard error of the logit of the share after these days.
    pub(super) fn logit_error(&self, days: f64) -> f64 {
        let share = self.share(days);
        let slope = slope(self.form, &self.at, days) / (share * (1.0 - share));
        (slope.transpose() * self.covariance * slope)[0].max(0.0).sqrt()
    }
}

fn start_share(at: &Vector2<f64>) -> f64 {
    1.0 / (1.0 + (-at[0]).exp())
}

fn share(form: Forgetting, at: &Vector2<f64>, days: f64) -> f64 {
    (start_share(at) * (-at[1].exp() * form.axis(days)).exp()).clamp(1e-12, 1.0 - 1e-12)
}

fn slope(form: Forgetting, at: &Vector2<f64>, days: f64) -> Vector2<f64> {
    let share = share(form, at, days);
    Vector2::new(share * (1.0 - start_share(at)), -share * at[1].exp() * form.axis(days))
}

fn log_likelihood(recalls: &[Recall], form: Forgetting, at: &Vector2<f64>) -> f64 {
    let one = |recall: &Recall| {
        let share = share(form, at, recall.days);
        if recall.remembered { share.ln() } else { (-share).ln_1p() }
    };
    recalls.iter().map(one).sum()
}

fn score_of(recall: &Recall, form: Forgetting, at: &Vector2<f64>) -> (Vector2<f64>, Matrix2<f64>) {
    let share = share(form, at, recall.days);
    let slope = slope(form, at, recall.days);
    let weight = 1.0 / (share * (1.0 - share));
    let residual = f64::from(u8::from(recall.remembered)) - share;
    (slope * (residual * weight), slope * slope.transpose() * weight)
}

fn scoring(recalls: &[Recall], form: Forgetting, at: &Vector2<f64>) -> (Vector2<f64>, Matrix2<f64>) {
    recalls.iter().fold((Vector2::zeros(), Matrix2::zeros()), |(score, information), recall| {
        let (own, part) = score_of(recall, form, at);
        (score + own, information + part)
    })
}

/// Inverse of the information of the parameters that are not held at their border.
fn restricted(at: &Vector2<f64>, score: &Vector2<f64>, information: &Matrix2<f64>) -> Option<Matrix2<f64>> {
    let start_held = at[0] >= START_BORDER && score[0] >= 0.0;
    let rate_held = at[1] <= RATE_BORDER && score[1] <= 0.0;
    match (start_held, rate_held) {
        (true, true) => Some(Matrix2::zeros()),
        (true, false) => Some(Matrix2::new(0.0, 0.0, 0.0, 1.0 / information[(1, 1)])),
        (false, true) => Some(Matrix2::new(1.0 / information[(0, 0)], 0.0, 0.0, 0.0)),
        // A hair on the diagonal carries the steps through where the likelihood is flat.
        (false, false) => (information + Matrix2::from_diagonal(&(information.diagonal() * 1e-12))).try_inverse(),
    }
}

fn shortened(
    recalls: &[Recall],
    form: Forgetting,
    at: &Vector2<f64>,
    step: &Vector2<f64>,
    likelihood: f64,
) -> (Vector2<f64>, f64) {
    let mut length = (3.0 / step.amax().max(1e-300)).min(1.0);
    for _ in 0..50 {
        let mut next = at + step * length;
        next[0] = next[0].min(START_BORDER);
        next[1] = next[1].max(RATE_BORDER);
        let reached = log_likelihood(recalls, form, &next);
        if reached >= likelihood - 1e-13 * likelihood.abs() {
            return (next, reached);
        }
        length /= 2.0;
    }
    (*at, likelihood)
}

fn sandwich(recalls: &[Recall], form: Forgetting, at: &Vector2<f64>) -> Option<Matrix2<f64>> {
    let (score, information) = scoring(recalls, form, at);
    let bread = restricted(at, &score, &information)?;
    let mut by_learner: BTreeMap<u64, Vector2<f64>> = BTreeMap::new();
    for recall in recalls {
        *by_learner.entry(recall.learner).or_insert_with(Vector2::zeros) += score_of(recall, form, at).0;
    }
    let learners = by_learner.len() as f64;
    let meat: Matrix2<f64> = by_learner.values().map(|score| score * score.transpose()).sum();
    Some(bread * meat * bread * (learners / (learners - 1.0)))
}
