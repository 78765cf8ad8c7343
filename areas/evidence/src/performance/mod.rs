//! Ratings from performance reviews: a file of the HR system, read through a mapping of its columns and its scale that
//! is kept for the next file. Each rating keeps the file, the row and the words that it came from. They stay within the
//! organisation; a partner sees a mean of five people or more.

pub mod api;
pub mod pages;
pub mod read;
pub mod store;

use lustrum_kernel::{Day, Moment, id};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

id!(
    /// A source of performance reviews.
    SourceId
);
id!(
    /// A file of performance reviews that was taken in.
    ImportId
);

/// How a source is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// The heading over the addresses.
    pub person: String,
    /// The heading over each behaviour, by its id.
    pub behaviours: Vec<(String, String)>,
    pub scale: Scale,
}

/// A scale of the source, brought to 1 to 5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// What a 1 and a 5 are there; the first may be the higher number where low is good.
    pub low: f64,
    pub high: f64,
    /// Words that stand for a value of 1 to 5, in small letters.
    pub words: Vec<(String, f64)>,
}

impl Default for Scale {
    fn default() -> Self {
        Self { low: 1.0, high: 5.0, words: Vec::new() }
    }
}

impl Scale {
    /// Words, one a line: `good = 4`.
    pub fn words_of(text: &str) -> Option<Vec<(String, f64)>> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines
            .map(|line| {
                let (word, value) = line.rsplit_once('=')?;
                let value: f64 = value.trim().replace(',', ".").parse().ok()?;
                let word = word.trim().to_lowercase();
                ((1.0..=5.0).contains(&value) && !word.is_empty()).then_some((word, value))
            })
            .collect()
    }
    /// The same words as they were typed.
    pub fn lines(&self) -> String {
        self.words.iter().map(|(word, value)| format!("{word} = {value}")).collect::<Vec<_>>().join("\n")
    }
    /// What a cell says on the scale of 1 to 5; nothing where it lies outside the source's scale.
    pub fn value(&self, cell: &str) -> Option<f64> {
        let cell = cell.trim().to_lowercase();
        if let Some((_, value)) = self.words.iter().find(|(word, _)| *word == cell) {
            return Some(*value);
        }
        let number: f64 = cell.replace(',', ".").parse().ok()?;
        let share = (number - self.low) / (self.high - self.low);
        (0.0..=1.0).contains(&share).then_some(1.0 + 4.0 * share)
    }
}

/// A file that was taken in.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Import {
    pub id: ImportId,
    pub programme_id: ProgrammeId,
    pub title: String,
    /// The day of the reviews.
    pub day: Day,
    pub version: i64,
    pub file_name: String,
    pub file_hash: String,
    pub ratings: i64,
    pub by_name: String,
    pub made_at: Moment,
    pub superseded_at: Option<Moment>,
}

#[cfg(test)]
mod tests;
