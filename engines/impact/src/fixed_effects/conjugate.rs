//! Conjugate gradients on a sparse semidefinite system, each line scaled by its diagonal (Hestenes and Stiefel, *Journal of
//! Research of the National Bureau of Standards* 49 (1952), 409-436).

/// How much smaller than at the start what is left has to become.
const TARGET: f64 = 1e-13;
/// A system that needs more steps is left to another way.
const MOST_STEPS: usize = 20_000;

/// A symmetric matrix by its lines.
pub(super) struct Sparse {
    from: Vec<usize>,
    column: Vec<u32>,
    value: Vec<f64>,
    /// One over the diagonal; zero where a line is empty: nothing determines it.
    inverse: Vec<f64>,
}

impl Sparse {
    pub(super) fn of(lines: &[Vec<(u32, f64)>]) -> Self {
        let entries = lines.iter().map(Vec::len).sum();
        let (mut from, mut column, mut value) = (vec![0], Vec::with_capacity(entries), Vec::with_capacity(entries));
        let mut inverse = vec![0.0; lines.len()];
        for (at, line) in lines.iter().enumerate() {
            for (other, entry) in line {
                column.push(*other);
                value.push(*entry);
                if *other as usize == at && *entry > 0.0 {
                    inverse[at] = 1.0 / entry;
                }
            }
            from.push(column.len());
        }
        Self { from, column, value, inverse }
    }

    fn times(&self, vector: &[f64], image: &mut [f64]) {
        for (ends, image) in self.from.windows(2).zip(image) {
            let line = self.column[ends[0]..ends[1]].iter().zip(&self.value[ends[0]..ends[1]]);
            *image = line.map(|(at, value)| value * vector[*at as usize]).sum();
        }
    }
}

/// A solution of a system that has one (what nothing determines stays zero); `None` when the steps do not end.
pub(super) fn solve(system: &Sparse, right: &[f64]) -> Option<Vec<f64>> {
    let size = right.len();
    let mut answer = vec![0.0; size];
    let mut rest = right.to_vec();
    let mut scaled: Vec<f64> = rest.iter().zip(&system.inverse).map(|(rest, inverse)| rest * inverse).collect();
    let mut direction = scaled.clone();
    let mut image = vec![0.0; size];
    let mut squared = dot(&rest, &scaled);
    let target = squared * TARGET * TARGET;
    for _ in 0..MOST_STEPS {
        if squared <= target {
            return Some(answer);
        }
        system.times(&direction, &mut image);
        let along = dot(&direction, &image);
        if along <= 0.0 {
            // Rounding is all that is left.
            return Some(answer);
        }
        let step = squared / along;
        for at in 0..size {
            answer[at] += step * direction[at];
            rest[at] -= step * image[at];
            scaled[at] = rest[at] * system.inverse[at];
        }
        let next = dot(&rest, &scaled);
        let keep = next / squared;
        direction.iter_mut().zip(&scaled).for_each(|(forward, new)| *forward = new + keep * *forward);
        squared = next;
    }
    None
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}
