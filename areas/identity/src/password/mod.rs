//! Passwords: long, not well known, and not made of what anyone knows about the person; no rules on composition.
//! Hashed with Argon2id (19 MiB, two passes), away from the threads that serve requests.

mod rule;

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use lustrum_kernel::problem::Problem;
use tokio::sync::Semaphore;

pub use rule::{LEAST, MOST, check};

/// So many hashes at once: each holds 19 MiB, so a crowd at the door waits instead of filling the memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The hash of a password that nobody has: an unknown address takes as long as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| encode("a password of nobody").unwrap_or_default());

fn encode(password: &str) -> Result<String, String> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|e| e.to_string())
}

fn fits(password: &str, encoded: &str) -> bool {
    PasswordHash::new(encoded).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| Problem::Unavailable)?;
    tokio::task::spawn_blocking(work).await.map_err(|e| Problem::Broken(e.to_string()))
}

/// The encoded hash to store.
pub async fn hash(password: &str) -> Result<String, Problem> {
    let password = password.to_owned();
    aside(move || encode(&password)).await?.map_err(Problem::Broken)
}

/// Whether it is the password; takes as long where there is none to compare with.
pub async fn verify(password: &str, encoded: Option<&str>) -> Result<bool, Problem> {
    let password: String = password.chars().take(MOST + 1).collect();
    let encoded = encoded.map(str::to_owned);
    aside(move || match encoded {
        Some(encoded) => fits(&password, &encoded),
        None => {
            let _as_long = fits(&password, &NOBODY);
            false
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_and_no_other() {
        let encoded = hash("vijf rode lantaarns op zee").await.unwrap();
        assert!(encoded.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{encoded}");
        assert!(verify("vijf rode lantaarns op zee", Some(&encoded)).await.unwrap());
        assert!(!verify("vijf rode lantaarns op zee ", Some(&encoded)).await.unwrap());
        assert!(!verify("a password of nobody", None).await.unwrap());
        assert_ne!(hash("vijf rode lantaarns op zee").await.unwrap(), encoded, "each has a salt of its own");
    }
}
