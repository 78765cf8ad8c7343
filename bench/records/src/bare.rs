//! The bare program on SQLite: the same rows, an id of 16 random bytes, five indexes, commits of 100, every commit on disk.

use std::time::Instant;

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::statement::{Statement, statement};
use crate::{Given, processor_seconds};

pub fn run(given: &Given) -> anyhow::Result<Value> {
    let (rows, from, commit) =
        (given.number("rows", None)?, given.number("from", Some(0))?, given.number("commit", Some(100))?);
    let made: Vec<Statement> = (from..from + rows).map(statement).collect();
    let file = given.text("file")?;
    let mut store = Connection::open(file)?;
    store.pragma_update(None, "journal_mode", "WAL")?;
    store.pragma_update(None, "synchronous", "FULL")?;
    store.execute_batch(
        "CREATE TABLE IF NOT EXISTS statement (place INTEGER PRIMARY KEY, id BLOB NOT NULL, person BLOB NOT NULL,
           verb BLOB NOT NULL, activity BLOB NOT NULL, registration BLOB NOT NULL, body TEXT NOT NULL);
         CREATE UNIQUE INDEX IF NOT EXISTS by_id ON statement (id);
         CREATE INDEX IF NOT EXISTS by_person ON statement (person);
         CREATE INDEX IF NOT EXISTS by_verb ON statement (verb);
         CREATE INDEX IF NOT EXISTS by_activity ON statement (activity);
         CREATE INDEX IF NOT EXISTS by_registration ON statement (registration);",
    )?;
    let (started, processor) = (Instant::now(), processor_seconds());
    for part in made.chunks(usize::try_from(commit)?) {
        let change = store.transaction()?;
        {
            let mut insert = change.prepare_cached(
                "INSERT INTO statement (id, person, verb, activity, registration, body) VALUES (?,?,?,?,?,?)",
            )?;
            for one in part {
                insert.execute(params![
                    one.id,
                    key(one.person),
                    key(one.verb.len() as u64 * 1_000 + u64::from(one.verb.as_bytes()[0])),
                    key(one.activity),
                    one.registration,
                    one.json
                ])?;
            }
        }
        change.commit()?;
    }
    let (seconds, processor) = (started.elapsed().as_secs_f64(), processor_seconds() - processor);
    store.pragma_update(None, "wal_checkpoint", "TRUNCATE")?;
    let bytes = std::fs::metadata(file)?.len();
    Ok(json!({"rows": rows, "seconds": seconds, "processor": processor, "bytes": bytes}))
}

/// 16 bytes that differ early, as a hash would.
pub fn key(number: u64) -> [u8; 16] {
    let mixed = u128::from(number).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    mixed.to_be_bytes()
}
