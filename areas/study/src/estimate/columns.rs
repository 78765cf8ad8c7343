//! Takes the columns that play a part out of a table, in one pass over its rows.

use super::{
    DataError, Options, Role,
    lines::Lines,
    number::{self, Numbers},
    records::Records,
};
use lustrum_impact::{Column, Moments};
use std::{collections::HashMap, io::Read};

/// The columns that play a part, row by row.
pub(super) struct Sheet {
    /// Line of the file on which each row starts.
    pub lines: Lines,
    pub outcome: Vec<f64>,
    pub treated: Vec<bool>,
    pub unit: Option<Labels>,
    pub time: Option<Labels>,
    pub cluster: Option<Labels>,
    pub start: Option<Labels>,
    pub strata: Option<Labels>,
    /// When each unit starts, once that is settled.
    pub starts: Option<Vec<Option<f64>>>,
    pub weights: Option<Vec<f64>>,
    pub covariates: Vec<Column>,
    /// Numeric columns that nobody named.
    pub others: Vec<Other>,
}

/// A column of labels: each distinct label once, and its number in each row.
#[derive(Default)]
pub(super) struct Labels {
    pub codes: Vec<u32>,
    pub names: Vec<Box<str>>,
    /// Line on which each distinct label was first seen.
    pub first_lines: Vec<u64>,
    known: HashMap<Box<str>, u32>,
}

impl Labels {
    pub(super) fn of_row(&self, row: usize) -> &str {
        &self.names[self.codes[row] as usize]
    }

    fn push(&mut self, label: &str, line: u64) {
        let code = match self.known.get(label) {
            Some(code) => *code,
            None => {
                let code = self.names.len() as u32;
                self.known.insert(label.into(), code);
                self.names.push(label.into());
                self.first_lines.push(line);
                code
            }
        };
        self.codes.push(code);
    }
}

/// What a column that nobody named looks like in both groups.
pub(super) struct Other {
    at: usize,
    pub name: String,
    pub treated: Moments,
    pub untreated: Moments,
}

impl Sheet {
    pub(super) fn read(source: impl Read, options: &Options) -> Result<Self, DataError> {
        let mut records = Records::new(source)?;
        if records.advance()?.is_none() {
            return Err(DataError::EmptyFile);
        }
        let header = header(&records)?;
        let places = places(&header, options)?;
        let mut sheet = Self::empty(&header, &places, options);
        let mut numbers = Numbers::separated_by(records.delimiter());
        while let Some(line) = records.advance()? {
            if records.len() != header.len() {
                return Err(DataError::RowLength { row: line, expected: header.len(), found: records.len() });
            }
            sheet.take(&records, line, &header, &places, &mut numbers)?;
        }
        if sheet.lines.len() == 0 {
            return Err(DataError::HeaderOnly);
        }
        numbers.settle()?;
        Ok(sheet)
    }

    fn empty(header: &[String], places: &[(Role, usize)], options: &Options) -> Self {
        let labels = |name: &Option<String>| name.as_ref().map(|_| Labels::default());
        let named = |at: &usize| places.iter().any(|(_, place)| place == at);
        Self {
            lines: Lines::default(),
            outcome: Vec::new(),
            treated: Vec::new(),
            unit: labels(&options.unit),
            time: labels(&options.time),
            cluster: labels(&options.cluster),
            start: labels(&options.start),
            strata: labels(&options.strata),
            starts: None,
            weights: options.weights.as_ref().map(|_| Vec::new()),
            covariates: options.covariates.iter().map(|name| Column::new(name.trim(), Vec::new())).collect(),
            others: (0..header.len())
                .filter(|at| !named(at))
                .map(|at| Other {
                    at,
                    name: header[at].clone(),
                    treated: Moments::default(),
                    untreated: Moments::default(),
                })
                .collect(),
        }
    }

