//! Count, mean and variance of a stream of numbers, in one pass (Welford 1962).

/// Running count, mean and sum of squared deviations.
///
/// ```
/// use lustrum_impact::Moments;
/// let moments: Moments = [2.0, 4.0, 9.0].into_iter().collect();
/// assert_eq!((moments.count(), moments.mean()), (3, 5.0));
/// assert_eq!(moments.variance(), Some(13.0));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Moments {
    count: usize,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Takes one more value.
    pub fn push(&mut self, value: f64) {
        self.count += 1;
        let away = value - self.mean;
        self.mean += away / self.count as f64;
        self.squares += away * (value - self.mean);
    }

    /// How many values were taken.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Their mean; 0 before the first value.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Variance with n - 1, from two values on.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / (self.count - 1) as f64)
    }

    /// Standard deviation with n - 1, from two values on.
    pub fn standard_deviation(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// Sum of squared deviations from the mean.
    pub fn squares(&self) -> f64 {
        self.squares
    }
}

impl FromIterator<f64> for Moments {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut moments = Self::default();
        values.into_iter().for_each(|value| moments.push(value));
        moments
    }
}

impl<'a> FromIterator<&'a f64> for Moments {
    fn from_iter<I: IntoIterator<Item = &'a f64>>(values: I) -> Self {
        values.into_iter().copied().collect()
    }
}

/// Standard deviation within two groups taken together, where there are degrees of freedom for it.
pub(crate) fn pooled_deviation(one: &Moments, other: &Moments) -> Option<f64> {
    let free = (one.count + other.count).checked_sub(2).filter(|n| *n > 0)?;
    Some(((one.squares + other.squares) / free as f64).sqrt())
}
