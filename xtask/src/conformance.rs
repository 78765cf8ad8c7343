//! `cargo xtask conformance`: the public conformance suite of the Experience API against a demo of its own, for both
//! versions. The suite is not part of this project; whoever runs this puts it beside it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::demo::Demo;
use crate::guardian::Guardian;
use crate::{place, process, tools};

/// What the suite calls the version, and how many tests it has for it.
const VERSIONS: [(&str, u64); 2] = [("1.0.3", 1_365), ("2.0.0", 1_442)];

const HOW: &str = "\
The conformance suite is not here. Put it beside this project and install what it needs:
    git clone https://github.com/adlnet/lrs-conformance-test-suite ../lrs-conformance-test-suite
    cd ../lrs-conformance-test-suite && npm install
or say where it is: cargo xtask conformance --suite DIR";

struct Result {
    version: &'static str,
    expected: u64,
    summary: Value,
}

pub fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let mut suite = std::env::var_os("LUSTRUM_XAPI_SUITE")
        .map_or_else(|| place::root().join("../lrs-conformance-test-suite"), PathBuf::from);
    let mut binary = None;
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        match (flag.as_str(), rest.next()) {
            ("--suite", Some(folder)) => suite = PathBuf::from(folder),
            ("--binary", Some(file)) => binary = Some(PathBuf::from(file)),
            _ => bail!("`{flag}` is not understood\n{}", crate::USAGE),
        }
    }
    let runner = suite.join("bin/console_runner.js");
    if !runner.exists() || !suite.join("node_modules").exists() {
        bail!("{HOW}");
    }
    let node = tools::find(&["node", "nodejs"]).context("Node.js is missing: sudo apt-get install -y nodejs")?;
    let binary = match binary {
        Some(binary) => binary,
        None => {
            let mut build = Command::new("cargo");
            if !process::show(build.current_dir(place::root()).args(["build", "-p", "lustrum"]))?.success {
                bail!("the product does not build");
            }
            place::binary("debug")
        }
    };
    let folder = place::temporary("conformance")?;
    let _tidy = Guardian::at_the_end("rm -rf \"$1\"", &[&folder.display().to_string()])?;
    let demo = Demo::start(&binary, &folder.join("data"))?;
    let mut results = Vec::new();
    for (version, expected) in VERSIONS {
        results.push(one(&node, &suite, &demo, version, expected)?);
    }
    println!();
    for result in &results {
        println!("{}", result.words());
    }
    Ok(results.iter().all(Result::whole))
}

fn one(node: &Path, suite: &Path, demo: &Demo, version: &'static str, expected: u64) -> anyhow::Result<Result> {
    let said = |name: &str| {
        demo.said["xapi"][name].as_str().with_context(|| format!("the first line of the demo has no `xapi.{name}`"))
    };
    let finished = process::show(
        Command::new(node)
            .current_dir(suite)
            .args(["bin/console_runner.js", "-x", version, "-e", said("endpoint")?])
            .args(["-a", "-u", said("user")?, "-p", said("password")?, "-z"]),
    )?;
    let summary = last_summary(&finished.output).context("the suite told no tally")?;
    if let Some(failed) = failures(&finished.output) {
        for name in failed {
            println!("failed: {name}");
        }
    }
    Ok(Result { version, expected, summary })
}

/// The suite tells its tally every two seconds, as JSON in a line.
fn last_summary(output: &str) -> Option<Value> {
    output
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .rfind(|value| value["total"].is_u64() && value["passed"].is_u64())
}

/// The tests that failed, from the log that the suite wrote.
fn failures(output: &str) -> Option<Vec<String>> {
    let file = output.lines().find_map(|line| line.strip_prefix("Full run log written to "))?;
    let text = std::fs::read_to_string(file.trim()).ok()?;
    let log: Value = serde_json::from_str(&text).ok()?;
    let mut names = Vec::new();
    gather(&log["log"], &mut names);
    Some(names)
}

fn gather(node: &Value, names: &mut Vec<String>) {
    let below = node["tests"].as_array().map(Vec::as_slice).unwrap_or_default();
    if node["status"] == "failed" && below.is_empty() {
        let text = |name: &str| node[name].as_str().unwrap_or_default().to_owned();
        names.push(format!("{} ({})", text("title"), text("error")));
    }
    for test in below {
        gather(test, names);
    }
}

impl Result {
    fn number(&self, name: &str) -> u64 {
        self.summary[name].as_u64().unwrap_or_default()
    }
    fn whole(&self) -> bool {
        self.number("passed") == self.expected && self.number("total") == self.expected
    }
    fn words(&self) -> String {
        let (passed, total) = (self.number("passed"), self.number("total"));
        format!("xAPI {}: {passed} of {total} passed (the suite that was known has {})", self.version, self.expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_tally_counts() {
        let output = "{\"total\":0,\"passed\":0,\"failed\":0}\nwords\n{\"total\":3,\"passed\":2,\"failed\":1}\nClosed";
        let summary = last_summary(output).unwrap();
        let result = Result { version: "1.0.3", expected: 3, summary };
        assert!(!result.whole());
        assert!(result.words().contains("2 of 3"));
    }

    #[test]
    fn failed_tests_are_named_from_the_leaves() {
        let log = serde_json::json!({ "status": "failed", "title": "all", "tests": [
            { "status": "failed", "title": "one", "error": "no", "tests": [] },
            { "status": "passed", "title": "two", "tests": [] },
        ]});
        let mut names = Vec::new();
        gather(&log, &mut names);
        assert_eq!(names, ["one (no)"]);
    }
}
