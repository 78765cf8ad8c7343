//! How often someone may try. Counted in the memory of this process, per window, with a bound on how much is kept:
//! `docs/decisions/sign-in-limits.md` says why that is enough.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use lustrum_kernel::app::App;
use lustrum_kernel::problem::Problem;
use sha2::{Digest, Sha256};

/// What is counted, and how often it may happen within five minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Tries of one network address.
    Address,
    /// Tries at one account, from wherever.
    Account,
    /// Links mailed to one account.
    Link,
    /// Codes of the first set-up.
    Setup,
}

impl Rule {
    fn most(self) -> u32 {
        match self {
            Self::Address => 60,
            Self::Account => 8,
            Self::Link => 4,
            Self::Setup => 10,
        }
    }
}

const WINDOW_MICROS: i64 = 300 * 1_000_000;
/// More than this is never kept: about 2 MiB.
const MOST_KEPT: usize = 40_000;

/// Counts by the hash of what is counted: no address is kept in the open.
#[derive(Default)]
struct Counts(HashMap<[u8; 16], (i64, u32)>);

static COUNTS: LazyLock<Mutex<Counts>> = LazyLock::new(Mutex::default);

impl Counts {
    /// Counts a try; the seconds to wait where it was one too many.
    fn count(&mut self, key: [u8; 16], most: u32, now: i64) -> Result<(), u64> {
        if self.0.len() >= MOST_KEPT && !self.0.contains_key(&key) {
            self.0.retain(|_, (since, _)| now - *since < WINDOW_MICROS);
            if self.0.len() >= MOST_KEPT {
                // Full of fresh counts: an attack. The oldest half goes, so that memory stays bounded.
                let mut begins: Vec<i64> = self.0.values().map(|(since, _)| *since).collect();
                let middle = begins.len() / 2;
                let (_, median, _) = begins.select_nth_unstable(middle);
                let median = *median;
                self.0.retain(|_, (since, _)| *since > median);
            }
        }
        let (since, tries) = self.0.entry(key).or_insert((now, 0));
        if now - *since >= WINDOW_MICROS || now < *since {
            (*since, *tries) = (now, 0);
        }
        if *tries >= most {
            let left = WINDOW_MICROS - (now - *since);
            return Err(left.div_euclid(1_000_000).unsigned_abs() + 1);
        }
        *tries += 1;
        Ok(())
    }
}

fn key(app: &App, rule: Rule, what: &str) -> [u8; 16] {
    let digest = Sha256::digest(format!("{}\n{rule:?}\n{what}", app.db().url()).as_bytes());
    let mut key = [0; 16];
    key.copy_from_slice(&digest[..16]);
    key
}

/// Counts a try, and refuses it where there were too many.
pub fn count(app: &App, rule: Rule, what: &str) -> Result<(), Problem> {
    let mut counts = COUNTS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    counts.count(key(app, rule, what), rule.most(), app.now().micros()).map_err(Problem::TooMany)
}

/// Who came in has not been guessing: the account's count begins again.
pub fn forget(app: &App, rule: Rule, what: &str) {
    let mut counts = COUNTS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    counts.0.remove(&key(app, rule, what));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(number: usize) -> [u8; 16] {
        let mut key = [0; 16];
        key[..8].copy_from_slice(&number.to_be_bytes());
        key
    }

    #[test]
    fn the_try_after_the_last_waits_until_the_window_is_over() {
        let mut counts = Counts::default();
        for _ in 0..3 {
            assert_eq!(counts.count(named(1), 3, 0), Ok(()));
        }
        assert_eq!(counts.count(named(1), 3, 100_000_000), Err(201));
        assert_eq!(counts.count(named(2), 3, 0), Ok(()), "another one is not held up");
        assert_eq!(counts.count(named(1), 3, WINDOW_MICROS), Ok(()));
    }

    #[test]
    fn memory_stays_bounded_under_an_attack() {
        let mut counts = Counts::default();
        for number in 0..MOST_KEPT * 2 + 10 {
            assert_eq!(counts.count(named(number), 3, i64::try_from(number).unwrap()), Ok(()));
        }
        assert!(counts.0.len() <= MOST_KEPT, "{}", counts.0.len());
    }
}
