use super::*;

fn item(task: Task, options: usize, targets: usize, partial: bool) -> Content {
    let names = |letter: char, number: usize| (0..number).map(|n| format!("{letter}{n}")).collect();
    let text = Text {
        prompt: "What is it?".to_owned(),
        options: names('o', options),
        targets: names('t', targets),
        ..Text::default()
    };
    Content { task, points: 1.0, partial, texts: [("en".to_owned(), text)].into() }.checked().unwrap()
}

#[test]
fn one_of_several_is_right_or_not() {
    let single = item(Task::Single { right: 1 }, 3, 0, false);
    assert_eq!(share(&single, &Answer::Chosen(vec![1])), 1.0);
    for wrong in [vec![0], vec![], vec![1, 2], vec![9]] {
        assert_eq!(share(&single, &Answer::Chosen(wrong)), 0.0);
    }
}

#[test]
fn whoever_ticks_everything_earns_nothing_where_half_is_wrong() {
    let parts = item(Task::Multiple { right: vec![true, true, false, false] }, 4, 0, true);
    assert_eq!(share(&parts, &Answer::Chosen(vec![0, 1, 2, 3])), 0.0);
    assert_eq!(share(&parts, &Answer::Chosen(vec![0, 0, 0])), 0.5);
    let whole = item(Task::Multiple { right: vec![true, true, false, false] }, 4, 0, false);
    assert_eq!(share(&whole, &Answer::Chosen(vec![0])), 0.0);
    assert_eq!(share(&whole, &Answer::Chosen(vec![1, 0])), 1.0);
}

#[test]
fn a_number_is_right_up_to_the_very_edge_of_its_tolerance() {
    let number = item(Task::Numeric { answer: 0.3, tolerance: 0.1 }, 0, 0, false);
    for (given, right) in [(0.3, 1.0), (0.1 + 0.3, 1.0), (0.2, 1.0), (0.41, 0.0), (-0.3, 0.0), (f64::NAN, 0.0)] {
        assert_eq!(share(&number, &Answer::Number(given)), right, "{given}");
    }
}

#[test]
fn words_are_compared_without_case_marks_and_doubled_blanks() {
    let words = item(Task::ShortText { accepted: vec!["Één op één".to_owned(), "1-op-1".to_owned()] }, 0, 0, false);
    for (given, right) in [("een  OP een ", 1.0), ("1-op-1", 1.0), ("een op twee", 0.0), ("", 0.0), (" ", 0.0)] {
        assert_eq!(share(&words, &Answer::Words(given.to_owned())), right, "{given:?}");
    }
}

#[test]
fn an_order_earns_what_is_better_than_chance() {
    let order = item(Task::Ordering, 4, 0, true);
    assert_eq!(share(&order, &Answer::Order(vec![0, 1, 2, 3])), 1.0);
    assert_eq!(share(&order, &Answer::Order(vec![3, 2, 1, 0])), 0.0);
    // One neighbouring pair of six is swapped: tau is 4/6.
    assert!((share(&order, &Answer::Order(vec![1, 0, 2, 3])) - 4.0 / 6.0).abs() < 1e-12);
    for broken in [vec![0, 1, 2], vec![0, 0, 1, 2], vec![0, 1, 2, 7]] {
        assert_eq!(share(&order, &Answer::Order(broken)), 0.0);
    }
}

