use lustrum_kernel::Day;

use super::change::{Person, change};

fn person(first: f64, second: f64, days: i64) -> Person {
    let day: Day = "2026-05-05".parse().unwrap();
    Person { first, second, day: day.plus_days(days as i32), days: Some(days) }
}

#[test]
fn a_gain_is_within_people_with_students_interval_and_hedges_correction() {
    // Student (1908), the two sleeping drugs: mean difference 1.58, 95 % interval 0.70 to 2.46.
    let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    let people: Vec<Person> = first.iter().zip(second).enumerate().map(|(n, (a, b))| person(*a, b, n as i64)).collect();
    let change = change(&people).unwrap();
    let (low, high) = change.points.interval.unwrap();
    assert!(
        (change.points.value - 1.58).abs() < 1e-9 && (low - 0.700_114).abs() < 1e-5 && (high - 2.459_886).abs() < 1e-5
    );
    assert!(change.gain.unwrap().hedges_g > 0.0);
    assert_eq!(change.days, Some(5));
    assert_eq!((change.from.to_string(), change.to.to_string()), ("2026-05-05".into(), "2026-05-14".into()));
    assert_eq!(super::change::change(&[]), None);
}
