//! Whether assessors agree beyond chance.

use lustrum_impact::Level;
use lustrum_impact::measurement::{Bootstrap, Coefficient, Ratings, Scale, krippendorff_alpha};

/// What is commonly asked of a coefficient on which a decision rests, and what allows careful conclusions (K. Krippendorff,
/// *Content Analysis*, 2004).
pub const RELIABLE: f64 = 0.800;
pub const TENTATIVE: f64 = 0.667;

/// Krippendorff's alpha of scores with equal steps: a row for each candidate on each criterion, a cell for each assessor.
/// Nothing where it can't be told (one assessor, or everybody gave the same everywhere).
///
/// ```
/// use lustrum_selection::ranking::agreement::alpha;
/// let same = alpha(vec![vec![Some(2.0), Some(2.0)], vec![Some(4.0), Some(4.0)]], 1).unwrap();
/// assert_eq!(same.value, 1.0);
/// assert!(alpha(vec![vec![Some(2.0)], vec![Some(4.0)]], 1).is_none());
/// ```
pub fn alpha(scores: Vec<Vec<Option<f64>>>, seed: u64) -> Option<Coefficient> {
    let ratings = Ratings::new(scores).ok()?;
    krippendorff_alpha(&ratings, Scale::Interval, Bootstrap { seed, draws: 500 }, Level::default()).ok()
}
