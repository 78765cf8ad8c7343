//! A file on the disk that is read at several places at once: each reader has a place of its own and one small buffer, and
//! none holds more of the file than that.

use std::fs::File;
use std::io::{Error, Read, Result, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

const BUFFER: usize = 64 * 1024;

/// A reader of the file.
#[derive(Clone, Debug)]
pub struct Disk {
    file: Arc<Mutex<File>>,
    length: u64,
    /// How much may still be read, by all readers together.
    left: Arc<AtomicU64>,
    place: u64,
    /// What was read last, and where it begins.
    buffer: Vec<u8>,
    from: u64,
}

impl Disk {
    /// Opens a file of which no more than `most` bytes are read until [`Disk::without_end`] is said.
    pub fn open(path: &Path, most: u64) -> Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self {
            file: Arc::new(Mutex::new(file)),
            length,
            left: Arc::new(AtomicU64::new(most)),
            place: 0,
            buffer: Vec::new(),
            from: 0,
        })
    }

    /// From now on as much may be read as there is.
    pub fn without_end(&self) {
        self.left.store(u64::MAX, Ordering::Relaxed);
    }

    fn fill(&mut self) -> Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.place))?;
        self.buffer.resize(BUFFER, 0);
        let read = file.read(&mut self.buffer)?;
        self.buffer.truncate(read);
        self.from = self.place;
        Ok(())
    }

    /// What of the buffer lies at the place.
    fn ahead(&self) -> &[u8] {
        let start = self.place.checked_sub(self.from).and_then(|past| usize::try_from(past).ok());
        start.and_then(|start| self.buffer.get(start..)).unwrap_or_default()
    }
}

impl Read for Disk {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.ahead().is_empty() {
            self.fill()?;
        }
        let size = self.ahead().len().min(into.len());
        into[..size].copy_from_slice(&self.ahead()[..size]);
        let counted = |left: u64| if left == u64::MAX { Some(left) } else { left.checked_sub(size as u64) };
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, counted).is_err() {
            return Err(Error::other("it lists more files than any archive of ours"));
        }
        self.place += size as u64;
        Ok(size)
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.place.checked_add_signed(by),
        };
        self.place = place.ok_or_else(|| Error::other("before the beginning"))?;
        Ok(self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_readers_of_a_file_keep_to_their_own_places() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let whole: Vec<u8> = (0..200_000_u32).map(|number| (number % 251) as u8).collect();
        std::fs::write(&path, &whole).unwrap();
        let mut one = Disk::open(&path, u64::MAX).unwrap();
        let mut other = one.clone();
        other.seek(SeekFrom::End(-10)).unwrap();
        let (mut start, mut end, mut rest) = ([0; 5], Vec::new(), Vec::new());
        one.read_exact(&mut start).unwrap();
        other.read_to_end(&mut end).unwrap();
        one.read_to_end(&mut rest).unwrap();
        assert_eq!((&start[..], &rest[..], &end[..]), (&whole[..5], &whole[5..], &whole[199_990..]));
        assert!(one.seek(SeekFrom::Current(-200_001)).is_err());
    }

    #[test]
    fn no_more_is_read_than_is_allowed_until_the_end_is_lifted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, vec![7; 100_000]).unwrap();
        let mut disk = Disk::open(&path, 80_000).unwrap();
        let mut bytes = Vec::new();
        assert!(disk.read_to_end(&mut bytes).is_err());
        assert!(bytes.len() <= 80_000);
        disk.without_end();
        disk.seek(SeekFrom::Start(0)).unwrap();
        bytes.clear();
        assert_eq!(disk.read_to_end(&mut bytes).unwrap(), 100_000);
    }
}
