//! Running other programs: their output is shown as it comes and kept for counting.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::Context;

pub struct Finished {
    pub success: bool,
    /// Standard output and standard error, by line, in the order in which they came.
    pub output: String,
}

/// Runs to the end, showing and keeping what it writes.
pub fn show(command: &mut Command) -> anyhow::Result<Finished> {
    let words = describe(command);
    println!("\n$ {words}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{words}`"))?;
    let kept = Arc::new(Mutex::new(String::new()));
    let out = child.stdout.take().map(|stream| copy(stream, Arc::clone(&kept)));
    let err = child.stderr.take().map(|stream| copy(stream, Arc::clone(&kept)));
    let status = child.wait()?;
    for reader in [out, err].into_iter().flatten() {
        reader.join().map_err(|_| anyhow::anyhow!("the output of `{words}` could not be read"))?;
    }
    let output = kept.lock().map_err(|_| anyhow::anyhow!("the output of `{words}` could not be kept"))?.clone();
    Ok(Finished { success: status.success(), output })
}

/// Runs quietly; what it wrote is shown only if it failed.
pub fn quiet(command: &mut Command) -> anyhow::Result<String> {
    let words = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("could not start `{words}`"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        anyhow::bail!("`{words}` failed:\n{text}{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(text)
}

pub fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

fn copy(stream: impl Read + Send + 'static, kept: Arc<Mutex<String>>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut lines = BufReader::new(stream);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line);
            // A closed terminal must not end the run that is being counted.
            let _shown = std::io::stdout().write_all(text.as_bytes());
            if let Ok(mut kept) = kept.lock() {
                kept.push_str(&text);
            }
            line.clear();
        }
    })
}
