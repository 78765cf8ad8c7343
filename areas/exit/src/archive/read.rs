//! Taking an archive into an empty installation: everything in one transaction, so that it is there whole or not at all. It
//! is read page by page, and of an archive of any size no more than a page is held at once.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{Db, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::form::Upload;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::sea_orm::Value;
use lustrum_kernel::{Moment, blob, values};
use lustrum_partnership::sound::Checked;
use lustrum_records::store::restore::{Returning, bring_back, key_again};
use lustrum_sharing::room::{self, DocumentId, vault::InstallationKey};

use super::cell::{self, Cell};
use super::lines::Lines;
use super::manifest::{Manifest, TableIn};
use super::plan::{Table, Take};
use super::prints;
use super::schema::{self, Column, Schema};
use super::tables::TABLES;
use super::unpack::{MOST_VALUE, Refused, Unpacked};

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Taken {
    pub manifest: Manifest,
    /// Events whose chain was checked before anything was kept.
    pub events: i64,
    /// What was signed, held against the history.
    pub signed: Checked,
}

/// Takes an archive in, its documents sealed anew with the key in the file. The database has the schema of this version and nothing in it.
pub async fn import(db: &Db, key_file: Option<&Path>, path: &Path, most: u64) -> Result<Taken, Refused> {
    import_expecting(db, key_file, path, most, &[]).await
}

