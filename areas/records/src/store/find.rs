//! Statements by what they mention, in the order of storing. Every question walks the index of its rarest part, segment
//! by segment from the newest (or the oldest) on, and looks the other parts up beside it; nothing is ever sorted or
//! counted as a whole. A question that finds little in a long time stops and says from where to go on.

use std::time::{Duration, Instant};

use lustrum_kernel::App;
use lustrum_kernel::db::{Db, Engine, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::{FromQueryResult, Value};
use lustrum_kernel::{Moment, values};
use uuid::Uuid;

use super::read::{self, Kept};
use super::tail::{Fresh, tails};
use super::{StoreError, flag};
use crate::statement::key;

/// After so long a page goes out with what was found, and with the place from which to go on.
const PATIENCE: Duration = Duration::from_millis(100);
/// Segments looked at in one go where several parts of a question have to meet.
const WINDOW: i64 = 4;
/// Statements about statements about statements: so far they are followed.
const LINKS: usize = 8;

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    NewestFirst,
    OldestFirst,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// Each part is a list of keys of which a statement has one; it has one of every part. The rarest part comes first.
    pub parts: Vec<Vec<i64>>,
    /// Stored after this moment.
    pub since: Option<Moment>,
    /// Stored at this moment or before.
    pub until: Option<Moment>,
    pub way: Way,
    /// Where the page before ended.
    pub from: Option<i64>,
    pub limit: usize,
    /// Whether void statements are wanted too.
    pub void_too: bool,
}

/// Some statements, and where to go on if there may be more.
#[derive(Clone, Debug)]
pub struct Page {
    pub found: Vec<Kept>,
    pub next: Option<i64>,
}

pub type Found = Result<Page, StoreError>;

/// Answers a question. `matches` holds the text of a statement against what was really asked, as two different things may
/// have one key.
pub async fn find(
    app: &App,
    organisation: OrganisationId,
    question: &Question,
    matches: impl Fn(&Kept) -> bool + Send + Sync,
) -> Found {
    let db = app.db();
    let fresh = tails(app).fresh(db, organisation, &question.parts).await?;
    // From here on: what a process reads again after its start is no reason to find nothing.
    let began = Instant::now();
    let mut range = Range::of(db, organisation, question, fresh).await?;
    let mut found = Vec::new();
    while !range.is_empty() && found.len() <= question.limit {
        let wanted = (question.limit + 1 - found.len()) as i64;
        let (positions, through) = range.next(db, organisation, question, wanted).await?;
        for kept in read::by_positions(db, organisation, &positions).await? {
            let shown = question.void_too || !kept.voided;
            if shown && meets(app, organisation, question, &kept, &matches).await? {
                found.push(kept);
            }
        }
        range.go_on(question.way, through);
        if began.elapsed() > PATIENCE && found.len() <= question.limit {
            return Ok(Page { next: (!range.is_empty()).then_some(through), found });
        }
    }
    let next = (found.len() > question.limit).then(|| found[question.limit - 1].position);
    found.truncate(question.limit);
    Ok(Page { found, next })
}

/// A statement that is about another meets a question that the other one meets.
async fn meets(
    app: &App,
    organisation: OrganisationId,
    question: &Question,
    kept: &Kept,
    matches: &(impl Fn(&Kept) -> bool + Send + Sync),
) -> Result<bool, StoreError> {
    if question.parts.is_empty() || matches(kept) {
        return Ok(true);
    }
    let mut next = target(kept);
    for _ in 0..LINKS {
        let Some(id) = next else { return Ok(false) };
        let Some(about) = read::by_id(app, organisation, id).await? else { return Ok(false) };
        if matches(&about) {
            return Ok(true);
        }
        next = target(&about);
    }
    Ok(false)
}

fn target(kept: &Kept) -> Option<Uuid> {
    (kept.flags & flag::REFERS != 0).then(|| crate::statement::found_by(&kept.text).1).flatten()
}

/// Positions still to be looked at: after `low`, up to and with `high`.
struct Range {
    low: i64,
    high: i64,
    fresh: Fresh,
}

#[derive(FromQueryResult)]
struct At {
    position: i64,
}

impl Range {
    async fn of(db: &Db, organisation: OrganisationId, question: &Question, fresh: Fresh) -> Result<Self, StoreError> {
        let last = fresh.last;
        let mut range = Self { low: 0, high: last, fresh };
        if let Some(since) = question.since {
            range.low = read::stored_through(db, organisation, last, since).await?;
        }
        if let Some(until) = question.until {
            range.high = read::stored_through(db, organisation, last, until).await?;
        }
        if let Some(from) = question.from {
            range.go_on(question.way, from);
        }
        Ok(range)
    }

    fn is_empty(&self) -> bool {
        self.low >= self.high
    }

    fn go_on(&mut self, way: Way, through: i64) {
        match way {
            // Where to go on comes from an address, and may be any number.
            Way::NewestFirst => self.high = self.high.min(through.saturating_sub(1)),
            Way::OldestFirst => self.low = self.low.max(through),
        }
    }

