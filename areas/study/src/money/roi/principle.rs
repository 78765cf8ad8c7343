//! Phillips' twelve guiding principles, and how each was applied to one return.

use lustrum_impact::money::Principle;

use super::Weighed;

/// How a principle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was computed, and it holds.
    Held,
    /// It was computed, and it does not hold yet.
    Open,
    /// It holds by the way in which it is done here.
    Stated,
}

impl Standing {
    /// Its message is `roi-standing-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Open => "open",
            Self::Stated => "stated",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    pub principle: Principle,
    pub standing: Standing,
}

impl Applied {
    /// The key of what it says: what is open has words of its own.
    pub(crate) fn key(self) -> String {
        let number = self.principle.number();
        if self.standing == Standing::Open {
            format!("roi-principle-open-{number}")
        } else {
            format!("roi-principle-{number}")
        }
    }
    pub(crate) fn title_key(self) -> String {
        format!("roi-principle-title-{}", self.principle.number())
    }
}

/// All twelve. `lower_levels` says whether there are figures of the levels below, `told` whether the partner sees it too.
pub fn applied(weighed: &Weighed, lower_levels: bool, told: bool) -> Vec<Applied> {
    let rule = weighed.rule.is_some();
    let isolated = !weighed.whys.iter().any(|why| {
        matches!(why, super::Why::NotEstimated | super::Why::NotYetConclusive | super::Why::NotIdentifiable)
    });
    let loaded = weighed.total.as_ref().is_some_and(|total| total.missing.is_empty());
    let of = |principle: Principle| {
        let held = match principle {
            Principle::CollectLowerLevels => Some(lower_levels),
            Principle::MostCredibleSource | Principle::FirstYearOnly => Some(rule),
            Principle::IsolateEffect => Some(isolated),
            Principle::AdjustForError => Some(weighed.found.is_some()),
            Principle::FullyLoadedCosts => Some(loaded),
            Principle::TellStakeholders => Some(told),
            Principle::LowerLevelsLighter
            | Principle::MostConservative
            | Principle::MissingMeansNone
            | Principle::LeaveExtremesOut
            | Principle::IntangiblesStayIntangible => None,
        };
        let standing = match held {
            Some(true) => Standing::Held,
            Some(false) => Standing::Open,
            None => Standing::Stated,
        };
        Applied { principle, standing }
    };
    Principle::ALL.into_iter().map(of).collect()
}
