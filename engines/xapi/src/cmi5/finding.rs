//! Where a session departs from the rules. Nothing is thrown away for it: the record stays, and a person sees what is odd.

use super::Verb;

/// A departure from the rules, with the section that has the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Finding {
    #[error("{0:?} came before the content said that it began (9.3.2)")]
    BeforeInitialized(Verb),
    #[error("{0:?} came although the session was over (9.3.6, 9.3.8)")]
    AfterEnd(Verb),
    #[error("{0:?} came a second time in this session (9.3)")]
    Repeated(Verb),
    #[error("{0:?} came a second time in this registration (9.3.3, 9.3.4)")]
    RepeatedInRegistration(Verb),
    #[error("Failed came although it was passed already (9.3.5)")]
    FailedAfterPassed,
    #[error("the content began, but no launch was recorded (9.3.1)")]
    NotLaunched,
    #[error("{0:?} came in a session that was not launched to have an outcome (10.2.2)")]
    NotNormal(Verb),
    #[error("{0:?} lacks its duration (9.5.4)")]
    NoDuration(Verb),
    #[error("{0:?} lacks the result that belongs to it (9.5.2, 9.5.3)")]
    NoResult(Verb),
    #[error("{0:?} lacks the category that makes it count (9.6.2.2)")]
    NotCounted(Verb),
    #[error("it was passed with a score below the mastery score (9.3.4)")]
    PassedBelowMastery,
    #[error("it was failed with a score from the mastery score on (9.3.5)")]
    FailedAtMastery,
    #[error("the registration is missing (9.6.1)")]
    NoRegistration,
    #[error("it has another registration, learner or activity than the session (9.2, 9.6.1)")]
    OtherSession,
    #[error("it was waived without a reason (9.5.5.2)")]
    NoReason,
}

impl Finding {
    /// The key of the message in other languages.
    pub fn key(self) -> &'static str {
        match self {
            Self::BeforeInitialized(_) => "before-initialized",
            Self::AfterEnd(_) => "after-end",
            Self::Repeated(_) => "repeated",
            Self::RepeatedInRegistration(_) => "repeated-in-registration",
            Self::FailedAfterPassed => "failed-after-passed",
            Self::NotLaunched => "not-launched",
            Self::NotNormal(_) => "not-normal",
            Self::NoDuration(_) => "no-duration",
            Self::NoResult(_) => "no-result",
            Self::NotCounted(_) => "not-counted",
            Self::PassedBelowMastery => "passed-below-mastery",
            Self::FailedAtMastery => "failed-at-mastery",
            Self::NoRegistration => "no-registration",
            Self::OtherSession => "other-session",
            Self::NoReason => "no-reason",
        }
    }
}
