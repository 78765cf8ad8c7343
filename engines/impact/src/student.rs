//! Quantiles and tails of the Student and normal distributions, to the precision of the tests.

use statrs::distribution::{Continuous, ContinuousCDF, Normal, StudentsT};

/// Beyond this the Student distribution and the normal one differ by less than one part in 10^8.
const NORMAL_FROM: f64 = 1e8;

fn standard_normal() -> Normal {
    Normal::standard()
}

fn student(degrees_of_freedom: f64) -> Option<StudentsT> {
    (degrees_of_freedom < NORMAL_FROM).then(|| StudentsT::new(0.0, 1.0, degrees_of_freedom).ok()).flatten()
}

/// The value that a Student variable exceeds in absolute value with probability `1 - level`.
pub(crate) fn two_sided_quantile(level: f64, degrees_of_freedom: f64) -> f64 {
    let tail = (1.0 - level) / 2.0;
    match student(degrees_of_freedom) {
        Some(distribution) => {
            let start = distribution.inverse_cdf(1.0 - tail);
            polish(start, tail, |t| (distribution.sf(t), distribution.pdf(t)))
        }
        None => normal_quantile(level),
    }
}

/// The degrees of freedom, up to `most`, with which Student's quantile is as far from zero as `wanted`: it falls with them.
pub(crate) fn degrees_of_quantile(level: f64, wanted: f64, most: f64) -> f64 {
    // Over one part in the degrees of freedom the quantile is nearly straight: a secant ends in a few steps.
    let beyond = |part: f64| two_sided_quantile(level, 1.0 / part) - wanted;
    let (mut low, mut high) = (1.0 / most, 2.0);
    let (mut below, mut above) = (beyond(low), beyond(high));
    if below >= 0.0 {
        return most;
    }
    if above <= 0.0 {
        return 1.0 / high;
    }
    let mut last = 0.0_f64;
    for _ in 0..60 {
        let middle = (low * above - high * below) / (above - below);
        let found = beyond(middle);
        if found.abs() <= 1e-15 * wanted || high - low <= 1e-15 * high {
            return 1.0 / middle;
        }
        // Illinois: an end that stays twice counts half, so that both move.
        let again = found * last > 0.0;
        if found < 0.0 {
            (low, below) = (middle, found);
            above *= if again { 0.5 } else { 1.0 };
        } else {
            (high, above) = (middle, found);
            below *= if again { 0.5 } else { 1.0 };
        }
        last = found;
    }
    1.0 / high
}

/// The value that a standard normal variable exceeds in absolute value with probability `1 - level`.
pub(crate) fn normal_quantile(level: f64) -> f64 {
    let tail = (1.0 - level) / 2.0;
    let distribution = standard_normal();
    polish(distribution.inverse_cdf(1.0 - tail), tail, |z| (distribution.sf(z), distribution.pdf(z)))
}

/// Newton steps on the upper tail: the library's quantile is a start, its tail is exact.
fn polish(start: f64, tail: f64, upper: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut at = start;
    for _ in 0..8 {
        let (beyond, density) = upper(at);
        let step = (beyond - tail) / density;
        if !step.is_finite() {
            break;
        }
        at += step;
        if step.abs() <= 1e-15 * at.abs() {
            break;
        }
    }
    at
}

/// Probability that a Student variable is at least as far from zero as `t`.
pub(crate) fn two_sided_p(t: f64, degrees_of_freedom: f64) -> f64 {
    let beyond = match student(degrees_of_freedom) {
        Some(distribution) => distribution.sf(t.abs()),
        None => standard_normal().sf(t.abs()),
    };
    (2.0 * beyond).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Reference: scipy 1.17.1, scipy.stats.t.ppf and scipy.stats.norm.ppf.
    #[test]
    fn quantiles_agree_with_scipy() {
        for (level, df, expected) in [
            (0.95, 1.0, 12.706204736174694),
            (0.95, 2.5, 3.574_654_842_003_681_7),
            (0.95, 26.0, 2.055_529_438_642_873_5),
            (0.99, 307.1325, 2.591_931_285_818_572),
            (0.90, 1e6, 1.644_855_150_722_040_4),
        ] {
            let found = two_sided_quantile(level, df);
            assert!((found / expected - 1.0).abs() < 1e-8, "{df}: {found}");
        }
        assert!((normal_quantile(0.95) - 1.959963984540054).abs() < 1e-10);
    }

    #[test]
    fn a_quantile_has_the_tail_that_it_was_asked_for() {
        for df in [0.7, 1.0, 3.3, 10.0, 444.0, 1e5, 1e9] {
            for level in [0.5, 0.8, 0.95, 0.999] {
                let p = two_sided_p(two_sided_quantile(level, df), df);
                assert!((p - (1.0 - level)).abs() < 1e-9, "{df} {level} {p}");
            }
        }
    }
}
