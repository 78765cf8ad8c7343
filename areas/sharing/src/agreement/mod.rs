//! A data-sharing agreement: which KPI a partner may see, how finely, from which size of group on, for what purpose
//! and how long. The organisation offers it, the partner accepts it, the organisation revokes it; what holds is asked
//! anew at every request, so that a revocation works from the next one on.

pub mod api;
pub mod pages;
pub mod store;

use jiff::tz::TimeZone;
use lustrum_kernel::access::Resource;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, id};
use lustrum_strategy::kpi::{DataClass, KpiId};

pub use store::{accept, find, in_force, of_partnership, offer, revoke, visible_to_partner};

/// The smallest group of which a figure is shown, where nobody says otherwise.
pub const USUAL_SMALLEST_GROUP: i64 = 5;

id!(
    /// An agreement.
    AgreementId
);

/// How finely the figures are released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// One figure for all units together, by period.
    Total,
    /// A figure for each unit, by period, and the total.
    Unit,
}

impl Grain {
    pub const ALL: [Grain; 2] = [Grain::Total, Grain::Unit];
    pub fn word(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Unit => "unit",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grain| grain.word() == word)
    }
}

/// What is agreed.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    pub kpi: KpiId,
    /// The KPI's name when it was agreed.
    pub title: String,
    pub grain: Grain,
    pub smallest_group: i64,
    pub purpose: String,
    /// The KPI's class when it was agreed.
    pub data_class: DataClass,
    /// First and last day on which the partner may read, in UTC.
    pub from: Day,
    pub until: Day,
}

/// What was done with the terms, by whom and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    pub by: PersonId,
    pub at: Moment,
}

#[derive(Clone, Debug)]
pub struct Agreement {
    pub id: AgreementId,
    pub organisation: OrganisationId,
    pub partnership: PartnershipId,
    pub terms: Terms,
    pub offered: Act,
    pub accepted: Option<Act>,
    pub revoked: Option<Act>,
}

/// Where an agreement stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Waits for the partner.
    Offered,
    /// Accepted; its first day is still to come.
    Upcoming,
    InForce,
    /// Its last day is over.
    Expired,
    Revoked,
}

impl Standing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Upcoming => "upcoming",
            Self::InForce => "in-force",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

impl Agreement {
    pub fn standing_at(&self, at: Moment) -> Standing {
        let day = at.day_in(&TimeZone::UTC);
        if self.revoked.is_some_and(|act| act.at <= at) {
            Standing::Revoked
        } else if day > self.terms.until {
            Standing::Expired
        } else if self.accepted.is_none_or(|act| act.at > at) {
            Standing::Offered
        } else if day < self.terms.from {
            Standing::Upcoming
        } else {
            Standing::InForce
        }
    }
    pub fn in_force_at(&self, at: Moment) -> bool {
        self.standing_at(at) == Standing::InForce
    }
    /// What the policies are asked about.
    pub fn resource(&self, at: Moment) -> Resource {
        Resource::new("Agreement", self.id).with("state", self.standing_at(at).word())
    }
}

/// Why an agreement is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefused {
    #[error("there is an agreement on this KPI in the same days: revoke it first")]
    Overlaps,
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("a smallest group of fewer than two protects nobody")]
    ProtectsNobody,
}

/// Why an agreement is not accepted or revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActRefused {
    #[error("it is accepted already")]
    AcceptedAlready,
    #[error("it was revoked")]
    Revoked,
    #[error("its last day is over")]
    Expired,
}

impl ActRefused {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::AcceptedAlready => "refusal-agreement-accepted",
            Self::Revoked => "refusal-agreement-revoked",
            Self::Expired => "refusal-agreement-expired",
        }
    }
}
