//! Numbers with a point or a comma, never one taken for the other.

use super::DataError;

/// Beyond this squares of numbers leave what a computer holds, and nothing in the world is measured in it.
const LARGEST: f64 = 1e100;

/// Which decimal mark the file uses, as far as it was seen.
pub(super) struct Numbers {
    /// Only where a comma does not separate cells may it be a decimal mark.
    comma_allowed: bool,
    point: Option<Place>,
    comma: Option<Place>,
    /// True as long as every point could mark thousands.
    like_thousands: bool,
}

#[derive(Clone)]
struct Place {
    row: u64,
    column: String,
    value: String,
}

impl Numbers {
    pub(super) fn separated_by(delimiter: u8) -> Self {
        Self { comma_allowed: delimiter != b',', point: None, comma: None, like_thousands: true }
    }

    pub(super) fn read(&mut self, cell: &str, row: u64, column: &str) -> Result<f64, DataError> {
        // Text is made where it is needed only: a table may have ten million rows.
        let place = || Place { row, column: column.to_owned(), value: cell.to_owned() };
        let Some(number) = parse(cell, self.comma_allowed) else {
            let Place { row, column, value } = place();
            return Err(match is_missing(cell) {
                true => DataError::MissingValue { row, column },
                false => DataError::NotANumber { row, column, value },
            });
        };
        if !number.is_finite() {
            let Place { row, column, value } = place();
            return Err(DataError::NotFinite { row, column, value });
        }
        if number.abs() > LARGEST {
            let Place { row, column, value } = place();
            return Err(DataError::TooLarge { row, column, value });
        }
        if self.comma_allowed {
            let (seen, other) = if cell.contains(',') {
                (&mut self.comma, &self.point)
            } else if cell.contains('.') {
                self.like_thousands &= grouped_in_thousands(cell);
                (&mut self.point, &self.comma)
            } else {
                return Ok(number);
            };
            if let Some(other) = other {
                let (earlier, Place { row, column, value }) = (other.row, place());
                return Err(DataError::MixedDecimalMarks { row, earlier, column, value });
            }
            seen.get_or_insert_with(place);
        }
        Ok(number)
    }

    /// Refuses a file in which every point may have been a thousands mark.
    pub(super) fn settle(self) -> Result<(), DataError> {
        match self.point {
            Some(place) if self.like_thousands => {
                Err(DataError::AmbiguousNumber { row: place.row, column: place.column, value: place.value })
            }
            _ => Ok(()),
        }
    }
}

/// A number as it stands, or nothing. `NaN` and infinities come through as themselves.
pub(super) fn parse(cell: &str, comma_allowed: bool) -> Option<f64> {
    if comma_allowed && cell.contains(',') {
        if cell.contains('.') {
            return None;
        }
        return cell.replace(',', ".").parse().ok();
    }
    cell.parse().ok()
}

pub(super) fn is_missing(cell: &str) -> bool {
    cell.is_empty() || [".", "NA", "N/A", "#N/A", "NULL", "null", "n/a", "na", "#N/B"].contains(&cell)
}

/// 1.234 or 12.345.678: one to three digits, then groups of three; 0.123 is not.
fn grouped_in_thousands(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['-', '+']);
    let mut groups = digits.split('.');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && first.bytes().all(|b| b.is_ascii_digit())
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}
