//! Programs of the machine: found, else installed where that is allowed, else named with the command that installs them.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::anyhow;

/// The program with one of these names in the search path.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// What `look` finds, at once or after installing Debian's `packages`.
pub fn find_or_install<T>(what: &str, packages: &[&str], look: impl Fn() -> Option<T>) -> anyhow::Result<T> {
    if let Some(found) = look() {
        return Ok(found);
    }
    println!("{what} is not on this machine.");
    if installed(packages)
        && let Some(found) = look()
    {
        return Ok(found);
    }
    Err(missing(what, packages))
}

fn missing(what: &str, packages: &[&str]) -> anyhow::Error {
    anyhow!("{what} is missing. Install it with: sudo apt-get install -y {}", packages.join(" "))
}

pub fn i_am_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| {
        let id = Command::new("id").arg("-u").stderr(Stdio::null()).output();
        id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
    })
}

/// Installs as root, or as someone whom `sudo` asks for no password.
fn installed(packages: &[&str]) -> bool {
    let Some(apt) = find(&["apt-get"]) else {
        return false;
    };
    let start = |arguments: &[&str]| {
        let mut command = if i_am_root() {
            Command::new(&apt)
        } else {
            let mut sudo = Command::new("sudo");
            sudo.arg("-n").arg(&apt);
            sudo
        };
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        println!("$ {}", crate::process::describe(&command));
        command.stdin(Stdio::null()).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    let install: Vec<&str> = ["install", "-y", "--no-install-recommends"].iter().chain(packages).copied().collect();
    start(&install) || (start(&["update"]) && start(&install))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_tool_is_named_with_the_command_that_installs_it() {
        let error = missing("Abacus", &["abacus", "beads"]);
        assert_eq!(error.to_string(), "Abacus is missing. Install it with: sudo apt-get install -y abacus beads");
    }

    #[test]
    fn a_program_of_the_machine_is_found_under_any_of_its_names() {
        let found = find_or_install("a shell", &[], || find(&["no-such-shell", "sh"]));
        assert!(found.is_ok_and(|path| path.ends_with("sh")));
    }
}
