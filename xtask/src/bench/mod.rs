//! `cargo xtask bench`: the figures of a release build, taken from outside like a user would.

mod figures;
mod impact;
mod killed;
mod life;
mod load;
mod plan;
mod records;
mod worlds;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};

use crate::demo::Demo;
use crate::guardian::Guardian;
use crate::http::{Connection, Headers};
use crate::{place, process};

use figures::Figures;
use plan::{Plan, filled};

/// Who looks at the pages.
const VIEWER: &str = "ld-lead";
const READINGS: usize = 10_000;

pub fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let out = match arguments {
        [what, rest @ ..] if what == "impact" => return impact::run(rest),
        [what, rest @ ..] if what == "life" => return life::run(rest),
        [what, rest @ ..] if what == "records" => return records::run(rest),
        [what, rest @ ..] if what == "worlds" => return worlds::run(rest),
        [] => place::target().join("bench.json"),
        [flag, file] if flag == "--out" => PathBuf::from(file),
        _ => bail!("not understood\n{}", crate::USAGE),
    };
    let plan = Plan::load()?;
    let built =
        process::show(Command::new("cargo").current_dir(place::root()).args(["build", "--release", "-p", "lustrum"]))?;
    if !built.success {
        bail!("the release build failed");
    }
    let binary = place::binary("release");
    let folder = place::temporary("bench")?;
    let _tidy = Guardian::at_the_end("rm -rf \"$1\"", &[&folder.display().to_string()])?;
    let data = folder.join("data");
    let mut figures = Figures::default();
    let seeded = Demo::start(&binary, &data)?;
    figures.add("first start, seeding the demo", seeded.ready_after.as_secs_f64(), "s", Some(5.0));
    drop(seeded);
    figures.attempt("start, memory and pages", |figures| pages(&binary, &data, &plan, figures));
    figures.attempt("review as PDF by command", |figures| review(&binary, &data, &folder, figures));
    figures.attempt("import of readings", |figures| import(&binary, &data, &folder, &plan, figures));
    figures.attempt("kill -9 during writes", |figures| {
        let losses = killed::run(&binary, &data, &plan)?;
        figures.add(format!("acknowledged over {} kills", killed::KILLS), losses.acknowledged as f64, "", None);
        figures.add("of them lost", losses.lost as f64, "", Some(0.0));
        Ok(())
    });
    print!("\n{figures}");
    let text = serde_json::to_string_pretty(&figures.json())?;
    std::fs::write(&out, &text).with_context(|| out.display().to_string())?;
    println!("{text}");
    Ok(figures.all_kept())
}

fn pages(binary: &Path, data: &Path, plan: &Plan, figures: &mut Figures) -> anyhow::Result<()> {
    let demo = Demo::start(binary, data)?;
    figures.add("start to ready, seeded", demo.ready_after.as_secs_f64(), "s", Some(1.0));
    std::thread::sleep(std::time::Duration::from_secs(3));
    figures.add("idle memory", demo.resident()? as f64 / 1e6, "MB", Some(100.0));
    let found = plan.gaps(&demo)?;
    let gaps: Vec<(&str, &str)> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let headers = Headers::from([
        ("cookie".to_owned(), demo.sign_in(VIEWER)?),
        ("accept-encoding".to_owned(), "gzip".to_owned()),
    ]);
    for page in plan.pages.iter().map(|page| page.with(&gaps)) {
        figures.attempt(&format!("page {}", page.label), |figures| {
            let weight = Connection::open(&demo.url)?.get(&page.path, &headers)?.transferred;
            let alone = load::alone(&demo.url, &page.path, &headers, 100)?;
            let crowd = load::crowd(&demo.url, &page.path, &headers)?;
            let many = load::CONNECTIONS;
            figures.add(format!("{}: alone, median", page.label), alone.quantile(0.5), "ms", None);
            figures.add(format!("{}: {many} connections, median", page.label), crowd.quantile(0.5), "ms", None);
            figures.add(format!("{}: {many} connections, p99", page.label), crowd.quantile(0.99), "ms", Some(25.0));
            figures.add(format!("{}: transferred", page.label), weight as f64 / 1000.0, "KB", Some(60.0));
            Ok(())
        });
    }
    for pdf in plan.pdfs.iter().map(|pdf| pdf.with(&gaps)) {
        figures.attempt(&format!("pdf {}", pdf.label), |figures| {
            let times = load::alone(&demo.url, &pdf.path, &headers, 5)?;
            figures.add(format!("{} as PDF, slowest of 5", pdf.label), times.quantile(1.0) / 1000.0, "s", Some(1.0));
            Ok(())
        });
    }
    figures.add("memory after the load", demo.resident()? as f64 / 1e6, "MB", None);
    Ok(())
}

fn review(binary: &Path, data: &Path, folder: &Path, figures: &mut Figures) -> anyhow::Result<()> {
    let (partnership, period) = names(binary, data)?;
    let out = folder.join("review.pdf");
    let mut command = Command::new(binary);
    command.args(["review", &partnership, "--period", &period, "--lang", "nl", "--format", "pdf", "--out"]);
    command.arg(&out).arg("--data").arg(data);
    let started = Instant::now();
    process::quiet(&mut command)?;
    let time = started.elapsed().as_secs_f64();
    if !std::fs::read(&out)?.starts_with(b"%PDF-") {
        bail!("what was made is no PDF");
    }
    figures.add("review as PDF by command, with its start", time, "s", Some(1.0));
    Ok(())
}

fn import(binary: &Path, data: &Path, folder: &Path, plan: &Plan, figures: &mut Figures) -> anyhow::Result<()> {
    let (partnership, _) = names(binary, data)?;
    let file = folder.join("readings.csv");
    let mut text = format!("{}\n", plan.header);
    for number in 0..READINGS {
        let unit = format!("{:02}", number % 40 + 1);
        let month = number / 40;
        let period = format!("{}-{:02}", 1990 + month / 12, month % 12 + 1);
        let value = format!("{}.{}", 10 + number % 17, number % 10);
        text.push_str(&filled(&plan.row, &[("unit", &unit), ("period", &period), ("value", &value)]));
        text.push('\n');
    }
    std::fs::write(&file, text)?;
    let started = Instant::now();
    process::quiet(
        Command::new(binary)
            .args(["import", "readings"])
            .arg(&file)
            .args(["--partnership", &partnership, "--data"])
            .arg(data),
    )?;
    figures.add("import of 10,000 readings, with its start", started.elapsed().as_secs_f64(), "s", Some(2.0));
    Ok(())
}

fn names(binary: &Path, data: &Path) -> anyhow::Result<(String, String)> {
    let demo = Demo::start(binary, data)?;
    let period = demo.said["period"].as_str().context("the first line of the demo has no `period`")?;
    Ok((demo.partnership().to_owned(), period.to_owned()))
}
