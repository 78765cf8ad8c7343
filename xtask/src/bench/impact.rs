//! `cargo xtask bench impact`: the impact engine beside the Python packages of its field.

use std::path::PathBuf;
use std::process::Command;

use anyhow::bail;

use crate::{place, process};

const HOW: &str = "\
cargo xtask bench impact [--python VENV/bin/python] [--largest ROWS] [--rounds N] [--only TEXT] [--out FILE.json]
The peers are installed once, in an environment of their own:
    python3 -m venv VENV && VENV/bin/pip install -r bench/impact-requirements.txt";

pub fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let mut python = "python3".to_owned();
    let mut out = place::target().join("bench-impact.json");
    let mut passed = Vec::new();
    for pair in arguments.chunks(2) {
        match pair {
            [flag, value] if flag == "--python" => python = value.clone(),
            [flag, value] if flag == "--out" => out = PathBuf::from(value),
            [flag, value] if ["--largest", "--rounds", "--only"].contains(&flag.as_str()) => {
                passed.extend([flag.clone(), value.clone()]);
            }
            _ => bail!("not understood\n{HOW}"),
        }
    }
    let mut build = Command::new("cargo");
    build.current_dir(place::root()).args(["build", "--release", "-p", "lustrum-impact", "--example", "peers"]);
    if !process::show(&mut build)?.success {
        bail!("the release build failed");
    }
    let mut compare = Command::new(&python);
    compare.current_dir(place::root()).arg("bench/impact.py").args(&passed);
    compare.arg("--binary").arg(place::target().join("release/examples/peers")).arg("--out").arg(&out);
    let compared = process::show(&mut compare)?.success;
    if !compared {
        eprintln!("{HOW}");
    }
    Ok(compared)
}
