use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use lustrum_partnership::By;
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Kind, Leaning, MOST, NewNote, Note, NoteId, NoteRefused};
use crate::happened;
use crate::quarter::Quarter;

#[derive(FromQueryResult)]
struct Row {
    id: NoteId,
    period: Quarter,
    kind: String,
    side: String,
    text: String,
    measure: String,
    programme_id: Option<ProgrammeId>,
    module_id: Option<ModuleId>,
    module_title: String,
    version: i64,
    number: Option<i64>,
    made_at: Moment,
    made_by: PersonId,
}

impl Row {
    fn known(self) -> Option<Note> {
        let module = self.programme_id.zip(self.module_id);
        let leaning = match module {
            Some((programme, id)) => Some(Leaning::Module { programme, id, title: self.module_title }),
            None => Some(self.measure).filter(|word| !word.is_empty()).map(Leaning::Measure),
        };
        Some(Note {
            id: self.id,
            period: self.period,
            kind: Kind::parse(&self.kind)?,
            side: Side::parse(&self.side)?,
            text: self.text,
            leaning,
            version: self.version,
            number: self.number,
            made_at: self.made_at,
            made_by: self.made_by,
        })
    }
}

const NOTES: &str =
    "SELECT id, period, kind, side, text, measure, programme_id, module_id, module_title, version, number,
    made_at, made_by FROM review_note WHERE organisation_id = $1 AND partnership_id = $2";

/// More than both sides can write.
const ALL: i64 = 2 * MOST + 1;

/// Writes a note of the writer's side.
pub async fn add(tx: &Tx, by: &By, new: &NewNote) -> Result<NoteId, NoteRefused> {
    let sql = "SELECT COUNT(*) AS number FROM review_note
        WHERE organisation_id = $1 AND partnership_id = $2 AND period = $3 AND side = $4";
    let written = tx.number(sql, values![by.tenant, by.partnership, new.period, by.side.word()]).await?;
    if written >= MOST {
        return Err(NoteRefused::Many);
    }
    let id = NoteId::new();
    let (measure, programme, module, title) = columns(new.leaning.as_ref());
    tx.run(
        "INSERT INTO review_note (organisation_id, id, partnership_id, period, kind, side, text, measure, programme_id,
         module_id, module_title, version, made_at, made_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,1,$12,$13)",
        values![
            by.tenant,
            id,
            by.partnership,
            new.period,
            new.kind.word(),
            by.side.word(),
            new.text.clone(),
            measure,
            programme,
            module,
            title,
            by.at,
            by.person
        ],
    )
    .await?;
    said(tx, by, "review.note-written", (id, new.period, new.kind), &new.text).await?;
    Ok(id)
}

fn columns(leaning: Option<&Leaning>) -> (String, Option<ProgrammeId>, Option<ModuleId>, String) {
    match leaning {
        None => (String::new(), None, None, String::new()),
        Some(Leaning::Measure(word)) => (word.clone(), None, None, String::new()),
        Some(Leaning::Module { programme, id, title }) => (String::new(), Some(*programme), Some(*id), title.clone()),
    }
}

async fn said(
    tx: &Tx,
    by: &By,
    kind: &'static str,
    (id, period, about): (NoteId, Quarter, Kind),
    text: &str,
) -> Result<(), DbError> {
    let content = json!({ "period": period.to_string(), "kind": about.word(), "text": text, "side": by.side.word() });
    event::append(tx, happened(by, kind).about(id.0).saying(content)).await?;
    Ok(())
}

/// Whether this side can change a note, as it was read.
fn is_open(by: &By, note: &Note) -> Result<(), NoteRefused> {
    if note.side != by.side {
        return Err(NoteRefused::OtherSide);
    }
    if note.number.is_some() {
        return Err(NoteRefused::Frozen);
    }
    Ok(())
}

/// Changes the words of a note of which the writer saw this version.
pub async fn change(
    tx: &Tx,
    by: &By,
    note: &Note,
    version: i64,
    text: &str,
    leaning: Option<&Leaning>,
) -> Result<(), NoteRefused> {
    is_open(by, note)?;
    let (measure, programme, module, title) = columns(leaning);
    // Frozen meanwhile or changed meanwhile: in both cases what was seen is not what stands there.
    let changed = tx
        .run(
            "UPDATE review_note SET text = $4, measure = $5, programme_id = $6, module_id = $7, module_title = $8,
             changed_at = $9, changed_by = $10, version = version + 1
             WHERE organisation_id = $1 AND id = $2 AND version = $3 AND number IS NULL",
            values![by.tenant, note.id, version, text, measure, programme, module, title, by.at, by.person],
        )
        .await?;
    if changed == 0 {
        return Err(NoteRefused::Changed);
    }
    said(tx, by, "review.note-changed", (note.id, note.period, note.kind), text).await?;
    Ok(())
}

/// Takes a note back, as long as no review holds it. The history keeps what it said.
pub async fn take_back(tx: &Tx, by: &By, note: &Note) -> Result<(), NoteRefused> {
    is_open(by, note)?;
    let sql = "DELETE FROM review_note WHERE organisation_id = $1 AND id = $2 AND number IS NULL";
    if tx.run(sql, values![by.tenant, note.id]).await? == 0 {
        return Err(NoteRefused::Frozen);
    }
    said(tx, by, "review.note-taken-back", (note.id, note.period, note.kind), &note.text).await?;
    Ok(())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
    id: NoteId,
) -> Result<Option<Note>, DbError> {
    let sql = format!("{NOTES} AND period = $3 AND id = $4");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, period, id]).await?;
    Ok(row.and_then(Row::known))
}

/// The notes of both sides for the review of a period, in the order in which they were written.
pub async fn of_period(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
) -> Result<Vec<Note>, DbError> {
    let sql = format!("{NOTES} AND period = $3 ORDER BY id LIMIT {ALL}");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, period]).await?;
    Ok(rows.into_iter().filter_map(Row::known).collect())
}

/// The notes that a review of the period holds.
pub async fn frozen(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
) -> Result<Vec<Note>, DbError> {
    let all = of_period(db, tenant, partnership, period).await?;
    Ok(all.into_iter().filter(|note| note.number.is_some()).collect())
}

/// Takes the notes that no review holds yet into the review of this number, before it is put together: whoever changes one at
/// that moment waits, and then finds that it is frozen.
pub async fn freeze(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
    number: i64,
) -> Result<(), DbError> {
    tx.run(
        "UPDATE review_note SET number = $4
         WHERE organisation_id = $1 AND partnership_id = $2 AND period = $3 AND number IS NULL",
        values![tenant, partnership, period, number],
    )
    .await?;
    Ok(())
}
