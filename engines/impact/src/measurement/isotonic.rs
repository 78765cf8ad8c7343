//! A curve that only goes down, without any other shape: pool adjacent violators.

/// The non-increasing values closest to `values` in weighted least squares; both slices have one entry per place.
/// Weights are positive; a missing weight counts as 1.
///
/// Source: Ayer et al., *Annals of Mathematical Statistics* 26 (1955), 641-647.
///
/// ```
/// use lustrum_impact::measurement::non_increasing;
/// assert_eq!(non_increasing(&[0.9, 0.7, 0.8, 0.4], &[1.0; 4]), vec![0.9, 0.75, 0.75, 0.4]);
/// ```
pub fn non_increasing(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let mut block = (*value, weights.get(at).copied().unwrap_or(1.0), 1);
        while let Some(last) = blocks.last().filter(|last| last.0 <= block.0) {
            let weight = last.1 + block.1;
            block = ((last.0 * last.1 + block.0 * block.1) / weight, weight, last.2 + block.2);
            blocks.pop();
        }
        blocks.push(block);
    }
    blocks.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count)).collect()
}
