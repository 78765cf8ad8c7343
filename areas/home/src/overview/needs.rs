//! What needs someone: what stands open by itself, then the actions that were agreed.

use lustrum_governance::waiting::Waiting;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::charter::State as CharterState;

use super::chain::quarter;
use super::state::State;

/// So many fit on a first page; the rest is folded away.
pub const MOST: usize = 8;

pub struct Need {
    pub text: String,
    pub url: String,
    /// Whose it is; nobody's where both sides do it.
    pub side: Option<Side>,
    pub owner: String,
    pub due: String,
    pub late: bool,
}

/// What is first for a reader of this side: what is not the other side's, and of that what is late. The second part is what
/// does not fit.
pub fn for_side(mut needs: Vec<Need>, side: Side) -> (Vec<Need>, Vec<Need>) {
    needs.sort_by_key(|need| (need.side.is_some_and(|of| of != side), !need.late));
    let rest = needs.split_off(MOST.min(needs.len()));
    (needs, rest)
}

/// `waiting` is what of the state's this viewer may know of.
pub fn needs(t: &Speaker, state: &State, waiting: &[&Waiting], path: &str, sides: [&str; 2]) -> Vec<Need> {
    if !state.sees.works {
        return Vec::new();
    }
    let [organisation, partner] = sides;
    let role =
        |name: &str, role: Role| t.say2("overview-owner", "side", name, "who", t.say(&format!("role-{}", role.word())));
    let need = |text: String, place: &str, side: Option<Side>, owner: String| Need {
        text,
        side,
        url: format!("{path}/{place}"),
        owner,
        due: String::new(),
        late: false,
    };
    let mut needs = Vec::new();
    let of = |side: Side| match side {
        Side::Organisation => organisation.to_owned(),
        Side::Partner => partner.to_owned(),
    };
    // The way to a first charter, for whoever is new here.
    if state.in_force.is_none() {
        if state.goals.is_empty() {
            let who = role(organisation, Role::LdLead);
            needs.push(need(t.say("home-step-share"), "goals", Some(Side::Organisation), who));
        }
        for side in Side::BOTH.into_iter().filter(|side| !state.signers.contains(side)) {
            needs.push(need(t.say("overview-need-mandate"), "contacts", Some(side), of(side)));
        }
        if state.open.is_none() {
            needs.push(need(t.say("overview-need-begin"), "charter", None, t.say("overview-both")));
        }
    }
    if let Some(version) = &state.open {
        match version.head.state {
            CharterState::Offered => {
                for (side, name) in [(Side::Organisation, organisation), (Side::Partner, partner)] {
                    if version.signed_by(side).is_none() {
                        let text = t.say1("overview-need-sign", "version", version.number());
                        needs.push(need(text, "charter", Some(side), name.to_owned()));
                    }
                }
            }
            _ => {
                let text = t.say1("overview-need-write", "version", version.number());
                needs.push(need(text, "charter", None, t.say("overview-both")));
            }
        }
    }
    if let Some(version) = &state.in_force {
        for near in version.head.term.near(state.at.day_in(&t.zone)) {
            let text = t.say2("overview-need-charter", "version", version.number(), "near", near.words(t));
            let due = t.short_day(&near.day);
            needs.push(Need { due, late: near.days < 0, ..need(text, "charter", None, t.say("overview-both")) });
        }
    }
    for ask in &state.asks {
        let text = t.say2("overview-need-ask", "name", &ask.asker, "text", &ask.text);
        needs.push(need(text, "asks", Some(ask.side), of(ask.side)));
    }
    if let Some(version) = &state.proposed {
        let side = version.side().other();
        let text = t.say1("overview-need-terms", "number", t.whole(version.number()));
        needs.push(need(text, &format!("terms/{}", version.id), Some(side), of(side)));
    }
    for one in waiting {
        let owner = one.side.map_or_else(|| t.say("overview-both"), of);
        needs.push(need(one.words(t), &one.place, one.side, owner));
    }
    for signal in &state.signals {
        let text = t.say2("overview-need-signal", "module", &signal.module_title, "cohort", &signal.cohort_title);
        needs.push(need(text, &format!("evidence/signals/{}", signal.id), None, t.say("overview-both")));
    }
    let made = state.last_review.as_ref().is_some_and(|made| made.period == state.due);
    if state.in_force.is_some() && !made && state.review_is_due() {
        let text = t.say1("overview-need-review", "quarter", quarter(t, state.due));
        needs.push(need(text, "reviews", None, t.say("overview-both")));
    }
    if let Some(raised) = state.alarm.as_ref().filter(|raised| raised.period == state.due) {
        let text = t.say1("overview-need-health", "quarter", quarter(t, raised.period));
        needs.push(need(text, "health", None, t.say("overview-both")));
    }
    // What a charter is carried out with, until it is there.
    if state.in_force.is_some() {
        let both = || t.say("overview-both");
        if state.programmes.is_empty() {
            needs.push(need(t.say("overview-need-programme"), "programmes", None, both()));
        }
        if !state.rhythm {
            needs.push(need(t.say("overview-need-rhythm"), "meetings/rhythm", None, both()));
        }
        if state.sees.agreements && state.agreements.is_empty() {
            needs.push(need(t.say("overview-need-agreement"), "shared", None, both()));
        }
    }
    let today = state.at.day_in(&t.zone);
    for action in &state.actions {
        let side = match action.owner.side {
            Side::Organisation => organisation,
            Side::Partner => partner,
        };
        needs.push(Need {
            text: action.text.clone(),
            url: format!("{path}/actions"),
            side: Some(action.owner.side),
            owner: match &action.owner_name {
                Some(who) => t.say2("overview-owner", "side", side, "who", who),
                None => side.to_owned(),
            },
            due: t.short_day(&action.due),
            late: action.due < today,
        });
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_of_the_reader_s_own_side_comes_first_and_nothing_is_lost() {
        let need = |text: &str, side: Option<Side>, late: bool| Need {
            text: text.to_owned(),
            url: String::new(),
            side,
            owner: String::new(),
            due: String::new(),
            late,
        };
        let all = || -> Vec<Need> {
            let theirs = (0..8).map(|_| need("theirs", Some(Side::Organisation), true));
            let own = [need("both", None, false), need("late", Some(Side::Partner), true)];
            theirs.chain(own).collect()
        };
        let (first, rest) = for_side(all(), Side::Partner);
        let names: Vec<&str> = first.iter().take(3).map(|need| need.text.as_str()).collect();
        assert_eq!(names, ["late", "both", "theirs"]);
        assert_eq!((first.len(), rest.len()), (MOST, 2));
        assert!(for_side(Vec::new(), Side::Partner).1.is_empty());
    }
}
