//! Feedback as figures: distributions over the rounds that may be shown, shares with their intervals, response.

use std::sync::Arc;

use lustrum_impact::wilson;
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::figure::Unit;

use super::store::waiting;
use super::{Question, Round, counts, of_partnership};
use crate::levels::{Level, Line, Look, Mean, figure, span};

/// What came of the rounds of a period.
#[derive(Clone, Debug, Default)]
pub struct Reaction {
    pub rounds: Vec<Round>,
    /// For each question, how often 1 to 5 was answered, in the rounds that may be shown.
    pub distributions: [[u64; 5]; 4],
    /// The same for each round that may be shown.
    pub by_round: Vec<(Round, [[u64; 5]; 4])>,
}

impl Reaction {
    pub fn of(&self, question: Question) -> [u64; 5] {
        self.distributions[question as usize]
    }
    pub fn answers(&self) -> u64 {
        self.distributions[0].iter().sum()
    }
    pub fn invited(&self) -> i64 {
        self.rounds.iter().map(|round| round.invited).sum()
    }
    pub fn answered(&self) -> i64 {
        self.rounds.iter().map(|round| round.answers).sum()
    }
    /// Whether so few answered that those who did may differ from those who did not.
    pub fn may_mislead(&self) -> bool {
        self.answered() * 100 < self.invited() * 60
    }
}

/// More rounds than this are not shown on one page.
const MOST_ROUNDS: i64 = 1000;

/// An answer is no event (`docs/decisions/anonymous-feedback.md`), so the links that still wait for one say whether
/// there are more of them.
pub async fn reaction(db: &impl Sql, look: &Look) -> Result<Arc<Reaction>, DbError> {
    let which = format!("{} {}", look.which(), waiting(db, look.tenant).await?);
    remember(db, look.tenant, look.at, "reaction", which, read(db, look)).await
}

async fn read(db: &impl Sql, look: &Look) -> Result<Reaction, DbError> {
    let rounds = of_partnership(db, look.tenant, look.partnership, look.days(), None, MOST_ROUNDS).await?;
    let mut by_round: Vec<_> =
        rounds.iter().filter(|round| round.shown()).map(|round| (round.clone(), [[0; 5]; 4])).collect();
    let places: std::collections::HashMap<_, _> =
        by_round.iter().enumerate().map(|(place, (round, _))| (round.id, place)).collect();
    let mut distributions = [[0; 5]; 4];
    for count in counts(db, look.tenant, look.partnership, look.days()).await? {
        let Some(place) = places.get(&count.round_id) else { continue };
        let (Some(question), Ok(answer @ 1..=5)) = (Question::parse(&count.question), usize::try_from(count.answer))
        else {
            continue;
        };
        let number = u64::try_from(count.number).unwrap_or_default();
        by_round[*place].1[question as usize][answer - 1] += number;
        distributions[question as usize][answer - 1] += number;
    }
    Ok(Reaction { rounds, distributions, by_round })
}

/// The share that answered 4 or 5, in percent, with Wilson's interval.
pub fn favourable(counts: &[u64; 5]) -> Option<Mean> {
    let n = counts.iter().sum::<u64>() as usize;
    let share = wilson((counts[3] + counts[4]) as usize, n, lustrum_impact::Level::default()).ok()?;
    let interval = (share.interval.low * 100.0, share.interval.high * 100.0);
    Some(Mean { value: share.share * 100.0, interval: Some(interval), n })
}

/// The share of those invited who answered, in percent; nothing where nobody was.
///
/// ```
/// assert_eq!(lustrum_evidence::feedback::figures::response(24, 40).map(|rate| rate.value), Some(60.0));
/// ```
pub fn response(answered: usize, invited: usize) -> Option<Mean> {
    let value = answered as f64 / invited as f64 * 100.0;
    (invited > 0).then_some(Mean { value, interval: None, n: invited })
}

pub(crate) fn lines(look: &Look, reaction: &Reaction) -> Result<Vec<Line>, DbError> {
    let answered = usize::try_from(reaction.answered()).unwrap_or_default();
    let measured = span(look, reaction.rounds.iter().map(|round| (round.opened, round.closes)));
    let line = |key, people, mean| {
        let figure = figure(look, Level::Reaction, Unit::Percent, people, mean, measured)?;
        Ok::<_, DbError>(Line { key, about: String::new(), figure, difference: false, grade: None })
    };
    let share = |question| favourable(&reaction.of(question));
    let mut lines = vec![
        line("evidence-figure-relevance", answered, share(Question::Relevance))?,
        line("evidence-figure-intent", answered, share(Question::Intent))?,
    ];
    let invited = usize::try_from(reaction.invited()).unwrap_or_default();
    if let Some(rate) = response(answered, invited) {
        lines.push(line("evidence-figure-response", invited, Some(rate))?);
    }
    Ok(lines)
}
