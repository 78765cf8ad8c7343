//! Several measures of one study: chance has several tries.

/// p values adjusted so that the probability of any false alarm among them stays below the level at which they are read.
///
/// In their order; a value that is no number stays one. Source: Holm, *Scandinavian Journal of Statistics* 6 (1979), 65-70.
///
/// ```
/// use lustrum_impact::inference::holm;
/// assert_eq!(holm(&[0.01, 0.04, 0.03]), vec![0.03, 0.06, 0.06]);
/// ```
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let count = order.len();
    let mut adjusted = p_values.to_vec();
    let mut highest = 0.0_f64;
    for (rank, at) in order.iter().enumerate() {
        highest = highest.max((p_values[*at] * (count - rank) as f64).min(1.0));
        adjusted[*at] = highest;
    }
    adjusted
}

/// p values adjusted so that the expected share of false alarms among those called found stays below the level at which
/// they are read.
///
/// Source: Benjamini and Hochberg, *Journal of the Royal Statistical Society* B 57 (1995), 289-300.
///
/// ```
/// use lustrum_impact::inference::benjamini_hochberg;
/// let adjusted = benjamini_hochberg(&[0.01, 0.04, 0.03]);
/// assert!((adjusted[0] - 0.03).abs() < 1e-12 && (adjusted[2] - 0.04).abs() < 1e-12);
/// ```
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let count = order.len() as f64;
    let mut adjusted = p_values.to_vec();
    let mut lowest = 1.0_f64;
    for (rank, at) in order.iter().enumerate().rev() {
        lowest = lowest.min(p_values[*at] * count / (rank + 1) as f64);
        adjusted[*at] = lowest;
    }
    adjusted
}

fn ascending(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len()).filter(|at| p_values[*at].is_finite()).collect();
    order.sort_by(|one, other| p_values[*one].total_cmp(&p_values[*other]));
    order
}
