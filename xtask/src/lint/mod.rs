//! `cargo xtask lint`: what the compiler does not see. Every check names the file and the line.

mod direction;
mod fluent;
mod length;
mod messages;
mod money;
mod story;
mod template;
mod words;

use std::path::Path;
use std::process::Command;

use anyhow::Context;

use crate::{place, process};

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub place: String,
    pub what: String,
}

impl Finding {
    pub fn at(file: &Path, line: usize, what: impl Into<String>) -> Self {
        Self { place: format!("{}:{line}", place::short(file)), what: what.into() }
    }
}

type Check = fn() -> anyhow::Result<Vec<Finding>>;

pub fn run() -> anyhow::Result<bool> {
    let own: [(&str, Check); 6] = [
        ("dependency direction", direction::check),
        ("messages", messages::check),
        ("templates", template::check),
        ("length of files", length::check),
        ("amounts of money", money::check),
        ("steps of the story", story::check),
    ];
    let mut failed = 0;
    for (name, check) in own {
        let findings = check().with_context(|| format!("{name} could not be checked"))?;
        for finding in &findings {
            println!("{}: {}", finding.place, finding.what);
        }
        failed += report(name, findings.is_empty());
    }
    failed += report("rustfmt", cargo(&["fmt", "--all", "--check"])?);
    failed += report("clippy", cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])?);
    if process::quiet(Command::new("cargo").args(["deny", "--version"])).is_ok() {
        failed += report("cargo-deny", cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"])?);
    } else {
        println!("cargo-deny: not installed, so licences and sources were not checked (cargo install cargo-deny)");
    }
    println!("{}", if failed == 0 { "lint: clean".to_owned() } else { format!("lint: {failed} checks failed") });
    Ok(failed == 0)
}

fn report(name: &str, passed: bool) -> u32 {
    println!("{name}: {}", if passed { "passed" } else { "failed" });
    u32::from(!passed)
}

fn cargo(arguments: &[&str]) -> anyhow::Result<bool> {
    Ok(process::show(Command::new("cargo").current_dir(place::root()).args(arguments))?.success)
}

/// Whether a file's name ends so.
fn ends(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|known| known == extension)
}
