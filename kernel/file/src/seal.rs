//! How files are sealed: each with a key of its own (AES-256-GCM), that key with the key of the installation, which
//! stands in a file and in no table. A copy of the database alone opens none of them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use sha2::{Digest, Sha256};

const KEY_LEN: usize = 32;

/// Why a document is not sealed or not opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("no key file is named for this installation")]
    NotNamed,
    #[error("the key of this installation is not at {0}")]
    Missing(PathBuf),
    #[error("{0} holds no key: 64 hexadecimal digits are expected")]
    Unsound(PathBuf),
    #[error("it was sealed with the key {sealed}, and {known} is the key of this installation")]
    OtherKey { sealed: String, known: String },
    #[error("the sealed bytes are not those that were stored")]
    Damaged,
    #[error("the machine gives no randomness")]
    NoRandomness,
}

impl SealError {
    /// The key of its message for whoever uses the room.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotNamed | Self::Missing(_) | Self::Unsound(_) | Self::NoRandomness => "refusal-sealed-no-key",
            Self::OtherKey { .. } => "refusal-sealed-other-key",
            Self::Damaged => "refusal-sealed-damaged",
        }
    }
}

/// The key of an installation.
pub struct InstallationKey([u8; KEY_LEN]);

/// A document as it is stored: its sealed bytes, its sealed key, and the mark of the key that opens it.
pub struct Sealed {
    pub bytes: Vec<u8>,
    pub key: Vec<u8>,
    pub mark: String,
}

impl InstallationKey {
    pub fn read(file: Option<&Path>) -> Result<Self, SealError> {
        let file = file.ok_or(SealError::NotNamed)?;
        let text = std::fs::read_to_string(file).map_err(|_| SealError::Missing(file.to_owned()))?;
        let bytes = hex::decode(text.trim()).ok().and_then(|bytes| <[u8; KEY_LEN]>::try_from(bytes).ok());
        bytes.map(Self).ok_or_else(|| SealError::Unsound(file.to_owned()))
    }

    /// Tells one key from another and nothing of either.
    pub fn mark(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(b"lustrum installation key");
        digest.update(self.0);
        hex::encode(&digest.finalize()[..8])
    }

    /// Seals a document; `about` says which one it is, so that no other can be put in its place.
    pub fn seal(&self, about: &str, bytes: Vec<u8>) -> Result<Sealed, SealError> {
        let mut own = vec![0_u8; KEY_LEN];
        SystemRandom::new().fill(&mut own).map_err(|_| SealError::NoRandomness)?;
        let bytes = seal_with(&own, &format!("content {about}"), bytes)?;
        let key = seal_with(&self.0, &format!("key {about}"), own)?;
        Ok(Sealed { bytes, key, mark: self.mark() })
    }

    pub fn open(&self, about: &str, sealed: Sealed) -> Result<Vec<u8>, SealError> {
        let known = self.mark();
        if known != sealed.mark {
            return Err(SealError::OtherKey { sealed: sealed.mark, known });
        }
        let own = open_with(&self.0, &format!("key {about}"), sealed.key)?;
        open_with(&own, &format!("content {about}"), sealed.bytes)
    }
}

fn cipher(key: &[u8]) -> Result<LessSafeKey, SealError> {
    UnboundKey::new(&AES_256_GCM, key).map(LessSafeKey::new).map_err(|_| SealError::Damaged)
}

/// The nonce, then the sealed bytes with their tag.
fn seal_with(key: &[u8], about: &str, mut bytes: Vec<u8>) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0_u8; NONCE_LEN];
    SystemRandom::new().fill(&mut nonce).map_err(|_| SealError::NoRandomness)?;
    let unique = Nonce::assume_unique_for_key(nonce);
    let aad = Aad::from(about.as_bytes());
    cipher(key)?.seal_in_place_append_tag(unique, aad, &mut bytes).map_err(|_| SealError::Damaged)?;
    let mut sealed = nonce.to_vec();
    sealed.append(&mut bytes);
    Ok(sealed)
}

