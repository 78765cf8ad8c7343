//! The table of a study of readings: the readings as they are known, and which of them count as trained.

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::form::Upload;
use lustrum_kernel::table::again;
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::reading;

use super::plan::READING_COLUMNS;
use super::{Basis, Study};

/// The table by which a study of readings is estimated; nothing for one of another table, or without readings.
pub async fn table_of_readings(db: &impl Sql, study: &Study, at: Moment) -> Result<Option<Upload>, DbError> {
    let Basis::Kpi { kpi, from, until, units, .. } = &study.plan.basis else { return Ok(None) };
    let trained: HashMap<&str, Option<Day>> =
        units.iter().map(|planned| (planned.unit.as_str(), planned.trained_from)).collect();
    let readings = reading::as_known(db, study.organisation, *kpi, at, *from, *until).await?;
    let mut rows = vec![READING_COLUMNS.map(str::to_owned).to_vec()];
    rows.extend(readings.into_iter().filter_map(|known| {
        let since = *trained.get(known.unit.as_str())?;
        let treated = since.is_some_and(|since| known.period >= since);
        Some(vec![known.unit, known.period.to_string(), known.value.to_string(), u8::from(treated).to_string()])
    }));
    if rows.len() == 1 {
        return Ok(None);
    }
    let bytes = again(&rows).into_bytes();
    Ok(Some(Upload { name: "readings.csv".to_owned(), content_type: "text/csv".to_owned(), bytes }))
}
