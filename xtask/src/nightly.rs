//! What takes too long for every change: inputs made up for hours, to find one that breaks a reader.

use std::process::Command;

use anyhow::anyhow;

use crate::{place, process};

/// Each fuzz target, by the folder of its crate.
const TARGETS: [(&str, &str); 2] = [("engines/xapi", "statements"), ("engines/xapi", "multipart")];

/// How long each target runs where nothing else is said.
const SECONDS: u32 = 600;

const INSTALL: &str = "cargo install cargo-fuzz --locked";

/// Runs every target for a bounded time. False where one found something; what it found lies in the target's `fuzz/artifacts`.
pub fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let seconds = seconds(arguments)?;
    if process::quiet(Command::new("cargo").args(["fuzz", "--version"])).is_err() {
        return Err(anyhow!("cargo-fuzz is missing. Install it with: {INSTALL}"));
    }
    let mut sound = true;
    for (folder, target) in TARGETS {
        // Sanitizers are an unstable option of the compiler, which a stable one takes when it is asked so.
        let mut command = Command::new("cargo");
        command.current_dir(place::root().join(folder)).env("RUSTC_BOOTSTRAP", "1");
        command.args(["fuzz", "run", target, "--", &format!("-max_total_time={seconds}"), "-max_len=8192"]);
        let done = process::show(&mut command)?;
        println!("{folder} {target}: {}", if done.success { "nothing found" } else { "found something" });
        sound &= done.success;
    }
    Ok(sound)
}

fn seconds(arguments: &[String]) -> anyhow::Result<u32> {
    match arguments {
        [] => Ok(SECONDS),
        [name, value] if name == "--seconds" => Ok(value.parse()?),
        _ => Err(anyhow!("cargo xtask nightly [--seconds N]")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_of_the_list_is_there() {
        for (folder, target) in TARGETS {
            let file = place::root().join(folder).join("fuzz/fuzz_targets").join(format!("{target}.rs"));
            assert!(file.is_file(), "{}", file.display());
        }
    }

    #[test]
    fn the_time_can_be_bounded() {
        assert_eq!(seconds(&[]).ok(), Some(SECONDS));
        assert_eq!(seconds(&["--seconds".to_owned(), "30".to_owned()]).ok(), Some(30));
        assert!(seconds(&["--minutes".to_owned(), "1".to_owned()]).is_err());
    }
}
