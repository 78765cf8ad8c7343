//! Taking an archive into an empty installation: everything in one transaction, so that it is there whole or not at all.

use std::io::Read;
use std::path::Path;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{Db, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::form::Upload;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::sea_orm::Value;
use lustrum_kernel::{Moment, blob, values};
use lustrum_records::store::restore::{Returning, bring_back, key_again};
use lustrum_sharing::room::{self, DocumentId, vault::InstallationKey};

use super::cell::{self, Cell};
use super::manifest::{Manifest, TableIn};
use super::plan::{Table, Take};
use super::schema::{self, Column, Schema};
use super::tables::TABLES;
use super::unpack::{Refused, Unpacked};

/// So many rows are written at once.
const A_PAGE: usize = 500;

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Taken {
    pub manifest: Manifest,
    /// Events whose chain was checked before anything was kept.
    pub events: i64,
}

/// Takes an archive in, its documents sealed anew with the key in the file. The database has the schema of this version and nothing in it.
pub async fn import(db: &Db, key_file: Option<&Path>, path: &Path, most: u64) -> Result<Taken, Refused> {
    let mut archive = Unpacked::open(path, most)?;
    let manifest = archive.manifest.clone();
    let side = Side::parse(&manifest.side).ok_or_else(|| Refused::Manifest(format!("side {:?}", manifest.side)))?;
    let tx = db.begin().await?;
    is_empty(&tx).await?;
    known_steps(&tx, &manifest).await?;
    let schema = schema::read(&tx).await?;
    // In the order of our own list, whatever order the manifest has.
    let mut left = manifest.tables.clone();
    for table in TABLES {
        let Some(place) = left.iter().position(|entry| is_of(entry, table)) else { continue };
        let entry = left.swap_remove(place);
        let sheet = Sheet::of(&entry, table, side, &schema)?;
        match table.name {
            "statement" => statements(&tx, &mut archive, &sheet, &manifest).await?,
            "room_document" => documents(key_file, &tx, &mut archive, &sheet).await?,
            _ => rows(&tx, &mut archive, &sheet).await?,
        }
    }
    if let Some(entry) = left.first() {
        return Err(Refused::Table(entry.table.clone()));
    }
    key_again(&tx, OrganisationId(manifest.organisation.id))
        .await
        .map_err(|error| Refused::Unfit(error.to_string()))?;
    let verified = event::verify(&tx).await?;
    if let Some(finding) = verified.findings.first() {
        return Err(Refused::History(format!("{finding:?}")));
    }
    tx.commit().await?;
    Ok(Taken { manifest, events: verified.events })
}

fn is_of(entry: &TableIn, table: &Table) -> bool {
    entry.table == table.name && entry.file == format!("data/{}.csv", table.file)
}

async fn is_empty(tx: &Tx) -> Result<(), Refused> {
    for table in ["organisation", "person", "event_head", "partnership"] {
        if tx.number(&format!("SELECT COUNT(*) AS number FROM {table}"), values![]).await? > 0 {
            return Err(Refused::NotEmpty);
        }
    }
    Ok(())
}

async fn known_steps(tx: &Tx, manifest: &Manifest) -> Result<(), Refused> {
    let known = super::migrations(tx).await?;
    match manifest.migrations.iter().find(|name| !known.contains(name)) {
        Some(later) => Err(Refused::Later(later.clone())),
        None => Ok(()),
    }
}

/// The file of a table, and what its columns are here.
struct Sheet {
    entry: TableIn,
    columns: Vec<Column>,
    files: bool,
}

impl Sheet {
    /// Only what this side may have, in columns that we would have written: an archive brings in no password and no session.
    fn of(entry: &TableIn, table: &Table, side: Side, schema: &Schema) -> Result<Self, Refused> {
        let refused = || Refused::Table(entry.table.clone());
        let known = schema.get(table.name).ok_or_else(refused)?;
        if matches!(table.take(side), Take::No(_)) {
            return Err(refused());
        }
        let mut columns = Vec::with_capacity(entry.columns.len());
        for named in &entry.columns {
            let column = known.iter().find(|column| column.name == named.name).ok_or_else(refused)?;
            let kept_out = table.without.contains(&column.name.as_str());
            if kept_out || column.kind.word() != named.kind || columns.contains(column) {
                return Err(refused());
            }
            // What may be empty there is told by how empty cells are written there.
            columns.push(Column { nullable: named.nullable, ..column.clone() });
        }
        Ok(Self { entry: entry.clone(), columns, files: table.files })
    }

    fn target(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        format!("{} ({})", self.entry.table, names.join(", "))
    }

    fn wrong(&self, line: u64, what: impl std::fmt::Display) -> Refused {
        Refused::Row { file: self.entry.file.clone(), line, what: what.to_string() }
    }

    fn place(&self, name: &str) -> Result<usize, Refused> {
        let found = self.columns.iter().position(|column| column.name == name);
        found.ok_or_else(|| Refused::Table(self.entry.table.clone()))
    }
}

/// The rows of a file, read page by page.
struct Lines<R> {
    reader: csv::Reader<R>,
    record: csv::StringRecord,
    found: u64,
}

impl<R: Read> Lines<R> {
    fn of(file: R, sheet: &Sheet) -> Result<Self, Refused> {
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(file);
        let heads = reader.headers().map_err(|error| sheet.wrong(1, error))?;
        if !heads.iter().eq(sheet.columns.iter().map(|column| column.name.as_str())) {
            return Err(sheet.wrong(1, "the headings are not the columns of the manifest"));
        }
        Ok(Self { reader, record: csv::StringRecord::new(), found: 0 })
    }

    /// The next rows; none where there are no more.
    fn page(&mut self, sheet: &Sheet) -> Result<Vec<Vec<Cell>>, Refused> {
        let mut page = Vec::new();
        while page.len() < A_PAGE {
            let more = self.reader.read_record(&mut self.record).map_err(|error| sheet.wrong(self.found + 2, error))?;
            if !more {
                break;
            }
            self.found += 1;
            if self.found > sheet.entry.rows {
                return Err(self.count(sheet));
            }
            let mut cells = Vec::with_capacity(sheet.columns.len());
            for (text, column) in self.record.iter().zip(&sheet.columns) {
                let cell = cell::parsed(text, column);
                let what = || format!("{:?} is no value of {}", text.chars().take(60).collect::<String>(), column.name);
                cells.push(cell.ok_or_else(|| sheet.wrong(self.found + 1, what()))?);
            }
            page.push(cells);
        }
        Ok(page)
    }

    fn count(&self, sheet: &Sheet) -> Refused {
        Refused::Rows { file: sheet.entry.file.clone(), said: sheet.entry.rows, found: self.found }
    }

    fn end(&self, sheet: &Sheet) -> Result<(), Refused> {
        if self.found == sheet.entry.rows { Ok(()) } else { Err(self.count(sheet)) }
    }
}

fn values_of(cells: Vec<Cell>, columns: &[Column]) -> Vec<Value> {
    cells.into_iter().zip(columns).map(|(cell, column)| cell::value(cell, column.kind)).collect()
}

/// A file is read whole before anything waits for the database: what reads from an archive does not travel.
fn pages(archive: &mut Unpacked, sheet: &Sheet) -> Result<Vec<Vec<Cell>>, Refused> {
    let file = archive.file(&sheet.entry.file)?;
    let mut lines = Lines::of(file, sheet)?;
    let mut all = Vec::new();
    loop {
        let page = lines.page(sheet)?;
        if page.is_empty() {
            break;
        }
        all.extend(page);
    }
    lines.end(sheet)?;
    Ok(all)
}

async fn rows(tx: &Tx, archive: &mut Unpacked, sheet: &Sheet) -> Result<(), Refused> {
    let mut all = pages(archive, sheet)?;
    if sheet.files {
        let (id, bytes) = (sheet.place("id")?, sheet.place("bytes")?);
        for cells in &mut all {
            if let Cell::Id(id) = cells[id] {
                cells[bytes] = Cell::Bytes(archive.bytes(&format!("files/{}/{id}", sheet.entry.table))?);
            }
        }
    }
    let rows = all.into_iter().map(|cells| values_of(cells, &sheet.columns)).collect();
    let inserted = tx.insert_all(&sheet.target(), rows).await;
    inserted.map_err(|error| Refused::Unfit(format!("{}: {error}", sheet.entry.file)))
}

async fn statements(tx: &Tx, archive: &mut Unpacked, sheet: &Sheet, manifest: &Manifest) -> Result<(), Refused> {
    let all = pages(archive, sheet)?;
    let text = String::from_utf8(archive.bytes("statements/statements.jsonl")?)
        .map_err(|_| sheet.wrong(0, "the statements are no text"))?;
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() != all.len() {
        let found = lines.len() as u64;
        return Err(Refused::Rows { file: "statements/statements.jsonl".to_owned(), said: sheet.entry.rows, found });
    }
    let [position, id, source, stored, flags] = [
        sheet.place("position")?,
        sheet.place("id")?,
        sheet.place("source")?,
        sheet.place("stored_at")?,
        sheet.place("flags")?,
    ];
    let mut back = Vec::with_capacity(all.len());
    for (cells, line) in all.iter().zip(lines) {
        let whole = |at: usize| if let Cell::Whole(number) = cells[at] { number } else { 0 };
        let Cell::Id(id) = cells[id] else { continue };
        let stored = Moment::from_micros(whole(stored)).ok_or_else(|| sheet.wrong(0, "no instant"))?;
        let (position, source, flags) = (whole(position), whole(source), whole(flags));
        back.push(Returning { position, id, source, stored, flags, text: line.to_owned() });
    }
    let tenant = OrganisationId(manifest.organisation.id);
    bring_back(tx, tenant, back).await.map_err(|error| Refused::Unfit(error.to_string()))
}

/// Documents are sealed anew, with the key of this installation.
async fn documents(key_file: Option<&Path>, tx: &Tx, archive: &mut Unpacked, sheet: &Sheet) -> Result<(), Refused> {
    let all = pages(archive, sheet)?;
    if all.is_empty() {
        return Ok(());
    }
    let key = InstallationKey::read(key_file).map_err(|error| Refused::NoKey(error.to_string()))?;
    let (organisation, id) = (sheet.place("organisation_id")?, sheet.place("id")?);
    let (by, at) = (sheet.place("added_by")?, sheet.place("added_at")?);
    let into = format!("{}, blob_id, key_mark, sealed_key)", sheet.target().trim_end_matches(')'));
    let named = archive.manifest.documents.clone();
    let mut rows = Vec::with_capacity(all.len());
    for cells in all {
        let (Cell::Id(tenant), Cell::Id(own), Cell::Id(person), Cell::Whole(moment)) =
            (&cells[organisation], &cells[id], &cells[by], &cells[at])
        else {
            return Err(sheet.wrong(0, "a document without its own columns"));
        };
        let file = named.iter().find(|document| document.id == *own);
        let file = file.ok_or_else(|| Refused::Missing(format!("the document {own}")))?;
        let (tenant, own) = (OrganisationId(*tenant), DocumentId(*own));
        let sealed = key
            .seal(&room::about(tenant, own), archive.bytes(&file.file)?)
            .map_err(|error| Refused::NoKey(error.to_string()))?;
        let upload = Upload {
            name: format!("{own}.sealed"),
            content_type: "application/octet-stream".to_owned(),
            bytes: sealed.bytes,
        };
        let moment = Moment::from_micros(*moment).ok_or_else(|| sheet.wrong(0, "no instant"))?;
        let blob = blob::keep(tx, tenant, PersonId(*person), &upload, moment).await?;
        let mut row = values_of(cells, &sheet.columns);
        row.extend(values![blob, sealed.mark, sealed.key]);
        rows.push(row);
    }
    Ok(tx.insert_all(&into, rows).await?)
}
