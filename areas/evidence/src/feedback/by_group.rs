//! Feedback by the language and the region of the cohorts. A group is the sum of rounds that may be shown, each of at
//! least five answers, so that neither a group nor the rest of one is smaller; and one of several groups is never the
//! only one that is withheld.

use std::collections::BTreeMap;

use lustrum_disclosure::{Cell, SmallestGroup, release_groups};
use lustrum_kernel::locale::Speaker;

use super::figures::{Reaction, favourable};
use super::{Question, Round};
use crate::SMALLEST_GROUP;
use crate::form::frame::name_of;
use crate::levels::view::{Row, Table, too_few};

/// What a group said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub invited: i64,
    pub answered: i64,
    /// How often 1 to 5 was answered on relevance, in rounds that may be shown; nothing where that is withheld.
    pub relevance: Option<[u64; 5]>,
}

/// Invited, answered, and the answers on relevance.
type Counted = (i64, i64, [u64; 5]);

/// The groups that a property of the rounds makes, by their names.
pub fn groups(reaction: &Reaction, of: impl Fn(&Round) -> String) -> Vec<Group> {
    let mut groups: BTreeMap<String, Counted> = BTreeMap::new();
    for round in &reaction.rounds {
        let group = groups.entry(of(round)).or_default();
        group.0 += round.invited;
        group.1 += round.answers;
    }
    for (round, counts) in &reaction.by_round {
        let group = groups.entry(of(round)).or_default();
        for (total, own) in group.2.iter_mut().zip(counts[Question::Relevance as usize]) {
            *total += own;
        }
    }
    groups.remove("");
    let cells: Vec<Cell<[u64; 5]>> =
        groups.values().map(|(_, _, counts)| Cell { n: counts.iter().sum(), value: *counts }).collect();
    let smallest = SmallestGroup::new(SMALLEST_GROUP);
    let released = smallest.and_then(|smallest| release_groups(&cells, [0; 5], smallest));
    let shown = |at: usize| released.as_ref().is_ok_and(|released| !released.groups[at].is_withheld());
    let group = |at: usize, name: String, (invited, answered, counts): Counted| {
        let enough = shown(at) && counts.iter().sum::<u64>() > 0;
        Group { name, invited, answered, relevance: enough.then_some(counts) }
    };
    groups.into_iter().enumerate().map(|(at, (name, counted))| group(at, name, counted)).collect()
}

fn row(t: &Speaker, group: &Group, name: String) -> Row {
    let rate = t.percent(group.answered as f64 / group.invited.max(1) as f64, 0);
    let named = [("answers", t.whole(group.answered)), ("invited", t.whole(group.invited)), ("share", rate)];
    let share = group.relevance.as_ref().and_then(favourable).map_or_else(
        || too_few(t),
        |share| {
            let (low, high) = share.interval.unwrap_or((share.value, share.value));
            let percent = |value: f64| t.percent(value / 100.0, 0);
            let words = [("value", percent(share.value)), ("low", t.number(low, 0)), ("high", percent(high))];
            t.say_with("evidence-with-interval", &words)
        },
    );
    Row { link: None, name, cells: vec![t.say_with("feedback-response", &named), share] }
}

/// A table for each property that tells at least two groups apart.
pub fn tables(t: &Speaker, reaction: &Reaction) -> Vec<Table> {
    let table = |id: &'static str, key: &str, groups: Vec<Group>, name: fn(&str) -> &str| {
        let headings = [key, "feedback-answered", "feedback-relevant"];
        (groups.len() > 1).then(|| Table {
            id,
            title: t.say(key),
            headings: headings.map(|key| t.say(key)).to_vec(),
            rows: groups.iter().map(|group| row(t, group, name(&group.name).to_owned())).collect(),
        })
    };
    let languages = groups(reaction, |round| round.language.clone());
    let regions = groups(reaction, |round| round.region.clone());
    let tables = [
        table("by-language", "feedback-by-language", languages, name_of),
        table("by-region", "feedback-by-region", regions, |name| name),
    ];
    tables.into_iter().flatten().collect()
}

/// The groups of which fewer than 60 % answered, where that is so of all together; groups of fewer than five are not
/// named.
pub fn missing(t: &Speaker, reaction: &Reaction) -> Option<String> {
    let low = |group: &Group| group.invited >= SMALLEST_GROUP as i64 && group.answered * 100 < group.invited * 60;
    let named = |groups: Vec<Group>, name: fn(&str) -> &str| {
        let low = groups.into_iter().filter(low);
        low.map(|group| name(&group.name).to_owned()).collect::<Vec<_>>()
    };
    let languages = named(groups(reaction, |round| round.language.clone()), name_of);
    let regions = named(groups(reaction, |round| round.region.clone()), |name| name);
    let all: Vec<String> = [languages, regions].concat();
    (!all.is_empty()).then(|| t.say1("feedback-missing-groups", "groups", all.join(", ")))
}
