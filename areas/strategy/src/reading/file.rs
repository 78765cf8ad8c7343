//! Readings from a file: CSV or Excel, with a row of headings. Every fault is found and named with its row, column and
//! value. The page, the API and the command line take a file whole or not at all ([`read`]); a connector, which nobody
//! sits beside, takes the sound rows and reports the others ([`read_by`]).

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

/// The headings under which a file holds what a reading is made of; empty takes the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headings {
    pub unit: String,
    pub period: String,
    pub value: String,
    pub people: String,
}

/// What the rows of a file came to.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The headings that the file has.
    pub headings: Vec<String>,
    /// How many rows it has below them.
    pub rows: usize,
    /// Each with its row.
    pub values: Vec<(usize, Value)>,
    pub faults: Vec<Fault>,
    /// Rows about a unit and period that another row was about before.
    pub repeated: Vec<Repeated>,
}

/// A row that says again what an earlier one said, or contradicts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    pub fault: Fault,
    pub earlier: usize,
    pub same: bool,
}

/// Reads the readings of a KPI from the bytes of a file, whole or not at all.
pub fn read(bytes: &[u8], kpi: &Kpi) -> Result<Vec<Value>, Unread> {
    let read = read_by(bytes, None, &Headings::default(), kpi).map_err(Unread::File)?;
    let mut faults = read.faults;
    faults.extend(read.repeated.into_iter().map(|repeated| repeated.fault));
    faults.sort_by_key(|fault| fault.row);
    if faults.is_empty() {
        Ok(read.values.into_iter().map(|(_, value)| value).collect())
    } else {
        Err(Unread::Cells(faults))
    }
}

/// Reads every row, the sound and the faulty apart. Without one of the columns there is no value and that fault.
pub fn read_by(bytes: &[u8], sheet: Option<&str>, names: &Headings, kpi: &Kpi) -> Result<Read, TableError> {
    let sheet = table::read(bytes, sheet)?;
    let mut read = Read { headings: sheet.headings().to_vec(), rows: sheet.rows().len(), ..Read::default() };
    let mut faults = Faults::default();
    for fault in sheet.faults() {
        faults.push(fault.clone());
    }
    let unit = faults.take(required(&sheet, &names.unit, &UNIT));
    let period = faults.take(required(&sheet, &names.period, &PERIOD));
    let value = faults.take(required(&sheet, &names.value, &VALUE));
    let people = match names.people.as_str() {
        "" => sheet.find(&PEOPLE),
        named => faults.take(sheet.require(&[named])),
    };
    if let (Some(unit), Some(period), Some(value)) = (unit, period, value) {
        rows(&sheet, &Columns { unit, period, value, people }, &kpi.current.definition, &mut faults, &mut read);
    }
    read.faults = faults.into_all();
    Ok(read)
}

fn required(sheet: &Sheet, named: &str, usual: &[&str]) -> Result<usize, Fault> {
    if named.is_empty() { sheet.require(usual) } else { sheet.require(&[named]) }
}

struct Columns {
    unit: usize,
    period: usize,
    value: usize,
    people: Option<usize>,
}

fn rows(sheet: &Sheet, columns: &Columns, definition: &Definition, faults: &mut Faults, read: &mut Read) {
    let cadence = definition.cadence;
    let mark = sheet.decimal_mark(columns.value);
    let order = sheet.day_order(columns.period);
    let mut seen: HashMap<(String, Day), usize> = HashMap::new();
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
        let people = columns.people.map_or(Some(None), |place| faults.take(people_of(&row.cell(place))));
        let (Some(unit), Some(period), Some(value), Some(people)) = (unit, period, value, people) else { continue };
        let value = Value { unit, period, value, people };
        let place = (value.unit.clone(), period);
        if let Some((earlier, known)) = seen.get(&place).and_then(|index| read.values.get(*index)) {
            let reason = Reason::rule("table-fault-reading-twice", vec![("row", earlier.to_string())]);
            let fault = row.cell(columns.unit).fault(reason);
            read.repeated.push(Repeated { fault, earlier: *earlier, same: *known == value });
            continue;
        }
        seen.insert(place, read.values.len());
        read.values.push((row.number, value));
    }
}

fn people_of(cell: &Cell<'_>) -> Result<Option<i64>, Fault> {
    cell.optional(|cell| {
        let people = cell.whole()?;
        if people < 0 { Err(cell.fault(Reason::NotWhole)) } else { Ok(people) }
    })
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
