//! Which design fits what the data are, and why the others do not. It looks at how units were assigned, when they start,
//! how many there are and how long they were seen before; never at what comes out.

use crate::Starts;
use serde::Serialize;
use std::fmt;

/// Periods before the start that a comparison of one unit with itself, or with a mixture of others, leans on.
const LONG_BASELINE: usize = 8;
/// Periods from the start on that a change of level and slope can be told from.
const LEAST_AFTER: usize = 3;
/// Untreated units that a mixture is made of.
const LEAST_DONORS: usize = 5;
/// Units in each group below which the lot alone says little.
const LEAST_DRAWN: usize = 5;

/// A design, as it is named everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DesignName {
    Rct,
    Did,
    EventStudy,
    Its,
    Synth,
    Ipw,
    Aipw,
}

/// What is known of the data before any estimate is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Someone says that chance assigned.
    pub random: bool,
    /// Where units are observed over periods.
    pub over_time: Option<OverTime>,
}

/// Units over periods.
#[derive(Debug, Clone, PartialEq)]
pub struct OverTime {
    pub starts: Starts,
    pub treated_units: usize,
    pub untreated_units: usize,
    /// Before the first start that was seen.
    pub periods_before: usize,
    /// From that start on.
    pub periods_after: usize,
}

/// The design that was chosen, and why; none where nothing tells the effect from what else differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    pub chosen: Option<DesignName>,
    pub reasons: Vec<Ground>,
    pub rejected: Vec<Rejected>,
}

/// A design that was not chosen, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rejected {
    pub design: DesignName,
    #[serde(flatten)]
    pub ground: Ground,
}

/// Why a design fits or does not. Typed, so that a page can word it in any language; `Display` gives the English.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", content = "parameters", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ground {
    AssignedByChance,
    StartTogether { treated: usize, untreated: usize, periods_before: usize },
    StartsDiffer { starts: usize },
    OneUnitAndLongBaseline { donors: usize, periods_before: usize },
    NobodyUntreatedAndLongSeries { periods_before: usize, periods_after: usize },
    NobodySaysChance,
    NotOverTime,
    NoStart,
    TreatmentStops { units: usize },
    OneStart,
    NobodyUntreated,
    UntreatedUnitsAreThere { untreated: usize },
    SeveralUnitsTreated { treated: usize },
    SeriesTooShort { periods_before: usize, periods_after: usize, least_before: usize, least_after: usize },
    BaselineTooShort { periods_before: usize, least: usize },
    TooFewDonors { donors: usize, least: usize },
    OnlyWhatWasMeasured,
    ChangesSayMore,
    ChanceSaysMore,
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AssignedByChance => {
                f.write_str("Chance decided who was trained, so the groups differ by the training alone.")
            }
            Self::StartTogether { treated, untreated, periods_before } => write!(
                f,
                "{treated} units start together and {untreated} never do; {periods_before} period(s) before the start show where both came from."
            ),
            Self::StartsDiffer { starts } => write!(
                f,
                "Units start at {starts} different moments, so each start is compared with units that have not started yet."
            ),
            Self::OneUnitAndLongBaseline { donors, periods_before } => write!(
                f,
                "One unit is trained and {periods_before} periods before it are known, long enough to find a mixture of the {donors} others that moved like it."
            ),
            Self::NobodyUntreatedAndLongSeries { periods_before, periods_after } => write!(
                f,
                "Nobody is untrained, but {periods_before} periods before and {periods_after} from the start on are known, so the course before can be carried on."
            ),
            Self::NobodySaysChance => f.write_str("Nobody says that chance decided who was trained."),
            Self::NotOverTime => f.write_str("The data do not name units and periods, so no change can be seen."),
            Self::NoStart => f.write_str("No unit goes from untrained to trained within these data."),
            Self::TreatmentStops { units } => {
                write!(f, "Treatment stops again in {units} units, which a before and an after do not fit.")
            }
            Self::OneStart => f.write_str("All trained units start together: the plain comparison says the same."),
            Self::NobodyUntreated => f.write_str("Every unit is trained at the same moment: there is nobody to compare with."),
            Self::UntreatedUnitsAreThere { untreated } => write!(
                f,
                "{untreated} untrained units show what else changed; a course carried on by itself would take that for the effect."
            ),
            Self::SeveralUnitsTreated { treated } => {
                write!(f, "{treated} units are trained; a mixture is made for one.")
            }
            Self::SeriesTooShort { periods_before, periods_after, least_before, least_after } => write!(
                f,
                "A course to carry on needs {least_before} periods before and {least_after} from the start on; there are {periods_before} and {periods_after}."
            ),
            Self::BaselineTooShort { periods_before, least } => write!(
                f,
                "A mixture that moved like the trained unit needs {least} periods before the start to be found; there are {periods_before}."
            ),
            Self::TooFewDonors { donors, least } => {
                write!(f, "A mixture needs {least} untrained units or more; there are {donors}.")
            }
            Self::OnlyWhatWasMeasured => f.write_str(
                "It makes the groups alike on what was measured only, and nobody can see from the data whether that is all that differs; ask for it by name to take that on.",
            ),
            Self::ChangesSayMore => {
                f.write_str("The same units before and after say more than the groups afterwards.")
            }
            Self::ChanceSaysMore => f.write_str("Chance assigned, so nothing has to be assumed about what was not measured."),
        }
    }
}

