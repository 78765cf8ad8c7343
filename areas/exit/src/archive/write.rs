//! Writing an archive: from a view of one moment, table by table and page by page, straight onto the disk.

use std::collections::HashSet;
use std::path::Path;

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{Db, DbError, Sql, Tx};
use lustrum_kernel::sea_orm::{ConnectionTrait, DbBackend, Value};
use lustrum_kernel::{Moment, blob, values};
use lustrum_partnership::sound::Print;
use lustrum_records::browse::export::Lines;
use lustrum_selection::score::file;
use lustrum_sharing::asset;
use lustrum_sharing::room::vault::{InstallationKey, Sealed};
use lustrum_sharing::room::{self, Document};
use lustrum_sharing::sound;

use super::cell::{self, Cell, Kind};
use super::kept::{self, Kept};
use super::manifest::{ColumnIn, DocumentIn, FORM, HistoryIn, LeftOut, Manifest, Party, SignedIn, TableIn, Withheld};
use super::pack::{self, Packing};
use super::plan::{For, Table, Take, Why};
use super::schema::{self, Column, Schema};
use super::tables::TABLES;
use super::{ArchiveError, history, readable, readme};

/// So many rows are read at once; of files few, as each may be large.
const A_PAGE: usize = 1_000;
const FILES: usize = 4;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Order {
    pub partnership: Partnered,
    pub side: Side,
    /// Whether answers that were given on a promise are written too: for whoever operates the installation, who could read
    /// them in the database anyway, and for a rehearsal that nobody looks into.
    pub promised: bool,
    pub at: Moment,
}

/// An archive that was written.
#[derive(Clone, Debug)]
pub struct Made {
    pub manifest: Manifest,
    pub bytes: u64,
    /// Of the whole file.
    pub sha256: String,
}

/// Writes the archive of one side to a file. The key file opens the documents of the data room.
pub async fn write(db: &Db, key_file: Option<&Path>, order: &Order, path: &Path) -> Result<Made, ArchiveError> {
    let tx = db.still().await?;
    let mut packing = Packing::begin(path)?;
    let mut manifest = begun(&tx, order).await?;
    let schema = schema::read(&tx).await?;
    let place = For { partnership: &order.partnership, side: order.side };
    let kept = Kept::back_from(&tx, &order.partnership, order.side).await?;
    for table in TABLES {
        let promised = table.promised && !order.promised;
        match place.condition(table) {
            Some(condition) if !promised => {
                let written = rows(&tx, &mut packing, &schema, (&place, table, &condition), &kept).await?;
                manifest.tables.push(written);
            }
            _ => manifest.left_out.extend(why(table, order.side, promised)),
        }
    }
    match order.side {
        Side::Organisation => manifest.tables.push(statements(&tx, &mut packing, &schema, &place).await?),
        Side::Partner => {
            manifest.tables.extend(history::write(&tx, &mut packing, &schema, &order.partnership, &kept).await?);
            readable::releases(&tx, &mut packing, &order.partnership, order.at).await?;
        }
    }
    documents(key_file, &tx, &mut packing, &schema, (order, &place, &mut manifest)).await?;
    if order.side == Side::Organisation {
        score_files(key_file, &tx, &mut packing, &schema, (order, &place, &mut manifest)).await?;
    }
    manifest.withheld.extend(kept.assets.into_iter().map(|(asset, version)| Withheld {
        kind: asset.kind.word().to_owned(),
        title: asset.title,
        why: "licence".to_owned(),
        licence: version.terms.licence,
    }));
    readable::charters(&tx, &mut packing, &order.partnership).await?;
    readable::calendar(&tx, &mut packing, &order.partnership, order.at).await?;
    for (name, text) in readme::both(&manifest) {
        packing.whole(name, text.as_bytes())?;
    }
    manifest.files = packing.files();
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| ArchiveError::Broken(error.to_string()))?;
    packing.finish(&text)?;
    let (bytes, sha256) = pack::hash_of(path)?;
    Ok(Made { manifest, bytes, sha256 })
}

