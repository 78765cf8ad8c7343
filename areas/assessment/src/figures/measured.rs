//! Everything that tests say of a partnership's learning.

use std::collections::BTreeMap;
use std::sync::Arc;

use lustrum_delivery::cohort::CohortId;
use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::figure::{Figure, Period, Source, Unit};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_programme::module::ModuleId;
use sea_orm::FromQueryResult;

use super::change::{Change, Mean, Person, change};
use super::{Line, broken};
use crate::SMALLEST_GROUP;
use crate::exam::{TestId, tier_of};
use crate::item::Content;
use crate::sitting::{Occasion, RETAINED_AFTER_DAYS};

/// A test of one cohort.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub test: TestId,
    pub title: String,
    pub cohort_title: String,
    pub tier: i64,
    /// From before to after, of those who were asked on both occasions; nothing of fewer than five.
    pub gain: Option<Change>,
    /// From before to at least a week after the learning.
    pub retained: Option<Change>,
    /// From after the learning to at least a week later.
    pub faded: Option<Change>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    pub rows: Vec<Row>,
    /// Over all groups of enough people.
    pub gain: Option<Change>,
    pub retained: Option<Change>,
    pub faded: Option<Change>,
    /// What was gained in the tests of one module, over its groups of enough people, with the tier that it is evidence on.
    pub by_module: BTreeMap<ModuleId, (Change, i64)>,
    /// Whether anyone was asked twice at all.
    pub anyone: bool,
    /// The tier that all of it is evidence on: the lowest of its tests'.
    pub tier: i64,
}

#[derive(FromQueryResult)]
struct Sat {
    test_id: TestId,
    module_id: Option<ModuleId>,
    title: String,
    cohort_id: CohortId,
    cohort_title: String,
    zone: String,
    occasion: String,
    enrolment_id: EnrolmentId,
    points: f64,
    most: f64,
    days: Option<i64>,
    submitted_at: Moment,
}

/// Of the tests that were handed in between two days. Only first attempts count: whoever takes a test again has seen it.
pub async fn measured(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
    at: Moment,
) -> Result<Arc<Measured>, DbError> {
    let which = format!("{partnership} {} {}", days.0, days.1);
    remember(db, tenant, at, "measured", which, read(db, tenant, partnership, days)).await
}

