//! The file that a score rests on: looked at as any file that is handed in, sealed where it is kept, and read by whoever may
//! see the score: the assessor, and once scores are open those who see the round.

use lustrum_file::check::{Checked, Kind};
use lustrum_file::seal::{SealError, Sealed};
use lustrum_kernel::app::App;
use lustrum_kernel::blob;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::form::{Fields, Upload};
use lustrum_kernel::id::{BlobId, OrganisationId, PersonId};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Moment, id, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::Act;
use crate::candidate::{Candidate, CandidateId};
use crate::criterion::{CriterionId, Leaf};
use crate::round::{Round, RoundId};

id!(
    /// The file of a score.
    ScoreFileId
);

/// What is known of a file beside its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreFile {
    pub id: ScoreFileId,
    pub organisation: OrganisationId,
    pub round: RoundId,
    pub person: PersonId,
    pub candidate: CandidateId,
    pub criterion: CriterionId,
    pub name: String,
    pub kind: Kind,
    pub size: i64,
    pub added_at: Moment,
    pub blob: BlobId,
    pub key_mark: String,
    pub sealed_key: Vec<u8>,
}

impl ScoreFile {
    /// What the seal binds the content to.
    pub fn about(&self) -> String {
        about(self.organisation, self.id)
    }
    /// `Call notes.pdf, 120 kB`
    pub fn words(&self, t: &lustrum_kernel::locale::Speaker) -> String {
        t.say2("score-file-is", "name", &self.name, "size", t.whole((self.size + 1023) / 1024))
    }
}

fn about(organisation: OrganisationId, id: ScoreFileId) -> String {
    format!("{organisation} {id}")
}

/// The fields of the file of one criterion: a new one, and that the one which is there goes.
pub(crate) fn names(criterion: CriterionId) -> [String; 2] {
    [format!("file-{criterion}"), format!("drop-{criterion}")]
}

/// A file that passed, for a criterion.
pub struct Handed {
    pub criterion: CriterionId,
    pub checked: Checked,
    pub bytes: Vec<u8>,
}

/// What becomes of the files of a sheet.
#[derive(Default)]
pub(crate) struct Files {
    pub handed: Vec<Handed>,
    pub dropped: Vec<CriterionId>,
}

/// Looks at the files of a sheet; what is wrong with one stands at its field.
pub(crate) async fn look(form: &mut Fields, leaves: &[Leaf]) -> Files {
    let mut files = Files::default();
    for leaf in leaves {
        let [file, drop] = names(leaf.id);
        if form.flag(&drop) {
            files.dropped.push(leaf.id);
        }
        let Some(upload) = form.optional_file(&file) else { continue };
        match lustrum_file::look(upload).await {
            Ok((checked, bytes)) => files.handed.push(Handed { criterion: leaf.id, checked, bytes }),
            Err(fault) => form.refuse(&file, fault),
        }
    }
    files
}

/// A file that was sealed and is not kept yet.
pub struct Ready {
    id: ScoreFileId,
    criterion: CriterionId,
    name: String,
    kind: Kind,
    size: i64,
    sealed: Sealed,
}

/// Seals what passed, before anything is written: without a key nothing is kept.
pub fn sealed(app: &App, tenant: OrganisationId, handed: Vec<Handed>) -> Result<Vec<Ready>, Problem> {
    let one = |handed: Handed| {
        let Handed { criterion, checked, bytes } = handed;
        let id = ScoreFileId::new();
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let sealed = lustrum_file::seal(app, &about(tenant, id), bytes)?;
        Ok(Ready { id, criterion, name: checked.name, kind: checked.kind, size, sealed })
    };
    handed.into_iter().map(one).collect()
}

/// Keeps the files of a sheet in place of those that they follow, and drops those of scores that are no more.
pub async fn keep(
    tx: &Tx,
    act: Act,
    (round, candidate): (&Round, &Candidate),
    ready: Vec<Ready>,
    dropped: &[CriterionId],
    given: &[CriterionId],
) -> Result<(), DbError> {
    for known in of_sheet(tx, act, round.id, candidate.id).await? {
        let follows = ready.iter().any(|one| one.criterion == known.criterion);
        if follows || dropped.contains(&known.criterion) || !given.contains(&known.criterion) {
            remove(tx, &known).await?;
        }
    }
    for one in ready {
        let upload = Upload {
            name: format!("{}.sealed", one.id),
            content_type: "application/octet-stream".to_owned(),
            bytes: one.sealed.bytes,
        };
        let blob = blob::keep(tx, act.tenant, act.by, &upload, act.at).await?;
        tx.run(
            "INSERT INTO selection_file (organisation_id, id, round_id, person_id, candidate_id, criterion_id, file_name,
             kind, size, added_by, added_at, blob_id, key_mark, sealed_key)
             VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$4,$10,$11,$12,$13)",
            values![
                act.tenant,
                one.id,
                round.id,
                act.by,
                candidate.id,
                one.criterion,
                one.name,
                one.kind.word(),
                one.size,
                act.at,
                blob,
                one.sealed.mark,
                one.sealed.key
            ],
        )
        .await?;
        // The name of a file may tell what is secret until scores are open.
        let said = json!({ "title": round.title, "name": candidate.name });
        event::append(tx, act.event("selection.file-added").about(round.id.0).saying(said)).await?;
    }
    Ok(())
}

