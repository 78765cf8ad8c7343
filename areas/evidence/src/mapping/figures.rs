//! What statements of other systems add to levels 2 and 3: rule by rule, never of fewer people than the smallest group.

use lustrum_kernel::Day;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::{Source, Unit};
use lustrum_kernel::locale::Speaker;

use super::RuleId;
use super::learned::Learned;
use super::store::{Best, best};
use crate::SMALLEST_GROUP;
use crate::levels::view::{Row, Table, too_few};
use crate::levels::{Level, Line, Look, Mean, PERCENT, figure_from, span};
use crate::tier::{Grade, Tier};

/// The people of one rule, each with their best score.
#[derive(Clone, Debug)]
pub struct Mapped {
    pub rule: RuleId,
    pub title: String,
    pub level: Level,
    pub people: usize,
    pub scores: Vec<f64>,
    pub days: (Day, Day),
    /// The lowest tier of them, and the middle one of the days since each of them learned.
    pub grade: Grade,
}

impl Mapped {
    /// The page that tells from what it came.
    pub fn link(&self, look: &Look) -> String {
        format!("/p/{}/evidence/mapped/{}", look.partnership, self.rule)
    }
}

pub async fn mapped(db: &impl Sql, look: &Look) -> Result<Vec<Mapped>, DbError> {
    let all = best(db, look.tenant, look.partnership, look.days()).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let learned = Learned::of(db, look.tenant, look.partnership, look.at).await?;
    Ok(all.chunk_by(|one, other| one.rule_id == other.rule_id).filter_map(|rows| group(rows, &learned)).collect())
}

fn group(rows: &[Best], learned: &Learned) -> Option<Mapped> {
    let first = rows.first()?;
    let since = |row: &Best| learned.days_before(row.programme_id, &row.email, row.day);
    let mut days: Vec<i64> = rows.iter().filter_map(since).collect();
    days.sort_unstable();
    let lowest = rows.iter().map(|row| row.tier).min().unwrap_or_default();
    Some(Mapped {
        rule: first.rule_id,
        title: first.title.clone(),
        level: if first.kind == "behaviour" { Level::Behaviour } else { Level::Learning },
        people: rows.len(),
        scores: rows.iter().filter_map(|row| row.scaled).map(|scaled| scaled * 100.0).collect(),
        days: rows.iter().fold((first.day, first.day), |days, row| (days.0.min(row.day), days.1.max(row.day))),
        grade: Grade {
            tier: Tier::of_number(lowest).unwrap_or(Tier::Activity),
            days_since_learning: days.get(days.len() / 2).copied(),
        },
    })
}

/// The mean of the best scores of a level; nothing where no statement had one.
pub(crate) fn lines(look: &Look, level: Level, mapped: &[Mapped]) -> Result<Vec<Line>, DbError> {
    let of_level: Vec<&Mapped> = mapped.iter().filter(|one| one.level == level && !one.scores.is_empty()).collect();
    of_level.into_iter().map(|one| line(look, one)).collect()
}

/// The mean of the best scores under one rule, which leads to the statements that it came from.
pub(crate) fn line(look: &Look, one: &Mapped) -> Result<Line, DbError> {
    let mean = (one.scores.len() as u64 >= SMALLEST_GROUP).then(|| Mean::on(PERCENT, &one.scores));
    let source = Source { name: "mapping-source".to_owned(), link: one.link(look) };
    let figure = figure_from(look, Unit::Scale { most: 100 }, one.scores.len(), mean, span(look, [one.days]), source)?;
    // The days of a few would tell when one of them did it.
    let days_since_learning = one.grade.days_since_learning.filter(|_| mean.is_some());
    let grade = Some(Grade { days_since_learning, ..one.grade });
    Ok(Line { key: "mapping-figure", about: one.title.clone(), figure, difference: false, grade })
}

pub(crate) fn table(t: &Speaker, look: &Look, level: Level, mapped: &[Mapped]) -> Option<Table> {
    let rows: Vec<Row> = mapped
        .iter()
        .filter(|one| one.level == level)
        .map(|one| {
            let enough = |people: usize| people as u64 >= SMALLEST_GROUP;
            let people = if enough(one.people) { t.whole(one.people as i64) } else { too_few(t) };
            let score = match one.scores.len() {
                0 => "–".to_owned(),
                n if enough(n) => t.number(Mean::of(&one.scores).value, 1),
                _ => too_few(t),
            };
            // The days of a few would tell when one of them did it.
            let days = match enough(one.people) {
                true => format!("{} – {}", t.day(&one.days.0), t.day(&one.days.1)),
                false => "–".to_owned(),
            };
            let since = one.grade.days_since_learning.filter(|_| enough(one.people));
            let since = since.map_or_else(|| "–".to_owned(), |days| t.whole(days));
            let cells = vec![days, people, score, t.whole(i64::from(one.grade.tier.number())), since];
            Row { link: Some(one.link(look)), name: one.title.clone(), cells }
        })
        .collect();
    let headings =
        ["mapping-target", "scores-days", "evidence-people", "mapping-score", "measured-tier", "measured-days"];
    (!rows.is_empty()).then(|| Table {
        id: "mapped",
        title: t.say("mapping-table"),
        headings: headings.map(|key| t.say(key)).to_vec(),
        rows,
    })
}
