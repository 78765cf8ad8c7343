//! The tokens of candidates' links: the organisation's id, so that its rows are found without a list of all tokens, and 192
//! random bits, of which the hash alone is stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::uuid::Uuid;
use sha2::{Digest, Sha256};

const RANDOM: usize = 24;

/// The text of a link and the hash that is stored of it.
pub struct Token {
    pub text: String,
    pub hash: Vec<u8>,
}

pub fn token(tenant: OrganisationId) -> Result<Token, DbError> {
    let mut random = [0_u8; RANDOM];
    getrandom::fill(&mut random).map_err(|e| DbError::Broken(sea_orm::DbErr::Custom(format!("no randomness: {e}"))))?;
    let text = URL_SAFE_NO_PAD.encode([tenant.0.as_bytes().as_slice(), &random].concat());
    let hash = hash_of(&text);
    Ok(Token { text, hash })
}

/// Whose token this is, if it has the shape of one.
pub fn tenant_of(text: &str) -> Option<OrganisationId> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == RANDOM + 16)?;
    Uuid::from_slice(&bytes[..16]).ok().map(OrganisationId)
}

pub fn hash_of(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}
