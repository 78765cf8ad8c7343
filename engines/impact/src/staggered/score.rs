//! What each unit adds to an effect: linear in the unit's columns, with other factors in each group.

/// For each group the factors of its units' columns, and what is added to them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Score {
    pub groups: Vec<Option<Part>>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Part {
    pub factors: Vec<(usize, f64)>,
    pub constant: f64,
}

impl Part {
    pub(super) fn at(&self, columns: &[f64]) -> f64 {
        self.factors.iter().fold(self.constant, |sum, (column, factor)| sum + factor * columns[*column])
    }

    /// Over the sum of the columns of some units.
    pub(super) fn over(&self, sums: &[f64], units: f64) -> f64 {
        self.factors.iter().fold(self.constant * units, |sum, (column, factor)| sum + factor * sums[*column])
    }
}

/// A square matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Square {
    pub size: usize,
    pub values: Vec<f64>,
}

impl Square {
    pub(super) fn zero(size: usize) -> Self {
        Self { size, values: vec![0.0; size * size] }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.size + column]
    }

    pub(super) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.values[row * self.size + column] += value;
        if row != column {
            self.values[column * self.size + row] += value;
        }
    }

    /// Adds the products of the entries of a vector that are not zero.
    pub(super) fn add_products(&mut self, entries: &[(usize, f64)]) {
        for (at, (row, one)) in entries.iter().enumerate() {
            for (column, other) in &entries[..=at] {
                self.add(*row, *column, one * other);
            }
        }
    }

    pub(super) fn scaled(mut self, factor: f64) -> Self {
        self.values.iter_mut().for_each(|value| *value *= factor);
        self
    }

    pub(super) fn part(&self, keep: &[usize]) -> Self {
        let values = keep.iter().flat_map(|row| keep.iter().map(|column| self.at(*row, *column))).collect();
        Self { size: keep.len(), values }
    }

    /// `factorsᵀ × self × factors`, of factors at some places.
    pub(super) fn across(&self, factors: &[(usize, f64)]) -> f64 {
        factors
            .iter()
            .map(|(row, one)| one * factors.iter().map(|(column, other)| other * self.at(*row, *column)).sum::<f64>())
            .sum()
    }
}
