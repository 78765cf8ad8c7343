//! Small symmetric systems of equations.

/// The lower factor of a symmetric positive definite matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cholesky {
    size: usize,
    factor: Vec<f64>,
}

/// What may be left of a diagonal element, as a share of it, before the matrix counts as singular.
const SINGULAR: f64 = 1e-11;

impl Cholesky {
    /// `None` when a row is determined by the rows before it.
    pub(crate) fn of(matrix: &[f64], size: usize) -> Option<Self> {
        let mut factor = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|at| factor[row * size + at] * factor[column * size + at]).sum();
                let rest = matrix[row * size + column] - known;
                factor[row * size + column] = if row == column {
                    if rest.is_nan() || rest <= SINGULAR * matrix[row * size + row] {
                        return None;
                    }
                    rest.sqrt()
                } else {
                    rest / factor[column * size + column]
                };
            }
        }
        Some(Self { size, factor })
    }

    /// Solves with the lower factor alone: the squared length of the answer is `rightᵀ × matrix⁻¹ × right`.
    pub(crate) fn forward(&self, right: &[f64]) -> Vec<f64> {
        let mut answer: Vec<f64> = Vec::with_capacity(self.size);
        for (row, value) in right.iter().enumerate() {
            let known: f64 = answer.iter().enumerate().map(|(at, x)| self.factor[row * self.size + at] * x).sum();
            answer.push((value - known) / self.factor[row * self.size + row]);
        }
        answer
    }

    /// As [`Cholesky::forward`] for many at once, in place: `right` holds in each row one place of all of them.
    pub(crate) fn forward_rows(&self, right: &mut [f64]) {
        let wide = right.len() / self.size;
        for row in 0..self.size {
            let (before, here) = right.split_at_mut(row * wide);
            let here = &mut here[..wide];
            for (known, factor) in before.chunks_exact(wide).zip(&self.factor[row * self.size..]) {
                here.iter_mut().zip(known).for_each(|(value, known)| *value -= factor * known);
            }
            let diagonal = self.factor[row * self.size + row];
            here.iter_mut().for_each(|value| *value /= diagonal);
        }
    }

    /// Solves `matrix × answer = right`.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut answer = self.forward(right);
        for row in (0..self.size).rev() {
            let known: f64 = (row + 1..self.size).map(|at| self.factor[at * self.size + row] * answer[at]).sum();
            answer[row] = (answer[row] - known) / self.factor[row * self.size + row];
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solution_solves_and_a_singular_matrix_is_refused() {
        let matrix = [4.0, 2.0, 0.5, 2.0, 3.0, 1.0, 0.5, 1.0, 2.0];
        let answer = Cholesky::of(&matrix, 3).unwrap().solve(&[1.0, -2.0, 3.0]);
        for (row, right) in [1.0, -2.0, 3.0].iter().enumerate() {
            let found: f64 = (0..3).map(|at| matrix[row * 3 + at] * answer[at]).sum();
            assert!((found - right).abs() < 1e-14);
        }
        let root = Cholesky::of(&matrix, 3).unwrap();
        let mut many = [1.0, 0.5, -2.0, 7.0, 3.0, 0.0];
        root.forward_rows(&mut many);
        for (at, right) in [[1.0, -2.0, 3.0], [0.5, 7.0, 0.0]].iter().enumerate() {
            for (row, expected) in root.forward(right).into_iter().enumerate() {
                assert!((many[2 * row + at] - expected).abs() < 1e-14);
            }
        }
        assert_eq!(Cholesky::of(&[1.0, 2.0, 2.0, 4.0], 2), None);
        assert_eq!(Cholesky::of(&[f64::NAN], 1), None);
    }
}
