//! People from a file: e-mail address, roles and language per row. Every fault is found and named; a file with a
//! fault invites nobody.

use std::collections::HashSet;

use lustrum_kernel::access::{Kind, Role};
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::{Locale, Speaker};

use crate::invitation::{Draft, Place};

/// More people than this come in several files.
pub const MOST: usize = 500;

/// What is wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// As a spreadsheet counts: the headings are row 1.
    pub row: usize,
    pub column: String,
    pub value: String,
    pub reason: Fault,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub drafts: Vec<Draft>,
    pub faults: Vec<CellFault>,
}

/// What the rows are judged by.
pub struct Known<'a> {
    pub kind: Kind,
    /// The addresses of people who are members already, in lower case.
    pub members: HashSet<String>,
    pub default: Locale,
    /// Roles may be given by their names in these languages.
    pub speakers: &'a [Speaker],
}

/// Reads a file with the columns `email`, `roles`, `language` (`e-mail`, `rollen`, `taal`); the last may be left out.
pub fn read(bytes: &[u8], known: &Known<'_>) -> Result<Sheet, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::new("fault-people-not-text"))?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(|mark| first.bytes().filter(|b| b == mark).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let headings: Vec<String> = reader
        .headers()
        .map_err(|_| Fault::new("fault-people-not-a-table"))?
        .iter()
        .map(|heading| heading.to_lowercase())
        .collect();
    let column = |names: &[&str]| headings.iter().position(|heading| names.contains(&heading.as_str()));
    let need = |at: Option<usize>, name: &str| at.ok_or_else(|| Fault::new("fault-people-column").with("column", name));
    let email = need(column(&["email", "e-mail", "e-mailadres"]), "email")?;
    let roles = need(column(&["roles", "role", "rollen", "rol"]), "roles")?;
    let language = column(&["language", "taal"]);
    let mut sheet = Sheet::default();
    let mut seen = HashSet::new();
    for (place, record) in reader.records().enumerate() {
        let row = place + 2;
        if place >= MOST {
            return Err(Fault::new("fault-people-too-many").with("most", MOST));
        }
        let record = record.map_err(|_| Fault::new("fault-people-not-a-table"))?;
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let mut wrong = |at: usize, reason: Fault| {
            sheet.faults.push(CellFault { row, column: headings[at].clone(), value: cell(at), reason });
        };
        let address = match address(&cell(email)) {
            Err(reason) => {
                wrong(email, reason);
                None
            }
            Ok(address) if known.members.contains(&address) => {
                wrong(email, Fault::new("fault-member-already"));
                None
            }
            Ok(address) if !seen.insert(address.clone()) => {
                wrong(email, Fault::new("fault-people-twice"));
                None
            }
            Ok(address) => Some(address),
        };
        let given = match roles_in(&cell(roles), known) {
            Ok(given) => Some(given),
            Err(reason) => {
                wrong(roles, reason);
                None
            }
        };
        let locale = match language.map(|at| (at, cell(at))) {
            None => Some(known.default),
            Some((_, text)) if text.is_empty() => Some(known.default),
            Some((at, text)) => {
                let locale = Locale::parse(&text);
                if locale.is_none() {
                    wrong(at, Fault::new("fault-people-language"));
                }
                locale
            }
        };
        if let (Some(email), Some(roles), Some(locale)) = (address, given, locale) {
            sheet.drafts.push(Draft { email, into: Place::Organisation(roles), locale });
        }
    }
    if sheet.drafts.is_empty() && sheet.faults.is_empty() {
        return Err(Fault::new("fault-people-empty"));
    }
    Ok(sheet)
}

/// The same rule as for a field of a form.
fn address(text: &str) -> Result<String, Fault> {
    let mut form = Fields::filled([("email", text)]);
    let address = form.email("email");
    match form.fault("email") {
        Some(fault) => Err(fault.clone()),
        None => Ok(address),
    }
}

fn roles_in(text: &str, known: &Known<'_>) -> Result<Vec<Role>, Fault> {
    let mut roles = Vec::new();
    for word in text.split(['|', '+', '/', ',', ';']).map(str::trim).filter(|word| !word.is_empty()) {
        let role = named(word, known.speakers).ok_or_else(|| Fault::new("fault-people-role").with("role", word))?;
        if !role.fits(known.kind) {
            return Err(Fault::new("fault-people-role-elsewhere").with("role", word));
        }
        roles.push(role);
    }
    if roles.is_empty() { Err(Fault::new("fault-required")) } else { Ok(roles) }
}

fn named(word: &str, speakers: &[Speaker]) -> Option<Role> {
    let word = word.to_lowercase();
    Role::parse(&word.replace(' ', "-")).or_else(|| {
        Role::ALL.into_iter().find(|role| {
            let key = format!("role-{}", role.word());
            speakers.iter().any(|t| t.say(&key).to_lowercase() == word)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known<'static> {
        let members = HashSet::from(["femke@noordkade.example".to_owned()]);
        Known { kind: Kind::Client, members, default: Locale::Nl, speakers: &[] }
    }

    #[test]
    fn rows_become_invitations() {
        let file = "E-mail;Rollen;Taal\nAnna@noordkade.example;learner|line-manager;\nbo@x.example;Data steward;en\n";
        let sheet = read(file.as_bytes(), &known()).unwrap();
        assert_eq!(sheet.faults, []);
        assert_eq!(sheet.drafts[0].email, "anna@noordkade.example");
        assert_eq!(sheet.drafts[0].into, Place::Organisation(vec![Role::Learner, Role::LineManager]));
        assert_eq!((sheet.drafts[0].locale, sheet.drafts[1].locale), (Locale::Nl, Locale::En));
    }

    #[test]
    fn every_fault_is_named_by_row_column_value_and_reason() {
        let file = "email,roles,language\nanna@,learner,nl\nfemke@noordkade.example,boss,xx\n\
                    bo@x.example,partner-lead,nl\nbo@x.example,,nl\n";
        let sheet = read(file.as_bytes(), &known()).unwrap();
        let named: Vec<_> = sheet
            .faults
            .iter()
            .map(|fault| (fault.row, fault.column.as_str(), fault.value.as_str(), fault.reason.key))
            .collect();
        assert_eq!(
            named,
            [
                (2, "email", "anna@", "fault-not-an-address"),
                (3, "email", "femke@noordkade.example", "fault-member-already"),
                (3, "roles", "boss", "fault-people-role"),
                (3, "language", "xx", "fault-people-language"),
                (4, "roles", "partner-lead", "fault-people-role-elsewhere"),
                (5, "email", "bo@x.example", "fault-people-twice"),
                (5, "roles", "", "fault-required"),
            ]
        );
        assert!(sheet.drafts.is_empty());
    }

    #[test]
    fn a_file_that_is_no_such_table_says_why() {
        let why = |bytes: &[u8]| read(bytes, &known()).unwrap_err().key;
        assert_eq!(why(b"name,roles\n"), "fault-people-column");
        assert_eq!(why(b"email,roles\n"), "fault-people-empty");
        assert_eq!(why(&[0xff, 0xfe, 0x00]), "fault-people-not-text");
        let long = format!("email,roles\n{}", "a@b.example,learner\n".repeat(MOST + 1));
        assert_eq!(why(long.as_bytes()), "fault-people-too-many");
    }
}
