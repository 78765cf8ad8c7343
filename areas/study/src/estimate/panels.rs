//! Units over periods, with the start of each.

use super::{
    DataError, Options, Role,
    clock::Clock,
    columns::{Labels, Sheet},
    translated,
};
use lustrum_impact::{Column, ImpactError, OverTime, Panel, Starts, Timing};

/// A table as a panel.
pub(super) struct Panelled {
    pub panel: Panel,
    pub clock: Clock,
    /// When each unit starts, on the clock.
    pub timing: Timing,
}

impl Panelled {
    pub(super) fn of(sheet: &Sheet, options: &Options) -> Result<Self, DataError> {
        let (unit, time) = both(sheet, options)?;
        let clock = Clock::of(time, options.time.as_deref().unwrap_or_default())?;
        let period = clock.periods(time);
        let cluster = sheet.cluster.as_ref().map_or(&unit.codes, |cluster| &cluster.codes);
        let panel = Panel::coded(
            [unit.codes.clone(), period, cluster.clone()],
            sheet.outcome.clone(),
            sheet.treated.clone(),
            sheet.covariates.clone(),
        )
        .and_then(|panel| match &sheet.weights {
            Some(weights) => panel.with_weights(Column::new("weights", weights.clone())),
            None => Ok(panel),
        })
        .map_err(|error| at_row(error, sheet, options))?;
        let starts = match &sheet.starts {
            Some(starts) => starts.clone(),
            None => {
                let at = |start: Option<f64>| start.map(|period| clock.times[period as usize]);
                panel.timing().starts.into_iter().map(at).collect()
            }
        };
        let timing = Timing { times: clock.times.clone(), starts };
        Ok(Self { panel, clock, timing })
    }

    /// What the choice of a design looks at.
    pub(super) fn over_time(&self) -> OverTime {
        let starts = self.panel.starts();
        let first = match &starts {
            Starts::Common { period } | Starts::Everybody { period } => *period,
            Starts::Staggered { at, .. } => at.iter().copied().find(|period| *period > 0).unwrap_or(0),
            Starts::Never { .. } | Starts::Stops { .. } => 0,
        };
        let treated_units = self.timing.starts.iter().flatten().count();
        OverTime {
            starts,
            treated_units,
            untreated_units: self.panel.units() - treated_units,
            periods_before: first,
            periods_after: self.panel.periods() - first,
        }
    }
}

fn both<'a>(sheet: &'a Sheet, options: &Options) -> Result<(&'a Labels, &'a Labels), DataError> {
    let missing = |role: Role| DataError::RoleMissingFor { design: options.design, role };
    let unit = sheet.unit.as_ref().ok_or_else(|| missing(Role::Unit))?;
    let time = sheet.time.as_ref().ok_or_else(|| missing(Role::Time))?;
    Ok((unit, time))
}

/// Refuses a panel with a hole, naming the first unit with one and the first period that it misses.
pub(super) fn every_unit_in_every_period(sheet: &Sheet, clock: &Clock, options: &Options) -> Result<(), DataError> {
    let (Some(unit), Some(time)) = (&sheet.unit, &sheet.time) else { return Ok(()) };
    let (units, periods) = (unit.names.len(), clock.times.len());
    if sheet.lines.len() == units * periods {
        return Ok(());
    }
    let mut rows = vec![0_usize; units];
    unit.codes.iter().for_each(|code| rows[*code as usize] += 1);
    let Some(missing) = rows.iter().position(|rows| *rows < periods) else { return Ok(()) };
    let mut seen = vec![false; periods];
    let of_rows = unit.codes.iter().zip(clock.periods(time));
    of_rows.filter(|(code, _)| **code as usize == missing).for_each(|(_, period)| seen[period as usize] = true);
    let hole = seen.iter().position(|seen| !seen).unwrap_or(0);
    Err(DataError::UnitNotSeen {
        column: options.unit.clone().unwrap_or_default(),
        unit: unit.names[missing].to_string(),
        period: match &clock.labels[hole] {
            serde_json::Value::String(label) => label.clone(),
            label => label.to_string(),
        },
        design: options.design,
    })
}