    /// The next positions that have a key of every part, and the position up to which everything was looked at.
    async fn next(
        &self,
        db: &Db,
        organisation: OrganisationId,
        question: &Question,
        wanted: i64,
    ) -> Result<(Vec<i64>, i64), StoreError> {
        let Some((rarest, others)) = question.parts.split_first() else {
            // Positions have no gaps.
            let positions: Vec<i64> = match question.way {
                Way::NewestFirst => ((self.high - wanted + 1).max(self.low + 1)..=self.high).rev().collect(),
                Way::OldestFirst => (self.low + 1..=(self.low + wanted).min(self.high)).collect(),
            };
            let through = positions.last().copied().unwrap_or(self.high);
            return Ok((positions, through));
        };
        let keyed = self.fresh.keyed_through;
        let among_fresh = match question.way {
            Way::NewestFirst => self.high > keyed,
            Way::OldestFirst => self.low >= keyed,
        };
        if among_fresh {
            return Ok(self.next_fresh(question.way, wanted));
        }
        let (low, high) = self.window(question.way, !others.is_empty());
        let mut all: Vec<i64> = Vec::new();
        for key in rarest {
            let (sql, values) = entries(db.engine(), organisation, question.way, *key, others, (low, high), wanted);
            all.extend(db.all::<At>(&sql, values).await?.into_iter().map(|at| at.position));
        }
        all.sort_unstable();
        all.dedup();
        if question.way == Way::NewestFirst {
            all.reverse();
        }
        let whole = (all.len() as i64) < wanted;
        all.truncate(wanted as usize);
        let end = match question.way {
            Way::NewestFirst => low + 1,
            Way::OldestFirst => high,
        };
        let through = if whole { end } else { all.last().copied().unwrap_or(end) };
        Ok((all, through))
    }

    /// The next positions among those whose keys are in no table yet.
    fn next_fresh(&self, way: Way, wanted: i64) -> (Vec<i64>, i64) {
        let low = self.low.max(self.fresh.keyed_through);
        let inside = self.fresh.positions.iter().copied().filter(|at| *at > low && *at <= self.high);
        let (all, end): (Vec<i64>, i64) = match way {
            Way::NewestFirst => (inside.rev().take(wanted as usize).collect(), low + 1),
            Way::OldestFirst => (inside.take(wanted as usize).collect(), self.high),
        };
        let through = if (all.len() as i64) < wanted { end } else { all.last().copied().unwrap_or(end) };
        (all, through)
    }

    /// All that is left in the table, or a few segments of it.
    fn window(&self, way: Way, narrow: bool) -> (i64, i64) {
        let (low, high) = (self.low, self.high.min(self.fresh.keyed_through));
        if !narrow {
            return (low, high);
        }
        match way {
            Way::NewestFirst => (low.max((key::segment(high) - WINDOW + 1) * key::SEGMENT - 1), high),
            Way::OldestFirst => (low, high.min((key::segment(low + 1) + WINDOW) * key::SEGMENT - 1)),
        }
    }
}

/// The SQL that walks the index of one key, and its values.
fn entries(
    engine: Engine,
    organisation: OrganisationId,
    way: Way,
    key: i64,
    others: &[Vec<i64>],
    (low, high): (i64, i64),
    wanted: i64,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> =
        values![organisation, key::segment(low + 1), key::segment(high), key, low, high, wanted];
    let mut beside = String::new();
    for keys in others {
        let marks: Vec<String> = keys
            .iter()
            .map(|key| {
                values.push((*key).into());
                format!("${}", values.len())
            })
            .collect();
        beside += &format!(
            " AND EXISTS (SELECT 1 FROM statement_key x WHERE x.organisation_id = $1 AND x.segment = k.segment
               AND x.key IN ({}) AND x.position = k.position)",
            marks.join(",")
        );
    }
    let order = match way {
        Way::NewestFirst => "DESC",
        Way::OldestFirst => "ASC",
    };
    let of_key =
        "k.organisation_id = $1 AND k.segment = g.segment AND k.key = $4 AND k.position > $5 AND k.position <= $6";
    let segments = "g.organisation_id = $1 AND g.segment BETWEEN $2 AND $3";
    let sql = match engine {
        // Outer and inner loop both follow an index, so this order needs no sorting.
        Engine::Sqlite => format!(
            "SELECT k.position FROM statement_segment g CROSS JOIN statement_key k
             WHERE {segments} AND {of_key}{beside} ORDER BY g.segment {order}, k.position {order} LIMIT $7"
        ),
        Engine::Postgres => format!(
            "SELECT e.position FROM statement_segment g CROSS JOIN LATERAL (
               SELECT k.position FROM statement_key k WHERE {of_key}{beside} ORDER BY k.position {order} LIMIT $7) e
             WHERE {segments} ORDER BY g.segment {order}, e.position {order} LIMIT $7"
        ),
    };
    (sql, values)
}
