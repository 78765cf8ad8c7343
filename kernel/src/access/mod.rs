//! Who may do what. A [`Viewer`] is made once per request; a [`Scope`] is the viewer standing in one place (an
//! organisation or a partnership); [`policy`] decides, by the `policy.cedar` of each area, on one resource.

mod extract;
mod policy;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::id::{OrganisationId, PartnershipId, PersonId};
use crate::locale::{Locale, Speaker};
pub use extract::{Here, MaybeViewer, OrganisationScope, PartnershipScope};
pub use policy::{Policies, PolicyError, PolicyText, Resource};

/// What a person comes for; the roles of the product, on either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    LdLead,
    BusinessSponsor,
    RegionalLdManager,
    DataSteward,
    PartnerLead,
    LearningDesigner,
    Facilitator,
    Learner,
    LineManager,
}

impl Role {
    pub const ALL: [Role; 9] = [
        Role::LdLead,
        Role::BusinessSponsor,
        Role::RegionalLdManager,
        Role::DataSteward,
        Role::PartnerLead,
        Role::LearningDesigner,
        Role::Facilitator,
        Role::Learner,
        Role::LineManager,
    ];
    /// The word in policies, the API and the database; its message is `role-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::LdLead => "ld-lead",
            Self::BusinessSponsor => "business-sponsor",
            Self::RegionalLdManager => "regional-ld-manager",
            Self::DataSteward => "data-steward",
            Self::PartnerLead => "partner-lead",
            Self::LearningDesigner => "learning-designer",
            Self::Facilitator => "facilitator",
            Self::Learner => "learner",
            Self::LineManager => "line-manager",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
    /// Whether an organisation of this kind has people in this role.
    pub fn fits(self, kind: Kind) -> bool {
        match self {
            Self::LearningDesigner | Self::Facilitator => true,
            Self::PartnerLead => kind == Kind::Partner,
            _ => kind == Kind::Client,
        }
    }
}

/// The two kinds of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The organisation whose people learn: the tenant.
    Client,
    /// The training partner: a guest in each partnership.
    Partner,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Partner => "partner",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Client, Self::Partner].into_iter().find(|kind| kind.word() == word)
    }
}

/// On which side of a partnership someone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    Organisation,
    Partner,
}

impl Side {
    pub const BOTH: [Side; 2] = [Side::Organisation, Side::Partner];
    pub fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Partner => "partner",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|side| side.word() == word)
    }
    pub fn other(self) -> Self {
        match self {
            Self::Organisation => Self::Partner,
            Self::Partner => Self::Organisation,
        }
    }
}

/// A person's place in one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub organisation: OrganisationId,
    pub name: String,
    pub kind: Kind,
    pub roles: Vec<Role>,
}

/// A partnership that the viewer's organisation is a side of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partnered {
    pub id: PartnershipId,
    pub title: String,
    pub client: OrganisationId,
    pub client_name: String,
    pub partner: OrganisationId,
    pub partner_name: String,
    pub since: crate::Moment,
}

/// How the viewer came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    Session,
    /// An API token with these scopes (`read`, `write`).
    Token(Vec<String>),
}

/// Who asks. Made once per request from the session or token; no handler asks for these again.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub locale: Locale,
    pub zone: TimeZone,
    pub via: Via,
    pub memberships: Vec<Membership>,
    pub partnerships: Vec<Partnered>,
    /// The path that is asked for, and what the last step said it did (the key of a message).
    pub path: String,
    pub said: Option<String>,
}

impl Viewer {
    pub fn speaker(&self) -> Speaker {
        Speaker::new(self.locale, self.zone.clone())
    }
    pub fn membership(&self, organisation: OrganisationId) -> Option<&Membership> {
        self.memberships.iter().find(|member| member.organisation == organisation)
    }
    /// Where the viewer stands in a partnership; nothing where it may not know that it exists.
    pub fn in_partnership(&self, id: PartnershipId) -> Option<PartnershipScope> {
        let partnership = self.partnerships.iter().find(|known| known.id == id)?.clone();
        let (side, member) = match (self.membership(partnership.client), self.membership(partnership.partner)) {
            (Some(member), _) => (Side::Organisation, member),
            (None, Some(member)) => (Side::Partner, member),
            (None, None) => return None,
        };
        Some(PartnershipScope { viewer: self.clone(), side, roles: member.roles.clone(), partnership })
    }
    pub fn in_organisation(&self, id: OrganisationId) -> Option<OrganisationScope> {
        let member = self.membership(id)?.clone();
        Some(OrganisationScope { viewer: self.clone(), member })
    }
}

/// Who may pass a route, as the access matrix has it: written beside the route, tested against the running
/// router, and decided by none of this but by the policies.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// Anyone, also without signing in.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Members of the organisation in the path, in one of these roles.
    Organisation(&'static [Role]),
    /// Members of the two sides of the partnership in the path.
    Partnership { organisation: &'static [Role], partner: &'static [Role] },
}

/// Every role.
pub const ANYONE: &[Role] = &Role::ALL;
/// No role at all.
pub const NOBODY: &[Role] = &[];
