//! What a file has to keep to, judged on plain values. A row that breaks the definition is refused with its row and column;
//! what is only odd is flagged and taken; a file whose figures can't be of this KPI is refused as a whole.

use std::collections::{HashMap, HashSet};

use lustrum_kernel::Day;
use lustrum_kernel::table::{Fault, Reason};
use serde::{Deserialize, Serialize};

use super::{Outcome, Words};
use crate::kpi::Kpi;
use crate::metric;
use crate::reading::file::{self, Headings, Read};
use crate::reading::{Reading, Value};

/// So many flags and faults of a run are kept; their number is kept in any case.
pub const KEPT: usize = 500;
/// A change is a jump where it is so many times the usual one, if nobody said how large a jump is.
const USUAL: f64 = 6.0;
/// From so many changes on, something is usual.
const ENOUGH: usize = 12;
/// Figures that are so many times larger or smaller than those known are in another unit.
const ANOTHER_UNIT: f64 = 50.0;

/// The bounds that a steward sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub least: Option<f64>,
    pub most: Option<f64>,
    /// From which a change between two periods is flagged; nothing takes six times the usual change.
    pub jump: Option<f64>,
    /// Whether a unit without any reading so far is taken, and flagged, or refused.
    pub new_units: bool,
}

/// Something odd, which a person should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flag {
    /// `jump`, `gap`, `absent`, `new-unit`, `repeated`; each has a message.
    pub kind: String,
    pub row: Option<usize>,
    pub unit: String,
    pub period: Option<Day>,
    pub from: Option<f64>,
    pub to: Option<f64>,
}

/// Why a file as a whole was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub key: &'static str,
    pub detail: String,
}

impl Refusal {
    pub fn new(key: &'static str, detail: impl ToString) -> Self {
        Self { key, detail: detail.to_string() }
    }
}

/// What a file comes to.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    pub headings: Vec<String>,
    pub values: Vec<Value>,
    /// Rows that were refused, in how many there are of them.
    pub refused: usize,
    pub faults: Vec<Fault>,
    pub flags: Vec<Flag>,
    pub refusal: Option<Refusal>,
}

impl Judged {
    pub fn outcome(&self) -> Outcome {
        if self.refusal.is_some() { Outcome::Refused } else { Outcome::Taken }
    }
    /// Whether every row was taken.
    pub fn is_sound(&self) -> bool {
        self.refusal.is_none() && self.refused == 0
    }
}

/// Judges the bytes of a file against a KPI's definition and what is known of it. `today` is where the schedule is.
pub fn judge(bytes: &[u8], words: &Words, kpi: &Kpi, known: &[Reading], today: Day) -> Judged {
    let sheet = (!words.sheet.is_empty()).then_some(words.sheet.as_str());
    let read = match file::read_by(bytes, sheet, &words.headings, kpi) {
        Ok(read) => read,
        Err(error) => {
            let detail = error.args().into_iter().map(|(_, value)| value).collect::<Vec<_>>().join(", ");
            return Judged { refusal: Some(Refusal::new(error.key(), detail)), ..Judged::default() };
        }
    };
    let headings = read.headings.clone();
    if read.faults.iter().any(|fault| fault.reason == Reason::MissingColumn) {
        let refusal = Some(Refusal::new("connector-refused-columns", ""));
        return Judged { headings, refused: read.rows, faults: read.faults, refusal, ..Judged::default() };
    }
    let rows = read.rows;
    let mut rules = Rules { words, kpi, known, today, judged: Judged { headings, ..Judged::default() } };
    rules.rows(read);
    rules.whole(rows);
    let mut judged = rules.judged;
    if judged.refusal.is_some() {
        judged.values.clear();
        judged.flags.clear();
    }
    judged.faults.sort_by_key(|fault| fault.row);
    judged
}

struct Rules<'a> {
    words: &'a Words,
    kpi: &'a Kpi,
    known: &'a [Reading],
    today: Day,
    judged: Judged,
}