async fn begun(tx: &Tx, order: &Order) -> Result<Manifest, ArchiveError> {
    let known = &order.partnership;
    Ok(Manifest {
        form: FORM.to_owned(),
        product: env!("CARGO_PKG_VERSION").to_owned(),
        side: order.side.word().to_owned(),
        partnership: known.id.0,
        title: known.title.clone(),
        organisation: Party { id: known.client.0, name: known.client_name.clone() },
        partner: Party { id: known.partner.0, name: known.partner_name.clone() },
        made_at: order.at.to_string(),
        promised: order.promised,
        migrations: super::migrations(tx).await?,
        tables: Vec::new(),
        documents: Vec::new(),
        left_out: Vec::new(),
        withheld: Vec::new(),
        signed: signed(tx, order).await?,
        history: history_end(tx, order).await?,
        files: Vec::new(),
    })
}

async fn signed(tx: &Tx, order: &Order) -> Result<Vec<SignedIn>, ArchiveError> {
    let checked = sound::of_partnership(tx, order.partnership.client, order.partnership.id).await?;
    let one = |print: Print| SignedIn {
        what: print.what.word().to_owned(),
        number: print.number,
        fingerprint: print.fingerprint,
    };
    Ok(checked.prints.into_iter().map(one).collect())
}

/// The partner's history is chained anew: its end says nothing to anyone else.
async fn history_end(tx: &Tx, order: &Order) -> Result<Option<HistoryIn>, ArchiveError> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        number: i64,
        hash: Vec<u8>,
    }
    if order.side == Side::Partner {
        return Ok(None);
    }
    let sql = "SELECT number, hash FROM event_head WHERE organisation_id = $1";
    let row: Option<Row> = tx.maybe(sql, values![order.partnership.client]).await?;
    Ok(row.map(|row| HistoryIn { events: row.number, hash: hex::encode(row.hash) }))
}

fn why(table: &Table, side: Side, promised: bool) -> Option<LeftOut> {
    let why = match table.take(side) {
        Take::No(why) => why,
        _ if promised => Why::Promised,
        _ => return None,
    };
    Some(LeftOut { table: table.file.to_owned(), why: why.word().to_owned() })
}

/// The head of a table's file.
pub(super) struct Sheet {
    pub columns: Vec<Column>,
    pub entry: TableIn,
}

impl Sheet {
    pub fn of(schema: &Schema, table: &Table, side: Side) -> Result<Self, ArchiveError> {
        let known = schema.get(table.name);
        let emptied = if side == Side::Partner { table.emptied } else { &[] };
        let known = known.ok_or_else(|| ArchiveError::Broken(format!("there is no table {}", table.name)))?;
        let columns: Vec<Column> =
            known.iter().filter(|column| !table.without.contains(&column.name.as_str())).cloned().collect();
        let entry = TableIn {
            table: table.name.to_owned(),
            part: table.part.to_owned(),
            file: format!("data/{}.csv", table.file),
            rows: 0,
            columns: columns
                .iter()
                .map(|column| ColumnIn {
                    name: column.name.clone(),
                    kind: column.kind.word().to_owned(),
                    nullable: column.nullable,
                })
                .collect(),
            without: table.without.iter().map(|name| (*name).to_owned()).collect(),
            emptied: emptied.iter().map(|name| (*name).to_owned()).collect(),
        };
        Ok(Self { columns, entry })
    }

    pub fn head(&self) -> Result<Vec<u8>, ArchiveError> {
        line(self.columns.iter().map(|column| column.name.as_str()))
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<Vec<u8>, ArchiveError> {
        self.entry.rows += 1;
        line(cells.iter().zip(&self.columns).map(|(cell, column)| cell::written(cell, column)))
    }
}

fn line<T: AsRef<[u8]>>(cells: impl Iterator<Item = T>) -> Result<Vec<u8>, ArchiveError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| ArchiveError::Broken(error.to_string()))?;
    writer.into_inner().map_err(|error| ArchiveError::Broken(error.to_string()))
}