/// The same, and only an archive in which something has each of these fingerprints.
pub async fn import_expecting(
    db: &Db,
    key_file: Option<&Path>,
    path: &Path,
    most: u64,
    expected: &[String],
) -> Result<Taken, Refused> {
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
            "room_document" | "selection_file" => documents(key_file, &tx, &mut archive, &sheet).await?,
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
    let signed = prints::require(&tx, path, expected).await?;
    tx.commit().await?;
    Ok(Taken { manifest: Manifest::clone(&manifest), events: verified.events, signed })
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
pub(super) struct Sheet {
    pub entry: TableIn,
    pub columns: Vec<Column>,
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

    pub fn wrong(&self, line: u64, what: impl std::fmt::Display) -> Refused {
        Refused::Row { file: self.entry.file.clone(), line, what: what.to_string() }
    }

    fn place(&self, name: &str) -> Result<usize, Refused> {
        let found = self.columns.iter().position(|column| column.name == name);
        found.ok_or_else(|| Refused::Table(self.entry.table.clone()))
    }
}

fn values_of(cells: Vec<Cell>, columns: &[Column]) -> Vec<Value> {
    cells.into_iter().zip(columns).map(|(cell, column)| cell::value(cell, column.kind)).collect()
}

async fn rows(tx: &Tx, archive: &mut Unpacked, sheet: &Sheet) -> Result<(), Refused> {
    let mut own = archive.again();
    let mut lines = Lines::of(own.file(&sheet.entry.file)?, sheet)?;
    loop {
        let page = lines.page(sheet)?;
        if page.is_empty() {
            return lines.end(sheet);
        }
        if !sheet.files {
            insert(tx, sheet, &sheet.target(), page).await?;
            continue;
        }
        // Each file may be large, so each is written before the next one is read.
        let (id, bytes) = (sheet.place("id")?, sheet.place("bytes")?);
        for mut cells in page {
            if let Cell::Id(id) = cells[id] {
                cells[bytes] = Cell::Bytes(archive.bytes(&format!("files/{}/{id}", sheet.entry.table))?);
            }
            insert(tx, sheet, &sheet.target(), vec![cells]).await?;
        }
    }
}

async fn insert(tx: &Tx, sheet: &Sheet, into: &str, page: Vec<Vec<Cell>>) -> Result<(), Refused> {
    let rows = page.into_iter().map(|cells| values_of(cells, &sheet.columns)).collect();
    let inserted = tx.insert_all(into, rows).await;
    inserted.map_err(|error| Refused::Unfit(format!("{}: {error}", sheet.entry.file)))
}

/// Statements, one a line, beside the rows that say where each stood in the store.
const STATEMENTS: &str = "statements/statements.jsonl";

async fn statements(tx: &Tx, archive: &mut Unpacked, sheet: &Sheet, manifest: &Manifest) -> Result<(), Refused> {
    let mut own = archive.again();
    let mut lines = Lines::of(own.file(&sheet.entry.file)?, sheet)?;
    let mut texts = Texts::of(archive.file(STATEMENTS)?);
    let [position, id, source, stored, flags] = [
        sheet.place("position")?,
        sheet.place("id")?,
        sheet.place("source")?,
        sheet.place("stored_at")?,
        sheet.place("flags")?,
    ];
    let tenant = OrganisationId(manifest.organisation.id);
    loop {
        let page = lines.page(sheet)?;
        if page.is_empty() {
            break;
        }
        let (mut back, mut held) = (Vec::with_capacity(page.len()), 0);
        for cells in page {
            let text = texts.next()?.ok_or_else(|| texts.count(sheet))?;
            let whole = |at: usize| if let Cell::Whole(number) = cells[at] { number } else { 0 };
            let Cell::Id(id) = cells[id] else { continue };
            let stored = Moment::from_micros(whole(stored)).ok_or_else(|| sheet.wrong(0, "no instant"))?;
            let (position, source, flags) = (whole(position), whole(source), whole(flags));
            held += text.len();
            back.push(Returning { position, id, source, stored, flags, text });
            if held > super::lines::HELD {
                bring(tx, tenant, std::mem::take(&mut back)).await?;
                held = 0;
            }
        }
        bring(tx, tenant, back).await?;
    }
    lines.end(sheet)?;
    match texts.next()? {
        None => Ok(()),
        Some(_) => Err(texts.count(sheet)),
    }
}

async fn bring(tx: &Tx, tenant: OrganisationId, back: Vec<Returning>) -> Result<(), Refused> {
    bring_back(tx, tenant, back).await.map_err(|error| Refused::Unfit(error.to_string()))
}

/// The lines of a text file, none longer than one value can be.
struct Texts<R> {
    reader: BufReader<R>,
    found: u64,
}

impl<R: Read> Texts<R> {
    fn of(file: R) -> Self {
        Self { reader: BufReader::new(file), found: 0 }
    }

    fn next(&mut self) -> Result<Option<String>, Refused> {
        let mut line = Vec::new();
        (&mut self.reader).take(MOST_VALUE + 1).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.len() as u64 > MOST_VALUE {
            return Err(Refused::TooLarge { name: STATEMENTS.to_owned(), bytes: line.len() as u64 });
        }
        self.found += 1;
        while line.last().is_some_and(|last| matches!(last, b'\n' | b'\r')) {
            line.pop();
        }
        let wrong =
            |_| Refused::Row { file: STATEMENTS.to_owned(), line: self.found, what: "it is no text".to_owned() };
        String::from_utf8(line).map(Some).map_err(wrong)
    }

    /// The file and the rows beside it do not have as many.
    fn count(&self, sheet: &Sheet) -> Refused {
        Refused::Rows { file: STATEMENTS.to_owned(), said: sheet.entry.rows, found: self.found }
    }
}

/// Documents are sealed anew, with the key of this installation, one after the other.
async fn documents(key_file: Option<&Path>, tx: &Tx, archive: &mut Unpacked, sheet: &Sheet) -> Result<(), Refused> {
    let mut own = archive.again();
    let mut lines = Lines::of(own.file(&sheet.entry.file)?, sheet)?;
    let named: HashMap<uuid::Uuid, String> =
        archive.manifest.documents.iter().map(|document| (document.id, document.file.clone())).collect();
    let mut key = None;
    loop {
        let page = lines.page(sheet)?;
        if page.is_empty() {
            return lines.end(sheet);
        }
        for cells in page {
            let read = || InstallationKey::read(key_file).map_err(|error| Refused::NoKey(error.to_string()));
            let known = match key.take() {
                Some(known) => known,
                None => read()?,
            };
            let key = key.insert(known);
            document(key, tx, archive, sheet, (cells, &named)).await?;
        }
    }
}

async fn document(
    key: &InstallationKey,
    tx: &Tx,
    archive: &mut Unpacked,
    sheet: &Sheet,
    (cells, named): (Vec<Cell>, &HashMap<uuid::Uuid, String>),
) -> Result<(), Refused> {
    let (organisation, id) = (sheet.place("organisation_id")?, sheet.place("id")?);
    let (by, at) = (sheet.place("added_by")?, sheet.place("added_at")?);
    let (Cell::Id(tenant), Cell::Id(own), Cell::Id(person), Cell::Whole(moment)) =
        (&cells[organisation], &cells[id], &cells[by], &cells[at])
    else {
        return Err(sheet.wrong(0, "a document without its own columns"));
    };
    let file = named.get(own).ok_or_else(|| Refused::Missing(format!("the document {own}")))?;
    let (tenant, own) = (OrganisationId(*tenant), DocumentId(*own));
    let sealed =
        key.seal(&room::about(tenant, own), archive.bytes(file)?).map_err(|error| Refused::NoKey(error.to_string()))?;
    let upload = Upload {
        name: format!("{own}.sealed"),
        content_type: "application/octet-stream".to_owned(),
        bytes: sealed.bytes,
    };
    let moment = Moment::from_micros(*moment).ok_or_else(|| sheet.wrong(0, "no instant"))?;
    let blob = blob::keep(tx, tenant, PersonId(*person), &upload, moment).await?;
    let mut row = values_of(cells, &sheet.columns);
    row.extend(values![blob, sealed.mark, sealed.key]);
    let into = format!("{}, blob_id, key_mark, sealed_key)", sheet.target().trim_end_matches(')'));
    Ok(tx.insert_all(&into, vec![row]).await?)
}
