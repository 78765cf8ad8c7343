//! Rules against the examples of the standard, around changes of clocks, and on made-up input.

use super::*;
use proptest::prelude::*;

fn new_york() -> TimeZone {
    TimeZone::get("America/New_York").unwrap()
}

fn days(rule: &str, start: &str, most: usize) -> Vec<String> {
    let rule = Rule::read(rule).unwrap();
    let start: DateTime = start.parse().unwrap();
    rule.occurrences(start, &new_york()).take(most).map(|(day, _)| day.to_string()).collect()
}

#[test]
fn the_examples_of_rfc_5545_give_its_days() {
    // RFC 5545, 3.8.5.3, each with DTSTART;TZID=America/New_York at 09:00.
    let cases: [(&str, &str, &[&str]); 12] = [
        // Weekly for 10 occurrences.
        (
            "FREQ=WEEKLY;COUNT=10",
            "1997-09-02",
            &[
                "1997-09-02",
                "1997-09-09",
                "1997-09-16",
                "1997-09-23",
                "1997-09-30",
                "1997-10-07",
                "1997-10-14",
                "1997-10-21",
                "1997-10-28",
                "1997-11-04",
            ],
        ),
        // Every other week, forever.
        ("FREQ=WEEKLY;INTERVAL=2;WKST=MO", "1997-09-02", &["1997-09-02", "1997-09-16", "1997-09-30", "1997-10-14"]),
        // Weekly on Tuesday and Thursday for five weeks.
        (
            "FREQ=WEEKLY;UNTIL=19971007T000000Z;BYDAY=TU,TH",
            "1997-09-02",
            &[
                "1997-09-02",
                "1997-09-04",
                "1997-09-09",
                "1997-09-11",
                "1997-09-16",
                "1997-09-18",
                "1997-09-23",
                "1997-09-25",
                "1997-09-30",
                "1997-10-02",
            ],
        ),
        // Every other week on Tuesday and Thursday, for 8 occurrences (the same days where weeks begin on Monday).
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=TU,TH",
            "1997-09-02",
            &[
                "1997-09-02",
                "1997-09-04",
                "1997-09-16",
                "1997-09-18",
                "1997-09-30",
                "1997-10-02",
                "1997-10-14",
                "1997-10-16",
            ],
        ),
        // Monthly on the first Friday for 10 occurrences.
        (
            "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
            "1997-09-05",
            &[
                "1997-09-05",
                "1997-10-03",
                "1997-11-07",
                "1997-12-05",
                "1998-01-02",
                "1998-02-06",
                "1998-03-06",
                "1998-04-03",
                "1998-05-01",
                "1998-06-05",
            ],
        ),
        // Every other month on the first and last Sunday of the month for 10 occurrences.
        (
            "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
            "1997-09-07",
            &[
                "1997-09-07",
                "1997-09-28",
                "1997-11-02",
                "1997-11-30",
                "1998-01-04",
                "1998-01-25",
                "1998-03-01",
                "1998-03-29",
                "1998-05-03",
                "1998-05-31",
            ],
        ),
        // Monthly on the second-to-last Monday of the month for 6 months.
        (
            "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
            "1997-09-22",
            &["1997-09-22", "1997-10-20", "1997-11-17", "1997-12-22", "1998-01-19", "1998-02-16"],
        ),
        // Monthly on the third-to-the-last day of the month, forever.
        (
            "FREQ=MONTHLY;BYMONTHDAY=-3",
            "1997-09-28",
            &["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29", "1998-01-29", "1998-02-26"],
        ),
        // Every Friday the 13th, forever (the start itself is excluded by the example).
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "1997-09-02",
            &["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13"],
        ),
        // Yearly in June and July for 10 occurrences.
        (
            "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
            "1997-06-10",
            &[
                "1997-06-10",
                "1997-07-10",
                "1998-06-10",
                "1998-07-10",
                "1999-06-10",
                "1999-07-10",
                "2000-06-10",
                "2000-07-10",
                "2001-06-10",
                "2001-07-10",
            ],
        ),
        // U.S. presidential election day: the first Tuesday after a Monday in November, every four years.
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-11-05",
            &["1996-11-05", "2000-11-07", "2004-11-02"],
        ),
        // A day that some months don't have is left out (3.3.10).
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
            "2007-01-15",
            &["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30"],
        ),
    ];
    for (rule, start, expected) in cases {
        assert_eq!(days(rule, &format!("{start}T09:00"), expected.len()), expected, "{rule}");
    }
    // The first and the third end by themselves.
    assert_eq!(days("FREQ=WEEKLY;COUNT=10", "1997-09-02T09:00", 99).len(), 10);
    assert_eq!(days("FREQ=WEEKLY;UNTIL=19971007T000000Z;BYDAY=TU,TH", "1997-09-02T09:00", 99).len(), 10);
    assert_eq!(days("FREQ=WEEKLY;UNTIL=19970916", "1997-09-02T09:00", 99).len(), 3, "that day included");
}

