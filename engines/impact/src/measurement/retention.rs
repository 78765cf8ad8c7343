//! How fast it is forgotten: success in spaced recall by days since learning.

use super::{isotonic::non_increasing, retention_fit::Fit};
use crate::{ImpactError, Level, Proportion, student, wilson};
use serde::Serialize;

/// Upper bounds of the spans of days in which what was seen is gathered.
const SPANS: [f64; 10] = [1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, f64::INFINITY];

/// One attempt to recall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recall {
    /// Who: attempts of one learner belong together.
    pub learner: u64,
    /// Days since it was learned or last recalled; not negative.
    pub days: f64,
    pub remembered: bool,
}

/// The form of the curve: `a·exp(-b·days)` or `a·(1 + days)^(-b)` (Wixted and Ebbesen, *Psychological Science* 2
/// (1991), 409-415).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Forgetting {
    Exponential,
    Power,
}

impl Forgetting {
    pub(super) fn axis(self, days: f64) -> f64 {
        match self {
            Self::Exponential => days,
            Self::Power => days.ln_1p(),
        }
    }
}

/// What was seen in a span of days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RetentionPoint {
    /// Mean days of the attempts in this span.
    pub days: f64,
    /// Share remembered, with Wilson's interval.
    pub remembered: Proportion,
    /// The share on a curve that only falls.
    pub falling: f64,
}

/// A fitted curve of forgetting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Retention {
    /// The form that fits better of the two (both have two parameters, so the likelihood decides).
    pub form: Forgetting,
    /// Share remembered right after learning, in 0..=1.
    pub at_start: f64,
    /// Per day (exponential) or per doubling on the scale of ln(1 + days) (power); not negative.
    pub rate: f64,
    /// Days until half of what was remembered at the start is left; `None` when nothing is forgotten.
    pub half_life: Option<f64>,
    pub log_likelihood: f64,
    pub recalls: usize,
    pub learners: usize,
    pub observed: Vec<RetentionPoint>,
    level: Level,
    #[serde(skip)]
    fit: Fit,
}

/// The curve of forgetting of a programme, by maximum likelihood, with errors that respect that the attempts of one
/// learner belong together (a sandwich over learners).
///
/// ```
/// use lustrum_impact::{Level, measurement::{Recall, retention}};
/// // Every learner is asked on days 0 to 60; fewer remember later.
/// let recalls: Vec<Recall> = (0..40_u64).flat_map(|learner| [0.0, 7.0, 30.0, 60.0].map(|days| {
///     Recall { learner, days, remembered: (learner * 7 % 40) as f64 / 40.0 < 0.95 * (-days / 40.0_f64).exp() }
/// })).collect();
/// let curve = retention(&recalls, Level::default())?;
/// let month = curve.at(30.0);
/// assert!(month.interval.low < 0.45 && 0.45 < month.interval.high);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooFewRows`] below two learners, [`ImpactError::Argument`] for days that are negative, not finite or
/// all the same, [`ImpactError::OutcomeDoesNotVary`] when everything or nothing was remembered,
/// [`ImpactError::NotConverged`].
pub fn retention(recalls: &[Recall], level: Level) -> Result<Retention, ImpactError> {
    if recalls.iter().any(|recall| !recall.days.is_finite() || recall.days < 0.0) {
        return Err(ImpactError::Argument("days since learning are a number that is not negative"));
    }
    let mut learners: Vec<u64> = recalls.iter().map(|recall| recall.learner).collect();
    learners.sort_unstable();
    learners.dedup();
    if learners.len() < 2 {
        return Err(ImpactError::TooFewRows { group: "recalling", found: learners.len(), least: 2 });
    }
    if recalls.iter().all(|recall| recall.days == recalls[0].days) {
        return Err(ImpactError::Argument("a curve needs recalls on at least two different days"));
    }
    if recalls.iter().all(|recall| recall.remembered == recalls[0].remembered) {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    let exponential = Fit::of(recalls, Forgetting::Exponential)?;
    let power = Fit::of(recalls, Forgetting::Power)?;
    let fit = if power.log_likelihood > exponential.log_likelihood { power } else { exponential };
    let halved = std::f64::consts::LN_2 / fit.rate();
    let half_life = match fit.form {
        Forgetting::Exponential => halved,
        Forgetting::Power => halved.exp_m1(),
    };
    Ok(Retention {
        form: fit.form,
        at_start: fit.at_start(),
        rate: fit.rate(),
        // Longer than a life is never.
        half_life: Some(half_life).filter(|days| *days < 36_500.0),
        log_likelihood: fit.log_likelihood,
        recalls: recalls.len(),
        learners: learners.len(),
        observed: observed(recalls, level)?,
        level,
        fit,
    })
}

impl Retention {
    /// Share still remembered after these days, with an interval (delta method on the logit, Student's t over
    /// learners); `n` counts the attempts.
    pub fn at(&self, days: f64) -> Proportion {
        let share = self.fit.share(days);
        let error = self.fit.logit_error(days);
        let half = student::two_sided_quantile(self.level.value(), (self.learners - 1) as f64) * error;
        let logit = (share / (1.0 - share)).ln();
        let bound = |at: f64| 1.0 / (1.0 + (-at).exp());
        let interval = crate::Interval { low: bound(logit - half), high: bound(logit + half), level: self.level };
        Proportion { share, interval, n: self.recalls }
    }

    /// Days until the share remembered has fallen to `share`: when to refresh. `None` when it starts below that or
    /// never falls so far.
    ///
    /// ```
    /// # use lustrum_impact::{Level, measurement::{Recall, retention}};
    /// # let recalls: Vec<Recall> = (0..40_u64).flat_map(|learner| [0.0, 7.0, 30.0, 60.0].map(|days| {
    /// #     Recall { learner, days, remembered: (learner * 7 % 40) as f64 / 40.0 < 0.95 * (-days / 40.0_f64).exp() }
    /// # })).collect();
    /// # let curve = retention(&recalls, Level::default())?;
    /// let days = curve.days_until(0.8).unwrap();
    /// assert!((curve.at(days).share - 0.8).abs() < 1e-9);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    pub fn days_until(&self, share: f64) -> Option<f64> {
        let along = (self.at_start / share).ln() / self.rate;
        let days = match self.form {
            Forgetting::Exponential => along,
            Forgetting::Power => along.exp_m1(),
        };
        (0.0..36_500.0).contains(&days).then_some(days)
    }
}

fn observed(recalls: &[Recall], level: Level) -> Result<Vec<RetentionPoint>, ImpactError> {
    let mut points = Vec::new();
    let mut from = -1.0;
    for until in SPANS {
        let inside: Vec<&Recall> = recalls.iter().filter(|one| one.days > from && one.days <= until).collect();
        from = until;
        if inside.is_empty() {
            continue;
        }
        let right = inside.iter().filter(|one| one.remembered).count();
        let remembered = wilson(right, inside.len(), level)?;
        let days = inside.iter().map(|one| one.days).sum::<f64>() / inside.len() as f64;
        points.push(RetentionPoint { days, remembered, falling: remembered.share });
    }
    let shares: Vec<f64> = points.iter().map(|point| point.remembered.share).collect();
    let weights: Vec<f64> = points.iter().map(|point| point.remembered.n as f64).collect();
    for (point, falling) in points.iter_mut().zip(non_increasing(&shares, &weights)) {
        point.falling = falling;
    }
    Ok(points)
}
