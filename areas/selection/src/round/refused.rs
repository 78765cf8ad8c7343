use lustrum_kernel::form::Fault;
use lustrum_kernel::problem::Problem;

/// Why a round does not allow something as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("criteria, weights, candidates and assessors stand still once scoring has begun")]
    NotPreparing,
    #[error("a choice needs two candidates at least")]
    FewCandidates,
    #[error("two assessors at least have to score")]
    FewAssessors,
    #[error("the weights of the criteria are not sound")]
    Weights,
    #[error("price has a weight and {0} has no price")]
    PriceMissing(String),
    #[error("nobody scores before scoring has begun or after it was closed")]
    NotScoring,
    #[error("{0} did not submit, and there is no reason to go on without them")]
    ReasonMissing(String),
    #[error("whoever closes has neither submitted nor given up scoring")]
    OwnScores,
    #[error("nobody has submitted scores")]
    NobodyScored,
    #[error("this person was not asked to score")]
    NotAnAssessor,
    #[error("what was submitted is not changed")]
    Submitted,
    #[error("{0} scores are still missing")]
    Incomplete(usize),
    #[error("scores are closed first, then comes the decision")]
    NotClosed,
    #[error("the decision was taken")]
    Decided,
    #[error("there is no decision yet")]
    Undecided,
    #[error("the chosen candidate was invited")]
    Invited,
    #[error("the candidate stepped back")]
    Withdrawn,
    #[error("no file stands beside this score")]
    NoFile,
    #[error("every candidate stepped back")]
    NobodyLeft,
}

impl Refused {
    pub fn fault(&self) -> Fault {
        match self {
            Self::NotPreparing => Fault::new("refusal-selection-not-preparing"),
            Self::FewCandidates => Fault::new("refusal-selection-few-candidates"),
            Self::FewAssessors => Fault::new("refusal-selection-few-assessors"),
            Self::Weights => Fault::new("refusal-selection-weights"),
            Self::PriceMissing(name) => Fault::new("refusal-selection-price-missing").with("name", name),
            Self::NotScoring => Fault::new("refusal-selection-not-scoring"),
            Self::ReasonMissing(names) => Fault::new("fault-selection-reason-missing").with("names", names),
            Self::OwnScores => Fault::new("fault-selection-own-scores"),
            Self::NobodyScored => Fault::new("refusal-selection-nobody-scored"),
            Self::NotAnAssessor => Fault::new("refusal-selection-not-an-assessor"),
            Self::Submitted => Fault::new("refusal-selection-submitted"),
            Self::Incomplete(number) => Fault::new("refusal-selection-incomplete").with("number", number),
            Self::NotClosed => Fault::new("refusal-selection-not-closed"),
            Self::Decided => Fault::new("refusal-selection-decided"),
            Self::Undecided => Fault::new("refusal-selection-undecided"),
            Self::Invited => Fault::new("refusal-selection-invited"),
            Self::Withdrawn => Fault::new("refusal-selection-withdrawn"),
            Self::NoFile => Fault::new("refusal-selection-no-file"),
            Self::NobodyLeft => Fault::new("refusal-selection-nobody-left"),
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused.fault())
    }
}
