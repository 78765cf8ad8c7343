//! Who was drawn and is not in the table: people who left before they were measured.

use super::{Options, columns::Sheet};
use lustrum_impact::{
    Assessment, Need, Reason,
    safeguard::{Followed, apply, attrition, lee_bounds},
};
use serde_json::{Value, json};

/// The groups as they were drawn and as they were measured, one row a person.
pub(super) struct Lost {
    treated: Vec<f64>,
    untreated: Vec<f64>,
    drawn: [usize; 2],
}

impl Lost {
    /// Nothing where no draw names everyone, or where people are measured more than once.
    pub(super) fn of(sheet: &Sheet, options: &Options) -> Option<Self> {
        let (drawn, unit) = (options.drawn.as_ref()?, sheet.unit.as_ref()?);
        if unit.names.len() != sheet.lines.len() {
            return None;
        }
        let part = |wanted: bool| -> Vec<f64> {
            let rows = sheet.outcome.iter().zip(&sheet.treated);
            rows.filter(|(_, is)| **is == wanted).map(|(value, _)| *value).collect()
        };
        let first = drawn.values().filter(|first| **first).count();
        Some(Self { treated: part(true), untreated: part(false), drawn: [first, drawn.len() - first] })
    }

    /// The share that the draw trained.
    pub(super) fn planned_share(&self) -> f64 {
        let [first, others] = self.drawn;
        first as f64 / (first + others) as f64
    }

    /// Adds the check whether leaving depended on the group, and gives what the effect on those who stayed may have been.
    pub(super) fn weigh(self, assessed: &mut Assessment) -> Option<Value> {
        let [first, others] = self.drawn;
        let followed = |measured: &[f64], assigned: usize| Followed { assigned, measured: measured.len() };
        let found = attrition(followed(&self.treated, first), followed(&self.untreated, others)).ok()?;
        let reason =
            Reason::AttritionDiffers { treated: found.treated, untreated: found.untreated, p_value: found.p_value };
        let failed = found.check.failed();
        apply(assessed, found.check, reason, Need::FollowUp);
        if found.treated == 0.0 && found.untreated == 0.0 {
            return None;
        }
        let level = assessed.estimate.map(|estimate| estimate.interval.level).unwrap_or_default();
        let bounds = lee_bounds(&self.treated, first, &self.untreated, others, level).ok()?;
        if failed {
            assessed.reasons.push(Reason::AttritionCouldDecide { low: bounds.low, high: bounds.high });
        }
        Some(json!({"treated": found.treated, "untreated": found.untreated, "bounds": [bounds.low, bounds.high]}))
    }
}
