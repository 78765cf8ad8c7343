//! Reading a file through a mapping: every fault is named where it stands, and whoever is not in the programme is left
//! out and counted.

use std::collections::HashMap;

use lustrum_kernel::table::{Fault, Faults, Reason, Sheet, TableError, read as read_table};
use lustrum_programme::behaviour::Behaviour;

use super::Mapping;
use crate::scores::read::Refused;
use crate::team::Member;

/// A rating as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    pub email: String,
    pub trained: bool,
    /// Its place among the behaviours.
    pub behaviour: usize,
    pub value: f64,
    pub raw: String,
    pub row: usize,
}

/// What a file holds for a programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    pub ratings: Vec<Reviewed>,
    /// How many rows were about people who are not in the programme.
    pub others: usize,
}

fn column(sheet: &Sheet, heading: &str, faults: &mut Faults) -> Option<usize> {
    let found = sheet.headings().iter().position(|known| known == heading);
    if found.is_none() {
        faults.push(Fault {
            row: 1,
            column: String::new(),
            heading: heading.to_owned(),
            value: String::new(),
            reason: Reason::MissingColumn,
        });
    }
    found
}

pub fn read(bytes: &[u8], mapping: &Mapping, behaviours: &[Behaviour], people: &[Member]) -> Result<Read, Refused> {
    let sheet = read_table(bytes, None).map_err(Refused::File)?;
    let mut faults = Faults::default();
    let person = column(&sheet, &mapping.person, &mut faults);
    let mut columns = Vec::new();
    for (id, heading) in mapping.behaviours.iter().filter(|(_, heading)| !heading.is_empty()) {
        let place = behaviours.iter().position(|behaviour| behaviour.id.to_string() == *id);
        let found = column(&sheet, heading, &mut faults);
        columns.extend(place.zip(found));
    }
    let (Some(person), true) = (person, faults.is_empty()) else { return Err(Refused::Cells(faults.into_all())) };
    let known: HashMap<&str, &Member> = people.iter().map(|member| (member.email.as_str(), member)).collect();
    let mut all = Read::default();
    let mut seen = std::collections::HashSet::new();
    for row in sheet.rows() {
        let who = row.cell(person);
        let Some(email) = faults.take(who.text()).map(|text| text.trim().to_lowercase()) else { continue };
        let Some(member) = known.get(email.as_str()) else {
            all.others += 1;
            continue;
        };
        if !seen.insert(email.clone()) {
            faults.push(who.fault(Reason::rule("scores-fault-twice", Vec::new())));
            continue;
        }
        for (behaviour, column) in &columns {
            let cell = row.cell(*column);
            // A behaviour that was not reviewed is left open.
            let Some(raw) = faults.take(cell.optional(lustrum_kernel::table::Cell::text)).flatten() else { continue };
            match mapping.scale.value(&raw) {
                Some(value) => all.ratings.push(Reviewed {
                    email: email.clone(),
                    trained: !member.waits,
                    behaviour: *behaviour,
                    value,
                    raw,
                    row: row.number,
                }),
                None => faults.push(cell.fault(Reason::rule("review-fault-scale", Vec::new()))),
            }
        }
    }
    if !faults.is_empty() {
        return Err(Refused::Cells(faults.into_all()));
    }
    if all.ratings.is_empty() && all.others == 0 {
        return Err(Refused::File(TableError::Empty));
    }
    Ok(all)
}
