//! What gaps and overlaps cost. Closing a gap costs what a learner cost so far, in the programme that teaches the skill for the
//! least, for everyone who is there. An overlap costs what partners spend on the same skill in the same country, but for the one
//! who spends most. Where a ledger is empty it can't be told.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lustrum_kernel::id::PartnershipId;
use lustrum_programme::programme::ProgrammeId;
use lustrum_study::money::cost::Spent;

use super::{Map, Skill, Standing};

/// What a programme cost so far, and for how many learners. Minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    pub minor: i64,
    pub people: i64,
    pub currency: String,
}

impl Each {
    /// The same for so many learners, in so many parts of which one is meant.
    fn of(&self, people: i64, parts: usize) -> i64 {
        let (minor, whole) = (i128::from(self.minor) * i128::from(people), i128::from(self.people) * parts as i128);
        i64::try_from((minor + whole / 2) / whole).unwrap_or(i64::MAX)
    }
}

/// How many people a programme has in a country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// With those who wait and those who are still to begin.
    pub all: i64,
    /// Of cohorts with a session that has begun.
    pub given: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    pub each: HashMap<ProgrammeId, Each>,
    /// By programme and the place of the country on the map.
    pub people: HashMap<(ProgrammeId, usize), People>,
}

/// What it would cost to close a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Everyone who is known to be there: the most that any one programme has, as others may be the same people.
    pub people: i64,
    pub programme: ProgrammeId,
    pub per_learner: i64,
    pub minor: i64,
    pub currency: String,
}

/// What several partners spend on one skill in one country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    pub spent: Vec<(PartnershipId, i64)>,
    /// All but the largest of these.
    pub minor: i64,
    pub currency: String,
}

/// Sums by currency, and of how many it can't be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    pub of: usize,
    pub sums: BTreeMap<String, i64>,
    pub untold: usize,
}

impl Prices {
    /// From what was spent on each programme and how many are in it, those who wait apart.
    pub fn new(
        spent: &[Spent],
        learners: &HashMap<ProgrammeId, i64>,
        people: HashMap<(ProgrammeId, usize), People>,
    ) -> Self {
        let each = spent.iter().filter_map(|one| {
            let people = learners.get(&one.programme_id).copied().filter(|people| *people > 0)?;
            (one.minor > 0)
                .then(|| (one.programme_id, Each { minor: one.minor, people, currency: one.currency.clone() }))
        });
        Self { each: each.collect(), people }
    }
}

impl Map {
    /// What closing the gap of a skill in a country would cost; nothing where it can't be told.
    pub fn closing(&self, skill: &Skill, place: usize) -> Option<Closing> {
        let there = self.prices.people.iter().filter(|((_, at), _)| *at == place).map(|(_, people)| people.all);
        let people = there.max().filter(|people| *people > 0)?;
        let known = skill.programmes.iter().filter_map(|(_, id, _)| Some((*id, self.prices.each.get(id)?)));
        // One currency can't be weighed against another: the first that is known counts.
        let currency = known.clone().next().map(|(_, each)| each.currency.clone())?;
        let (programme, each) =
            known.filter(|(_, each)| each.currency == currency).min_by_key(|(_, each)| each.of(1_000_000, 1))?;
        let (per_learner, minor) = (each.of(1, 1), each.of(people, 1));
        Some(Closing { people, programme, per_learner, minor, currency })
    }

    /// What overlaps for a skill in a country that several partners cover; nothing where it can't be told.
    pub fn overlap(&self, skill: &Skill, place: usize) -> Option<Overlap> {
        let covering = skill.cells[place].shares.iter().filter(|share| share.standing(self.today) == Standing::Covered);
        let mut currency = None;
        let mut spent = Vec::new();
        for share in covering {
            let mut sum = 0;
            for (_, id, _) in skill.programmes.iter().filter(|(at, ..)| *at == share.partnership) {
                let given = self.prices.people.get(&(*id, place)).map_or(0, |people| people.given);
                if given == 0 {
                    continue;
                }
                let each = self.prices.each.get(id)?;
                if currency.get_or_insert_with(|| each.currency.clone()) != &each.currency {
                    return None;
                }
                sum += each.of(given, self.skills_of(*id));
            }
            spent.push((share.partnership, sum));
        }
        let most = spent.iter().map(|(_, minor)| *minor).max()?;
        let minor = spent.iter().map(|(_, minor)| *minor).sum::<i64>() - most;
        Some(Overlap { spent, minor, currency: currency? })
    }

    /// A programme teaches so many skills; what it costs is shared out over them.
    fn skills_of(&self, programme: ProgrammeId) -> usize {
        let teaches = |skill: &&Skill| skill.programmes.iter().any(|(_, id, _)| *id == programme);
        self.skills.iter().filter(teaches).count().max(1)
    }

    /// Skills and countries that several partners cover.
    pub fn overlaps(&self) -> impl Iterator<Item = (&Skill, usize)> {
        let places = move |skill| (0..self.countries.len()).map(move |place| (skill, place));
        self.skills.iter().flat_map(places).filter(move |(skill, place)| skill.cells[*place].partners(self.today) > 1)
    }

    /// What closing every gap would cost. A programme that closes several gaps of a country is given there once.
    pub fn closing_bill(&self) -> Bill {
        let (mut bill, mut paid) = (Bill::default(), BTreeSet::new());
        for (skill, place, _) in self.gaps() {
            bill.of += 1;
            match self.closing(skill, place) {
                None => bill.untold += 1,
                Some(closing) if paid.insert((closing.programme, place)) => {
                    *bill.sums.entry(closing.currency).or_default() += closing.minor;
                }
                Some(_) => {}
            }
        }
        bill
    }
    pub fn overlap_bill(&self) -> Bill {
        let mut bill = Bill::default();
        for (skill, place) in self.overlaps() {
            bill.of += 1;
            match self.overlap(skill, place) {
                None => bill.untold += 1,
                Some(overlap) => *bill.sums.entry(overlap.currency).or_default() += overlap.minor,
            }
        }
        bill
    }
}
