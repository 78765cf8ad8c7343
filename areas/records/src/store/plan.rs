//! What one transaction writes for one organisation: positions given, what is there already left out, and the keys of
//! statements that are about others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lustrum_kernel::Moment;
use lustrum_kernel::id::OrganisationId;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::commit::{Row, Write};
use super::ids::block::Named;
use super::ids::{self, Ids};
use super::{Attachment, Batch, NotStored, Prepared, StoreError};
use crate::statement::{self, key, pack};

/// Statements about statements about statements: so far they are followed.
const LINKS: usize = 8;

/// Where an organisation stands: the position that was given last, and when that was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub position: i64,
    pub stored_at: i64,
    /// Up to here the table of keys is complete.
    pub keyed_through: i64,
    /// Of statements up to here no table has the ids: they came before there was one.
    pub unnamed: i64,
}

impl Head {
    pub const NONE: Self = Self { position: 0, stored_at: 0, keyed_through: 0, unnamed: 0 };
}

/// A row of `statement` about to be written.
#[derive(Debug)]
pub struct New {
    pub position: i64,
    pub stored_at: i64,
    pub id: Uuid,
    pub source: i64,
    pub flags: i64,
    pub body: Vec<u8>,
}

/// A row of `statement_key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub segment: i64,
    pub key: i64,
    pub position: i64,
}

/// A row of `statement_reference`.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub target: Uuid,
    pub position: i64,
    pub voids: bool,
}

struct Stored {
    text: String,
    keys: Vec<i64>,
    target: Option<Uuid>,
}

pub struct Plan {
    pub head: Head,
    before: Head,
    now: i64,
    known: HashMap<Uuid, Stored>,
    new: HashMap<Uuid, usize>,
    pub rows: Vec<New>,
    pub entries: Vec<Entry>,
    /// Entries that may be there already.
    pub more_entries: BTreeSet<Entry>,
    pub references: Vec<Reference>,
    pub attachments: Vec<Attachment>,
    /// Statements by source.
    pub counts: BTreeMap<i64, i64>,
    pub ids: ids::Writing,
}

impl Plan {
    pub fn new(head: Head, now: Moment, known: Vec<Row>) -> Result<Self, StoreError> {
        let mut by_id = HashMap::with_capacity(known.len());
        for row in known {
            by_id.insert(row.id, Stored::read(&row)?);
        }
        Ok(Self {
            head,
            before: head,
            now: now.micros(),
            known: by_id,
            new: HashMap::new(),
            rows: Vec::new(),
            entries: Vec::new(),
            more_entries: BTreeSet::new(),
            references: Vec::new(),
            attachments: Vec::new(),
            counts: BTreeMap::new(),
            ids: ids::Writing::default(),
        })
    }

    /// Segments of which keys are written.
    pub fn segments(&self) -> Vec<i64> {
        let segments: BTreeSet<i64> = self.entries.iter().map(|entry| entry.segment).collect();
        segments.into_iter().collect()
    }

    /// Up to which position the keys are to be in the table, where they are not yet: to the end of a segment that is
    /// whole, or at once where statements take over keys of others, as those are found in no statement itself.
    pub fn keys_through(&self) -> Option<i64> {
        let position = self.head.position;
        let through = if self.more_entries.is_empty() { key::whole_through(position) } else { position };
        (through > self.head.keyed_through).then_some(through)
    }

    /// The ids of the statements that are new.
    pub fn named(&self) -> Vec<Named> {
        self.rows.iter().map(|row| Named { hash: key::of_id(row.id), position: row.position }).collect()
    }

    /// Decides what is written: the keys up to this position, with those that were waiting.
    pub fn key_through(&mut self, through: i64, mut waiting: Vec<Entry>) {
        waiting.append(&mut self.entries);
        self.entries = waiting;
        self.head.keyed_through = through;
    }

    /// Takes out the keys that go on waiting.
    pub fn leave(&mut self) -> Vec<Entry> {
        let through = self.head.keyed_through;
        let waiting = self.entries.extract_if(.., |entry| entry.position > through).collect();
        self.entries.sort_unstable();
        self.entries.dedup();
        waiting
    }

    /// Takes a batch whole, or refuses it and leaves the plan as it was.
    pub fn take(&mut self, batch: &Batch) -> Result<(), NotStored> {
        let mut fresh = Vec::with_capacity(batch.statements.len());
        for (index, statement) in batch.statements.iter().enumerate() {
            if !statement.chosen {
                fresh.push(statement);
                continue;
            }
            let stored = self.known.get(&statement.id);
            match stored {
                Some(stored) if statement::same(&stored.text, &statement.text) => {}
                Some(_) => return Err(NotStored::Differs { index, id: statement.id }),
                None => fresh.push(statement),
            }
        }
        for statement in fresh {
            // The same id twice in one batch is refused before it comes here; the first one counts.
            if !self.new.contains_key(&statement.id) {
                self.add(statement, batch.source);
            }
        }
        self.attachments.extend(batch.attachments.iter().cloned());
        Ok(())
    }

