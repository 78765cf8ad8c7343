//! The ends of the histories, kept in a file beside the database and outside of it: who empties or cuts a history in the
//! database, and its count with it, is found by what stands here.

use std::path::{Path, PathBuf};

use lustrum_kernel::db::{Db, DbError, Sql};
use lustrum_kernel::event::Head;
use lustrum_kernel::id::OrganisationId;
use sea_orm::FromQueryResult;

/// Beside the key of the installation, where that has its place.
pub fn file(key_file: Option<PathBuf>) -> Option<PathBuf> {
    key_file.map(|key| key.with_extension("heads"))
}

#[derive(FromQueryResult)]
struct Row {
    organisation_id: OrganisationId,
    number: i64,
    hash: Vec<u8>,
}

async fn current(db: &impl Sql) -> Result<Vec<Head>, DbError> {
    let sql = "SELECT organisation_id, number, hash FROM event_head ORDER BY organisation_id";
    let rows: Vec<Row> = db.all(sql, Vec::new()).await?;
    let head = |row: Row| Head { organisation: row.organisation_id, events: row.number, hash: hex::encode(row.hash) };
    Ok(rows.into_iter().map(head).collect())
}

/// What was kept; nothing where there is no file yet.
pub fn kept(file: &Path) -> anyhow::Result<Vec<Head>> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// Keeps the ends as they are now, where every end that was kept is still part of its history. Where one is not, what was
/// kept stays as it is, and the log says so.
pub async fn keep(db: &Db, file: &Path) -> anyhow::Result<()> {
    let current = current(db).await?;
    let kept = kept(file)?;
    for head in &kept {
        if !lustrum_kernel::event::holds(db, head).await? {
            tracing::error!(file = %file.display(), organisation = %head.organisation, events = head.events,
                "a history no longer holds what was kept of it: run `lustrum verify`");
            return Ok(());
        }
    }
    if current != kept {
        // Whole or not at all, so that a crash leaves the one before.
        let part = file.with_extension("heads.part");
        std::fs::write(&part, serde_json::to_vec_pretty(&current)?)?;
        std::fs::rename(&part, file)?;
    }
    Ok(())
}

/// After a copy was put back, what was kept of the database before it stays, and is kept no further.
pub fn set_aside(key_file: Option<PathBuf>) -> std::io::Result<()> {
    match file(key_file).filter(|file| file.exists()) {
        Some(file) => std::fs::rename(&file, file.with_extension("heads.before")),
        None => Ok(()),
    }
}

/// Keeps them while the server works.
pub async fn keep_on(db: Db, file: PathBuf) {
    const PAUSE: std::time::Duration = std::time::Duration::from_secs(60);
    loop {
        if let Err(error) = keep(&db, &file).await {
            tracing::warn!(file = %file.display(), %error, "the ends of the histories can't be kept");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::verify::check;
    use lustrum_identity::organisation;
    use lustrum_kernel::access::Kind;
    use lustrum_kernel::clock::Clock;

    async fn run(db: &Db, sql: &str) {
        let tx = db.begin().await.unwrap();
        tx.run(sql, Vec::new()).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn an_emptied_or_cut_history_is_found_also_when_its_count_went_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.path().join("lustrum.db").display())).await.unwrap();
        let clock = Clock::system();
        crate::compose::bring_up_to_date(&db, &clock).await.unwrap();
        let tx = db.begin().await.unwrap();
        organisation::create(&tx, Kind::Client, "Noordkade", clock.now()).await.unwrap();
        let other = organisation::create(&tx, Kind::Client, "Zuidhaven", clock.now()).await.unwrap();
        let again = lustrum_kernel::event::Event::new(other, clock.now(), "organisation.renamed");
        lustrum_kernel::event::append(&tx, again).await.unwrap();
        tx.commit().await.unwrap();
        let file = folder.path().join("lustrum.heads");
        keep(&db, &file).await.unwrap();
        let noted = kept(&file).unwrap();
        assert_eq!(noted.len(), 2);
        assert!(check(&db, noted.clone(), &[]).await.unwrap().sound);
        let expected = [noted[0].hash.to_uppercase()];
        assert!(check(&db, Vec::new(), &expected).await.unwrap().sound);
        assert!(!check(&db, Vec::new(), &["ab".repeat(32)]).await.unwrap().sound, "a fingerprint that nothing has");

        // The last event, and what was known of it in the database: by itself the rest looks sound.
        for table in ["event", "event_content"] {
            run(&db, &format!("DELETE FROM {table} WHERE number = 2")).await;
        }
        run(
            &db,
            "UPDATE event_head SET number = 1, hash = (SELECT hash FROM event e
                  WHERE e.organisation_id = event_head.organisation_id AND e.number = 1)",
        )
        .await;
        assert!(check(&db, Vec::new(), &[]).await.unwrap().sound);
        assert!(!check(&db, noted.clone(), &[]).await.unwrap().sound);
        // What was kept is not written over with what is left.
        keep(&db, &file).await.unwrap();
        assert_eq!(kept(&file).unwrap(), noted);

        for table in ["event", "event_content", "event_head"] {
            run(&db, &format!("DELETE FROM {table}")).await;
        }
        let emptied = check(&db, Vec::new(), &[]).await.unwrap();
        assert!(!emptied.sound, "{emptied:?}");
        db.close().await.unwrap();
    }
}
