//! A file holds one idea; one that is longer than this holds several.

use crate::place;

use super::{Finding, ends};

const LONGEST: usize = 600;

pub fn check() -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in place::files(&place::root(), &|path| ends(path, "rs"))? {
        let lines = std::fs::read_to_string(&file)?.lines().count();
        findings.extend(too_long(lines).map(|what| Finding::at(&file, lines, what)));
    }
    Ok(findings)
}

fn too_long(lines: usize) -> Option<String> {
    (lines > LONGEST).then(|| format!("{lines} lines are more than one idea; the limit is {LONGEST}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!(too_long(LONGEST), None);
        assert!(too_long(LONGEST + 1).is_some());
    }
}
