//! A contact: a person of either side who may decide something in this partnership. What it is, is the mandate; who
//! holds it and who stands in is given by whoever leads on that side.

pub(crate) mod api;
mod decides;
mod limit;
pub(crate) mod mandated;
mod pace;
pub(crate) mod pages;
mod reach;
pub mod store;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::money::Money;
use lustrum_kernel::{Day, Moment, values};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::By;
pub use decides::{decided_by_others, require_mandate, require_mandate_over};
pub use limit::{Limits, in_another_currency};
pub use pace::{Pace, median, paces};
pub use reach::in_force;
pub use store::{all, contacts, holders, in_hand, may_decide};

/// What a contact may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mandate {
    SignCharter,
    ApproveProgramme,
    ReleaseData,
    DecideReview,
    DecideChange,
    AgreeTerms,
}

impl Mandate {
    pub const ALL: [Mandate; 6] = [
        Self::SignCharter,
        Self::ApproveProgramme,
        Self::ReleaseData,
        Self::DecideReview,
        Self::DecideChange,
        Self::AgreeTerms,
    ];

    /// The word in the API and the database; its message is `mandate-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::SignCharter => "sign-charter",
            Self::ApproveProgramme => "approve-programme",
            Self::ReleaseData => "release-data",
            Self::DecideReview => "decide-review",
            Self::DecideChange => "decide-change",
            Self::AgreeTerms => "agree-terms",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mandate| mandate.word() == word)
    }
    pub fn key(self) -> String {
        format!("mandate-{}", self.word())
    }
    /// The roles that can hold it on a side; the policies let exactly these decide.
    pub fn roles(self, side: Side) -> &'static [Role] {
        match (side, self) {
            (Side::Organisation, Self::SignCharter | Self::DecideReview | Self::AgreeTerms) => {
                &[Role::LdLead, Role::BusinessSponsor]
            }
            (Side::Organisation, Self::ApproveProgramme | Self::DecideChange) => {
                &[Role::LdLead, Role::BusinessSponsor, Role::RegionalLdManager]
            }
            (Side::Organisation, Self::ReleaseData) => &[Role::LdLead, Role::DataSteward],
            (Side::Partner, Self::ApproveProgramme | Self::DecideChange) => {
                &[Role::PartnerLead, Role::LearningDesigner]
            }
            (Side::Partner, _) => &[Role::PartnerLead],
        }
    }
    /// Whether what is decided can cost money, so that a limit means something.
    pub fn costs(self) -> bool {
        !matches!(self, Self::SignCharter | Self::ReleaseData)
    }
    pub fn fits(self, side: Side, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles(side).contains(role))
    }
}

/// One mandate in one hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub side: Side,
    pub mandate: Mandate,
    /// Stands in for the holder; decides with the same force.
    pub deputy: bool,
    /// The language of the person.
    pub locale: Locale,
    /// When it was given, and by whom.
    pub since: Moment,
    pub given_by: PersonId,
    pub limits: Limits,
    /// The one limit of the person, in whose place the kind of decision can have its own.
    pub general: Option<Money>,
}

impl Holding {
    pub fn in_force_on(&self, day: Day) -> bool {
        self.limits.in_force_on(day)
    }
}

/// A person with every mandate that it holds or stands in for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub side: Side,
    pub holds: Vec<Mandate>,
    pub deputises: Vec<Mandate>,
    /// When they were given.
    pub since: Moment,
    pub limits: Limits,
    /// The kinds of decision that have a limit of their own.
    pub mosts: BTreeMap<Mandate, Money>,
}

/// What a person is to decide from now on; whatever is named in neither list ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub holds: Vec<Mandate>,
    pub deputises: Vec<Mandate>,
    pub limits: Limits,
    /// The largest amount for a kind of decision, in place of that of the limits.
    pub mosts: BTreeMap<Mandate, Money>,
}

impl Given {
    /// How far one of these mandates reaches.
    pub fn limits_of(&self, mandate: Mandate) -> Limits {
        Limits { most: self.mosts.get(&mandate).or(self.limits.most.as_ref()).cloned(), ..self.limits }
    }
    /// The currency of its limits; nothing where none is one of money.
    pub fn currency(&self) -> Option<&str> {
        self.limits.most.iter().chain(self.mosts.values()).map(|most| most.currency.as_str()).next()
    }
}

/// Gives a person of the acting side these mandates, in place of those that it had on that side.
pub async fn give(tx: &Tx, by: &By, person: PersonId, name: &str, given: &Given) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM mandate WHERE organisation_id = $1 AND partnership_id = $2 AND side = $3 AND person_id = $4",
        values![by.tenant, by.partnership, by.side.word(), person],
    )
    .await?;
    let holds = given.holds.iter().map(|mandate| (mandate, false));
    let deputises = given.deputises.iter().filter(|mandate| !given.holds.contains(mandate));
    let rows = holds.chain(deputises.map(|mandate| (mandate, true))).map(|(mandate, deputy)| {
        let (kind, side, until) = (mandate.word(), by.side.word(), given.limits.until);
        let most = given.limits.most.as_ref().map(|most| most.minor);
        let of_kind = given.mosts.get(mandate).map(|most| most.minor);
        let currency = given.currency().map(str::to_owned);
        values![by.tenant, by.partnership, person, kind, side, deputy, by.person, by.at, until, most, of_kind, currency]
    });
    tx.insert_all(
        "mandate (organisation_id, partnership_id, person_id, kind, side, deputy, given_by, given_at, until, most, kind_most,
         currency)",
        rows.collect(),
    )
    .await?;
    let words = |mandates: &[Mandate]| mandates.iter().map(|mandate| mandate.word()).collect::<Vec<_>>();
    let mut content = json!({
        "name": name, "side": by.side, "holds": words(&given.holds), "deputises": words(&given.deputises),
        "until": given.limits.until, "most": given.limits.most.as_ref().map(|most| most.minor),
    });
    if !given.mosts.is_empty() {
        let of_kind = given.mosts.iter().map(|(mandate, most)| (mandate.word(), most.minor));
        content["mosts"] = json!(of_kind.collect::<BTreeMap<&str, i64>>());
    }
    if let Some(currency) = given.currency() {
        content["currency"] = json!(currency);
    }
    event::append(tx, by.event("contact.mandates-given").about(person.0).saying(content)).await?;
    Ok(())
}

/// Why a person may not decide this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is outside the person's mandate")]
pub struct OutsideMandate(pub Mandate);

/// The person's hold on a mandate, or that it is outside what the person may decide.
pub async fn require(db: &impl Sql, by: &By, mandate: Mandate) -> Result<Result<Holding, OutsideMandate>, DbError> {
    let held = in_hand(db, by.tenant, by.partnership, mandate, by.day()).await?;
    let own = held.into_iter().find(|held| held.person == by.person && held.side == by.side);
    Ok(own.ok_or(OutsideMandate(mandate)))
}
