//! Scores from a file: person (or a pseudonym), before, after. The person tells doubles apart and is not kept.

use std::collections::HashSet;

use lustrum_kernel::table::{Fault, Faults, Out, Reason, TableError, csv, read as read_table};

use super::Pair;

/// A row of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    pub person: String,
    pub pair: Pair,
}

/// Why a file is not taken.
#[derive(Debug)]
pub enum Refused {
    File(TableError),
    /// Every cell that is wrong.
    Cells(Vec<Fault>),
}

/// Reads the columns `person`, `before`, `after` (`persoon`, `voor`, `na`); scores lie between 0 and `most`.
pub fn read(bytes: &[u8], most: f64) -> Result<Vec<Scored>, Refused> {
    let sheet = read_table(bytes, None).map_err(Refused::File)?;
    let mut faults = Faults::default();
    sheet.faults().iter().for_each(|fault| faults.push(fault.clone()));
    let person = faults.take(sheet.require(&["person", "persoon", "pseudonym", "pseudoniem", "email", "e-mail"]));
    let before = faults.take(sheet.require(&["before", "voor", "pre"]));
    let after = faults.take(sheet.require(&["after", "na", "post"]));
    let (Some(person), Some(before), Some(after)) = (person, before, after) else {
        return Err(Refused::Cells(faults.into_all()));
    };
    let (mark_before, mark_after) = (sheet.decimal_mark(before), sheet.decimal_mark(after));
    let mut seen = HashSet::new();
    let mut scores = Vec::new();
    for row in sheet.rows() {
        let (who, first, second) = (row.cell(person), row.cell(before), row.cell(after));
        let score = |cell: &lustrum_kernel::table::Cell<'_>, mark| {
            let value = cell.number_with(mark)?;
            if (0.0..=most).contains(&value) {
                return Ok(value);
            }
            Err(cell.fault(Reason::rule("scores-fault-range", vec![("most", format!("{most}"))])))
        };
        let name = faults.take(who.text().and_then(|name| {
            let new = seen.insert(name.to_lowercase());
            if new { Ok(name) } else { Err(who.fault(Reason::rule("scores-fault-twice", Vec::new()))) }
        }));
        let (first, second) = (faults.take(score(&first, mark_before)), faults.take(score(&second, mark_after)));
        if let (Some(person), Some(before), Some(after)) = (name, first, second) {
            scores.push(Scored { person, pair: Pair { before, after } });
        }
    }
    if !faults.is_empty() {
        return Err(Refused::Cells(faults.into_all()));
    }
    if scores.is_empty() {
        return Err(Refused::File(TableError::Empty));
    }
    Ok(scores)
}

/// The rows as the step after the preview reads them again.
pub fn write(scores: &[Scored]) -> String {
    let heading = ["person", "before", "after"].map(Out::from).to_vec();
    let rows = scores.iter().map(|row| vec![row.person.as_str().into(), row.pair.before.into(), row.pair.after.into()]);
    String::from_utf8_lossy(&csv(&std::iter::once(heading).chain(rows).collect::<Vec<_>>())).into_owned()
}
