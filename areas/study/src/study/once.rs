//! Nobody asks the lot twice: while a draw may still decide over a unit, no other draw takes it in.

use std::collections::HashSet;

use lustrum_kernel::Day;

use super::{Assigned, Concluded, Study};

impl Assigned {
    /// From when those who are drawn are trained, and the units of the draw.
    pub(super) fn entered(&self) -> Option<(Day, Vec<&str>)> {
        if let Some(draw) = &self.draw {
            return Some((draw.starts, draw.lots.iter().map(|lot| lot.unit.as_str()).collect()));
        }
        let lottery = self.lottery.as_ref()?;
        Some((lottery.starts, lottery.units.iter().map(|one| one.unit.as_str()).collect()))
    }
}

/// The newest draw that one of these units is in.
pub(super) fn drawn_in<'a>(known: &'a [Concluded], units: &HashSet<&str>) -> Option<&'a Study> {
    let enters = |study: &Study| {
        study.plan.assigned.entered().is_some_and(|(_, entered)| entered.iter().any(|unit| units.contains(unit)))
    };
    known.iter().map(|known| &known.study).find(|study| enters(study))
}

/// The newest draw whose start has not passed and that one of these units is in, with that unit.
pub(super) fn open_draw<'a>(
    known: &'a [Concluded],
    units: &HashSet<&str>,
    today: Day,
) -> Option<(&'a Study, &'a str, Day)> {
    known.iter().find_map(|known| {
        let (starts, entered) = known.study.plan.assigned.entered()?;
        let unit = entered.into_iter().find(|unit| today <= starts && units.contains(unit))?;
        Some((&known.study, unit, starts))
    })
}