/// Takes the treatment of each row from the starts, where there is a column with them, and checks that a treatment
/// column says the same.
pub(super) fn settle_starts(sheet: &mut Sheet, options: &Options) -> Result<(), DataError> {
    let (Some(start), Some(column)) = (&sheet.start, &options.start) else { return Ok(()) };
    let (unit, time) = both(sheet, options)?;
    let clock = Clock::of(time, options.time.as_deref().unwrap_or_default())?;
    let mut moments = Vec::with_capacity(start.names.len());
    for (name, line) in start.names.iter().zip(&start.first_lines) {
        let unknown = || DataError::StartUnknown { row: *line, column: column.clone(), value: name.to_string() };
        moments.push(clock.start(name).map_err(|()| unknown())?);
    }
    let mut of_unit: Vec<Option<(Option<f64>, usize)>> = vec![None; unit.names.len()];
    for row in 0..sheet.lines.len() {
        let moment = moments[start.codes[row] as usize];
        let (known, earlier) = *of_unit[unit.codes[row] as usize].get_or_insert((moment, row));
        if known != moment {
            return Err(DataError::StartChanges {
                row: sheet.lines.of(row),
                column: column.clone(),
                unit: unit.of_row(row).to_owned(),
                earlier: sheet.lines.of(earlier),
            });
        }
    }
    let starts: Vec<Option<f64>> = of_unit.into_iter().map(|known| known.and_then(|(moment, _)| moment)).collect();
    let periods = clock.periods(time);
    let treated: Vec<bool> = unit
        .codes
        .iter()
        .zip(&periods)
        .map(|(unit, period)| starts[*unit as usize].is_some_and(|start| clock.times[*period as usize] >= start))
        .collect();
    if !sheet.treated.is_empty() {
        let ever = |row: usize| starts[unit.codes[row] as usize].is_some();
        let contradicts =
            |says: &dyn Fn(usize) -> bool| (0..treated.len()).find(|row| sheet.treated[*row] != says(*row));
        if let (Some(row), Some(_)) = (contradicts(&|row| treated[row]), contradicts(&ever)) {
            return Err(DataError::StartContradicted {
                row: sheet.lines.of(row),
                column: options.treatment.clone(),
                unit: unit.of_row(row).to_owned(),
                value: u8::from(sheet.treated[row]),
            });
        }
    }
    sheet.treated = treated;
    sheet.starts = Some(starts);
    Ok(())
}

/// An engine's refusal with the row of the table that it speaks of.
pub(super) fn at_row(error: ImpactError, sheet: &Sheet, options: &Options) -> DataError {
    let unit = |row: usize| sheet.unit.as_ref().map_or_else(String::new, |unit| unit.of_row(row).to_owned());
    let line = |row: usize| sheet.lines.of(row);
    match error {
        ImpactError::RepeatedObservation { row, earlier } if sheet.unit.is_none() => DataError::RepeatedPeriod {
            row: line(row),
            earlier: line(earlier),
            period: sheet.time.as_ref().map_or_else(String::new, |time| time.of_row(row).to_owned()),
        },
        ImpactError::RepeatedObservation { row, earlier } => DataError::RepeatedObservation {
            row: line(row),
            earlier: line(earlier),
            unit: unit(row),
            period: sheet.time.as_ref().map_or_else(String::new, |time| time.of_row(row).to_owned()),
        },
        ImpactError::UnitInTwoClusters { row } => DataError::UnitInTwoClusters {
            row: line(row),
            column: options.cluster.clone().unwrap_or_default(),
            unit: unit(row),
        },
        ImpactError::WeightsVary { row } => {
            DataError::WeightsVary { row: line(row), column: options.weights.clone().unwrap_or_default() }
        }
        other => translated(other, options),
    }
}
