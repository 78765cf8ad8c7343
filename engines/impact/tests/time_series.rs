//! Interrupted series against statsmodels 0.15.0 (references/time_series.py), and in a world with planted changes.

mod table;

use lustrum_impact::{Column, Estimate, ImpactError, Level, Rules, Verdict, time_series::*};
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};
use table::{Table, close};

fn series() -> Series {
    let table = Table::read("tests/references/interrupted.csv");
    let plain = Series::new(table.numbers("y"), 30).expect("sound test data");
    plain.with_control(Column::new("control", table.numbers("control"))).expect("sound test data")
}

fn agrees(found: &Estimate, [effect, error]: [f64; 2], share: f64, what: &str) {
    close(found.effect, effect, share, what);
    close(found.standard_error, error, share, what);
}

// OLS(cov_type="HAC", maxlags=3, use_correction=True); GLS with the AR(1) covariance, repeated; the same with the
// coefficient by restricted maximum likelihood.
#[test]
fn a_segmented_regression_agrees_with_statsmodels_in_each_of_its_errors() {
    let series = series().with_season(Season { length: 12, harmonics: 1 }).unwrap();
    let newey = segmented_regression(&series, Errors::NeweyWest { lags: 3 }, Level::default()).unwrap();
    agrees(&newey.level, [-3.7432497790551604, 1.0538369288730065], 1e-8, "level");
    agrees(&newey.slope, [-0.15933555473759264, 0.07698611899295867], 1e-8, "slope");
    agrees(&newey.mean, [-5.097601994324698, 1.001066941204842], 1e-8, "mean");
    agrees(&newey.cumulative, [-91.75683589784457, 18.019204941687157], 1e-8, "cumulative");
    close(newey.durbin_watson, 1.1769603767447823, 1e-8, "Durbin-Watson");
    let prais = segmented_regression(&series, Errors::PraisWinsten, Level::default()).unwrap();
    agrees(&prais.level, [-2.159983079808704, 1.097503386588067], 1e-7, "level");
    agrees(&prais.mean, [-4.016619846966585, 1.1787442000424417], 1e-7, "mean");
    close(prais.autocorrelation, 0.5134349641949189, 1e-8, "carry");
    let restricted = segmented_regression(&series, Errors::Restricted, Level::default()).unwrap();
    agrees(&restricted.level, [-0.9746930279642969, 1.2419812346896997], 1e-5, "level");
    agrees(&restricted.mean, [-2.888034222076986, 1.8639599821559418], 1e-5, "mean");
    close(restricted.autocorrelation, 0.7599275481424547, 1e-6, "carry");
    assert!(restricted.mean.degrees_of_freedom < 41.0, "the carry is not known for sure");
}

// UnobservedComponents(exog, mle_regression=False, use_exact_diffuse=True), forecast past the start.
#[test]
fn a_structural_forecast_agrees_with_statsmodels() {
    let found = structural_counterfactual(&series(), Trend::LocalLevel, Level::default()).unwrap();
    close(found.variances[1], 1.9520309980117219, 1e-6, "level");
    for (value, expected) in found.expected.iter().zip([44.64121615394751, 44.37788907429598, 43.5220968129135]) {
        close(*value, expected, 1e-6, "forecast");
    }
    close(found.expected[17], 44.16468791841045, 1e-6, "last forecast");
    close(found.mean.effect, 0.4623950475258647, 1e-5, "mean");
    let t = 2.0484071417952454; // scipy.stats.t.ppf(0.975, 28)
    for (interval, expected) in
        found.expected_interval.iter().zip([1.4039094394557254, 1.9759724862597012, 2.4778766514698924])
    {
        close((interval.high - interval.low) / 2.0 / t, expected, 1e-6, "error");
    }
    let linear = structural_counterfactual(&series(), Trend::LocalLinear, Level::default()).unwrap();
    close(linear.variances[0], 0.3152646149201638, 1e-4, "irregular");
    close(linear.variances[2], 0.6973696689933994, 1e-4, "slope");
    close(linear.expected[17], 16.80003614919261, 1e-4, "last forecast");
    close(linear.end.effect, 31.28196385080739, 1e-4, "end");
}