impl Rules<'_> {
    /// Row by row: what is refused, and what is left.
    fn rows(&mut self, read: Read) {
        let units: HashSet<&str> = self.known.iter().map(|known| known.unit.as_str()).collect();
        let contradicted: HashSet<usize> =
            read.repeated.iter().filter(|row| !row.same).map(|row| row.earlier).collect();
        let mut refused: HashSet<usize> = read.faults.iter().map(|fault| fault.row).collect();
        self.judged.faults = read.faults;
        for row in read.repeated {
            if row.same {
                self.flag("repeated", Some(row.fault.row), &row.fault.value, None, None);
            } else {
                refused.insert(row.fault.row);
                self.judged.faults.push(row.fault);
            }
        }
        let factor = if self.words.share { metric::factor(&self.kpi.current.definition.unit) } else { 1.0 };
        let mut new_units = HashSet::new();
        for (row, mut value) in read.values {
            if refused.contains(&row) {
                continue;
            }
            if factor != 1.0 {
                // Without the dust of multiplying in binary: 0.312 is 31.2 %.
                value.value = (value.value * factor * 1e9).round() / 1e9;
            }
            let unknown = !units.is_empty() && !units.contains(value.unit.as_str());
            let fault = if contradicted.contains(&row) {
                Some(self.fault(row, "unit", &value.unit, "table-fault-connector-contradicted", vec![]))
            } else if unknown && !self.words.limits.new_units {
                Some(self.fault(row, "unit", &value.unit, "table-fault-connector-unit", vec![]))
            } else if value.period > self.today {
                Some(self.fault(row, "period", &value.period.to_string(), "table-fault-connector-future", vec![]))
            } else {
                self.out_of_range(row, &value)
            };
            if let Some(fault) = fault {
                refused.insert(row);
                self.judged.faults.push(fault);
                continue;
            }
            if unknown && new_units.insert(value.unit.clone()) {
                self.flag("new-unit", Some(row), &value.unit, None, None);
            }
            self.judged.values.push(value);
        }
        self.judged.refused = refused.len();
    }

    fn out_of_range(&self, row: usize, value: &Value) -> Option<Fault> {
        let limits = &self.words.limits;
        let below = limits.least.filter(|least| value.value < *least);
        let above = limits.most.filter(|most| value.value > *most);
        let (key, bound) = match (below, above) {
            (Some(least), _) => ("table-fault-connector-below", least),
            (None, Some(most)) => ("table-fault-connector-above", most),
            (None, None) => return None,
        };
        let written = value.value.to_string();
        Some(self.fault(row, "value", &written, key, vec![("bound", bound.to_string())]))
    }

    /// A fault in the column that holds `what`, by its letters.
    fn fault(
        &self,
        row: usize,
        what: &str,
        value: &str,
        key: &'static str,
        args: Vec<(&'static str, String)>,
    ) -> Fault {
        let names: &Headings = &self.words.headings;
        let (named, usual): (&str, &[&str]) = match what {
            "unit" => (&names.unit, &file::UNIT),
            "period" => (&names.period, &file::PERIOD),
            _ => (&names.value, &file::VALUE),
        };
        let alike = |heading: &String| {
            let heading = heading.to_lowercase();
            if named.is_empty() {
                usual.contains(&heading.trim())
            } else {
                heading.trim() == named.to_lowercase().trim()
            }
        };
        let place = self.judged.headings.iter().position(alike);
        Fault {
            row,
            column: place.map(lustrum_kernel::table::letters).unwrap_or_default(),
            heading: place.and_then(|place| self.judged.headings.get(place).cloned()).unwrap_or_default(),
            value: lustrum_kernel::table::shortened(value),
            reason: Reason::rule(key, args),
        }
    }

    fn flag(&mut self, kind: &str, row: Option<usize>, unit: &str, period: Option<Day>, step: Option<(f64, f64)>) {
        self.judged.flags.push(Flag {
            kind: kind.to_owned(),
            row,
            unit: unit.to_owned(),
            period,
            from: step.map(|(from, _)| from),
            to: step.map(|(_, to)| to),
        });
    }

    /// The file as a whole.
    fn whole(&mut self, rows: usize) {
        if rows == 0 {
            self.judged.refusal = Some(Refusal::new("table-error-empty", ""));
        } else if self.judged.refused * 2 > rows {
            let detail = format!("{} / {rows}", self.judged.refused);
            self.judged.refusal = Some(Refusal::new("connector-refused-most", detail));
        } else if let Some((given, usual)) = self.another_unit() {
            let digits = usize::try_from(self.kpi.current.definition.decimals).unwrap_or_default();
            let detail = format!("{given:.*} / {usual:.*}", digits + 2, digits);
            self.judged.refusal = Some(Refusal::new("connector-refused-unit", detail));
        } else {
            self.steps();
            self.absent();
        }
    }

    /// Percent where there were shares, thousands where there were units: the middles of both tell.
    fn another_unit(&self) -> Option<(f64, f64)> {
        let given = middle(self.judged.values.iter().map(|value| value.value.abs()))?;
        let usual = middle(self.known.iter().map(|known| known.value.abs()))?;
        let far = self.known.len() >= ENOUGH && given > 0.0 && usual > 0.0;
        (far && !(1.0 / ANOTHER_UNIT..=ANOTHER_UNIT).contains(&(given / usual))).then_some((given, usual))
    }

    /// Sudden changes, and periods that were left out.
    fn steps(&mut self) {
        let months = self.kpi.current.definition.cadence.months();
        let mut series: HashMap<&str, Vec<(Day, f64)>> = HashMap::new();
        for known in self.known {
            series.entry(&known.unit).or_default().push((known.period, known.value));
        }
        for line in series.values_mut() {
            line.sort_by_key(|(period, _)| *period);
        }
        let jump = self.words.limits.jump.or_else(|| usual_change(&series, months));
        let mut given: Vec<&Value> = self.judged.values.iter().collect();
        given.sort_by(|a, b| (&a.unit, a.period).cmp(&(&b.unit, b.period)));
        let mut flags = Vec::new();
        let mut before: Option<(&str, Day, f64)> = None;
        for value in given {
            let known = series.get(value.unit.as_str()).and_then(|line| {
                let place = line.partition_point(|(period, _)| *period < value.period);
                place.checked_sub(1).and_then(|place| line.get(place)).copied()
            });
            let within = before.filter(|(unit, ..)| *unit == value.unit).map(|(_, period, value)| (period, value));
            // What stands nearest before it, in the file or known already.
            let last = match (known, within) {
                (Some(known), Some(within)) if known.0 > within.0 => Some(known),
                (known, None) => known,
                (_, within) => within,
            };
            if let Some((period, from)) = last {
                if jump.is_some_and(|jump| (value.value - from).abs() > jump) {
                    flags.push(("jump", value.unit.clone(), value.period, Some((from, value.value))));
                }
                let mut missed = period.plus_months(months);
                while missed < value.period && flags.len() < KEPT {
                    flags.push(("gap", value.unit.clone(), missed, None));
                    missed = missed.plus_months(months);
                }
            }
            before = Some((&value.unit, value.period, value.value));
        }
        for (kind, unit, period, step) in flags {
            self.flag(kind, None, &unit, Some(period), step);
        }
    }

    /// Units that had a reading in the newest period known and have none in the newest of the file.
    fn absent(&mut self) {
        let (Some(newest), Some(known)) = (
            self.judged.values.iter().map(|value| value.period).max(),
            self.known.iter().map(|known| known.period).max(),
        ) else {
            return;
        };
        let there: HashSet<&str> =
            self.judged.values.iter().filter(|value| value.period == newest).map(|value| value.unit.as_str()).collect();
        let mut absent: Vec<String> = self
            .known
            .iter()
            .filter(|reading| reading.period == known && newest >= known && !there.contains(reading.unit.as_str()))
            .map(|reading| reading.unit.clone())
            .collect();
        absent.sort();
        for unit in absent {
            self.flag("absent", None, &unit, Some(newest), None);
        }
    }
}

/// Six times the middle of all changes from one period to the next.
fn usual_change(series: &HashMap<&str, Vec<(Day, f64)>>, months: i32) -> Option<f64> {
    let changes: Vec<f64> = series
        .values()
        .flat_map(|line| line.windows(2))
        .filter(|pair| pair[0].0.plus_months(months) == pair[1].0)
        .map(|pair| (pair[1].1 - pair[0].1).abs())
        .collect();
    if changes.len() < ENOUGH {
        return None;
    }
    middle(changes.into_iter()).filter(|middle| *middle > 0.0).map(|middle| middle * USUAL)
}

fn middle(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
