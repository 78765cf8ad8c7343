use std::collections::BTreeMap;

use super::*;
use crate::item::{Task, Text};

fn attempt(due: Option<&str>, submitted: Option<&str>) -> Attempt {
    let at = |text: &str| Moment(text.parse().unwrap());
    Attempt {
        id: AttemptId::new(),
        number: 1,
        seed: 7,
        started_at: at("2026-05-05T08:00:00Z"),
        due_at: due.map(at),
        submitted_at: submitted.map(at),
        points: None,
        most: None,
    }
}

#[test]
fn the_servers_clock_counts_with_grace_for_the_network() {
    let timed = attempt(Some("2026-05-05T08:20:00Z"), None);
    let at = |text: &str| Moment(text.parse().unwrap());
    assert!(timed.takes_at(at("2026-05-05T08:20:30Z")));
    assert!(!timed.takes_at(at("2026-05-05T08:20:31Z")));
    assert!(attempt(None, None).takes_at(at("2026-05-06T08:20:31Z")));
    assert!(!attempt(None, Some("2026-05-05T08:10:00Z")).takes_at(at("2026-05-05T08:11:00Z")), "it was handed in");
}

#[test]
fn an_attempt_starts_where_the_sitting_is_open_and_one_is_left() {
    let done = attempt(None, Some("2026-05-05T08:10:00Z"));
    assert_eq!(may_start(true, &[], 1), Ok(()));
    assert_eq!(may_start(false, &[], 1), Err(StartRefused::NotOpen));
    assert_eq!(may_start(true, &[attempt(None, None)], 3), Err(StartRefused::Running));
    assert_eq!(may_start(true, std::slice::from_ref(&done), 1), Err(StartRefused::NoneLeft));
    assert_eq!(may_start(true, &[done], 2), Ok(()));
}

#[test]
fn points_add_up_and_what_was_not_answered_earns_nothing() {
    let item = |points| {
        let text = Text { prompt: "?".into(), options: vec!["a".into(), "b".into()], ..Text::default() };
        Content {
            task: Task::Single { right: 0 },
            points,
            partial: false,
            texts: BTreeMap::from([("en".into(), text)]),
        }
    };
    let scored = score(&[
        (item(1.0), Some(Answer::Chosen(vec![0]))),
        (item(2.5), Some(Answer::Chosen(vec![1]))),
        (item(3.0), None),
    ]);
    assert_eq!(scored, Scored { shares: vec![1.0, 0.0, 0.0], points: 1.0, most: 6.5 });
}

#[test]
fn each_person_has_an_order_of_their_own_that_stays() {
    let one = attempt(None, None);
    assert_eq!(order(&one, 20, true), order(&one, 20, true));
    assert_ne!(order(&one, 20, true), order(&Attempt { seed: 8, ..one.clone() }, 20, true));
    assert_eq!(order(&one, 3, false), [0, 1, 2]);
}
