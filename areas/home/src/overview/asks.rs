//! What each role comes to know first: three questions with their answers, before anything else on the page.

use lustrum_evidence::levels::Level;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::figure::Unit;
use lustrum_kernel::locale::Speaker;
use lustrum_sharing::agreement::Standing;
use lustrum_study::study::{Concluded, StudyId, Verdict, counted};

use super::chain::no_goal;
use super::needs::Need;
use super::state::State;

/// A question that a role brings; its message is `ask-` and this word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Where the KPI stands.
    Kpi,
    /// Whether the programme made the difference.
    Effect,
    /// What waits for the reader's side.
    Waits,
    /// Whether what was learned is used at work.
    Used,
    /// How the training is received.
    Received,
    /// What the partner may see.
    Shared,
    /// When the next session is; of a learner, their own.
    Next,
    /// Which goal it serves.
    Serves,
    /// What is practised at work.
    Practise,
}

impl Ask {
    /// The three questions of a role.
    pub fn of(role: Role) -> [Ask; 3] {
        match role {
            Role::BusinessSponsor | Role::PartnerLead => [Self::Kpi, Self::Effect, Self::Waits],
            Role::LdLead => [Self::Used, Self::Effect, Self::Waits],
            Role::RegionalLdManager => [Self::Used, Self::Next, Self::Waits],
            Role::DataSteward => [Self::Shared, Self::Kpi, Self::Waits],
            Role::LearningDesigner => [Self::Used, Self::Received, Self::Waits],
            Role::Facilitator => [Self::Next, Self::Received, Self::Used],
            Role::Learner => [Self::Next, Self::Serves, Self::Practise],
            Role::LineManager => [Self::Practise, Self::Used, Self::Next],
        }
    }
    pub fn word(self) -> &'static str {
        match self {
            Self::Kpi => "kpi",
            Self::Effect => "effect",
            Self::Waits => "waits",
            Self::Used => "used",
            Self::Received => "received",
            Self::Shared => "shared",
            Self::Next => "next",
            Self::Serves => "serves",
            Self::Practise => "practise",
        }
    }
}

/// A question with its answer in one line, what it stands on in another, and the page behind it.
#[derive(Debug)]
pub struct Answered {
    pub word: &'static str,
    pub question: String,
    pub answer: String,
    pub basis: String,
    pub url: String,
}

/// The questions of whoever has these roles; of several the role that leads.
pub fn asked(t: &Speaker, state: &State, needs: &[Need], path: &str, side: Side, roles: &[Role]) -> Vec<Answered> {
    let Some(role) = Role::ALL.into_iter().find(|role| roles.contains(role)) else { return Vec::new() };
    Ask::of(role)
        .into_iter()
        // Who does no work in the partnership has nothing waiting, and looks ahead instead.
        .map(|ask| if ask == Ask::Waits && !state.sees.works { Ask::Next } else { ask })
        .map(|ask| {
            let question = match (ask, side) {
                // A partner has no KPI of its own: it sees what an agreement releases.
                (Ask::Kpi, Side::Partner) => t.say("ask-kpi-partner"),
                (Ask::Next, _) if role == Role::Learner => t.say("ask-next-own"),
                _ => t.say(&format!("ask-{}", ask.word())),
            };
            let (answer, basis, url) = answer(t, state, needs, ask, side, path);
            Answered { word: ask.word(), question, answer, basis, url }
        })
        .collect()
}

fn answer(t: &Speaker, state: &State, needs: &[Need], ask: Ask, side: Side, path: &str) -> (String, String, String) {
    match ask {
        Ask::Kpi => match (level(t, state, Level::Results), side) {
            (Some((answer, basis)), _) => (answer, basis, format!("{path}/evidence/results")),
            (None, Side::Organisation) => (t.say("ask-no-reading"), String::new(), format!("{path}/goals")),
            (None, Side::Partner) => (t.say("ask-nothing-released"), String::new(), format!("{path}/shared")),
        },
        Ask::Effect => effect(t, state, path),
        Ask::Waits => waits(t, needs, side, path),
        Ask::Used => of_level(t, state, Level::Behaviour, path),
        Ask::Received => of_level(t, state, Level::Reaction, path),
        Ask::Shared => {
            let standing = |agreed: &&_| lustrum_sharing::agreement::Agreement::standing_at(agreed, state.at);
            let mut ends: Vec<_> =
                state.agreements.iter().filter(|agreed| standing(agreed) == Standing::InForce).collect();
            ends.sort_by_key(|agreed| agreed.terms.until);
            let basis = ends.first().map(|first| t.say1("ask-shared-until", "day", t.day(&first.terms.until)));
            (t.count("ask-shared-count", ends.len()), basis.unwrap_or_default(), format!("{path}/shared"))
        }
        Ask::Next => match &state.next {
            Some(next) => (
                t.moment(&next.starts_at),
                format!("{} · {}", next.module_title, next.cohort_title),
                format!("{path}/cohorts/{}", next.cohort_id),
            ),
            None => (t.say("ask-no-session"), String::new(), format!("{path}/cohorts")),
        },
        Ask::Serves => match state.goals.iter().find(|goal| Some(goal.id) == state.programme.goal) {
            Some(goal) => {
                let named = [
                    ("kpi", goal.kpi_title.clone()),
                    ("baseline", goal.spoken(t, &goal.baseline)),
                    ("target", goal.spoken(t, &goal.target)),
                    ("day", t.day(&goal.due)),
                ];
                (goal.title.clone(), t.say_with("trace-goal", &named), format!("{path}/goals"))
            }
            None => (t.say(no_goal(state)), String::new(), format!("{path}/goals")),
        },
        Ask::Practise => {
            let url = match state.programme.id {
                Some(id) => format!("{path}/programmes/{id}"),
                None => format!("{path}/programmes"),
            };
            match state.programme.behaviours.split_first() {
                Some((first, rest)) => (first.clone(), rest.join(" · "), url),
                None => (t.say("ask-no-behaviour"), String::new(), url),
            }
        }
    }
}

