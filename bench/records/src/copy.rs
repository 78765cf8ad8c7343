//! The bare program on PostgreSQL: `COPY` of the same rows into the same table and indexes, in commits of 100.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use postgres::{Client, NoTls};
use serde_json::{Value, json};

use crate::statement::{Statement, statement, uuid};
use crate::{Given, bare, processor_seconds};

pub fn run(given: &Given) -> anyhow::Result<Value> {
    let (rows, from, commit) =
        (given.number("rows", None)?, given.number("from", Some(0))?, given.number("commit", Some(100))?);
    let made: Vec<Statement> = (from..from + rows).map(statement).collect();
    let mut server = Client::connect(given.text("url")?, NoTls)?;
    server.batch_execute(
        "CREATE TABLE IF NOT EXISTS bare_statement (place BIGINT PRIMARY KEY, id UUID NOT NULL, person UUID NOT NULL,
           verb UUID NOT NULL, activity UUID NOT NULL, registration UUID NOT NULL, body TEXT NOT NULL);
         CREATE UNIQUE INDEX IF NOT EXISTS bare_by_id ON bare_statement (id);
         CREATE INDEX IF NOT EXISTS bare_by_person ON bare_statement (person);
         CREATE INDEX IF NOT EXISTS bare_by_verb ON bare_statement (verb);
         CREATE INDEX IF NOT EXISTS bare_by_activity ON bare_statement (activity);
         CREATE INDEX IF NOT EXISTS bare_by_registration ON bare_statement (registration);",
    )?;
    let (started, processor) = (Instant::now(), processor_seconds());
    let mut text = String::new();
    for (number, part) in (from..).step_by(usize::try_from(commit)?).zip(made.chunks(usize::try_from(commit)?)) {
        text.clear();
        for (place, one) in (number..).zip(part) {
            let verb = bare::key(one.verb.len() as u64 * 1_000 + u64::from(one.verb.as_bytes()[0]));
            writeln!(
                text,
                "{place}\t{}\t{}\t{}\t{}\t{}\t{}",
                uuid(&one.id),
                uuid(&bare::key(one.person)),
                uuid(&verb),
                uuid(&bare::key(one.activity)),
                uuid(&one.registration),
                one.json.replace('\\', "\\\\")
            )?;
        }
        let mut into =
            server.copy_in("COPY bare_statement (place, id, person, verb, activity, registration, body) FROM STDIN")?;
        into.write_all(text.as_bytes())?;
        into.finish()?;
    }
    let (seconds, processor) = (started.elapsed().as_secs_f64(), processor_seconds() - processor);
    let bytes: i64 = server.query_one("SELECT pg_total_relation_size('bare_statement')", &[])?.get(0);
    Ok(json!({"rows": rows, "seconds": seconds, "processor": processor, "bytes": bytes}))
}
