//! What terms change of those that hold: each line as it is agreed and as it would be, and what of the old becomes of it.

use lustrum_kernel::Day;
use lustrum_kernel::locale::Speaker;

use super::fee::Sum;
use super::words::{self, Part};
use super::{Agreement, Version, statement};

/// A line that differs.
pub(super) struct Differs {
    pub what: String,
    pub before: String,
    pub after: String,
}

fn in_words(part: &Part) -> String {
    format!("{}: {}. {} {}", part.kind, part.amount, part.rule, part.dates)
}

/// The lines that differ, in the order in which terms are read.
pub(super) fn differs(t: &Speaker, before: &Agreement, after: &Agreement) -> Vec<Differs> {
    let bounds = |agreement: &Agreement| words::bounds(t, &agreement.terms);
    let base = |agreement: &Agreement| words::base(t, &agreement.terms);
    let charter = |agreement: &Agreement| t.say1("terms-of-charter", "version", &agreement.charter);
    let mut rows = vec![
        Differs { what: t.say("terms-base"), before: base(before), after: base(after) },
        Differs { what: t.say("terms-bounds-label"), before: bounds(before), after: bounds(after) },
    ];
    let (old, new) = (words::parts(t, before), words::parts(t, after));
    let none = || t.say("terms-differs-none");
    for place in 0..old.len().max(new.len()) {
        let (old, new) = (old.get(place), new.get(place));
        let title = new.or(old).map(|part| part.title.clone()).unwrap_or_default();
        // Another measure in the same place is told on both sides.
        let moved = matches!((old, new), (Some(old), Some(new)) if old.title != new.title);
        let told = |part: Option<&Part>| match part {
            Some(part) if moved => format!("{}. {}", part.title, in_words(part)),
            Some(part) => in_words(part),
            None => none(),
        };
        rows.push(Differs { what: title, before: told(old), after: told(new) });
    }
    rows.push(Differs { what: t.say("nav-charter"), before: charter(before), after: charter(after) });
    rows.retain(|row| row.before != row.after);
    rows
}

/// What becomes of the parts of the old terms that are still open: those that fall due before the day stay with them, the others
/// lapse.
pub(super) fn left(t: &Speaker, version: &Version, sum: &Sum, from: Day) -> Vec<String> {
    let parts = words::parts(t, &version.agreement);
    let number = t.whole(version.number());
    let line = |place: usize| {
        let day = statement::due_on(version, sum, place)?;
        let title = match place.checked_sub(1) {
            None => t.say("terms-base"),
            Some(at) => parts.get(at)?.title.clone(),
        };
        let key = if day < from { "terms-change-stays" } else { "terms-change-lapses" };
        Some(t.say_with(key, &[("part", title), ("day", t.day(&day)), ("number", number.clone())]))
    };
    (0..sum.lines.len()).filter_map(line).collect()
}
