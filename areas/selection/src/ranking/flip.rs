//! How little has to change for somebody else to stand first.

use super::{NOTHING, RankingError, Table, Weights, dot, smart};

/// Weight that moves from one criterion to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    pub from: usize,
    pub to: usize,
    /// As a share of all weight.
    pub weight: f64,
}

/// The smallest change of weights after which the first place is shared; a hair more, and it is the other's.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    pub winner: usize,
    /// Who draws level.
    pub rival: usize,
    /// How much weight moves in all.
    pub distance: f64,
    /// The largest first. Empty where the first place is shared already.
    pub moves: Vec<Move>,
}

/// The smallest change of weights that takes the first place from the winner of [`smart::rank`]; nothing where no weights
/// do, as nobody is better at anything than the winner.
///
/// The size of a change is the weight that moves: half the sum of the absolute differences of all weights (the total
/// variation norm), so that "eight points from price to culture" is a change of 0.08. In this norm the answer is exact: a
/// point of weight that goes from criterion `a` to `b` closes the gap to a rival by the difference of their advantages at
/// `a` and at `b`, so all of it goes to the criterion at which the rival is furthest ahead, and it is taken where the
/// winner is, the largest advantage first, as in a knapsack whose pieces can be cut.
///
/// ```
/// use lustrum_selection::ranking::{Table, Weights, flip::smallest_flip};
/// let values = Table::new(vec![vec![1.0, 0.4, 0.5], vec![0.2, 0.6, 0.5]])?;
/// let flip = smallest_flip(&values, &Weights::new(vec![0.3, 0.3, 0.4])?)?.unwrap();
/// let (moved, to) = (&flip.moves[0], 1);
/// assert_eq!((moved.from, moved.to), (0, to));
/// assert!((moved.weight - 0.18).abs() < 1e-12);
/// # Ok::<(), lustrum_selection::ranking::RankingError>(())
/// ```
///
/// # Errors
/// [`RankingError::LengthsDiffer`] where there is not one weight for each criterion.
pub fn smallest_flip(values: &Table, weights: &Weights) -> Result<Option<Flip>, RankingError> {
    let winner = smart::rank(values, weights)?.first();
    let rivals = (0..values.rows().len()).filter(|rival| *rival != winner);
    let flips = rivals.filter_map(|rival| against(values, weights.as_slice(), winner, rival));
    Ok(flips.min_by(|a, b| a.distance.total_cmp(&b.distance)))
}

fn against(values: &Table, weights: &[f64], winner: usize, rival: usize) -> Option<Flip> {
    let ahead: Vec<f64> = values.row(winner).iter().zip(values.row(rival)).map(|(a, b)| a - b).collect();
    let mut gap = dot(&ahead, weights);
    let mut flip = Flip { winner, rival, distance: 0.0, moves: Vec::new() };
    if gap <= NOTHING {
        return Some(flip);
    }
    let to = (0..ahead.len()).min_by(|a, b| ahead[*a].total_cmp(&ahead[*b]))?;
    if ahead[to] >= -NOTHING {
        return None;
    }
    let mut sources: Vec<usize> = (0..ahead.len()).filter(|from| ahead[*from] > ahead[to]).collect();
    sources.sort_by(|a, b| ahead[*b].total_cmp(&ahead[*a]));
    for from in sources {
        let closes = ahead[from] - ahead[to];
        let weight = weights[from].min(gap / closes);
        gap -= weight * closes;
        flip.distance += weight;
        flip.moves.push(Move { from, to, weight });
        if gap <= NOTHING * closes {
            break;
        }
    }
    flip.moves.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    Some(flip)
}
