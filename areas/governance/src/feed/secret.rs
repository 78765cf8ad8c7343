use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_kernel::db::DbError;
use sea_orm::DbErr;
use sha2::{Digest, Sha256};

/// 256 random bits.
pub fn fresh() -> Result<String, DbError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| DbError::Broken(DbErr::Custom(format!("no randomness: {error}"))))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

pub fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