    fn take<R: Read>(
        &mut self,
        records: &Records<R>,
        line: u64,
        header: &[String],
        places: &[(Role, usize)],
        numbers: &mut Numbers,
    ) -> Result<(), DataError> {
        self.lines.push(line);
        let mut covariate = 0;
        for (role, at) in places {
            let column = &header[*at];
            let cell = std::str::from_utf8(records.cell(*at))
                .map_err(|_| DataError::EncodingOfCell { row: line, column: column.clone() })?;
            match role {
                Role::Outcome => self.outcome.push(numbers.read(cell, line, column)?),
                Role::Treatment => self.treated.push(treated(cell, line, column)?),
                Role::Covariate => {
                    let value = numbers.read(cell, line, column)?;
                    self.covariates[covariate].values.push(value);
                    covariate += 1;
                }
                Role::Weights => {
                    let value = numbers.read(cell, line, column)?;
                    if value <= 0.0 {
                        return Err(DataError::WeightNotPositive { row: line, column: column.clone() });
                    }
                    self.weights.get_or_insert_default().push(value);
                }
                Role::Unit | Role::Time | Role::Cluster | Role::Start | Role::Strata => {
                    if *role != Role::Start && number::is_missing(cell) {
                        return Err(DataError::MissingValue { row: line, column: column.clone() });
                    }
                    let labels = match role {
                        Role::Unit => &mut self.unit,
                        Role::Time => &mut self.time,
                        Role::Start => &mut self.start,
                        Role::Strata => &mut self.strata,
                        _ => &mut self.cluster,
                    };
                    labels.as_mut().expect("a place exists only for a column that was named").push(cell, line);
                }
            }
        }
        let is_treated = self.treated.last().copied().unwrap_or_default();
        let comma = records.delimiter() != b',';
        self.others.retain_mut(|other| {
            let cell = std::str::from_utf8(records.cell(other.at)).ok();
            match cell.and_then(|cell| number::parse(cell, comma)) {
                Some(value) if value.is_finite() => {
                    let group = if is_treated { &mut other.treated } else { &mut other.untreated };
                    group.push(value);
                    true
                }
                _ => false,
            }
        });
        Ok(())
    }
}

fn treated(cell: &str, row: u64, column: &str) -> Result<bool, DataError> {
    match cell {
        "1" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "false" | "FALSE" | "False" => Ok(false),
        _ if number::is_missing(cell) => Err(DataError::MissingValue { row, column: column.to_owned() }),
        _ => match number::parse(cell, true) {
            Some(1.0) => Ok(true),
            Some(0.0) => Ok(false),
            _ => Err(DataError::TreatmentNotBinary { row, column: column.to_owned(), value: cell.to_owned() }),
        },
    }
}

fn header<R: Read>(records: &Records<R>) -> Result<Vec<String>, DataError> {
    (0..records.len())
        .map(|at| std::str::from_utf8(records.cell(at)).map(str::to_owned).map_err(|_| DataError::Encoding))
        .collect()
}

/// Where each column stands that plays a part.
fn places(header: &[String], options: &Options) -> Result<Vec<(Role, usize)>, DataError> {
    let mut places: Vec<(Role, usize)> = Vec::new();
    for (role, name) in options.roles() {
        let name = name.trim();
        let mut found = (0..header.len()).filter(|at| header[*at] == name);
        let at = found.next().ok_or_else(|| DataError::UnknownColumn {
            role,
            column: name.to_owned(),
            available: header.to_vec(),
        })?;
        if found.next().is_some() {
            return Err(DataError::ColumnTwice { column: name.to_owned() });
        }
        let clash = places.iter().find(|(other, place)| *place == at && !may_share(*other, role));
        if let Some((one, _)) = clash {
            return Err(DataError::ColumnInTwoRoles { column: name.to_owned(), one: *one, other: role });
        }
        places.push((role, at));
    }
    Ok(places)
}

/// Units are often the clusters, and periods may be.
fn may_share(one: Role, other: Role) -> bool {
    matches!((one, other), (Role::Unit | Role::Time, Role::Cluster) | (Role::Cluster, Role::Strata))
}
