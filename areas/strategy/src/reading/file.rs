//! Readings from a file: CSV or Excel, with a row of headings. Every fault is found and named with its row, column and
//! value; a file with a fault gives nothing. The page, the API and the command line read with the same function.

use std::collections::HashMap;

use lustrum_kernel::Day;
use lustrum_kernel::table::{self, Cell, DecimalMark, Fault, Faults, Reason, Row, Sheet, TableError};

use super::Value;
use crate::kpi::{Cadence, Definition, Kpi};

pub const UNIT: [&str; 4] = ["unit", "eenheid", "depot", "team"];
pub const PERIOD: [&str; 4] = ["period", "periode", "month", "maand"];
pub const VALUE: [&str; 3] = ["value", "waarde", "reading"];
pub const PEOPLE: [&str; 4] = ["people", "mensen", "n", "aantal"];

/// No KPI is larger than this, and a spreadsheet's number stays exact below it.
const MOST: f64 = 1e15;
const LONGEST_UNIT: usize = 120;

/// Why a file gives no readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The file as a whole.
    File(TableError),
    /// These cells.
    Cells(Vec<Fault>),
}

/// Reads the readings of a KPI from the bytes of a file.
pub fn read(bytes: &[u8], kpi: &Kpi) -> Result<Vec<Value>, Unread> {
    let sheet = table::read(bytes, None).map_err(Unread::File)?;
    let mut faults = Faults::default();
    for fault in sheet.faults() {
        faults.push(fault.clone());
    }
    let unit = faults.take(sheet.require(&UNIT));
    let period = faults.take(sheet.require(&PERIOD));
    let value = faults.take(sheet.require(&VALUE));
    let (Some(unit), Some(period), Some(value)) = (unit, period, value) else {
        return Err(Unread::Cells(faults.into_all()));
    };
    let columns = Columns { unit, period, value, people: sheet.find(&PEOPLE) };
    let readings = rows(&sheet, &columns, &kpi.current.definition, &mut faults);
    if faults.is_empty() { Ok(readings) } else { Err(Unread::Cells(faults.into_all())) }
}

struct Columns {
    unit: usize,
    period: usize,
    value: usize,
    people: Option<usize>,
}

fn rows(sheet: &Sheet, columns: &Columns, definition: &Definition, faults: &mut Faults) -> Vec<Value> {
    let cadence = definition.cadence;
    let mark = sheet.decimal_mark(columns.value);
    let order = sheet.day_order(columns.period);
    let mut seen: HashMap<(String, Day), usize> = HashMap::new();
    let mut readings = Vec::with_capacity(sheet.rows().len());
    for row in sheet.rows() {
        let unit = faults.take(unit_of(&row, columns.unit));
        let period = faults.take(row.cell(columns.period).month_with(order)).and_then(|month| {
            let day = Day::of(month.year, month.month, 1);
            let snapped = day.map(|day| start_of(day, cadence));
            if snapped.is_some() && snapped != day {
                let reason = Reason::rule("table-fault-reading-not-a-period", vec![]);
                faults.push(row.cell(columns.period).fault(reason));
                return None;
            }
            snapped
        });
        let value = faults.take(value_of(&row.cell(columns.value), mark, &definition.unit)).filter(|value| {
            let sound = value.abs() <= MOST;
            if !sound {
                faults.push(row.cell(columns.value).fault(Reason::NotANumber));
            }
            sound
        });
        let people = columns.people.and_then(|place| {
            let cell = row.cell(place);
            faults.take(cell.optional(|cell| {
                let people = cell.whole()?;
                if people < 0 { Err(cell.fault(Reason::NotWhole)) } else { Ok(people) }
            }))
        });
        let (Some(unit), Some(period), Some(value)) = (unit, period, value) else { continue };
        if let Some(earlier) = seen.insert((unit.clone(), period), row.number) {
            let reason = Reason::rule("table-fault-reading-twice", vec![("row", earlier.to_string())]);
            faults.push(row.cell(columns.unit).fault(reason));
            continue;
        }
        readings.push(Value { unit, period, value, people: people.flatten() });
    }
    readings
}

/// A number, with the unit of the KPI behind it or nothing: `7.1 %` is no reading of a KPI in days.
fn value_of(cell: &Cell<'_>, mark: DecimalMark, unit: &str) -> Result<f64, Fault> {
    let read = cell.number_with(mark);
    let Err(fault) = read else { return read };
    let text = cell.value.to_text();
    let digits = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |place| place + 1);
    let (number, given) = (text[..digits].trim(), text[digits..].trim());
    if number.is_empty() || given.is_empty() {
        return Err(fault);
    }
    match table::parse_number(number, mark) {
        Ok(value) if given.eq_ignore_ascii_case(unit.trim()) => Ok(value),
        Ok(_) => {
            let args = vec![("given", table::shortened(given)), ("unit", unit.to_owned())];
            Err(cell.fault(Reason::rule("table-fault-reading-unit", args)))
        }
        Err(_) => Err(fault),
    }
}

fn unit_of(row: &Row<'_>, place: usize) -> Result<String, Fault> {
    let cell = row.cell(place);
    let unit = cell.text()?.trim().to_owned();
    if unit.chars().count() > LONGEST_UNIT {
        return Err(cell.fault(Reason::rule("table-fault-reading-long-unit", vec![("most", LONGEST_UNIT.to_string())])));
    }
    Ok(unit)
}

/// The first day of the period of this cadence that a day lies in.
pub fn start_of(day: Day, cadence: Cadence) -> Day {
    let back = match cadence {
        Cadence::Monthly => 0,
        Cadence::Quarterly => (day.0.month() - 1) % 3,
        Cadence::Yearly => day.0.month() - 1,
    };
    day.first_of_month().plus_months(-i32::from(back))
}
