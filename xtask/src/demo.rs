//! The running demo, seen from outside: started on a folder, its first line read, ended when it is no longer needed.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::guardian::Guardian;
use crate::http::{self, Connection, Headers};

pub struct Demo {
    pub url: String,
    /// What the first line said: `url`, `partnership`, `period`, `roles` and, where it gives one, `token`.
    pub said: Value,
    /// From the start of the process until it answered that it was ready.
    pub ready_after: Duration,
    child: Child,
    guardian: Option<Guardian>,
}

impl Demo {
    pub fn start(binary: &Path, data: &Path) -> anyhow::Result<Self> {
        Self::at(binary, &["--data", &data.display().to_string()])
    }

    /// On a database of its own choice: `--data DIR` or `--database-url URL`.
    pub fn at(binary: &Path, place: &[&str]) -> anyhow::Result<Self> {
        let started = Instant::now();
        let mut child = Command::new(binary)
            .args(["demo", "--listen", "127.0.0.1:0", "--format", "json"])
            .args(place)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("could not start {}", binary.display()))?;
        let guardian = Guardian::at_the_end("kill -9 \"$1\"", &[&child.id().to_string()])?;
        let mut out = BufReader::new(child.stdout.take().context("the demo has no output")?);
        let err = child.stderr.take().context("the demo has no error output")?;
        let errors = std::thread::spawn(move || drain(err));
        let mut line = String::new();
        out.read_line(&mut line)?;
        let Ok(said) = serde_json::from_str::<Value>(&line) else {
            let _ended = child.kill();
            let _reaped = child.wait();
            bail!("the first line of the demo is not JSON: {line:?}\n{}", errors.join().unwrap_or_default());
        };
        std::thread::spawn(move || drain(out));
        let url = said["url"].as_str().context("the first line of the demo has no `url`")?;
        let url = url.trim_end_matches('/').to_owned();
        let mut demo = Self { url, said, ready_after: Duration::ZERO, child, guardian: Some(guardian) };
        demo.wait_until_ready()?;
        demo.ready_after = started.elapsed();
        Ok(demo)
    }

    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let last = Instant::now() + Duration::from_secs(60);
        while Instant::now() < last {
            if let Ok(mut connection) = Connection::open(&self.url)
                && let Ok(answer) = connection.get("/readyz", &BTreeMap::new())
                && answer.status == 200
            {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the demo ended before it was ready: {status}");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        bail!("the demo was not ready within a minute")
    }

    /// The link that signs in as a role, once; the first where several organisations have it.
    fn link(&self, role: &str) -> anyhow::Result<&str> {
        let roles = self.said["roles"].as_array().context("the first line of the demo has no `roles`")?;
        let found = roles.iter().find(|entry| entry["role"] == role);
        found.and_then(|entry| entry["url"].as_str()).with_context(|| {
            let known: Vec<&str> = roles.iter().filter_map(|entry| entry["role"].as_str()).collect();
            format!("the demo has no role {role}; it has {}", known.join(", "))
        })
    }

    /// The token with which scripts may use the API of the demo.
    pub fn token(&self) -> anyhow::Result<&str> {
        self.said["token"].as_str().context("the first line of the demo has no `token` for the API")
    }

    /// The headers of a script that writes JSON with the token.
    pub fn token_headers(&self) -> anyhow::Result<Headers> {
        Ok(Headers::from([
            ("authorization".to_owned(), format!("Bearer {}", self.token()?)),
            ("content-type".to_owned(), "application/json".to_owned()),
        ]))
    }

    pub fn partnership(&self) -> &str {
        self.said["partnership"].as_str().unwrap_or_default()
    }

    /// Signs in through a role's link; the cookies of the session are the answer.
    pub fn sign_in(&self, role: &str) -> anyhow::Result<String> {
        let path = http::path_of(self.link(role)?);
        let answer = Connection::open(&self.url)?.get(&path, &BTreeMap::new())?;
        let cookies: Vec<&str> =
            answer.all("set-cookie").into_iter().filter_map(|cookie| cookie.split(';').next()).collect();
        if cookies.is_empty() {
            bail!("signing in as {role} gave status {} and no cookie", answer.status);
        }
        Ok(cookies.join("; "))
    }

    /// Memory that is really in use, in bytes.
    pub fn resident(&self) -> anyhow::Result<u64> {
        resident(&self.status_file())
    }

    /// Where the system tells of the process.
    pub fn status_file(&self) -> PathBuf {
        format!("/proc/{}/status", self.child.id()).into()
    }

    /// Processor seconds of the process so far, its own and the kernel's for it.
    pub fn processor(&self) -> anyhow::Result<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let after = text.rsplit(')').next().context("no state")?;
        let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<f64>().ok()).sum();
        Ok(ticks / 100.0)
    }

    /// The end without a warning, as when the power fails.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    pub fn has_died(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // The guardian ends the process; only after that can it be reaped.
        drop(self.guardian.take());
        let _reaped = self.child.wait();
    }
}

/// Memory in use, in bytes, as the system tells it.
pub fn resident(status: &Path) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(status)?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kilobytes * 1024)
}

fn drain(stream: impl Read) -> String {
    let mut kept = String::new();
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if kept.len() < 20_000 {
            kept.push_str(&line);
            kept.push('\n');
        }
    }
    kept
}
