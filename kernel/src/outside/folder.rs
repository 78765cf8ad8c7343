//! A file of a folder that an operator allows. No link is followed, so that nothing inside the folder can lead out of it.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Unreached, is_sound};

/// A file that changed less than so long ago may still be written.
const SETTLED: Duration = Duration::from_secs(5);

pub async fn read(folder: PathBuf, path: String, most: usize) -> Result<Vec<u8>, Unreached> {
    let read = tokio::task::spawn_blocking(move || read_now(&folder, &path, most));
    read.await.map_err(|error| Unreached::Broken(error.to_string()))?
}

fn read_now(folder: &Path, path: &str, most: usize) -> Result<Vec<u8>, Unreached> {
    if !is_sound(path) {
        return Err(Unreached::BadPath);
    }
    let mut at = folder.canonicalize().map_err(broken)?;
    let mut seen = None;
    for part in path.split('/') {
        at.push(part);
        let about = fs::symlink_metadata(&at).map_err(broken)?;
        if about.is_symlink() {
            return Err(Unreached::BadPath);
        }
        seen = Some(about);
    }
    let seen = seen.filter(Metadata::is_file).ok_or(Unreached::BadPath)?;
    let file = File::open(&at).map_err(broken)?;
    let before = file.metadata().map_err(broken)?;
    // Whoever put a link in its place since then is not followed either.
    if !same_file(&seen, &before) {
        return Err(Unreached::StillWritten);
    }
    if before.len() > most as u64 {
        return Err(Unreached::TooLarge(most / 1024 / 1024));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or_default());
    (&file).take(most as u64 + 1).read_to_end(&mut bytes).map_err(broken)?;
    let after = file.metadata().map_err(broken)?;
    let unchanged =
        before.len() == after.len() && after.len() == bytes.len() as u64 && changed(&before) == changed(&after);
    if !unchanged || is_fresh(&after) {
        return Err(Unreached::StillWritten);
    }
    Ok(bytes)
}

fn changed(about: &Metadata) -> Option<SystemTime> {
    about.modified().ok()
}

/// A time of change that lies ahead (the clock was set back) tells nothing; length and time that stay the same do.
fn is_fresh(about: &Metadata) -> bool {
    let age = changed(about).and_then(|changed| SystemTime::now().duration_since(changed).ok());
    age.is_some_and(|age| age < SETTLED)
}

#[cfg(unix)]
fn same_file(seen: &Metadata, opened: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (seen.dev(), seen.ino()) == (opened.dev(), opened.ino())
}
#[cfg(not(unix))]
fn same_file(seen: &Metadata, opened: &Metadata) -> bool {
    seen.len() == opened.len() && changed(seen) == changed(opened)
}

fn broken(error: std::io::Error) -> Unreached {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unreached::NotFound,
        _ => Unreached::Broken(error.kind().to_string()),
    }
}
