//! The seal of a signature: Ed25519 over a statement of who signed what, when and for whom. Whoever holds an exported
//! charter and its public key finds any altered word, name or time without asking a server.

use ed25519_dalek::{Signature as Sealed, Signer, SigningKey, Verifier, VerifyingKey};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::refused::SignRefused;

/// What a seal is set on.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    pub partnership: &'a str,
    pub version: &'a str,
    pub hash: &'a str,
    pub side: &'a str,
    pub signs_for: &'a str,
    pub person: &'a str,
    pub name: &'a str,
    pub mandate: &'a str,
    pub deputy: bool,
    pub at: &'a str,
}

impl Statement<'_> {
    /// One unambiguous line: a JSON array of texts.
    fn words(&self) -> String {
        let standing = if self.deputy { "deputy" } else { "holder" };
        serde_json::json!([
            "lustrum charter signature 1",
            self.partnership,
            self.version,
            self.hash,
            self.side,
            self.signs_for,
            self.person,
            self.name,
            self.mandate,
            standing,
            self.at
        ])
        .to_string()
    }
}

#[derive(FromQueryResult)]
struct Row {
    secret: Vec<u8>,
}

async fn stored(db: &impl Sql, tenant: OrganisationId) -> Result<Option<SigningKey>, DbError> {
    let sql = "SELECT secret FROM charter_key WHERE organisation_id = $1";
    let row: Option<Row> = db.maybe(sql, values![tenant]).await?;
    Ok(row.and_then(|row| row.secret.as_slice().try_into().ok()).map(|secret| SigningKey::from_bytes(&secret)))
}

/// The key of an organisation's charters; made where there is none yet.
pub(super) async fn key(tx: &Tx, tenant: OrganisationId, at: Moment) -> Result<SigningKey, SignRefused> {
    let mut secret = vec![0_u8; 32];
    getrandom::fill(&mut secret).map_err(|e| SignRefused::Key(e.to_string()))?;
    tx.run(
        "INSERT INTO charter_key (organisation_id, secret, made_at) VALUES ($1,$2,$3)
         ON CONFLICT (organisation_id) DO NOTHING",
        values![tenant, secret, at],
    )
    .await?;
    stored(tx, tenant).await?.ok_or_else(|| SignRefused::Key("it is not 32 bytes long".to_owned()))
}

/// The public half of the key, in hexadecimal digits; nothing before the first signature.
pub(super) async fn public(db: &impl Sql, tenant: OrganisationId) -> Result<Option<String>, DbError> {
    Ok(stored(db, tenant).await?.map(|key| hex::encode(key.verifying_key().to_bytes())))
}

pub(super) fn set(key: &SigningKey, statement: &Statement<'_>) -> String {
    hex::encode(key.sign(statement.words().as_bytes()).to_bytes())
}

/// Whether the seal was set on this statement with the secret half of this key.
pub(super) fn holds(public: &str, seal: &str, statement: &Statement<'_>) -> bool {
    let key = hex::decode(public).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let Some(key) = key.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok()) else { return false };
    let sealed = hex::decode(seal).ok().and_then(|bytes| Sealed::from_slice(&bytes).ok());
    sealed.is_some_and(|sealed| key.verify(statement.words().as_bytes(), &sealed).is_ok())
}
