//! A round of 360 feedback as figures of groups: where the person and the others differ, how mild each group is, and
//! what changed since the round before. Nothing of a round is a figure before it is over.

use std::collections::BTreeMap;

use lustrum_impact::measurement::{Bootstrap, Coefficient, Ratings, Scale, krippendorff_alpha, leniency};
use lustrum_impact::{Level, difference_in_means};

use super::Group;
use super::store::Given;
use crate::SMALLEST_GROUP;
use crate::levels::{FIVE, Mean};

/// What was said of one person: for each group the mean over its raters, where so many answered that it may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub subject: String,
    pub waits: bool,
    pub means: [Option<f64>; 4],
    /// How many answered, of each group.
    pub answers: [usize; 4],
    /// Every rating of others, behaviour by behaviour: what raters agree or disagree about.
    pub others: Vec<Vec<f64>>,
}

impl Person {
    /// What the others say, each group counting the same.
    pub fn by_others(&self) -> Option<f64> {
        let known: Vec<f64> = self.means[1..].iter().flatten().copied().collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }
    fn gap(&self) -> Option<f64> {
        Some(self.means[Group::Own as usize]? - self.by_others()?)
    }
}

/// The people of a round, in the order of their hashes.
pub fn people(given: &[Given]) -> Vec<Person> {
    type Answers<'a> = BTreeMap<(Group, lustrum_kernel::uuid::Uuid), Vec<&'a Given>>;
    let mut persons: BTreeMap<&str, (bool, Answers<'_>)> = BTreeMap::new();
    for one in given {
        let Some(group) = Group::parse(&one.rater_group) else { continue };
        let person = persons.entry(&one.subject).or_insert((one.waits, BTreeMap::new()));
        person.1.entry((group, one.answer_id)).or_default().push(one);
    }
    persons.into_iter().map(|(subject, (waits, answers))| person(subject, waits, &answers)).collect()
}

fn person(subject: &str, waits: bool, answers: &BTreeMap<(Group, lustrum_kernel::uuid::Uuid), Vec<&Given>>) -> Person {
    let (mut means, mut counts) = ([None; 4], [0; 4]);
    for group in Group::ALL {
        let of: Vec<f64> = answers
            .iter()
            .filter(|((from, _), _)| *from == group)
            .map(|(_, ratings)| ratings.iter().map(|one| one.value as f64).sum::<f64>() / ratings.len().max(1) as f64)
            .collect();
        counts[group as usize] = of.len();
        means[group as usize] = group.shows(of.len()).then(|| of.iter().sum::<f64>() / of.len() as f64);
    }
    let mut behaviours: BTreeMap<_, Vec<f64>> = BTreeMap::new();
    for one in answers.iter().filter(|((from, _), _)| *from != Group::Own).flat_map(|(_, ratings)| ratings) {
        behaviours.entry(one.behaviour_id).or_default().push(one.value as f64);
    }
    let others = behaviours.into_values().filter(|ratings| ratings.len() > 1).collect();
    Person { subject: subject.to_owned(), waits, means, answers: counts, others }
}

/// A round in figures; each is missing where it would be about too few people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rated {
    pub people: usize,
    /// For each group: its mean, how mild it is, how many raters, of how many people.
    pub groups: Vec<GroupRated>,
    /// The person's own view minus that of the others.
    pub gap: Option<Mean>,
    /// How far the others agree, beyond chance, about the same person and behaviour.
    pub agreement: Option<Coefficient>,
    /// What the others say now minus what they said before, of those who were trained, and of those who wait.
    pub trained: Option<Mean>,
    pub waiting: Option<Mean>,
    /// The change of the trained minus the change of those who wait.
    pub difference: Option<Mean>,
    /// How many were rated in both rounds, of each.
    pub twice: (usize, usize),
}

#[derive(Clone, Debug, PartialEq)]
pub struct GroupRated {
    pub group: Group,
    pub mean: Option<Mean>,
    pub leniency: Option<Mean>,
    pub raters: usize,
    pub people: usize,
}

fn enough(values: &[f64]) -> Option<Mean> {
    (values.len() as u64 >= SMALLEST_GROUP).then(|| Mean::of(values))
}

/// The figures of a round, with the changes since the one before where there is one.
pub fn rated(after: &[Person], before: &[Person]) -> Rated {
    let mild = mildness(after);
    let groups = Group::ALL.map(|group| {
        let means: Vec<f64> = after.iter().filter_map(|person| person.means[group as usize]).collect();
        let shown = (means.len() as u64 >= SMALLEST_GROUP).then(|| Mean::on(FIVE, &means));
        GroupRated {
            group,
            raters: after
                .iter()
                .filter(|one| one.means[group as usize].is_some())
                .map(|one| one.answers[group as usize])
                .sum(),
            people: means.len(),
            leniency: mild[group as usize],
            mean: shown,
        }
    });
    let gaps: Vec<f64> = after.iter().filter_map(Person::gap).collect();
    let changes = |waits: bool| -> Vec<f64> {
        let ours = after.iter().filter(|person| person.waits == waits);
        ours.filter_map(|now| {
            let then = before.binary_search_by(|then| then.subject.cmp(&now.subject)).ok()?;
            Some(now.by_others()? - before[then].by_others()?)
        })
        .collect()
    };
    let (trained, waiting) = (changes(false), changes(true));
    let twice = (trained.len(), waiting.len());
    let difference = enough(&trained).zip(enough(&waiting)).map(|(one, other)| {
        let estimate = difference_in_means(&trained, &waiting, Level::default()).ok();
        Mean {
            value: one.value - other.value,
            interval: estimate.map(|estimate| (estimate.interval.low, estimate.interval.high)),
            n: one.n + other.n,
        }
    });
    Rated {
        people: after.len(),
        groups: groups.into(),
        gap: enough(&gaps),
        agreement: agreement(after),
        trained: enough(&trained),
        waiting: enough(&waiting),
        difference,
        twice,
    }
}

/// How far each group lies above what the other groups say of the same people, the person's own view aside.
fn mildness(people: &[Person]) -> [Option<Mean>; 4] {
    let mut mild = [None; 4];
    let rows = people.iter().map(|person| person.means[1..].to_vec()).collect();
    let Ok(ratings) = Ratings::new(rows) else { return mild };
    for found in leniency(&ratings, Level::default()) {
        let value = found.mean.filter(|_| found.shared as u64 >= SMALLEST_GROUP);
        let interval = found.deviation.map(|estimate| (estimate.interval.low, estimate.interval.high));
        mild[found.rater + 1] = value.map(|value| Mean { value, interval, n: found.shared });
    }
    mild
}

/// Krippendorff's alpha over everyone's behaviours. Raters are strangers to each other here: who stands in which place
/// of a row says nothing.
fn agreement(people: &[Person]) -> Option<Coefficient> {
    if (people.len() as u64) < SMALLEST_GROUP {
        return None;
    }
    let most = people.iter().flat_map(|person| &person.others).map(Vec::len).max()?;
    let rows = people
        .iter()
        .flat_map(|person| &person.others)
        .map(|ratings| (0..most.max(2)).map(|place| ratings.get(place).copied()).collect::<Vec<Option<f64>>>());
    let ratings = Ratings::new(rows.collect()).ok()?;
    krippendorff_alpha(&ratings, Scale::Ordinal, Bootstrap { seed: 360, draws: 200 }, Level::default()).ok()
}
