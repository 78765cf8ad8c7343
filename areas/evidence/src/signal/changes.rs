//! What was changed after feedback, and what came before and after it, side by side. It says what was seen, not why.

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use lustrum_partnership::contact::median;
use lustrum_programme::module::ModuleId;
use sea_orm::FromQueryResult;

use super::Signal;
use crate::SMALLEST_GROUP;
use crate::form::Topic;
use crate::levels::{FIVE, Mean};

#[derive(FromQueryResult)]
struct Row {
    module_id: ModuleId,
    module_version: i64,
    topic: String,
    answer: i64,
    number: i64,
}

/// Answers to one topic in the rounds that asked about some versions of a module.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answers {
    pub counts: [u64; 5],
    /// Nothing of too few.
    pub mean: Option<Mean>,
}

/// How often each answer was given, by module, its version and topic, in the rounds that may be shown.
pub struct Seen(HashMap<(ModuleId, Topic), Vec<Counted>>);

/// A version of the module, and how often each answer from 1 to 5 was given to it.
type Counted = (i64, [u64; 5]);

pub async fn seen(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Seen, DbError> {
    let part = |topic: Topic| {
        let word = topic.word();
        format!(
            "SELECT f.module_id, f.module_version, '{word}' AS topic, a.{word} AS answer, COUNT(*) AS number
             FROM feedback_answer a JOIN feedback_round f ON f.organisation_id = a.organisation_id AND f.id = a.round_id
             WHERE f.organisation_id = $1 AND f.partnership_id = $2 AND a.{word} BETWEEN 1 AND 5
             AND (SELECT COUNT(*) FROM feedback_answer o
               WHERE o.organisation_id = f.organisation_id AND o.round_id = f.id) >= $3
             GROUP BY f.module_id, f.module_version, a.{word}"
        )
    };
    let topics = Topic::ALL.into_iter().filter(|topic| *topic != Topic::Own);
    let sql = topics.map(part).collect::<Vec<_>>().join(" UNION ALL ");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, SMALLEST_GROUP as i64]).await?;
    let mut seen: HashMap<(ModuleId, Topic), Vec<Counted>> = HashMap::new();
    for row in rows {
        let (Some(topic), Ok(answer @ 1..=5)) = (Topic::parse(&row.topic), usize::try_from(row.answer)) else {
            continue;
        };
        let versions = seen.entry((row.module_id, topic)).or_default();
        let place = versions.iter().position(|(version, _)| *version == row.module_version).unwrap_or_else(|| {
            versions.push((row.module_version, [0; 5]));
            versions.len() - 1
        });
        versions[place].1[answer - 1] += row.number.unsigned_abs();
    }
    Ok(Seen(seen))
}

impl Seen {
    /// Over the versions of a module that `of` chooses.
    pub fn answers(&self, module: ModuleId, topic: Topic, of: impl Fn(i64) -> bool) -> Answers {
        let mut counts = [0; 5];
        let versions = self.0.get(&(module, topic)).map(Vec::as_slice).unwrap_or_default();
        for (_, own) in versions.iter().filter(|(version, _)| of(*version)) {
            for (total, own) in counts.iter_mut().zip(own) {
                *total += own;
            }
        }
        let values: Vec<f64> = (1..=5_u8)
            .zip(counts)
            .flat_map(|(value, count)| {
                std::iter::repeat_n(f64::from(value), usize::try_from(count).unwrap_or_default())
            })
            .collect();
        let enough = values.len() as u64 >= SMALLEST_GROUP;
        Answers { counts, mean: enough.then(|| Mean::on(FIVE, &values)) }
    }
    /// Before the change that came of a signal, and after it; nothing after where nothing was changed.
    pub fn around(&self, signal: &Signal) -> (Answers, Option<Answers>) {
        let (module, topic) = (signal.module_id, signal.topic());
        match signal.to_version {
            Some(to) => (
                self.answers(module, topic, |version| version < to),
                Some(self.answers(module, topic, |version| version >= to)),
            ),
            None => (self.answers(module, topic, |_| true), None),
        }
    }
}

/// Days from a signal to the decision on it: the median, and of how many.
pub fn median_days(signals: &[Signal]) -> Option<(f64, usize)> {
    let mut days: Vec<f64> = signals.iter().filter_map(Signal::days_to_decision).collect();
    days.sort_by(f64::total_cmp);
    Some((median(&days)?, days.len()))
}
