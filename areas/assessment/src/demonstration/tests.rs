use super::*;

fn score(levels: &[usize]) -> Score {
    Score { levels: levels.to_vec(), ..Score::example() }
}

#[test]
fn nobody_sees_the_other_score_before_both_are_in() {
    let (one, other) = (score(&[2, 3]), score(&[1, 3]));
    let mut shown = Demonstration { scores: vec![one.clone()], ..Demonstration::example(DemonstrationId::new()) };
    assert_eq!(shown.standing(), Standing::WaitsForSecond);
    assert_eq!(shown.seen_by(one.rater_id), [&one]);
    assert!(shown.seen_by(other.rater_id).is_empty());
    assert_eq!(shown.may_score(one.rater_id), Err(ScoreRefused::Twice));
    assert_eq!(shown.may_score(other.rater_id), Ok(()));
    shown.scores.push(other.clone());
    assert_eq!(shown.seen_by(other.rater_id).len(), 2);
    assert_eq!(shown.may_score(PersonId::new()), Err(ScoreRefused::Complete));
    assert_eq!(shown.standing(), Standing::Differs);
}

#[test]
fn what_was_agreed_counts_and_else_the_mean_of_both() {
    let mut shown = Demonstration {
        scores: vec![score(&[3, 3]), score(&[0, 3])],
        ..Demonstration::example(DemonstrationId::new())
    };
    assert_eq!(shown.share(4), Some(0.75));
    shown.agreed = Some(vec![3, 3]);
    assert_eq!((shown.share(4), shown.standing()), (Some(1.0), Standing::Settled));
    assert_eq!(Demonstration::example(DemonstrationId::new()).share(4), None);
}
