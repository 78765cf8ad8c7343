//! What was seen of each module, as both sides may see it, and how much of the programme is behind it.

use std::collections::{HashMap, HashSet};

use lustrum_evidence::SMALLEST_GROUP;
use lustrum_evidence::feedback::Question;
use lustrum_evidence::feedback::figures::{favourable, reaction};
use lustrum_evidence::levels::Look;
use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::{Day, Moment};
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;

use super::Seen;

/// What was seen of modules, of all programmes of a partnership.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub seen: HashMap<ModuleId, Seen>,
    /// The modules about which someone was asked: they took place.
    pub held: HashMap<ProgrammeId, HashSet<ModuleId>>,
}

impl Grid {
    /// How many modules of a programme took place.
    pub fn held(&self, programme: ProgrammeId) -> usize {
        self.held.get(&programme).map_or(0, HashSet::len)
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
    Ok(Grid { seen: counts.into_iter().filter_map(|(id, counts)| Some((id, of(&counts)?))).collect(), held })
}

fn of(counts: &[u64; 5]) -> Option<Seen> {
    let mean = favourable(counts)?;
    let n = counts.iter().sum::<u64>();
    let (low, high) = mean.interval?;
    (n >= SMALLEST_GROUP).then_some(Seen { share: mean.value, low, high, n })
}

/// How a module was received so far; nothing where too few answered.
pub async fn seen_of(
    db: &impl Sql,
    partnership: &Partnered,
    module: ModuleId,
    at: Moment,
) -> Result<Option<Seen>, DbError> {
    Ok(grid(db, partnership, at).await?.seen.get(&module).copied())
}