struct Chance(ChaCha8Rng);

impl Chance {
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64).sum::<f64>() - 6.0
    }
}

/// A site's turnover over 60 months with a market that grows by a fifth, errors that carry over, and a jump.
fn turnover(chance: &mut Chance, effect: f64, carry: f64) -> Series {
    let mut error = chance.normal() / (1.0 - carry * carry).sqrt();
    let outcome = (0..60)
        .map(|t| {
            error = carry * error + chance.normal();
            30.0 + 6.0 * f64::from(t) / 59.0 + error + if t >= 36 { effect } else { 0.0 }
        })
        .collect();
    Series::new(outcome, 36).expect("a sound series")
}

#[test]
fn cap_42_the_interval_of_an_interrupted_series_holds_the_planted_change() {
    let programmes = 120;
    for carry in [0.0, 0.4] {
        let mut chance = Chance(ChaCha8Rng::seed_from_u64(42));
        let (mut holding, mut alarms) = (0, 0);
        for _ in 0..programmes {
            let errors = Errors::Restricted;
            let planted = segmented_regression(&turnover(&mut chance, -4.0, carry), errors, Level::default()).unwrap();
            holding += u32::from((planted.mean.interval.low..=planted.mean.interval.high).contains(&-4.0));
            let nothing = segmented_regression(&turnover(&mut chance, 0.0, carry), errors, Level::default()).unwrap();
            alarms += u32::from(nothing.mean.interval.excludes_zero());
        }
        // Three standard errors of 120 programmes around 95 and 5 percent; the example `worlds` runs a thousand.
        assert!((107..=120).contains(&holding), "{holding} of {programmes} with a carry of {carry}");
        assert!((0..=13).contains(&alarms), "{alarms} of {programmes} with a carry of {carry}");
    }
}

#[test]
fn a_change_before_the_start_makes_the_answer_not_yet_conclusive() {
    let mut chance = Chance(ChaCha8Rng::seed_from_u64(1));
    let outcome = (0..60).map(|t| 30.0 + chance.normal() + if t >= 18 { 6.0 } else { 0.0 }).collect();
    let (answer, _) = assess_series(&Series::new(outcome, 36).unwrap(), Errors::Restricted, &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive, "{:?}", answer.reasons);
}

#[test]
fn a_short_series_proves_nothing() {
    let outcome = vec![10.0, 11.0, 10.5, 10.2, 10.9, 3.0, 3.2, 2.9, 3.1, 3.3];
    let (answer, _) = assess_series(&Series::new(outcome, 5).unwrap(), Errors::Restricted, &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
}

#[test]
fn bad_series_are_refused() {
    assert!(matches!(Series::new(vec![1.0; 3], 1), Err(ImpactError::Argument(_))));
    assert!(matches!(Series::new(vec![1.0, f64::NAN, 2.0, 3.0], 2), Err(ImpactError::NotFinite { row: 1, .. })));
    let flat = Series::new(vec![2.0; 20], 10).unwrap();
    assert_eq!(
        segmented_regression(&flat, Errors::Restricted, Level::default()).unwrap_err(),
        ImpactError::OutcomeDoesNotVary
    );
    assert!(structural_counterfactual(&flat, Trend::LocalLevel, Level::default()).is_err());
    let short = Series::new(vec![1.0, 2.0, 4.0, 3.0], 2).unwrap();
    assert!(segmented_regression(&short, Errors::PraisWinsten, Level::default()).is_err());
    assert!(structural_counterfactual(&short, Trend::LocalLinear, Level::default()).is_err());
    assert!(flat.clone().with_season(Season { length: 4, harmonics: 3 }).is_err());
    assert!(flat.with_control(Column::new("c", vec![1.0])).is_err());
}
