//! The smallest value of a function of a few numbers, without derivatives.

/// Nelder and Mead's simplex search (*Computer Journal* 7 (1965), 308-313), started anew from its own result until that
/// no longer helps: a simplex can collapse before it has arrived.
pub(crate) fn minimise(start: &[f64], step: f64, mut value: impl FnMut(&[f64]) -> f64) -> (Vec<f64>, f64) {
    let mut best = (start.to_vec(), value(start));
    for _ in 0..6 {
        let found = once(&best.0, step, &mut value);
        let gained = best.1 - found.1;
        if found.1 <= best.1 {
            best = found;
        }
        if gained <= 1e-12 * best.1.abs() {
            break;
        }
    }
    best
}

fn once(start: &[f64], step: f64, value: &mut impl FnMut(&[f64]) -> f64) -> (Vec<f64>, f64) {
    let size = start.len();
    let mut simplex: Vec<(Vec<f64>, f64)> = (0..=size)
        .map(|corner| {
            let mut at = start.to_vec();
            if corner > 0 {
                at[corner - 1] += step;
            }
            let found = value(&at);
            (at, found)
        })
        .collect();
    for _ in 0..400 * size {
        simplex.sort_by(|one, other| one.1.total_cmp(&other.1));
        let (low, high) = (simplex[0].1, simplex[size].1);
        let wide = (1..=size).flat_map(|corner| (0..size).map(move |axis| (corner, axis)));
        let width = wide.map(|(corner, axis)| (simplex[corner].0[axis] - simplex[0].0[axis]).abs()).fold(0.0, f64::max);
        if width < 1e-9 && high - low <= 1e-14 * low.abs() {
            break;
        }
        let middle: Vec<f64> = (0..size)
            .map(|axis| simplex[..size].iter().map(|corner| corner.0[axis]).sum::<f64>() / size as f64)
            .collect();
        let worst = simplex[size].0.clone();
        let mut along = |length: f64| {
            let at: Vec<f64> = middle.iter().zip(&worst).map(|(m, w)| m + length * (w - m)).collect();
            let found = value(&at);
            (at, found)
        };
        let reflected = along(-1.0);
        let next = if reflected.1 < low {
            let expanded = along(-2.0);
            if expanded.1 < reflected.1 { Some(expanded) } else { Some(reflected) }
        } else if reflected.1 < simplex[size - 1].1 {
            Some(reflected)
        } else {
            let contracted = along(if reflected.1 < high { -0.5 } else { 0.5 });
            (contracted.1 < high.min(reflected.1)).then_some(contracted)
        };
        if let Some(next) = next {
            simplex[size] = next;
            continue;
        }
        let best = simplex[0].0.clone();
        for corner in &mut simplex[1..] {
            corner.0.iter_mut().zip(&best).for_each(|(place, towards)| *place = (*place + towards) / 2.0);
            corner.1 = value(&corner.0);
        }
    }
    simplex.sort_by(|one, other| one.1.total_cmp(&other.1));
    simplex.swap_remove(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock_is_walked_to_its_end() {
        let valley = |at: &[f64]| (1.0 - at[0]).powi(2) + 100.0 * (at[1] - at[0] * at[0]).powi(2);
        let (at, left) = minimise(&[-1.2, 1.0], 0.5, valley);
        assert!((at[0] - 1.0).abs() < 1e-6 && (at[1] - 1.0).abs() < 1e-6 && left < 1e-12, "{at:?}");
    }
}
