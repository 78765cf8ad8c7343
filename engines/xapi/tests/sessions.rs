//! Sessions of launched content: what they come to, and what in them breaks the rules of cmi5.

mod support;

use lustrum_xapi::cmi5::{self, Finding, MoveOn, Outcome, Session, Standing, Told, Verb};
use support::read;

/// A statement of the session `s`, as the rules want it.
fn told(verb: Verb) -> Told {
    told_with(verb, "", "")
}

fn told_with(verb: Verb, result: &str, extensions: &str) -> Told {
    let plain = match verb {
        Verb::Completed => r#""completion": true, "duration": "PT10M""#,
        Verb::Passed => r#""success": true, "duration": "PT10M""#,
        Verb::Failed => r#""success": false, "duration": "PT10M""#,
        Verb::Terminated | Verb::Abandoned => r#""duration": "PT12M""#,
        Verb::Waived => {
            r#""success": true, "completion": true, "extensions": {"https://w3id.org/xapi/cmi5/result/extensions/reason": "Tested Out"}"#
        }
        _ => "",
    };
    let result = if result.is_empty() { plain } else { result };
    let text = format!(
        r#"{{"actor": {{"account": {{"homePage": "https://lms.example.org", "name": "42"}}}}, "verb": {{"id": "{}"}},
        "object": {{"id": "https://example.org/au/1"}}, "result": {{{result}}}, "timestamp": "2026-03-01T10:00:00Z",
        "context": {{"registration": "9d5a1f1e-0a57-4a3e-9c45-2f6b1b1f0001",
        "contextActivities": {{"category": [{{"id": "{}"}}, {{"id": "{}"}}]}},
        "extensions": {{"{}": "s"{extensions}}}}}}}"#,
        verb.iri(),
        cmi5::CATEGORY,
        cmi5::MOVE_ON_CATEGORY,
        cmi5::SESSION_ID,
    );
    Told::of(&read(&text)).expect("it is of cmi5")
}