    fn add(&mut self, statement: &Prepared, source: i64) {
        // Every moment of storing is later than the one before, also where the clock stands or goes back: whoever asks
        // for what was stored since a moment misses nothing.
        self.head.position += 1;
        self.head.stored_at = self.now.max(self.head.stored_at + 1);
        let position = self.head.position;
        let segment = key::segment(position);
        self.entries.push(Entry { segment, key: key::of_source(source), position });
        self.entries.extend(statement.keys.iter().map(|key| Entry { segment, key: *key, position }));
        if let Some(target) = statement.target {
            self.references.push(Reference { target, position, voids: statement.voids() });
        }
        self.new.insert(statement.id, self.rows.len());
        if statement.chosen || statement.target.is_some() {
            self.known.insert(statement.id, Stored::of(statement));
        }
        self.rows.push(New {
            position,
            stored_at: self.head.stored_at,
            id: statement.id,
            source,
            flags: statement.flags,
            body: statement.packed.clone(),
        });
        *self.counts.entry(source).or_default() += 1;
    }

    /// Whether a new statement is about another one.
    pub fn refers(&self) -> bool {
        !self.references.is_empty()
    }

    /// A statement that is about another is found by whatever that one is found by, whichever of the two came first.
    pub async fn follow(
        &mut self,
        change: &mut impl Write,
        waiting: &Mutex<Ids>,
        organisation: OrganisationId,
    ) -> Result<(), StoreError> {
        self.load_targets(change, waiting, organisation).await?;
        for reference in &self.references {
            let row = &self.rows[(reference.position - self.before.position - 1) as usize];
            let Some(stored) = self.known.get(&row.id) else { continue };
            let (segment, position) = (key::segment(row.position), row.position);
            let keys = self.with_targets(stored);
            self.more_entries.extend(keys.into_iter().map(|key| Entry { segment, key, position }));
        }
        // Upwards from what is new: each one that refers takes over the keys of what it is about, and hands them on.
        let mut moved: Vec<(Uuid, Vec<i64>)> = self
            .new
            .keys()
            .filter_map(|id| self.known.get(id).map(|stored| (*id, self.with_targets(stored))))
            .collect();
        for _ in 0..LINKS {
            if moved.is_empty() {
                return Ok(());
            }
            let targets: Vec<Uuid> = moved.iter().map(|(id, _)| *id).collect();
            let mut referrers: Vec<(Uuid, i64, Uuid)> = change
                .referrers(organisation, &targets)
                .await?
                .into_iter()
                .map(|found| (found.target, found.position, found.id))
                .collect();
            for reference in &self.references {
                let row = &self.rows[(reference.position - self.before.position - 1) as usize];
                referrers.push((reference.target, row.position, row.id));
            }
            let carried: HashMap<Uuid, Vec<i64>> = moved.into_iter().collect();
            moved = Vec::new();
            for (target, position, id) in referrers {
                let Some(keys) = carried.get(&target) else { continue };
                let segment = key::segment(position);
                self.more_entries.extend(keys.iter().map(|key| Entry { segment, key: *key, position }));
                moved.push((id, keys.clone()));
            }
        }
        Ok(())
    }

    /// Loads what new statements are about, and what that is about.
    async fn load_targets(
        &mut self,
        change: &mut impl Write,
        waiting: &Mutex<Ids>,
        organisation: OrganisationId,
    ) -> Result<(), StoreError> {
        let mut wanted: BTreeSet<Uuid> = self.references.iter().map(|reference| reference.target).collect();
        for _ in 0..LINKS {
            let missing: Vec<Uuid> = wanted.iter().filter(|id| !self.known.contains_key(id)).copied().collect();
            if missing.is_empty() {
                return Ok(());
            }
            wanted.clear();
            for row in ids::known(change, waiting, organisation, &missing).await? {
                let stored = Stored::read(&row)?;
                wanted.extend(stored.target);
                self.known.insert(row.id, stored);
            }
        }
        Ok(())
    }

    /// The keys of a statement and of what it is about.
    fn with_targets(&self, stored: &Stored) -> Vec<i64> {
        let mut keys = stored.keys.clone();
        let mut target = stored.target;
        for _ in 0..LINKS {
            let Some(next) = target.and_then(|id| self.known.get(&id)) else { break };
            keys.extend(&next.keys);
            target = next.target;
        }
        keys
    }
}

impl Stored {
    fn of(statement: &Prepared) -> Self {
        Self { text: statement.text.clone(), keys: statement.keys.clone(), target: statement.target }
    }
    fn read(row: &Row) -> Result<Self, StoreError> {
        let text = pack::unpack(&row.body)?;
        let (keys, target) = statement::found_by(&text);
        Ok(Self { text, keys, target })
    }
}
