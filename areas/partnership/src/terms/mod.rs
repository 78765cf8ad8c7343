//! Terms: what a partnership costs, and how much of that hangs on what is measured. One side proposes, the other
//! accepts the same text by its hash; from then on both compute the same cents from the same measured results.

mod agree;
pub(crate) mod api;
pub mod change;
mod compared;
mod currency;
pub mod fee;
mod guard;
pub mod origin;
pub(crate) mod pages;
pub(crate) mod read;
mod refused;
pub mod simulate;
mod sound;
mod standing;
mod stated;
pub mod statement;
pub(crate) mod statement_files;
pub(crate) mod statement_pages;
pub mod store;
#[cfg(test)]
mod tests;
mod whose;
mod words;

use lustrum_kernel::access::Side;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::money::Money;
use lustrum_kernel::{Day, Moment, id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::charter::CharterMeasureId;

pub use agree::{Proposal, accept, propose, withdraw};
pub(crate) use currency::currencies;
pub use currency::usual_currency;
pub use guard::{WEAK_BELOW, chances};
pub use read::amount;
pub use refused::{Lack, TermsRefused};
pub use sound::{differences, statement_differences};
pub use store::{agreed, find, newest_first, open};

id!(
    /// One version of the terms of a partnership.
    TermsId
);
id!(
    /// A statement of what is due on a settlement date.
    StatementId
);

/// Shares are counted in hundredths of a percent; so many are the whole.
pub const WHOLE: i64 = 10_000;
/// Effects are kept as whole millionths of their unit, so that no machine rounds them differently.
pub const MICRO: i64 = 1_000_000;
/// The largest fee, in minor units: a billion.
pub const LARGEST: i64 = 100_000_000_000;
/// So many parts can hang on a measure.
pub const MOST: usize = 6;
/// Currencies with a hundred minor units.
pub const CURRENCIES: [&str; 9] = ["EUR", "USD", "GBP", "CHF", "DKK", "NOK", "SEK", "PLN", "CZK"];

/// What a part that hangs on a measure is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Part of the agreed fee.
    AtRisk,
    /// On top of the agreed fee, for what goes beyond it.
    GainShare,
}

impl Kind {
    pub const ALL: [Kind; 2] = [Self::AtRisk, Self::GainShare];
    pub fn word(self) -> &'static str {
        match self {
            Self::AtRisk => "at-risk",
            Self::GainShare => "gain-share",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How a measured effect becomes an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// In full or not at all: when the whole interval is at or beyond the target.
    Proven,
    /// In proportion to the estimate, from the threshold to the target; nothing while the interval includes no effect.
    Estimate,
}

impl Rule {
    pub const ALL: [Rule; 2] = [Self::Estimate, Self::Proven];
    pub fn word(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Estimate => "estimate",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }
}

/// What happens when the result is not yet conclusive on the second date either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fallback {
    Nothing,
    /// As the estimate says, whatever its interval.
    Estimate,
}

impl Fallback {
    pub const ALL: [Fallback; 2] = [Self::Nothing, Self::Estimate];
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Estimate => "estimate",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fallback| fallback.word() == word)
    }
}

/// What is due whatever is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Base {
    /// Hundredths of a percent of the total.
    pub share: i64,
    #[schema(value_type = String)]
    pub on: Day,
}

/// A part that hangs on one measure of the charter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Outcome {
    pub kind: Kind,
    /// Hundredths of a percent of the total.
    pub share: i64,
    #[schema(value_type = uuid::Uuid)]
    pub measure: CharterMeasureId,
    /// 3 or 4.
    pub level: i64,
    /// The measure in its own words, as it stood in the charter then.
    pub text: String,
    pub unit: String,
    pub rule: Rule,
    /// The effect from which on something is due, in millionths of the unit.
    pub threshold: i64,
    /// The effect at which it is due in full, in millionths of the unit. Below 0 where less is better.
    pub target: i64,
    /// The settlement date, and the one to which it is deferred, once.
    #[schema(value_type = String)]
    pub on: Day,
    #[schema(value_type = String)]
    pub again: Day,
    pub fallback: Fallback,
}

/// What is agreed about money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Terms {
    pub currency: String,
    /// The fee in minor units when every target is reached, without a gain share.
    pub total: i64,
    pub base: Base,
    pub outcomes: Vec<Outcome>,
    /// The least and the most of the whole fee, in minor units.
    pub floor: i64,
    pub cap: i64,
}

