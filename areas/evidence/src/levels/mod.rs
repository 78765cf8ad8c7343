//! The four levels side by side: what there is to say of each, as figures that carry what they stand on.

pub mod api;
pub mod pages;
pub mod view;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::{Figure, FigureRefused, Period, Source, Unit};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, Moment};
use lustrum_sharing::agreement::Agreement;

use crate::feedback::figures as feedback;
use crate::mapping::figures as mapping;
use crate::ratings::figures as ratings;
use crate::scores::figures as scores;
use crate::tier::{self, Grade};
use crate::{SMALLEST_GROUP, measured, results};

/// One of the four levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Reaction,
    Learning,
    Behaviour,
    Results,
}

impl Level {
    pub const ALL: [Level; 4] = [Self::Reaction, Self::Learning, Self::Behaviour, Self::Results];
    /// The last part of its page's address; its name is `evidence-level-...`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reaction => "reaction",
            Self::Learning => "learning",
            Self::Behaviour => "behaviour",
            Self::Results => "results",
        }
    }
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
    pub fn chart(self) -> lustrum_kernel::chart::Level {
        use lustrum_kernel::chart::Level as Chart;
        match self {
            Self::Reaction => Chart::Reaction,
            Self::Learning => Chart::Learning,
            Self::Behaviour => Chart::Behaviour,
            Self::Results => Chart::Results,
        }
    }
}

/// A figure under the key of its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub key: &'static str,
    /// What the figure is about where the label does not say it: the name of a KPI.
    pub about: String,
    pub figure: Figure,
    /// A change or a difference, which shows its sign.
    pub difference: bool,
    /// Its tier and its delay. What has none gets the one of its level.
    pub grade: Option<Grade>,
}

impl Line {
    /// Whether its tier is certified: there is a figure to see, and it was measured late enough.
    pub fn certifies(&self) -> bool {
        self.figure.value().is_some() && self.grade.is_some_and(Grade::certifies)
    }
}

/// What there is to say of each level; the first line of a level is what it is about.
#[derive(Clone, Debug)]
pub struct Levels {
    pub period: Period,
    pub reaction: Vec<Line>,
    pub learning: Vec<Line>,
    pub behaviour: Vec<Line>,
    pub results: Vec<Line>,
    /// The agreements by which the results are shown to the partner; a look at them is noted with
    /// [`results::note`]. Empty on the organisation's side.
    pub released: Vec<Agreement>,
}

impl Levels {
    /// The highest tier of LTEM that what is seen here certifies.
    pub fn highest_certified(&self) -> Option<tier::Tier> {
        tier::highest_certified(Level::ALL.into_iter().flat_map(|level| self.of(level)))
    }
    pub fn of(&self, level: Level) -> &[Line] {
        match level {
            Level::Reaction => &self.reaction,
            Level::Learning => &self.learning,
            Level::Behaviour => &self.behaviour,
            Level::Results => &self.results,
        }
    }
}

/// Where, when and for whom evidence is read.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub tenant: OrganisationId,
    pub partnership: PartnershipId,
    pub side: Side,
    pub from: Day,
    pub until: Day,
    /// What was known at this moment, under the agreements that were in force at it.
    pub at: Moment,
}

impl Look {
    /// What an answer depends on besides the history and the minute.
    pub(crate) fn which(&self) -> String {
        format!("{} {} {} {}", self.partnership, self.side.word(), self.from, self.until)
    }
    pub(crate) fn days(&self) -> (Day, Day) {
        (self.from, self.until)
    }
    pub(crate) fn period(&self) -> Period {
        Period { from: self.from.0, to: self.until.0.max(self.from.0) }
    }
    pub(crate) fn source(&self, level: Level) -> Source {
        Source {
            name: format!("evidence-source-{}", level.word()),
            link: format!("/p/{}/evidence/{}", self.partnership, level.word()),
        }
    }
}

