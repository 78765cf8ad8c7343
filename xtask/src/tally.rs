//! What ran and how it went: one line for each part and one for all.

use std::fmt;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    pub ignored: u32,
}

impl Count {
    /// A part that succeeded must have run something, and one that failed must show at least one failure.
    pub fn judged(mut self, success: bool, something_must_run: bool) -> Self {
        if (!success || (something_must_run && self.passed == 0)) && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

/// The parts in the order in which they ran, each with its count and a line for each failure.
#[derive(Default)]
pub struct Tally(Vec<(String, Count, Vec<String>)>);

impl Tally {
    pub fn add(&mut self, part: &str, count: Count) {
        self.add_with(part, count, Vec::new());
    }
    /// What failed is named in the summary too: of a long run often only the end is kept.
    pub fn add_with(&mut self, part: &str, count: Count, failures: Vec<String>) {
        self.0.push((part.to_owned(), count, failures));
    }
    /// A part that could not run is a failure with its reason, never a silence.
    pub fn could_not_run(&mut self, part: &str, reason: &anyhow::Error) {
        self.add_with(part, Count { failed: 1, ..Count::default() }, vec![format!("{reason:#}")]);
    }
    pub fn total(&self) -> Count {
        self.0.iter().fold(Count::default(), |sum, (_, count, _)| Count {
            passed: sum.passed + count.passed,
            failed: sum.failed + count.failed,
            ignored: sum.ignored + count.ignored,
        })
    }
    pub fn all_passed(&self) -> bool {
        !self.0.is_empty() && self.total().failed == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (part, count, failures) in &self.0 {
            write!(f, "{part:<28} {:>5} passed {:>4} failed", count.passed, count.failed)?;
            if count.ignored > 0 {
                write!(f, " {:>4} ignored", count.ignored)?;
            }
            writeln!(f)?;
            for failure in failures {
                writeln!(f, "    {failure}")?;
            }
        }
        let total = self.total();
        write!(f, "{} passed, {} failed", total.passed, total.failed)
    }
}

/// The number that stands before a word in a line: `12 passed` for `passed`.
pub fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).collect();
    words
        .iter()
        .filter(|candidate| !candidate.is_empty())
        .zip(words.iter().filter(|candidate| !candidate.is_empty()).skip(1))
        .find(|(_, next)| **next == word)
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_sums_up_plainly() {
        let mut tally = Tally::default();
        tally.add("rust", Count { passed: 40, failed: 0, ignored: 1 });
        tally.could_not_run("browser", &anyhow::anyhow!("Chromium is missing"));
        tally.add_with("API", Count { passed: 1, failed: 1, ignored: 0 }, vec!["GET /health".to_owned()]);
        let text = tally.to_string();
        assert_eq!(text.lines().last(), Some("41 passed, 2 failed"));
        assert!(text.contains("    Chromium is missing\n") && text.contains("    GET /health\n"));
        assert!(!tally.all_passed());
    }

    #[test]
    fn a_part_that_ran_nothing_did_not_pass() {
        assert_eq!(Count::default().judged(true, true).failed, 1);
        assert_eq!(Count::default().judged(true, false).failed, 0);
        assert_eq!(Count { passed: 3, ..Count::default() }.judged(false, true).failed, 1);
        assert!(!Tally::default().all_passed());
    }

    #[test]
    fn numbers_are_read_before_their_word() {
        assert_eq!(number_before("test result: ok. 5 passed; 0 failed; 2 ignored;", "passed"), 5);
        assert_eq!(number_before("test result: ok. 5 passed; 0 failed; 2 ignored;", "ignored"), 2);
        assert_eq!(number_before("  3 passed (4.1s)", "failed"), 0);
    }
}
