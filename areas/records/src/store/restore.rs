//! Statements that come back from an archive: each at its position and with its moment of storing, so that whatever went on
//! from a position goes on from it again. The tables by which they are found are made anew from the statements themselves.

use std::collections::{BTreeSet, HashMap};

use lustrum_kernel::Moment;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
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

/// Makes the tables anew by which the statements of an organisation are found, as far as they are to be in tables.
pub async fn key_again(tx: &Tx, organisation: OrganisationId) -> Result<(), NotBack> {
    let sql = "SELECT keyed_through AS number FROM record_head WHERE organisation_id = $1";
    let through = tx.number(sql, values![organisation]).await?;
    let (mut after, mut segments) = (0, BTreeSet::new());
    loop {
        let mut page = read::after(tx, organisation, after, A_PAGE).await?;
        page.retain(|kept| kept.position <= through);
        let Some(last) = page.last() else { break };
        after = last.position;
        let mut rows = BTreeSet::new();
        for (position, key) in keys_of(tx, organisation, &page).await? {
            segments.insert(key::segment(position));
            rows.insert((key::segment(position), key, position));
        }
        let rows = rows.into_iter().map(|(segment, key, at)| values![organisation, segment, key, at]).collect();
        tx.insert_all("statement_key (organisation_id, segment, key, position)", rows).await?;
    }
    let rows = segments.into_iter().map(|segment| values![organisation, segment]).collect();
    Ok(tx.insert_all("statement_segment (organisation_id, segment)", rows).await?)
}

/// What each statement is found by: its own words, its source, and what the statements say that it is about.
async fn keys_of(tx: &Tx, organisation: OrganisationId, page: &[Kept]) -> Result<Vec<(i64, i64)>, NotBack> {
    let mut found = Vec::new();
    let mut about: Vec<(i64, Uuid)> = Vec::new();
    for kept in page {
        let (keys, target) = statement::found_by(&kept.text);
        found.push((kept.position, key::of_source(kept.source)));
        found.extend(keys.into_iter().map(|key| (kept.position, key)));
        about.extend(target.map(|target| (kept.position, target)));
    }
    for _ in 0..LINKS {
        if about.is_empty() {
            break;
        }
        let wanted: Vec<Uuid> = about.iter().map(|(_, target)| *target).collect::<BTreeSet<_>>().into_iter().collect();
        let mut known = HashMap::new();
        for kept in read::by_ids(tx, organisation, &wanted).await? {
            known.insert(kept.id, statement::found_by(&kept.text));
        }
        let mut further = Vec::new();
        for (position, target) in about {
            let Some((keys, next)) = known.get(&target) else { continue };
            found.extend(keys.iter().map(|key| (position, *key)));
            further.extend(next.map(|next| (position, next)));
        }
        about = further;
    }
    Ok(found)
}
