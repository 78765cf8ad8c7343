//! Carrying a rehearsal out, in a folder that is gone when it is over.

use std::collections::BTreeMap;
use std::time::Instant;

use lustrum_kernel::app::App;
use lustrum_kernel::db::{Db, migrate};
use lustrum_sharing::room::vault;

use super::{Counted, Report, Steps};
use crate::archive::{ArchiveError, MOST_BYTES, Manifest, Order, differences, import, write};

/// Writes, takes in, writes again and compares. What goes wrong on the way is what came of it.
pub async fn rehearse(app: &App, order: &Order) -> Report {
    match carried_out(app, order).await {
        Ok(report) => report,
        Err(error) => Report { failure: error.to_string(), ..Report::default() },
    }
}

async fn carried_out(app: &App, order: &Order) -> Result<Report, ArchiveError> {
    let steps = app.part(|_| Steps(Vec::new()));
    if steps.0.is_empty() {
        return Err(ArchiveError::Broken("the steps of the schema were not handed over".to_owned()));
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("exit.zip");
    let begun = Instant::now();
    let made = write(app.db(), app.config().key_file.as_deref(), order, &file).await?;
    let write_millis = millis(begun);

    let begun = Instant::now();
    let key = folder.path().join("rehearsal.key");
    vault::make_key(&key)?;
    let empty = Db::open(&format!("sqlite:{}", folder.path().join("rehearsal.db").display())).await?;
    let outcome = async {
        migrate(&empty, steps.0.iter().copied(), order.at).await?;
        let taken = import(&empty, Some(&key), &file, MOST_BYTES.max(made.bytes.saturating_mul(100))).await;
        let taken = taken.map_err(|refused| ArchiveError::Broken(refused.to_string()))?;
        let import_millis = millis(begun);
        let again = write(&empty, Some(&key), order, &folder.path().join("again.zip")).await?;
        Ok::<_, ArchiveError>((taken, import_millis, again))
    }
    .await;
    empty.close().await?;
    let (taken, import_millis, again) = outcome?;
    Ok(Report {
        rows: made.manifest.rows(),
        documents: made.manifest.documents.len() as u64,
        events: u64::try_from(taken.events).unwrap_or_default(),
        bytes: made.bytes,
        sha256: made.sha256,
        write_millis,
        import_millis,
        differences: differences(&made.manifest, &again.manifest),
        ..counted(made.manifest)
    })
}

fn millis(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// The parts in the order of the list, and how much stays for which reason.
fn counted(manifest: Manifest) -> Report {
    let mut parts: Vec<Counted> = Vec::new();
    for table in &manifest.tables {
        let known = parts.iter().position(|part| part.part == table.part);
        let place = known.unwrap_or_else(|| {
            parts.push(Counted { part: table.part.clone(), tables: 0, rows: 0 });
            parts.len() - 1
        });
        parts[place].tables += 1;
        parts[place].rows += table.rows;
    }
    let mut left_out: BTreeMap<String, u64> = BTreeMap::new();
    for out in manifest.left_out {
        *left_out.entry(out.why).or_default() += 1;
    }
    Report { parts, withheld: manifest.withheld, left_out: left_out.into_iter().collect(), ..Report::default() }
}