/// The rows of a table that the side gets, walked along its primary key.
async fn rows(
    tx: &Tx,
    packing: &mut Packing,
    schema: &Schema,
    (place, table, condition): (&For<'_>, &Table, &str),
    kept: &Kept,
) -> Result<TableIn, ArchiveError> {
    // The content of what happened stands beside the chain, so that it can be left out as it can be erased.
    let untold = match table.name {
        "event_content" => kept::told(tx, place.partnership.client, kept).await?,
        _ => HashSet::new(),
    };
    let number = schema.get(table.name).and_then(|columns| columns.iter().position(|column| column.name == "number"));
    let left_out = |cells: &[Cell]| {
        number.is_some_and(|at| matches!(cells.get(at), Some(Cell::Whole(number)) if untold.contains(number)))
    };
    let mut sheet = Sheet::of(schema, table, place.side)?;
    let name = sheet.entry.file.clone();
    let mut walk = Walk::along(tx, schema, table, place, condition);
    if table.files {
        // Files can't be written into the midst of another one, so the rows, which are short then, wait until they are there.
        let mut text = sheet.head()?;
        while let Some(page) = walk.next(tx).await? {
            for mut cells in page {
                if let Some((name, bytes)) = aside(table, &sheet.columns, &mut cells) {
                    packing.whole(name, &bytes)?;
                }
                text.extend(sheet.row(&cells)?);
            }
        }
        packing.whole(name, &text)?;
        return Ok(sheet.entry);
    }
    packing.open(&name)?;
    packing.write(&sheet.head()?)?;
    while let Some(page) = walk.next(tx).await? {
        let mut text = Vec::new();
        for mut cells in page {
            if left_out(&cells) {
                continue;
            }
            kept.hide(table, &sheet.columns, &mut cells);
            if table.masks_address {
                mask(&sheet.columns, &mut cells);
            }
            if place.side == Side::Partner {
                empty(table, &sheet.columns, &mut cells);
            }
            text.extend(sheet.row(&cells)?);
        }
        packing.write(&text)?;
    }
    packing.close(name);
    Ok(sheet.entry)
}

/// Pages of a table.
struct Walk<'a> {
    columns: Vec<Column>,
    sql: String,
    values: Vec<Value>,
    keys: Vec<&'a str>,
    /// The keys as the rows are put in order by, the same on both engines.
    order: String,
    size: usize,
    after: Option<Vec<Value>>,
    done: bool,
}

impl<'a> Walk<'a> {
    fn along(tx: &Tx, schema: &'a Schema, table: &Table, place: &For<'_>, condition: &str) -> Self {
        let known = schema.get(table.name).map(Vec::as_slice).unwrap_or_default();
        let mut keys: Vec<&Column> = known.iter().filter(|column| column.key > 0).collect();
        keys.sort_by_key(|column| column.key);
        let columns: Vec<Column> =
            known.iter().filter(|column| !table.without.contains(&column.name.as_str())).cloned().collect();
        let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let (filled, values) = place.fill(condition);
        let postgres = tx.connection().get_database_backend() == DbBackend::Postgres;
        let ordered = |column: &&Column| match column.kind {
            // Byte by byte, and not as a language sorts.
            Kind::Text if postgres => format!("\"{}\" COLLATE \"C\"", column.name),
            _ => format!("\"{}\"", column.name),
        };
        let order = keys.iter().map(ordered).collect::<Vec<_>>().join(", ");
        Self {
            sql: format!("SELECT {} FROM {} WHERE ({filled})", names.join(", "), table.name),
            values,
            keys: keys.into_iter().map(|column| column.name.as_str()).collect(),
            columns,
            order,
            size: if table.files { FILES } else { A_PAGE },
            after: None,
            done: false,
        }
    }

    async fn next(&mut self, tx: &Tx) -> Result<Option<Vec<Vec<Cell>>>, ArchiveError> {
        if self.done {
            return Ok(None);
        }
        let (mut sql, mut values) = (self.sql.clone(), self.values.clone());
        let order = &self.order;
        if let Some(after) = &self.after {
            let marks: Vec<String> = (1..=after.len()).map(|place| format!("${}", values.len() + place)).collect();
            sql += &format!(" AND ({order}) > ({})", marks.join(", "));
            values.extend(after.iter().cloned());
        }
        sql += &format!(" ORDER BY {order} LIMIT {}", self.size);
        let found = tx.connection().query_all_raw(tx.statement(&sql, values)).await.map_err(DbError::from)?;
        let mut page = Vec::with_capacity(found.len());
        for row in &found {
            let cells: Result<Vec<Cell>, _> = self.columns.iter().map(|column| cell::read(row, column)).collect();
            page.push(cells.map_err(DbError::from)?);
        }
        self.done = page.len() < self.size;
        self.after = page.last().map(|last| {
            let place = |key: &&str| self.columns.iter().position(|column| column.name == **key).unwrap_or_default();
            let value = |at: usize| cell::value(last[at].clone(), self.columns[at].kind);
            self.keys.iter().map(|key| value(place(key))).collect()
        });
        Ok(Some(page))
    }
}