async fn remove(tx: &Tx, file: &ScoreFile) -> Result<(), DbError> {
    for (table, id) in [("selection_file", file.id.0), ("blob", file.blob.0)] {
        let sql = format!("DELETE FROM {table} WHERE organisation_id = $1 AND id = $2");
        tx.run(&sql, values![file.organisation, id]).await?;
    }
    Ok(())
}

/// Removes every file of someone who gives up scoring.
pub(crate) async fn remove_all(tx: &Tx, act: Act, round: RoundId) -> Result<(), DbError> {
    for file in of_person(tx, act.tenant, round, act.by).await? {
        remove(tx, &file).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    organisation_id: OrganisationId,
    id: ScoreFileId,
    round_id: RoundId,
    person_id: PersonId,
    candidate_id: CandidateId,
    criterion_id: CriterionId,
    file_name: String,
    kind: String,
    size: i64,
    added_at: Moment,
    blob_id: BlobId,
    key_mark: String,
    sealed_key: Vec<u8>,
}

impl From<Row> for ScoreFile {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation_id,
            round: row.round_id,
            person: row.person_id,
            candidate: row.candidate_id,
            criterion: row.criterion_id,
            name: row.file_name,
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Text),
            size: row.size,
            added_at: row.added_at,
            blob: row.blob_id,
            key_mark: row.key_mark,
            sealed_key: row.sealed_key,
        }
    }
}

const COLUMNS: &str = "f.organisation_id, f.id, f.round_id, f.person_id, f.candidate_id, f.criterion_id, f.file_name,
    f.kind, f.size, f.added_at, f.blob_id, f.key_mark, f.sealed_key FROM selection_file f";

async fn of_sheet(db: &impl Sql, act: Act, round: RoundId, candidate: CandidateId) -> Result<Vec<ScoreFile>, DbError> {
    let all = of_person(db, act.tenant, round, act.by).await?;
    Ok(all.into_iter().filter(|file| file.candidate == candidate).collect())
}

/// The files of one assessor: their own, which they may always see.
pub async fn of_person(
    db: &impl Sql,
    tenant: OrganisationId,
    round: RoundId,
    person: PersonId,
) -> Result<Vec<ScoreFile>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE f.organisation_id = $1 AND f.round_id = $2 AND f.person_id = $3");
    let rows: Vec<Row> = db.all(&sql, values![tenant, round, person]).await?;
    Ok(rows.into_iter().map(ScoreFile::from).collect())
}

/// The files of what was submitted, of a round whose scores are open only: before that the query itself finds nothing.
pub async fn submitted(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Vec<ScoreFile>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS}
         JOIN selection_round r ON r.organisation_id = f.organisation_id AND r.id = f.round_id
         JOIN selection_assessor a ON a.organisation_id = f.organisation_id AND a.round_id = f.round_id
           AND a.person_id = f.person_id
         WHERE f.organisation_id = $1 AND f.round_id = $2 AND r.state IN ('closed','decided')
         AND a.submitted_at IS NOT NULL ORDER BY f.id"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, round]).await?;
    Ok(rows.into_iter().map(ScoreFile::from).collect())
}

/// Every file of an organisation by key, for its archive.
pub async fn of_organisation(
    db: &impl Sql,
    tenant: OrganisationId,
    after: Option<ScoreFileId>,
    limit: i64,
) -> Result<Vec<ScoreFile>, DbError> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let sql = format!("SELECT {COLUMNS} WHERE f.organisation_id = $1 AND f.id > $2 ORDER BY f.id LIMIT $3");
    let rows: Vec<Row> = db.all(&sql, values![tenant, after, limit]).await?;
    Ok(rows.into_iter().map(ScoreFile::from).collect())
}

/// The marks of the keys that are needed to open the files of scores in this database.
pub async fn needed(db: &impl Sql) -> Result<Vec<String>, DbError> {
    #[derive(FromQueryResult)]
    struct Mark {
        key_mark: String,
    }
    let rows: Vec<Mark> = db.all("SELECT DISTINCT key_mark FROM selection_file ORDER BY key_mark", values![]).await?;
    Ok(rows.into_iter().map(|row| row.key_mark).collect())
}

/// The content of a file, opened.
pub(crate) async fn opened(app: &App, file: &ScoreFile) -> Result<Vec<u8>, Problem> {
    let stored = blob::find(app.db(), file.organisation, file.blob).await?;
    let opened = match stored {
        None => Err(SealError::Damaged),
        Some(stored) => {
            let sealed = Sealed { bytes: stored.bytes, key: file.sealed_key.clone(), mark: file.key_mark.clone() };
            lustrum_file::open(app, &file.about(), sealed)
        }
    };
    opened.map_err(|error| {
        tracing::error!(file = %file.id, %error, "the file of a score can't be opened");
        Problem::refused(error.key())
    })
}
