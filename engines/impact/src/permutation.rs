//! How unusual the treated clusters are: every other choice of treated clusters takes their place.

use serde::Serialize;

/// More choices than this are not enumerated.
const MOST_CHOICES: u64 = 200_000;

/// One cluster: the sum over its units of what is compared (a change, an outcome), and the number
/// of those units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    pub sum: f64,
    pub units: f64,
    pub treated: bool,
}

/// The result of an exact permutation test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Permutation {
    /// Difference of means that was observed.
    pub difference: f64,
    /// Share of the choices with a difference at least as large, the real one included; in (0, 1].
    pub p_value: f64,
    /// How many choices of treated clusters there are.
    pub choices: u64,
}

/// Exact two-sided permutation test of the difference in means between treated and untreated
/// clusters. With one treated cluster it is the placebo test in which every untreated cluster
/// takes its place. It holds however few clusters are treated, where clustered standard errors
/// do not (MacKinnon and Webb, *Journal of Applied Econometrics* 32 (2017), 233-254).
///
/// `None` when a group is empty or there are more than 200,000 choices.
///
/// ```
/// use lustrum_impact::{Cluster, permutation};
/// let clusters: Vec<Cluster> = [9.0, 1.0, 2.0, 0.0, 1.5].into_iter().enumerate()
///     .map(|(at, sum)| Cluster { sum, units: 1.0, treated: at == 0 })
///     .collect();
/// let test = permutation(&clusters).unwrap();
/// assert_eq!((test.choices, test.p_value), (5, 0.2));
/// ```
pub fn permutation(clusters: &[Cluster]) -> Option<Permutation> {
    let chosen = clusters.iter().filter(|cluster| cluster.treated).count();
    if chosen == 0 || chosen == clusters.len() {
        return None;
    }
    let choices = choices(clusters.len() as u64, chosen as u64)?;
    let (sum, units) = clusters.iter().fold((0.0, 0.0), |(s, u), c| (s + c.sum, u + c.units));
    let difference_of = |part: f64, count: f64| part / count - (sum - part) / (units - count);
    let (part, count) =
        clusters.iter().filter(|cluster| cluster.treated).fold((0.0, 0.0), |(s, u), c| (s + c.sum, u + c.units));
    let difference = difference_of(part, count);
    let scale: f64 = clusters.iter().map(|c| (c.sum / c.units).abs()).sum();
    // Ties count against the treatment, whatever the order of the additions.
    let threshold = difference.abs() - 1e-12 * scale;
    let mut as_large = 0_u64;
    let parts: Vec<[f64; 2]> = clusters.iter().map(|cluster| [cluster.sum, cluster.units]).collect();
    each_choice(&parts, chosen, [0.0; 2], &mut |[part, count]| {
        if difference_of(part, count).abs() >= threshold {
            as_large += 1;
        }
    });
    Some(Permutation { difference, p_value: as_large as f64 / choices as f64, choices })
}

/// Binomial coefficient, where it is small enough to enumerate.
pub(crate) fn choices(of: u64, take: u64) -> Option<u64> {
    let mut count: u64 = 1;
    for step in 0..take.min(of - take) {
        count = count * (of - step) / (step + 1);
        if count > MOST_CHOICES {
            return None;
        }
    }
    Some(count)
}

/// Calls `visit` with the sums of every choice of so many, in the order of their places.
pub(crate) fn each_choice<const N: usize>(
    left: &[[f64; N]],
    take: usize,
    sums: [f64; N],
    visit: &mut impl FnMut([f64; N]),
) {
    if take == 0 {
        visit(sums);
        return;
    }
    for at in 0..=left.len() - take {
        let with = std::array::from_fn(|part| sums[part] + left[at][part]);
        each_choice(&left[at + 1..], take - 1, with, visit);
    }
}
