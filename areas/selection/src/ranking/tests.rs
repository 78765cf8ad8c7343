//! Against published examples, and against trying everything.

use proptest::prelude::*;

use super::ahp::{CONSISTENT, Comparisons};
use super::flip::{Flip, smallest_flip};
use super::topsis::Better::{Higher, Lower};
use super::{RankingError, Table, Weights, price, robust, smart, topsis};

fn table(rows: &[&[f64]]) -> Table {
    Table::new(rows.iter().map(|row| row.to_vec()).collect()).unwrap()
}

fn close(found: &[f64], expected: &[f64], by: f64) {
    assert_eq!(found.len(), expected.len());
    for (at, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() <= by, "at {at}: {a}, not {b}");
    }
}

fn upper(rows: &[&[f64]]) -> Comparisons {
    let pairs: Vec<_> = rows
        .iter()
        .enumerate()
        .flat_map(|(one, row)| row.iter().enumerate().map(move |(step, value)| (one, one + 1 + step, *value)))
        .collect();
    Comparisons::new(rows.len() + 1, &pairs).unwrap()
}

/// T. L. Saaty, "Decision making with the analytic hierarchy process", Int. J. Services Sciences 1 (2008), "Which drink is
/// consumed more in the USA?": coffee, wine, tea, beer, sodas, milk, water.
#[test]
fn saatys_drinks_have_the_weights_and_the_consistency_that_he_gives() {
    let judged = upper(&[
        &[9.0, 5.0, 2.0, 1.0, 1.0, 0.5],
        &[1.0 / 3.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0],
        &[1.0 / 3.0, 0.25, 1.0 / 3.0, 1.0 / 9.0],
        &[0.5, 1.0, 1.0 / 3.0],
        &[2.0, 0.5],
        &[1.0 / 3.0],
    ])
    .judge();
    close(&judged.weights, &[0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], 0.0005);
    assert!((judged.ratio - 0.022).abs() < 0.0005, "{}", judged.ratio);
    assert_eq!(judged.reconsider, None);
}

/// T. L. Saaty, *The Analytic Hierarchy Process* (1980), choice of a school: learning, friends, school life, vocational
/// training, college preparation, music classes. He prints the weights to two places and calls it inconsistent.
#[test]
fn saatys_schools_are_flagged_with_the_pair_to_reconsider() {
    let judged =
        upper(&[&[4.0, 3.0, 1.0, 3.0, 4.0], &[7.0, 3.0, 0.2, 1.0], &[0.2, 0.2, 1.0 / 6.0], &[1.0, 1.0 / 3.0], &[3.0]])
            .judge();
    close(&judged.weights, &[0.32, 0.14, 0.03, 0.13, 0.24, 0.14], 0.006);
    assert!(judged.ratio > CONSISTENT);
    let pair = judged.reconsider.unwrap();
    // Whoever takes over what fits is less inconsistent.
    let mended = (pair.given / pair.fits).ln().abs();
    assert!(mended > 1.0, "{pair:?}");
}

#[test]
fn a_matrix_with_a_missing_or_an_impossible_value_is_refused() {
    assert_eq!(Comparisons::new(3, &[(0, 1, 3.0), (1, 2, 3.0)]), Err(RankingError::Missing(0, 2)));
    for value in [0.0, -3.0, 9.5, 0.1, f64::NAN, f64::INFINITY] {
        assert!(matches!(Comparisons::new(2, &[(0, 1, value)]), Err(RankingError::Impossible(0, 1, _))), "{value}");
    }
    assert!(matches!(Comparisons::new(2, &[(0, 1, 3.0), (1, 0, 3.0)]), Err(RankingError::Impossible(1, 0, _))));
    assert!(matches!(Comparisons::new(2, &[(0, 2, 3.0)]), Err(RankingError::Impossible(0, 2, _))));
    assert!(matches!(Comparisons::new(2, &[(1, 1, 1.0)]), Err(RankingError::Impossible(1, 1, _))));
    assert_eq!(Comparisons::new(0, &[]), Err(RankingError::Empty));
    assert_eq!(Comparisons::new(16, &[]), Err(RankingError::TooMany(16)));
}

