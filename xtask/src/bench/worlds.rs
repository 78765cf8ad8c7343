//! `cargo xtask bench worlds`: simulated programmes with planted effects, for each design under its own assumptions.

use std::process::Command;

use anyhow::bail;

use crate::{place, process};

const HOW: &str = "cargo xtask bench worlds [--programmes N] [--only TEXT] [--out FILE.json]";

pub fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let mut passed = Vec::new();
    let mut out = place::target().join("bench-worlds.json").display().to_string();
    for pair in arguments.chunks(2) {
        match pair {
            [flag, value] if flag == "--out" => out.clone_from(value),
            [flag, value] if ["--programmes", "--only"].contains(&flag.as_str()) => {
                passed.extend([flag.clone(), value.clone()]);
            }
            _ => bail!("not understood\n{HOW}"),
        }
    }
    let mut build = Command::new("cargo");
    build.current_dir(place::root()).args(["build", "--release", "-p", "lustrum-impact", "--example", "worlds"]);
    if !process::show(&mut build)?.success {
        bail!("the release build failed");
    }
    let mut worlds = Command::new(place::target().join("release/examples/worlds"));
    Ok(process::show(worlds.current_dir(place::root()).args(&passed).args(["--out", &out]))?.success)
}
