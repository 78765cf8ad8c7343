//! A person's own report: how each group sees them, behaviour by behaviour, and what was written. It is made when the
//! round is over, and shows of peers and reports nothing that fewer than three of them said.

use lustrum_programme::behaviour::Behaviour;

use super::Group;
use super::store::{Given, Written};

/// What a person reads of themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub rows: Vec<Row>,
    /// How many answered, of each group; nothing where a group without names has too few.
    pub answers: [Option<usize>; 4],
    /// What was written, group by group, in no order of time.
    pub words: Vec<(Group, Vec<String>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub behaviour: String,
    /// The mean of each group, where enough of it rated this behaviour.
    pub means: [Option<f64>; 4],
}

pub fn report(behaviours: &[Behaviour], given: &[Given], written: &[Written]) -> Report {
    let rows = behaviours.iter().map(|behaviour| {
        let means = Group::ALL.map(|group| {
            let values: Vec<f64> = given
                .iter()
                .filter(|one| one.behaviour_id == behaviour.id && one.rater_group == group.word())
                .map(|one| one.value as f64)
                .collect();
            group.shows(values.len()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        });
        Row { behaviour: behaviour.text.clone(), means }
    });
    let count = |group: Group| written.iter().filter(|one| one.rater_group == group.word()).count();
    let answers =
        Group::ALL.map(|group| Some(count(group)).filter(|answers| group.shows(*answers) || !group.anonymous()));
    let words = Group::ALL.into_iter().filter(|group| group.shows(count(*group))).map(|group| {
        let of = written.iter().filter(|one| one.rater_group == group.word() && !one.words.is_empty());
        (group, of.map(|one| one.words.clone()).collect::<Vec<_>>())
    });
    Report { rows: rows.collect(), answers, words: words.filter(|(_, words)| !words.is_empty()).collect() }
}
