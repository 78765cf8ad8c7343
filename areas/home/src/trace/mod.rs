//! From the challenge to the sessions: what hangs on what, and what hangs on nothing.

pub mod pages;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use lustrum_delivery::cohort::Planned;
use lustrum_programme::programme::{ProgrammeId, Traced};
use lustrum_strategy::goal::Goal;

/// So many programmes are named under a goal, and so many that miss a link; the rest is counted.
const NAMED: usize = 5;
const UNLINKED: usize = 50;

/// What a programme lacks between its challenge and its sessions; its message is `trace-gap-` and the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    Goal,
    Behaviour,
    Module,
    /// Of a programme that was approved: a draft has none to plan yet.
    Session,
}

impl Gap {
    pub fn key(self) -> &'static str {
        match self {
            Self::Goal => "trace-gap-goal",
            Self::Behaviour => "trace-gap-behaviour",
            Self::Module => "trace-gap-module",
            Self::Session => "trace-gap-session",
        }
    }
}

/// A programme with what is planned of it.
#[derive(Clone, Debug)]
pub struct Branch {
    pub programme: Traced,
    pub cohorts: i64,
    pub sessions: i64,
    pub gaps: Vec<Gap>,
}

#[derive(Clone, Debug)]
pub struct GoalBranch {
    pub goal: Goal,
    /// The first few, the newest first.
    pub programmes: Vec<Branch>,
    pub more: usize,
}

#[derive(Clone, Debug)]
pub struct ChallengeBranch {
    pub title: String,
    pub goals: Vec<GoalBranch>,
}

/// The whole chain of a partnership. Every programme is in `linked` or among the `unlinked`.
#[derive(Clone, Debug)]
pub struct Tree {
    pub challenges: Vec<ChallengeBranch>,
    /// How many programmes have every link.
    pub linked: usize,
    pub unlinked: Vec<Branch>,
    pub more_unlinked: usize,
}

impl Tree {
    /// Which programmes are named on the page.
    pub fn named(&self) -> Vec<ProgrammeId> {
        let goals = self.challenges.iter().flat_map(|challenge| &challenge.goals);
        goals.flat_map(|goal| &goal.programmes).map(|branch| branch.programme.id).collect()
    }
    pub fn all_unlinked(&self) -> usize {
        self.unlinked.len() + self.more_unlinked
    }
}

/// Puts goals, programmes and what is planned of them together.
pub fn tree(goals: Vec<Goal>, programmes: Vec<Traced>, planned: &[Planned]) -> Tree {
    let planned: HashMap<ProgrammeId, &Planned> = planned.iter().map(|one| (one.programme_id, one)).collect();
    let mut unlinked = Vec::new();
    let mut by_goal: HashMap<_, Vec<Branch>> = HashMap::new();
    let mut linked = 0;
    for programme in programmes {
        let (cohorts, sessions) = planned.get(&programme.id).map_or((0, 0), |one| (one.cohorts, one.sessions));
        // A goal that is no longer shared with the partnership is no goal of it.
        let goal = programme.goal_id.filter(|id| goals.iter().any(|goal| goal.id == *id));
        let mut gaps = Vec::new();
        let mut lacks = |is: bool, gap: Gap| gaps.extend(is.then_some(gap));
        lacks(goal.is_none(), Gap::Goal);
        lacks(programme.behaviours == 0, Gap::Behaviour);
        lacks(programme.modules == 0, Gap::Module);
        lacks(programme.approved_at.is_some() && programme.ended_at.is_none() && sessions == 0, Gap::Session);
        let branch = Branch { programme, cohorts, sessions, gaps };
        if branch.gaps.is_empty() {
            linked += 1;
        } else {
            unlinked.push(branch.clone());
        }
        if let Some(goal) = goal {
            by_goal.entry(goal).or_default().push(branch);
        }
    }
    let mut challenges: Vec<ChallengeBranch> = Vec::new();
    for goal in goals {
        let mut programmes = by_goal.remove(&goal.id).unwrap_or_default();
        let more = programmes.len().saturating_sub(NAMED);
        programmes.truncate(NAMED);
        let title = goal.challenge_title.clone();
        let of_challenge = goal.challenge_id;
        let branch = GoalBranch { goal, programmes, more };
        let same = |known: &&mut ChallengeBranch| known.goals.iter().any(|goal| goal.goal.challenge_id == of_challenge);
        match challenges.iter_mut().find(same) {
            Some(known) => known.goals.push(branch),
            None => challenges.push(ChallengeBranch { title, goals: vec![branch] }),
        }
    }
    let more_unlinked = unlinked.len().saturating_sub(UNLINKED);
    unlinked.truncate(UNLINKED);
    Tree { challenges, linked, unlinked, more_unlinked }
}
