//! Two texts that were written from the same one, put together clause by clause, and within a clause line by line. Changes
//! that do not touch each other are both taken; where they touch, both stand there, one after the other, and a person has to
//! choose.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Two texts in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// Whether no change of one touched a change of the other: then nobody has to look at it.
    pub clean: bool,
}

/// What the pieces of a text are. Clauses stand apart; a line belongs to the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pieces {
    Clauses,
    Lines,
}

/// Pieces of the common text that one of the two replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change<'a> {
    theirs: bool,
    at: Range<usize>,
    by: Vec<&'a str>,
}

/// Puts together what two people made of the same text. An empty line begins a new clause.
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
    if mine == base || mine == theirs {
        return Merged { text: theirs.to_owned(), clean: true };
    }
    if theirs == base {
        return Merged { text: mine.to_owned(), clean: true };
    }
    let (base, theirs, mine) = (clauses(base), clauses(theirs), clauses(mine));
    let (written, clean) = weave(&words(&base), &words(&theirs), &words(&mine), Pieces::Clauses);
    Merged { text: written.join("\n\n"), clean }
}

fn words(clauses: &[String]) -> Vec<&str> {
    clauses.iter().map(String::as_str).collect()
}

fn clauses(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut fresh = true;
    for line in text.lines() {
        if line.trim().is_empty() {
            fresh = true;
            continue;
        }
        match found.last_mut().filter(|_| !fresh) {
            Some(clause) => {
                clause.push('\n');
                clause.push_str(line);
            }
            None => found.push(line.to_owned()),
        }
        fresh = false;
    }
    found
}

/// The pieces of both texts in one, and whether nothing touched.
fn weave(common: &[&str], theirs: &[&str], mine: &[&str], pieces: Pieces) -> (Vec<String>, bool) {
    let mut all = changes(common, theirs, true);
    all.extend(changes(common, mine, false));
    all.sort_by_key(|one| (one.at.start, one.at.end, one.theirs));
    let (mut written, mut clean, mut at) = (Vec::new(), true, 0);
    let keep =
        |written: &mut Vec<String>, known: &[&str]| written.extend(known.iter().map(|piece| (*piece).to_owned()));
    for group in groups(all, pieces) {
        let (from, to) = reach(&group);
        keep(&mut written, &common[at..from]);
        at = to;
        let side = |theirs: bool| {
            let own: Vec<&Change> = group.iter().filter(|change| change.theirs == theirs).collect();
            (!own.is_empty()).then(|| applied(common, from..to, &own))
        };
        match (side(true), side(false)) {
            (Some(one), Some(other)) if one != other => match within(&common[from..to], &one, &other, pieces) {
                Some(clause) => written.push(clause),
                None => {
                    clean = false;
                    keep(&mut written, &one);
                    keep(&mut written, &other);
                }
            },
            (Some(only), _) | (None, Some(only)) => keep(&mut written, &only),
            (None, None) => {}
        }
    }
    keep(&mut written, &common[at..]);
    (written, clean)
}

/// One clause that both changed, where their lines do not touch.
fn within(common: &[&str], one: &[&str], other: &[&str], pieces: Pieces) -> Option<String> {
    let ([common], [one], [other], Pieces::Clauses) = (common, one, other, pieces) else { return None };
    let (common, one, other) = (lines(common), lines(one), lines(other));
    let (written, clean) = weave(&common, &one, &other, Pieces::Lines);
    clean.then(|| written.join("\n"))
}

fn lines(clause: &str) -> Vec<&str> {
    clause.lines().collect()
}

/// What a text changed.
fn changes<'a>(common: &[&'a str], text: &[&'a str], theirs: bool) -> Vec<Change<'a>> {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, common, text) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        match found.last_mut().filter(|(before, _)| before.end == old.start) {
            Some((before, after)) => {
                before.end = old.end;
                after.end = new.end;
            }
            None => found.push((old, new)),
        }
    }
    found.into_iter().flat_map(|(old, new)| parted(old, &text[new], theirs)).collect()
}

/// A stretch as one change for each piece, and what it grew by as an addition behind them, so that two additions at one
/// place meet.
fn parted<'a>(old: Range<usize>, new: &[&'a str], theirs: bool) -> Vec<Change<'a>> {
    let both = old.len().min(new.len());
    let mut parts: Vec<Change> = (0..both)
        .map(|place| Change { theirs, at: old.start + place..old.start + place + 1, by: vec![new[place]] })
        .collect();
    if new.len() > both {
        parts.push(Change { theirs, at: old.end..old.end, by: new[both..].to_vec() });
    } else if old.len() > both {
        parts.push(Change { theirs, at: old.start + both..old.end, by: Vec::new() });
    }
    parts
}

/// Changes that touch, in the order in which they stand.
fn groups(all: Vec<Change<'_>>, pieces: Pieces) -> Vec<Vec<Change<'_>>> {
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for change in all {
        let meets = |group: &Vec<Change>| {
            change.at.start < reach(group).1 || group.iter().any(|other| touch(other, &change, pieces))
        };
        let first = groups.iter().position(meets).unwrap_or(groups.len());
        let mut group: Vec<Change> = groups.drain(first..).flatten().collect();
        group.push(change);
        groups.push(group);
    }
    groups
}

fn reach(group: &[Change]) -> (usize, usize) {
    let from = group.iter().map(|change| change.at.start).min().unwrap_or_default();
    let to = group.iter().map(|change| change.at.end).max().unwrap_or_default();
    (from, to)
}

/// Whether two changes of different writers meet, `first` standing before `second`.
fn touch(first: &Change, second: &Change, pieces: Pieces) -> bool {
    let next = first.at.end == second.at.start && pieces == Pieces::Lines;
    first.theirs != second.theirs && (first.at == second.at || next)
}

/// A stretch of the common text with the changes of one writer in it.
fn applied<'a>(common: &[&'a str], stretch: Range<usize>, changes: &[&Change<'a>]) -> Vec<&'a str> {
    let (mut written, mut at) = (Vec::new(), stretch.start);
    for change in changes {
        written.extend_from_slice(&common[at..change.at.start]);
        written.extend_from_slice(&change.by);
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
        assert_eq!(merge("A\n\nB\n\nC", "A2\n\nB2\n\nC", "A\n\nB\n\nC2"), clean("A2\n\nB2\n\nC2"));
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
