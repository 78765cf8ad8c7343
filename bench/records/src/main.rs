//! Loads a record store, and runs beside it the bare programs that store the same rows and do nothing else.
//!
//! Every call writes one line of JSON: rows, seconds, processor seconds of this process where they say something, and
//! times of answers in milliseconds.

mod answers;
mod bare;
mod copy;
mod http;
mod load;
mod read;
mod statement;
mod times;

use std::collections::BTreeMap;

use anyhow::{Context, bail};

const USAGE: &str = "\
bare  --file FILE --rows N [--from N] [--commit 100]           rows into SQLite, five indexes, synchronous=FULL
copy  --url postgres://... --rows N [--from N] [--commit 100]  the same rows by COPY into PostgreSQL
answers --rows N [--batch 1] [--connections 8]                 the same requests to a server that only answers
load  --endpoint URL --user U --password P --rows N [--from N] [--batch 100] [--connections 8]
read  --endpoint URL --user U --password P --rows N [--requests 500] --by id|agent|verb|activity|registration";

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_default();
    let mut given = BTreeMap::new();
    while let Some(name) = words.next() {
        let name = name.strip_prefix("--").with_context(|| format!("`{name}` is not understood\n{USAGE}"))?.to_owned();
        given.insert(name, words.next().context(USAGE)?);
    }
    let given = Given(given);
    let said = match what.as_str() {
        "answers" => answers::run(&given)?,
        "bare" => bare::run(&given)?,
        "copy" => copy::run(&given)?,
        "load" => load::run(&given)?,
        "read" => read::run(&given)?,
        _ => bail!("{USAGE}"),
    };
    println!("{said}");
    Ok(())
}

/// What the command line gave, by name.
pub struct Given(BTreeMap<String, String>);

impl Given {
    pub fn text(&self, name: &str) -> anyhow::Result<&str> {
        self.0.get(name).map(String::as_str).with_context(|| format!("--{name} is missing\n{USAGE}"))
    }
    pub fn number(&self, name: &str, usual: Option<u64>) -> anyhow::Result<u64> {
        match (self.0.get(name), usual) {
            (Some(text), _) => text.parse().with_context(|| format!("--{name} {text} is no number")),
            (None, Some(usual)) => Ok(usual),
            (None, None) => bail!("--{name} is missing\n{USAGE}"),
        }
    }
}

/// Processor seconds of this process so far, its own and the kernel's for it.
pub fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<f64>().ok()).sum();
    ticks / 100.0
}
