//! The partner's part of the history. The chain of hashes is the organisation's, and most of its links are none of the
//! partner's business; so the events that the partner may see are chained anew, as a history that holds by itself. Beside it
//! stands which number and hash each event has in the organisation's chain, so that the two can be compared.

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{Sql, Tx};
use lustrum_kernel::event::{self, Recorded};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::cell::Cell;
use super::kept::Kept;
use super::manifest::TableIn;
use super::pack::Packing;
use super::plan::visible;
use super::schema::Schema;
use super::write::{Sheet, named};
use super::{ArchiveError, Table};

const A_PAGE: usize = 1_000;

#[derive(FromQueryResult)]
struct Row {
    number: i64,
    at: Moment,
    person_id: Option<PersonId>,
    kind: String,
    subject_id: Option<uuid::Uuid>,
    hash: Vec<u8>,
    content: Option<String>,
}

pub async fn write(
    tx: &Tx,
    packing: &mut Packing,
    schema: &Schema,
    partnership: &Partnered,
    kept: &Kept,
) -> Result<Vec<TableIn>, ArchiveError> {
    let tenant = partnership.client;
    let [mut heads, mut events, mut contents] = sheets(schema)?;
    let (mut head_text, mut event_text, mut content_text) = (heads.head()?, events.head()?, contents.head()?);
    let mut numbers = "number,number_at_the_organisation,hash_at_the_organisation\r\n".to_owned();
    let (mut before, mut last, mut number) = (event::start(tenant), 0, 0);
    let sql = format!(
        "SELECT e.number, e.at, e.person_id, e.kind, e.subject_id, e.hash, c.content
         FROM event e LEFT JOIN event_content c ON c.organisation_id = e.organisation_id AND c.number = e.number
         WHERE e.organisation_id = $1 AND e.partnership_id = $2 AND e.number > $3 AND {}
         ORDER BY e.number LIMIT {A_PAGE}",
        visible("e.kind")
    );
    loop {
        let page: Vec<Row> = tx.all(&sql, values![tenant, partnership.id, last]).await?;
        let whole = page.len() == A_PAGE;
        for row in page {
            (last, number) = (row.number, number + 1);
            numbers += &format!("{number},{},{}\r\n", row.number, hex::encode(&row.hash));
            // What tells of something that is withheld is left out, as if it were erased.
            let tells = row.content.as_deref().is_some_and(|said| kept.tells(&row.kind, row.subject_id, said));
            let event = Recorded {
                organisation_id: tenant,
                number,
                partnership_id: Some(partnership.id),
                at: row.at,
                person_id: row.person_id,
                kind: row.kind,
                subject_id: row.subject_id,
                content: row.content.filter(|_| !tells),
            };
            let link = event::chained(&before, number, &event)?;
            before.clone_from(&link.hash);
            let id = |id: Option<uuid::Uuid>| id.map_or(Cell::Nothing, Cell::Id);
            event_text.extend(events.row(&[
                Cell::Id(tenant.0),
                Cell::Whole(number),
                Cell::Id(partnership.id.0),
                Cell::Whole(event.at.micros()),
                id(event.person_id.map(|person| person.0)),
                Cell::Text(event.kind),
                id(event.subject_id),
                Cell::Bytes(link.content_hash),
                Cell::Bytes(link.hash),
            ])?);
            // What was erased stays erased.
            if let Some(content) = event.content {
                let cells = [Cell::Id(tenant.0), Cell::Whole(number), Cell::Bytes(link.salt), Cell::Text(content)];
                content_text.extend(contents.row(&cells)?);
            }
        }
        if !whole {
            break;
        }
    }
    if number > 0 {
        head_text.extend(heads.row(&[Cell::Id(tenant.0), Cell::Whole(number), Cell::Bytes(before)])?);
    }
    packing.whole("history/numbers.csv".to_owned(), numbers.as_bytes())?;
    let mut tables = Vec::new();
    for (sheet, text) in [(heads, head_text), (events, event_text), (contents, content_text)] {
        packing.whole(sheet.entry.file.clone(), &text)?;
        tables.push(sheet.entry);
    }
    Ok(tables)
}

/// The three files, whose columns must be those that are written here.
fn sheets(schema: &Schema) -> Result<[Sheet; 3], ArchiveError> {
    const COLUMNS: [(&str, &[&str]); 3] = [
        ("event_head", &["organisation_id", "number", "hash"]),
        (
            "event",
            &[
                "organisation_id",
                "number",
                "partnership_id",
                "at",
                "person_id",
                "kind",
                "subject_id",
                "content_hash",
                "hash",
            ],
        ),
        ("event_content", &["organisation_id", "number", "salt", "content"]),
    ];
    let sheet = |(name, expected): (&str, &[&str])| -> Result<Sheet, ArchiveError> {
        let table: Table = *named(name)?;
        let sheet = Sheet::of(schema, &table, Side::Partner)?;
        let known: Vec<&str> = sheet.columns.iter().map(|column| column.name.as_str()).collect();
        if known != expected {
            return Err(ArchiveError::Broken(format!(
                "the table {name} has other columns than its history is written with"
            )));
        }
        Ok(sheet)
    };
    let [heads, events, contents] = COLUMNS;
    Ok([sheet(heads)?, sheet(events)?, sheet(contents)?])
}
