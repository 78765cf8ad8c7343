//! Follow-ups as figures: how far it is used after 30, 60 and 90 days, as people and their line managers say, what stands
//! in the way, and who does not answer.

use std::collections::{BTreeMap, HashMap};

use lustrum_impact::difference_in_means;
use lustrum_kernel::id::OrganisationId;
use lustrum_programme::programme::ProgrammeId;

use super::store::Asked;
use super::{LEVERS, MOMENTS, Source};
use crate::SMALLEST_GROUP;
use crate::levels::{FIVE, Mean};
use crate::ratings::subject;

/// One moment, as one side says.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub days: i32,
    pub source: Source,
    pub asked: usize,
    pub answered: usize,
    /// From 1, not at all, to 5, whenever there is occasion; nothing of fewer than five answers.
    pub applies: Option<Mean>,
}

/// The response of a group. A group of fewer than five is never a row of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Empty for the small groups together.
    pub group: String,
    pub asked: usize,
    pub answered: usize,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowedUp {
    pub moments: Vec<Moment>,
    /// How many named each lever, and of how many answers.
    pub levers: Vec<(&'static str, usize)>,
    pub answers: usize,
    pub groups: Vec<Response>,
    /// What observers saw of those who answered for themselves, of those who did not, and the difference.
    pub seen: Option<(Mean, Mean, Mean)>,
}

pub fn followed_up(
    tenant: OrganisationId,
    asked: &[Asked],
    seen_at_work: &HashMap<(ProgrammeId, String), f64>,
) -> FollowedUp {
    let of = |days: i32, source: Source| {
        asked.iter().filter(move |one| one.days == i64::from(days) && one.source == source.word())
    };
    let mut moments = Vec::new();
    for days in MOMENTS {
        for source in Source::ALL {
            let applies: Vec<f64> = of(days, source).filter_map(|one| one.applies).map(|value| value as f64).collect();
            let asked = of(days, source).count();
            if asked > 0 {
                let shown = applies.len() as u64 >= SMALLEST_GROUP;
                let mean = shown.then(|| Mean::on(FIVE, &applies));
                moments.push(Moment { days, source, asked, answered: applies.len(), applies: mean });
            }
        }
    }
    let named: Vec<&str> = asked.iter().filter_map(|one| one.levers.as_deref()).collect();
    let count = |lever: &str| named.iter().filter(|words| words.split(' ').any(|word| word == lever)).count();
    let mut levers: Vec<(&'static str, usize)> = LEVERS.iter().map(|lever| (*lever, count(lever))).collect();
    levers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    FollowedUp {
        moments,
        levers: if named.len() as u64 >= SMALLEST_GROUP { levers } else { Vec::new() },
        answers: named.len(),
        groups: groups(asked),
        seen: seen(tenant, asked, seen_at_work),
    }
}

/// The response by cohort. Groups of fewer than five are put together, and where that is still too small, with the
/// smallest of the others: so that none can be had by subtraction.
fn groups(asked: &[Asked]) -> Vec<Response> {
    let mut by: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in asked {
        let group = by.entry(&one.cohort_title).or_default();
        group.0 += 1;
        group.1 += usize::from(one.answered_on.is_some());
    }
    let all = by.into_iter().map(|(group, (asked, answered))| Response { group: group.to_owned(), asked, answered });
    let smallest = SMALLEST_GROUP as usize;
    let (mut large, small): (Vec<Response>, Vec<Response>) = all.partition(|group| group.asked >= smallest);
    let mut rest = Response { group: String::new(), asked: 0, answered: 0 };
    for group in small {
        rest.asked += group.asked;
        rest.answered += group.answered;
    }
    while rest.asked > 0 && rest.asked < smallest {
        let Some(place) = (0..large.len()).min_by_key(|place| large[*place].asked) else { return Vec::new() };
        let group = large.remove(place);
        rest.asked += group.asked;
        rest.answered += group.answered;
    }
    large.extend((rest.asked > 0).then_some(rest));
    large
}

/// Whether those who do not answer differ in what is seen of them at work.
fn seen(
    tenant: OrganisationId,
    asked: &[Asked],
    seen_at_work: &HashMap<(ProgrammeId, String), f64>,
) -> Option<(Mean, Mean, Mean)> {
    let mut people: BTreeMap<(ProgrammeId, &str), bool> = BTreeMap::new();
    for one in asked.iter().filter(|one| one.source == Source::Own.word()) {
        *people.entry((one.programme_id, &one.person_email)).or_default() |= one.answered_on.is_some();
    }
    let (mut answered, mut silent) = (Vec::new(), Vec::new());
    for ((programme, email), did) in people {
        let Some(mean) = seen_at_work.get(&(programme, subject(tenant, programme, email))) else { continue };
        if did { answered.push(*mean) } else { silent.push(*mean) }
    }
    if (answered.len().min(silent.len()) as u64) < SMALLEST_GROUP {
        return None;
    }
    let (one, other) = (Mean::of(&answered), Mean::of(&silent));
    let estimate = difference_in_means(&answered, &silent, lustrum_impact::Level::default()).ok();
    let difference = Mean {
        value: one.value - other.value,
        interval: estimate.map(|estimate| (estimate.interval.low, estimate.interval.high)),
        n: one.n + other.n,
    };
    Some((one, other, difference))
}
