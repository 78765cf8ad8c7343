//! Excel workbooks (`.xlsx`). The archive is measured before it is read: a small file can unpack to more than any
//! memory holds, and its directory may lie about that.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;

use super::{MOST_BYTES_INSIDE, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Sheet, TableError, Value};

pub fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, TableError> {
    measure(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|fault| match fault {
        XlsxError::Password => TableError::OldOrLockedExcel,
        _ => TableError::Damaged,
    })?;
    let sheets: Vec<_> =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let name = match wanted {
        Some(wanted) => {
            sheets.iter().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(wanted.trim())).ok_or_else(|| {
                TableError::NoSuchSheet {
                    name: wanted.to_owned(),
                    there: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
                }
            })?
        }
        None => {
            let visible = sheets.iter().find(|sheet| sheet.visible == SheetVisible::Visible);
            visible.or(sheets.first()).ok_or(TableError::Empty)?
        }
    };
    Sheet::of(rows(&mut workbook, &name.name)?, None)
}

/// Refuses an archive whose directory, or whose content, is larger than what may be unpacked.
fn measure(bytes: &[u8]) -> Result<(), TableError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::Damaged)?;
    if !archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Err(TableError::NotATable);
    }
    let mut told: u64 = 0;
    for place in 0..archive.len() {
        told = told.saturating_add(archive.by_index_raw(place).map_err(|_| TableError::Damaged)?.size());
    }
    if told > MOST_BYTES_INSIDE {
        return Err(TableError::TooLargeInside);
    }
    let mut left = MOST_BYTES_INSIDE;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|_| TableError::Damaged)?;
        let unpacked =
            std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(|_| TableError::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(TableError::TooLargeInside)?;
    }
    Ok(())
}

/// Cell by cell, so that one cell at the far corner of a sheet does not make a table of everything before it.
fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<(usize, Vec<Value>)>, TableError> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| TableError::Damaged)?;
    let mut rows: Vec<(usize, Vec<Value>)> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| TableError::Damaged)? {
        let (row, column) = (cell.get_position().0 as usize + 1, cell.get_position().1 as usize);
        let value = value(cell.get_value(), row)?;
        if value.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(TableError::TooManyColumns { row });
        }
        match rows.last() {
            Some((last, _)) if *last == row => {}
            Some((last, _)) if *last > row => return Err(TableError::Damaged),
            _ if rows.len() > MOST_ROWS => return Err(TableError::TooManyRows),
            _ => rows.push((row, Vec::new())),
        }
        let (_, values) = rows.last_mut().expect("a row was found or added above");
        if values.len() <= column {
            values.resize(column + 1, Value::Empty);
        }
        values[column] = value;
    }
    Ok(rows)
}

fn value(data: &DataRef<'_>, row: usize) -> Result<Value, TableError> {
    let text = |text: &str| {
        if text.chars().count() > MOST_CHARACTERS {
            return Err(TableError::CellTooLong { row });
        }
        Ok(Value::Text(text.to_owned()))
    };
    Ok(match data {
        DataRef::Empty => Value::Empty,
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Bool(truth) => Value::Truth(*truth),
        DataRef::String(words) => text(words)?,
        DataRef::SharedString(words) => text(words)?,
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => text(words)?,
        DataRef::Error(fault) => Value::FailedFormula(fault.to_string()),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
            date.map_or(Value::Number(moment.as_f64()), Value::Date)
        }
        DataRef::DateTime(duration) => Value::Number(duration.as_f64()),
    })
}
