//! An archive that someone hands in, looked at before a word of it is believed: every file is named in the manifest, has a
//! name that stays where it is put, the size that was said and the hash that was said. Sizes are counted while they are read,
//! so that what grows without end is left before it fills anything.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::disk::Disk;
use super::manifest::{FORM, FileIn, Manifest, NAME};

/// A manifest is short; so is a list of files.
const MOST_MANIFEST: u64 = 16 * 1024 * 1024;
const MOST_FILES: usize = 200_000;
/// The list that a ZIP has at its end is read whole: so much may be read before the manifest is known.
const MOST_LIST: u64 = 64 * 1024 * 1024;
/// What becomes one value of the database is held whole. Nothing larger is ever handed in.
pub(super) const MOST_VALUE: u64 = 64 * 1024 * 1024;
/// What all files together may hold, in bytes, unless whoever imports allows more.
pub const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Why an archive is not taken in. Nothing of it is written then.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("this is no ZIP archive, or it is damaged or cut off: {0}")]
    NoArchive(String),
    #[error("there is no {NAME} in it, so it is no exit archive")]
    NoManifest,
    #[error("the manifest does not read: {0}")]
    Manifest(String),
    #[error("the form of the archive is {0:?}; this version reads {FORM:?}")]
    Form(String),
    #[error("it was written by a later version: this one does not know the step {0} of the schema")]
    Later(String),
    #[error("a file is named {0:?}, which no archive of ours does")]
    Name(String),
    #[error("{0} is there twice, or is not in the manifest")]
    Unlisted(String),
    #[error("{0} is in the manifest and not in the archive")]
    Missing(String),
    #[error("{name} is larger than the {said} bytes that the manifest says")]
    Larger { name: String, said: u64 },
    #[error("{0} was altered: its content is not what the manifest says")]
    Altered(String),
    #[error("{name} holds {bytes} bytes, more than the {MOST_VALUE} that one file or row can have here")]
    TooLarge { name: String, bytes: u64 },
    #[error("it holds {0} bytes, more than the {1} that are allowed here")]
    TooMuch(u64, u64),
    #[error("the table {0} does not belong into an archive of this side, or not with these columns")]
    Table(String),
    #[error("{file}, line {line}: {what}")]
    Row { file: String, line: u64, what: String },
    #[error("{file} holds {found} rows, the manifest says {said}")]
    Rows { file: String, said: u64, found: u64 },
    #[error("the history in it does not hold: {0}")]
    History(String),
    #[error("what was signed is not what is in it: {}", .0.join("; "))]
    Signed(Vec<String>),
    #[error("nothing in it has the fingerprint {0}: it is another archive, or one that was made up")]
    Expected(String),
    #[error("there is something in this database already; an archive is taken into an empty one")]
    NotEmpty,
    #[error("there are documents in it, and no key to seal them with: {0}")]
    NoKey(String),
    #[error("what is in it does not fit together: {0}")]
    Unfit(String),
    #[error("the disk: {0}")]
    Disk(#[from] std::io::Error),
}

impl From<lustrum_kernel::db::DbError> for Refused {
    fn from(error: lustrum_kernel::db::DbError) -> Self {
        Self::Unfit(error.to_string())
    }
}

/// An archive whose files are what its manifest says.
pub struct Unpacked {
    zip: ZipArchive<Disk>,
    pub manifest: Arc<Manifest>,
    /// How large each file is, as was said and checked.
    sizes: Arc<HashMap<String, u64>>,
}

impl std::fmt::Debug for Unpacked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unpacked({} files)", self.manifest.files.len())
    }
}