fn open_with(key: &[u8], about: &str, mut sealed: Vec<u8>) -> Result<Vec<u8>, SealError> {
    if sealed.len() < NONCE_LEN {
        return Err(SealError::Damaged);
    }
    let mut bytes = sealed.split_off(NONCE_LEN);
    let nonce = Nonce::try_assume_unique_for_key(&sealed).map_err(|_| SealError::Damaged)?;
    let aad = Aad::from(about.as_bytes());
    let open = cipher(key)?.open_in_place(nonce, aad, &mut bytes).map_err(|_| SealError::Damaged)?.len();
    bytes.truncate(open);
    Ok(bytes)
}

/// Writes a key into a file that only its owner may read; never over one that is there.
pub fn write_key(file: &Path, hexadecimal: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(file)?;
    writeln!(written, "{}", hexadecimal.trim())?;
    written.sync_all()
}

/// Makes the key of a new installation.
pub fn make_key(file: &Path) -> std::io::Result<()> {
    let mut key = [0_u8; KEY_LEN];
    SystemRandom::new().fill(&mut key).map_err(|_| std::io::Error::other("the machine gives no randomness"))?;
    write_key(file, &hex::encode(key))
}

/// Whether others on this machine can read the key.
#[cfg(unix)]
pub fn open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|known| known.permissions().mode() & 0o077 != 0)
}
#[cfg(not(unix))]
pub fn open_to_others(_file: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_sealed_opens_to_the_same_bytes_and_to_nothing_once_one_bit_is_another(
            bytes in proptest::collection::vec(any::<u8>(), 0..300), place in any::<prop::sample::Index>(), bit in 0_u8..8,
        ) {
            let key = InstallationKey([7; KEY_LEN]);
            let open = |sealed: Sealed| key.open("document 1", sealed);
            let sealed = key.seal("document 1", bytes.clone()).unwrap();
            let copy = |sealed: &Sealed| Sealed { bytes: sealed.bytes.clone(), key: sealed.key.clone(), mark: sealed.mark.clone() };
            prop_assert_eq!(open(copy(&sealed)).unwrap(), bytes);
            let mut content = copy(&sealed);
            let at = place.index(content.bytes.len());
            content.bytes[at] ^= 1 << bit;
            prop_assert!(matches!(open(content), Err(SealError::Damaged)));
            let mut wrapped = copy(&sealed);
            let at = place.index(wrapped.key.len());
            wrapped.key[at] ^= 1 << bit;
            prop_assert!(matches!(open(wrapped), Err(SealError::Damaged)));
            let mut short = copy(&sealed);
            short.bytes.truncate(place.index(sealed.bytes.len()));
            prop_assert!(matches!(open(short), Err(SealError::Damaged)));
        }
    }

    #[test]
    fn a_document_can_not_be_put_in_the_place_of_another() {
        let key = InstallationKey([7; KEY_LEN]);
        let sealed = key.seal("document 1", b"secret".to_vec()).unwrap();
        assert!(!sealed.bytes.windows(6).any(|part| part == b"secret"));
        assert!(matches!(key.open("document 2", sealed), Err(SealError::Damaged)));
    }

    #[test]
    fn another_key_is_named_by_its_mark() {
        let sealed = InstallationKey([7; KEY_LEN]).seal("document 1", b"secret".to_vec()).unwrap();
        let other = InstallationKey([8; KEY_LEN]);
        assert!(matches!(other.open("document 1", sealed), Err(SealError::OtherKey { .. })));
    }

    #[test]
    fn a_key_is_made_once_for_its_owner_alone_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lustrum.key");
        assert!(matches!(InstallationKey::read(Some(&file)), Err(SealError::Missing(_))));
        make_key(&file).unwrap();
        let mark = InstallationKey::read(Some(&file)).unwrap().mark();
        assert!(make_key(&file).is_err(), "a key is never written over");
        assert_eq!(InstallationKey::read(Some(&file)).unwrap().mark(), mark);
        #[cfg(unix)]
        assert!(!open_to_others(&file));
        std::fs::write(&file, "not a key").unwrap();
        assert!(matches!(InstallationKey::read(Some(&file)), Err(SealError::Unsound(_))));
        assert!(matches!(InstallationKey::read(None), Err(SealError::NotNamed)));
    }
}
