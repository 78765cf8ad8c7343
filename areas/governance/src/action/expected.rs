//! What an action is expected to move: a measure that both sides see, which way, by how much and by when. What then happened
//! stands beside it in the review; it is no score, as other things move a measure too.

use jiff::tz::TimeZone;
use lustrum_kernel::Day;
use lustrum_kernel::figure::Figure;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Action;
use crate::measure;
use crate::review::Line;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Higher,
    Lower,
}

impl Direction {
    pub const ALL: [Direction; 2] = [Self::Higher, Self::Lower];
    /// Its message is `expected-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// The measure, with its figure when the action was agreed: the value before.
    pub measure: Line,
    pub direction: Direction,
    /// In the unit of the measure; more than nothing.
    pub amount: f64,
    pub by: Day,
}

impl Expected {
    /// With its sign: what is expected lower is expected to fall.
    pub fn change(&self) -> f64 {
        match self.direction {
            Direction::Higher => self.amount,
            Direction::Lower => -self.amount,
        }
    }
    /// `L4 Turnover, last period: −2.0 percentage points by 31 December 2026`
    pub(crate) fn words(&self, t: &Speaker) -> String {
        let unit = measure::unit_of_change(&self.measure.figure).spoken(t);
        let change = [t.signed(self.change(), digits(self.amount)), unit].join("\u{a0}").trim().to_owned();
        let name = measure::name(t, &self.measure);
        t.say_with("expected-words", &[("measure", name), ("change", change), ("by", t.day(&self.by))])
    }
    /// The figure after the action among those of a later moment: one that was measured, to the end or in part, after the
    /// action was agreed, and later than the one before.
    pub fn after<'a>(&self, action: &Action, lines: &'a [Line]) -> Option<&'a Figure> {
        let agreed = action.made_at.day_in(&TimeZone::UTC);
        let line = lines.iter().find(|line| measure::same(line, &self.measure))?;
        let since = agreed.0.max(self.measure.figure.period().to);
        (line.figure.value().is_some() && line.figure.period().to > since).then_some(&line.figure)
    }
}

/// So many digits as were given, up to two.
pub(crate) fn digits(value: f64) -> usize {
    (0..2)
        .find(|digits| {
            let shifted = value * 10_f64.powi(*digits);
            (shifted - shifted.round()).abs() < 1e-9
        })
        .map_or(2, |digits| digits as usize)
}

/// Reads what is expected from a form or a JSON body; nothing where no measure is named. The outer `None` is a fault.
pub(crate) fn read(form: &mut Fields, measures: &[Line], today: Day) -> Option<Option<Expected>> {
    let rest = ["direction", "amount", "by"];
    if form.value("measure").trim().is_empty() {
        if rest.iter().all(|name| form.value(name).trim().is_empty()) {
            return Some(None);
        }
        form.refuse("measure", Fault::new("fault-required"));
        return None;
    }
    let measure = form.choice("measure", |word| measure::find(measures, word).cloned());
    let direction = form.choice("direction", Direction::parse);
    let amount = form.number("amount");
    if amount.is_some_and(|amount| amount <= 0.0 || amount > 1e9) {
        form.refuse("amount", Fault::new("fault-expected-amount"));
    }
    let by = form.day("by");
    if by.is_some_and(|by| by <= today) {
        form.refuse("by", Fault::new("fault-expected-by"));
    }
    if form.has_faults() {
        return None;
    }
    Some(Some(Expected { measure: measure?, direction: direction?, amount: amount?, by: by? }))
}

/// What an action is expected to move.
#[derive(Serialize, ToSchema)]
#[schema(as = ExpectedEffect)]
pub struct ExpectedJson {
    measure: String,
    direction: &'static str,
    amount: f64,
    /// A date.
    by: String,
    /// The value when the action was agreed.
    before: Option<f64>,
}

impl ExpectedJson {
    pub(crate) fn new(expected: &Expected) -> Self {
        Self {
            measure: measure::word(&expected.measure),
            direction: expected.direction.word(),
            amount: expected.amount,
            by: expected.by.to_string(),
            before: expected.measure.figure.value(),
        }
    }
}
