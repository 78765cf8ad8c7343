//! What an assessor gives a candidate on a criterion, with the evidence that it rests on. Nobody sees anyone else's scores
//! before the round is closed; what was submitted is not changed.

pub(crate) mod api;
pub mod file;
pub(crate) mod file_pages;
pub(crate) mod pages;
pub mod store;

use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PersonId;

use crate::candidate::CandidateId;
use crate::criterion::{CriterionId, Leaf};

/// What a score rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    CaseStudy,
    ReferenceCall,
    TrialSession,
    Document,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::CaseStudy, Kind::ReferenceCall, Kind::TrialSession, Kind::Document];

    /// Its message is `score-kind-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::CaseStudy => "case-study",
            Self::ReferenceCall => "reference-call",
            Self::TrialSession => "trial-session",
            Self::Document => "document",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A score on one criterion: 1 to 5, what it rests on, and where to find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub criterion: CriterionId,
    pub score: i64,
    pub kind: Kind,
    pub evidence: String,
}

/// A score with who gave it to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub person: PersonId,
    pub candidate: CandidateId,
    pub given: Given,
}

/// The names of the fields of one criterion.
pub(crate) fn names(criterion: CriterionId) -> [String; 3] {
    [format!("score-{criterion}"), format!("kind-{criterion}"), format!("evidence-{criterion}")]
}

/// Reads what an assessor gives one candidate. A criterion may be left for later, and a score never stands without what it
/// rests on.
pub(crate) fn read(form: &mut Fields, leaves: &[Leaf]) -> Option<Vec<Given>> {
    let mut all = Vec::new();
    for leaf in leaves {
        let [score, kind, evidence] = names(leaf.id);
        if form.value(&score).is_empty() {
            if !form.value(&evidence).trim().is_empty() {
                form.refuse(&score, Fault::new("fault-required"));
            }
            if form.optional_file(&file::names(leaf.id)[0]).is_some() {
                form.refuse(&score, Fault::new("fault-score-file-alone"));
            }
            continue;
        }
        let value = form.whole(&score, 1, 5);
        let on = match form.value(&kind) {
            "" => {
                form.refuse(&kind, Fault::new("fault-score-kind"));
                None
            }
            _ => form.choice(&kind, Kind::parse),
        };
        let words = form.optional_text(&evidence, 1_000);
        if words.is_none() {
            form.refuse(&evidence, Fault::new("fault-score-evidence"));
        }
        if let (Some(score), Some(kind), Some(evidence)) = (value, on, words) {
            all.push(Given { criterion: leaf.id, score, kind, evidence });
        }
    }
    (!form.has_faults()).then_some(all)
}
