//! Why a verdict is what it is, and what would be needed to say more. Typed, so that a page can
//! word them in any language; `Display` gives the English.

use serde::Serialize;
use std::fmt;

/// Why.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", content = "parameters", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    AssignmentUnknown,
    NoComparisonGroup,
    PoorFitBefore { error: f64, deviation: f64 },
    RestsOnOneDonor { donor: usize, effect: f64 },
    PlaceboUnitsAsFar { p_value: f64, units: usize },
    TooFewDonors { donors: usize, least: usize },
    SeriesTooShort { before: usize, after: usize, least: usize },
    PlaceboStartShowsEffect { p_value: f64 },
    NothingElseKnown,
    RestsOnWhatWasMeasured { columns: Vec<String> },
    GroupsDifferAfterWeighting { columns: Vec<String> },
    LittleOverlap { outside: f64, effective: f64 },
    AttritionDiffers { treated: f64, untreated: f64, p_value: f64 },
    AttritionCouldDecide { low: f64, high: f64 },
    UntrainedMoveWithTrained { effect: f64, p_value: f64 },
    NoPeriodBefore { treated_units: usize },
    TreatmentStops { units: usize },
    StartsDiffer { starts: usize },
    IntervalExcludesZero { low: f64, high: f64 },
    IntervalWithinMargin { low: f64, high: f64, margin: f64 },
    IntervalBeyondMargin { low: f64, high: f64, margin: f64 },
    TooFewUnits { treated: usize, untreated: usize, least: usize },
    TooFewClusters { treated: usize, untreated: usize, clusters: usize },
    PlaceboNotRare { p_value: f64, choices: u64 },
    IntervalFromPlacebos { treated: usize, untreated: usize, choices: u64 },
    IntervalCantBeTold { treated: usize, untreated: usize, least: usize },
    GroupsDifferAtStart { columns: Vec<String> },
    OtherColumnsDiffer { columns: Vec<String> },
    GroupSizesUnexpected { p_value: f64 },
    TrendsDifferBefore { slope: f64, p_value: f64 },
    TrendsUnchecked { periods_before: usize },
    EffectsBeforeStart { effects: usize, p_value: f64 },
    TreatedFromStart { units: usize },
    ComparisonsMissing { comparisons: usize },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AssignmentUnknown => f.write_str(
                "Nobody says that chance decided who was trained, so the difference between the groups may be who they were and not what they learned.",
            ),
            Self::NoComparisonGroup => f.write_str(
                "Everyone was trained, so there is nobody to compare with.",
            ),
            Self::PoorFitBefore { error, deviation } => write!(
                f,
                "Already before the start no mixture of the others moved like the trained unit: it lies {error:.4} off, where units differ by {deviation:.4}."
            ),
            Self::RestsOnOneDonor { donor, effect } => write!(
                f,
                "Without donor {} the effect would be {effect:.6}: it rests on that one unit.",
                donor + 1
            ),
            Self::PlaceboUnitsAsFar { p_value, units } => write!(
                f,
                "Of {units} units, the trained one included, {:.1} % moved at least as far from their own synthetic unit.",
                100.0 * p_value
            ),
            Self::TooFewDonors { donors, least } => write!(
                f,
                "With {donors} units to compare with, chance can't be ruled out; at least {least} are needed."
            ),
            Self::SeriesTooShort { before, after, least } => write!(
                f,
                "{before} periods before and {after} after the start are too few to tell a change from a wobble; at least {least} are needed on each side."
            ),
            Self::PlaceboStartShowsEffect { p_value } => write!(
                f,
                "A start that never was, in the middle of the periods before, shows an effect too (p = {p_value:.4})."
            ),
            Self::NothingElseKnown => f.write_str(
                "One series alone can't tell the programme from anything else that happened at the same time.",
            ),
            Self::RestsOnWhatWasMeasured { columns } => write!(
                f,
                "This holds only if nothing but {} decided who was trained; no data can test that.",
                columns.join(", ")
            ),
            Self::GroupsDifferAfterWeighting { columns } => write!(
                f,
                "Weighting could not make the groups alike: {}.",
                columns.join(", ")
            ),
            Self::LittleOverlap { outside, effective } => write!(
                f,
                "The groups hardly overlap: {:.1} % have no counterpart, and the weighted group counts as {effective:.0} people.",
                100.0 * outside
            ),
            Self::AttritionDiffers { treated, untreated, p_value } => write!(
                f,
                "Of the trained {:.1} % and of the untrained {:.1} % were not measured; a difference this large is hardly chance (p = {p_value:.4}).",
                100.0 * treated,
                100.0 * untreated
            ),
            Self::AttritionCouldDecide { low, high } => write!(
                f,
                "Depending on how those fared who were not measured, the effect lies between {low:.6} and {high:.6}."
            ),
            Self::UntrainedMoveWithTrained { effect, p_value } => write!(
                f,
                "Untrained units close to trained ones changed too, by {effect:.6} (p = {p_value:.4}): the training may have reached them."
            ),
            Self::NoPeriodBefore { treated_units: 0 } => f.write_str("No unit was trained in these data."),
            Self::NoPeriodBefore { treated_units } => write!(
                f,
                "The {treated_units} trained units are trained in every period that was observed: there is no period before."
            ),
            Self::TreatmentStops { units } => write!(
                f,
                "Treatment stops again in {units} units; a comparison of before and after does not fit that."
            ),
            Self::StartsDiffer { starts } => write!(
                f,
                "Units start at {starts} different moments; the figure mixes in comparisons with units that were already trained."
            ),
            Self::IntervalExcludesZero { low, high } => write!(
                f,
                "The interval from {low:.6} to {high:.6} lies on one side of zero."
            ),
            Self::IntervalWithinMargin { low, high, margin } => write!(
                f,
                "The interval from {low:.6} to {high:.6} holds zero and nothing farther from it than {margin:.6}."
            ),
            Self::IntervalBeyondMargin { low, high, margin } => write!(
                f,
                "The interval from {low:.6} to {high:.6} holds zero, but also effects of more than {margin:.6}."
            ),
            Self::TooFewUnits { treated, untreated, least } => write!(
                f,
                "{treated} trained and {untreated} untrained are too few; each group needs at least {least}."
            ),
            Self::TooFewClusters { treated, untreated, clusters } => write!(
                f,
                "Of {clusters} clusters {treated} hold trained and {untreated} hold untrained units; that is too few for the standard error to be trusted."
            ),
            Self::PlaceboNotRare { p_value, choices } => write!(
                f,
                "Had other clusters been trained, a difference this large would appear in {:.1} % of the {choices} choices.",
                100.0 * p_value
            ),
            Self::IntervalFromPlacebos { treated, untreated, choices } => write!(
                f,
                "With {treated} trained and {untreated} untrained clusters the usual interval would be too narrow; this one holds the effects that would not stand out among the {choices} choices of clusters, provided that clusters of one size vary alike."
            ),
            Self::IntervalCantBeTold { treated, untreated, least } => write!(
                f,
                "With {treated} trained and {untreated} untrained clusters no interval can be told: even the largest effect would not stand out among so few choices. At least {least} clusters to compare with are needed."
            ),
            Self::GroupsDifferAtStart { columns } => write!(
                f,
                "The groups differed before the start by more than chance does: {}.",
                columns.join(", ")
            ),
            Self::OtherColumnsDiffer { columns } => write!(
                f,
                "The groups differ by more than chance does on {}. If these were measured before the start, chance did not form the groups.",
                columns.join(", ")
            ),
            Self::GroupSizesUnexpected { p_value } => write!(
                f,
                "Group sizes this far from the plan would arise by chance with probability {p_value:.6}."
            ),
            Self::TrendsDifferBefore { slope, p_value } => write!(
                f,
                "Already before the start the groups moved apart by {slope:.6} per period (p = {p_value:.4})."
            ),
            Self::TrendsUnchecked { periods_before } => write!(
                f,
                "Nobody can see whether the groups moved in parallel before the start: too little was observed in the {periods_before} period(s) before it."
            ),
            Self::EffectsBeforeStart { effects, p_value } => write!(
                f,
                "Already before their start units moved differently from those they are compared with ({effects} comparisons together, p = {p_value:.4})."
            ),
            Self::TreatedFromStart { units } => write!(
                f,
                "{units} units are trained from the first period on; nothing was seen of them before, so they are left out."
            ),
            Self::ComparisonsMissing { comparisons } => write!(
                f,
                "{comparisons} comparisons of a group in a period could not be made, as nobody comparable was seen; they are left out."
            ),
        }
    }
}

