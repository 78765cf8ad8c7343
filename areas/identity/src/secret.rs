//! Secrets that are handed out once: 256 random bits, of which the database keeps the hash only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_kernel::db::DbError;
use sha2::{Digest, Sha256};

pub struct Secret {
    pub text: String,
    pub hash: Vec<u8>,
}

pub fn fresh() -> Result<Secret, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    let text = URL_SAFE_NO_PAD.encode(bytes);
    let hash = hash_of(&text);
    Ok(Secret { text, hash })
}

pub fn hash_of(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

/// The error of a store where the machine has no randomness to give.
pub fn none(error: getrandom::Error) -> DbError {
    DbError::Broken(sea_orm::DbErr::Custom(format!("no randomness: {error}")))
}
