//! Configuration: a file (`lustrum.toml`, or `--config`), over it the environment, over it the command line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use serde::Deserialize;

/// Where the data are; every command takes it.
#[derive(Args, Clone, Debug, Default)]
pub struct Place {
    /// The folder of the data; the database is `lustrum.db` in it
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// The database instead: `sqlite:FILE` or `postgres://...` (environment: LUSTRUM_DATABASE_URL)
    #[arg(long, value_name = "URL", global = true)]
    pub database_url: Option<String>,
    /// The configuration file
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
}

/// What the configuration file may hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub data: Option<PathBuf>,
    pub database_url: Option<String>,
    pub listen: Option<SocketAddr>,
    pub base_url: Option<String>,
    pub smtp_url: Option<String>,
    pub mail_from: Option<String>,
}

/// File and environment taken together.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub data: Option<PathBuf>,
    pub database_url: Option<String>,
    pub listen: Option<SocketAddr>,
    pub base_url: Option<String>,
    pub smtp_url: Option<String>,
    pub mail_from: Option<String>,
}

impl Settings {
    pub fn read(place: &Place) -> anyhow::Result<Self> {
        let file = read_file(place.config.as_deref())?;
        let listen = match variable("LUSTRUM_LISTEN") {
            Some(text) => Some(text.parse().with_context(|| format!("LUSTRUM_LISTEN: {text:?} is no address"))?),
            None => file.listen,
        };
        Ok(Self {
            data: place.data.clone().or_else(|| variable("LUSTRUM_DATA").map(PathBuf::from)).or(file.data),
            database_url: place.database_url.clone().or_else(|| variable("LUSTRUM_DATABASE_URL")).or(file.database_url),
            listen,
            base_url: variable("LUSTRUM_BASE_URL").or(file.base_url).map(|url| url.trim_end_matches('/').to_owned()),
            smtp_url: variable("LUSTRUM_SMTP_URL").or(file.smtp_url),
            mail_from: variable("LUSTRUM_MAIL_FROM").or(file.mail_from),
        })
    }

    /// The address of the database. `--data` on the command line goes before a URL of file or environment.
    pub fn database(&self, place: &Place, fallback: &Path) -> anyhow::Result<String> {
        let named = if place.data.is_some() { place.database_url.clone() } else { self.database_url.clone() };
        if let Some(url) = named {
            anyhow::ensure!(
                url.starts_with("sqlite:") || url.starts_with("postgres://") || url.starts_with("postgresql://"),
                "the database URL begins with sqlite: or postgres://"
            );
            return Ok(url);
        }
        let folder = self.data.clone().unwrap_or_else(|| fallback.to_owned());
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("the data folder {} can't be made", folder.display()))?;
        Ok(format!("sqlite:{}", folder.join("lustrum.db").display()))
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn read_file(named: Option<&Path>) -> anyhow::Result<File> {
    let path = match named {
        Some(path) => path,
        None if Path::new("lustrum.toml").exists() => Path::new("lustrum.toml"),
        None => return Ok(File::default()),
    };
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is no configuration", path.display()))
}
