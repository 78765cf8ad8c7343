//! A transparency profile: what a candidate does with the evidence for it, what it does not do, how it prices, where and in
//! which languages. It is the candidate's own; every saying is a version.

pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod pages;
pub mod store;

use lustrum_kernel::Moment;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::money::Money;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// So many of each at most.
pub const MOST: usize = 12;

/// Something that a candidate does, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Claim {
    pub what: String,
    pub evidence: String,
}

/// A price that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rate {
    pub what: String,
    /// In minor units of the round's currency.
    pub minor: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Profile {
    pub does: Vec<Claim>,
    pub does_not: Vec<String>,
    pub pricing: String,
    pub rates: Vec<Rate>,
    pub regions: String,
    pub languages: String,
}

/// What a candidate said, in which version, when.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub number: i64,
    pub at: Moment,
    pub profile: Profile,
}

impl Profile {
    /// The parts in which another profile says something else; each is the key of its heading.
    pub fn differs_from(&self, other: &Self) -> Vec<&'static str> {
        let parts = [
            ("profile-does", self.does != other.does),
            ("profile-does-not", self.does_not != other.does_not),
            ("profile-pricing", self.pricing != other.pricing || self.rates != other.rates),
            ("profile-regions", self.regions != other.regions),
            ("profile-languages", self.languages != other.languages),
        ];
        parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
    }
}

/// A profile as a page shows it.
pub struct Shown {
    pub profile: Profile,
    pub said: String,
    /// What each open rate is for, and the amount.
    pub rates: Vec<(String, String)>,
}

impl Shown {
    pub fn of(t: &Speaker, said: Said, currency: &str) -> Self {
        let rate = |rate: &Rate| (rate.what.clone(), t.money(&Money::new(rate.minor, currency)));
        let rates = said.profile.rates.iter().map(rate).collect();
        let words = t.say2("profile-said", "number", said.number, "day", t.date(&said.at));
        Self { profile: said.profile, said: words, rates }
    }
}
