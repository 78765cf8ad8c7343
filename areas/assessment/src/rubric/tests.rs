use super::*;
use crate::demonstration::{Demonstration, DemonstrationId, Score};

fn criterion(levels: usize) -> Criterion {
    Criterion { title: "Listens".into(), anchors: (0..levels).map(|level| format!("level {level}")).collect() }
}

fn scored(levels: &[(usize, usize)]) -> Vec<Demonstration> {
    let score = |level: usize| Score { rater: String::new(), levels: vec![level], ..Score::example() };
    levels
        .iter()
        .map(|(one, other)| Demonstration {
            scores: vec![score(*one), score(*other)],
            ..Demonstration::example(DemonstrationId::new())
        })
        .collect()
}

#[test]
fn criteria_have_the_same_levels() {
    assert_eq!(check(&[]), Err((0, Unsound::NoCriterion)));
    assert_eq!(check(&[criterion(4), criterion(3)]), Err((1, Unsound::LevelsDiffer)));
    assert_eq!(check(&[criterion(1)]), Err((0, Unsound::Levels)));
    assert_eq!(check(&vec![criterion(4); 9]), Err((8, Unsound::TooMany)));
    assert_eq!(check(&[criterion(4), criterion(4)]), Ok(()));
}

#[test]
fn cap_36_agreement_of_two_raters_is_a_weighted_kappa_with_its_n() {
    let alike = scored(&[(0, 0), (1, 1), (2, 2), (3, 3), (1, 1), (2, 2)]);
    let kappa = agreement(&alike, 0, 4).unwrap();
    assert!((kappa.agreement.value - 1.0).abs() < 1e-12);
    assert_eq!(kappa.agreement.n, 6);
    let near = agreement(&scored(&[(0, 1), (1, 1), (2, 3), (3, 3), (1, 2), (2, 2)]), 0, 4).unwrap();
    let far = agreement(&scored(&[(0, 3), (1, 1), (3, 0), (3, 3), (1, 2), (2, 2)]), 0, 4).unwrap();
    assert!(near.agreement.value > far.agreement.value, "a disagreement of more levels counts more");
    assert!(agreement(&scored(&[(1, 1), (1, 1)]), 0, 4).is_none(), "all the same says nothing of agreement");
}
