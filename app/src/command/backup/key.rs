//! The key of the data rooms beside a backup: copied to a file of its own, put back with the database.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use lustrum_sharing::room::vault::{InstallationKey, write_key};

use crate::config::{Place, Settings};

/// `monday.lustrum` has its key in `monday.lustrum.key`.
fn beside(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
}

/// Copies the key of this installation, where it has one, to a file that only its owner may read.
pub fn back_up(place: &Place, out: &Path) -> anyhow::Result<Option<PathBuf>> {
    let settings = Settings::read(place)?;
    let url = settings.database(place, &super::super::usual_folder())?;
    let Some(key) = settings.key_file_for(&url).filter(|file| file.exists()) else { return Ok(None) };
    let copy = beside(out);
    ensure!(!copy.exists(), "{} exists already", copy.display());
    let text = std::fs::read_to_string(&key).with_context(|| format!("{} can't be read", key.display()))?;
    write_key(&copy, &text)?;
    Ok(Some(copy))
}

/// The key of a backup on its way back.
pub struct Restored {
    target: Option<PathBuf>,
    copy: PathBuf,
}

impl Restored {
    pub fn look(target: Option<PathBuf>, backup: &Path) -> Self {
        Self { target, copy: beside(backup) }
    }

    fn mark(file: &Path) -> Option<String> {
        InstallationKey::read(Some(file)).ok().map(|key| key.mark())
    }

    /// Whether another key is in the place where this one belongs.
    fn other_is_there(&self) -> bool {
        let Some(target) = self.target.as_ref().filter(|file| file.exists()) else { return false };
        self.copy.exists() && Self::mark(target) != Self::mark(&self.copy)
    }

    pub fn may_be_put(&self, replace: bool) -> anyhow::Result<()> {
        ensure!(
            replace || !self.other_is_there(),
            "another key of data rooms is there; say --replace, and it is kept under the name of .before"
        );
        if let Some(before) = self.before().filter(|_| self.other_is_there()) {
            ensure!(!before.exists(), "{} is there from before and would be lost: put it elsewhere", before.display());
        }
        Ok(())
    }

    fn before(&self) -> Option<PathBuf> {
        self.target.as_ref().map(|target| target.with_extension("key.before"))
    }

    /// Puts the key back, and says what is missing to open the documents.
    pub fn put(&self, needed: &[String]) -> anyhow::Result<Option<String>> {
        let Some(target) = &self.target else {
            return Ok((!needed.is_empty()).then(|| "name a key file (LUSTRUM_KEY_FILE) to open documents".to_owned()));
        };
        if self.copy.exists() {
            if let Some(before) = self.before().filter(|_| self.other_is_there()) {
                std::fs::rename(target, before)?;
            }
            if !target.exists() {
                write_key(target, &std::fs::read_to_string(&self.copy)?)?;
            }
        }
        let known = Self::mark(target);
        let missing = needed.iter().any(|mark| Some(mark) != known.as_ref());
        Ok(missing
            .then(|| format!("documents of data rooms stay closed until their key is put at {}", target.display())))
    }
}
