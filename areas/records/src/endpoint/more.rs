//! Where the next page begins, as a text that its reader hands back: the question, the place in the order of storing, and
//! until when it holds. It is sealed with what only the store and the asking credential know, so it is of use to nobody
//! else and can't be made up.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_kernel::Moment;
use sha2::{Digest, Sha256};

use super::answer::Refused;
use super::query::Parameters;
use crate::credential::Credential;

/// As long as a page's address holds.
const HOURS: i64 = 24;

pub fn write(parameters: &Parameters, position: i64, credential: &Credential, now: Moment) -> String {
    let until = now.plus_seconds(HOURS * 3600).micros();
    let question = serde_urlencoded::to_string(parameters.pairs()).unwrap_or_default();
    let text = format!("{position} {until} {question}");
    format!("{}.{}", URL_SAFE_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(seal(&text, credential)))
}

pub fn read(token: &str, credential: &Credential, now: Moment) -> Result<(Parameters, i64), Refused> {
    let wrong =
        || Refused::bad("more", "this address of a next page is none of this credential's, or its 24 hours are over");
    let (text, given) = token.split_once('.').ok_or_else(wrong)?;
    let text = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(wrong)?;
    let given = URL_SAFE_NO_PAD.decode(given).map_err(|_| wrong())?;
    let right = seal(&text, credential);
    let same = given.len() == right.len() && given.iter().zip(&right).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0;
    if !same {
        return Err(wrong());
    }
    let mut parts = text.splitn(3, ' ');
    let position = parts.next().and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
    let until: i64 = parts.next().and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
    if until < now.micros() {
        return Err(wrong());
    }
    Ok((Parameters::read(parts.next().unwrap_or_default())?, position))
}

fn seal(text: &str, credential: &Credential) -> Vec<u8> {
    let mut hash = Sha256::new();
    // The hash of a secret has one length, so what follows can't be mistaken for a part of it; and hashing twice keeps
    // anyone from writing on.
    hash.update(&credential.secret_hash);
    hash.update(b"more");
    hash.update(text.as_bytes());
    Sha256::digest(hash.finalize())[..16].to_vec()
}