/// People of the other side are there by name, and can't be written to.
fn mask(columns: &[Column], cells: &mut [Cell]) {
    let at = |name: &str| columns.iter().position(|column| column.name == name);
    if let (Some(id), Some(email)) = (at("id"), at("email"))
        && let Cell::Id(id) = cells[id]
    {
        cells[email] = Cell::Text(format!("{id}@withheld.invalid"));
    }
}

/// Empties what of a row is not the partner's to know, without changing what the column can hold.
fn empty(table: &Table, columns: &[Column], cells: &mut [Cell]) {
    for (cell, column) in
        cells.iter_mut().zip(columns).filter(|(_, column)| table.emptied.contains(&column.name.as_str()))
    {
        *cell = match column.kind {
            _ if column.nullable => Cell::Nothing,
            Kind::Text => Cell::Text(String::new()),
            Kind::Whole => Cell::Whole(0),
            Kind::Number => Cell::Number(0.0),
            Kind::Truth => Cell::Truth(false),
            Kind::Bytes => Cell::Bytes(Vec::new()),
            Kind::Id => Cell::Id(uuid::Uuid::nil()),
        };
    }
}

/// Takes the bytes of a row out: they become a file that is named like the row.
fn aside(table: &Table, columns: &[Column], cells: &mut [Cell]) -> Option<(String, Vec<u8>)> {
    let at = |name: &str| columns.iter().position(|column| column.name == name);
    let (id, bytes) = (at("id")?, at("bytes")?);
    let Cell::Id(id) = cells[id] else { return None };
    match std::mem::replace(&mut cells[bytes], Cell::Bytes(Vec::new())) {
        Cell::Bytes(content) => Some((format!("files/{}/{id}", table.name), content)),
        _ => None,
    }
}

/// Statements as xAPI JSON, one a line, and beside them where each stood in the store.
async fn statements(tx: &Tx, packing: &mut Packing, schema: &Schema, place: &For<'_>) -> Result<TableIn, ArchiveError> {
    let tenant = place.partnership.client;
    packing.open("statements/statements.jsonl")?;
    let mut lines = Lines::of(tx, tenant).await?;
    let broken = |error: lustrum_records::store::StoreError| ArchiveError::Broken(error.to_string());
    while let Some(text) = lines.next(tx).await.map_err(broken)? {
        packing.write(text.as_bytes())?;
    }
    packing.close("statements/statements.jsonl".to_owned());
    let table = named("statement")?;
    let condition =
        "organisation_id = {t} AND source IN (SELECT number FROM record_credential WHERE organisation_id = {t})";
    rows(tx, packing, schema, (place, table, condition), &Kept::default()).await
}

pub(super) fn named(name: &str) -> Result<&'static Table, ArchiveError> {
    let known = TABLES.iter().find(|table| table.name == name);
    known.ok_or_else(|| ArchiveError::Broken(format!("{name} is in no list")))
}

/// What of a document's row means something to this installation alone.
const OF_THE_SEAL: [&str; 3] = ["blob_id", "key_mark", "sealed_key"];

