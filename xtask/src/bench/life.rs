//! `cargo xtask bench life`: the life of a partnership after years of it. The digest of 10,000 people, every page that an L&D
//! lead opens beside 199 other partnerships and behind 5,000 actions, how firm a ranking is, the archive of an exit.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};
use serde_json::Value;

use crate::demo::Demo;
use crate::guardian::Guardian;
use crate::http::{Connection, Headers};
use crate::{place, process};

use super::figures::Figures;
use super::load::{self, Times};
use super::plan::{Ask, Plan};

/// Readers and how often each asks: a page every 100 ms, as 40 people who click every two seconds do.
const READERS: usize = 2;
const PAUSE: Duration = Duration::from_millis(100);
const REQUESTS: usize = 100;

pub fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let out = match arguments {
        [] => place::target().join("bench-life.json"),
        [flag, file] if flag == "--out" => PathBuf::from(file),
        _ => bail!("not understood\n{}", crate::USAGE),
    };
    let plan = Plan::of("bench/life.txt")?;
    let built =
        process::show(Command::new("cargo").current_dir(place::root()).args(["build", "--release", "-p", "lustrum"]))?;
    if !built.success {
        bail!("the release build failed");
    }
    let binary = place::binary("release");
    let folder = place::temporary("bench-life")?;
    let _tidy = Guardian::at_the_end("rm -rf \"$1\"", &[&folder.display().to_string()])?;
    let mut figures = Figures::default();
    figures.attempt("digest", |figures| digest(&binary, &folder.join("people"), figures));
    figures.attempt("selection", |figures| {
        let said = life(&binary, &folder, &["selection"])?;
        let slowest = said["slowest"].as_f64().context("no time")?;
        figures.add("robustness of a 12 x 40 selection, slowest of 20", slowest, "ms", Some(200.0));
        Ok(())
    });
    let data = folder.join("data");
    figures.attempt("archive", |figures| archive(&binary, &data, &folder, figures));
    figures.attempt("pages", |figures| pages(&binary, &data, &plan, figures));
    print!("\n{figures}");
    let text = serde_json::to_string_pretty(&figures.json())?;
    std::fs::write(&out, &text).with_context(|| out.display().to_string())?;
    println!("{text}");
    Ok(figures.all_kept())
}

/// What the hidden command says.
fn life(binary: &Path, data: &Path, arguments: &[&str]) -> anyhow::Result<Value> {
    let out = Command::new(binary).arg("life").args(arguments).arg("--data").arg(data).output()?;
    if !out.status.success() {
        bail!("{}", String::from_utf8_lossy(&out.stderr));
    }
    Ok(serde_json::from_slice(&out.stdout)?)
}

fn digest(binary: &Path, data: &Path, figures: &mut Figures) -> anyhow::Result<()> {
    std::fs::create_dir_all(data)?;
    let said = life(binary, data, &["digest"])?;
    let number = |name: &str| said[name].as_f64().with_context(|| format!("the digest says no `{name}`"));
    figures.add("people over 200 partnerships", number("people")?, "", None);
    figures.add("of them with something to read", number("sent")?, "", None);
    figures.add("mails in the outbox", number("written")?, "", None);
    figures.add("their text", number("octets")? / 1e6, "MB", None);
    figures.add("written a second time", number("again")?, "", Some(0.0));
    figures.add("digest of 10,000 people", number("seconds")?, "s", Some(60.0));
    Ok(())
}

fn archive(binary: &Path, data: &Path, folder: &Path, figures: &mut Figures) -> anyhow::Result<()> {
    let demo = Demo::start(binary, data)?;
    let partnership = demo.partnership().to_owned();
    drop(demo);
    for side in ["organisation", "partner"] {
        let file = folder.join(format!("{side}.zip"));
        let mut command = Command::new(binary);
        command
            .args(["exit", "--partnership", &partnership, "--side", side, "--out"])
            .arg(&file)
            .arg("--data")
            .arg(data);
        let started = Instant::now();
        process::quiet(&mut command)?;
        let name = format!("archive of the demo, {side}, with its start");
        figures.add(name, started.elapsed().as_secs_f64(), "s", Some(5.0));
    }
    Ok(())
}

fn pages(binary: &Path, data: &Path, plan: &Plan, figures: &mut Figures) -> anyhow::Result<()> {
    let demo = Demo::start(binary, data)?;
    let partnership = demo.partnership().to_owned();
    drop(demo);
    let said = life(binary, data, &["years", "--partnership", &partnership])?;
    let cookie = said["cookie"].as_str().context("no cookie")?.to_owned();
    let demo = Demo::start(binary, data)?;
    let found = plan.gaps(&demo)?;
    let gaps: Vec<(&str, &str)> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let headers = Headers::from([("cookie".to_owned(), cookie), ("accept-encoding".to_owned(), "gzip".to_owned())]);
    for page in plan.pages.iter().map(|page| page.with(&gaps)) {
        figures.attempt(&format!("page {}", page.label), |figures| {
            let weight = Connection::open(&demo.url)?.get(&page.path, &headers)?.transferred;
            let times = steadily(&demo.url, &page, &headers)?;
            figures.add(format!("{}: median", page.label), times.quantile(0.5), "ms", None);
            figures.add(format!("{}: p99", page.label), times.quantile(0.99), "ms", Some(25.0));
            figures.add(format!("{}: transferred", page.label), weight as f64 / 1000.0, "KB", Some(60.0));
            Ok(())
        });
    }
    Ok(())
}

/// Readers who ask at a constant rate, whether the last answer was slow or not: the time counts from when a request was due.
fn steadily(url: &str, page: &Ask, headers: &Headers) -> anyhow::Result<Times> {
    load::alone(url, &page.path, headers, 3)?;
    let readers: Vec<_> = (0..READERS)
        .map(|reader| {
            let (url, path, headers) = (url.to_owned(), page.path.clone(), headers.clone());
            // They do not ask at the same moment.
            let first = Instant::now() + PAUSE * u32::try_from(reader).unwrap_or(0) / 2;
            thread::spawn(move || read(&url, &path, &headers, first))
        })
        .collect();
    let mut times = Vec::with_capacity(READERS * REQUESTS);
    for reader in readers {
        times.extend(reader.join().map_err(|_| anyhow!("a connection was lost"))??);
    }
    Ok(Times::of(times))
}

fn read(url: &str, path: &str, headers: &Headers, first: Instant) -> anyhow::Result<Vec<Duration>> {
    let mut connection = Connection::open(url)?;
    let mut times = Vec::with_capacity(REQUESTS);
    let mut due = first;
    for _ in 0..REQUESTS {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let answer = connection.get(path, headers)?;
        times.push(due.elapsed());
        if answer.status != 200 {
            bail!("{path} gave {}", answer.status);
        }
        due += PAUSE;
    }
    Ok(times)
}
