//! Which partner covers which skill in which country: the critical behaviours of all programmes, held against the cohorts
//! that were given them. What nobody gives is named, and so is what hangs on one partner alone.

pub(crate) mod api;
mod country;
pub(crate) mod pages;
mod price;
#[cfg(test)]
mod tests;
mod told;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::tz::TimeZone;
use lustrum_delivery::cohort::Given;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::{Day, Moment};
use lustrum_programme::behaviour::Taught;
use lustrum_programme::programme::ProgrammeId;
use lustrum_study::money::cost::Spent;

pub use country::Country;
pub use price::{Bill, Closing, Overlap, People, Prices};

/// What was given longer ago than this covers a skill no longer.
const FRESH_DAYS: i32 = 365;

/// What one partner does for a skill in a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub partnership: PartnershipId,
    /// Cohorts with a session that has begun, and the day of the last one.
    pub cohorts: usize,
    pub last: Option<Day>,
    /// Cohorts that are still to begin, and the day of the first.
    pub planned: usize,
    pub from: Option<Day>,
    /// Cohorts that wait and are compared with the others.
    pub waiting: usize,
}

/// Where a skill stands in a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Covered,
    Planned,
    /// It was given, more than a year ago.
    Lapsed,
    /// There is nobody but people who wait.
    Waits,
    Gap,
}

impl Standing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Planned => "planned",
            Self::Lapsed => "lapsed",
            Self::Waits => "waits",
            Self::Gap => "gap",
        }
    }
    pub fn is_gap(self) -> bool {
        !matches!(self, Self::Covered | Self::Planned)
    }
}

impl Share {
    pub fn standing(&self, today: Day) -> Standing {
        match self.last {
            Some(last) if today.days_since(last) <= FRESH_DAYS => Standing::Covered,
            _ if self.planned > 0 => Standing::Planned,
            Some(_) => Standing::Lapsed,
            None => Standing::Waits,
        }
    }
}

/// A skill in a country, by partner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub shares: Vec<Share>,
}

impl Cell {
    /// The best that any partner does.
    pub fn standing(&self, today: Day) -> Standing {
        self.shares.iter().map(|share| share.standing(today)).min().unwrap_or(Standing::Gap)
    }
    /// How many partners cover it.
    pub fn partners(&self, today: Day) -> usize {
        self.shares.iter().filter(|share| share.standing(today) == Standing::Covered).count()
    }
}

/// A skill: the same words are the same skill, whoever teaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// By what it is found again: its words in lower case.
    pub key: String,
    pub text: String,
    /// Where it is taught.
    pub programmes: Vec<(PartnershipId, ProgrammeId, String)>,
    /// Whether every programme that teaches it is a draft.
    pub draft: bool,
    /// One for each country of the map, in the same order.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// Where the client has people in any cohort.
    pub countries: Vec<Country>,
    /// In the order of their keys.
    pub skills: Vec<Skill>,
    pub today: Day,
    pub prices: Prices,
}

/// How much of a map is covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub covered: usize,
    pub planned: usize,
    pub gaps: usize,
    /// Covered by one partner, and by several.
    pub alone: usize,
    pub shared: usize,
}

impl Sums {
    pub fn all(self) -> usize {
        self.covered + self.planned + self.gaps
    }
}

impl Map {
    pub fn sums(&self) -> Sums {
        let (mut sums, today) = (Sums::default(), self.today);
        for cell in self.skills.iter().flat_map(|skill| &skill.cells) {
            match (cell.standing(today), cell.partners(today)) {
                (Standing::Covered, partners) => {
                    sums.covered += 1;
                    *(if partners > 1 { &mut sums.shared } else { &mut sums.alone }) += 1;
                }
                (Standing::Planned, _) => sums.planned += 1,
                _ => sums.gaps += 1,
            }
        }
        sums
    }
    /// What nobody gives, skill by skill, with the place of its country.
    pub fn gaps(&self) -> impl Iterator<Item = (&Skill, usize, Standing)> {
        let today = self.today;
        self.skills.iter().flat_map(move |skill| {
            let cells = skill.cells.iter().enumerate();
            let standing = cells.map(move |(place, cell)| (skill, place, cell.standing(today)));
            standing.filter(|(_, _, standing)| standing.is_gap())
        })
    }
}

fn key_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The cohorts of a programme in a country, as one share.
fn count(share: &mut Share, one: &Given, ended: bool) {
    if one.waits {
        share.waiting += 1;
    } else if let Some(last) = one.last_at {
        share.cohorts += 1;
        share.last = share.last.max(Some(last.day_in(&TimeZone::UTC)));
    } else if !ended {
        share.planned += 1;
        share.from = Some(share.from.map_or(one.starts, |from| from.min(one.starts)));
    }
}

/// The map of one client, from what its programmes teach, the cohorts that were given them and what was spent on them.
pub fn map(taught: &[Taught], given: &[Given], spent: &[Spent], now: Moment) -> Map {
    let place_of: HashMap<&str, Country> =
        given.iter().map(|one| (one.region.as_str(), Country::of(&one.region))).collect();
    let countries: Vec<Country> = place_of.values().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let mut of: HashMap<ProgrammeId, Vec<&Given>> = HashMap::new();
    for one in given {
        of.entry(one.programme_id).or_default().push(one);
    }
    let mut skills: BTreeMap<String, Skill> = BTreeMap::new();
    for one in taught {
        let key = key_of(&one.text);
        let skill = skills.entry(key.clone()).or_insert_with(|| Skill {
            key,
            text: one.text.clone(),
            programmes: Vec::new(),
            draft: true,
            cells: vec![Cell::default(); countries.len()],
        });
        let named = (one.partnership_id, one.programme_id, one.title.clone());
        // Twice in one programme is once.
        if skill.programmes.contains(&named) {
            continue;
        }
        skill.programmes.push(named);
        skill.draft &= one.approved_at.is_none();
        for cohort in of.get(&one.programme_id).into_iter().flatten() {
            let place = countries.binary_search(&place_of[cohort.region.as_str()]).unwrap_or_default();
            let shares = &mut skill.cells[place].shares;
            let at = shares.iter().position(|share| share.partnership == one.partnership_id).unwrap_or_else(|| {
                shares.push(Share {
                    partnership: one.partnership_id,
                    cohorts: 0,
                    last: None,
                    planned: 0,
                    from: None,
                    waiting: 0,
                });
                shares.len() - 1
            });
            count(&mut shares[at], cohort, one.ended_at.is_some());
        }
    }
    for cell in skills.values_mut().flat_map(|skill| &mut skill.cells) {
        cell.shares.retain(|share| share.cohorts + share.planned + share.waiting > 0);
    }
    let mut learners: HashMap<ProgrammeId, i64> = HashMap::new();
    let mut people: HashMap<_, People> = HashMap::new();
    for one in given {
        let place = countries.binary_search(&place_of[one.region.as_str()]).unwrap_or_default();
        let there = people.entry((one.programme_id, place)).or_default();
        there.all += one.people;
        if !one.waits {
            *learners.entry(one.programme_id).or_default() += one.people;
            there.given += if one.last_at.is_some() { one.people } else { 0 };
        }
    }
    let prices = Prices::new(spent, &learners, people);
    Map { countries, skills: skills.into_values().collect(), today: now.day_in(&TimeZone::UTC), prices }
}
