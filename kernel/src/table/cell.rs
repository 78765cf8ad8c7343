//! One cell: what stands in it, and reading it as what its column should hold.

use jiff::civil::Date;

use super::date::{self, DayOrder, Month};
use super::fault::shortened;
use super::number::{self, DecimalMark};
use super::{Fault, Reason, letters};

/// What stands in a cell. A CSV file knows texts only, a workbook knows the rest too.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Date(Date),
    Truth(bool),
    FailedFormula(String),
}

impl Value {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
    /// As a person would type it; a whole number without a decimal mark.
    pub fn to_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => format!("{number}"),
            Self::Date(date) => date.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::FailedFormula(name) => name.clone(),
        }
    }
}

/// A cell with its place.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    pub row: usize,
    /// The column, counted from 0; [`Cell::column`] gives its letters.
    pub place: usize,
    pub heading: &'a str,
    pub value: &'a Value,
}

impl Cell<'_> {
    pub fn column(&self) -> String {
        letters(self.place)
    }
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }
    /// Reads the cell where it is not empty.
    pub fn optional<T>(&self, read: impl FnOnce(&Self) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
        if self.is_empty() { Ok(None) } else { read(self).map(Some) }
    }
    pub fn text(&self) -> Result<String, Fault> {
        self.present()?;
        Ok(self.value.to_text())
    }
    /// A number whose marks leave no doubt.
    pub fn number(&self) -> Result<f64, Fault> {
        self.number_with(DecimalMark::Unknown)
    }
    /// A number with a known decimal mark (of the column, or as the person said).
    pub fn number_with(&self, mark: DecimalMark) -> Result<f64, Fault> {
        self.present()?;
        match self.value {
            Value::Number(number) if number.is_finite() => Ok(*number),
            Value::Text(text) => number::parse(text, mark).map_err(|reason| self.fault(reason)),
            _ => Err(self.fault(Reason::NotANumber)),
        }
    }
    pub fn whole(&self) -> Result<i64, Fault> {
        // Beyond this a spreadsheet's number no longer tells neighbours apart.
        const EXACT: f64 = 9_007_199_254_740_991.0;
        let number = self.number()?;
        if number.fract() != 0.0 || number.abs() > EXACT {
            return Err(self.fault(Reason::NotWhole));
        }
        Ok(number as i64)
    }
    pub fn date(&self) -> Result<Date, Fault> {
        self.date_with(DayOrder::Unknown)
    }
    pub fn date_with(&self, order: DayOrder) -> Result<Date, Fault> {
        self.present()?;
        match self.value {
            Value::Date(date) if date::plausible(*date) => Ok(*date),
            Value::Text(text) => date::parse(text, order).map_err(|reason| self.fault(reason)),
            _ => Err(self.fault(Reason::NotADate)),
        }
    }
    pub fn month(&self) -> Result<Month, Fault> {
        self.month_with(DayOrder::Unknown)
    }
    pub fn month_with(&self, order: DayOrder) -> Result<Month, Fault> {
        self.present()?;
        match self.value {
            Value::Date(date) if date::plausible(*date) => Ok(Month::of(*date)),
            Value::Text(text) => date::parse_month(text, order).map_err(|reason| self.fault(reason)),
            // 202603 typed into a workbook.
            Value::Number(number) => {
                date::parse_month(&format!("{number}"), order).map_err(|reason| self.fault(reason))
            }
            _ => Err(self.fault(Reason::NotAMonth)),
        }
    }
    /// A fault at this cell, for a rule of the caller.
    pub fn fault(&self, reason: Reason) -> Fault {
        Fault {
            row: self.row,
            column: self.column(),
            heading: self.heading.to_owned(),
            value: shortened(&self.value.to_text()),
            reason,
        }
    }
    fn present(&self) -> Result<(), Fault> {
        match self.value {
            Value::FailedFormula(_) => Err(self.fault(Reason::FailedFormula)),
            value if value.is_empty() => Err(self.fault(Reason::Missing)),
            _ => Ok(()),
        }
    }
}
