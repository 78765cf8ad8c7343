use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn learning() -> Option<Learning> {
    Some(Learning { first: day("2026-03-03"), last: day("2026-05-05") })
}

#[test]
fn before_is_before_the_first_session() {
    assert_eq!(may_open(Occasion::Pre, day("2026-03-03"), learning()), Ok(()));
    let refused = may_open(Occasion::Pre, day("2026-03-04"), learning());
    assert_eq!(refused, Err(OpenRefused::AlreadyLearned { first: day("2026-03-03") }));
    assert_eq!(may_open(Occasion::Pre, day("2026-03-04"), None), Ok(()), "those who wait learn nothing");
}

#[test]
fn after_is_on_or_after_the_day_of_the_last_session() {
    let refused = may_open(Occasion::Post, day("2026-05-04"), learning());
    assert_eq!(refused, Err(OpenRefused::NotYetLearned { last: Some(day("2026-05-05")) }));
    assert_eq!(may_open(Occasion::Post, day("2026-05-05"), learning()), Ok(()));
    assert_eq!(may_open(Occasion::Post, day("2026-05-05"), None), Err(OpenRefused::NotYetLearned { last: None }));
}

#[test]
fn cap_36_retained_is_what_is_there_after_seven_days_and_not_a_day_sooner() {
    for (opens, sound) in [("2026-05-05", false), ("2026-05-11", false), ("2026-05-12", true), ("2026-07-01", true)] {
        assert_eq!(may_open(Occasion::Delayed, day(opens), learning()).is_ok(), sound, "{opens}");
    }
}

#[test]
fn days_are_those_of_the_cohorts_place() {
    let sitting = Sitting {
        id: SittingId::new(),
        test_id: TestId::new(),
        cohort_id: lustrum_delivery::cohort::CohortId::new(),
        cohort_title: String::new(),
        language: "nl".into(),
        zone: "Europe/Amsterdam".into(),
        occasion: "post".into(),
        opens: day("2026-05-05"),
        closes: day("2026-05-06"),
        learned: Some(day("2026-05-05")),
        released_at: None,
        asked: 0,
        answered: 0,
    };
    let at = |text: &str| Moment(text.parse().unwrap());
    assert_eq!(sitting.standing(at("2026-05-04T21:59:00Z")), Standing::NotYet);
    assert_eq!(sitting.standing(at("2026-05-04T22:00:00Z")), Standing::Open);
    assert_eq!(sitting.standing(at("2026-05-06T21:59:59Z")), Standing::Open);
    assert_eq!(sitting.standing(at("2026-05-06T22:00:00Z")), Standing::Over);
    assert_eq!(sitting.end(), Some(at("2026-05-06T22:00:00Z")));
    assert_eq!(sitting.days_since_learning(at("2026-05-05T20:00:00Z")), Some(0));
    assert_eq!(sitting.days_since_learning(at("2026-06-05T22:00:00Z")), Some(32));
}
