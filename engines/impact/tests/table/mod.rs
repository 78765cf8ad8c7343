//! Reads the data sets that the references were computed from.
#![allow(dead_code)]

pub struct Table {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A file below the folder of this crate.
    pub fn read(path: &str) -> Self {
        let text =
            std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("the data set is there");
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect());
        Self { names: lines.next().expect("a header"), rows: lines.collect() }
    }

    pub fn text(&self, name: &str) -> Vec<String> {
        let at = self.names.iter().position(|known| known == name).expect("a known column");
        self.rows.iter().map(|row| row[at].clone()).collect()
    }

    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.text(name).iter().map(|cell| cell.parse().expect("a number")).collect()
    }

    pub fn flags(&self, name: &str) -> Vec<bool> {
        self.numbers(name).into_iter().map(|value| value == 1.0).collect()
    }

    pub fn every_row(&self) -> Vec<Vec<f64>> {
        let number = |cell: &String| cell.parse().expect("a number");
        self.rows.iter().map(|row| row.iter().map(number).collect()).collect()
    }
}

/// Equal to this share of the expected value.
#[track_caller]
pub fn close(found: f64, expected: f64, share: f64, what: &str) {
    assert!((found - expected).abs() <= share * expected.abs(), "{what}: {found} instead of {expected}");
}
