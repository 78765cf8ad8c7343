//! Fingerprints: what an archive says by itself can be made up whole, hash over hash. Only a fingerprint that was kept
//! elsewhere, on a printed charter or at the other side, tells that it was.

use std::path::Path;

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::values;
use lustrum_partnership::sound::Checked;
use lustrum_sharing::sound;

use super::pack;
use super::unpack::Refused;

/// Of the fingerprints that were kept elsewhere those that nothing here has: no charter, no terms, no statement, and no
/// event of the history.
pub async fn missing(db: &impl Sql, checked: &Checked, expected: &[String]) -> Result<Vec<String>, DbError> {
    let mut missing = Vec::new();
    for one in expected {
        let plain: String = one.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_ascii_lowercase();
        let hash = hex::decode(&plain).unwrap_or_default();
        let known = checked.prints.iter().any(|print| print.fingerprint == plain)
            || (hash.len() == 32 && {
                let sql = "SELECT COUNT(*) AS number FROM event WHERE hash = $1";
                db.number(sql, values![hash]).await? > 0
            });
        if !known {
            missing.push(one.clone());
        }
    }
    Ok(missing)
}

/// Holds everything that was signed against the history and against what is expected, before anything is kept.
pub(super) async fn require(db: &impl Sql, path: &Path, expected: &[String]) -> Result<Checked, Refused> {
    let checked = sound::check(db).await?;
    if !checked.findings.is_empty() {
        return Err(Refused::Signed(checked.findings.iter().map(ToString::to_string).collect()));
    }
    let mut expected: Vec<String> = expected.to_vec();
    if !expected.is_empty() {
        let (_, own) = pack::hash_of(path)?;
        expected.retain(|one| !one.trim().eq_ignore_ascii_case(&own));
    }
    match missing(db, &checked, &expected).await?.into_iter().next() {
        Some(one) => Err(Refused::Expected(one)),
        None => Ok(checked),
    }
}
