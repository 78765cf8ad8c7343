//! Checks a chain of events link by link: an altered, removed or inserted event is named.

use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Link, hash_of_content, hash_of_event};
use crate::clock::Moment;
use crate::db::{DbError, Sql};
use crate::id::{OrganisationId, PartnershipId, PersonId};
use crate::values;

/// The end of a chain: kept elsewhere, it proves later that nothing was cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub organisation: OrganisationId,
    pub events: i64,
    pub hash: String,
}

/// What is wrong with an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding {
    /// The number is missing: the event was removed.
    Removed { organisation: OrganisationId, number: i64 },
    /// The event is not what its hash says, or does not follow from the one before.
    Altered { organisation: OrganisationId, number: i64 },
    /// The words of the event are not those that were hashed.
    ContentAltered { organisation: OrganisationId, number: i64 },
    /// There are events behind the end that the head names, or the end has another hash.
    HeadDiffers { organisation: OrganisationId, expected: i64, found: i64 },
}

/// What a check of the whole history came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verified {
    pub events: i64,
    /// Events whose words were erased on request; the chain holds without them.
    pub erased: i64,
    pub heads: Vec<Head>,
    pub findings: Vec<Finding>,
}

#[derive(FromQueryResult)]
struct HeadRow {
    organisation_id: OrganisationId,
    number: i64,
    hash: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Orphan {
    organisation_id: OrganisationId,
}

#[derive(FromQueryResult)]
struct Row {
    number: i64,
    partnership_id: Option<PartnershipId>,
    at: Moment,
    person_id: Option<PersonId>,
    kind: String,
    subject_id: Option<uuid::Uuid>,
    content_hash: Vec<u8>,
    hash: Vec<u8>,
    salt: Option<Vec<u8>>,
    content: Option<String>,
}

/// Checks every chain of the database, in pages, so that a long history needs no more memory than a short one.
pub async fn verify(db: &impl Sql) -> Result<Verified, DbError> {
    let mut verified = Verified::default();
    let mut heads: Vec<HeadRow> =
        db.all("SELECT organisation_id, number, hash FROM event_head ORDER BY organisation_id", vec![]).await?;
    // A chain without a head: someone removed the head to hide what is behind it.
    let orphans: Vec<Orphan> = db
        .all(
            "SELECT DISTINCT organisation_id FROM event
             WHERE organisation_id NOT IN (SELECT organisation_id FROM event_head)",
            vec![],
        )
        .await?;
    heads.extend(orphans.iter().map(|orphan| HeadRow {
        organisation_id: orphan.organisation_id,
        number: 0,
        hash: Vec::new(),
    }));
    for head in heads {
        check_chain(db, &head, &mut verified).await?;
        verified.heads.push(Head {
            organisation: head.organisation_id,
            events: head.number,
            hash: hex::encode(&head.hash),
        });
    }
    Ok(verified)
}

async fn check_chain(db: &impl Sql, head: &HeadRow, verified: &mut Verified) -> Result<(), DbError> {
    let organisation = head.organisation_id;
    let mut before = Sha256::digest(organisation.0.as_bytes()).to_vec();
    let mut last = 0_i64;
    loop {
        let page: Vec<Row> = db
            .all(
                "SELECT e.number, e.partnership_id, e.at, e.person_id, e.kind, e.subject_id, e.content_hash, e.hash,
                        c.salt, c.content
                 FROM event e LEFT JOIN event_content c ON c.organisation_id = e.organisation_id AND c.number = e.number
                 WHERE e.organisation_id = $1 AND e.number > $2 ORDER BY e.number LIMIT 1000",
                values![organisation, last],
            )
            .await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            for number in last + 1..row.number.min(last + 1_000) {
                verified.findings.push(Finding::Removed { organisation, number });
            }
            let link = Link {
                organisation,
                number: row.number,
                partnership: row.partnership_id,
                at: row.at,
                person: row.person_id,
                kind: &row.kind,
                subject: row.subject_id,
                content_hash: &row.content_hash,
            };
            // A gap was named above; the hash of what follows it can't be expected to fit.
            let gap = row.number != last + 1;
            if !gap && hash_of_event(&before, &link) != row.hash {
                verified.findings.push(Finding::Altered { organisation, number: row.number });
            }
            match (&row.salt, &row.content) {
                (Some(salt), Some(content)) => {
                    if hash_of_content(salt, content) != row.content_hash {
                        verified.findings.push(Finding::ContentAltered { organisation, number: row.number });
                    }
                }
                _ => verified.erased += 1,
            }
            before = row.hash;
            last = row.number;
            verified.events += 1;
        }
    }
    if last != head.number || before != head.hash {
        verified.findings.push(Finding::HeadDiffers { organisation, expected: head.number, found: last });
    }
    Ok(())
}

/// Whether the end of an earlier check is still part of the chain, at its place and with its hash.
pub async fn holds(db: &impl Sql, earlier: &Head) -> Result<bool, DbError> {
    if earlier.events == 0 {
        return Ok(true);
    }
    let row: Option<HashRow> = db
        .maybe(
            "SELECT hash FROM event WHERE organisation_id = $1 AND number = $2",
            values![earlier.organisation, earlier.events],
        )
        .await?;
    Ok(row.is_some_and(|row| hex::encode(row.hash) == earlier.hash))
}

#[derive(FromQueryResult)]
struct HashRow {
    hash: Vec<u8>,
}
