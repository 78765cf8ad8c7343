use lustrum_delivery::cohort::Planned;
use lustrum_kernel::Moment;
use lustrum_kernel::testing::a_morning;
use lustrum_programme::programme::{ProgrammeId, Traced};
use lustrum_strategy::challenge::ChallengeId;
use lustrum_strategy::goal::{Goal, GoalId};
use lustrum_strategy::kpi::KpiId;

use super::{Gap, tree};

fn goal(challenge: ChallengeId) -> Goal {
    Goal {
        id: GoalId::new(),
        challenge_id: challenge,
        challenge_title: challenge.to_string(),
        kpi_id: KpiId::new(),
        kpi_title: "Turnover".to_owned(),
        kpi_unit: "%".to_owned(),
        decimals: 1,
        title: "Less".to_owned(),
        baseline: 30.0,
        target: 15.0,
        due: "2028-12-31".parse().unwrap(),
    }
}

fn programme(goal: Option<GoalId>, approved: Option<Moment>, behaviours: i64, modules: i64) -> Traced {
    Traced {
        id: ProgrammeId::new(),
        goal_id: goal,
        title: "Lead".to_owned(),
        approved_at: approved,
        ended_at: None,
        behaviours,
        modules,
    }
}

#[test]
fn what_a_programme_lacks_is_named() {
    let shared = goal(ChallengeId::new());
    let approved = Some(a_morning());
    let whole = programme(Some(shared.id), approved, 2, 3);
    let planned = [Planned { programme_id: whole.id, cohorts: 1, sessions: 4 }];
    let gaps = |programme: Traced| tree(vec![shared.clone()], vec![programme], &planned).unlinked.pop().map(|b| b.gaps);
    assert_eq!(gaps(whole), None);
    assert_eq!(gaps(programme(Some(shared.id), None, 1, 1)), None, "a draft has no session to plan yet");
    assert_eq!(gaps(programme(Some(shared.id), approved, 1, 1)), Some(vec![Gap::Session]));
    assert_eq!(gaps(programme(Some(GoalId::new()), None, 1, 1)), Some(vec![Gap::Goal]), "it is not shared");
    assert_eq!(gaps(programme(None, None, 0, 0)), Some(vec![Gap::Goal, Gap::Behaviour, Gap::Module]));
}

#[test]
fn cap_01_of_ten_thousand_nodes_each_programme_is_linked_or_unlinked_and_the_page_stays_a_page() {
    let challenges: Vec<ChallengeId> = (0..20).map(|_| ChallengeId::new()).collect();
    let goals: Vec<Goal> = (0..200).map(|place| goal(challenges[place % 20])).collect();
    let programmes: Vec<Traced> = (0..2000)
        .map(|place| {
            let behind = (place % 10 != 0).then(|| goals[place % 200].id);
            programme(behind, Some(a_morning()), 4, 4)
        })
        .collect();
    let planned: Vec<Planned> =
        programmes.iter().map(|known| Planned { programme_id: known.id, cohorts: 2, sessions: 8 }).collect();
    let tree = tree(goals, programmes, &planned);
    assert_eq!((tree.linked, tree.all_unlinked()), (1800, 200));
    assert_eq!(tree.challenges.len(), 20);
    assert_eq!(tree.challenges.iter().map(|challenge| challenge.goals.len()).sum::<usize>(), 200);
    let named = tree.named().len();
    let more: usize = tree.challenges.iter().flat_map(|challenge| &challenge.goals).map(|goal| goal.more).sum();
    assert_eq!(named + more, 1800);
    assert!(named <= 1000 && tree.unlinked.len() <= 50, "what is named is bounded");
}
