//! Why terms can't be proposed or accepted, or a statement not made; each with its words in both languages.

use lustrum_kernel::Day;
use lustrum_kernel::db::DbError;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::problem::Problem;

pub use super::PartLack;

/// What does not hold together in proposed terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Total,
    /// The fixed part and the parts at risk come to this, in hundredths of a percent.
    Shares(i64),
    NothingAtRisk,
    FloorAboveCap,
    FloorAboveTotal,
    Bounds,
    /// The fixed part would fall due before this day, from which the terms hold.
    BaseBefore(Day),
    /// Of the part at this place.
    Part(usize, PartLack),
}

impl Lack {
    /// The field at which it is mended.
    pub fn place(self) -> String {
        match self {
            Self::Total => "total".to_owned(),
            Self::Shares(_) => "base.share".to_owned(),
            Self::NothingAtRisk => "outcomes.0.measure".to_owned(),
            Self::FloorAboveCap | Self::FloorAboveTotal => "floor".to_owned(),
            Self::Bounds => "cap".to_owned(),
            Self::BaseBefore(_) => "base.on".to_owned(),
            Self::Part(place, lack) => {
                let field = match lack {
                    PartLack::Share => "share",
                    PartLack::Level(_) | PartLack::Twice => "measure",
                    PartLack::NoTarget => "target",
                    PartLack::Threshold => "threshold",
                    PartLack::LongAgo | PartLack::Before(_) => "on",
                    PartLack::Dates | PartLack::Over => "again",
                };
                format!("outcomes.{place}.{field}")
            }
        }
    }
    pub fn fault(self) -> Fault {
        match self {
            Self::Total => Fault::new("terms-fault-total"),
            Self::Shares(shares) => {
                Fault::new("terms-fault-shares").with("sum", format!("{}.{:02}", shares / 100, shares.rem_euclid(100)))
            }
            Self::NothingAtRisk => Fault::new("terms-fault-nothing-at-risk"),
            Self::FloorAboveCap => Fault::new("terms-fault-floor"),
            Self::FloorAboveTotal => Fault::new("terms-fault-floor-above-total"),
            Self::Bounds => Fault::new("terms-fault-bounds"),
            Self::BaseBefore(day) | Self::Part(_, PartLack::Before(day)) => {
                Fault::new("terms-fault-before").with("day", day)
            }
            Self::Part(_, PartLack::Share) => Fault::new("terms-fault-share"),
            Self::Part(_, PartLack::Level(level)) => Fault::new("terms-fault-level").with("level", level),
            Self::Part(_, PartLack::NoTarget) => Fault::new("terms-fault-no-target"),
            Self::Part(_, PartLack::Threshold) => Fault::new("terms-fault-threshold"),
            Self::Part(_, PartLack::Twice) => Fault::new("terms-fault-twice"),
            Self::Part(_, PartLack::LongAgo) => Fault::new("terms-fault-long-ago"),
            Self::Part(_, PartLack::Over) => Fault::new("terms-fault-over"),
            Self::Part(_, PartLack::Dates) => Fault::new("terms-fault-again"),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum TermsRefused {
    #[error("there is no charter in force whose measures the terms could hang on")]
    NoCharter,
    #[error("they do not hold together")]
    Lacking(Vec<Lack>),
    #[error("a fee hangs on what can hardly be proven, and nobody said why that is wanted")]
    Unsaid,
    #[error("a statement under the agreed terms was made since")]
    StatementStands,
    /// The last day that is stated.
    #[error("a change holds from a day after {0}")]
    From(Day),
    #[error("a change does not reach back to what fell due already")]
    FromPast,
    #[error("what was shown is not what is there now")]
    Changed,
    #[error("these terms do not wait for an answer")]
    NotProposed,
    #[error("the side that proposed can't accept")]
    OwnProposal,
    #[error("the two sides are two people")]
    SamePerson,
    /// Who holds the mandate on that side.
    #[error("this is outside the person's mandate")]
    OutsideMandate(Vec<String>),
    /// The currency of the person's limit, that of the terms, and who of that side may.
    #[error("the mandate reaches to an amount in {0}, and this is one in {1}")]
    OtherCurrency(String, String, Vec<String>),
    #[error("no terms are agreed")]
    NotAgreed,
    #[error("everything is settled")]
    AllSettled,
    #[error("nothing is settled before {0}")]
    TooEarly(lustrum_kernel::Day),
    #[error("a statement waits for confirmation already")]
    StatementOpen,
    #[error("this statement does not wait for confirmation")]
    StatementNotOpen,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl TermsRefused {
    /// Puts what can be mended in a form to its fields.
    pub(super) fn into_form(self, form: &mut Fields) {
        match self {
            Self::From(day) => form.refuse("from", Fault::new("terms-fault-from").with("day", day)),
            Self::FromPast => form.refuse("from", Fault::new("terms-fault-from-past")),
            Self::Lacking(lacks) => lacks.into_iter().for_each(|lack| form.refuse(&lack.place(), lack.fault())),
            _ => {}
        }
    }
}

impl From<TermsRefused> for Problem {
    fn from(refused: TermsRefused) -> Self {
        Self::refused(match refused {
            TermsRefused::NoCharter => "refusal-terms-no-charter",
            TermsRefused::Unsaid => {
                let mut fields = Fields::default();
                fields.refuse("words", Fault::new("terms-fault-words"));
                return fields.into();
            }
            TermsRefused::Lacking(_) | TermsRefused::From(_) | TermsRefused::FromPast => {
                let mut fields = Fields::default();
                refused.into_form(&mut fields);
                return fields.into();
            }
            TermsRefused::StatementStands => "refusal-terms-statement-stands",
            TermsRefused::Changed => "refusal-terms-changed",
            TermsRefused::NotProposed => "refusal-terms-not-proposed",
            TermsRefused::OwnProposal => "refusal-terms-own-proposal",
            TermsRefused::SamePerson => "refusal-terms-same-person",
            TermsRefused::OutsideMandate(holders) if holders.is_empty() => "refusal-terms-no-mandate",
            TermsRefused::OutsideMandate(holders) => {
                return Fault::new("refusal-terms-outside-mandate").with("who", holders.join(", ")).into();
            }
            TermsRefused::OtherCurrency(own, asked, holders) => {
                let nobody = holders.is_empty();
                let fault = Fault::new(if nobody { "refusal-terms-currency-nobody" } else { "refusal-terms-currency" });
                return fault.with("own", own).with("asked", asked).with("who", holders.join(", ")).into();
            }
            TermsRefused::NotAgreed => "refusal-terms-not-agreed",
            TermsRefused::AllSettled => "refusal-terms-all-settled",
            TermsRefused::TooEarly(day) => return Fault::new("refusal-terms-too-early").with("day", day).into(),
            TermsRefused::StatementOpen => "refusal-statement-open",
            TermsRefused::StatementNotOpen => "refusal-statement-not-open",
            TermsRefused::Database(error) => return error.into(),
        })
    }
}
