//! What needs someone: what stands open by itself, then the actions that were agreed.

use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::charter::State as CharterState;
use lustrum_programme::programme::State as ProgrammeState;
use lustrum_sharing::agreement::Standing;

use super::chain::quarter;
use super::state::State;

/// So many fit on a first page; the rest is behind "all actions".
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

pub fn needs(t: &Speaker, state: &State, path: &str, sides: [&str; 2]) -> Vec<Need> {
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
    if let Some(made) = &state.stated {
        let side = made.side.other();
        let text = t.say1("overview-need-statement", "day", t.day(&made.frozen.on));
        needs.push(need(text, &format!("terms/{}/statements/{}", made.terms, made.id), Some(side), of(side)));
    }
    for agreed in state.agreements.iter().filter(|agreed| agreed.standing_at(state.at) == Standing::Offered) {
        let text = t.say1("overview-need-agree", "title", &agreed.terms.title);
        needs.push(need(text, "shared", Some(Side::Partner), role(partner, Role::PartnerLead)));
    }
    for draft in state.programmes.iter().filter(|known| known.state() == ProgrammeState::Draft) {
        let text = t.say1("overview-need-approve", "title", &draft.title);
        needs.push(need(
            text,
            &format!("programmes/{}", draft.id),
            Some(Side::Organisation),
            role(organisation, Role::LdLead),
        ));
    }
    for signal in &state.signals {
        let text = t.say2("overview-need-signal", "module", &signal.module_title, "cohort", &signal.cohort_title);
        needs.push(need(text, &format!("evidence/signals/{}", signal.id), None, t.say("overview-both")));
    }
    for put in &state.put {
        let text = t.say1("overview-need-proposal", "text", &put.text);
        let place = format!("reviews/{}/proposals/{}", put.period, put.note);
        needs.push(need(text, &place, Some(put.answers), of(put.answers)));
    }
    for known in &state.draws {
        let study = &known.study;
        let waits = |side: &Side| study.seals.iter().all(|seal| seal.side != *side || seal.words.is_none());
        for side in Side::BOTH.into_iter().filter(waits) {
            let text = t.say1("overview-need-words", "title", &study.plan.title);
            needs.push(need(text, &format!("studies/{}/draw", study.id), Some(side), of(side)));
        }
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
