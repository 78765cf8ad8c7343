//! `cargo xtask bench records`: the record store beside bare programs that store the same rows and do nothing else, and
//! beside a peer where one is installed. Ratios are medians of interleaved rounds in one run, so that they hold on a
//! machine whose speed drifts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};
use serde_json::Value;

use super::VIEWER;
use super::figures::Figures;
use super::load::Times;
use crate::demo::Demo;
use crate::guardian::Guardian;
use crate::http::{Connection, Headers};
use crate::postgres::Cluster;
use crate::{place, process};

/// Rounds of which the median counts.
const ROUNDS: u64 = 5;
const ROWS: u64 = 20_000;
const SINGLES: u64 = 5_000;
/// Where the figure of a small store is taken.
const SMALL: u64 = 100_000;
/// Statements of which the rate of a store is taken that holds many or few: two whole segments, so that writing the keys of a
/// segment is in it in the one case as in the other.
const SEGMENTS: u64 = 131_072;
/// So many pages a second are asked for while statements come in.
const PAGES_A_SECOND: u64 = 20;

struct Wish {
    stored: u64,
    minutes: u64,
    out: PathBuf,
}

pub fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let mut wish = Wish { stored: 10_000_000, minutes: 10, out: place::target().join("bench-records.json") };
    let mut words = arguments.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match (word, words.next()) {
            ("--stored", Some(number)) => wish.stored = number.parse()?,
            ("--minutes", Some(number)) => wish.minutes = number.parse()?,
            ("--out", Some(file)) => wish.out = file.into(),
            _ => bail!("`{word}` is not understood\n{}", crate::USAGE),
        }
    }
    let mut build = Command::new("cargo");
    build.current_dir(place::root()).args(["build", "--release", "-p", "lustrum"]);
    let mut program = Command::new("cargo");
    program.current_dir(place::root()).args(["build", "--release", "--manifest-path", "bench/records/Cargo.toml"]);
    program.arg("--target-dir").arg(place::target().join("bench"));
    for command in [&mut build, &mut program] {
        if !process::show(command)?.success {
            bail!("the release build failed");
        }
    }
    let folder = place::temporary("bench-records")?;
    let _tidy = Guardian::at_the_end("rm -rf \"$1\"", &[&folder.display().to_string()])?;
    let mut figures = Figures::default();
    figures.attempt("SQLite", |figures| sqlite(&folder, &wish, figures));
    figures.attempt("PostgreSQL", postgres);
    print!("\n{figures}");
    std::fs::write(&wish.out, serde_json::to_string_pretty(&figures.json())?)?;
    Ok(figures.all_kept())
}

/// The program that loads, with what it says.
fn program(words: &[&str]) -> anyhow::Result<Value> {
    let mut command = Command::new(place::target().join("bench/release/lustrum-bench-records"));
    let said = process::quiet(command.args(words))?;
    serde_json::from_str(said.trim()).with_context(|| format!("{said:?} is not JSON"))
}

/// A store that is loaded, and how many statements it holds by us.
struct Store {
    demo: Demo,
    login: Vec<String>,
    stored: u64,
}

/// What a load came to.
struct Loaded {
    rate: f64,
    /// Processor microseconds of the store for each statement.
    processor: f64,
}

impl Store {
    fn open(demo: Demo, stored: u64) -> anyhow::Result<Self> {
        let xapi = &demo.said["xapi"];
        let mut login = Vec::new();
        for name in ["endpoint", "user", "password"] {
            login.push(format!("--{name}"));
            login.push(
                xapi[name].as_str().with_context(|| format!("the demo names no {name} of its store"))?.to_owned(),
            );
        }
        Ok(Self { demo, login, stored })
    }

