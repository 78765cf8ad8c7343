//! How another learning system comes in: a name and a secret of its own, with what it may do. Of the secret only the
//! hash is stored; it was shown once.

pub mod api;
pub mod gate;
pub mod pages;
pub mod scope;
pub mod store;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_kernel::Moment;
use lustrum_kernel::id::OrganisationId;
use lustrum_xapi::json::write_string;
use sha2::{Digest, Sha256};

pub use gate::{Gate, Passed, Turned};
pub use scope::{Scope, Scopes};

lustrum_kernel::id!(
    /// The user name of a credential.
    CredentialId
);

/// Requests in a minute that a credential may make where nothing else is said: far above what a learning system
/// sends, far below what stops others from being served.
pub const PER_MINUTE: i64 = 1_200_000;
pub const LONGEST_TITLE: usize = 120;

/// A credential as its page shows it.
#[derive(Clone, Debug)]
pub struct Credential {
    pub organisation: OrganisationId,
    pub id: CredentialId,
    /// Stands for it in the statements that it brought.
    pub number: i64,
    /// The system that holds it.
    pub title: String,
    pub scopes: Scopes,
    pub per_minute: i64,
    /// Who vouches for the statements that it brings, as JSON.
    pub authority: String,
    pub secret_hash: Vec<u8>,
    pub made_at: Moment,
    pub revoked_at: Option<Moment>,
    /// Statements that it brought.
    pub statements: i64,
    pub used_at: Option<Moment>,
}

impl Credential {
    /// Whether this is its secret; the time that the answer takes tells nothing.
    pub fn knows(&self, secret: &str) -> bool {
        let given = hash_of(secret);
        given.len() == self.secret_hash.len()
            && given.iter().zip(&self.secret_hash).fold(0_u8, |differs, (one, other)| differs | (one ^ other)) == 0
    }
}

/// A secret of 256 random bits: guessing it is hopeless, so a quick hash protects it.
pub fn fresh_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

pub fn hash_of(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// The agent behind a credential: an account of this installation.
pub fn authority(home: &str, id: CredentialId, title: &str) -> String {
    let mut out = String::from(r#"{"objectType":"Agent","name":"#);
    write_string(title, &mut out);
    out.push_str(r#","account":{"homePage":"#);
    write_string(home, &mut out);
    out.push_str(r#","name":"#);
    write_string(&id.to_string(), &mut out);
    out.push_str("}}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_is_an_agent_with_an_account_here() {
        let id: CredentialId = "0192f0c0-0000-7000-8000-000000000000".parse().unwrap();
        assert_eq!(
            authority("https://lustrum.example", id, "The \"LMS\""),
            r#"{"objectType":"Agent","name":"The \"LMS\"","account":{"homePage":"https://lustrum.example","name":"0192f0c0-0000-7000-8000-000000000000"}}"#
        );
    }
}