impl Terms {
    /// The most that they can come to: what a mandate has to reach as far as.
    pub fn highest(&self) -> Money {
        Money::new(self.cap, &self.currency)
    }
    /// What does not hold together; nothing where it can be proposed.
    pub fn lacks(&self) -> Vec<Lack> {
        let mut lacks = Vec::new();
        if !(1..=LARGEST).contains(&self.total) {
            lacks.push(Lack::Total);
        }
        let at_risk = self.outcomes.iter().filter(|part| part.kind == Kind::AtRisk).map(|part| part.share);
        let shares: i64 = at_risk.sum::<i64>() + self.base.share;
        if shares != WHOLE {
            lacks.push(Lack::Shares(shares));
        }
        if self.outcomes.is_empty() {
            lacks.push(Lack::NothingAtRisk);
        }
        if self.floor > self.cap {
            lacks.push(Lack::FloorAboveCap);
        } else if self.total > 0 && self.floor > self.total {
            lacks.push(Lack::FloorAboveTotal);
        }
        if !(0..=LARGEST).contains(&self.floor) || !(1..=LARGEST).contains(&self.cap) {
            lacks.push(Lack::Bounds);
        }
        for (place, part) in self.outcomes.iter().enumerate() {
            let twice = self.outcomes[..place].iter().any(|earlier| earlier.is_paid_like(part));
            let lack = part.lack().or(twice.then_some(PartLack::Twice));
            lacks.extend(lack.map(|lack| Lack::Part(place, lack)));
        }
        lacks
    }
    /// The parts whose dates lie so far back that nothing is agreed beforehand any more.
    pub fn late(&self, today: Day) -> Vec<Lack> {
        let late = |(place, part): (usize, &Outcome)| part.late(today).map(|lack| Lack::Part(place, lack));
        self.outcomes.iter().enumerate().filter_map(late).collect()
    }
    /// The days on which something is settled, each once and in order.
    pub fn days(&self) -> Vec<Day> {
        let mut days = vec![self.base.on];
        days.extend(self.outcomes.iter().flat_map(|part| [part.on, part.again]));
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// What is wrong with one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartLack {
    Share,
    /// Only levels 3 and 4 say that something changed at work.
    Level(i64),
    /// A target of 0 would reward that nothing changed.
    NoTarget,
    /// The threshold is not between no effect and the target.
    Threshold,
    Dates,
    /// Another part pays for the same measure in the same way on the same day.
    Twice,
    /// The first date lies further back than terms may be written down late.
    LongAgo,
    /// The last date has passed.
    Over,
    /// It would fall due before this day, from which the terms hold.
    Before(Day),
}

/// Terms are agreed beforehand. They may be written down late, but not by more than this.
const LATE_DAYS: i32 = 366;

impl Outcome {
    fn is_paid_like(&self, other: &Self) -> bool {
        (self.measure, self.kind, self.on) == (other.measure, other.kind, other.on)
    }
    fn late(&self, today: Day) -> Option<PartLack> {
        if self.again < today {
            Some(PartLack::Over)
        } else if self.on < today.plus_days(-LATE_DAYS) {
            Some(PartLack::LongAgo)
        } else {
            None
        }
    }
    pub fn lack(&self) -> Option<PartLack> {
        // Seen from the side on which better is more.
        let sign = self.target.signum();
        if !(1..=WHOLE).contains(&self.share) {
            Some(PartLack::Share)
        } else if !matches!(self.level, 3 | 4) {
            Some(PartLack::Level(self.level))
        } else if sign == 0 {
            Some(PartLack::NoTarget)
        } else if !(0..self.target * sign).contains(&(self.threshold * sign)) {
            Some(PartLack::Threshold)
        } else if self.again <= self.on {
            Some(PartLack::Dates)
        } else {
            None
        }
    }
}

/// The exact content that both sides agree on: it is hashed as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Agreement {
    /// `lustrum terms 1`
    pub form: String,
    #[schema(value_type = uuid::Uuid)]
    pub partnership: PartnershipId,
    pub organisation: String,
    pub partner: String,
    pub number: i64,
    /// The version of the charter whose measures are meant, and the hash of its text.
    pub charter: String,
    pub charter_hash: String,
    /// The side that proposes.
    #[schema(value_type = String)]
    pub proposed_by: Side,
    pub terms: Terms,
    /// For each part that hangs on a measure the chance, in percent, that the promised change can be told from chance
    /// by the settlement date; nothing where that can't be told.
    pub chances: Vec<Option<i64>>,
    /// Why the proposing side wants a part to hang on what can hardly be proven, in its own words.
    pub words: Option<String>,
    /// Which terms these change, and from when, where statements of them stand. Without it the content reads as it did before
    /// there were changes, so that its hash is the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<change::Change>,
}

/// The first words of every content of this form.
pub const FORM: &str = "lustrum terms 1";

impl Agreement {
    /// The places of the parts that hang on what can hardly be proven by then.
    pub fn weak(&self) -> Vec<usize> {
        let weak = |chance: &Option<i64>| chance.is_none_or(|percent| percent < WEAK_BELOW);
        self.chances.iter().enumerate().filter(|(_, chance)| weak(chance)).map(|(place, _)| place).collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Waits for the other side.
    Proposed,
    Agreed,
    /// A later version was agreed.
    Superseded,
    /// Taken back, or another proposal took its place.
    Withdrawn,
}

impl State {
    pub const ALL: [State; 4] = [Self::Proposed, Self::Agreed, Self::Superseded, Self::Withdrawn];
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
    pub fn key(self) -> String {
        format!("terms-state-{}", self.word())
    }
}

/// The other side's yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    pub person: PersonId,
    pub name: String,
    pub at: Moment,
    pub words: Option<String>,
}

/// One version, from its proposal on unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: TermsId,
    pub state: State,
    pub proposed_by: PersonId,
    pub proposer: String,
    pub proposed_at: Moment,
    pub agreement: Agreement,
    /// The content as it was written, and its SHA-256 in hexadecimal digits.
    pub content: String,
    pub hash: String,
    pub acceptance: Option<Acceptance>,
}

impl Version {
    pub fn number(&self) -> i64 {
        self.agreement.number
    }
    pub fn side(&self) -> Side {
        self.agreement.proposed_by
    }
    pub fn terms(&self) -> &Terms {
        &self.agreement.terms
    }
}
