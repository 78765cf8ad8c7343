//! What a piece of evidence proves of learning, in the eight tiers of the Learning-Transfer Evaluation Model
//! (W. Thalheimer, *The Learning-Transfer Evaluation Model*, Work-Learning Research, 2018), and how long after the
//! learning it was gathered: what is known on the same day may be gone the week after.

use jiff::Unit;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;

use crate::levels::{Level, Line, Look};

/// A tier of LTEM; its name is `evidence-tier-...` and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    Attendance = 1,
    Activity,
    Perceptions,
    Knowledge,
    Decision,
    Task,
    Transfer,
    Effects,
}

/// LTEM tells what is remembered "several days or more" after the learning from what is only recited. From so many days
/// on we say that something was remembered.
pub const REMEMBERED_AFTER_DAYS: i64 = 3;

impl Tier {
    pub const ALL: [Tier; 8] = [
        Self::Attendance,
        Self::Activity,
        Self::Perceptions,
        Self::Knowledge,
        Self::Decision,
        Self::Task,
        Self::Transfer,
        Self::Effects,
    ];
    pub fn number(self) -> u8 {
        self as u8
    }
    pub fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| i64::from(tier.number()) == number)
    }
    pub fn word(self) -> &'static str {
        match self {
            Self::Attendance => "attendance",
            Self::Activity => "activity",
            Self::Perceptions => "learner-perceptions",
            Self::Knowledge => "knowledge",
            Self::Decision => "decision-making-competence",
            Self::Task => "task-competence",
            Self::Transfer => "transfer",
            Self::Effects => "effects-of-transfer",
        }
    }
    /// Where nothing more is known of how it was measured: the lowest tier that its level can be.
    pub fn of(level: Level) -> Self {
        match level {
            Level::Reaction => Self::Perceptions,
            Level::Learning => Self::Knowledge,
            Level::Behaviour => Self::Transfer,
            Level::Results => Self::Effects,
        }
    }
}

/// The tier of a figure and the days from the learning to the measuring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade {
    pub tier: Tier,
    /// Nothing where nobody knows when it was learned.
    pub days_since_learning: Option<i64>,
}

impl Grade {
    pub fn new(tier: Tier, learned: Option<Day>, measured: Day) -> Self {
        Self { tier, days_since_learning: learned.map(|learned| days_between(learned, measured)) }
    }
    /// Whether the tier is reached and not only aimed at. Knowledge and competence are when they are still there some
    /// days later; that a result is an effect of the training is for a study to say, never for a figure by itself.
    pub fn certifies(self) -> bool {
        match self.tier {
            Tier::Attendance | Tier::Activity | Tier::Perceptions | Tier::Transfer => true,
            Tier::Knowledge | Tier::Decision | Tier::Task => {
                self.days_since_learning.is_some_and(|days| days >= REMEMBERED_AFTER_DAYS)
            }
            Tier::Effects => false,
        }
    }
    /// `LTEM 7, transfer · 63 days after the last session`
    pub fn words(self, t: &Speaker) -> String {
        let tier = t.say(&format!("evidence-tier-{}", self.tier.number()));
        // A result is no effect before a study says so, and its delay would claim that it is one.
        if self.tier == Tier::Effects {
            return t.say1("evidence-tier-aimed", "tier", tier);
        }
        match self.days_since_learning {
            Some(days) => t.say2("evidence-tier-after", "tier", tier, "days", t.count("evidence-days", days)),
            None => tier,
        }
    }
}

pub fn days_between(from: Day, to: Day) -> i64 {
    from.0.until((Unit::Day, to.0)).map_or(0, |span| i64::from(span.get_days()))
}

/// The highest tier that is certified by one of these figures.
pub fn highest_certified<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Option<Tier> {
    lines.into_iter().filter(|line| line.certifies()).filter_map(|line| line.grade.map(|grade| grade.tier)).max()
}

#[derive(FromQueryResult)]
struct Held {
    starts_at: Moment,
}

/// The days on which sessions were held until the last day of the look, in their order.
pub(crate) async fn days_of_learning(db: &impl Sql, look: &Look) -> Result<Vec<Day>, DbError> {
    let held: Vec<Held> = db
        .all(
            "SELECT s.starts_at FROM session s
             JOIN cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
             WHERE s.organisation_id = $1 AND c.partnership_id = $2 AND s.starts_at <= $3
             ORDER BY s.starts_at LIMIT 10000",
            values![look.tenant, look.partnership, look.at],
        )
        .await?;
    Ok(held.into_iter().map(|held| held.starts_at.day_in(&jiff::tz::TimeZone::UTC)).collect())
}

/// Gives every figure of a level that has no grade yet the one of its level.
pub(crate) fn grade(level: Level, learned: &[Day], lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.grade.is_none()) {
        let measured = Day(line.figure.period().to);
        let before = learned.partition_point(|day| *day <= measured);
        let last = before.checked_sub(1).and_then(|last| learned.get(last)).copied();
        line.grade = Some(Grade::new(Tier::of(level), last, measured));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn cap_45_knowledge_of_the_same_day_certifies_nothing() {
        let after = |measured| Grade::new(Tier::Knowledge, Some(day("2026-03-03")), day(measured));
        assert_eq!(after("2026-03-03").days_since_learning, Some(0));
        assert!(!after("2026-03-03").certifies() && !after("2026-03-05").certifies());
        assert!(after("2026-03-06").certifies());
        assert!(!Grade::new(Tier::Task, None, day("2026-03-06")).certifies(), "nobody knows when it was learned");
        assert!(!Grade::new(Tier::Effects, Some(day("2026-03-03")), day("2026-09-01")).certifies(), "for a study");
    }

    #[test]
    fn the_tiers_have_the_numbers_of_the_model() {
        let numbers: Vec<u8> = Tier::ALL.map(Tier::number).to_vec();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert!(Tier::Perceptions < Tier::Knowledge && Tier::Task < Tier::Transfer);
    }
}
