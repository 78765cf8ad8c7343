//! Price is in sight and can't decide: its weight is capped.

use super::{RankingError, Table};

/// The most that price weighs unless a round says otherwise.
pub const CAP: f64 = 0.10;
/// Beyond this a choice would be a tender.
pub const HIGHEST_CAP: f64 = 0.30;

/// The value of each price: the lowest price divided by it, so that twice as dear is worth half.
///
/// ```
/// use lustrum_selection::ranking::price::values;
/// assert_eq!(values(&[100, 200, 125]), [1.0, 0.5, 0.8]);
/// ```
pub fn values(prices: &[i64]) -> Vec<f64> {
    let lowest = prices.iter().copied().filter(|price| *price > 0).min().unwrap_or(1) as f64;
    prices.iter().map(|price| if *price > 0 { lowest / *price as f64 } else { 1.0 }).collect()
}

/// The same ranking with price inside: as the weights of the criteria always sum to `1 - weight`, the part of price can be
/// laid into every one of them. What is said of weights after this is said of the criteria among each other, and price
/// keeps the weight that it was given.
///
/// # Errors
/// [`RankingError::LengthsDiffer`] where there is not one price for each candidate.
pub fn laid_in(values: &Table, prices: &[f64], weight: f64) -> Result<Table, RankingError> {
    if prices.len() != values.rows().len() {
        return Err(RankingError::LengthsDiffer { row: 0, found: prices.len(), expected: values.rows().len() });
    }
    let rows = values.rows().zip(prices);
    Table::new(rows.map(|(row, price)| row.iter().map(|v| (1.0 - weight) * v + weight * price).collect()).collect())
}
