//! What the sessions of a registration add up to, and what that is enough for.

use super::{Finding, Session, Verb};

/// What is enough to move on from an assignable unit (10.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveOn {
    Passed,
    Completed,
    CompletedAndPassed,
    CompletedOrPassed,
    /// Nothing need be done.
    NotApplicable,
}

impl MoveOn {
    /// By the name that course structures and launches use.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "Passed" => Some(Self::Passed),
            "Completed" => Some(Self::Completed),
            "CompletedAndPassed" => Some(Self::CompletedAndPassed),
            "CompletedOrPassed" => Some(Self::CompletedOrPassed),
            "NotApplicable" => Some(Self::NotApplicable),
            _ => None,
        }
    }

    /// True if this outcome is enough. A unit that was waived always is.
    pub fn met_by(self, outcome: &Outcome) -> bool {
        let (completed, passed) = (outcome.completed, outcome.passed);
        outcome.waived
            || match self {
                Self::Passed => passed,
                Self::Completed => completed,
                Self::CompletedAndPassed => completed && passed,
                Self::CompletedOrPassed => completed || passed,
                Self::NotApplicable => true,
            }
    }
}

/// What one learner has reached in one assignable unit under one registration.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outcome {
    pub completed: bool,
    pub passed: bool,
    /// It was failed and never passed.
    pub failed: bool,
    pub waived: bool,
    /// The best scaled score.
    pub scaled: Option<f64>,
    /// Sessions that were counted.
    pub sessions: u32,
}

impl Outcome {
    /// Counts one more session. What may come only once in a registration and came again is said.
    pub fn add(&mut self, session: &Session) -> Vec<Finding> {
        let repeated = [(Verb::Completed, self.completed), (Verb::Passed, self.passed)]
            .into_iter()
            .filter(|(verb, before)| *before && session.has(*verb))
            .map(|(verb, _)| Finding::RepeatedInRegistration(verb))
            .collect();
        self.completed |= session.has(Verb::Completed);
        self.passed |= session.has(Verb::Passed);
        self.failed = (self.failed || session.has(Verb::Failed)) && !self.passed;
        self.waived |= session.has(Verb::Waived);
        self.scaled = match (self.scaled, session.scaled) {
            (Some(one), Some(two)) => Some(one.max(two)),
            (one, two) => one.or(two),
        };
        self.sessions += 1;
        repeated
    }
}
