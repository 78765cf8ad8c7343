//! People from a file: name, e-mail address, unit. Every fault is found and named.

use std::collections::HashMap;

use lustrum_kernel::form::Fields;
use lustrum_kernel::table::{self, Fault, Faults, Reason, TableError};

use super::Person;

const NAME: [&str; 2] = ["name", "naam"];
const EMAIL: [&str; 4] = ["email", "e-mail", "mail", "e-mailadres"];
const UNIT: [&str; 4] = ["unit", "eenheid", "depot", "team"];
const LONGEST: usize = 200;

/// Why a file gives nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    File(TableError),
    Cells(Vec<Fault>),
}

pub fn read(bytes: &[u8]) -> Result<Vec<Person>, Unread> {
    let sheet = table::read(bytes, None).map_err(Unread::File)?;
    let mut faults = Faults::default();
    for fault in sheet.faults() {
        faults.push(fault.clone());
    }
    let name = faults.take(sheet.require(&NAME));
    let email = faults.take(sheet.require(&EMAIL));
    let unit = faults.take(sheet.require(&UNIT));
    let (Some(name), Some(email), Some(unit)) = (name, email, unit) else {
        return Err(Unread::Cells(faults.into_all()));
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut people = Vec::with_capacity(sheet.rows().len());
    for row in sheet.rows() {
        let text = |place: usize| {
            let cell = row.cell(place);
            let text = cell.text()?.trim().to_owned();
            if text.chars().count() > LONGEST {
                return Err(cell.fault(Reason::rule("table-fault-enrolment-long", vec![("most", LONGEST.to_string())])));
            }
            Ok(text)
        };
        let (name, unit) = (faults.take(text(name)), faults.take(text(unit)));
        let address = faults.take(text(email)).and_then(|text| {
            // The rule for an address is the one of every form.
            let mut form = Fields::filled([("email", text)]);
            let address = form.email("email");
            if form.has_faults() {
                faults.push(row.cell(email).fault(Reason::rule("table-fault-enrolment-address", vec![])));
                return None;
            }
            Some(address)
        });
        let (Some(name), Some(address), Some(unit)) = (name, address, unit) else { continue };
        if let Some(earlier) = seen.insert(address.clone(), row.number) {
            let reason = Reason::rule("table-fault-enrolment-twice", vec![("row", earlier.to_string())]);
            faults.push(row.cell(email).fault(reason));
            continue;
        }
        people.push(Person { name, email: address, unit });
    }
    if faults.is_empty() { Ok(people) } else { Err(Unread::Cells(faults.into_all())) }
}
