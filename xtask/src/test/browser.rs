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
        Ok((count, failures)) => tally.add_with("browser", count, failures),
        Err(error) => tally.could_not_run("browser", &error),
    }
}

fn try_run(wish: &Wish) -> anyhow::Result<(Count, Vec<String>)> {
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
    let results = serde_json::from_str(&text)?;
    Ok((count(&results).judged(done.success, wish.everything()), failures(&results)))
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

/// The view, the file, the title and the first line of the error of each test that did not pass at once.
fn failures(results: &Value) -> Vec<String> {
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let mut found = Vec::new();
    let mut suites = list(results, "suites");
    while let Some(suite) = suites.pop() {
        suites.extend(list(&suite, "suites"));
        for spec in list(&suite, "specs") {
            for test in
                list(&spec, "tests").iter().filter(|test| test["status"] != "expected" && test["status"] != "skipped")
            {
                let error =
                    list(test, "results").iter().find_map(|result| result["error"]["message"].as_str().map(plain));
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                found.push(format!(
                    "[{}] {} › {}: {}",
                    text(&test["projectName"]),
                    text(&spec["file"]),
                    text(&spec["title"]),
                    error.unwrap_or_default()
                ));
            }
        }
    }
    found.sort();
    found
}

/// The lines of an error that tell most, without the colours of a terminal.
fn plain(message: &str) -> String {
    let mut text = String::new();
    let mut coloured = false;
    for character in message.chars() {
        match character {
            '\u{1b}' => coloured = true,
            'm' if coloured => coloured = false,
            _ if coloured => {}
            other => text.push(other),
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(12).collect();
    lines.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_named_by_view_file_title_and_error() {
        let test = |status: &str, error: &str| {
            serde_json::json!({
                "projectName": "nl 390 dark", "status": status, "results": [{"error": {"message": error}}]
            })
        };
        let results = serde_json::json!({"suites": [{"specs": [], "suites": [{"specs": [
            {"file": "pages.spec.ts", "title": "every page", "tests": [test("unexpected", "\u{1b}[31mError\u{1b}[39m\n\n at /a")]},
            {"file": "pages.spec.ts", "title": "fine", "tests": [test("expected", "")]},
        ]}]}]});
        assert_eq!(failures(&results), ["[nl 390 dark] pages.spec.ts › every page: Error | at /a"]);
    }

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
