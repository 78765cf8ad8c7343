//! Sessions in the words of a reader.

use lustrum_kernel::locale::Speaker;
use lustrum_xapi::cmi5::{Finding, MoveOn, Outcome, Session, Standing, Verb};

use super::{Registration, Unit};
use crate::browse::Line;

/// A unit as a row.
pub struct UnitRow {
    pub title: String,
    pub outcome: String,
    pub moves_on: &'static str,
    pub score: String,
    pub sessions: Vec<SessionRow>,
}

/// A session as a row.
pub struct SessionRow {
    pub began: String,
    pub standing: String,
    pub told: String,
    pub score: String,
    pub duration: String,
    pub findings: Vec<(uuid::Uuid, String)>,
}

pub fn who(t: &Speaker, registration: &Registration) -> String {
    Line::of(t, &registration.who, "").who
}

pub fn unit(t: &Speaker, unit: &Unit) -> UnitRow {
    UnitRow {
        title: Line::of(t, &unit.about, "").what,
        outcome: outcome(t, &unit.outcome),
        moves_on: match unit.moves_on() {
            None => "cmi5-moves-on-untold",
            Some(true) => "cmi5-moves-on",
            Some(false) => "cmi5-moves-on-not",
        },
        score: unit.outcome.scaled.map(|scaled| t.number(scaled, 2)).unwrap_or_default(),
        sessions: unit.sessions.iter().map(|seen| session(t, seen)).collect(),
    }
}

fn session(t: &Speaker, seen: &super::Seen) -> SessionRow {
    let told: Vec<String> =
        Verb::ALL.into_iter().filter(|verb| seen.session.has(*verb)).map(|verb| t.say(verb_key(verb))).collect();
    SessionRow {
        began: Line::of(t, &seen.first, "").when,
        standing: t.say(standing_key(&seen.session)),
        told: told.join(", "),
        score: seen.session.scaled.map(|scaled| t.number(scaled, 2)).unwrap_or_default(),
        duration: seen.session.duration.as_deref().map(|period| duration(t, period)).unwrap_or_default(),
        findings: seen.findings.iter().map(|(id, finding)| (*id, words_of(t, *finding))).collect(),
    }
}

/// What was reached, as a list of words; nothing yet is said as well.
pub fn outcome(t: &Speaker, outcome: &Outcome) -> String {
    let reached = [
        (outcome.waived, "cmi5-verb-waived"),
        (outcome.completed, "cmi5-verb-completed"),
        (outcome.passed, "cmi5-verb-passed"),
        (outcome.failed, "cmi5-verb-failed"),
    ];
    let words: Vec<String> = reached.iter().filter(|(is, _)| *is).map(|(_, key)| t.say(key)).collect();
    if words.is_empty() { t.say("cmi5-nothing-yet") } else { words.join(", ") }
}

fn standing_key(session: &Session) -> &'static str {
    match session.standing() {
        Standing::Unknown => "cmi5-standing-unknown",
        Standing::Launched => "cmi5-standing-launched",
        Standing::Running => "cmi5-standing-running",
        Standing::Terminated => "cmi5-standing-terminated",
        Standing::Abandoned => "cmi5-standing-abandoned",
        Standing::Waived => "cmi5-standing-waived",
    }
}

pub fn move_on_word(enough: MoveOn) -> &'static str {
    match enough {
        MoveOn::Passed => "Passed",
        MoveOn::Completed => "Completed",
        MoveOn::CompletedAndPassed => "CompletedAndPassed",
        MoveOn::CompletedOrPassed => "CompletedOrPassed",
        MoveOn::NotApplicable => "NotApplicable",
    }
}

fn verb_key(verb: Verb) -> &'static str {
    match verb {
        Verb::Launched => "cmi5-verb-launched",
        Verb::Initialized => "cmi5-verb-initialized",
        Verb::Completed => "cmi5-verb-completed",
        Verb::Passed => "cmi5-verb-passed",
        Verb::Failed => "cmi5-verb-failed",
        Verb::Abandoned => "cmi5-verb-abandoned",
        Verb::Waived => "cmi5-verb-waived",
        Verb::Terminated => "cmi5-verb-terminated",
        Verb::Satisfied => "cmi5-verb-satisfied",
    }
}

fn words_of(t: &Speaker, finding: Finding) -> String {
    let verb = match finding {
        Finding::BeforeInitialized(verb)
        | Finding::AfterEnd(verb)
        | Finding::Repeated(verb)
        | Finding::RepeatedInRegistration(verb)
        | Finding::NotNormal(verb)
        | Finding::NoDuration(verb)
        | Finding::NoResult(verb)
        | Finding::NotCounted(verb) => t.say(verb_key(verb)),
        _ => String::new(),
    };
    t.say1(&format!("cmi5-finding-{}", finding.key()), "verb", verb)
}

/// An ISO 8601 period in words; what it can't be read as stays as it is.
fn duration(t: &Speaker, period: &str) -> String {
    let Ok(span) = period.parse::<jiff::Span>() else { return period.to_owned() };
    let Ok(seconds) = span.total(jiff::Unit::Second) else { return period.to_owned() };
    let minutes = (seconds / 60.0).round().max(1.0);
    t.count("cmi5-minutes", minutes as i64)
}