async fn read(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Measured, DbError> {
    let sat: Vec<Sat> = db
        .all(
            "SELECT s.test_id, t.module_id, t.title, s.cohort_id, s.cohort_title, s.zone, s.occasion, a.enrolment_id, a.points, a.most,
               a.days, a.submitted_at
             FROM sitting s
             JOIN test t ON t.organisation_id = s.organisation_id AND t.id = s.test_id
             JOIN attempt a ON a.organisation_id = s.organisation_id AND a.sitting_id = s.id
             WHERE s.organisation_id = $1 AND s.partnership_id = $2 AND a.number = 1 AND a.submitted_at IS NOT NULL
               AND a.points IS NOT NULL AND a.most > 0 AND s.opens <= $3
             ORDER BY s.test_id, s.cohort_id",
            values![tenant, partnership, days.1],
        )
        .await?;
    let tiers = tiers(db, tenant, partnership).await?;
    Ok(gathered(sat, days, &tiers))
}

#[derive(FromQueryResult)]
struct Tiered {
    test_id: TestId,
    tier: i64,
    content: String,
}

async fn tiers(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<BTreeMap<TestId, i64>, DbError> {
    let rows: Vec<Tiered> = db
        .all(
            "SELECT t.test_id, v.tier, v.content FROM test e
             JOIN test_item t ON t.organisation_id = e.organisation_id AND t.test_id = e.id
             JOIN item_version v ON v.organisation_id = t.organisation_id AND v.item_id = t.item_id
               AND v.version = t.version
             WHERE e.organisation_id = $1 AND e.partnership_id = $2",
            values![tenant, partnership],
        )
        .await?;
    let mut points: BTreeMap<TestId, Vec<(i64, f64)>> = BTreeMap::new();
    for row in rows {
        let worth = serde_json::from_str::<Content>(&row.content).map_or(0.0, |content| content.points);
        points.entry(row.test_id).or_default().push((row.tier, worth));
    }
    Ok(points.into_iter().map(|(test, points)| (test, tier_of(&points))).collect())
}

#[derive(Clone, Copy)]
struct One {
    score: f64,
    day: Day,
    days: Option<i64>,
}

/// A test of one cohort, with everyone's scores by occasion.
struct Group {
    module: Option<ModuleId>,
    title: String,
    cohort_title: String,
    people: BTreeMap<EnrolmentId, BTreeMap<Occasion, One>>,
}

impl Group {
    /// Those who were asked on both occasions; what counts as retained is decided by the days that really passed.
    fn people(&self, from: Occasion, to: Occasion, days: (Day, Day)) -> Vec<(EnrolmentId, Person)> {
        let pair = |(id, sat): (&EnrolmentId, &BTreeMap<Occasion, One>)| {
            let (first, second) = (sat.get(&from)?, sat.get(&to)?);
            let late = to != Occasion::Delayed || second.days.is_some_and(|days| days >= RETAINED_AFTER_DAYS);
            let within = days.0 <= second.day && second.day <= days.1;
            let person = Person { first: first.score, second: second.score, day: second.day, days: second.days };
            (late && within).then_some((*id, person))
        };
        self.people.iter().filter_map(pair).collect()
    }
}

/// Everyone who took tests of one module.
struct OfModule {
    people: BTreeMap<EnrolmentId, Vec<Person>>,
    tier: i64,
}

impl OfModule {
    /// Whoever took several tests of it counts once, with the mean of them.
    fn each(&self) -> Vec<Person> {
        let mean = |all: &[Person], of: fn(&Person) -> f64| all.iter().map(of).sum::<f64>() / all.len().max(1) as f64;
        let one = |all: &Vec<Person>| {
            let last = all.iter().max_by_key(|person| person.day)?;
            let (first, second) = (mean(all, |person| person.first), mean(all, |person| person.second));
            Some(Person { first, second, ..*last })
        };
        self.people.values().filter_map(one).collect()
    }
}

fn gathered(sat: Vec<Sat>, days: (Day, Day), tiers: &BTreeMap<TestId, i64>) -> Measured {
    let mut groups: BTreeMap<(TestId, CohortId), Group> = BTreeMap::new();
    for one in sat {
        let Some(occasion) = Occasion::parse(&one.occasion) else { continue };
        let zone = jiff::tz::TimeZone::get(&one.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let group = groups.entry((one.test_id, one.cohort_id)).or_insert_with(|| Group {
            module: one.module_id,
            title: one.title,
            cohort_title: one.cohort_title,
            people: BTreeMap::new(),
        });
        let score = One { score: one.points / one.most * 100.0, day: one.submitted_at.day_in(&zone), days: one.days };
        group.people.entry(one.enrolment_id).or_default().insert(occasion, score);
    }
    let mut measured = Measured { tier: tiers.values().copied().min().unwrap_or(4), ..Measured::default() };
    let (mut gained, mut retained, mut faded) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_module: BTreeMap<ModuleId, OfModule> = BTreeMap::new();
    for ((test, _), group) in groups {
        let mut of = |from, to, all: &mut Vec<Person>| {
            let people = group.people(from, to, days);
            measured.anyone |= !people.is_empty();
            if (people.len() as u64) < SMALLEST_GROUP {
                return None;
            }
            let people: Vec<Person> = people.into_iter().map(|(_, person)| person).collect();
            let change = change(&people);
            all.extend(people);
            change
        };
        let row = Row {
            gain: of(Occasion::Pre, Occasion::Post, &mut gained),
            retained: of(Occasion::Pre, Occasion::Delayed, &mut retained),
            faded: of(Occasion::Post, Occasion::Delayed, &mut faded),
            tier: tiers.get(&test).copied().unwrap_or(4),
            title: group.title.clone(),
            cohort_title: group.cohort_title.clone(),
            test,
        };
        if let Some(module) = group.module.filter(|_| row.gain.is_some()) {
            let known = of_module.entry(module).or_insert(OfModule { people: BTreeMap::new(), tier: row.tier });
            known.tier = known.tier.min(row.tier);
            for (id, person) in group.people(Occasion::Pre, Occasion::Post, days) {
                known.people.entry(id).or_default().push(person);
            }
        }
        measured.rows.push(row);
    }
    measured.by_module =
        of_module.into_iter().filter_map(|(module, all)| Some((module, (change(&all.each())?, all.tier)))).collect();
    measured.gain = change(&gained);
    measured.retained = change(&retained);
    measured.faded = change(&faded);
    measured
}

impl Measured {
    /// What there is to say, as figures: what was gained, what of it is still there, and what faded.
    pub fn lines(&self, partnership: PartnershipId, period: Period) -> Result<Vec<Line>, DbError> {
        let mut lines = Vec::new();
        if !self.anyone {
            return Ok(lines);
        }
        let deviations = |change: &Change| {
            let gain = change.gain?;
            let interval = Some((gain.g_interval.low, gain.g_interval.high));
            Some(Mean { value: gain.hedges_g, interval, n: change.points.n })
        };
        let mut line = |key, unit: Unit, change: &Option<Change>, mean: Option<Mean>| {
            let source =
                Source { name: "assessment-source".to_owned(), link: format!("/p/{partnership}/evidence/learning") };
            let measured = change.as_ref().map_or(period, |change| Period { from: change.from.0, to: change.to.0 });
            let figure = match mean {
                Some(mean) => figure(mean, unit, measured, source)?,
                None => Figure::withheld(unit, SMALLEST_GROUP, period, source).map_err(|e| broken(&e))?,
            };
            let days = change.as_ref().and_then(|change| change.days);
            lines.push(Line { key, figure, difference: true, tier: self.tier, days });
            Ok::<(), DbError>(())
        };
        line("assessment-figure-gain", Unit::StandardDeviations, &self.gain, self.gain.as_ref().and_then(deviations))?;
        if let Some(gain) = &self.gain {
            line("assessment-figure-gain-points", Unit::PercentagePoints, &self.gain, Some(gain.points))?;
        }
        if self.retained.is_some() {
            let mean = self.retained.as_ref().and_then(deviations);
            line("assessment-figure-retained", Unit::StandardDeviations, &self.retained, mean)?;
        }
        if let Some(faded) = &self.faded {
            line("assessment-figure-faded", Unit::PercentagePoints, &self.faded, Some(faded.points))?;
        }
        Ok(lines)
    }
}

pub(crate) fn figure(mean: Mean, unit: Unit, period: Period, source: Source) -> Result<Figure, DbError> {
    let n = mean.n as u64;
    let figure = match unit {
        Unit::Percent => Figure::percentage(mean.value, n, period, source),
        unit => Figure::new(mean.value, unit, period, source).and_then(|figure| figure.with_n(n)),
    };
    let figure = figure.and_then(|figure| match mean.interval {
        // Rounding can put the plain mean a hair outside an interval of almost no width.
        Some((low, high)) => figure.with_interval(low.min(mean.value), high.max(mean.value), 0.95),
        None => Ok(figure),
    });
    figure.map_err(|e| broken(&e))
}
