//! A session: one launch of one assignable unit by one learner.

use super::{Finding, LaunchMode, MoveOn, Told, Verb};
use crate::agent::AgentKey;
use crate::time::Instant;
use uuid::Uuid;

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing that cmi5 defines has been told yet.
    Unknown,
    Launched,
    Running,
    /// The content said that it ended.
    Terminated,
    /// The platform gave it up, as it never said so.
    Abandoned,
    /// It was never launched: the platform counts it as done.
    Waived,
}

/// What the statements of a session add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub id: String,
    pub registration: Option<Uuid>,
    pub actor: Option<AgentKey>,
    /// The assignable unit.
    pub activity: String,
    /// The first of each verb: that it came, and when, where the statement says so.
    happened: [Option<Option<Instant>>; Verb::ALL.len()],
    pub scaled: Option<f64>,
    /// How long it took, as the last statement with a duration has it.
    pub duration: Option<String>,
    pub mastery_score: Option<f64>,
    pub launch_mode: Option<LaunchMode>,
    pub move_on: Option<MoveOn>,
}

impl Session {
    /// The session that this statement belongs to, with nothing in it yet.
    pub fn new(told: &Told) -> Self {
        Self {
            id: told.session.clone(),
            registration: told.registration,
            actor: told.actor.clone(),
            activity: told.activity.clone(),
            happened: [None; Verb::ALL.len()],
            scaled: None,
            duration: None,
            mastery_score: None,
            launch_mode: None,
            move_on: None,
        }
    }

    /// All statements of one session, in the order in which they were stored, with what breaks the rules and at which of them.
    /// Nothing for no statements.
    pub fn of(statements: &[Told]) -> Option<(Self, Vec<(usize, Finding)>)> {
        let mut session = Self::new(statements.first()?);
        let mut findings = Vec::new();
        for (index, told) in statements.iter().enumerate() {
            findings.extend(session.apply(told).into_iter().map(|finding| (index, finding)));
        }
        Some((session, findings))
    }

    /// Takes the next statement. What breaks a rule is taken all the same, and said; only a second one of its kind changes nothing.
    pub fn apply(&mut self, told: &Told) -> Vec<Finding> {
        let mut findings = self.whose(told);
        let Some(verb) = told.verb else { return findings };
        findings.extend(self.order(verb));
        findings.extend(self.result(verb, told));
        if !matches!(verb, Verb::Satisfied) && self.has(verb) {
            return findings;
        }
        self.happened[verb as usize].get_or_insert(told.at);
        self.mastery_score = self.mastery_score.or(told.mastery_score);
        self.launch_mode = self.launch_mode.or(told.launch_mode);
        self.move_on = self.move_on.or(told.move_on);
        self.scaled = told.scaled.or(self.scaled);
        if told.duration.is_some() {
            self.duration.clone_from(&told.duration);
        }
        findings
    }

    /// True once this verb came.
    pub fn has(&self, verb: Verb) -> bool {
        self.happened[verb as usize].is_some()
    }

    /// When this verb came first.
    pub fn at(&self, verb: Verb) -> Option<Instant> {
        self.happened[verb as usize].flatten()
    }

    /// How far it has come.
    pub fn standing(&self) -> Standing {
        let order = [
            (Verb::Abandoned, Standing::Abandoned),
            (Verb::Terminated, Standing::Terminated),
            (Verb::Initialized, Standing::Running),
            (Verb::Launched, Standing::Launched),
            (Verb::Waived, Standing::Waived),
        ];
        order.into_iter().find(|(verb, _)| self.has(*verb)).map_or(Standing::Unknown, |(_, standing)| standing)
    }

    fn whose(&self, told: &Told) -> Vec<Finding> {
        let mut findings = Vec::new();
        if told.registration.is_none() {
            findings.push(Finding::NoRegistration);
        }
        // A block or course is satisfied in the session that did it, and what content tells besides may be about anything.
        let about_unit = told.verb.is_some_and(|verb| verb != Verb::Satisfied);
        let other_activity = about_unit && told.activity != self.activity;
        if told.registration != self.registration || told.actor != self.actor || other_activity {
            findings.push(Finding::OtherSession);
        }
        findings
    }

    fn order(&self, verb: Verb) -> Vec<Finding> {
        let mut findings = Vec::new();
        let of_content =
            matches!(verb, Verb::Completed | Verb::Passed | Verb::Failed | Verb::Terminated | Verb::Initialized);
        if verb != Verb::Satisfied && self.has(verb) {
            findings.push(Finding::Repeated(verb));
        }
        if verb == Verb::Initialized && !self.has(Verb::Launched) {
            findings.push(Finding::NotLaunched);
        }
        if of_content && verb != Verb::Initialized && !self.has(Verb::Initialized) {
            findings.push(Finding::BeforeInitialized(verb));
        }
        let over = (self.has(Verb::Terminated) && verb != Verb::Terminated) || self.has(Verb::Abandoned);
        if of_content && over {
            findings.push(Finding::AfterEnd(verb));
        }
        if verb == Verb::Failed && self.has(Verb::Passed) {
            findings.push(Finding::FailedAfterPassed);
        }
        let outcome = matches!(verb, Verb::Completed | Verb::Passed | Verb::Failed);
        if outcome && self.launch_mode.is_some_and(|mode| mode != LaunchMode::Normal) {
            findings.push(Finding::NotNormal(verb));
        }
        findings
    }

    fn result(&self, verb: Verb, told: &Told) -> Vec<Finding> {
        let mut findings = Vec::new();
        let timed = matches!(verb, Verb::Completed | Verb::Passed | Verb::Failed | Verb::Terminated | Verb::Abandoned);
        if timed && told.duration.is_none() {
            findings.push(Finding::NoDuration(verb));
        }
        let right = match verb {
            Verb::Completed => told.completion == Some(true) && told.success.is_none(),
            Verb::Passed => told.success == Some(true),
            Verb::Failed => told.success == Some(false),
            Verb::Waived => told.success == Some(true) && told.completion == Some(true),
            _ => true,
        };
        if !right {
            findings.push(Finding::NoResult(verb));
        }
        if matches!(verb, Verb::Completed | Verb::Passed | Verb::Failed | Verb::Waived) && !told.counts {
            findings.push(Finding::NotCounted(verb));
        }
        if let (Some(scaled), Some(mastery)) = (told.scaled, self.mastery_score.or(told.mastery_score)) {
            match verb {
                Verb::Passed if scaled < mastery => findings.push(Finding::PassedBelowMastery),
                Verb::Failed if scaled >= mastery => findings.push(Finding::FailedAtMastery),
                _ => {}
            }
        }
        if verb == Verb::Waived && told.reason.is_none() {
            findings.push(Finding::NoReason);
        }
        findings
    }
}
