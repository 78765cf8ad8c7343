//! 360 feedback: a person is rated by themselves, their line manager, peers and reports. Who is asked is known; who
//! answered what is not, and can't be found out from the database. Nothing is shown before a round is over, and of peers
//! and reports nothing before three of them have answered.

pub mod api;
pub mod figures;
pub mod open;
pub mod pages;
pub mod rater_pages;
pub mod report;
pub mod report_pages;
pub mod round_pages;
pub mod store;

use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::{Day, id};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

id!(
    /// A round of 360 feedback.
    Round360Id
);
id!(
    /// Someone who is rated in a round.
    SubjectId
);
id!(
    /// A rater who was named for someone.
    NominationId
);

/// Of peers and reports nothing is shown before so many have answered.
pub const SMALLEST_360: usize = 3;
/// Nobody is rated by more than so many of one group.
pub const MOST_RATERS: usize = 12;

/// From where someone sees the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    Own,
    Manager,
    Peers,
    Reports,
}

impl Group {
    pub const ALL: [Group; 4] = [Self::Own, Self::Manager, Self::Peers, Self::Reports];
    /// Raters of these are nominated; of the others it is known who they are.
    pub const NOMINATED: [Group; 2] = [Self::Peers, Self::Reports];
    /// Its name is `round360-group-...`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Manager => "manager",
            Self::Peers => "peers",
            Self::Reports => "reports",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.word() == word)
    }
    /// The person and their line manager are named by nature, and are told so; the others stay unknown.
    pub fn anonymous(self) -> bool {
        matches!(self, Self::Peers | Self::Reports)
    }
    /// Whether so many answers of this group may be shown.
    pub fn shows(self, answers: usize) -> bool {
        answers >= if self.anonymous() { SMALLEST_360 } else { 1 }
    }
}

/// Whether a round comes before the programme or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wave {
    Before,
    After,
}

impl Wave {
    pub const ALL: [Wave; 2] = [Self::Before, Self::After];
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wave| wave.word() == word)
    }
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Round {
    pub id: Round360Id,
    pub partnership_id: PartnershipId,
    pub programme_id: ProgrammeId,
    pub title: String,
    pub wave: String,
    /// The round that came before the programme, for one that comes after.
    pub before_id: Option<Round360Id>,
    /// The last day on which an answer is taken.
    pub closes: Day,
    /// When the links went out; raters are nominated until then.
    pub invited_on: Option<Day>,
    pub subjects: i64,
    /// How many answered, of how many links went out.
    pub answers: i64,
    pub waiting: i64,
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Nominating,
    Asking,
    Over,
}

impl Round {
    pub fn stage(&self, today: Day) -> Stage {
        match self.invited_on {
            _ if today > self.closes => Stage::Over,
            None => Stage::Nominating,
            Some(_) => Stage::Asking,
        }
    }
    /// The key of its wave.
    pub fn wave_key(&self) -> String {
        format!("round360-wave-{}", self.wave)
    }
    /// The key of its stage.
    pub fn stage_key(&self, today: Day) -> &'static str {
        match self.stage(today) {
            Stage::Nominating => "round360-stage-nominating",
            Stage::Asking => "round360-stage-asking",
            Stage::Over => "round360-stage-over",
        }
    }
}

/// Someone who is rated.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Subject {
    pub id: SubjectId,
    pub round_id: Round360Id,
    pub email: String,
    pub name: String,
    pub unit: String,
    /// What pairs rounds of one programme ([`crate::ratings::subject`]).
    pub subject: String,
    pub waits: bool,
}

/// A rater who was named, by the person, their line manager, or the product itself.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Nomination {
    pub id: NominationId,
    pub subject_id: SubjectId,
    pub rater_group: String,
    pub email: String,
    pub name: String,
}

/// Why a rater was not taken; its message stands at a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NominateRefused {
    #[error("nobody is their own peer or report")]
    Own,
    #[error("this rater was named already")]
    Twice,
    #[error("a group has {MOST_RATERS} raters at most")]
    Full,
    #[error("the links are out, or the round is over")]
    TooLate,
    #[error("the person is not in the programme any more")]
    Left,
}

impl NominateRefused {
    pub fn key(self) -> &'static str {
        match self {
            Self::Own => "round360-fault-own",
            Self::Twice => "round360-fault-twice",
            Self::Full => "round360-fault-full",
            Self::TooLate => "round360-fault-late",
            Self::Left => "round360-fault-left",
        }
    }
}

/// Whether a rater may be named for a person, beside those who were named before.
pub fn nominate(
    person: &Subject,
    known: &[Nomination],
    group: Group,
    email: &str,
    stage: Stage,
) -> Result<(), NominateRefused> {
    if stage != Stage::Nominating {
        return Err(NominateRefused::TooLate);
    }
    if group != Group::Own && email == person.email {
        return Err(NominateRefused::Own);
    }
    if known.iter().any(|nomination| nomination.email == email) {
        return Err(NominateRefused::Twice);
    }
    if known.iter().filter(|nomination| nomination.rater_group == group.word()).count() >= MOST_RATERS {
        return Err(NominateRefused::Full);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