/// The strongest design that the data allow.
///
/// ```
/// use lustrum_impact::{DesignName, Known, OverTime, Starts, choose};
/// let panel = OverTime {
///     starts: Starts::Common { period: 3 },
///     treated_units: 1, untreated_units: 26, periods_before: 3, periods_after: 3,
/// };
/// let choice = choose(&Known { random: false, over_time: Some(panel) });
/// assert_eq!(choice.chosen, Some(DesignName::Did)); // too short a baseline for a synthetic control
/// assert!(choice.rejected.iter().any(|one| one.design == DesignName::Synth));
/// let nobody_knows = choose(&Known { random: false, over_time: None });
/// assert_eq!(nobody_knows.chosen, None);
/// ```
pub fn choose(known: &Known) -> Choice {
    let mut choice = Choice { chosen: None, reasons: Vec::new(), rejected: Vec::new() };
    let found = strongest(known);
    if let Some((design, ground)) = &found {
        choice.chosen = Some(*design);
        choice.reasons.push(ground.clone());
    }
    for design in [
        DesignName::Rct,
        DesignName::Did,
        DesignName::EventStudy,
        DesignName::Its,
        DesignName::Synth,
        DesignName::Ipw,
        DesignName::Aipw,
    ] {
        if choice.chosen != Some(design) {
            choice.rejected.push(Rejected { design, ground: against(design, known, choice.chosen) });
        }
    }
    choice
}

fn strongest(known: &Known) -> Option<(DesignName, Ground)> {
    let chance = known.random.then_some((DesignName::Rct, Ground::AssignedByChance));
    let Some(panel) = &known.over_time else { return chance };
    let (periods_before, periods_after) = (panel.periods_before, panel.periods_after);
    let drawn = panel.treated_units.min(panel.untreated_units) >= LEAST_DRAWN;
    match &panel.starts {
        // Adjusted for what was before, the groups that the lot formed say more than their changes do.
        Starts::Common { .. } if known.random && drawn => chance,
        Starts::Common { .. } if fits_synth(panel).is_none() => {
            Some((DesignName::Synth, Ground::OneUnitAndLongBaseline { donors: panel.untreated_units, periods_before }))
        }
        Starts::Common { .. } => Some((
            DesignName::Did,
            Ground::StartTogether { treated: panel.treated_units, untreated: panel.untreated_units, periods_before },
        )),
        Starts::Staggered { at, .. } => Some((DesignName::EventStudy, Ground::StartsDiffer { starts: at.len() })),
        Starts::Everybody { .. } if chance.is_none() && long_series(panel) => {
            Some((DesignName::Its, Ground::NobodyUntreatedAndLongSeries { periods_before, periods_after }))
        }
        _ => chance,
    }
}

fn long_series(panel: &OverTime) -> bool {
    panel.periods_before >= LONG_BASELINE && panel.periods_after >= LEAST_AFTER
}

/// What speaks against a synthetic control, if anything does.
fn fits_synth(panel: &OverTime) -> Option<Ground> {
    let (donors, periods_before) = (panel.untreated_units, panel.periods_before);
    match panel.treated_units {
        1 if periods_before < LONG_BASELINE => Some(Ground::BaselineTooShort { periods_before, least: LONG_BASELINE }),
        1 if donors < LEAST_DONORS => Some(Ground::TooFewDonors { donors, least: LEAST_DONORS }),
        1 => None,
        treated => Some(Ground::SeveralUnitsTreated { treated }),
    }
}

fn against(design: DesignName, known: &Known, chosen: Option<DesignName>) -> Ground {
    match (design, &known.over_time) {
        (DesignName::Rct, _) if !known.random => Ground::NobodySaysChance,
        (DesignName::Rct, _) => Ground::ChangesSayMore,
        (DesignName::Did, Some(panel))
            if chosen == Some(DesignName::Rct) && matches!(panel.starts, Starts::Common { .. }) =>
        {
            Ground::ChanceSaysMore
        }
        (DesignName::Ipw | DesignName::Aipw, _) if chosen == Some(DesignName::Rct) => Ground::ChanceSaysMore,
        (DesignName::Ipw | DesignName::Aipw, _) if chosen.is_some() => Ground::ChangesSayMore,
        (DesignName::Ipw | DesignName::Aipw, _) => Ground::OnlyWhatWasMeasured,
        (_, None) => Ground::NotOverTime,
        (_, Some(panel)) => against_over_time(design, panel),
    }
}

fn against_over_time(design: DesignName, panel: &OverTime) -> Ground {
    match (design, &panel.starts) {
        (_, Starts::Never { .. }) => Ground::NoStart,
        (_, Starts::Stops { units }) => Ground::TreatmentStops { units: *units },
        (DesignName::Its, Starts::Everybody { .. }) => Ground::SeriesTooShort {
            periods_before: panel.periods_before,
            periods_after: panel.periods_after,
            least_before: LONG_BASELINE,
            least_after: LEAST_AFTER,
        },
        (_, Starts::Everybody { .. }) => Ground::NobodyUntreated,
        (DesignName::Did | DesignName::Synth, Starts::Staggered { at, .. }) => {
            Ground::StartsDiffer { starts: at.len() }
        }
        (DesignName::EventStudy, Starts::Common { .. }) => Ground::OneStart,
        (DesignName::Synth, _) => fits_synth(panel).unwrap_or(Ground::ChangesSayMore),
        (DesignName::Did, _) => {
            Ground::OneUnitAndLongBaseline { donors: panel.untreated_units, periods_before: panel.periods_before }
        }
        _ => Ground::UntreatedUnitsAreThere { untreated: panel.untreated_units },
    }
}
