//! When each unit of a panel starts to be treated.

use crate::Panel;

/// When treatment starts, over all units. Periods are counted from zero in the order of time.
#[derive(Debug, Clone, PartialEq)]
pub enum Starts {
    /// Some units start together in this period, others never do: two groups.
    Common { period: usize },
    /// Units start at different times; `at` holds each start once, zero for those that are
    /// treated in their first observed period.
    Staggered { at: Vec<usize>, untreated_units: usize },
    /// No unit goes from untreated to treated: nobody at all, or the treated are treated throughout.
    Never { treated_units: usize },
    /// Every unit starts in the same period: there is nobody to compare with.
    Everybody { period: usize },
    /// Treatment stops again in some units.
    Stops { units: usize },
}

impl Panel {
    /// When treatment starts, over all units.
    pub fn starts(&self) -> Starts {
        let units = self.unit_starts();
        let stops = units.iter().filter(|unit| unit.stops).count();
        if stops > 0 {
            return Starts::Stops { units: stops };
        }
        let treated_units = units.iter().filter(|unit| unit.start.is_some()).count();
        if !units.iter().any(|unit| unit.switches) {
            return Starts::Never { treated_units };
        }
        let common = first_switch(&units);
        let mut at: Vec<usize> = units
            .iter()
            .filter_map(|unit| {
                let start = unit.start?;
                let seen_before = unit.switches || Some(start) >= common;
                Some(if seen_before { start } else { 0 })
            })
            .collect();
        at.sort_unstable();
        at.dedup();
        match (at.as_slice(), self.units() - treated_units) {
            ([period], 0) => Starts::Everybody { period: *period },
            ([period], _) => Starts::Common { period: *period },
            (_, untreated_units) => Starts::Staggered { at, untreated_units },
        }
    }

    /// For each unit: the first period in which it is treated, and whether it was seen before it.
    pub(crate) fn unit_starts(&self) -> Vec<UnitStart> {
        let mut units = vec![UnitStart::default(); self.units()];
        for row in self.order() {
            let row = row as usize;
            let unit = &mut units[self.unit[row] as usize];
            match (self.treated[row], unit.start) {
                (true, None) => {
                    unit.start = Some(self.period[row] as usize);
                    unit.switches = unit.seen;
                }
                (false, Some(_)) => unit.stops = true,
                _ => {}
            }
            unit.seen = true;
        }
        // A unit that is not observed when the others start is taken to start with them, unless it
        // was seen untreated since: what is not seen can't tell them apart.
        if let Some(common) = first_switch(&units) {
            for (unit, before) in units.iter_mut().zip(self.last_untreated()) {
                if unit.start > Some(common) && before.is_none_or(|before| before < common) {
                    unit.start = Some(common);
                }
            }
        }
        units
    }

    fn last_untreated(&self) -> Vec<Option<usize>> {
        let mut last: Vec<Option<usize>> = vec![None; self.units()];
        for row in 0..self.rows() {
            if !self.treated[row] {
                let at = &mut last[self.unit[row] as usize];
                *at = (*at).max(Some(self.period[row] as usize));
            }
        }
        last
    }
}

/// The earliest period in which a unit that was seen untreated is treated.
fn first_switch(units: &[UnitStart]) -> Option<usize> {
    let switching = units.iter().filter(|unit| unit.switches);
    switching.filter_map(|unit| unit.start).min()
}

/// What is known of one unit's treatment.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct UnitStart {
    pub start: Option<usize>,
    /// It was observed untreated before it was treated.
    pub switches: bool,
    pub stops: bool,
    seen: bool,
}
