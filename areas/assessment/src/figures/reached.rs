//! How many reached the level that a rubric asks, module by module, and how far the two raters agreed on that.

use std::collections::BTreeMap;
use std::sync::Arc;

use lustrum_delivery::cohort::CohortId;
use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_impact::measurement::{KappaWeights, weighted_kappa};
use lustrum_impact::{Level, wilson};
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_programme::module::ModuleId;
use sea_orm::FromQueryResult;

use crate::SMALLEST_GROUP;
use crate::demonstration::DemonstrationId;
use crate::rubric::RubricId;

/// What demonstrations on one rubric of a module say.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    pub rubric: RubricId,
    pub title: String,
    /// The level that is asked, the lowest being 1; without one nobody can be said to have reached it.
    pub asked: Option<i64>,
    /// Nothing of groups of fewer than five.
    pub share: Option<Share>,
}

/// The share, in percent, that reached the level asked on everything that is looked at, with Wilson's interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    pub n: u64,
    /// Of how many both raters, each alone, said the same of whether the level was reached.
    pub alike: u64,
    /// Cohen's kappa of that, with its interval; nothing where both said one and the same throughout.
    pub kappa: Option<(f64, f64, f64)>,
}

pub type ByModule = BTreeMap<ModuleId, Vec<Reached>>;

/// Of the demonstrations between two days that two raters scored.
pub async fn reached(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
    at: Moment,
) -> Result<Arc<ByModule>, DbError> {
    let which = format!("{partnership} {} {}", days.0, days.1);
    remember(db, tenant, at, "reached", which, read(db, tenant, partnership, days)).await
}

#[derive(FromQueryResult)]
struct Of {
    id: RubricId,
    module_id: ModuleId,
    title: String,
    asked: Option<i64>,
}

#[derive(FromQueryResult)]
struct Scored {
    rubric_id: RubricId,
    id: DemonstrationId,
    cohort_id: CohortId,
    enrolment_id: EnrolmentId,
    day: Day,
    agreed: Option<String>,
    levels: String,
}

