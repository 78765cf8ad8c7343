//! On which line of the file each row starts, without keeping a number per row: most rows take one line.

/// Where the numbering jumps: the first row after a jump, and its line.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lines {
    jumps: Vec<(usize, u64)>,
    rows: usize,
}

impl Lines {
    pub(super) fn push(&mut self, line: u64) {
        let expected = self.jumps.last().map(|(row, at)| at + (self.rows - row) as u64);
        if expected != Some(line) {
            self.jumps.push((self.rows, line));
        }
        self.rows += 1;
    }

    pub(super) fn len(&self) -> usize {
        self.rows
    }

    /// The line on which a row starts.
    pub(super) fn of(&self, row: usize) -> u64 {
        let after = self.jumps.partition_point(|(first, _)| *first <= row);
        self.jumps.get(after.saturating_sub(1)).map_or(0, |(first, line)| line + (row - first) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn rows_keep_their_lines_over_blank_ones() {
        let mut lines = Lines::default();
        let of = [2, 3, 4, 7, 8, 20];
        of.iter().for_each(|line| lines.push(*line));
        assert_eq!((0..6).map(|row| lines.of(row)).collect::<Vec<_>>(), of);
        assert_eq!((lines.len(), lines.jumps.len()), (6, 3));
    }
}