/// What would be needed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", content = "parameters", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Need {
    /// Assignment by chance, or the statement that it was.
    RandomAssignment,
    /// The same units measured before and after the start, trained and untrained.
    BeforeAndAfter,
    /// Units that are not trained, or trained later.
    UntrainedUnits,
    /// At least two periods before the start.
    MorePeriodsBefore,
    /// About this many times as many units, for an interval no wider than the margin.
    MoreUnits { times: f64 },
    /// More units that were not trained.
    MoreDonors,
    /// A longer series.
    MorePeriods,
    /// A second series that the programme did not touch.
    ComparisonSeries,
    /// The word of someone who knows what decided who was trained.
    WordOnSelection,
    /// Measures of those who left.
    FollowUp,
    /// More clusters in the smaller group.
    MoreClusters,
    /// How the groups were formed, checked.
    CheckOfAssignment,
    /// A design for staggered starts.
    StaggeredDesign,
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RandomAssignment => f.write_str(
                "Let chance decide who is trained first (a wait-list serves), or state that it did.",
            ),
            Self::BeforeAndAfter => f.write_str(
                "Measure the same units before and after the start, trained and untrained, and name the columns with unit and period.",
            ),
            Self::UntrainedUnits => f.write_str("Include units that are not trained, or are trained later."),
            Self::MorePeriodsBefore => {
                f.write_str("Include at least two periods before the start, better four or more.")
            }
            Self::MoreUnits { times } => write!(
                f,
                "About {times:.1} times as many units would make the interval narrow enough to conclude."
            ),
            Self::MoreDonors => f.write_str("Include more units that were not trained: at least nineteen."),
            Self::MorePeriods => {
                f.write_str("Measure more often or longer: at least eight periods before and eight after the start.")
            }
            Self::ComparisonSeries => f.write_str(
                "Add a series that the programme did not touch but everything else did: an untrained site, another market.",
            ),
            Self::WordOnSelection => f.write_str(
                "State what decided who was trained; if all of it was measured before the start, weighting can use it.",
            ),
            Self::FollowUp => f.write_str("Measure those who left, or a sample of them."),
            Self::MoreClusters => f.write_str(
                "Include more clusters (sites, teams), above all in the smaller group: at least five in each and ten in all.",
            ),
            Self::CheckOfAssignment => f.write_str(
                "Check how the groups were formed and whether people left before they were counted.",
            ),
            Self::StaggeredDesign => f.write_str(
                "Use a design for staggered starts, which compares with units that are not yet trained only.",
            ),
        }
    }
}
