//! Items from files: a table (CSV or a workbook) or QTI 2.1 and 3.0, looked at before anything is written. Every item
//! of a QTI file is named: taken, taken with a remark, or not taken and why.

pub mod csv;
pub(crate) mod pages;
pub mod qti;
#[cfg(test)]
mod tests;

use lustrum_kernel::form::Fault;
use serde::{Deserialize, Serialize};

use crate::item::{Content, Tier, Words};

/// So many items are taken at once; a larger file is refused with words.
pub const MOST_ITEMS: usize = 5_000;

/// An item that was read and not yet written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub content: Content,
    pub tier: i64,
    #[serde(default)]
    pub skill: String,
    /// The name that the file gives it.
    #[serde(default)]
    pub source: String,
}

impl Draft {
    pub fn words(self) -> Option<Words> {
        let content = self.content.checked().ok()?;
        Some(Words { content, tier: Tier::of(self.tier)?, skill: self.skill, module: None, source: self.source })
    }
}

/// What was found under one name in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub name: String,
    /// The item, or why it can't be taken.
    pub item: Result<Draft, Fault>,
    /// What of the item was left out.
    pub remarks: Vec<Fault>,
}

/// What carries drafts through a preview.
pub fn carried(drafts: &[Draft]) -> String {
    serde_json::to_string(drafts).unwrap_or_default()
}

/// The drafts that were carried, each checked as if it were new; nothing where the text was tampered with.
pub fn read_carried(text: &str) -> Option<Vec<Words>> {
    let drafts: Vec<Draft> = serde_json::from_str(text).ok()?;
    if drafts.is_empty() || drafts.len() > MOST_ITEMS {
        return None;
    }
    drafts.into_iter().map(Draft::words).collect()
}
