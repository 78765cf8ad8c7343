//! An interval where one, two or a handful of clusters were trained: the effects that would not stand out had other
//! clusters been trained.

use crate::{
    ImpactError, Level,
    chance::Chance,
    permutation::{choices, each_choice},
};

/// So many choices are drawn where there are too many to take them all.
const DRAWN: u64 = 20_000;

/// One cluster over the start of the programme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterChange {
    /// Mean after the start less the mean before, in units of the outcome.
    pub change: f64,
    /// Units in it, or the sum of their weights: its part in the mean of its group. Above zero.
    pub units: f64,
    /// Variance of its change as a multiple of that of one reading, if readings were independent; 1 / units will do.
    pub noise: f64,
    pub treated: bool,
}

/// What the placebos say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceboInterval {
    /// Infinite on both sides where there are too few choices for the level.
    pub low: f64,
    pub high: f64,
    /// Share of the choices whose difference is as far from zero as the effect, the real one included; in (0, 1].
    pub p_value: f64,
    /// Choices that were looked at, the real one included.
    pub choices: u64,
}

/// The interval for `effect`, a difference of the mean changes of treated and untreated clusters, by inversion of the
/// permutation test: an effect is in it when, taken out of the treated clusters, their difference is no rarer than
/// 1 - level among all choices of as many clusters.
///
/// It holds for one treated cluster, where clustered standard errors do not, and takes for granted that clusters vary
/// alike but for their size: their variances are A + B × `noise`, A and B not negative and taken from the larger group.
/// Where the level lies between two choices the limit is interpolated, so that with 30 clusters, one of them treated, it
/// misses 5 % and not 3.3 %. With more than 200,000 choices 20,000 are drawn by a fixed seed.
///
/// Sources: Conley and Taber, *Review of Economics and Statistics* 93 (2011), 113-125; Ferman and Pinto, *Review of
/// Economics and Statistics* 101 (2019), 452-467 (unequal sizes); Beran and Hall, *JRSS B* 55 (1993), 643-652
/// (interpolation); Hemerik and Goeman, *TEST* 27 (2018), 811-825 (draws).
///
/// ```
/// use lustrum_impact::{ClusterChange, Level, placebo_interval};
/// let of = |change, treated| ClusterChange { change, units: 1.0, noise: 1.0, treated };
/// let mut clusters: Vec<ClusterChange> = (0..19).map(|at| of(f64::from(at) - 9.0, false)).collect();
/// clusters.push(of(30.0, true));
/// let found = placebo_interval(&clusters, 30.0, Level::default())?;
/// assert_eq!((found.choices, found.p_value), (20, 0.05));
/// assert!(found.low > 19.0 && found.high < 41.0);
/// // With eighteen to compare with, nothing is rare enough.
/// let found = placebo_interval(&clusters[1..], 30.0, Level::default())?;
/// assert_eq!(found.high, f64::INFINITY);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::NotFinite`], [`ImpactError::Argument`] when a group has no cluster, or a cluster no units.
pub fn placebo_interval(clusters: &[ClusterChange], effect: f64, level: Level) -> Result<PlaceboInterval, ImpactError> {
    let treated = clusters.iter().filter(|cluster| cluster.treated).count();
    let (small, all) = (treated.min(clusters.len() - treated), clusters.len());
    if small == 0 || clusters.iter().any(|cluster| cluster.units <= 0.0) {
        return Err(ImpactError::Argument("both groups need clusters with units in them"));
    }
    let finite = |cluster: &ClusterChange| (cluster.change + cluster.units + cluster.noise).is_finite();
    if let Some(row) = clusters.iter().position(|cluster| !finite(cluster)) {
        return Err(ImpactError::NotFinite { column: "the change of a cluster".to_owned(), row });
    }
    // The group with fewer clusters is what is chosen; the difference changes its sign only.
    let chosen = treated == small;
    let parts = Parts::of(clusters, chosen, small);
    let mut limits =
        Limits { effect, threshold: effect.abs() - 1e-12 * parts.scale, low: vec![], high: vec![], far: 1 };
    let count = match choices(all as u64, small as u64) {
        Some(count) => {
            each_choice(&parts.clusters, small, [0.0; 3], &mut |sums| limits.add(sums, small));
            count
        }
        None => {
            let mut chance = Chance::new(0, 0);
            let mut order: Vec<usize> = (0..all).collect();
            for _ in 1..DRAWN {
                let mut sums = [0.0; 3];
                for place in 0..small {
                    let other = place + chance.below(all - place);
                    order.swap(place, other);
                    let cluster = &parts.clusters[order[place]];
                    sums.iter_mut().zip(cluster).for_each(|(sum, part)| *sum += part);
                }
                // The real choice may be drawn again: it counts as any other that is as far.
                limits.add(sums, small + 1);
            }
            DRAWN
        }
    };
    let misses = (1.0 - level.value()) * count as f64;
    Ok(PlaceboInterval {
        low: -limit(limits.low.into_iter().map(|low| -low).collect(), misses),
        high: limit(limits.high, misses),
        p_value: limits.far as f64 / count as f64,
        choices: count,
    })
}

