//! Whether nothing was lost: an archive that is written again, out of the installation that took the first one in, holds the
//! same.

use std::collections::BTreeMap;

use super::Manifest;

/// What a partner's history is chained anew in, each time with other salt: there the rows are counted.
const CHAINED_ANEW: [&str; 3] = ["data/event_head.csv", "data/event.csv", "data/event_content.csv"];

/// Whether a file is to come back as it was. Beside data, statements, documents and files an archive holds what was made out
/// of them for people to read.
pub fn same_after_import(side: &str, name: &str) -> bool {
    let carried = ["data/", "statements/", "documents/", "files/"].iter().any(|folder| name.starts_with(folder));
    carried && !(side == "partner" && CHAINED_ANEW.contains(&name))
}

/// The files that are not in the second archive as they are in the first, and tables of which rows are missing.
pub fn differences(first: &Manifest, second: &Manifest) -> Vec<String> {
    let of = |manifest: &Manifest| -> BTreeMap<String, String> {
        let kept = manifest.files.iter().filter(|file| same_after_import(&first.side, &file.name));
        kept.map(|file| (file.name.clone(), file.sha256.clone())).collect()
    };
    let (before, after) = (of(first), of(second));
    let mut found: Vec<String> = before
        .iter()
        .filter(|(name, hash)| after.get(*name) != Some(*hash))
        .map(|(name, _)| name.clone())
        .chain(after.keys().filter(|name| !before.contains_key(*name)).cloned())
        .collect();
    for table in &first.tables {
        let again = second.tables.iter().find(|known| known.file == table.file).map(|known| known.rows);
        if again != Some(table.rows) && !found.contains(&table.file) {
            found.push(table.file.clone());
        }
    }
    found
}
