//! Randomness: ids that tell nothing of when they were made, and the tokens of invitations.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::uuid::{Builder, Uuid};
use sha2::{Digest, Sha256};

/// The organisation's id, so that its rows are found without a list of all tokens, and 192 random bits.
const BYTES: usize = 16 + 24;

/// Ids that sort in no order of time, unlike those of everything else.
pub fn shuffled(count: usize) -> Result<Vec<Uuid>, DbError> {
    let mut bytes = vec![0_u8; 16 * count];
    fill(&mut bytes)?;
    let mut ids: Vec<Uuid> = bytes
        .chunks_exact(16)
        .map(|chunk| Builder::from_random_bytes(chunk.try_into().expect("chunks have 16 bytes")).into_uuid())
        .collect();
    ids.sort_unstable();
    Ok(ids)
}

/// The text of a link and the hash that is stored of it.
pub struct Token {
    pub text: String,
    pub hash: Vec<u8>,
}

pub fn tokens(tenant: OrganisationId, count: usize) -> Result<Vec<Token>, DbError> {
    let mut random = vec![0_u8; (BYTES - 16) * count];
    fill(&mut random)?;
    let of = |secret: &[u8]| {
        let text = URL_SAFE_NO_PAD.encode([tenant.0.as_bytes().as_slice(), secret].concat());
        let hash = hash_of(&text);
        Token { text, hash }
    };
    Ok(random.chunks_exact(BYTES - 16).map(of).collect())
}

/// Whose token this is, if it has the shape of one.
pub fn tenant_of(text: &str) -> Option<OrganisationId> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == BYTES)?;
    Uuid::from_slice(&bytes[..16]).ok().map(OrganisationId)
}

pub fn hash_of(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

/// A token of the same shape that was never given out. Its last character carries two bits only, so that one in four
/// tokens would be left as they are by a change there.
#[cfg(test)]
pub fn forged(token: &str) -> String {
    let at = token.len() - 8;
    let other = if token[at..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &token[..at], &token[at + 1..])
}

fn fill(bytes: &mut [u8]) -> Result<(), DbError> {
    getrandom::fill(bytes).map_err(|e| DbError::Broken(sea_orm::DbErr::Custom(format!("no randomness: {e}"))))
}