/// P. Goodwin and G. Wright, *Decision Analysis for Management Judgment*, chapter 3: seven offices, six attributes.
#[test]
fn goodwin_and_wrights_offices_have_the_benefits_that_they_give() {
    let values = table(&[
        &[100.0, 60.0, 100.0, 75.0, 0.0, 90.0],
        &[20.0, 80.0, 10.0, 30.0, 100.0, 30.0],
        &[80.0, 70.0, 0.0, 0.0, 10.0, 100.0],
        &[70.0, 50.0, 30.0, 55.0, 30.0, 90.0],
        &[40.0, 60.0, 90.0, 100.0, 60.0, 70.0],
        &[0.0, 0.0, 70.0, 0.0, 80.0, 0.0],
        &[60.0, 100.0, 20.0, 50.0, 50.0, 80.0],
    ]);
    let weights = Weights::new(vec![0.32, 0.26, 0.23, 0.10, 0.06, 0.03]).unwrap();
    let ranking = smart::rank(&values, &weights).unwrap();
    close(&ranking.values, &[80.8, 39.4, 47.4, 52.3, 64.8, 20.9, 60.2], 1e-9);
    assert_eq!(ranking.ranks, [1, 6, 5, 4, 2, 7, 3]);
}

/// C. L. Hwang and K. Yoon, *Multiple Attribute Decision Making* (1981): four fighter aircraft, of which the fourth
/// attribute, the cost, is better when it is lower.
#[test]
fn hwang_and_yoons_aircraft_are_as_close_to_the_ideal_as_they_give() {
    let raw = table(&[
        &[2.0, 1_500.0, 20_000.0, 5.5, 5.0, 9.0],
        &[2.5, 2_700.0, 18_000.0, 6.5, 3.0, 5.0],
        &[1.8, 2_000.0, 21_000.0, 4.5, 7.0, 7.0],
        &[2.2, 1_800.0, 20_000.0, 5.0, 5.0, 5.0],
    ]);
    let weights = Weights::new(vec![0.2, 0.1, 0.1, 0.1, 0.2, 0.3]).unwrap();
    let ranking = topsis::rank(&raw, &weights, &[Higher, Higher, Higher, Lower, Higher, Higher]).unwrap();
    close(&ranking.values, &[0.643, 0.268, 0.613, 0.312], 0.001);
    assert_eq!(ranking.ranks, [1, 4, 2, 3]);
}

#[test]
fn equals_share_the_better_place() {
    let ranking = smart::rank(&table(&[&[0.5], &[0.7], &[0.7], &[0.1]]), &Weights::new(vec![1.0]).unwrap()).unwrap();
    assert_eq!(ranking.ranks, [3, 1, 1, 4]);
    assert_eq!((ranking.first(), ranking.order()), (1, vec![1, 2, 0, 3]));
}

#[test]
fn nobody_takes_the_first_place_from_who_is_best_at_everything() {
    let weights = Weights::new(vec![0.5, 0.5]).unwrap();
    assert_eq!(smallest_flip(&table(&[&[0.9, 0.8], &[0.9, 0.1]]), &weights).unwrap(), None);
    assert!(robust::holds_within(&table(&[&[0.9, 0.8], &[0.8, 0.1]]), &weights, 0.99).unwrap());
    let shared = smallest_flip(&table(&[&[0.9, 0.8], &[0.8, 0.9]]), &weights).unwrap().unwrap();
    assert_eq!((shared.distance, shared.moves.len()), (0.0, 0));
}

#[test]
fn price_is_worth_what_its_capped_weight_says_and_the_rest_is_left_to_the_criteria() {
    let values = table(&[&[1.0, 0.0], &[0.0, 1.0]]);
    let inside = price::laid_in(&values, &price::values(&[200, 100]), 0.1).unwrap();
    close(inside.row(0), &[0.95, 0.05], 1e-12);
    close(inside.row(1), &[0.1, 1.0], 1e-12);
    let weights = Weights::new(vec![0.6, 0.4]).unwrap();
    let ranking = smart::rank(&inside, &weights).unwrap();
    close(&ranking.values, &[0.9 * 0.6 + 0.1 * 0.5, 0.9 * 0.4 + 0.1], 1e-12);
    assert!(price::laid_in(&values, &[1.0], 0.1).is_err());
}

#[test]
fn twelve_candidates_on_forty_criteria_are_drawn_ten_thousand_times_and_the_seed_says_how() {
    let rows: Vec<Vec<f64>> =
        (0..12).map(|row| (0..40).map(|column| ((row * 31 + column * 17) % 97) as f64 / 96.0).collect()).collect();
    let values = Table::new(rows).unwrap();
    let weights = Weights::new(vec![1.0 / 40.0; 40]).unwrap();
    let shares = robust::shares_of_first(&values, &weights, 11, robust::DRAWS).unwrap();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert_eq!(shares, robust::shares_of_first(&values, &weights, 11, robust::DRAWS).unwrap());
    assert_ne!(shares, robust::shares_of_first(&values, &weights, 12, robust::DRAWS).unwrap());
    let first = smart::rank(&values, &weights).unwrap().first();
    assert!(shares.iter().all(|share| *share <= shares[first]), "who leads is first most often: {shares:?}");
}

