//! Two texts that were written from the same one, put together line by line. Changes that do not touch each other are
//! both taken; where they touch, both stand there, one after the other, and a person has to choose.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Two texts in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// Whether no change of one touched a change of the other: then nobody has to look at it.
    pub clean: bool,
}

/// Lines of the common text that one of the two replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change<'a> {
    theirs: bool,
    at: Range<usize>,
    lines: Vec<&'a str>,
}

/// Puts together what two people made of the same text. A blank line between two changes keeps them apart.
///
/// ```
/// use lustrum_partnership::charter::merge::merge;
/// let base = "Managers stay.\n\nEvery month we talk.";
/// let merged = merge(base, "Managers stay and grow.\n\nEvery month we talk.", "Managers stay.\n\nEvery week we talk.");
/// assert!(merged.clean);
/// assert_eq!(merged.text, "Managers stay and grow.\n\nEvery week we talk.");
///
/// let touching = merge(base, "Managers grow.\n\nEvery month we talk.", "Managers lead.\n\nEvery month we talk.");
/// assert!(!touching.clean);
/// assert_eq!(touching.text, "Managers grow.\n\nManagers lead.\n\nEvery month we talk.");
/// ```
pub fn merge(base: &str, theirs: &str, mine: &str) -> Merged {
    let (common, theirs, mine) = (lines(base), lines(theirs), lines(mine));
    let mut all: Vec<Change> = changes(&common, &theirs, true);
    all.extend(changes(&common, &mine, false));
    all.sort_by(|a, b| (a.at.start, a.at.end, a.theirs).cmp(&(b.at.start, b.at.end, b.theirs)));
    let (mut written, mut clean, mut at) = (Vec::new(), true, 0);
    for group in groups(&common, all) {
        let (from, to) = reach(&group);
        written.extend_from_slice(&common[at..from]);
        let side = |theirs: bool| {
            let own: Vec<&Change> = group.iter().filter(|change| change.theirs == theirs).collect();
            (!own.is_empty()).then(|| applied(&common, from..to, &own))
        };
        match (side(true), side(false)) {
            (Some(one), Some(other)) if one != other => {
                clean = false;
                written.extend(one);
                written.push("");
                written.extend(other);
            }
            (Some(only), _) | (None, Some(only)) => written.extend(only),
            (None, None) => {}
        }
        at = to;
    }
    written.extend_from_slice(&common[at..]);
    Merged { text: written.join("\n"), clean }
}

fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.split('\n').collect() }
}

/// What a text changed, each stretch once.
fn changes<'a>(common: &[&'a str], text: &[&'a str], theirs: bool) -> Vec<Change<'a>> {
    let mut found: Vec<Change> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, common, text) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let (at, lines) = (op.old_range(), &text[op.new_range()]);
        match found.last_mut().filter(|last| last.at.end == at.start) {
            Some(last) => {
                last.at.end = at.end;
                last.lines.extend_from_slice(lines);
            }
            None => found.push(Change { theirs, at, lines: lines.to_vec() }),
        }
    }
    found.into_iter().flat_map(parted).collect()
}

