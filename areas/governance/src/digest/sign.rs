//! The link that switches the digest off: it names the person and is signed, so that nobody makes one for somebody else, and
//! an old mail still can.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::values;
use sea_orm::{DbErr, FromQueryResult};
use sha2::{Digest, Sha256};

/// Octets of a block of SHA-256, and of what it gives.
const BLOCK: usize = 64;
const HASH: usize = 32;
/// Octets of a person's id.
const ID: usize = 16;

pub struct Key(Vec<u8>);

#[derive(FromQueryResult)]
struct Row {
    secret: Vec<u8>,
}

async fn stored(db: &impl Sql) -> Result<Option<Key>, DbError> {
    let row: Option<Row> = db.maybe("SELECT secret FROM digest_key WHERE id = 1", vec![]).await?;
    Ok(row.map(|row| Key(row.secret)))
}

/// The key of this installation, nothing before a first mail was signed.
pub async fn known(db: &impl Sql) -> Result<Option<Key>, DbError> {
    stored(db).await
}

/// The same, made where there is none.
pub async fn key(tx: &Tx) -> Result<Key, DbError> {
    let mut secret = [0_u8; HASH];
    getrandom::fill(&mut secret).map_err(|error| DbError::Broken(DbErr::Custom(format!("no randomness: {error}"))))?;
    tx.run("INSERT INTO digest_key (id, secret) VALUES (1, $1) ON CONFLICT (id) DO NOTHING", values![secret.to_vec()])
        .await?;
    stored(tx).await?.ok_or_else(|| DbError::Conflict("the key is gone".to_owned()))
}

impl Key {
    /// What makes a text recognisable as ours; `about` keeps the links of one kind from standing for those of another.
    pub fn seal(&self, about: &str, text: &[u8]) -> [u8; HASH] {
        hmac(&self.0, &[about.as_bytes(), text].concat())
    }
    pub fn token(&self, person: PersonId) -> String {
        let id = person.0.as_bytes();
        let mut bytes = id.to_vec();
        bytes.extend(hmac(&self.0, id));
        URL_SAFE_NO_PAD.encode(bytes)
    }
    /// Whose link this is; nobody's where the signature is not ours.
    pub fn person(&self, token: &str) -> Option<PersonId> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (id, signature) = bytes.split_at_checked(ID)?;
        let person = uuid::Uuid::from_slice(id).ok()?;
        same(&hmac(&self.0, id), signature).then_some(PersonId(person))
    }
    #[cfg(test)]
    pub fn of(octet: u8) -> Self {
        Self(vec![octet; HASH])
    }
}

/// Whether both are the same. Every octet is looked at, so that the time tells nothing.
pub fn same(expected: &[u8], given: &[u8]) -> bool {
    let differs = expected.iter().zip(given).fold(0, |differs, (a, b)| differs | (a ^ b));
    expected.len() == given.len() && differs == 0
}

/// HMAC with SHA-256 (RFC 2104).
fn hmac(key: &[u8], text: &[u8]) -> [u8; HASH] {
    let mut block = [0_u8; BLOCK];
    if key.len() > BLOCK {
        block[..HASH].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sha256::new().chain_update(block.map(|octet| octet ^ 0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(block.map(|octet| octet ^ 0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_one_of_rfc_4231() {
        // Test cases 1, 2 and 6.
        let cases: [(&[u8], &[u8], &str); 3] = [
            (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (key, text, expected) in cases {
            assert_eq!(hex::encode(hmac(key, text)), expected);
        }
    }

    #[test]
    fn a_link_names_its_person_and_nobody_else() {
        let key = Key(vec![7; 32]);
        let (one, other) = (PersonId::new(), PersonId::new());
        let token = key.token(one);
        assert_eq!(key.person(&token), Some(one));
        assert_eq!(Key(vec![8; 32]).person(&token), None, "another installation signs otherwise");
        let mut bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        bytes[..ID].copy_from_slice(other.0.as_bytes());
        assert_eq!(key.person(&URL_SAFE_NO_PAD.encode(&bytes)), None);
        assert_eq!(key.person(&URL_SAFE_NO_PAD.encode(&bytes[..20])), None);
        assert_eq!(key.person("?"), None);
    }
}
