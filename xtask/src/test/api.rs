//! The API under arbitrary input made from its own description: whatever is sent, the answer is never a 5xx.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::demo::Demo;
use crate::guardian::Guardian;
use crate::http::{Connection, Headers};
use crate::tally::{Count, Tally, number_before};
use crate::{place, process, tools};

use super::api_ids;

/// The version that is run here and on every build machine.
const PACKAGE: &str = "schemathesis==4.32.5";
const EXAMPLES: &str = "25";
const STRANGERS: &str = "5";
const SEED: &str = "20260701";

pub fn run(tally: &mut Tally) {
    match try_run() {
        Ok(count) => tally.add("API (operations)", count),
        Err(error) => tally.could_not_run("API (operations)", &error),
    }
}

fn try_run() -> anyhow::Result<Count> {
    let program = schemathesis()?;
    let folder = place::temporary("api")?;
    let _tidy = Guardian::at_the_end("rm -rf \"$1\"", &[&folder.display().to_string()])?;
    let mut demo = Demo::start(&place::binary("debug"), &folder.join("data"))?;
    let description = description(&demo)?;
    let described = operations(&description)?;
    let known = api_ids::known(&demo, &description)?;
    println!("Known to the demo: {}", known.keys().cloned().collect::<Vec<_>>().join(", "));
    // Ids that nobody has find what goes wrong at the door; those of the demo let the rest of each request through.
    let strangers = tried(&program, &folder, &demo, STRANGERS)?;
    std::fs::write(folder.join("schemathesis.toml"), api_ids::as_settings(&known))?;
    let acquainted = tried(&program, &folder, &demo, EXAMPLES)?;
    if demo.has_died() {
        bail!("the server ended while its API was tried");
    }
    let of = |done: &process::Finished| count(&done.output, described);
    let worse = if of(&strangers).failed > of(&acquainted).failed { &strangers } else { &acquainted };
    Ok(of(worse).judged(strangers.success && acquainted.success, true))
}

fn tried(program: &Path, folder: &Path, demo: &Demo, examples: &str) -> anyhow::Result<process::Finished> {
    process::show(
        Command::new(program)
            .current_dir(folder)
            .args(["run", &format!("{}/api/openapi.json", demo.url), "--no-color"])
            .args(["--header", &format!("Authorization: Bearer {}", demo.token()?)])
            .args(["--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing"])
            // One worker: two at once trip over each other in the parser of Python 3.11 (python/cpython#106905).
            .args(["--max-examples", examples, "--seed", SEED, "--workers", "1", "--request-timeout", "20"])
            .args(["--generation-database", "none"]),
    )
}

fn description(demo: &Demo) -> anyhow::Result<serde_json::Value> {
    let answer = Connection::open(&demo.url)?.get("/api/openapi.json", &Headers::new())?;
    serde_json::from_slice(&answer.body).with_context(|| format!("/api/openapi.json gave {}", answer.status))
}

/// How many operations the description holds; none of them may be left out without showing.
fn operations(description: &serde_json::Value) -> anyhow::Result<u32> {
    let paths = description["paths"].as_object().context("/api/openapi.json has no paths")?;
    let verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let number =
        paths.values().map(|path| verbs.iter().filter(|verb| path.get(**verb).is_some()).count()).sum::<usize>();
    Ok(u32::try_from(number)?)
}

/// An operation with a failure is named once in a heading `____ GET /api/v1/... ____`.
fn count(output: &str, described: u32) -> Count {
    let mut failed: Vec<&str> = output
        .lines()
        .filter(|line| line.starts_with("____") && line.ends_with("____"))
        .map(|line| line.trim_matches(['_', ' ']))
        .filter(|heading| heading.contains(" /"))
        .collect();
    failed.sort_unstable();
    failed.dedup();
    let errors =
        output.lines().map(|line| number_before(line, "errors") + number_before(line, "error")).max().unwrap_or(0);
    let failed = u32::try_from(failed.len()).unwrap_or(u32::MAX).max(errors);
    Count { passed: described.saturating_sub(failed), failed, ignored: 0 }
}

/// Its own virtual environment in the build folder, made once for each version.
fn schemathesis() -> anyhow::Result<PathBuf> {
    let folder = place::target().join("schemathesis");
    let program = folder.join("bin/schemathesis");
    let marker = folder.join("installed");
    if std::fs::read_to_string(&marker).is_ok_and(|version| version == PACKAGE) && program.is_file() {
        return Ok(program);
    }
    let python = tools::find_or_install("Python 3 with venv", &["python3", "python3-venv"], python)?;
    let install = || -> anyhow::Result<()> {
        process::quiet(Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder))?;
        process::quiet(pip(&folder).args(["install", "--quiet", PACKAGE]))?;
        Ok(())
    };
    println!("Installing {PACKAGE} into {} ...", place::short(&folder));
    install().with_context(|| {
        format!(
            "schemathesis is missing. Install it with: {0} -m venv {1} && {1}/bin/pip install {PACKAGE}",
            python.display(),
            folder.display()
        )
    })?;
    std::fs::write(marker, PACKAGE)?;
    Ok(program)
}

fn pip(folder: &Path) -> Command {
    let mut command = Command::new(folder.join("bin/python"));
    command.args(["-m", "pip"]);
    command
}

fn python() -> Option<PathBuf> {
    let python = tools::find(&["python3"])?;
    process::quiet(Command::new(&python).args(["-c", "import venv, ensurepip"])).ok().map(|_| python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_that_failed_is_counted_once() {
        let output = "____________ GET /api/v1/goals ____________\n1. Test Case ID: x\n\
            ____________ GET /api/v1/goals ____________\n____________ POST /api/v1/readings ____________\n";
        assert_eq!(count(output, 12), Count { passed: 10, failed: 2, ignored: 0 });
        assert_eq!(count("No issues found", 12), Count { passed: 12, failed: 0, ignored: 0 });
    }
}
