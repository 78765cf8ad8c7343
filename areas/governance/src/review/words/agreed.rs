//! What changed, what is still to be done and what was decided.

use lustrum_kernel::access::Side;
use lustrum_kernel::locale::Speaker;

use super::{Changes, Table};
use crate::review::content::Content;

/// What a board is told of, in the order of the chain. The frozen text counts every kind.
const TOLD: [&str; 24] = [
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
            decision.clause.clone(),
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
