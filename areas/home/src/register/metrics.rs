//! The figures that the product makes itself, in the shape of ISO/TS 30437:2023.

use lustrum_evidence::feedback::figures::{favourable, response};
use lustrum_evidence::ratings::Changed;
use lustrum_evidence::ratings::figures::{Groups, seen};
use lustrum_evidence::scores::Pair;
use lustrum_evidence::scores::figures::gained;
use lustrum_impact::{Level, difference_in_means, standardised_gain};
use lustrum_kernel::Day;
use lustrum_partnership::contact::median;
use lustrum_programme::behaviour::BehaviourId;
use lustrum_programme::module::own_share;
use lustrum_programme::programme::ProgrammeId;
use lustrum_strategy::metric::{Kind, Reason, User};

/// A figure of the product. Its messages are `metric-`, `metric-how-`, `metric-unit-` and `metric-example-` with its
/// word.
pub struct Metric {
    pub word: &'static str,
    pub kind: Kind,
    pub users: &'static [User],
    pub reasons: &'static [Reason],
    pub digits: usize,
    /// Whether it is a change, which shows its sign.
    pub difference: bool,
    /// The example of its message, worked out by what makes the figure.
    pub example: fn() -> Option<f64>,
}

use Kind::{Effectiveness, Efficiency, Outcome};
use Reason::{Evaluate, Inform, Manage, Monitor};
use User::{HeadOfLearning, Learner, ProgrammeManager, SeniorLeader, TeamLeader};

pub const METRICS: &[Metric] = &[
    Metric {
        word: "response",
        kind: Efficiency,
        users: &[ProgrammeManager],
        reasons: &[Monitor],
        digits: 0,
        difference: false,
        example: || response(24, 40).map(|rate| rate.value),
    },
    Metric {
        word: "own-cases",
        kind: Efficiency,
        users: &[HeadOfLearning, ProgrammeManager],
        reasons: &[Inform, Manage],
        digits: 0,
        difference: false,
        example: || own_share(60, 240).map(|share| share * 100.0),
    },
    Metric {
        word: "decision-time",
        kind: Efficiency,
        users: &[SeniorLeader, HeadOfLearning],
        reasons: &[Monitor, Manage],
        digits: 1,
        difference: false,
        example: || median(&[1.0, 3.0, 8.0]),
    },
    Metric {
        word: "relevance",
        kind: Effectiveness,
        users: &[ProgrammeManager, Learner],
        reasons: &[Monitor, Manage],
        digits: 0,
        difference: false,
        example: || favourable(&[0, 1, 1, 2, 4]).map(|share| share.value),
    },
    Metric {
        word: "intent",
        kind: Effectiveness,
        users: &[ProgrammeManager, TeamLeader],
        reasons: &[Monitor],
        digits: 0,
        difference: false,
        example: || favourable(&[1, 1, 2, 4, 2]).map(|share| share.value),
    },
    Metric {
        word: "gain-points",
        kind: Effectiveness,
        users: &[ProgrammeManager, Learner],
        reasons: &[Inform, Evaluate],
        digits: 1,
        difference: true,
        example: || {
            let pair = |before, after| Pair { before, after };
            Some(gained(&[pair(40.0, 60.0), pair(50.0, 60.0), pair(60.0, 90.0)]).points.value)
        },
    },
    Metric {
        word: "gain",
        kind: Effectiveness,
        users: &[HeadOfLearning, ProgrammeManager],
        reasons: &[Evaluate],
        digits: 2,
        difference: true,
        example: || standardised_gain(3.0, 7.1005, 0.7, 50, Level::default()).ok().map(|(g, _)| g),
    },
    Metric {
        word: "behaviour",
        kind: Effectiveness,
        users: &[TeamLeader, HeadOfLearning, ProgrammeManager],
        reasons: &[Monitor, Evaluate],
        digits: 2,
        difference: true,
        example: || rated().trained.map(|group| group.change.value),
    },
    Metric {
        word: "behaviour-difference",
        kind: Effectiveness,
        users: &[HeadOfLearning],
        reasons: &[Evaluate],
        digits: 2,
        difference: true,
        example: || rated().difference.map(|difference| difference.value),
    },
    Metric {
        word: "effect",
        kind: Outcome,
        users: &[SeniorLeader, HeadOfLearning],
        reasons: &[Evaluate, Manage],
        digits: 1,
        difference: true,
        example: || {
            let estimate = difference_in_means(&[30.0, 32.0, 34.0], &[36.0, 38.0, 40.0], Level::default());
            estimate.ok().map(|estimate| estimate.effect)
        },
    },
];

/// Five people who were trained and five who wait, rated twice on one behaviour.
fn rated() -> Groups {
    let (programme, behaviour) = (ProgrammeId(uuid::Uuid::nil()), BehaviourId(uuid::Uuid::nil()));
    let day = Day(jiff::civil::date(2026, 9, 1));
    let trained = [(2.0, 3.0), (2.0, 3.0), (3.0, 4.0), (3.0, 3.0), (3.0, 4.0)];
    let waiting = [(3.0, 3.0), (3.0, 3.0), (3.0, 3.0), (3.0, 4.0), (3.0, 3.0)];
    let all = trained.iter().map(|pair| (true, pair)).chain(waiting.iter().map(|pair| (false, pair)));
    let changes: Vec<Changed> = all
        .enumerate()
        .map(|(place, (trained, (before, after)))| Changed {
            programme,
            behaviour,
            text: String::new(),
            subject: place.to_string(),
            trained,
            before: *before,
            after: *after,
            days: (day, day),
        })
        .collect();
    seen(&changes).all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out by hand; the gain is the one that Borenstein et al., *Introduction to Meta-Analysis* (2009), p. 29,
    /// publish.
    const BY_HAND: [(&str, f64); 10] = [
        ("response", 60.0),
        ("own-cases", 25.0),
        ("decision-time", 3.0),
        ("relevance", 75.0),
        ("intent", 60.0),
        ("gain-points", 20.0),
        ("gain", 0.4160),
        ("behaviour", 0.8),
        ("behaviour-difference", 0.6),
        ("effect", -6.0),
    ];

    #[test]
    fn cap_48_each_metric_has_a_worked_example_that_comes_out() {
        assert_eq!(METRICS.len(), BY_HAND.len());
        for metric in METRICS {
            let (_, expected) = BY_HAND.iter().find(|(word, _)| *word == metric.word).expect(metric.word);
            let made = (metric.example)().expect(metric.word);
            assert!((made - expected).abs() < 1e-4, "{} is {made} and not {expected}", metric.word);
            assert!(!metric.users.is_empty() && !metric.reasons.is_empty());
        }
    }

    #[test]
    fn cap_48_the_register_serves_every_user_every_reason_and_every_type() {
        assert!(Kind::ALL.iter().all(|kind| METRICS.iter().any(|metric| metric.kind == *kind)));
        assert!(User::ALL.iter().all(|user| METRICS.iter().any(|metric| metric.users.contains(user))));
        assert!(Reason::ALL.iter().all(|reason| METRICS.iter().any(|metric| metric.reasons.contains(reason))));
    }
}