async fn read(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<ByModule, DbError> {
    let rubrics: Vec<Of> = db
        .all(
            "SELECT id, module_id, title, asked FROM rubric
             WHERE organisation_id = $1 AND partnership_id = $2 AND module_id IS NOT NULL ORDER BY id LIMIT 2000",
            values![tenant, partnership],
        )
        .await?;
    let scored: Vec<Scored> = db
        .all(
            "SELECT d.rubric_id, d.id, d.cohort_id, d.enrolment_id, d.day, d.agreed, s.levels
             FROM demonstration d
             JOIN demonstration_score s ON s.organisation_id = d.organisation_id AND s.demonstration_id = d.id
             WHERE d.organisation_id = $1 AND d.partnership_id = $2 AND d.day >= $3 AND d.day <= $4
             ORDER BY d.id, s.submitted_at, s.rater_id",
            values![tenant, partnership, days.0, days.1],
        )
        .await?;
    Ok(gathered(rubrics, scored))
}

/// What one person showed: the day, what each rater said of it, and what counts.
#[derive(Clone, Copy)]
struct Shown {
    day: Day,
    by: [bool; 2],
    counts: bool,
}

/// Nothing where the second rater has not scored it. Where raters differ and nothing was agreed, both have to say that it was
/// reached.
fn shown(scores: &[Scored], asked: i64) -> Option<Shown> {
    let reaches = |text: &str| {
        let levels: Vec<i64> = serde_json::from_str(text).ok()?;
        Some(!levels.is_empty() && levels.iter().all(|level| level + 1 >= asked))
    };
    let [one, other] = scores else { return None };
    let by = [reaches(&one.levels)?, reaches(&other.levels)?];
    let counts = one.agreed.as_deref().and_then(reaches).unwrap_or(by[0] && by[1]);
    Some(Shown { day: one.day, by, counts })
}

fn gathered(rubrics: Vec<Of>, scored: Vec<Scored>) -> ByModule {
    let mut of: BTreeMap<RubricId, Vec<Scored>> = BTreeMap::new();
    for one in scored {
        of.entry(one.rubric_id).or_default().push(one);
    }
    let mut all = ByModule::new();
    for rubric in rubrics {
        let scores = of.remove(&rubric.id).unwrap_or_default();
        let share = rubric.asked.and_then(|asked| share(&people(&scores, asked)));
        let Of { id, module_id, title, asked } = rubric;
        all.entry(module_id).or_default().push(Reached { rubric: id, title, asked, share });
    }
    all
}

/// Whoever showed it several times counts once, with the last time. A group of too few says nothing, and adds nothing.
fn people(scores: &[Scored], asked: i64) -> Vec<Shown> {
    let mut groups: BTreeMap<CohortId, BTreeMap<EnrolmentId, Shown>> = BTreeMap::new();
    for both in scores.chunk_by(|one, other| one.id == other.id) {
        let (Some(first), Some(shown)) = (both.first(), shown(both, asked)) else { continue };
        let group = groups.entry(first.cohort_id).or_default();
        let known = group.entry(first.enrolment_id).or_insert(shown);
        if shown.day >= known.day {
            *known = shown;
        }
    }
    let enough = groups.into_values().filter(|group| group.len() as u64 >= SMALLEST_GROUP);
    enough.flat_map(BTreeMap::into_values).collect()
}

fn share(people: &[Shown]) -> Option<Share> {
    let reached = people.iter().filter(|shown| shown.counts).count();
    let share = wilson(reached, people.len(), Level::default()).ok()?;
    let mut counts = vec![vec![0_u64; 2]; 2];
    for shown in people {
        counts[usize::from(shown.by[0])][usize::from(shown.by[1])] += 1;
    }
    let kappa = weighted_kappa(&counts, KappaWeights::Unweighted, Level::default()).ok();
    Some(Share {
        value: share.share * 100.0,
        low: share.interval.low * 100.0,
        high: share.interval.high * 100.0,
        n: people.len() as u64,
        alike: counts[0][0] + counts[1][1],
        kappa: kappa.map(|k| (k.agreement.value, k.agreement.interval.low, k.agreement.interval.high)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(
        demonstration: DemonstrationId,
        cohort: CohortId,
        person: EnrolmentId,
        day: &str,
        levels: &str,
    ) -> Scored {
        Scored {
            rubric_id: RubricId::new(),
            id: demonstration,
            cohort_id: cohort,
            enrolment_id: person,
            day: day.parse().unwrap(),
            agreed: None,
            levels: levels.to_owned(),
        }
    }

    /// One person's demonstration with what two raters gave.
    fn both(cohort: CohortId, day: &str, levels: [&str; 2]) -> Vec<Scored> {
        let (id, person) = (DemonstrationId::new(), EnrolmentId::new());
        levels.map(|levels| scored(id, cohort, person, day, levels)).into()
    }

    #[test]
    fn the_level_asked_is_reached_on_everything_that_is_looked_at() {
        let cohort = CohortId::new();
        let of = |levels| shown(&both(cohort, "2026-09-10", levels), 3).unwrap();
        assert!(of(["[2,3]", "[2,2]"]).counts);
        assert!(!of(["[2,1]", "[2,1]"]).counts, "one criterion is below");
        let differ = of(["[2,2]", "[1,2]"]);
        assert!(!differ.counts && differ.by == [true, false], "both have to say so");
        let mut agreed = both(cohort, "2026-09-10", ["[2,2]", "[1,2]"]);
        agreed[0].agreed = Some("[2,2]".to_owned());
        assert!(shown(&agreed, 3).unwrap().counts, "what both agreed counts");
        assert!(shown(&agreed[..1], 3).is_none(), "it waits for the second rater");
    }

    #[test]
    fn a_person_counts_once_and_a_group_of_four_says_nothing() {
        let (large, small) = (CohortId::new(), CohortId::new());
        let mut all: Vec<Scored> = (0..6).flat_map(|_| both(large, "2026-09-10", ["[1]", "[1]"])).collect();
        all.extend((0..4).flat_map(|_| both(small, "2026-09-10", ["[1]", "[1]"])));
        let again = all[0].enrolment_id;
        let id = DemonstrationId::new();
        all.extend(["[0]", "[0]"].map(|levels| scored(id, large, again, "2026-09-12", levels)));
        let counted = people(&all, 2);
        assert_eq!((counted.len(), counted.iter().filter(|shown| shown.counts).count()), (6, 5));
        assert!(share(&people(&all[12..20], 2)).is_none(), "four are too few");
    }

    #[test]
    fn cap_36_the_share_has_its_interval_and_the_agreement_of_raters() {
        let cohort = CohortId::new();
        // The table of Cohen (1960) in the engine's test: 20, 5, 10, 15 give a kappa of 0.4.
        let table = [(20, ["[1]", "[1]"]), (5, ["[1]", "[0]"]), (10, ["[0]", "[1]"]), (15, ["[0]", "[0]"])];
        let all: Vec<Scored> = table
            .into_iter()
            .flat_map(|(times, levels)| vec![levels; times])
            .flat_map(|l| both(cohort, "2026-09-10", l))
            .collect();
        let share = share(&people(&all, 2)).unwrap();
        assert_eq!((share.n, share.alike, share.value), (50, 35, 40.0));
        assert!((share.kappa.unwrap().0 - 0.4).abs() < 1e-12);
        assert!(share.low < 40.0 && 40.0 < share.high);
    }
}
