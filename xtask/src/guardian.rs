//! A shell that waits for us to end, however we end, and then tidies up. Its standard input is a pipe that only we
//! hold: Ctrl-C, a failure and `kill -9` all close it, so nothing is left running and no folder is left behind.

use std::process::{Child, Command, Stdio};

use anyhow::Context;

pub struct Guardian(Child);

impl Guardian {
    /// Runs `script` with `arguments` as `$1`, `$2`, ... when this value is dropped or this process is gone.
    pub fn at_the_end(script: &str, arguments: &[&str]) -> anyhow::Result<Self> {
        let script = format!("trap '' INT TERM HUP; cat >/dev/null; {script}");
        let child = Command::new("sh")
            .args(["-c", &script, "guardian"])
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("could not start sh")?;
        Ok(Self(child))
    }
}

impl Drop for Guardian {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _done = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_guards_is_gone_after_it() {
        let folder = crate::place::temporary("guardian").unwrap();
        let guardian = Guardian::at_the_end("rm -rf \"$1\"", &[&folder.display().to_string()]).unwrap();
        assert!(folder.exists());
        drop(guardian);
        assert!(!folder.exists());
    }
}
