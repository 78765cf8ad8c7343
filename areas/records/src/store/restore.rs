//! Statements that come back from an archive: each at its position and with its moment of storing, so that whatever went on
//! from a position goes on from it again. The tables by which they are found are made anew from the statements themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use lustrum_kernel::Moment;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::FromQueryResult;
use lustrum_kernel::values;
use lustrum_xapi::time::Instant;
use uuid::Uuid;

use super::{Kept, StoreError, flag, read};
use crate::authority;
use crate::statement::{self, key, pack};

/// So many statements are read at once.
const A_PAGE: i64 = 500;
/// Statements about statements about statements: so far they are followed, as when they are stored.
const LINKS: usize = 8;

/// A statement as an archive has it.
#[derive(Clone, Debug)]
pub struct Returning {
    pub position: i64,
    pub id: Uuid,
    pub source: i64,
    pub stored: Moment,
    pub flags: i64,
    /// The whole text, as it is shown.
    pub text: String,
}

/// Why a statement can't come back.
#[derive(Debug, thiserror::Error)]
pub enum NotBack {
    #[error("the statement at position {0} does not say when it was stored and who vouches for it as the table has it")]
    Disagrees(i64),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DbError> for NotBack {
    fn from(error: DbError) -> Self {
        Self::Store(error.into())
    }
}

/// Puts statements back, in the transaction of an import. Their credentials are there already.
pub async fn bring_back(tx: &Tx, organisation: OrganisationId, all: Vec<Returning>) -> Result<(), NotBack> {
    let authorities = authority::of_organisation(tx, organisation).await?;
    let (mut rows, mut references) = (Vec::with_capacity(all.len()), Vec::new());
    for one in all {
        let vouched = authorities.get(&one.source).ok_or(NotBack::Disagrees(one.position))?;
        let kept = kept(&one, vouched).ok_or(NotBack::Disagrees(one.position))?;
        let (_, target) = statement::found_by(&kept);
        if let Some(target) = target {
            references.push(values![organisation, target, one.position, one.flags & flag::VOIDS != 0]);
        }
        let body = pack::pack(&kept);
        rows.push(values![organisation, one.position, one.id, one.source, one.stored, one.flags, body]);
    }
    tx.insert_all("statement (organisation_id, position, id, source, stored_at, flags, body)", rows).await?;
    tx.insert_all("statement_reference (organisation_id, target_id, position, voids)", references).await?;
    Ok(())
}

/// The text that is kept, out of the whole one: without its end, which says what depends on the moment of storing.
fn kept(one: &Returning, vouched: &str) -> Option<String> {
    const ANY: &str = "{\"a\":1}";
    let stored = Instant::from_micros(one.stored.micros());
    let end = lustrum_xapi::finish(ANY, stored, one.flags & flag::STORED_IS_TIMESTAMP != 0, vouched);
    let kept = one.text.strip_suffix(&end[ANY.len() - 1..])?;
    Some(format!("{kept}}}"))
}

/// Makes the tables anew by which the statements of an organisation are found, as far as they are to be in tables. Ids are
/// brought into theirs when the first one is looked for.
pub async fn key_again(tx: &Tx, organisation: OrganisationId) -> Result<(), NotBack> {
    tx.run("UPDATE record_head SET unnamed = position WHERE organisation_id = $1", values![organisation]).await?;
    let sql = "SELECT keyed_through AS number FROM record_head WHERE organisation_id = $1";
    let through = tx.number(sql, values![organisation]).await?;
    let targets = targets(tx, organisation).await?;
    let (mut after, mut segments) = (0, BTreeSet::new());
    loop {
        let mut page = read::after(tx, organisation, after, A_PAGE).await?;
        page.retain(|kept| kept.position <= through);
        let Some(last) = page.last() else { break };
        after = last.position;
        let mut rows = BTreeSet::new();
        for kept in &page {
            let (segment, position) = (key::segment(kept.position), kept.position);
            segments.insert(segment);
            rows.extend(keys_of(kept, &targets).map(|key| (segment, key, position)));
        }
        let rows = rows.into_iter().map(|(segment, key, at)| values![organisation, segment, key, at]).collect();
        tx.insert_all("statement_key (organisation_id, segment, key, position)", rows).await?;
    }
    let rows = segments.into_iter().map(|segment| values![organisation, segment]).collect();
    Ok(tx.insert_all("statement_segment (organisation_id, segment)", rows).await?)
}

/// The keys of a statement and what it is about itself.
type Target = (Vec<i64>, Option<Uuid>);

#[derive(FromQueryResult)]
struct TargetId {
    target_id: Uuid,
}

/// Everything that a statement is about.
async fn targets(tx: &Tx, organisation: OrganisationId) -> Result<HashMap<Uuid, Target>, NotBack> {
    let sql = "SELECT DISTINCT target_id FROM statement_reference WHERE organisation_id = $1";
    let wanted: HashSet<Uuid> =
        tx.all::<TargetId>(sql, values![organisation]).await?.into_iter().map(|row| row.target_id).collect();
    let (mut found, mut after) = (HashMap::new(), 0);
    while found.len() < wanted.len() {
        let page = read::after(tx, organisation, after, A_PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.position;
        let about = page.iter().filter(|kept| wanted.contains(&kept.id));
        found.extend(about.map(|kept| (kept.id, statement::found_by(&kept.text))));
    }
    Ok(found)
}

/// What a statement is found by: its own words, its source, and what the statements say that it is about.
fn keys_of(kept: &Kept, targets: &HashMap<Uuid, Target>) -> impl Iterator<Item = i64> {
    let (mut keys, mut about) = statement::found_by(&kept.text);
    keys.push(key::of_source(kept.source));
    for _ in 0..LINKS {
        let Some((more, next)) = about.and_then(|id| targets.get(&id)) else { break };
        keys.extend(more);
        about = *next;
    }
    keys.into_iter()
}
