//! Who plays in the demo. All people are made up.

use lustrum_kernel::access::{Kind, Role, Side};
use lustrum_kernel::locale::Locale;

/// The organisations of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Noordkade,
    Baken,
    /// The real programme: who ran it, and who studied it.
    SupportedWork,
    Evaluators,
}

impl Home {
    pub fn name(self) -> &'static str {
        match self {
            Self::Noordkade => "Noordkade Logistics",
            Self::Baken => "Baken Leiderschap",
            Self::SupportedWork => "National Supported Work",
            Self::Evaluators => "Supported Work Sites",
        }
    }
    pub fn kind(self) -> Kind {
        match self {
            Self::Noordkade | Self::SupportedWork => Kind::Client,
            Self::Baken | Self::Evaluators => Kind::Partner,
        }
    }
}

/// A person of the demo.
#[derive(Debug)]
pub struct Member {
    pub name: &'static str,
    pub email: &'static str,
    pub role: Role,
    pub home: Home,
    pub locale: Locale,
    pub zone: &'static str,
}

impl Member {
    pub fn side(&self) -> Side {
        match self.home.kind() {
            Kind::Client => Side::Organisation,
            Kind::Partner => Side::Partner,
        }
    }
}

const fn member(
    name: &'static str,
    email: &'static str,
    role: Role,
    home: Home,
    locale: Locale,
    zone: &'static str,
) -> Member {
    Member { name, email, role, home, locale, zone }
}

const NL: &str = "Europe/Amsterdam";

/// The first is the L&D lead of the story.
pub const CAST: [Member; 12] = [
    member("Marleen Vos", "marleen@noordkade.example", Role::LdLead, Home::Noordkade, Locale::Nl, NL),
    member("Pieter de Graaf", "pieter@noordkade.example", Role::BusinessSponsor, Home::Noordkade, Locale::Nl, NL),
    member("Ewa Mazur", "ewa@noordkade.example", Role::RegionalLdManager, Home::Noordkade, Locale::En, "Europe/Warsaw"),
    member("Tom Willems", "tom@noordkade.example", Role::DataSteward, Home::Noordkade, Locale::Nl, NL),
    member("Sanne Bakker", "sanne@noordkade.example", Role::LineManager, Home::Noordkade, Locale::Nl, NL),
    member("Joost Kuiper", "joost@noordkade.example", Role::Learner, Home::Noordkade, Locale::Nl, NL),
    member("Lien Claes", "lien@noordkade.example", Role::Facilitator, Home::Noordkade, Locale::Nl, "Europe/Brussels"),
    member("Ruth van Dalen", "ruth@baken.example", Role::PartnerLead, Home::Baken, Locale::Nl, NL),
    member("Emre Yilmaz", "emre@baken.example", Role::LearningDesigner, Home::Baken, Locale::En, NL),
    member("Karlijn Bos", "karlijn@baken.example", Role::Facilitator, Home::Baken, Locale::Nl, NL),
    member(
        "Ada Lindqvist",
        "ada@supported-work.example",
        Role::LdLead,
        Home::SupportedWork,
        Locale::En,
        "America/New_York",
    ),
    member("Ben Okafor", "ben@sites.example", Role::PartnerLead, Home::Evaluators, Locale::En, "America/New_York"),
];
