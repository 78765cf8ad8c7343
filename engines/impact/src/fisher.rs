//! Quantiles of Fisher's F distribution, to the precision of the tests.

use statrs::distribution::{Continuous, ContinuousCDF, FisherSnedecor};

/// The value below which an F variable lies with probability `below`. NaN where the degrees of freedom are not
/// positive.
pub(crate) fn quantile(below: f64, numerator: f64, denominator: f64) -> f64 {
    let Ok(distribution) = FisherSnedecor::new(numerator, denominator) else { return f64::NAN };
    // The library's quantile is a start; its distribution function is exact.
    let mut at = distribution.inverse_cdf(below);
    for _ in 0..12 {
        let step = (distribution.cdf(at) - below) / distribution.pdf(at);
        if !step.is_finite() {
            break;
        }
        at = (at - step).max(at / 2.0);
        if step.abs() <= 1e-14 * at {
            break;
        }
    }
    at
}

/// Probability that an F variable exceeds `value`.
pub(crate) fn upper_tail(value: f64, numerator: f64, denominator: f64) -> f64 {
    match FisherSnedecor::new(numerator, denominator) {
        Ok(distribution) if value > 0.0 => distribution.sf(value),
        Ok(_) => 1.0,
        Err(_) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // scipy 1.17.1, scipy.stats.f.ppf and f.sf.
    #[test]
    fn quantiles_agree_with_scipy() {
        for (below, one, other, expected) in REFERENCE {
            let found = quantile(below, one, other);
            assert!((found / expected - 1.0).abs() < 1e-9, "{below} {one} {other}: {found}");
            assert!((upper_tail(expected, one, other) - (1.0 - below)).abs() < 1e-9);
        }
    }

    const REFERENCE: [(f64, f64, f64, f64); 4] = [
        (0.975, 5.0, 18.0, 3.381967805875243),
        (0.025, 5.0, 15.0, 0.15557596307848703),
        (0.975, 4.788, 15.0, 3.617977098030668),
        (0.5, 1.0, 400.0, 0.4557648494547055),
    ];
}
