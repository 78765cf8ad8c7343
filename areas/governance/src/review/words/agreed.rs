//! What changed, what is still to be done and what was decided.

use lustrum_kernel::access::Side;
use lustrum_kernel::locale::Speaker;

use super::figure::{Style, Words};
use super::{Changes, Table};
use crate::action::digits;
use crate::decision::clause_words;
use crate::measure;
use crate::review::content::{Content, Expectation};

/// What a board is told of, in the order of the chain. The frozen text counts every kind.
const TOLD: [&str; 28] = [
    "goal.shared",
    "goal.withdrawn",
    "charter.offered",
    "charter.in-force",
    "agreement.accepted",
    "agreement.revoked",
    "programme.created",
    "programme.approved",
    "programme.ended",
    "module.added",
    "module.changed",
    "module.removed",
    "cohort.created",
    "session.planned",
    "session.cancelled",
    "feedback.opened",
    "scores.imported",
    "ratings.imported",
    "observation.recorded",
    "study.registered",
    "study.estimated",
    "decision.taken",
    "action.agreed",
    "action.finished",
    "action.checked",
    "blameless.begun",
    "blameless.closed",
    "meeting.minutes-approved",
];

pub(super) fn changes(content: &Content, t: &Speaker) -> Changes {
    let told = TOLD.iter().filter_map(|kind| {
        let change = content.changes.iter().find(|change| change.kind == *kind)?;
        Some(t.count(&format!("review-change-{}", kind.replace('.', "-")), change.count))
    });
    Changes { heading: t.say("review-changes"), items: told.collect(), none: t.say("review-changes-none") }
}

fn owner(content: &Content, side: Side, person: Option<&String>) -> String {
    let party = &content.partnership.party(side).name;
    person.map_or_else(|| party.clone(), |person| format!("{person}, {party}"))
}

pub(super) fn actions(content: &Content, t: &Speaker) -> Table {
    let columns = ["review-column-action", "review-column-owner", "review-column-due"];
    let rows = content.actions.iter().map(|action| {
        vec![action.text.clone(), owner(content, action.side, action.owner.as_ref()), t.day(&action.due)]
    });
    Table {
        heading: t.say("review-actions"),
        columns: columns.map(|key| t.say(key)).to_vec(),
        rows: rows.collect(),
        numbers: &[],
        none: t.say("review-actions-none"),
    }
}

pub(super) fn decisions(content: &Content, t: &Speaker) -> Table {
    let columns = ["review-column-decision", "review-column-clause", "review-column-owner", "review-column-due"];
    let rows = content.decisions.iter().map(|decision| {
        vec![
            decision.text.clone(),
            clause_words(t, &decision.clause),
            owner(content, decision.side, decision.owner.as_ref()),
            decision.due.map(|due| t.day(&due)).unwrap_or_default(),
        ]
    });
    Table {
        heading: t.say("review-decisions"),
        columns: columns.map(|key| t.say(key)).to_vec(),
        rows: rows.collect(),
        numbers: &[],
        none: t.say("review-decisions-none"),
    }
}

/// Expected beside what happened. It says what was seen, not why, and is no score.
pub(super) fn expected(content: &Content, words: &Words<'_>) -> Table {
    let columns = ["action", "measure", "expected", "before", "after"];
    Table {
        heading: words.t.say("review-expected"),
        columns: columns.map(|name| words.t.say(&format!("review-column-{name}"))).to_vec(),
        rows: content.expected.iter().map(|one| expectation(words, one)).collect(),
        numbers: &[],
        none: String::new(),
    }
}

fn expectation(words: &Words<'_>, one: &Expectation) -> Vec<String> {
    let (t, expected) = (words.t, &one.expected);
    let style = Style::of_line(&expected.measure);
    let unit = words.unit(&measure::unit_of_change(&expected.measure.figure));
    let change = |value: f64, digits: usize| [t.signed(value, digits), unit.clone()].join("\u{a0}").trim().to_owned();
    let told = |figure: &lustrum_kernel::figure::Figure| {
        let spoken = words.figure(figure, String::new(), None, style);
        let value = [spoken.value, spoken.unit].join("\u{a0}").trim().to_owned();
        [Some(value), spoken.n, Some(spoken.period)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let before = &expected.measure.figure;
    let after = match (&one.after, before.value()) {
        (None, _) => t.say("review-expected-no-data"),
        (Some(after), Some(was)) if after.value().is_some() => {
            let moved = after.value().unwrap_or(was) - was;
            t.say2("review-expected-moved", "figure", told(after), "change", change(moved, style.digits))
        }
        (Some(after), _) => told(after),
    };
    vec![
        one.action.clone(),
        measure::name(t, &expected.measure),
        t.say2(
            "review-target-by",
            "target",
            change(expected.change(), digits(expected.amount)),
            "due",
            t.day(&expected.by),
        ),
        if before.value().is_some() { told(before) } else { t.say("review-expected-no-data") },
        after,
    ]
}