fn mastery(score: &str) -> String {
    format!(r#", "{}": {score}, "{}": "Normal", "{}": "Passed""#, cmi5::MASTERY_SCORE, cmi5::LAUNCH_MODE, cmi5::MOVE_ON)
}

fn findings(all: &[Told]) -> Vec<Finding> {
    Session::of(all).expect("there are statements").1.into_iter().map(|(_, finding)| finding).collect()
}

#[test]
fn a_session_runs_from_launch_to_end() {
    let all = [Verb::Launched, Verb::Initialized, Verb::Completed, Verb::Passed, Verb::Terminated].map(told);
    let (session, found) = Session::of(&all).unwrap();
    assert_eq!(found, []);
    assert_eq!(session.standing(), Standing::Terminated);
    assert_eq!(session.duration.as_deref(), Some("PT12M"));
    assert!(session.at(Verb::Passed).is_some());
    let standings: Vec<Standing> = (1..=3).map(|n| Session::of(&all[..n]).unwrap().0.standing()).collect();
    assert_eq!(standings, [Standing::Launched, Standing::Running, Standing::Running]);
}

#[test]
fn what_is_out_of_order_is_kept_and_said() {
    use Verb::*;
    let of = |verbs: &[Verb]| findings(&verbs.iter().copied().map(told).collect::<Vec<_>>());
    assert_eq!(of(&[Initialized]), [Finding::NotLaunched]);
    assert_eq!(of(&[Launched, Passed]), [Finding::BeforeInitialized(Passed)]);
    assert_eq!(of(&[Launched, Initialized, Initialized]), [Finding::Repeated(Initialized)]);
    assert_eq!(of(&[Launched, Initialized, Terminated, Completed]), [Finding::AfterEnd(Completed)]);
    assert_eq!(of(&[Launched, Initialized, Abandoned, Passed]), [Finding::AfterEnd(Passed)]);
    assert_eq!(of(&[Launched, Initialized, Passed, Failed]), [Finding::FailedAfterPassed]);
    assert_eq!(of(&[Launched, Initialized, Failed, Passed]), []);
    let all = [told(Launched), told(Initialized), told(Terminated), told(Completed)];
    assert!(Session::of(&all).unwrap().0.has(Completed), "what came too late is not lost");
}

#[test]
fn results_are_what_their_verbs_promise() {
    use Verb::*;
    let begun = [told_with(Launched, "", &mastery("0.8")), told(Initialized)];
    let after = |last: Told| findings(&[begun[0].clone(), begun[1].clone(), last]);
    assert_eq!(after(told_with(Completed, r#""completion": true"#, "")), [Finding::NoDuration(Completed)]);
    assert_eq!(after(told_with(Completed, r#""duration": "PT1M""#, "")), [Finding::NoResult(Completed)]);
    let scored = |success: bool, score: &str| {
        format!(r#""success": {success}, "duration": "PT1M", "score": {{"scaled": {score}}}"#)
    };
    assert_eq!(after(told_with(Passed, &scored(true, "0.79"), "")), [Finding::PassedBelowMastery]);
    assert_eq!(after(told_with(Failed, &scored(false, "0.8"), "")), [Finding::FailedAtMastery]);
    assert_eq!(after(told_with(Passed, &scored(true, "0.8"), "")), []);
    let mut uncounted = told(Passed);
    uncounted.counts = false;
    assert_eq!(after(uncounted), [Finding::NotCounted(Passed)]);
    let browse = mastery("1").replace("Normal", "Browse");
    let found = findings(&[told_with(Launched, "", &browse), told(Initialized), told(Passed)]);
    assert_eq!(found, [Finding::NotNormal(Passed)]);
    assert_eq!(findings(&[told_with(Waived, r#""success": true, "completion": true"#, "")]), [Finding::NoReason]);
}

#[test]
fn a_statement_of_someone_else_is_said() {
    let mut other = told(Verb::Initialized);
    other.registration = None;
    assert_eq!(findings(&[told(Verb::Launched), other]), [Finding::NoRegistration, Finding::OtherSession]);
}

#[test]
fn what_has_no_session_is_not_of_cmi5_and_what_has_no_category_is_only_told_beside() {
    assert_eq!(Told::of(&read(support::statement())), None);
    let text = support::merge(&format!(r#"{{"context": {{"extensions": {{"{}": "s"}}}}}}"#, cmi5::SESSION_ID));
    let beside = Told::of(&read(&text)).unwrap();
    assert_eq!((beside.verb, beside.session.as_str()), (None, "s"));
}

#[test]
fn moving_on_asks_for_what_the_course_says() {
    let outcome = |verbs: &[Verb]| {
        let all: Vec<Told> = verbs.iter().copied().map(told).collect();
        let mut outcome = Outcome::default();
        outcome.add(&Session::of(&all).unwrap().0);
        outcome
    };
    let (completed, passed) = (outcome(&[Verb::Completed]), outcome(&[Verb::Passed]));
    let (both, waived, none) =
        (outcome(&[Verb::Completed, Verb::Passed]), outcome(&[Verb::Waived]), Outcome::default());
    let table = [
        (MoveOn::Completed, [true, false, true, true, false]),
        (MoveOn::Passed, [false, true, true, true, false]),
        (MoveOn::CompletedAndPassed, [false, false, true, true, false]),
        (MoveOn::CompletedOrPassed, [true, true, true, true, false]),
        (MoveOn::NotApplicable, [true; 5]),
    ];
    for (move_on, expected) in table {
        assert_eq!(
            [completed, passed, both, waived, none].map(|outcome| move_on.met_by(&outcome)),
            expected,
            "{move_on:?}"
        );
    }
}

#[test]
fn a_registration_is_completed_once() {
    let session = Session::of(&[told(Verb::Completed)]).unwrap().0;
    let mut outcome = Outcome::default();
    assert_eq!(outcome.add(&session), []);
    assert_eq!(outcome.add(&session), [Finding::RepeatedInRegistration(Verb::Completed)]);
    assert_eq!(outcome.sessions, 2);
    let failed = Session::of(&[told(Verb::Failed)]).unwrap().0;
    outcome.add(&failed);
    assert!(outcome.failed && !outcome.passed);
}
