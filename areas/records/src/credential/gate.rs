//! Who may pass: the credential of a request, looked up in memory and in the database twice a second at most, so that
//! a revocation holds everywhere within half a second and here at once. Counts what passes, and turns away who asks for
//! more than was agreed.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lustrum_kernel::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use lustrum_xapi::Version;
use quick_cache::sync::Cache;
use xxhash_rust::xxh3::xxh3_64;

use super::{Credential, CredentialId, store};

/// A credential that was read so long ago is read again.
const FRESH: Duration = Duration::from_millis(500);
/// When it was last used is written down this often.
const NOTED: Duration = Duration::from_secs(60);
/// So many credentials are kept in mind.
const KEPT: usize = 4_096;

type Key = (OrganisationId, CredentialId);

/// The memory of one process.
pub struct Gate {
    known: Cache<Key, Arc<Known>>,
    pace: Cache<Key, Arc<Mutex<Pace>>>,
    /// By a hash of what was sent as authorization.
    spoken: Cache<u64, Version>,
}

struct Known {
    credential: Option<Arc<Credential>>,
    read: Instant,
}

/// A bucket that fills with what a minute allows, and from which every request takes one.
struct Pace {
    left: f64,
    at: Instant,
    noted: Option<Instant>,
}

/// Who passed.
pub type Passed = Arc<Credential>;

/// Why someone did not pass.
#[derive(Debug)]
pub enum Turned {
    /// 401: no credential, or none of this organisation, or the wrong secret. Which of these is not told.
    Away,
    /// 429: later; seconds to wait.
    Later(u64),
    Broken(DbError),
}

impl Gate {
    pub fn of(app: &App) -> Arc<Self> {
        app.part(|_| Self { known: Cache::new(KEPT), pace: Cache::new(KEPT), spoken: Cache::new(KEPT) })
    }

    /// Lets a request pass by its `Authorization`.
    pub async fn pass(&self, app: &App, organisation: OrganisationId, header: &str) -> Result<Passed, Turned> {
        let (user, secret) = basic(header).ok_or(Turned::Away)?;
        let id: CredentialId = user.parse().map_err(|_| Turned::Away)?;
        let credential = self.find(app, organisation, id).await.map_err(Turned::Broken)?.ok_or(Turned::Away)?;
        if credential.revoked_at.is_some() || !credential.knows(&secret) {
            return Err(Turned::Away);
        }
        self.take(app, &credential)?;
        Ok(credential)
    }

    /// The version that was last spoken under this authorization.
    pub fn spoken(&self, header: &str) -> Option<Version> {
        self.spoken.get(&xxh3_64(header.as_bytes()))
    }
    pub fn speaks(&self, header: &str, version: Version) {
        let key = xxh3_64(header.as_bytes());
        if self.spoken.get(&key) != Some(version) {
            self.spoken.insert(key, version);
        }
    }

    async fn find(&self, app: &App, organisation: OrganisationId, id: CredentialId) -> Result<Option<Passed>, DbError> {
        let key = (organisation, id);
        if let Some(known) = self.known.get(&key)
            && known.read.elapsed() < FRESH
        {
            return Ok(known.credential.clone());
        }
        let credential = store::find(app.db(), organisation, id).await?.map(Arc::new);
        self.known.insert(key, Arc::new(Known { credential: credential.clone(), read: Instant::now() }));
        Ok(credential)
    }

    /// What was known of a credential no longer holds: it was just revoked.
    pub fn forget(&self, organisation: OrganisationId, id: CredentialId) {
        self.known.remove(&(organisation, id));
    }

    fn take(&self, app: &App, credential: &Passed) -> Result<(), Turned> {
        let key = (credential.organisation, credential.id);
        let most = credential.per_minute as f64;
        let fresh = || Arc::new(Mutex::new(Pace { left: most, at: Instant::now(), noted: None }));
        let pace = self
            .pace
            .get_or_insert_with(&key, || Ok::<_, std::convert::Infallible>(fresh()))
            .unwrap_or_else(|_| fresh());
        let mut pace = pace.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        pace.left = (pace.left + now.duration_since(pace.at).as_secs_f64() * most / 60.0).min(most);
        pace.at = now;
        if pace.left < 1.0 {
            return Err(Turned::Later((60.0 / most).ceil().max(1.0) as u64));
        }
        pace.left -= 1.0;
        if pace.noted.is_none_or(|noted| now.duration_since(noted) > NOTED) {
            pace.noted = Some(now);
            note(app.clone(), credential.clone());
        }
        Ok(())
    }
}

/// Writes down that a credential is in use, beside the request.
fn note(app: App, credential: Passed) {
    tokio::spawn(async move {
        let noted = async {
            let tx = app.db().begin().await?;
            store::used(&tx, credential.organisation, credential.number, app.now()).await?;
            tx.commit().await
        };
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the use of a credential was not written down");
        }
    });
}

/// User and password of basic authentication (RFC 7617).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (user, secret) = text.split_once(':')?;
    Some((user.to_owned(), secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_may_hold_a_colon() {
        assert_eq!(basic("Basic YTpiOmM="), Some(("a".to_owned(), "b:c".to_owned())));
        assert_eq!(basic("basic YTpiOmM=").map(|pair| pair.0), Some("a".to_owned()));
        for wrong in ["", "Basic", "Basic !!", "Bearer YTpi", "Basic YQ=="] {
            assert_eq!(basic(wrong), None, "{wrong}");
        }
    }
}
