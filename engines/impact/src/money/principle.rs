//! Phillips' twelve guiding principles.

use serde::Serialize;

/// The guiding principles of the ROI methodology, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Principle {
    /// When a higher level is evaluated, data are collected at the lower levels.
    CollectLowerLevels,
    /// When a higher level is planned, the level before it need not be comprehensive.
    LowerLevelsLighter,
    /// Only the most credible sources are used.
    MostCredibleSource,
    /// Of several ways the most conservative is chosen.
    MostConservative,
    /// At least one method isolates the effect of the programme.
    IsolateEffect,
    /// Where no improvement is reported, none is assumed.
    MissingMeansNone,
    /// Estimates are adjusted for their error.
    AdjustForError,
    /// Extreme values and unsupported claims stay out.
    LeaveExtremesOut,
    /// Short programmes count their first year of benefits only.
    FirstYearOnly,
    /// Costs are fully loaded.
    FullyLoadedCosts,
    /// What can't credibly be turned into money stays an intangible.
    IntangiblesStayIntangible,
    /// The results are told to all who have a stake.
    TellStakeholders,
}

impl Principle {
    /// All twelve.
    ///
    /// ```
    /// use lustrum_impact::money::Principle;
    /// assert_eq!(Principle::ALL.len(), 12);
    /// assert_eq!(Principle::IsolateEffect.number(), 5);
    /// ```
    pub const ALL: [Self; 12] = [
        Self::CollectLowerLevels,
        Self::LowerLevelsLighter,
        Self::MostCredibleSource,
        Self::MostConservative,
        Self::IsolateEffect,
        Self::MissingMeansNone,
        Self::AdjustForError,
        Self::LeaveExtremesOut,
        Self::FirstYearOnly,
        Self::FullyLoadedCosts,
        Self::IntangiblesStayIntangible,
        Self::TellStakeholders,
    ];

    /// Its number in the handbook, 1 to 12.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The principles that [`super::return_on_investment`] itself holds to; the others are for those who use it to confirm.
    pub fn held_by_computation(self) -> bool {
        matches!(self, Self::IsolateEffect | Self::AdjustForError | Self::FirstYearOnly | Self::FullyLoadedCosts)
    }
}
