//! Where terms stand, in words: whether they hold and until when, what they change, and what is next under them.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::locale::Speaker;

use super::pages::{path_of, side_name, today};
use super::statement::{self, Statement};
use super::{State as Standing, Version, change};

/// The state of a version, which also says where it holds for a time alone.
pub(super) fn state_words(t: &Speaker, known: &[Version], version: &Version) -> String {
    match (version.state, change::ends(known, version), &version.agreement.change) {
        (Standing::Superseded, Some(day), _) => t.say1("terms-state-until", "day", t.day(&day)),
        (Standing::Agreed, _, Some(change)) => t.say1("terms-state-from", "day", t.day(&change.from)),
        (state, ..) => t.say(&state.key()),
    }
}

/// What is next for terms: in words, and where the statement is made where it can be.
pub(super) fn next_of(
    app: &App,
    scope: &PartnershipScope,
    known: &[Version],
    version: &Version,
    statements: &[Statement],
) -> (String, Option<String>) {
    let t = scope.viewer.speaker();
    let until = change::ends(known, version);
    let own: Vec<Statement> = statements.iter().filter(|made| made.terms == version.id).cloned().collect();
    if let Some(waits) = own.iter().find(|made| made.state == statement::State::Made) {
        return (t.say1("terms-next-waits", "side", side_name(scope, waits.side.other())), None);
    }
    match (statement::next(version, &statement::after(version, &own), until), until) {
        (None, None) => (t.say("terms-next-none"), None),
        (None, Some(day)) => (t.say1("terms-next-none-before", "day", t.day(&day)), None),
        (Some((day, _)), _) if day <= today(app) => {
            let path = format!("{}/{}/statements/new", path_of(scope), version.id);
            (t.say1("terms-next-due", "day", t.day(&day)), Some(path))
        }
        (Some((day, _)), _) => (t.say1("terms-next-later", "day", t.day(&day)), None),
    }
}

/// Which terms a version changes, and from when.
pub(super) fn change_words(t: &Speaker, version: &Version) -> String {
    let change = version.agreement.change.as_ref();
    change.map_or_else(String::new, |change| {
        t.say2("terms-change-from", "number", t.whole(change.of), "day", t.day(&change.from))
    })
}

/// The terms that a version changes: those that it names, else those that were agreed before it.
pub(super) fn changed_by<'a>(known: &'a [Version], version: &Version) -> Option<&'a Version> {
    let named = version.agreement.change.as_ref().map(|change| change.of);
    let earlier = known.iter().filter(|one| one.number() < version.number());
    let mut held = earlier.filter(|one| matches!(one.state, Standing::Agreed | Standing::Superseded));
    held.find(|one| named.is_none_or(|number| one.number() == number))
}