/// The four levels of a partnership as one side may see them. Whose role lets them see results is asked elsewhere
/// (`results.view`).
pub async fn summary(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    side: Side,
    from: Day,
    until: Day,
    at: Moment,
) -> Result<Levels, Problem> {
    let look = Look { tenant, partnership, side, from, until, at };
    let indicators = results::indicators(db, &look).await?;
    let learned = tier::days_of_learning(db, &look).await?;
    let graded = |level, mut lines: Vec<Line>| {
        tier::grade(level, &learned, &mut lines);
        lines
    };
    let mapped = mapping::mapped(db, &look).await?;
    let with_mapped = |level, mut lines: Vec<Line>| {
        lines.extend(mapping::lines(&look, level, &mapped)?);
        Ok::<_, DbError>(lines)
    };
    Ok(Levels {
        period: look.period(),
        reaction: graded(Level::Reaction, feedback::lines(&look, &*feedback::reaction(db, &look).await?)?),
        learning: graded(
            Level::Learning,
            with_mapped(
                Level::Learning,
                measured::lines(&look, &*scores::learning(db, &look).await?, &*measured::measured(db, &look).await?)?,
            )?,
        ),
        behaviour: graded(
            Level::Behaviour,
            with_mapped(Level::Behaviour, ratings::lines(&look, &*ratings::behaviour(db, &look).await?)?)?,
        ),
        results: graded(Level::Results, results::lines(&look, &indicators)?),
        released: indicators.iter().filter_map(|indicator| indicator.agreement.clone()).collect(),
    })
}

/// From the first to the last of these days, but not beyond the last day that is looked at.
pub(crate) fn span(look: &Look, days: impl IntoIterator<Item = (Day, Day)>) -> Option<Period> {
    let (first, last) = days.into_iter().reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    Some(Period { from: first.0, to: last.min(look.until).max(first).0 })
}

/// A figure of a group of so many people, with the days on which it was measured: "no evidence yet" of nobody, withheld
/// where there are too few to have a mean.
pub(crate) fn figure(
    look: &Look,
    level: Level,
    unit: Unit,
    people: usize,
    mean: Option<Mean>,
    measured: Option<Period>,
) -> Result<Figure, DbError> {
    figure_from(look, unit, people, mean, measured, look.source(level))
}

/// The same, where what it stands on is on a page of its own.
pub(crate) fn figure_from(
    look: &Look,
    unit: Unit,
    people: usize,
    mean: Option<Mean>,
    measured: Option<Period>,
    source: Source,
) -> Result<Figure, DbError> {
    let period = look.period();
    let figure = match mean {
        Some(mean) => mean.figure(unit, measured.unwrap_or(period), source),
        None if people == 0 => Figure::without_evidence(unit, period, source),
        // The days of a few would tell when one of them did it: the period is the one that was asked for.
        None => Figure::withheld(unit, SMALLEST_GROUP, period, source),
    };
    figure.map_err(|e| broken(&e))
}

pub(crate) fn broken(error: &dyn std::fmt::Display) -> DbError {
    DbError::Broken(sea_orm::DbErr::Custom(error.to_string()))
}

/// Answers from 1 to 5, and what is told in percent.
pub const FIVE: (f64, f64) = (1.0, 5.0);
pub const PERCENT: (f64, f64) = (0.0, 100.0);

/// A mean with its interval, which is missing where all values are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    pub value: f64,
    pub interval: Option<(f64, f64)>,
    pub n: usize,
}

impl Mean {
    pub fn of(values: &[f64]) -> Self {
        let estimate = lustrum_impact::mean(values, lustrum_impact::Level::default()).ok();
        let n = values.len();
        Self {
            value: values.iter().sum::<f64>() / n.max(1) as f64,
            interval: estimate.map(|e| (e.interval.low, e.interval.high)),
            n,
        }
    }
    /// The mean of what was told on a scale: its interval lies within it.
    pub fn on(scale: (f64, f64), values: &[f64]) -> Self {
        let plain = Self::of(values);
        match lustrum_impact::bounded_mean(values, scale, lustrum_impact::Level::default()) {
            Ok(told) => Self { interval: Some((told.interval.low, told.interval.high)), ..plain },
            Err(_) => plain,
        }
    }
    pub(crate) fn figure(&self, unit: Unit, period: Period, source: Source) -> Result<Figure, FigureRefused> {
        let n = self.n as u64;
        let figure = match unit {
            Unit::Percent => Figure::percentage(self.value, n, period, source)?,
            unit => Figure::new(self.value, unit, period, source)?.with_n(n)?,
        };
        match self.interval {
            // Rounding can put the plain mean a hair outside an interval of almost no width.
            Some((low, high)) => figure.with_interval(low.min(self.value), high.max(self.value), 0.95),
            None => Ok(figure),
        }
    }
}
