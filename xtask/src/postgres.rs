//! A private PostgreSQL cluster for one run: in a temporary folder, on a free port of the loopback address. Tests need no
//! durability; what is measured has it.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::guardian::Guardian;
use crate::{place, process, tools};

pub struct Cluster {
    pub url: String,
    _guardian: Guardian,
}

/// What a commit of the cluster means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Commits {
    OnDisk,
    InMemory,
}

impl Cluster {
    /// For tests: nothing waits for the disk.
    pub fn start() -> anyhow::Result<Self> {
        Self::with(Commits::InMemory)
    }

    /// For measurements: as it is installed, every commit on disk.
    pub fn durable() -> anyhow::Result<Self> {
        Self::with(Commits::OnDisk)
    }

    fn with(commits: Commits) -> anyhow::Result<Self> {
        let programs = tools::find_or_install("PostgreSQL", &["postgresql"], programs)?;
        let folder = place::temporary("postgres")?;
        let data = folder.join("data");
        if tools::i_am_root() {
            process::quiet(Command::new("chown").arg("postgres").arg(&folder))
                .context("PostgreSQL does not run as root and there is no user `postgres`")?;
        }
        let initdb = programs.join("initdb");
        let pg_ctl = programs.join("pg_ctl");
        let prefix = if tools::i_am_root() { "runuser -u postgres --" } else { "" };
        let guardian = Guardian::at_the_end(
            &format!("{prefix} \"$1\" -D \"$2\" -m immediate stop; rm -rf \"$3\""),
            &[&text(&pg_ctl), &text(&data), &text(&folder)],
        )?;
        process::quiet(as_ordinary_user(&initdb).arg("-D").arg(&data).args([
            "--username=lustrum",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]))?;
        let port = free_port()?;
        let disk = match commits {
            Commits::InMemory => {
                "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB"
            }
            Commits::OnDisk => "-c fsync=on -c synchronous_commit=on -c shared_buffers=512MB -c max_wal_size=4GB",
        };
        let settings = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='{}' -c max_connections=400 {disk}",
            folder.display()
        );
        let log = folder.join("log");
        process::quiet(
            as_ordinary_user(&pg_ctl)
                .arg("-D")
                .arg(&data)
                .arg("-l")
                .arg(&log)
                .arg("-o")
                .arg(settings)
                .args(["-w", "-t", "60", "start"]),
        )
        .with_context(|| format!("PostgreSQL did not start: {}", std::fs::read_to_string(&log).unwrap_or_default()))?;
        Ok(Self { url: format!("postgres://lustrum@127.0.0.1:{port}/postgres?sslmode=disable"), _guardian: guardian })
    }
}

/// PostgreSQL refuses to run as root.
fn as_ordinary_user(program: &Path) -> Command {
    let mut command = if tools::i_am_root() {
        let mut command = Command::new("runuser");
        command.args([OsStr::new("-u"), OsStr::new("postgres"), OsStr::new("--"), program.as_os_str()]);
        command
    } else {
        Command::new(program)
    };
    // The other user need not be able to read the folder in which we were started.
    command.current_dir("/");
    command
}

/// The folder of the server's programs, the newest version where there are several.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| {
            entries
                .flatten()
                .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
                .filter(|(_, folder)| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
                .collect()
        })
        .unwrap_or_default();
    versions.sort();
    versions.pop().map(|(_, folder)| folder).or_else(|| {
        let initdb = tools::find(&["initdb"])?;
        initdb.parent().filter(|folder| folder.join("pg_ctl").is_file()).map(Path::to_owned)
    })
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
