//! What lies outside: folders and web servers that an operator has named in the configuration. Nothing else is ever
//! reached, whatever a person types, and no credential is stored: a source names the environment variable that holds it.

mod address;
mod folder;
#[cfg(test)]
mod tests;
mod web;

use std::path::PathBuf;

use url::Url;

use crate::id::OrganisationId;
use crate::locale::Speaker;

pub use address::is_private;
pub use web::{Answered, Asked, Web};

/// A place that an operator allows to be reached, under the name by which people choose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub name: String,
    pub place: Place,
    /// Whose it is; nothing leaves it to every organisation of this installation.
    pub organisation: Option<OrganisationId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Folder(PathBuf),
    Web(Web),
}

/// Why nothing came from outside.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreached {
    #[error("no source of this name is allowed in the configuration")]
    NoSource,
    #[error("the path leads out of the source")]
    BadPath,
    #[error("there is nothing at this path")]
    NotFound,
    #[error("the other side answered {0}")]
    Answered(u16),
    #[error("it is larger than {0} MB")]
    TooLarge(usize),
    #[error("the address is a private one, which the configuration does not allow for this source")]
    Private,
    #[error("it leads on to another server, or in circles")]
    Redirected,
    #[error("the file is still being written")]
    StillWritten,
    #[error("the environment variable {0}, which holds the credential, is empty")]
    NoCredential(String),
    #[error("its certificate is not to be trusted ({})", .0.word())]
    Certificate(Untrusted),
    #[error("no answer in time")]
    TooSlow,
    #[error("{0}")]
    Broken(String),
}

/// What is wrong with the certificate of a server. Its message is `outside-certificate-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untrusted {
    /// Its time is over, or has not begun.
    Expired,
    /// It is for another name.
    Name,
    /// Nobody who is trusted here stands behind it.
    Issuer,
    Otherwise,
}

impl Untrusted {
    pub fn word(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Name => "name",
            Self::Issuer => "issuer",
            Self::Otherwise => "otherwise",
        }
    }
    fn key(self) -> &'static str {
        match self {
            Self::Expired => "outside-certificate-expired",
            Self::Name => "outside-certificate-name",
            Self::Issuer => "outside-certificate-issuer",
            Self::Otherwise => "outside-certificate-otherwise",
        }
    }
}

impl Unreached {
    /// The message's key.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoSource => "outside-no-source",
            Self::BadPath => "outside-bad-path",
            Self::NotFound => "outside-not-found",
            Self::Answered(_) => "outside-answered",
            Self::TooLarge(_) => "outside-too-large",
            Self::Private => "outside-private",
            Self::Redirected => "outside-redirected",
            Self::StillWritten => "outside-still-written",
            Self::NoCredential(_) => "outside-no-credential",
            Self::Certificate(why) => why.key(),
            Self::TooSlow => "outside-too-slow",
            Self::Broken(_) => "outside-broken",
        }
    }
    /// What its message needs.
    pub fn detail(&self) -> String {
        match self {
            Self::Answered(status) => status.to_string(),
            Self::TooLarge(most) => most.to_string(),
            Self::NoCredential(name) => name.clone(),
            Self::Broken(words) => words.clone(),
            _ => String::new(),
        }
    }
    pub fn words(&self, t: &Speaker) -> String {
        said(t, self.key(), &self.detail())
    }
    /// Whether it may be otherwise in a minute.
    pub fn passes(&self) -> bool {
        match self {
            Self::StillWritten | Self::TooSlow | Self::Broken(_) => true,
            Self::Answered(status) => *status == 429 || *status >= 500,
            _ => false,
        }
    }
}

/// The words for a key and a detail that were kept.
pub fn said(t: &Speaker, key: &str, detail: &str) -> String {
    t.say1(key, "detail", detail)
}

impl Source {
    /// A folder, by its absolute path.
    pub fn folder(name: &str, path: impl Into<PathBuf>) -> Result<Self, String> {
        let path = path.into();
        if !path.is_absolute() {
            return Err(format!("the folder of the source {name} has to be an absolute path"));
        }
        Ok(Self { name: name.to_owned(), place: Place::Folder(path), organisation: None })
    }
    /// A web server, by the beginning that all its addresses share. Without encryption only inside one's own network.
    pub fn web(name: &str, url: &str, private: bool) -> Result<Self, String> {
        let mut url: Url = url.parse().map_err(|e| format!("the address of the source {name}: {e}"))?;
        if url.scheme() != "https" && !(private && url.scheme() == "http") {
            return Err(format!("the address of the source {name} has to begin with https://"));
        }
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(format!("the address of the source {name} holds more than a beginning"));
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        let web = Web { url, authorization: None, private, certificate: None };
        Ok(Self { name: name.to_owned(), place: Place::Web(web), organisation: None })
    }
    /// Whether people of an organisation may use it.
    pub fn is_for(&self, organisation: OrganisationId) -> bool {
        self.organisation.is_none_or(|own| own == organisation)
    }
    pub fn is_web(&self) -> bool {
        matches!(self.place, Place::Web(_))
    }
}

/// The source of this name, where this organisation may use it.
pub fn find<'a>(sources: &'a [Source], name: &str, organisation: OrganisationId) -> Result<&'a Source, Unreached> {
    let known = sources.iter().find(|source| source.name == name && source.is_for(organisation));
    known.ok_or(Unreached::NoSource)
}

/// A file from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    pub bytes: Vec<u8>,
    /// By which the other side recognises what it gave (its entity tag, or the time of the last change).
    pub mark: String,
}

/// Fetches the file at a path within a source; nothing where the other side says that `mark` is still what it has.
pub async fn fetch(source: &Source, path: &str, mark: &str, most: usize) -> Result<Option<Fetched>, Unreached> {
    match &source.place {
        Place::Folder(folder) => {
            let bytes = folder::read(folder.clone(), path.to_owned(), most).await?;
            Ok(Some(Fetched { bytes, mark: String::new() }))
        }
        Place::Web(web) => web.fetch(path, mark, most).await,
    }
}

/// Whether a path stays where it begins: no way up, no other root, nothing that another system reads as one.
pub fn is_sound(path: &str) -> bool {
    !path.is_empty()
        && path.len() <= 400
        && !path.chars().any(|c| c.is_control() || c == '\\' || c == ':')
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