/// Every set of weights on a grid of the simplex.
fn grid(criteria: usize, steps: usize) -> Vec<Vec<f64>> {
    if criteria == 1 {
        return vec![vec![steps as f64]];
    }
    let rest = (0..=steps).flat_map(|first| {
        grid(criteria - 1, steps - first).into_iter().map(move |mut rest| {
            rest.insert(0, first as f64);
            rest
        })
    });
    rest.collect()
}

fn after(weights: &[f64], flip: &Flip) -> Vec<f64> {
    let mut changed = weights.to_vec();
    for one in &flip.moves {
        changed[one.from] -= one.weight;
        changed[one.to] += one.weight;
    }
    changed
}

fn a_choice() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
    (2_usize..=4, 2_usize..=4).prop_flat_map(|(candidates, criteria)| {
        let values = proptest::collection::vec(proptest::collection::vec(0.0..1.0, criteria), candidates);
        let weights = proptest::collection::vec(1.0..20.0, criteria).prop_map(|parts: Vec<f64>| {
            let sum: f64 = parts.iter().sum();
            parts.into_iter().map(|part| part / sum).collect::<Vec<f64>>()
        });
        (values, weights)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_smaller_change_of_weights_takes_the_first_place((rows, weights) in a_choice()) {
        let values = Table::new(rows).unwrap();
        let chosen = Weights::new(weights.clone()).unwrap();
        let winner = smart::rank(&values, &chosen).unwrap().first();
        let flip = smallest_flip(&values, &chosen).unwrap();
        let reached = |weights: &[f64], row: usize| -> f64 { values.row(row).iter().zip(weights).map(|(v, w)| v * w).sum() };
        if let Some(flip) = &flip {
            let changed = after(&weights, flip);
            prop_assert!(changed.iter().all(|weight| *weight >= -1e-9));
            prop_assert!((changed.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!((reached(&changed, winner) - reached(&changed, flip.rival)).abs() < 1e-6, "they draw level");
            let moved: f64 = changed.iter().zip(&weights).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0;
            prop_assert!((moved - flip.distance).abs() < 1e-9);
        }
        let steps = 20;
        for point in grid(weights.len(), steps) {
            let point: Vec<f64> = point.into_iter().map(|part| part / steps as f64).collect();
            let overtaken = (0..values.rows().len()).any(|row| reached(&point, row) > reached(&point, winner) + 1e-9);
            if overtaken {
                let moved: f64 = point.iter().zip(&weights).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0;
                let least = flip.as_ref().map_or(f64::MAX, |flip| flip.distance);
                prop_assert!(moved >= least - 1e-9, "{point:?} is nearer: {moved} < {least}");
            }
        }
    }

    #[test]
    fn what_holds_within_a_fifth_holds_at_every_corner_and_what_does_not_falls_at_one((rows, weights) in a_choice()) {
        let values = Table::new(rows).unwrap();
        let winner = smart::rank(&values, &Weights::new(weights.clone()).unwrap()).unwrap().first();
        let corners = 1_usize << weights.len();
        let falls = (0..corners).any(|corner| {
            let at: Vec<f64> = weights.iter().enumerate()
                .map(|(place, weight)| weight * if corner >> place & 1 == 1 { 1.2 } else { 0.8 })
                .collect();
            let reached: Vec<f64> = values.weighted(&at);
            reached.iter().enumerate().any(|(row, value)| row != winner && *value >= reached[winner] - 1e-9)
        });
        let holds = robust::holds_within(&values, &Weights::new(weights).unwrap(), robust::SWING).unwrap();
        prop_assert_eq!(holds, !falls);
    }

    #[test]
    fn consistent_comparisons_give_back_the_weights_that_they_came_from(parts in proptest::collection::vec(1.0_f64..8.9, 1..8)) {
        let sum: f64 = parts.iter().sum();
        let pairs: Vec<_> = (0..parts.len())
            .flat_map(|one| (one + 1..parts.len()).map(move |other| (one, other)))
            .map(|(one, other)| (one, other, parts[one] / parts[other]))
            .collect();
        let judged = Comparisons::new(parts.len(), &pairs).unwrap().judge();
        for (weight, part) in judged.weights.iter().zip(&parts) {
            prop_assert!((weight - part / sum).abs() < 1e-9);
        }
        prop_assert!(judged.ratio < 1e-6);
    }
}