#[test]
fn the_wall_clock_of_the_series_holds_on_both_sides_of_a_change_of_clocks() {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let at = |rule: &str, start: &str, place: usize| {
        let rule = Rule::read(rule).unwrap();
        rule.occurrences(start.parse().unwrap(), &zone).nth(place).unwrap().1.to_string()
    };
    // 25 October 2026: from CEST to CET.
    assert_eq!(at("FREQ=WEEKLY", "2026-10-20T10:00", 0), "2026-10-20T08:00:00Z");
    assert_eq!(at("FREQ=WEEKLY", "2026-10-20T10:00", 1), "2026-10-27T09:00:00Z");
    // In the night of the change, half past two is shown twice: the first is meant.
    assert_eq!(at("FREQ=WEEKLY", "2026-10-18T02:30", 1), "2026-10-25T00:30:00Z");
    // In March it is skipped: the instant at the offset before the gap, half past three on the wall.
    assert_eq!(at("FREQ=WEEKLY", "2026-03-22T02:30", 1), "2026-03-29T01:30:00Z");
    assert_eq!(at("FREQ=WEEKLY", "2026-03-22T02:30", 2), "2026-04-05T00:30:00Z");
}

#[test]
fn what_can_not_be_kept_is_refused_and_named() {
    use RuleRefused::{Freq, Part, Value};
    let part = |name: &str| Part(name.to_owned());
    let value = |name: &str| Value(name.to_owned());
    for (text, refusal) in [
        ("", Freq),
        ("INTERVAL=2", Freq),
        ("FREQ=HOURLY", Freq),
        ("FREQ=DAILY", Freq),
        ("weekly", part("weekly")),
        ("FREQ=WEEKLY;BYSETPOS=1", part("BYSETPOS")),
        ("FREQ=WEEKLY;BYHOUR=9", part("BYHOUR")),
        ("FREQ=WEEKLY;INTERVAL=0", value("INTERVAL")),
        ("FREQ=WEEKLY;INTERVAL=-1", value("INTERVAL")),
        ("FREQ=WEEKLY;INTERVAL=2;INTERVAL=3", value("INTERVAL")),
        ("FREQ=WEEKLY;BYDAY=XX", value("BYDAY")),
        ("FREQ=WEEKLY;BYDAY=2TU", value("BYDAY")),
        ("FREQ=WEEKLY;BYDAY=", value("BYDAY")),
        ("FREQ=WEEKLY;BYDAY=é", value("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=6MO", value("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=0MO", value("BYDAY")),
        ("FREQ=MONTHLY;BYMONTHDAY=32", value("BYMONTHDAY")),
        ("FREQ=WEEKLY;BYMONTHDAY=3", value("BYMONTHDAY")),
        ("FREQ=YEARLY;BYDAY=20MO", value("BYDAY")),
        ("FREQ=YEARLY;BYMONTH=13", value("BYMONTH")),
        ("FREQ=WEEKLY;COUNT=0", value("COUNT")),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", value("UNTIL")),
        ("FREQ=WEEKLY;UNTIL=2027-01-01", value("UNTIL")),
        ("FREQ=WEEKLY;UNTIL=20270230", value("UNTIL")),
        ("FREQ=WEEKLY;UNTIL=20270101T250000Z", value("UNTIL")),
    ] {
        assert_eq!(Rule::read(text), Err(refusal), "{text:?}");
    }
    let start: DateTime = "2026-01-05T10:00".parse().unwrap();
    for never in
        ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31", "FREQ=WEEKLY;UNTIL=20250101"]
    {
        assert_eq!(Rule::read_from(never, start, &TimeZone::UTC), Err(RuleRefused::Never), "{never}");
    }
    assert!(Rule::read_from("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", start, &TimeZone::UTC).is_ok());
}

proptest! {
    #[test]
    fn occurrences_come_in_order_from_the_start_on_and_end(
        freq in prop::sample::select(vec!["WEEKLY", "MONTHLY", "YEARLY"]),
        interval in 1..40_i32,
        days in prop::collection::vec(prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), 0..4),
        year in 1990..2100_i16, month in 1..=12_i8, day in 1..=28_i8, count in 1..60_usize,
    ) {
        let by = if days.is_empty() { String::new() } else { format!(";BYDAY={}", days.join(",")) };
        let rule = Rule::read(&format!("FREQ={freq};INTERVAL={interval};COUNT={count}{by}")).unwrap();
        let start = Date::new(year, month, day).unwrap().at(9, 30, 0, 0);
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let all: Vec<_> = rule.occurrences(start, &zone).collect();
        prop_assert!(all.len() <= count);
        prop_assert!(all.windows(2).all(|pair| pair[0].1 < pair[1].1 && pair[0].0 < pair[1].0));
        prop_assert!(all.iter().all(|(day, _)| *day >= start.date()));
        if by.is_empty() {
            prop_assert_eq!(all.first().map(|one| one.0), Some(start.date()));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        let _read = Rule::read(&text);
    }
}
