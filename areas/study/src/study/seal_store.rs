//! The words of both sides in the database, each change with its event.

use std::collections::HashMap;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::lottery::{Seal, both, hashed};
use super::{Study, StudyId};
use crate::happened;

/// Why words were not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealRefused {
    #[error("the draw of this study needs no words")]
    NoLottery,
    #[error("this side has sealed its words already")]
    SealedAlready,
    #[error("the day on which those who are drawn start has passed")]
    TooLate,
    #[error("this side sealed nothing, or its words are open")]
    NothingToOpen,
    #[error("the other side has not sealed its words yet, so these stay closed")]
    OtherSideOpen,
    #[error("these are not the words of the hash")]
    OtherWords,
}

impl SealRefused {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoLottery => "fault-study-seal-none",
            Self::SealedAlready => "fault-study-sealed",
            Self::TooLate => "fault-study-seal-late",
            Self::NothingToOpen => "fault-study-seal-nothing",
            Self::OtherSideOpen => "fault-study-seal-waits",
            Self::OtherWords => "fault-study-seal-other",
        }
    }
}

/// What a side gives: words that are kept closed here, or the hash of words that it keeps itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    Words(String),
    Hash(String),
}

#[derive(FromQueryResult)]
struct Row {
    study_id: StudyId,
    side: String,
    hash: String,
    words: Option<String>,
    sealed_at: Moment,
    sealed_by: PersonId,
    opened_at: Option<Moment>,
}

impl Row {
    fn seal(self) -> Seal {
        Seal {
            side: Side::parse(&self.side).unwrap_or(Side::Organisation),
            hash: self.hash,
            words: self.words,
            sealed_at: self.sealed_at,
            sealed_by: self.sealed_by,
            opened_at: self.opened_at,
        }
    }
}

const COLUMNS: &str = "s.study_id, s.side, s.hash, s.words, s.sealed_at, s.sealed_by, s.opened_at FROM study_seal s";

/// The seals of the studies of a partnership as they were by then.
pub(super) async fn seals_of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    at: Moment,
) -> Result<HashMap<StudyId, Vec<Seal>>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} JOIN study t ON t.organisation_id = s.organisation_id AND t.id = s.study_id
         WHERE s.organisation_id = $1 AND t.partnership_id = $2 AND s.sealed_at <= $3 ORDER BY s.side"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, at]).await?;
    let mut all: HashMap<StudyId, Vec<Seal>> = HashMap::new();
    for row in rows {
        let id = row.study_id;
        let mut seal = row.seal();
        // What was opened later was closed then.
        seal.opened_at = seal.opened_at.filter(|opened| *opened <= at);
        all.entry(id).or_default().push(seal);
    }
    Ok(all)
}

pub(super) async fn seals_of(db: &impl Sql, tenant: OrganisationId, study: StudyId) -> Result<Vec<Seal>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.study_id = $2 ORDER BY s.side");
    let rows: Vec<Row> = db.all(&sql, values![tenant, study]).await?;
    Ok(rows.into_iter().map(Row::seal).collect())
}

fn before_start(study: &Study, today: Day) -> Result<(), SealRefused> {
    let lottery = study.plan.assigned.lottery.as_ref().ok_or(SealRefused::NoLottery)?;
    if today > lottery.starts { Err(SealRefused::TooLate) } else { Ok(()) }
}

/// Seals the words of a side. With the second seal the words that are kept here open, and once both are open the draw is
/// made: it follows from them.
pub async fn seal(
    tx: &Tx,
    by: &By,
    today: Day,
    study: &Study,
    given: &Given,
) -> Result<Result<(), SealRefused>, DbError> {
    if let Err(refused) = before_start(study, today) {
        return Ok(Err(refused));
    }
    let (hash, words) = match given {
        Given::Words(words) => (hashed(words), Some(words.clone())),
        Given::Hash(hash) => (hash.to_lowercase(), None),
    };
    let said = json!({ "title": study.plan.title, "hash": hash });
    // The event holds the history's lock, so that of two seals at once the second sees the first.
    event::append(tx, happened(by, "study.sealed").about(study.id.0).saying(said)).await?;
    if seals_of(tx, study.organisation, study.id).await?.iter().any(|seal| seal.side == by.side) {
        return Ok(Err(SealRefused::SealedAlready));
    }
    tx.run(
        "INSERT INTO study_seal (organisation_id, study_id, side, hash, words, sealed_at, sealed_by, opened_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,NULL)",
        values![study.organisation, study.id, by.side.word(), hash, words, by.at, by.person],
    )
    .await?;
    let seals = seals_of(tx, study.organisation, study.id).await?;
    if seals.len() == 2 {
        tx.run(
            "UPDATE study_seal SET opened_at = $3 WHERE organisation_id = $1 AND study_id = $2 AND words IS NOT NULL",
            values![study.organisation, study.id, by.at],
        )
        .await?;
        told_when_drawn(tx, by, study).await?;
    }
    Ok(Ok(()))
}

/// Opens words that a side kept itself.
pub async fn open(
    tx: &Tx,
    by: &By,
    today: Day,
    study: &Study,
    words: &str,
) -> Result<Result<(), SealRefused>, DbError> {
    if let Err(refused) = before_start(study, today) {
        return Ok(Err(refused));
    }
    let seals = seals_of(tx, study.organisation, study.id).await?;
    let own = seals.iter().find(|seal| seal.side == by.side && seal.opened_at.is_none());
    let refused = match own {
        None => Some(SealRefused::NothingToOpen),
        Some(_) if seals.len() < 2 => Some(SealRefused::OtherSideOpen),
        Some(own) if own.hash != hashed(words) => Some(SealRefused::OtherWords),
        Some(_) => None,
    };
    if let Some(refused) = refused {
        return Ok(Err(refused));
    }
    let said = json!({ "title": study.plan.title });
    event::append(tx, happened(by, "study.opened").about(study.id.0).saying(said)).await?;
    tx.run(
        "UPDATE study_seal SET words = $4, opened_at = $5
         WHERE organisation_id = $1 AND study_id = $2 AND side = $3 AND opened_at IS NULL",
        values![study.organisation, study.id, by.side.word(), words.to_owned(), by.at],
    )
    .await?;
    told_when_drawn(tx, by, study).await?;
    Ok(Ok(()))
}

async fn told_when_drawn(tx: &Tx, by: &By, study: &Study) -> Result<(), DbError> {
    let seals = seals_of(tx, study.organisation, study.id).await?;
    let (Some(lottery), Some([one, other])) = (&study.plan.assigned.lottery, both(&seals)) else { return Ok(()) };
    let said = json!({ "title": study.plan.title, "seed": lottery.seed(&study.plan_hash, one, other) });
    event::append(tx, happened(by, "study.drawn").about(study.id.0).saying(said)).await?;
    Ok(())
}
