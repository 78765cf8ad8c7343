//! The link of someone who is asked: it names its organisation and its check, holds 192 random bits, and is signed. So a link
//! that was not given out here, one that was used and one that comes late are told apart, and nothing has to be kept of those
//! that were used. Nothing in it comes from the person: whoever holds the database and the key can't make anybody's link again.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_evidence::secret::{self, Token};
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use sea_orm::DbErr;

use super::CheckId;
use crate::digest::sign::{Key, same};

const ID: usize = 16;
const RANDOM: usize = 24;
const SEAL: usize = 16;
/// What is signed, and what is signed with it.
const SIGNED: usize = ID + ID + RANDOM;
const BYTES: usize = SIGNED + SEAL;
const ABOUT: &str = "health.check";

/// As many links as people are asked.
pub fn fresh(key: &Key, tenant: OrganisationId, check: CheckId, count: usize) -> Result<Vec<Token>, DbError> {
    let mut random = vec![0_u8; RANDOM * count];
    getrandom::fill(&mut random).map_err(|error| DbError::Broken(DbErr::Custom(format!("no randomness: {error}"))))?;
    let of = |secret: &[u8]| {
        let mut bytes = [tenant.0.as_bytes().as_slice(), check.0.as_bytes(), secret].concat();
        bytes.extend(&key.seal(ABOUT, &bytes)[..SEAL]);
        let text = URL_SAFE_NO_PAD.encode(bytes);
        Token { hash: secret::hash_of(&text), text }
    };
    Ok(random.chunks_exact(RANDOM).map(of).collect())
}

/// Whose check a link is about, if it was given out here.
pub fn read(key: &Key, text: &str) -> Option<(OrganisationId, CheckId)> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == BYTES)?;
    let (signed, seal) = bytes.split_at(SIGNED);
    let id = |at: usize| uuid::Uuid::from_slice(&signed[at..at + ID]).ok();
    let named = (OrganisationId(id(0)?), CheckId(id(ID)?));
    same(&key.seal(ABOUT, signed)[..SEAL], seal).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_ours_as_it_was_given_and_in_no_other_form() {
        let (tenant, check, key) = (OrganisationId::new(), CheckId::new(), Key::of(7));
        let links = fresh(&key, tenant, check, 2).unwrap();
        assert_ne!(links[0].text, links[1].text);
        assert_eq!(read(&key, &links[0].text), Some((tenant, check)));
        assert_eq!(read(&Key::of(8), &links[0].text), None, "another installation signs otherwise");
        for place in 0..BYTES {
            let mut bytes = URL_SAFE_NO_PAD.decode(&links[0].text).unwrap();
            bytes[place] ^= 1;
            assert_eq!(read(&key, &URL_SAFE_NO_PAD.encode(bytes)), None, "changed at {place}");
        }
        for cut in ["", "?", &links[0].text[..80], &format!("{}AAAA", links[0].text)] {
            assert_eq!(read(&key, cut), None, "{cut}");
        }
    }
}