/// For each cluster what it adds to the difference of a choice with it: without an effect, what an effect of 1 would take
/// off, and whether it is in the real choice.
struct Parts {
    clusters: Vec<[f64; 3]>,
    scale: f64,
}

impl Parts {
    fn of(clusters: &[ClusterChange], chosen: bool, small: usize) -> Self {
        let variances = variances(clusters, !chosen);
        let precision: f64 = variances.iter().map(|variance| 1.0 / variance).sum();
        let mean_of = |value: &dyn Fn(&ClusterChange) -> f64| -> f64 {
            clusters.iter().zip(&variances).map(|(cluster, variance)| value(cluster) / variance).sum::<f64>()
                / precision
        };
        let is_treated = |cluster: &ClusterChange| f64::from(u8::from(cluster.treated));
        let (centre, share) = (mean_of(&|cluster| cluster.change), mean_of(&is_treated));
        // Brings the mean of `small` changes of variance one to the spread of the estimate.
        let of_estimate: f64 = [true, false]
            .map(|side| {
                let members = || clusters.iter().zip(&variances).filter(|(cluster, _)| cluster.treated == side);
                let units: f64 = members().map(|(cluster, _)| cluster.units).sum();
                members().map(|(cluster, variance)| (cluster.units / units).powi(2) * variance).sum::<f64>()
            })
            .iter()
            .sum();
        let of_mean = 1.0 / small as f64 - 1.0 / clusters.len() as f64;
        let factor = (of_estimate / of_mean).sqrt() / small as f64;
        let one = |(cluster, variance): (&ClusterChange, &f64)| {
            let by = factor / variance.sqrt();
            let real = f64::from(u8::from(cluster.treated == chosen));
            [by * (cluster.change - centre), by * (is_treated(cluster) - share), real]
        };
        let parts: Vec<[f64; 3]> = clusters.iter().zip(&variances).map(one).collect();
        let scale = parts.iter().map(|part| part[0].abs()).sum();
        Self { clusters: parts, scale }
    }
}

/// The variance of each cluster as A + B × noise, from the squared distances of the larger group to its mean; all the same
/// where sizes are, or where nothing varies.
fn variances(clusters: &[ClusterChange], larger: bool) -> Vec<f64> {
    let (least, most) = clusters
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(least, most), cluster| (least.min(cluster.noise), most.max(cluster.noise)));
    let alike = || vec![1.0; clusters.len()];
    if most - least <= 1e-9 * most {
        return alike();
    }
    let members: Vec<&ClusterChange> = clusters.iter().filter(|cluster| cluster.treated == larger).collect();
    let count = members.len() as f64;
    let mean = members.iter().map(|cluster| cluster.change).sum::<f64>() / count;
    let square = |cluster: &ClusterChange| (cluster.change - mean).powi(2);
    let squares = members.iter().map(|cluster| square(cluster)).sum::<f64>() / count;
    let noise = members.iter().map(|cluster| cluster.noise).sum::<f64>() / count;
    let (along, across) = members.iter().fold((0.0, 0.0), |(along, across), cluster| {
        let away = cluster.noise - noise;
        (along + away * (square(cluster) - squares), across + away * away)
    });
    let slope = if across > 0.0 { (along / across).clamp(0.0, squares / noise) } else { 0.0 };
    let level = squares - slope * noise;
    let found: Vec<f64> = clusters.iter().map(|cluster| level + slope * cluster.noise).collect();
    if found.iter().all(|variance| variance.is_finite() && *variance > 0.0) { found } else { alike() }
}

/// Up to which effect, on either side, each choice is as far from the real one.
struct Limits {
    effect: f64,
    threshold: f64,
    low: Vec<f64>,
    high: Vec<f64>,
    far: u64,
}

impl Limits {
    /// An effect t leaves the choice a difference of `with` - t × `off`, and the real one `effect` - t.
    fn add(&mut self, [with, off, real]: [f64; 3], small: usize) {
        if real > small as f64 - 0.5 {
            return;
        }
        self.far += u64::from(with.abs() >= self.threshold);
        if off.abs() >= 1.0 - 1e-9 {
            // As far whatever the effect: a choice that mirrors the real one.
            self.low.push(f64::NEG_INFINITY);
            self.high.push(f64::INFINITY);
            return;
        }
        let (one, other) = ((self.effect + with) / (1.0 + off), (self.effect - with) / (1.0 - off));
        self.low.push(one.min(other));
        self.high.push(one.max(other));
    }
}

/// The value that the real choice and `misses` - 1 others lie at or above, interpolated between two choices.
fn limit(mut values: Vec<f64>, misses: f64) -> f64 {
    // Half a millionth of a choice is rounding: 0.05 × 20 is one.
    let whole = (misses + 5e-7).floor();
    if whole < 1.0 {
        return f64::INFINITY;
    }
    let part = (misses - whole).max(0.0);
    let at = whole as usize - 1;
    values.sort_by(|one, other| other.total_cmp(one));
    let Some(outer) = values.get(at).copied() else { return f64::INFINITY };
    match values.get(at + 1) {
        Some(inner) if outer.is_finite() => outer - part * (outer - inner),
        _ => outer,
    }
}