#[test]
fn pairs_count_one_by_one() {
    let pairs = item(Task::Matching { belongs: vec![0, 1, 1] }, 3, 3, true);
    assert_eq!(share(&pairs, &Answer::Matched(vec![Some(0), Some(1), Some(1)])), 1.0);
    assert!((share(&pairs, &Answer::Matched(vec![Some(0), None, Some(2)])) - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(share(&pairs, &Answer::Matched(vec![])), 0.0);
}

#[test]
fn what_cannot_be_scored_is_refused() {
    let sound = item(Task::Single { right: 0 }, 2, 0, false);
    let with = |change: &dyn Fn(&mut Content)| {
        let mut item = sound.clone();
        change(&mut item);
        item.checked().unwrap_err()
    };
    assert_eq!(with(&|item| item.task = Task::Single { right: 2 }), Unsound::NotOneRight);
    assert_eq!(with(&|item| item.task = Task::Multiple { right: vec![false, false] }), Unsound::NoneRight);
    assert_eq!(with(&|item| item.task = Task::ShortText { accepted: vec![" ".into()] }), Unsound::NoForm);
    assert_eq!(with(&|item| item.task = Task::Numeric { answer: f64::INFINITY, tolerance: 0.0 }), Unsound::NoNumber);
    assert_eq!(with(&|item| item.points = 0.0), Unsound::Points);
    assert_eq!(with(&|item| item.texts.clear()), Unsound::NoPrompt);
    assert_eq!(
        with(&|item| drop(item.texts.insert("nl".into(), Text { prompt: "x".into(), ..Text::default() }))),
        Unsound::LanguagesDiffer
    );
    assert_eq!(
        with(&|item| item.texts.values_mut().for_each(|text| text.options = vec!["a".into(), "a ".into()])),
        Unsound::OptionTwice
    );
}

mod any {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
        #[test]
        fn a_share_lies_between_nothing_and_everything(chosen in prop::collection::vec(0usize..9, 0..12), order in prop::collection::vec(0usize..6, 0..7)) {
            let multiple = item(Task::Multiple { right: vec![true, false, true, false] }, 4, 0, true);
            prop_assert!((0.0..=1.0).contains(&share(&multiple, &Answer::Chosen(chosen))));
            let ordering = item(Task::Ordering, 4, 0, true);
            prop_assert!((0.0..=1.0).contains(&share(&ordering, &Answer::Order(order))));
        }
    }
}

#[test]
fn an_answer_comes_back_as_it_was_given_whatever_order_was_shown() {
    use lustrum_kernel::form::Fields;

    use super::ask::{fields, read};

    let items = [
        (item(Task::Single { right: 1 }, 4, 0, false), Answer::Chosen(vec![2])),
        (item(Task::Multiple { right: vec![true; 4] }, 4, 0, false), Answer::Chosen(vec![0, 3])),
        (item(Task::Ordering, 4, 0, false), Answer::Order(vec![2, 0, 3, 1])),
        (item(Task::Matching { belongs: vec![0, 1, 2] }, 3, 4, false), Answer::Matched(vec![Some(3), None, Some(0)])),
        (item(Task::Numeric { answer: 1.0, tolerance: 0.0 }, 0, 0, false), Answer::Number(-2.5)),
        (item(Task::ShortText { accepted: vec!["x".into()] }, 0, 0, false), Answer::Words("één".into())),
    ];
    for seed in [1, -7, i64::MAX] {
        for (place, (content, answer)) in items.iter().enumerate() {
            let shuffle = Shuffle { seed, options: seed != 1 };
            let mut form = Fields::filled(fields(answer, content, place, shuffle));
            assert_eq!(read(&mut form, content, place, shuffle).as_ref(), Some(answer));
            assert!(!form.has_faults());
            assert_eq!(read(&mut Fields::default(), content, place, shuffle), None);
        }
    }
    let ordering = &items[2].0;
    let shuffle = Shuffle { seed: 3, options: false };
    let mut twice = Fields::filled([("q0-0", "0"), ("q0-1", "0"), ("q0-2", "1"), ("q0-3", "2")]);
    assert_eq!(read(&mut twice, ordering, 0, shuffle), None);
    assert!(twice.fault("q0").is_some(), "two things at one place are said at once");
    let mut odd = Fields::filled([("q0", "17")]);
    assert_eq!(read(&mut odd, &items[0].0, 0, shuffle), None);
    assert!(odd.fault("q0").is_some());
}