/// The documents of the data room that a side may take: its own, opened, and those of the other side for which both agreed so.
async fn documents(
    key_file: Option<&Path>,
    tx: &Tx,
    packing: &mut Packing,
    schema: &Schema,
    (order, place, manifest): (&Order, &For<'_>, &mut Manifest),
) -> Result<(), ArchiveError> {
    let (tenant, partnership) = (order.partnership.client, order.partnership.id);
    let allowed = asset::allowed_documents(tx, tenant, partnership, order.side).await?;
    let key = InstallationKey::read(key_file);
    let mut taken = Vec::new();
    let mut before = None;
    loop {
        let page = room::of_partnership(tx, tenant, partnership, before, 50).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.number);
        for document in &page {
            let mut held = |why: &str| {
                manifest.withheld.push(Withheld {
                    kind: "document".to_owned(),
                    // A title may tell what is secret; to the other side a document is its number.
                    title: if document.side == order.side {
                        document.title.clone()
                    } else {
                        document.number.to_string()
                    },
                    why: why.to_owned(),
                    licence: String::new(),
                });
            };
            if document.side != order.side && !allowed.contains(&document.id.0) {
                held("other-side");
                continue;
            }
            let opened = match &key {
                Ok(key) => opened(tx, key, document).await?,
                Err(_) => None,
            };
            match opened {
                None => held("sealed"),
                Some(bytes) => {
                    let file = format!("documents/{}-{}", document.number, plain(&document.file_name));
                    packing.whole(file.clone(), &bytes)?;
                    taken.push(document.id.0);
                    manifest.documents.push(DocumentIn { id: document.id.0, file });
                }
            }
        }
    }
    let among = ("room_document", "organisation_id = {t} AND partnership_id = {p}");
    taken_rows(tx, packing, schema, (place, manifest), among, &taken).await
}

/// The files that scores of a selection rest on, opened: the organisation's alone.
async fn score_files(
    key_file: Option<&Path>,
    tx: &Tx,
    packing: &mut Packing,
    schema: &Schema,
    (order, place, manifest): (&Order, &For<'_>, &mut Manifest),
) -> Result<(), ArchiveError> {
    let key = InstallationKey::read(key_file);
    let mut taken = Vec::new();
    let mut after = None;
    loop {
        let page = file::of_organisation(tx, order.partnership.client, after, 50).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for one in &page {
            let stored = blob::find(tx, one.organisation, one.blob).await?;
            let opened = key.as_ref().ok().zip(stored).and_then(|(key, stored)| {
                let sealed = Sealed { bytes: stored.bytes, key: one.sealed_key.clone(), mark: one.key_mark.clone() };
                key.open(&one.about(), sealed).ok()
            });
            match opened {
                None => manifest.withheld.push(Withheld {
                    kind: "document".to_owned(),
                    title: one.name.clone(),
                    why: "sealed".to_owned(),
                    licence: String::new(),
                }),
                Some(bytes) => {
                    let file = format!("documents/score-{}-{}", one.id, plain(&one.name));
                    packing.whole(file.clone(), &bytes)?;
                    taken.push(one.id.0);
                    manifest.documents.push(DocumentIn { id: one.id.0, file });
                }
            }
        }
    }
    taken_rows(tx, packing, schema, (place, manifest), ("selection_file", "organisation_id = {t}"), &taken).await
}

/// The rows of the sealed files that were taken, without what means something to this installation alone.
async fn taken_rows(
    tx: &Tx,
    packing: &mut Packing,
    schema: &Schema,
    (place, manifest): (&For<'_>, &mut Manifest),
    (name, condition): (&str, &'static str),
    taken: &[uuid::Uuid],
) -> Result<(), ArchiveError> {
    let table = Table { without: &OF_THE_SEAL, ..*named(name)? };
    let mut sheet = Sheet::of(schema, &table, place.side)?;
    let mut text = sheet.head()?;
    let mut walk = Walk::along(tx, schema, &table, place, condition);
    while let Some(page) = walk.next(tx).await? {
        for cells in page {
            let is_taken = cells
                .iter()
                .zip(&sheet.columns)
                .any(|(cell, column)| column.name == "id" && matches!(cell, Cell::Id(id) if taken.contains(id)));
            if is_taken {
                text.extend(sheet.row(&cells)?);
            }
        }
    }
    packing.whole(sheet.entry.file.clone(), &text)?;
    manifest.tables.push(sheet.entry);
    Ok(())
}

async fn opened(tx: &Tx, key: &InstallationKey, document: &Document) -> Result<Option<Vec<u8>>, ArchiveError> {
    let stored = blob::find(tx, document.organisation, document.blob).await?;
    let Some(stored) = stored else { return Ok(None) };
    let sealed = Sealed { bytes: stored.bytes, key: document.sealed_key.clone(), mark: document.key_mark.clone() };
    Ok(key.open(&document.about(), sealed).ok())
}

/// A name that every system takes.
pub(super) fn plain(name: &str) -> String {
    let safe = name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' });
    let safe: String = safe.take(80).collect();
    safe.trim_start_matches('.').to_owned()
}