/// The first figure of a level with its label and what it stands on.
fn level(t: &Speaker, state: &State, level: Level) -> Option<(String, String)> {
    let lines = state.levels.as_ref()?.of(level);
    let line = lines.iter().find(|line| line.figure.value().is_some())?;
    let figure = line.figure.spoken(t, line.difference);
    let label = t.say1(line.key, "about", &line.about);
    let basis: Vec<String> =
        [label, figure.interval, figure.basis].into_iter().filter(|part| !part.is_empty()).collect();
    Some((format!("{}\u{a0}{}", figure.value, figure.unit).trim().to_owned(), basis.join(" · ")))
}

fn of_level(t: &Speaker, state: &State, of: Level, path: &str) -> (String, String, String) {
    let url = format!("{path}/evidence/{}", of.word());
    match level(t, state, of) {
        Some((answer, basis)) => (answer, basis, url),
        None => (t.say("figure-no-evidence"), String::new(), url),
    }
}

fn effect(t: &Speaker, state: &State, path: &str) -> (String, String, String) {
    let concluded = |known: &&Concluded| known.estimate.is_some();
    let Some(known) = state.studies.iter().find(concluded).or(state.studies.first()) else {
        return (t.say("overview-no-study"), String::new(), format!("{path}/studies"));
    };
    let (plan, url) = (&known.study.plan, format!("{path}/studies/{}", known.study.id));
    let Some(made) = &known.estimate else {
        return (t.say("overview-study-registered"), plan.title.clone(), url);
    };
    let digits = usize::from(plan.decimals);
    // Percentages differ by percentage points.
    let unit = if plan.unit.trim() == "%" { Unit::PercentagePoints.spoken(t) } else { plan.unit.clone() };
    let found = made.finding.effect().map(|(value, [low, high])| {
        t.say_with(
            "ask-effect-figure",
            &[
                ("value", t.signed(value, digits)),
                ("unit", unit),
                ("low", t.signed(low, digits)),
                ("high", t.signed(high, digits)),
                ("counted", counted(t, plan, &made.finding)),
                ("level", t.percent(made.finding.level.unwrap_or(0.95), 0)),
            ],
        )
    });
    let own = std::iter::once(plan.title.clone()).chain(found);
    let basis: Vec<String> = own.chain(others(t, &state.studies, known.study.id)).collect();
    (t.say(&format!("overview-verdict-{}", made.finding.verdict.word())), basis.join(" · "), url)
}

/// The newest of the other studies that conclude something: what one can't tell does not hide what another told.
fn others(t: &Speaker, studies: &[Concluded], but: StudyId) -> Option<String> {
    let (study, verdict) = studies.iter().filter(|known| known.study.id != but).find_map(|known| {
        let verdict = known.estimate.as_ref()?.finding.verdict;
        matches!(verdict, Verdict::Effect | Verdict::NoEffectDetected).then_some((&known.study, verdict))
    })?;
    let said = t.say(&format!("overview-verdict-{}", verdict.word()));
    Some(t.say2("ask-effect-other", "title", &study.plan.title, "verdict", said))
}

fn waits(t: &Speaker, needs: &[Need], side: Side, path: &str) -> (String, String, String) {
    let mine: Vec<&Need> = needs.iter().filter(|need| need.side.is_none_or(|of| of == side)).collect();
    match mine.iter().find(|need| need.late).or(mine.first()) {
        Some(first) => {
            let more = mine.len() - 1;
            let basis = [first.owner.clone(), first.due.clone()];
            let mut basis: Vec<String> = basis.into_iter().filter(|part| !part.is_empty()).collect();
            if more > 0 {
                basis.push(t.count("ask-waits-more", more));
            }
            (first.text.clone(), basis.join(" · "), first.url.clone())
        }
        None => (t.say("overview-nothing-needed"), String::new(), format!("{path}/actions")),
    }
}