    fn ask(&self, what: &str, words: &[(&str, String)]) -> anyhow::Result<Value> {
        let mut all = vec![what.to_owned()];
        all.extend(self.login.iter().cloned());
        all.extend(words.iter().flat_map(|(name, value)| [format!("--{name}"), value.clone()]));
        program(&all.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn load(&mut self, rows: u64, batch: u64, connections: u64) -> anyhow::Result<Loaded> {
        let before = self.demo.processor()?;
        let words = [("rows", rows), ("from", self.stored), ("batch", batch), ("connections", connections)];
        let said = self.ask("load", &words.map(|(name, number)| (name, number.to_string())))?;
        self.stored += rows;
        let processor = (self.demo.processor()? - before) * 1e6 / rows as f64;
        Ok(Loaded { rate: rate(&said)?, processor })
    }
}

fn rate(said: &Value) -> anyhow::Result<f64> {
    Ok(number(said, "rows")? / number(said, "seconds")?)
}
fn number(said: &Value, name: &str) -> anyhow::Result<f64> {
    said[name].as_f64().with_context(|| format!("{said} has no {name}"))
}
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

fn sqlite(folder: &Path, wish: &Wish, figures: &mut Figures) -> anyhow::Result<()> {
    let binary = place::binary("release");
    let data = folder.join("data");
    let mut store = Store::open(Demo::start(&binary, &data)?, 0)?;
    let empty = database_bytes(&data)?;
    let bare = folder.join("bare.db").display().to_string();
    let (mut batches, mut singles, mut to_bare, mut to_batch) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut answers = Vec::new();
    let (mut batch_processor, mut single_processor, mut bare_processor) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let words = ["bare", "--file", &bare, "--rows", &ROWS.to_string(), "--from", &(round * ROWS).to_string()];
        let said = program(&words)?;
        bare_processor.push(number(&said, "processor")? * 1e6 / ROWS as f64);
        let batch = store.load(ROWS, 100, 8)?;
        let single = store.load(SINGLES, 1, 64)?;
        let words = ["answers", "--rows", &SINGLES.to_string(), "--batch", "1", "--connections", "64"];
        answers.push(rate(&program(&words)?)?);
        to_bare.push(batch.rate / rate(&said)?);
        to_batch.push(single.rate / batch.rate);
        batches.push(batch.rate);
        singles.push(single.rate);
        batch_processor.push(batch.processor);
        single_processor.push(single.processor);
    }
    let (small, alone) = (median(batches), median(singles));
    figures.add("batches of 100 on 8 connections", small, "/s", None);
    figures.reach("  beside the bare program", median(to_bare), "x", 1.0);
    figures.add("  processor for each", median(batch_processor), "us", None);
    figures.add("  processor of the bare program", median(bare_processor), "us", None);
    figures.add("single statements on 64 connections", alone, "/s", None);
    figures.reach("  beside the batches", median(to_batch), "x", 0.5);
    figures.add("  processor for each", median(single_processor), "us", None);
    figures.add("  the same requests to a server that only answers", median(answers), "/s", None);
    figures.attempt("bytes", |figures| bytes(&mut store, &data, empty, &bare, figures));
    figures.attempt("peer", |figures| peer(folder, (small, alone), figures));
    figures.attempt("filled", |figures| filled(&mut store, wish, figures));
    figures.attempt("reading while writing", |figures| while_writing(store, &data, wish, figures));
    Ok(())
}

/// The log is folded into the file when the store stops; here both are counted, as both take room.
fn database_bytes(data: &Path) -> anyhow::Result<f64> {
    let bytes: u64 = ["lustrum.db", "lustrum.db-wal"]
        .iter()
        .filter_map(|name| std::fs::metadata(data.join(name)).ok())
        .map(|file| file.len())
        .sum();
    Ok(bytes as f64)
}

fn bytes(store: &mut Store, data: &Path, empty: f64, bare: &str, figures: &mut Figures) -> anyhow::Result<()> {
    let missing = SMALL.saturating_sub(store.stored);
    if missing > 0 {
        store.load(missing, 100, 8)?;
    }
    let rows = ROUNDS * ROWS;
    let said = program(&["bare", "--file", bare, "--rows", "100", "--from", &rows.to_string()])?;
    let own = (database_bytes(data)? - empty) / store.stored as f64;
    let others = number(&said, "bytes")? / (rows + 100) as f64;
    figures.add("bytes on disk for each statement", own, "B", None);
    figures.add("  beside the bare program", own / others, "x", Some(0.7));
    Ok(())
}

/// The rate of a store of which nothing waits to be written to the disk any more.
fn at_rest(store: &mut Store) -> anyhow::Result<f64> {
    let mut rates = Vec::new();
    for _ in 0..3 {
        process::quiet(&mut Command::new("sync"))?;
        rates.push(store.load(SEGMENTS, 100, 8)?.rate);
    }
    Ok(median(rates))
}

fn filled(store: &mut Store, wish: &Wish, figures: &mut Figures) -> anyhow::Result<()> {
    let before = at_rest(store)?;
    if let Some(missing) = wish.stored.checked_sub(store.stored).filter(|missing| *missing > 0) {
        store.load(missing, 100, 8)?;
    }
    let after = at_rest(store)?;
    figures.add("whole segments, from 100,000 stored on", before, "/s", None);
    figures.add("stored", store.stored as f64, "", None);
    figures.add("whole segments then", after, "/s", None);
    figures.reach("  beside those from 100,000 on", after / before, "x", 0.7);
    for (by, limit) in [("id", 5.0), ("agent", 15.0), ("verb", 15.0), ("activity", 15.0), ("registration", 15.0)] {
        let said = store.ask("read", &[("rows", store.stored.to_string()), ("by", by.to_owned())])?;
        figures.add(format!("GET by {by}: p50"), number(&said["answer_ms"], "p50")?, "ms", None);
        figures.add(format!("GET by {by}: p99"), number(&said["answer_ms"], "p99")?, "ms", Some(limit));
    }
    Ok(())
}

/// Pages are read at a constant rate, first alone and then while statements come in as fast as they are taken, an export
/// and a study run.
fn while_writing(store: Store, data: &Path, wish: &Wish, figures: &mut Figures) -> anyhow::Result<()> {
    // Started anew: what filling the demo took of memory is none of the store's.
    let stored = store.stored;
    drop(store);
    let mut store = Store::open(Demo::start(&place::binary("release"), data)?, stored)?;
    let headers = Headers::from([("cookie".to_owned(), store.demo.sign_in(VIEWER)?)]);
    let partnership = store.demo.partnership().to_owned();
    let url = store.demo.url.clone();
    let paths =
        [format!("/p/{partnership}/evidence"), format!("/p/{partnership}"), format!("/p/{partnership}/studies")];
    let idle = read_pages(&url, &paths, &headers, Duration::from_secs(30), &AtomicBool::new(false))?;
    let stop = Arc::new(AtomicBool::new(false));
    let most = Arc::new(Mutex::new((0_u64, 0_u64)));
    let watched = {
        let (stop, most, log) = (Arc::clone(&stop), Arc::clone(&most), data.join("lustrum.db-wal"));
        let status = store.demo.status_file();
        thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let bytes = std::fs::metadata(&log).map_or(0, |file| file.len());
                let memory = crate::demo::resident(&status).unwrap_or(0);
                if let Ok(mut most) = most.lock() {
                    *most = (most.0.max(bytes), most.1.max(memory));
                }
                thread::sleep(Duration::from_millis(200));
            }
        })
    };
    let others = {
        let (stop, binary, out) = (Arc::clone(&stop), place::binary("release"), data.join("export"));
        let data = data.to_owned();
        thread::spawn(move || {
            let study = place::root().join("examples/nsw/nsw_experimental.csv");
            while !stop.load(Ordering::Relaxed) {
                let mut export = Command::new(&binary);
                export.arg("export").arg(&out).arg("--data").arg(&data);
                let mut estimate = Command::new(&binary);
                estimate.args(["study", "estimate"]).arg(&study);
                estimate.args(["--design", "rct", "--outcome", "re78", "--treatment", "treat"]);
                for command in [&mut export, &mut estimate] {
                    let _its_own_matter = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
                }
                let _made_again = std::fs::remove_dir_all(&out);
                thread::sleep(Duration::from_secs(1));
            }
        })
    };
    let reader = {
        let (stop, headers, url) = (Arc::clone(&stop), headers.clone(), url.clone());
        let time = Duration::from_secs(wish.minutes * 60);
        thread::spawn(move || read_pages(&url, &paths, &headers, time, &stop))
    };
    let until = Instant::now() + Duration::from_secs(wish.minutes * 60);
    let mut rates = Vec::new();
    while Instant::now() < until {
        rates.push(store.load(ROWS, 100, 8)?.rate);
    }
    stop.store(true, Ordering::Relaxed);
    let busy = reader.join().map_err(|_| anyhow!("the reader was lost"))??;
    for thread in [watched, others] {
        thread.join().map_err(|_| anyhow!("a watcher was lost"))?;
    }
    let (log, memory) = *most.lock().map_err(|_| anyhow!("a watcher was lost"))?;
    figures.add("minutes of full ingest", wish.minutes as f64, "", None);
    figures.add("  statements meanwhile, median", median(rates), "/s", None);
    figures.add("  page p99 idle", idle.quantile(0.99), "ms", None);
    figures.add("  page p99 meanwhile", busy.quantile(0.99), "ms", Some(2.0 * idle.quantile(0.99)));
    figures.add("  write-ahead log at most", log as f64 / 1_048_576.0, "MiB", Some(64.0));
    figures.add("  memory at most", memory as f64 / 1e6, "MB", Some(300.0));
    Ok(())
}

