//! Ratings from a file: person (or a pseudonym), behaviour, before, after, and the group where nobody knows the person.

use std::collections::{HashMap, HashSet};

use lustrum_kernel::Day;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::table::{Cell, Fault, Faults, Out, Reason, Row, TableError, csv, read as read_table};
use lustrum_programme::behaviour::Behaviour;
use lustrum_programme::programme::ProgrammeId;

use super::{Occasion, Rating, subject};
use crate::scores::read::Refused;

/// A row of the file; one of the two values may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Rated {
    pub person: String,
    /// Its place among the programme's behaviours, from 0.
    pub behaviour: usize,
    pub trained: bool,
    pub before: Option<i64>,
    pub after: Option<i64>,
}

/// What the rows are judged by.
pub struct Known<'a> {
    pub behaviours: &'a [Behaviour],
    /// Who is enrolled, and whether they were trained.
    pub enrolled: &'a HashMap<String, bool>,
}

struct Columns {
    person: usize,
    behaviour: usize,
    before: Option<usize>,
    after: Option<usize>,
    group: Option<usize>,
}

/// Reads the columns `person`, `behaviour`, `before`, `after`, `group` (`persoon`, `gedrag`, `voor`, `na`, `groep`). A
/// behaviour is named by its text or its number; the group is `trained` or `wait-list` (`getraind`, `wachtlijst`).
pub fn read(bytes: &[u8], known: &Known<'_>) -> Result<Vec<Rated>, Refused> {
    let sheet = read_table(bytes, None).map_err(Refused::File)?;
    let mut faults = Faults::default();
    sheet.faults().iter().for_each(|fault| faults.push(fault.clone()));
    let person = faults.take(sheet.require(&["person", "persoon", "pseudonym", "pseudoniem", "email", "e-mail"]));
    let behaviour = faults.take(sheet.require(&["behaviour", "behavior", "gedrag"]));
    let before = sheet.find(&["before", "voor", "pre"]);
    let after = sheet.find(&["after", "na", "post"]);
    if before.is_none() && after.is_none() {
        let _missing: Option<usize> = faults.take(sheet.require(&["after", "na", "post"]));
    }
    let (Some(person), Some(behaviour)) = (person, behaviour) else { return Err(Refused::Cells(faults.into_all())) };
    let columns = Columns { person, behaviour, before, after, group: sheet.find(&["group", "groep"]) };
    let mut seen = HashSet::new();
    let rows: Vec<Rated> = sheet.rows().filter_map(|row| one(&row, &columns, known, &mut seen, &mut faults)).collect();
    if !faults.is_empty() {
        return Err(Refused::Cells(faults.into_all()));
    }
    if rows.is_empty() {
        return Err(Refused::File(TableError::Empty));
    }
    Ok(rows)
}

fn one(
    row: &Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    seen: &mut HashSet<(String, usize)>,
    faults: &mut Faults,
) -> Option<Rated> {
    let (who, what) = (row.cell(columns.person), row.cell(columns.behaviour));
    let person = faults.take(who.text());
    let behaviour = faults.take(behaviour_of(&what, known.behaviours));
    let mut value = |column: Option<usize>| {
        let cell = row.cell(column?);
        faults.take(cell.optional(rating)).flatten()
    };
    let (before, after) = (value(columns.before), value(columns.after));
    let group = columns.group.map(|column| row.cell(column)).filter(|cell| !cell.is_empty());
    let trained = match (group, &person) {
        (Some(cell), _) => faults.take(group_of(&cell)),
        (None, Some(person)) => faults.take(
            known
                .enrolled
                .get(&person.to_lowercase())
                .copied()
                .ok_or_else(|| who.fault(Reason::rule("ratings-fault-group", Vec::new()))),
        ),
        (None, None) => None,
    };
    let (person, behaviour, trained) = (person?, behaviour?, trained?);
    if !seen.insert((person.to_lowercase(), behaviour)) {
        faults.push(who.fault(Reason::rule("ratings-fault-twice", Vec::new())));
        return None;
    }
    (before.is_some() || after.is_some()).then_some(Rated { person, behaviour, trained, before, after })
}

fn rating(cell: &Cell<'_>) -> Result<i64, Fault> {
    let value = cell.whole()?;
    if (1..=5).contains(&value) { Ok(value) } else { Err(cell.fault(Reason::rule("ratings-fault-range", Vec::new()))) }
}

fn behaviour_of(cell: &Cell<'_>, behaviours: &[Behaviour]) -> Result<usize, Fault> {
    let text = cell.text()?;
    let by_text = behaviours.iter().position(|known| known.text.trim().eq_ignore_ascii_case(text.trim()));
    let by_number = || text.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < behaviours.len());
    by_text.or_else(by_number).ok_or_else(|| cell.fault(Reason::rule("ratings-fault-behaviour", Vec::new())))
}

fn group_of(cell: &Cell<'_>) -> Result<bool, Fault> {
    match cell.text()?.to_lowercase().replace(['-', ' ', '_'], "").as_str() {
        "trained" | "getraind" => Ok(true),
        "waitlist" | "waiting" | "wachtlijst" | "wachtlijstgroep" => Ok(false),
        _ => Err(cell.fault(Reason::rule("ratings-fault-group", Vec::new()))),
    }
}

/// The rows as the step after the preview reads them again.
pub fn write(rows: &[Rated]) -> String {
    let heading = ["person", "behaviour", "before", "after", "group"].map(Out::from).to_vec();
    let number = |value: Option<i64>| Out::from(value.map(|value| value as f64));
    let lines = rows.iter().map(|row| {
        let group = if row.trained { "trained" } else { "wait-list" };
        let place = Out::Number(row.behaviour as f64 + 1.0);
        vec![row.person.as_str().into(), place, number(row.before), number(row.after), group.into()]
    });
    String::from_utf8_lossy(&csv(&std::iter::once(heading).chain(lines).collect::<Vec<_>>())).into_owned()
}

/// What is stored of the rows.
pub fn ratings(
    rows: &[Rated],
    tenant: OrganisationId,
    programme: ProgrammeId,
    behaviours: &[Behaviour],
    days: (Day, Day),
) -> Vec<Rating> {
    let mut ratings = Vec::with_capacity(rows.len() * 2);
    for row in rows {
        let Some(behaviour) = behaviours.get(row.behaviour) else { continue };
        let subject = subject(tenant, programme, &row.person);
        for (occasion, value, day) in [(Occasion::Before, row.before, days.0), (Occasion::After, row.after, days.1)] {
            let Some(value) = value else { continue };
            ratings.push(Rating {
                behaviour: behaviour.id,
                subject: subject.clone(),
                trained: row.trained,
                occasion,
                value,
                day,
            });
        }
    }
    ratings
}
