//! The chain from challenge to review, each step with its state in words and the way to it.

use lustrum_evidence::levels::Level;
use lustrum_kernel::access::Side;
use lustrum_kernel::area::Step;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::NavLink;
use lustrum_programme::programme::State as ProgrammeState;

use super::state::State;

pub struct Link {
    /// `done`, `now`, `due`, `later`, and `unseen` for what is not for this viewer.
    pub class: &'static str,
    pub name: String,
    pub words: String,
    /// Nothing where the page is not for this viewer.
    pub url: Option<String>,
    /// A word for what the class says; empty where the words are enough.
    pub state: String,
}

/// `ways` are the steps that this viewer may open, by their names.
pub fn links(t: &Speaker, state: &State, ways: &[NavLink]) -> Vec<Link> {
    let mut links: Vec<Link> = Step::ALL
        .into_iter()
        .map(|step| {
            let seen = match step {
                Step::Evidence => state.sees.evidence,
                Step::Impact => state.sees.studies,
                _ => true,
            };
            // Of what is not for the reader it can't be said whether it is there.
            let (done, words) = if seen { said(t, state, step) } else { (false, t.say("overview-for-others")) };
            let name = t.say(step.key());
            Link {
                class: match (seen, done) {
                    (false, _) => "unseen",
                    (true, true) => "done",
                    (true, false) => "later",
                },
                url: ways.iter().find(|way| way.label == name).map(|way| way.url.clone()),
                name,
                words,
                state: String::new(),
            }
        })
        .collect();
    // What is first not done is where work happens now.
    if let Some(now) = links.iter_mut().find(|link| link.class == "later") {
        now.class = "now";
        now.state = t.say("overview-now");
    }
    links
}

fn said(t: &Speaker, state: &State, step: Step) -> (bool, String) {
    match step {
        Step::Challenge => match state.goals.first() {
            Some(goal) => (true, goal.challenge_title.clone()),
            None => (false, t.say("overview-no-challenge")),
        },
        Step::Goal => match state.goals.first() {
            Some(goal) => {
                let digits = usize::try_from(goal.decimals).unwrap_or_default();
                let named = [
                    ("baseline", t.number(goal.baseline, digits)),
                    ("target", t.number(goal.target, digits)),
                    ("unit", goal.kpi_unit.clone()),
                    ("year", goal.due.0.year().to_string()),
                ];
                (true, t.say_with("overview-goal", &named))
            }
            None => (false, t.say(no_goal(state))),
        },
        Step::Charter => match (&state.in_force, &state.open) {
            (Some(version), _) => (true, t.say1("overview-charter", "version", version.number())),
            (None, Some(_)) => (false, t.say("overview-charter-open")),
            (None, None) => (false, t.say("overview-no-charter")),
        },
        Step::Programme => {
            let running = state.programmes.iter().find(|known| known.state() == ProgrammeState::Approved);
            match (running, state.programmes.first()) {
                (Some(programme), _) => (true, programme.title.clone()),
                (None, Some(draft)) => (false, t.say1("overview-programme-draft", "title", &draft.title)),
                (None, None) => (false, t.say("overview-no-programme")),
            }
        }
        Step::Delivery => {
            let today = state.at.day_in(&t.zone);
            let trained: Vec<_> = state.cohorts.iter().filter(|cohort| !cohort.waits).collect();
            let started = trained.iter().filter(|cohort| cohort.starts <= today).count();
            match trained.len() {
                0 => (false, t.say("overview-no-delivery")),
                all => (started > 0, t.say2("overview-delivery", "started", started, "all", all)),
            }
        }
        Step::Evidence => {
            let seen: Vec<String> = Level::ALL
                .into_iter()
                .filter(|level| {
                    state.levels.iter().flat_map(|levels| levels.of(*level)).any(|line| line.figure.value().is_some())
                })
                .map(|level| format!("L{}", level.number()))
                .collect();
            match seen.as_slice() {
                [] => (false, t.say("overview-no-evidence")),
                seen => (true, t.say1("overview-evidence", "levels", seen.join(", "))),
            }
        }
        Step::Impact => match state.studies.iter().find_map(|known| known.estimate.as_ref()) {
            Some(made) => (true, t.say(&format!("overview-verdict-{}", made.finding.verdict.word()))),
            None if state.studies.is_empty() => (false, t.say("overview-no-study")),
            None => (false, t.say("overview-study-registered")),
        },
        Step::Review => match &state.last_review {
            Some(made) if made.period == state.due => (true, quarter(t, made.period)),
            // Of a time before the partnership there is nothing to review.
            _ if !state.review_is_due() => {
                (false, t.say1("overview-review-first", "quarter", quarter(t, state.due.after())))
            }
            _ => (false, t.say1("overview-review-due", "quarter", quarter(t, state.due))),
        },
    }
}

/// Who shares a goal is the organisation: the partner waits for it.
pub fn no_goal(state: &State) -> &'static str {
    if state.side == Side::Partner { "overview-no-goal-yet" } else { "overview-no-goal" }
}

pub fn quarter(t: &Speaker, quarter: lustrum_governance::quarter::Quarter) -> String {
    t.say2("overview-quarter", "place", quarter.place(), "year", quarter.year())
}
