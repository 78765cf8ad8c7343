//! Counts the parts of each quarter from what happened in it, as of its last day.

use jiff::tz::TimeZone;
use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::charter;
use lustrum_programme::module::{self, Held, ModuleId};

use super::store::{Given, contributions};
use super::{Counted, Counting, actions, balance, cases, evidence, rhythm};
use crate::action::{self, Due};
use crate::meeting::{self, DayOff, Series, days_off, occurrences, series_of};
use crate::quarter::Quarter;
use crate::review::lines_of;

/// So many quarters are looked back on.
pub const QUARTERS: usize = 6;

/// Everything that is counted, over all quarters.
struct Known {
    series: Vec<Series>,
    off: Vec<DayOff>,
    held: Vec<Moment>,
    due: Vec<Due>,
    modules: Vec<Held>,
    given: Vec<Given>,
    charters: Vec<charter::Head>,
    today: Day,
}

/// The latest quarters of a partnership, the earliest first; the last one so far.
pub async fn history(db: &impl Sql, partnership: &Partnered, now: Moment) -> Result<Vec<Counting>, DbError> {
    let (tenant, id) = (partnership.client, partnership.id);
    let began = Quarter::at(partnership.since);
    let mut quarters: Vec<Quarter> = std::iter::successors(Some(Quarter::at(now)), |quarter| Some(quarter.before()))
        .take_while(|quarter| *quarter >= began)
        .take(QUARTERS)
        .collect();
    quarters.reverse();
    let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else { return Ok(Vec::new()) };
    let (from, until) = (first.bounds().0, last.bounds().1);
    let known = Known {
        series: series_of(db, tenant, id).await?,
        off: days_off(db, tenant, id).await?,
        held: meeting::held(db, tenant, id, from, until).await?,
        due: action::due_between(db, tenant, id, first.first(), last.last()).await?,
        modules: module::held_in_partnership(db, tenant, id).await?,
        given: contributions(db, tenant, id, from, until).await?,
        charters: charter::newest_first(db, tenant, id).await?,
        today: now.day_in(&TimeZone::UTC),
    };
    let mut counted = Vec::new();
    // A handful of quarters, each with a summary of its own evidence.
    for quarter in quarters {
        let (_, ends) = quarter.bounds();
        let at = ends.min(now);
        let lines = lines_of(db, partnership, quarter, at).await?;
        let levels: Vec<u8> =
            lines.iter().filter(|line| line.figure.value().is_some()).map(|line| line.level).collect();
        let high = levels.iter().filter(|level| **level >= 3).count();
        let until = quarter.last().min(known.today);
        let mut parts = known.parts(quarter, at, until);
        parts.insert(2, evidence(count(high), count(levels.len())));
        counted.push(Counting { quarter, until, parts });
    }
    Ok(counted)
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

impl Known {
    /// The parts that the area itself and what stands before it know; `at` is the end of what is counted.
    fn parts(&self, quarter: Quarter, at: Moment, until: Day) -> Vec<Counted> {
        vec![
            self.rhythm(quarter, at),
            self.actions(quarter, until),
            self.cases(at),
            self.balance(quarter, at),
            self.charter(at),
        ]
    }
    fn rhythm(&self, quarter: Quarter, at: Moment) -> Counted {
        let from = quarter.bounds().0;
        let planned = occurrences(&self.series, &self.off, from, at);
        let planned = planned.iter().filter(|one| one.off.is_empty()).count();
        let held = self.held.iter().filter(|held| (from..at).contains(*held)).count();
        rhythm(count(held), count(planned))
    }
    /// An action that is due later today may still be done in time.
    fn actions(&self, quarter: Quarter, until: Day) -> Counted {
        let over = |one: &Due| one.day < self.today || one.done_at.is_some();
        let passed = |one: &&Due| one.day >= quarter.first() && one.day <= until && over(one);
        let due: Vec<&Due> = self.due.iter().filter(passed).collect();
        let in_time = due.iter().filter(|one| one.done_at.is_some_and(|at| at.day_in(&TimeZone::UTC) <= one.day));
        actions(count(in_time.count()), count(due.len()))
    }
    fn cases(&self, at: Moment) -> Counted {
        let mut newest: Vec<(ModuleId, &Held)> = Vec::new();
        // In the order of their versions: the last that had begun is what a module was then.
        for version in self.modules.iter().filter(|version| version.since < at) {
            match newest.iter_mut().find(|(id, _)| *id == version.module_id) {
                Some(known) => known.1 = version,
                None => newest.push((version.module_id, version)),
            }
        }
        let sum = |of: fn(&Held) -> i64| {
            newest.iter().map(|(_, held)| u64::try_from(of(held)).unwrap_or_default()).sum::<u64>()
        };
        cases(sum(|held| held.own_case_minutes), sum(|held| held.minutes))
    }
    fn balance(&self, quarter: Quarter, at: Moment) -> Counted {
        let from = quarter.bounds().0;
        let of = |side: Side| {
            count(self.given.iter().filter(|given| given.side == side && (from..at).contains(&given.at)).count())
        };
        balance(of(Side::Organisation), of(Side::Partner))
    }
    fn charter(&self, at: Moment) -> Counted {
        let in_force = self.charters.iter().find(|head| {
            head.in_force_at.is_some_and(|since| since < at) && head.superseded_at.is_none_or(|ended| ended >= at)
        });
        let day = |moment: Moment| moment.day_in(&TimeZone::UTC);
        // A quarter that ended is looked at on its last day.
        super::charter(
            in_force.and_then(|head| head.in_force_at).map(|since| day(at.plus_seconds(-1)).days_since(day(since))),
        )
    }
}
