//! `lustrum backup | restore | export`

mod key;
#[cfg(test)]
mod tests;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::Args;
use lustrum_kernel::clock::Moment;
use lustrum_kernel::db::{Db, Engine, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use lustrum_kernel::values;
use lustrum_records::browse::export::Lines;

use super::heads;
use crate::config::{Place, Settings};

#[derive(Args, Debug)]
pub struct Backup {
    /// The file to write; it must not exist yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Backup {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let db = super::open(place).await?;
        if db.engine() == Engine::Postgres {
            bail!("PostgreSQL brings its own: pg_dump --format=custom --file={} DATABASE-URL", self.out.display());
        }
        ensure!(!self.out.exists(), "{} exists already", self.out.display());
        // A copy of one moment, also while others write; it is whole or it is not there.
        let part = self.out.with_extension("part");
        let _leftover = std::fs::remove_file(&part);
        let path = part.to_str().context("the path holds characters that the database can't take")?;
        db.run("VACUUM INTO $1", values![path]).await?;
        db.close().await?;
        std::fs::File::open(&part)?.sync_all()?;
        std::fs::rename(&part, &self.out)?;
        println!("{} bytes in {}", std::fs::metadata(&self.out)?.len(), self.out.display());
        if let Some(file) = key::back_up(place, &self.out)? {
            println!("the key of the data rooms in {}: keep it apart from the copy", file.display());
        }
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args, Debug)]
pub struct Restore {
    /// A file that `lustrum backup` wrote
    file: PathBuf,
    /// Replace a database that is there; it is kept beside it under the name lustrum.db.before
    #[arg(long)]
    replace: bool,
}