/// A page every so often, whether the one before was answered late or not: who waits is counted with the wait.
fn read_pages(
    url: &str,
    paths: &[String],
    headers: &Headers,
    time: Duration,
    stop: &AtomicBool,
) -> anyhow::Result<Times> {
    let mut connection = Connection::open(url)?;
    let (started, pause) = (Instant::now(), Duration::from_secs(1) / u32::try_from(PAGES_A_SECOND)?);
    let mut times = Vec::new();
    for turn in 0.. {
        let due = started + pause * turn;
        if due > started + time || stop.load(Ordering::Relaxed) {
            break;
        }
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let path = &paths[turn as usize % paths.len()];
        let answer = connection.get(path, headers)?;
        if answer.status != 200 {
            bail!("{path} gave {}", answer.status);
        }
        times.push(due.elapsed());
    }
    Ok(Times::of(times))
}

fn postgres(figures: &mut Figures) -> anyhow::Result<()> {
    let cluster = Cluster::durable()?;
    let binary = place::binary("release");
    let mut store = Store::open(Demo::at(&binary, &["--database-url", &cluster.url])?, 0)?;
    let (mut rates, mut ratios, mut singles) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (rows, from) = (ROWS.to_string(), (round * ROWS).to_string());
        let said = program(&["copy", "--url", &cluster.url, "--rows", &rows, "--from", &from])?;
        let batch = store.load(ROWS, 100, 8)?.rate;
        singles.push(store.load(SINGLES, 1, 64)?.rate);
        ratios.push(batch / rate(&said)?);
        rates.push(batch);
    }
    figures.add("PostgreSQL: batches of 100 on 8 connections", median(rates), "/s", None);
    figures.reach("  beside COPY of the same rows", median(ratios), "x", 0.6);
    figures.add("PostgreSQL: single statements on 64 connections", median(singles), "/s", None);
    Ok(())
}

