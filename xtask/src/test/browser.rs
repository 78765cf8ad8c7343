//! The journeys in a real browser: Playwright's runner with the machine's own Chromium.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::tally::{Count, Tally};
use crate::{place, process, tools};

use super::Wish;

/// What the runner of the browser tests asks for.
const OLDEST_NODE: u32 = 20;

pub fn run(wish: &Wish, tally: &mut Tally) {
    match try_run(wish) {
        Ok(count) => tally.add("browser", count),
        Err(error) => tally.could_not_run("browser", &error),
    }
}

fn try_run(wish: &Wish) -> anyhow::Result<Count> {
    let node = tools::find_or_install("Node.js with npm", &["nodejs", "npm"], || {
        tools::find(&["npm"]).and_then(|_| tools::find(&["node"]))
    })?;
    let version = process::quiet(Command::new(&node).arg("--version"))?;
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!(
            "Node.js {} is too old; the browser tests need {OLDEST_NODE} or later: https://nodejs.org",
            version.trim()
        );
    }
    let chromium = tools::find_or_install("Chromium", &["chromium"], chromium)?;
    let folder = place::root().join("e2e");
    install(&folder)?;
    let results = place::target().join("e2e-results.json");
    let _older = std::fs::remove_file(&results);
    let mut command = Command::new(node);
    command
        .current_dir(&folder)
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .env("LUSTRUM_BINARY", place::binary("debug"))
        .env("LUSTRUM_CHROMIUM", chromium)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &results);
    if let Some(filter) = wish.filter() {
        command.args(["--grep", filter, "--pass-with-no-tests"]);
    }
    let done = process::show(&mut command)?;
    let text = std::fs::read_to_string(&results).context("the browser tests left no results")?;
    Ok(count(&serde_json::from_str(&text)?).judged(done.success, wish.everything()))
}

/// `npm ci` is slow beside a run of one test: it is done again only when the lockfile changed.
fn install(folder: &std::path::Path) -> anyhow::Result<()> {
    let lock = std::fs::read(folder.join("package-lock.json"))?;
    let marker = folder.join("node_modules/.installed-lock");
    if std::fs::read(&marker).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if !process::show(&mut npm)?.success {
        bail!("the packages of the browser tests could not be installed. Try: cd e2e && npm ci");
    }
    std::fs::write(marker, lock)?;
    Ok(())
}

fn chromium() -> Option<PathBuf> {
    tools::find(&["chromium", "chromium-browser", "google-chrome"])
}

/// `v20.11.1` is 20.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Playwright's own count: a flaky test passed only when tried again, which is no pass.
fn count(results: &Value) -> Count {
    let number = |name: &str| results["stats"][name].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    Count { passed: number("expected"), failed: number("unexpected") + number("flaky"), ignored: number("skipped") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_by_their_first_number() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("unknown"), None);
    }

    #[test]
    fn a_test_that_passed_only_at_a_second_try_failed() {
        let results = serde_json::json!({"stats": {"expected": 7, "unexpected": 1, "flaky": 2, "skipped": 3}});
        assert_eq!(count(&results), Count { passed: 7, failed: 3, ignored: 3 });
    }
}
