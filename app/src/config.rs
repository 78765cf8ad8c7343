//! Configuration: a file (`lustrum.toml`, or `--config`), over it the environment, over it the command line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::outside::{self, Source};
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
    /// The key that seals the documents of data rooms.
    pub key_file: Option<PathBuf>,
    /// The folders and servers that may be reached; nothing else ever is.
    #[serde(default)]
    pub sources: Vec<Named>,
}

/// A source as the file names it: `[[sources]]` with a name and either a folder or a url.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    name: String,
    folder: Option<PathBuf>,
    url: Option<String>,
    /// The environment variable with the value of the `Authorization` header.
    authorization: Option<String>,
    /// Whether the server may stand at a private address.
    #[serde(default)]
    private: bool,
    /// The certificate of an authority of one's own, as PEM.
    certificate: Option<PathBuf>,
    /// The one organisation that may use it; nothing leaves it to all.
    organisation: Option<OrganisationId>,
}

impl Named {
    fn source(self) -> anyhow::Result<Source> {
        let name = self.name.trim();
        anyhow::ensure!(!name.is_empty() && name.len() <= 80, "a source needs a name of at most 80 characters");
        let mut source = match (self.folder, self.url) {
            (Some(folder), None) => Source::folder(name, folder),
            (None, Some(url)) => Source::web(name, &url, self.private),
            _ => Err(format!("the source {name} needs either a folder or a url")),
        }
        .map_err(anyhow::Error::msg)?;
        if let outside::Place::Web(web) = &mut source.place {
            web.authorization = self.authorization;
            web.certificate = self.certificate;
        } else {
            anyhow::ensure!(self.authorization.is_none(), "the source {name} is a folder and takes no credential");
        }
        source.organisation = self.organisation;
        Ok(source)
    }
}

fn sources(named: Vec<Named>) -> anyhow::Result<Vec<Source>> {
    let sources = named.into_iter().map(Named::source).collect::<anyhow::Result<Vec<_>>>()?;
    for (place, source) in sources.iter().enumerate() {
        let twice = sources[..place].iter().any(|before| before.name == source.name);
        anyhow::ensure!(!twice, "two sources are named {}", source.name);
    }
    Ok(sources)
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
    pub key_file: Option<PathBuf>,
    pub sources: Vec<Source>,
}

/// The name of the key of an installation where nobody names another: beside its database.
const KEY_FILE: &str = "lustrum.key";

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
            key_file: variable("LUSTRUM_KEY_FILE").map(PathBuf::from).or(file.key_file),
            sources: sources(file.sources)?,
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

impl Settings {
    /// Where the key of this installation is: as named, else beside an SQLite database, else in the data folder. Several
    /// processes on PostgreSQL share one, so without a name or a folder there is none.
    pub fn key_file_for(&self, database: &str) -> Option<PathBuf> {
        let beside = || Path::new(database.strip_prefix("sqlite:")?).parent().map(|folder| folder.join(KEY_FILE));
        let in_folder = || self.data.as_ref().map(|folder| folder.join(KEY_FILE));
        self.key_file.clone().or_else(beside).or_else(in_folder)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_where_it_is_named_else_beside_the_database() {
        let usual = Settings::default();
        assert_eq!(usual.key_file_for("sqlite:/srv/data/lustrum.db"), Some(PathBuf::from("/srv/data/lustrum.key")));
        assert_eq!(usual.key_file_for("postgres://db/lustrum"), None);
        let folder = Settings { data: Some(PathBuf::from("/srv/data")), ..Settings::default() };
        assert_eq!(folder.key_file_for("postgres://db/lustrum"), Some(PathBuf::from("/srv/data/lustrum.key")));
        let named = Settings { key_file: Some(PathBuf::from("/etc/lustrum.key")), ..folder };
        assert_eq!(named.key_file_for("sqlite:/srv/data/lustrum.db"), Some(PathBuf::from("/etc/lustrum.key")));
    }

    fn read(text: &str) -> anyhow::Result<Vec<Source>> {
        sources(toml::from_str::<File>(text)?.sources)
    }

    #[test]
    fn sources_are_read_and_what_is_unsafe_or_unclear_is_refused() {
        let sound = "[[sources]]\nname = \"hr\"\nfolder = \"/srv/hr\"\n[[sources]]\nname = \"lake\"\n\
                     url = \"https://lake.example.org/kpi\"\nauthorization = \"LAKE_AUTHORIZATION\"\n";
        let known = read(sound).unwrap();
        assert_eq!(known.iter().map(|source| source.name.as_str()).collect::<Vec<_>>(), ["hr", "lake"]);
        for faulty in [
            "[[sources]]\nname = \"hr\"",
            "[[sources]]\nname = \"hr\"\nfolder = \"srv\"",
            "[[sources]]\nname = \"hr\"\nurl = \"http://hr.example.org\"",
            "[[sources]]\nname = \"hr\"\nfolder = \"/srv\"\npassword = \"in the clear\"",
            "[[sources]]\nname = \"hr\"\nfolder = \"/srv\"\n[[sources]]\nname = \"hr\"\nfolder = \"/var\"",
        ] {
            assert!(read(faulty).is_err(), "{faulty}");
        }
    }
}
