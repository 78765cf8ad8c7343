//! What statements of other systems add to levels 2 and 3: rule by rule, never of fewer people than the smallest group.

use lustrum_kernel::Day;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::Unit;
use lustrum_kernel::locale::Speaker;

use super::store::{Best, best};
use crate::SMALLEST_GROUP;
use crate::levels::view::{Row, Table, too_few};
use crate::levels::{Level, Line, Look, Mean, figure, span};

/// The people of one rule, each with their best score.
#[derive(Clone, Debug)]
pub struct Mapped {
    pub title: String,
    pub level: Level,
    pub people: usize,
    pub scores: Vec<f64>,
    pub days: (Day, Day),
    pub tier: i64,
}

pub async fn mapped(db: &impl Sql, look: &Look) -> Result<Vec<Mapped>, DbError> {
    let all = best(db, look.tenant, look.partnership, look.days()).await?;
    Ok(all.chunk_by(|one, other| one.rule_id == other.rule_id).filter_map(group).collect())
}

fn group(rows: &[Best]) -> Option<Mapped> {
    let first = rows.first()?;
    Some(Mapped {
        title: first.title.clone(),
        level: if first.kind == "behaviour" { Level::Behaviour } else { Level::Learning },
        people: rows.len(),
        scores: rows.iter().filter_map(|row| row.scaled).map(|scaled| scaled * 100.0).collect(),
        days: rows.iter().fold((first.day, first.day), |days, row| (days.0.min(row.day), days.1.max(row.day))),
        tier: rows.iter().map(|row| row.tier).min().unwrap_or_default(),
    })
}

/// The mean of the best scores of a level; nothing where no statement had one.
pub(crate) fn lines(look: &Look, level: Level, mapped: &[Mapped]) -> Result<Vec<Line>, DbError> {
    let of_level: Vec<&Mapped> = mapped.iter().filter(|one| one.level == level && !one.scores.is_empty()).collect();
    of_level
        .into_iter()
        .map(|one| {
            let mean = (one.scores.len() as u64 >= SMALLEST_GROUP).then(|| Mean::of(&one.scores));
            let measured = span(look, [one.days]);
            let figure = figure(look, level, Unit::Scale { most: 100 }, one.scores.len(), mean, measured)?;
            Ok(Line { key: "mapping-figure", about: one.title.clone(), figure, difference: false, grade: None })
        })
        .collect()
}

pub(crate) fn table(t: &Speaker, level: Level, mapped: &[Mapped]) -> Option<Table> {
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
            Row { link: None, name: one.title.clone(), cells: vec![days, people, score, t.whole(one.tier)] }
        })
        .collect();
    let headings = ["mapping-target", "scores-days", "evidence-people", "mapping-score", "measured-tier"];
    (!rows.is_empty()).then(|| Table {
        id: "mapped",
        title: t.say("mapping-table"),
        headings: headings.map(|key| t.say(key)).to_vec(),
        rows,
    })
}