/// Ralph (PyPI `ralph-malph`, with its file-system backend), where it is on the path.
fn peer(folder: &Path, (batches, singles): (f64, f64), figures: &mut Figures) -> anyhow::Result<()> {
    let Some(python) = std::env::var_os("LUSTRUM_RALPH_PYTHON") else {
        bail!(
            "LUSTRUM_RALPH_PYTHON names no python with the peer \
             (pip install 'ralph-malph[cli,lrs,backend-fs]' requests cachetools python-jose, in an environment of its own)"
        );
    };
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let home = folder.join("ralph");
    std::fs::create_dir_all(home.join("archives"))?;
    let auth = r#"[{"username":"bench","hash":"HASH","scopes":["all"],"agent":{"mbox":"mailto:bench@example.org"}}]"#;
    let mut hashed = Command::new(&python);
    hashed.env("RALPH_RUNSERVER_BACKEND", "fs");
    hashed.args(["-c", "from ralph.cli import cli; cli()", "auth", "-u", "bench", "-p", "bench", "-s", "all"]);
    hashed.args(["-M", "mailto:bench@example.org"]);
    let said = process::quiet(&mut hashed)?;
    let hash = said
        .lines()
        .find_map(|line| line.split("\"hash\":").nth(1))
        .and_then(|rest| rest.split('"').nth(1))
        .context("the peer gave no hash of a password")?;
    std::fs::write(home.join("auth.json"), auth.replace("HASH", hash))?;
    let mut server = Command::new(&python)
        .arg(place::root().join("bench/records/peer/ralph_append.py"))
        .arg(port.to_string())
        .env("RALPH_RUNSERVER_BACKEND", "fs")
        .env("RALPH_APP_DIR", &home)
        .env("RALPH_AUTH_FILE", home.join("auth.json"))
        .env("RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH", home.join("archives"))
        .env("RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE", "statements.jsonl")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let _ended = Guardian::at_the_end("kill -9 \"$1\"", &[&server.id().to_string()])?;
    let endpoint = format!("http://127.0.0.1:{port}/xAPI");
    let until = Instant::now() + Duration::from_secs(60);
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        if Instant::now() > until || server.try_wait()?.is_some() {
            bail!("the peer did not start");
        }
        thread::sleep(Duration::from_millis(100));
    }
    let load = |rows: &str, from: &str, batch: &str, connections: &str| -> anyhow::Result<f64> {
        let login = ["--endpoint", &endpoint, "--user", "bench", "--password", "bench"];
        let mut words = vec!["load"];
        words.extend(login);
        words.extend(["--rows", rows, "--from", from, "--batch", batch, "--connections", connections]);
        rate(&program(&words)?)
    };
    // The peer reads its whole file for each request, so its rate falls with what is stored: told are the rates of an empty
    // store, and those of one that holds as much as ours held when its rate was taken.
    let batch = load("2000", "0", "100", "8")?;
    let single = load("40", "2000", "1", "4")?;
    figures.add("peer, batches, when it is empty", batch, "/s", None);
    figures.add("  ours beside it", batches / batch, "x", None);
    figures.add("peer, single, when it is empty", single, "/s", None);
    figures.add("  ours beside it", singles / single, "x", None);
    load(&(SMALL - 2_040).to_string(), "2040", "5000", "1")?;
    let batch = load("1000", &SMALL.to_string(), "100", "8")?;
    let single = load("16", &(SMALL + 1_000).to_string(), "1", "4")?;
    figures.add("peer, batches, 100,000 stored", batch, "/s", None);
    figures.reach("  ours beside it", batches / batch, "x", 25.0);
    figures.add("peer, single, 100,000 stored", single, "/s", None);
    figures.reach("  ours beside it", singles / single, "x", 1_000.0);
    Ok(())
}
