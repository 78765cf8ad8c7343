//! The sampler of extremes.

use sha2::{Digest, Sha256};

use super::Kind;

/// So many from each end.
pub const EACH: usize = 5;

/// Someone who agreed to be asked and was rated before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub name: String,
    pub email: String,
    pub unit: String,
    pub change: f64,
}

/// Whoever changed most and whoever changed least, at most [`EACH`] of both and nobody twice, each with the place in the
/// whole order. Of those who changed alike the seed decides, so that the same seed draws the same people.
///
/// ```
/// use lustrum_study::success::{Candidate, Kind, sample};
/// let one = |email: &str, change| Candidate { name: String::new(), email: email.into(), unit: String::new(), change };
/// let all = [one("a", 0.2), one("b", 1.5), one("c", -0.5), one("d", 1.0)];
/// let drawn: Vec<_> = sample(&all, "2026").into_iter().map(|(who, kind, _)| (who.email.as_str(), kind)).collect();
/// assert_eq!(drawn, [("b", Kind::Success), ("d", Kind::Success), ("a", Kind::NoSuccess), ("c", Kind::NoSuccess)]);
/// ```
pub fn sample<'a>(candidates: &'a [Candidate], seed: &str) -> Vec<(&'a Candidate, Kind, usize)> {
    let lot = |one: &Candidate| Sha256::digest(format!("{seed} {}", one.email));
    let mut order: Vec<(&Candidate, _)> = candidates.iter().map(|one| (one, lot(one))).collect();
    order.sort_by(|(one, first), (other, second)| other.change.total_cmp(&one.change).then(first.cmp(second)));
    let (all, each) = (order.len(), EACH.min(order.len() / 2));
    let places = order.into_iter().enumerate();
    places
        .filter_map(|(place, (one, _))| {
            let kind = if place < each {
                Kind::Success
            } else if place >= all - each {
                Kind::NoSuccess
            } else {
                return None;
            };
            Some((one, kind, place + 1))
        })
        .collect()
}
