//! An amount is written in one way, in the reader's language, by the kernel's one formatter (`Speaker::money`, `Speaker::about`).

use std::path::Path;

use crate::place;

use super::{Finding, ends};

pub fn check() -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in place::files(&place::root(), &|path| ends(path, "rs") && shows(path))? {
        for (place, line) in std::fs::read_to_string(&file)?.lines().enumerate() {
            if writes_money(line) {
                findings.push(Finding::at(&file, place + 1, "write an amount with Speaker::money or Speaker::about"));
            }
        }
    }
    Ok(findings)
}

/// Where pages and letters are made; the formatter itself stands in the kernel, and tests say what they expect.
fn shows(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.contains("/areas/") && !text.contains("/tests")
}

/// A currency put beside a number by hand.
fn writes_money(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    code.contains("format!(") && (code.contains("currency") || code.contains('€') || code.contains("EUR"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_beside_a_number_is_found_and_a_comment_is_not() {
        assert!(writes_money(r#"let left = format!("{} {}.{:02}", fence.currency, free / 100, free % 100);"#));
        assert!(writes_money(r#"format!("€ {amount}")"#));
        assert!(!writes_money(r#"t.money(&Money::new(minor, &terms.currency))"#));
        assert!(!writes_money(r#"let at = format!("{name}"); // of the currency"#));
    }
}