/// A stretch that grew is a change of its lines and an addition behind them, so that two additions at one place meet.
fn parted(change: Change<'_>) -> Vec<Change<'_>> {
    let (size, end) = (change.at.len(), change.at.end);
    if size == 0 || change.lines.len() <= size {
        return vec![change];
    }
    let (first, more) = change.lines.split_at(size);
    let added = Change { theirs: change.theirs, at: end..end, lines: more.to_vec() };
    vec![Change { theirs: change.theirs, at: change.at, lines: first.to_vec() }, added]
}

/// Changes that touch, in the order in which they stand.
fn groups<'a>(common: &[&'a str], all: Vec<Change<'a>>) -> Vec<Vec<Change<'a>>> {
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for change in all {
        let joins = groups.last().is_some_and(|group| {
            change.at.start < reach(group).1 || group.iter().any(|other| touch(common, other, &change))
        });
        match groups.last_mut().filter(|_| joins) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}

fn reach(group: &[Change]) -> (usize, usize) {
    let from = group.iter().map(|change| change.at.start).min().unwrap_or_default();
    let to = group.iter().map(|change| change.at.end).max().unwrap_or_default();
    (from, to)
}

/// Whether two changes of different writers meet, `first` standing before `second`.
fn touch(common: &[&str], first: &Change, second: &Change) -> bool {
    if first.theirs == second.theirs {
        return false;
    }
    if first.at == second.at {
        return true;
    }
    if first.at.end != second.at.start {
        return second.at.start < first.at.end;
    }
    let blank = |line: Option<&&str>| line.is_some_and(|line| line.trim().is_empty());
    let replaced = |change: &Change, line: usize| !change.at.is_empty() && blank(common.get(line));
    let apart = blank(first.lines.last())
        || blank(second.lines.first())
        || replaced(first, first.at.end.saturating_sub(1))
        || replaced(second, second.at.start);
    !apart
}

/// A stretch of the common text with the changes of one writer in it.
fn applied<'a>(common: &[&'a str], stretch: Range<usize>, changes: &[&Change<'a>]) -> Vec<&'a str> {
    let (mut written, mut at) = (Vec::new(), stretch.start);
    for change in changes {
        written.extend_from_slice(&common[at..change.at.start]);
        written.extend_from_slice(&change.lines);
        at = change.at.end;
    }
    written.extend_from_slice(&common[at..stretch.end]);
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clean(text: &str) -> Merged {
        Merged { text: text.to_owned(), clean: true }
    }

    #[test]
    fn a_clause_added_after_one_that_changed_is_kept_beside_it() {
        assert_eq!(merge("One.", "One, and more.", "One.\n\nTwo."), clean("One, and more.\n\nTwo."));
        assert_eq!(merge("One.", "Zero.\n\nOne.", "One, and more."), clean("Zero.\n\nOne, and more."));
        assert_eq!(merge("A\n\nB", "A\n\nX\n\nB", "A\n\nB2"), clean("A\n\nX\n\nB2"));
    }

    #[test]
    fn a_clause_that_one_removed_and_another_that_the_other_changed_do_not_touch() {
        assert_eq!(merge("A\n\nB\n\nC", "A\n\nC", "A\n\nB\n\nC2"), clean("A\n\nC2"));
    }

    #[test]
    fn lines_next_to_each_other_touch_and_lines_apart_do_not() {
        let base = "- one\n- two\n- three";
        assert_eq!(merge(base, "- 1\n- two\n- three", "- one\n- two\n- 3"), clean("- 1\n- two\n- 3"));
        assert!(!merge(base, "- 1\n- two\n- three", "- one\n- 2\n- three").clean);
    }

    #[test]
    fn two_clauses_at_the_same_place_stand_one_after_the_other_until_someone_chooses() {
        let merged = merge("A", "A\n\nTheirs", "A\n\nMine");
        assert!(!merged.clean && merged.text.contains("Theirs") && merged.text.contains("Mine"), "{merged:?}");
        assert_eq!(merge("", "Theirs", "Mine").text, "Theirs\n\nMine");
        assert!(!merge("A", "A2\n\nThe same", "A\n\nThe same\n\nAnd more").clean, "nothing comes twice unseen");
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!["", "a", "b", "c", "d e"]), 0..9)
            .prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn who_changed_nothing_changes_nothing(base in text(), other in text()) {
            prop_assert_eq!(merge(&base, &other, &base), clean(&other));
            prop_assert_eq!(merge(&base, &base, &other), clean(&other));
            prop_assert_eq!(merge(&base, &other, &other), clean(&other));
        }

        #[test]
        fn it_does_not_matter_who_was_first(base in text(), one in text(), other in text()) {
            let (here, there) = (merge(&base, &one, &other), merge(&base, &other, &one));
            prop_assert_eq!(here.clean, there.clean);
            if here.clean {
                prop_assert_eq!(here.text, there.text);
            }
        }

        #[test]
        fn no_line_that_someone_wrote_is_lost(base in text(), one in text(), other in text()) {
            let merged = merge(&base, &one, &other);
            let count = |text: &str, line: &str| text.split('\n').filter(|known| *known == line).count();
            for text in [&one, &other] {
                for line in text.split('\n').filter(|line| !line.is_empty() && count(&base, line) == 0) {
                    prop_assert!(count(&merged.text, line) > 0, "{line:?} is lost in {merged:?}");
                }
            }
        }
    }
}
