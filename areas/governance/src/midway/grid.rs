//! What was seen of each module, as both sides may see it, and how much of the programme is behind it.

use std::collections::{HashMap, HashSet};

use lustrum_assessment::exam::tested_modules;
use lustrum_assessment::figures::{Change, Reached, measured, reached};
use lustrum_evidence::SMALLEST_GROUP;
use lustrum_evidence::feedback::Question;
use lustrum_evidence::feedback::figures::{favourable, reaction};
use lustrum_evidence::levels::Look;
use lustrum_evidence::ratings::figures::{Groups, behaviour};
use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::{Day, Moment};
use lustrum_programme::behaviour::BehaviourId;
use lustrum_programme::module::{Module, ModuleId, works_on};
use lustrum_programme::programme::ProgrammeId;

use super::{Behaved, Demonstrated, Evidence, Learned, Seen};

/// What was seen of modules, of all programmes of a partnership.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub seen: HashMap<ModuleId, Seen>,
    /// The modules about which someone was asked: they took place.
    pub held: HashMap<ProgrammeId, HashSet<ModuleId>>,
    /// The modules that have a test of their own, and what was gained in it.
    pub tested: HashSet<ModuleId>,
    pub learned: HashMap<ModuleId, Learned>,
    /// The rubrics of the modules, and how many reached what they ask.
    pub rubrics: HashMap<ModuleId, Vec<Reached>>,
    pub behaved: HashMap<BehaviourId, Behaved>,
}

/// Which behaviours the modules of a programme work on.
pub type Links = HashMap<ModuleId, Vec<BehaviourId>>;

impl Grid {
    /// How many modules of a programme took place.
    pub fn held(&self, programme: ProgrammeId) -> usize {
        self.held.get(&programme).map_or(0, HashSet::len)
    }
    fn demonstrated(&self, module: ModuleId) -> Vec<Demonstrated> {
        self.rubrics.get(&module).into_iter().flatten().filter_map(demonstrated).collect()
    }
    /// The rubrics of a module that ask for no level, by which nobody can be said to have reached one.
    pub fn asks_nothing(&self, module: ModuleId) -> impl Iterator<Item = &str> {
        let all = self.rubrics.get(&module).into_iter().flatten();
        all.filter(|rubric| rubric.asked.is_none()).map(|rubric| rubric.title.as_str())
    }
    /// What is seen of a module now.
    pub fn evidence(&self, module: ModuleId, links: &Links) -> Evidence {
        let works_on = links.get(&module).into_iter().flatten();
        Evidence {
            reaction: self.seen.get(&module).copied(),
            learned: self.learned.get(&module).copied(),
            demonstrated: self.demonstrated(module),
            behaved: works_on.filter_map(|behaviour| self.behaved.get(behaviour).cloned()).collect(),
        }
    }
}

/// What was seen since the first day of the partnership's programmes.
pub(crate) async fn grid(db: &impl Sql, partnership: &Partnered, at: Moment) -> Result<Grid, DbError> {
    let until: Day = at.day_in(&jiff::tz::TimeZone::UTC);
    let look = Look {
        tenant: partnership.client,
        partnership: partnership.id,
        side: Side::Partner,
        // Programmes run for years; what is older says nothing of one that is in its middle.
        from: until.plus_months(-60),
        until,
        at,
    };
    let reaction = reaction(db, &look).await?;
    let mut counts: HashMap<ModuleId, [u64; 5]> = HashMap::new();
    for (round, answers) in &reaction.by_round {
        let total = counts.entry(round.module_id).or_default();
        for (total, own) in total.iter_mut().zip(answers[Question::Relevance as usize]) {
            *total += own;
        }
    }
    let mut held: HashMap<ProgrammeId, HashSet<ModuleId>> = HashMap::new();
    for round in &reaction.rounds {
        held.entry(round.programme_id).or_default().insert(round.module_id);
    }
    let tests = measured(db, look.tenant, look.partnership, (look.from, look.until), at).await?;
    let shown = reached(db, look.tenant, look.partnership, (look.from, look.until), at).await?;
    let seen_at_work = behaviour(db, &look).await?;
    let at_work = seen_at_work.by_behaviour.iter().filter_map(|(id, text, groups)| Some((*id, behaved(text, groups)?)));
    Ok(Grid {
        seen: counts.into_iter().filter_map(|(id, counts)| Some((id, of(&counts)?))).collect(),
        held,
        tested: tested_modules(db, look.tenant, look.partnership).await?.into_iter().collect(),
        learned: tests.by_module.iter().map(|(module, (change, _))| (*module, learned(change))).collect(),
        rubrics: shown.iter().map(|(module, all)| (*module, all.clone())).collect(),
        behaved: at_work.collect(),
    })
}

fn of(counts: &[u64; 5]) -> Option<Seen> {
    let mean = favourable(counts)?;
    let n = counts.iter().sum::<u64>();
    let (low, high) = mean.interval?;
    (n >= SMALLEST_GROUP).then_some(Seen { share: mean.value, low, high, n })
}

fn learned(change: &Change) -> Learned {
    Learned { points: change.points.value, interval: change.points.interval, n: change.points.n as u64 }
}

fn demonstrated(rubric: &Reached) -> Option<Demonstrated> {
    let share = rubric.share?;
    Some(Demonstrated {
        rubric: rubric.title.clone(),
        share: share.value,
        low: share.low,
        high: share.high,
        n: share.n,
        alike: share.alike,
        kappa: share.kappa,
    })
}

/// The difference to those who wait where there are enough, else the change of those who were trained.
fn behaved(text: &str, groups: &Groups) -> Option<Behaved> {
    let trained = groups.trained.as_ref()?;
    let mean = groups.difference.unwrap_or(trained.change);
    Some(Behaved {
        behaviour: text.to_owned(),
        change: mean.value,
        interval: mean.interval,
        n: trained.change.n as u64,
        waiting: groups.difference.and(groups.waiting.as_ref()).map(|waiting| waiting.change.n as u64),
    })
}

/// What is seen of a module so far.
pub async fn evidence_of(
    db: &impl Sql,
    partnership: &Partnered,
    module: &Module,
    at: Moment,
) -> Result<Evidence, DbError> {
    let links = works_on::of_programme(db, partnership.client, module.programme_id).await?;
    Ok(grid(db, partnership, at).await?.evidence(module.id, &links))
}
