//! Files written one after another into one ZIP on the disk, each with its size and its hash.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ArchiveError;
use super::manifest::FileIn;

pub struct Packing {
    zip: ZipWriter<BufWriter<File>>,
    files: Vec<FileIn>,
    hash: Sha256,
    bytes: u64,
}

impl Packing {
    pub fn begin(path: &Path) -> Result<Self, ArchiveError> {
        let zip = ZipWriter::new(BufWriter::new(File::create(path)?));
        Ok(Self { zip, files: Vec::new(), hash: Sha256::new(), bytes: 0 })
    }

    pub fn open(&mut self, name: &str) -> Result<(), ArchiveError> {
        // The same content gives the same bytes, whenever it is packed.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).large_file(true);
        self.zip.start_file(name, options)?;
        (self.hash, self.bytes) = (Sha256::new(), 0);
        Ok(())
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.zip.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    pub fn close(&mut self, name: String) {
        let hash = std::mem::replace(&mut self.hash, Sha256::new());
        self.files.push(FileIn { name, bytes: self.bytes, sha256: hex::encode(hash.finalize()) });
    }

    pub fn whole(&mut self, name: String, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.open(&name)?;
        self.write(bytes)?;
        self.close(name);
        Ok(())
    }

    pub fn files(&mut self) -> Vec<FileIn> {
        std::mem::take(&mut self.files)
    }

    /// Writes the manifest as the last file, and has everything on the disk.
    pub fn finish(mut self, manifest: &[u8]) -> Result<(), ArchiveError> {
        self.open(super::manifest::NAME)?;
        self.write(manifest)?;
        let file = self.zip.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        Ok(file.sync_all()?)
    }
}

/// The size and the SHA-256 of a file.
pub fn hash_of(path: &Path) -> std::io::Result<(u64, String)> {
    let (mut file, mut hash, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut part = vec![0_u8; 64 * 1024];
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            return Ok((bytes, hex::encode(hash.finalize())));
        }
        hash.update(&part[..read]);
        bytes += read as u64;
    }
}
