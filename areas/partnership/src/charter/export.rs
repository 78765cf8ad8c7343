//! A charter as a file that anyone can check without a server: the exact text, its hash, and the signatures with
//! their seals. [`verify`] is pure: bytes in, what was verified or the first thing that is wrong out.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CharterVersion, seal, text};
use crate::contact::Mandate;

/// The form of the file.
const FORM: &str = "lustrum-charter/1";

/// A charter version as a file.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// `lustrum-charter/1`.
    pub form: String,
    pub partnership: String,
    pub version: String,
    /// The exact text that was signed.
    pub text: String,
    /// SHA-256 of the UTF-8 bytes of `text`.
    pub hash: String,
    /// The public half of the Ed25519 key that the seals were set with.
    pub key: String,
    pub signatures: Vec<SignatureInFile>,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureInFile {
    /// `organisation` or `partner`.
    pub side: String,
    pub signs_for: String,
    pub person: String,
    pub name: String,
    /// What allowed the person to sign.
    pub mandate: String,
    pub deputy: bool,
    pub hash: String,
    /// An instant, as RFC 3339.
    pub at: String,
    pub seal: String,
}

impl SignatureInFile {
    fn statement<'a>(&'a self, file: &'a File) -> seal::Statement<'a> {
        seal::Statement {
            partnership: &file.partnership,
            version: &file.version,
            hash: &self.hash,
            side: &self.side,
            signs_for: &self.signs_for,
            person: &self.person,
            name: &self.name,
            mandate: &self.mandate,
            deputy: self.deputy,
            at: &self.at,
        }
    }
}

/// The file of a version; nothing while both sides have not signed it.
pub async fn file(db: &impl Sql, tenant: OrganisationId, version: &CharterVersion) -> Result<Option<Vec<u8>>, DbError> {
    let (Some(frozen), Some(_)) = (&version.head.frozen, version.head.in_force_at) else { return Ok(None) };
    let Some(key) = seal::public(db, tenant).await? else { return Ok(None) };
    let signatures = version.signatures.iter().map(|given| SignatureInFile {
        side: given.side.word().to_owned(),
        signs_for: given.signs_for.clone(),
        person: given.person.to_string(),
        name: given.name.clone(),
        mandate: Mandate::SignCharter.word().to_owned(),
        deputy: given.deputy,
        hash: given.hash.clone(),
        at: given.at.to_string(),
        seal: given.seal.clone(),
    });
    let file = File {
        form: FORM.to_owned(),
        partnership: version.head.partnership.to_string(),
        version: version.number(),
        text: frozen.text.clone(),
        hash: frozen.hash.clone(),
        key,
        signatures: signatures.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&file).map_err(|e| DbError::Conflict(e.to_string()))?;
    bytes.push(b'\n');
    Ok(Some(bytes))
}

/// The public half of the key of an organisation's charters: whoever verifies a file compares it with this.
pub async fn key(db: &impl Sql, tenant: OrganisationId) -> Result<Option<String>, DbError> {
    seal::public(db, tenant).await
}

/// What a sound file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    pub partnership: String,
    pub title: String,
    pub version: String,
    pub hash: String,
    /// To be compared with the key on the charter's page: a file that was made up whole has another one.
    pub key: String,
    pub signatures: Vec<SignatureInFile>,
}

/// What is wrong with a file; the first thing that is found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    #[error("this is no file of a charter: {0}")]
    NotACharter(String),
    #[error("the form of the file is {0:?}, known is {FORM:?}")]
    UnknownForm(String),
    #[error("the text was altered: its hash is {found}, the file says {said}")]
    TextAltered { said: String, found: String },
    #[error("the file says {name} {said:?}, the signed text says {found:?}")]
    Disagrees { name: &'static str, said: String, found: String },
    #[error("the {0} did not sign")]
    NotSigned(&'static str),
    #[error("the {0} is there with two signatures, or with one for an unknown side")]
    SignedTwice(String),
    #[error("the signature of {name} is over another text: {hash}")]
    OverAnotherText { name: String, hash: String },
    #[error("the signature of {0} was not given within a mandate to sign a charter")]
    OutsideMandate(String),
    #[error("the seal on the signature of {0} does not hold: the name, the time, the side or the seal was altered")]
    SealBroken(String),
}

/// Checks an exported charter, offline: the text against its hash, what the file says against the text, and each
/// signature against hash, side, mandate and seal.
pub fn verify(bytes: &[u8]) -> Result<Verified, Finding> {
    let file: File = serde_json::from_slice(bytes).map_err(|e| Finding::NotACharter(e.to_string()))?;
    if file.form != FORM {
        return Err(Finding::UnknownForm(file.form));
    }
    let found = text::hash(&file.text);
    if found != file.hash {
        return Err(Finding::TextAltered { said: file.hash, found });
    }
    let opening =
        text::opening(&file.text).ok_or_else(|| Finding::NotACharter("the text has no opening lines".to_owned()))?;
    agree("partnership", &file.partnership, &opening.partnership)?;
    agree("version", &file.version, &opening.version)?;
    for side in Side::BOTH {
        let named = match side {
            Side::Organisation => &opening.organisation,
            Side::Partner => &opening.partner,
        };
        let mut given = file.signatures.iter().filter(|signature| signature.side == side.word());
        let signature = given.next().ok_or(Finding::NotSigned(side.word()))?;
        if given.next().is_some() {
            return Err(Finding::SignedTwice(side.word().to_owned()));
        }
        agree("organisation", &text::one_line(&signature.signs_for), named)?;
    }
    for signature in &file.signatures {
        let name = signature.name.clone();
        if Side::parse(&signature.side).is_none() {
            return Err(Finding::SignedTwice(signature.side.clone()));
        }
        if signature.hash != file.hash {
            return Err(Finding::OverAnotherText { name, hash: signature.hash.clone() });
        }
        if signature.mandate != Mandate::SignCharter.word() {
            return Err(Finding::OutsideMandate(name));
        }
        if !seal::holds(&file.key, &signature.seal, &signature.statement(&file)) {
            return Err(Finding::SealBroken(name));
        }
    }
    Ok(Verified {
        partnership: file.partnership,
        title: opening.title,
        version: file.version,
        hash: file.hash,
        key: file.key,
        signatures: file.signatures,
    })
}

fn agree(name: &'static str, said: &str, found: &str) -> Result<(), Finding> {
    if said == found {
        return Ok(());
    }
    Err(Finding::Disagrees { name, said: said.to_owned(), found: found.to_owned() })
}