impl Restore {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        ensure!(self.file.exists(), "{} is not there", self.file.display());
        let settings = Settings::read(place)?;
        let url = settings.database(place, &super::usual_folder())?;
        let Some(target) = url.strip_prefix("sqlite:") else {
            bail!("PostgreSQL brings its own: pg_restore --clean --dbname=DATABASE-URL {}", self.file.display());
        };
        let target = PathBuf::from(target);
        let part = target.with_extension("restoring");
        std::fs::copy(&self.file, &part).context("the copy can't be made")?;
        let (events, needed) = check(&part).await.inspect_err(|_| remove_with_log(&part))?;
        let key = key::Restored::look(settings.key_file_for(&url), &self.file);
        key.may_be_put(self.replace).inspect_err(|_| remove_with_log(&part))?;
        if target.exists() {
            ensure!(self.replace, "{} exists; stop the server and say --replace", target.display());
            // Everything of the write-ahead log belongs into the file that is kept.
            Db::open(&url).await?.close().await?;
            std::fs::rename(&target, target.with_extension("db.before"))?;
        }
        remove_log(&target);
        remove_log(&part);
        std::fs::rename(&part, &target)?;
        heads::set_aside(settings.key_file_for(&url))?;
        println!("restored, with {events} events of history, all sound");
        if let Some(words) = key.put(&needed)? {
            println!("{words}");
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A backup is taken only if the database reads and its history is sound. Gives its events, and the marks of the keys that
/// its documents were sealed with.
async fn check(path: &Path) -> anyhow::Result<(i64, Vec<String>)> {
    let db = Db::open(&format!("sqlite:{}", path.display())).await.context("this is no database")?;
    db.number("SELECT CAST(COUNT(*) AS BIGINT) AS number FROM migration", vec![]).await.context("this is no backup")?;
    let verified = lustrum_kernel::event::verify(&db).await?;
    let needed = crate::compose::needed_keys(&db).await;
    db.close().await?;
    ensure!(verified.findings.is_empty(), "the history in this backup is not sound: see lustrum verify");
    Ok((verified.events, needed))
}

fn remove_log(path: &Path) {
    for end in ["-wal", "-shm"] {
        let _not_there = std::fs::remove_file(format!("{}{end}", path.display()));
    }
}

fn remove_with_log(path: &Path) {
    let _not_there = std::fs::remove_file(path);
    remove_log(path);
}

#[derive(Args, Debug)]
pub struct Export {
    /// The organisation whose data are written
    organisation: String,
    /// The folder to write to; it must be empty or new
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

#[derive(FromQueryResult)]
struct Table {
    name: String,
}

#[derive(FromQueryResult)]
struct Column {
    name: String,
    kind: String,
}

impl Export {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let organisation: OrganisationId = self.organisation.parse().context("this is no id of an organisation")?;
        std::fs::create_dir_all(&self.out)?;
        ensure!(std::fs::read_dir(&self.out)?.next().is_none(), "{} is not empty", self.out.display());
        let db = super::open(place).await?;
        let statements = write_statements(&db, organisation, &self.out).await?;
        if statements > 0 {
            println!("statements.jsonl {statements}");
        }
        for table in tables(&db).await? {
            let rows = write_table(&db, organisation, &table, &self.out).await?;
            if rows > 0 {
                println!("{table}.csv {rows}");
            }
        }
        db.close().await?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Every table of a tenant: those that carry `organisation_id`.
async fn tables(db: &Db) -> anyhow::Result<Vec<String>> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name AS name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND c.name = 'organisation_id' ORDER BY m.name"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.columns
             WHERE table_schema = current_schema() AND column_name = 'organisation_id' ORDER BY table_name"
        }
    };
    let names = db.all::<Table>(sql, vec![]).await?.into_iter().map(|table| table.name);
    Ok(names.filter(|name| !OF_STATEMENTS.contains(&name.as_str())).collect())
}

/// Written as statements, one a line, and not as they lie on the disk.
const OF_STATEMENTS: [&str; 6] = [
    "statement",
    "statement_key",
    "statement_segment",
    "statement_reference",
    "statement_id_block",
    "statement_id_log",
];

async fn write_statements(db: &Db, organisation: OrganisationId, folder: &Path) -> anyhow::Result<usize> {
    let mut lines = Lines::of(db, organisation).await?;
    let mut written = 0;
    let mut file = None;
    while let Some(text) = lines.next(db).await? {
        let file = match &mut file {
            Some(file) => file,
            none => none.insert(std::fs::File::create(folder.join("statements.jsonl"))?),
        };
        file.write_all(text.as_bytes())?;
        written += text.lines().count();
    }
    Ok(written)
}

async fn columns(db: &Db, table: &str) -> anyhow::Result<Vec<Column>> {
    let sql = match db.engine() {
        Engine::Sqlite => "SELECT name, lower(type) AS kind FROM pragma_table_info($1) ORDER BY cid",
        Engine::Postgres => {
            "SELECT CAST(column_name AS TEXT) AS name, lower(CAST(data_type AS TEXT)) AS kind FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    };
    Ok(db.all(sql, values![table]).await?)
}

async fn write_table(db: &Db, organisation: OrganisationId, table: &str, folder: &Path) -> anyhow::Result<usize> {
    let columns = columns(db, table).await?;
    let sql = format!("SELECT * FROM {table} WHERE organisation_id = $1");
    let statement = db.statement(&sql, values![organisation]);
    let rows = db.connection().query_all_raw(statement).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let mut writer = csv::Writer::from_path(folder.join(format!("{table}.csv")))?;
    writer.write_record(columns.iter().map(|column| &column.name))?;
    for row in &rows {
        let cells = columns.iter().map(|column| cell(row, column)).collect::<Result<Vec<_>, _>>()?;
        writer.write_record(&cells)?;
    }
    writer.flush()?;
    writer.into_inner().map_err(|e| e.into_error())?.flush()?;
    Ok(rows.len())
}

/// A cell as text: one of the six types that columns have. Instants are written as RFC 3339.
fn cell(row: &QueryResult, column: &Column) -> anyhow::Result<String> {
    let name = column.name.as_str();
    Ok(match column.kind.as_str() {
        "uuid" => row.try_get::<Option<uuid::Uuid>>("", name)?.map(|id| id.to_string()),
        "bigint" => row.try_get::<Option<i64>>("", name)?.map(|number| {
            let instant = name == "at" || name.ends_with("_at");
            instant.then(|| Moment::from_micros(number)).flatten().map_or(number.to_string(), |at| at.to_string())
        }),
        "double precision" => row.try_get::<Option<f64>>("", name)?.map(|number| number.to_string()),
        "boolean" => row.try_get::<Option<bool>>("", name)?.map(|truth| truth.to_string()),
        "bytea" => row.try_get::<Option<Vec<u8>>>("", name)?.map(hex::encode),
        _ => row.try_get::<Option<String>>("", name)?,
    }
    .unwrap_or_default())
}
