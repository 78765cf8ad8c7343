//! A selection round: from one or more challenges, through scoring, to a decision. It goes one way: what was scored stands
//! still, and nobody scores what is closed.

pub(crate) mod api;
pub(crate) mod pages;
mod refused;
pub mod store;

use lustrum_identity::membership::Member;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Moment, id};
use lustrum_strategy::challenge::ChallengeId;

use crate::candidate::Candidate;
use crate::criterion::Tree;
use crate::ranking::Weights;

pub use refused::Refused;
pub use store::{create, find};

id!(
    /// A selection round.
    RoundId
);

/// In which prices may be given.
pub const CURRENCIES: [&str; 5] = ["EUR", "USD", "GBP", "CHF", "PLN"];

/// How far a round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Criteria, weights, candidates and assessors are put together.
    Preparing,
    /// Assessors score, blind.
    Scoring,
    /// Scores are open and the ranking stands.
    Closed,
    Decided,
}

impl State {
    pub const ALL: [State; 4] = [State::Preparing, State::Scoring, State::Closed, State::Decided];

    /// Its message is `selection-state-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Scoring => "scoring",
            Self::Closed => "closed",
            Self::Decided => "decided",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What is written of a round when it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub title: String,
    pub challenges: Vec<ChallengeId>,
    pub currency: String,
    /// The most that price may weigh, and what it weighs: shares of all weight.
    pub price_cap: f64,
    pub price_weight: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    pub id: RoundId,
    pub title: String,
    pub state: State,
    pub currency: String,
    pub price_cap: f64,
    pub price_weight: f64,
    /// From which the weights are drawn that try the ranking.
    pub seed: i64,
    /// Why it was closed before everyone had submitted; empty where everyone had.
    pub reason: String,
    pub made_at: Moment,
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
}

/// Someone who scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessor {
    pub person: PersonId,
    pub name: String,
    pub submitted_at: Option<Moment>,
}

/// A round with all that is looked at together.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub round: Round,
    pub tree: Tree,
    pub candidates: Vec<Candidate>,
    pub assessors: Vec<Assessor>,
}

impl Round {
    /// Criteria, weights, candidates and assessors change before it is opened and not after.
    pub fn may_change(&self) -> Result<(), Refused> {
        if self.state == State::Preparing { Ok(()) } else { Err(Refused::NotPreparing) }
    }
    pub fn scores_are_open(&self) -> bool {
        self.state >= State::Closed
    }
}

impl Dossier {
    /// With the criteria of the guide in the reader's language.
    pub(crate) fn told(self, t: &Speaker) -> Self {
        Self { tree: self.tree.told(t), ..self }
    }
    /// Whether scoring may begin: there is something to compare, someone to compare it, and every weight is sound.
    pub fn may_open(&self) -> Result<(), Refused> {
        self.round.may_change()?;
        if self.standing().count() < 2 {
            return Err(Refused::FewCandidates);
        }
        if self.assessors.len() < 2 {
            return Err(Refused::FewAssessors);
        }
        let weights = self.tree.leaves().into_iter().map(|leaf| leaf.weight).collect();
        Weights::new(weights).map_err(|_| Refused::Weights)?;
        let without = self.standing().find(|one| one.price.is_none());
        match without.filter(|_| self.round.price_weight > 0.0) {
            Some(one) => Err(Refused::PriceMissing(one.name.clone())),
            None => Ok(()),
        }
    }
    /// The candidates that did not step back.
    pub fn standing(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|one| one.stands())
    }
    /// Who has not submitted.
    pub fn waiting(&self) -> Vec<&str> {
        self.assessors.iter().filter(|one| one.submitted_at.is_none()).map(|one| one.name.as_str()).collect()
    }
    pub fn submitted(&self) -> usize {
        self.assessors.len() - self.waiting().len()
    }
    /// Whether this person was asked to score and has not submitted.
    pub fn owes_scores(&self, person: PersonId) -> bool {
        self.assessors.iter().any(|one| one.person == person && one.submitted_at.is_none())
    }
    /// Whether this person may end scoring now. Before everyone has submitted it takes a reason, which is kept with who had
    /// not. Closing opens the scores, so whoever closes and was to score either submits first or gives that up for good.
    pub fn may_close(&self, by: PersonId, reason: &str, gives_up: bool) -> Result<(), Refused> {
        if self.round.state != State::Scoring {
            return Err(Refused::NotScoring);
        }
        let waiting = self.waiting();
        if !waiting.is_empty() && reason.trim().is_empty() {
            return Err(Refused::ReasonMissing(waiting.join(", ")));
        }
        if self.submitted() == 0 {
            return Err(Refused::NobodyScored);
        }
        if self.owes_scores(by) && !gives_up {
            return Err(Refused::OwnScores);
        }
        Ok(())
    }
    /// Whether this person may score now.
    pub fn may_score(&self, person: PersonId) -> Result<(), Refused> {
        let assessor = self.assessors.iter().find(|one| one.person == person).ok_or(Refused::NotAnAssessor)?;
        if self.round.state != State::Scoring {
            return Err(Refused::NotScoring);
        }
        if assessor.submitted_at.is_some() {
            return Err(Refused::Submitted);
        }
        Ok(())
    }
    /// A candidate that did not step back.
    pub fn standing_one(&self, id: crate::candidate::CandidateId) -> Result<&Candidate, Problem> {
        let known = self.candidate(id).ok_or(Problem::NotFound)?;
        if known.stands() { Ok(known) } else { Err(Refused::Withdrawn.into()) }
    }
    pub fn candidate(&self, id: crate::candidate::CandidateId) -> Option<&Candidate> {
        self.candidates.iter().find(|one| one.id == id)
    }
}

/// Who of the organisation may be asked to score, as a form offers them.
pub(crate) fn choices(members: &[Member]) -> Vec<(String, String)> {
    members.iter().map(|member| (member.person.to_string(), member.name.clone())).collect()
}