impl Unpacked {
    /// Opens an archive and checks every file in it.
    pub fn open(path: &Path, most: u64) -> Result<Self, Refused> {
        let damaged = |error: zip::result::ZipError| Refused::NoArchive(error.to_string());
        let disk = Disk::open(path, MOST_LIST)?;
        let mut zip = ZipArchive::new(disk.clone()).map_err(damaged)?;
        disk.without_end();
        if zip.len() > MOST_FILES {
            return Err(Refused::NoArchive(format!("{} files", zip.len())));
        }
        let manifest = manifest_of(&mut zip)?;
        let listed = listed(&manifest, most)?;
        let mut seen = 0;
        for place in 0..zip.len() {
            let mut entry = zip.by_index(place).map_err(damaged)?;
            let name = String::from_utf8(entry.name_raw().to_vec())
                .map_err(|error| Refused::Name(String::from_utf8_lossy(error.as_bytes()).into_owned()))?;
            if name == NAME {
                continue;
            }
            if !is_sound(&name) || !entry.is_file() {
                return Err(Refused::Name(name));
            }
            let said = listed.get(name.as_str()).ok_or_else(|| Refused::Unlisted(name.clone()))?;
            seen += 1;
            check(&mut entry, said)?;
        }
        if seen < listed.len() {
            let missing = listed.keys().find(|name| zip.index_for_name(name).is_none());
            return Err(Refused::Missing(missing.map_or_else(String::new, |name| (*name).to_owned())));
        }
        let sizes = listed.values().map(|file| (file.name.clone(), file.bytes)).collect();
        Ok(Self { zip, manifest: Arc::new(manifest), sizes: Arc::new(sizes) })
    }

    /// The same archive with a place of its own, so that two files of it are read at once.
    pub fn again(&self) -> Self {
        Self { zip: self.zip.clone(), manifest: self.manifest.clone(), sizes: self.sizes.clone() }
    }

    /// Reads a file that was checked, from its beginning.
    pub fn file(&mut self, name: &str) -> Result<impl Read, Refused> {
        self.zip.by_name(name).map_err(|_| Refused::Missing(name.to_owned()))
    }

    /// A whole file that becomes one value, of which the manifest said how large it is.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Refused> {
        let said = self.sizes.get(name).copied().unwrap_or_default();
        if said > MOST_VALUE {
            return Err(Refused::TooLarge { name: name.to_owned(), bytes: said });
        }
        let mut bytes = Vec::new();
        self.file(name)?.take(said).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

fn manifest_of(zip: &mut ZipArchive<Disk>) -> Result<Manifest, Refused> {
    let entry = zip.by_name(NAME).map_err(|_| Refused::NoManifest)?;
    let mut text = Vec::new();
    let read = entry.take(MOST_MANIFEST + 1).read_to_end(&mut text);
    read.map_err(|error| Refused::NoArchive(error.to_string()))?;
    if text.len() as u64 > MOST_MANIFEST {
        return Err(Refused::Larger { name: NAME.to_owned(), said: MOST_MANIFEST });
    }
    #[derive(serde::Deserialize)]
    struct Form {
        form: String,
    }
    let unread = |error: serde_json::Error| Refused::Manifest(error.to_string());
    // The form first: another one may have another shape.
    let form: Form = serde_json::from_slice(&text).map_err(unread)?;
    if form.form != FORM {
        return Err(Refused::Form(form.form));
    }
    serde_json::from_slice(&text).map_err(unread)
}

fn listed(manifest: &Manifest, most: u64) -> Result<BTreeMap<&str, &FileIn>, Refused> {
    let mut listed = BTreeMap::new();
    let mut total = 0_u64;
    for file in &manifest.files {
        if !is_sound(&file.name) {
            return Err(Refused::Name(file.name.clone()));
        }
        total = total.saturating_add(file.bytes);
        if listed.insert(file.name.as_str(), file).is_some() {
            return Err(Refused::Unlisted(file.name.clone()));
        }
    }
    if total > most {
        return Err(Refused::TooMuch(total, most));
    }
    Ok(listed)
}

/// A name below the archive's own folder, of characters that mean nothing to any system.
fn is_sound(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 200
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
        && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

fn check(entry: &mut impl Read, said: &FileIn) -> Result<(), Refused> {
    let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
    let mut part = vec![0_u8; 64 * 1024];
    loop {
        // What is wrong inside the archive shows here: a checksum, a stream that ends too early.
        let read = entry.read(&mut part).map_err(|error| Refused::NoArchive(error.to_string()))?;
        if read == 0 {
            break;
        }
        bytes += read as u64;
        if bytes > said.bytes {
            return Err(Refused::Larger { name: said.name.clone(), said: said.bytes });
        }
        hash.update(&part[..read]);
    }
    if bytes != said.bytes || hex::encode(hash.finalize()) != said.sha256 {
        return Err(Refused::Altered(said.name.clone()));
    }
    Ok(())
}
