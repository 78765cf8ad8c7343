//! What a check came to. Of a side nothing is told before five of it have answered, also not how many did; of a question
//! nothing before five of the side could say something about it.

use lustrum_evidence::levels::{FIVE, Mean};
use lustrum_impact::{Level, difference_in_means};
use lustrum_kernel::access::Side;

use super::store::Answer;
use super::{Dimension, SMALLEST, place};

/// What one side said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// Nothing where too few answered.
    pub answers: Option<usize>,
    /// In no order of time.
    pub words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub dimension: Dimension,
    /// The mean of each side, the organisation first, where enough of it said something.
    pub means: [Option<Mean>; 2],
    /// The organisation's mean minus the partner's, of both sides' answers.
    pub gap: Option<Mean>,
    /// The same in the check before.
    pub before: Option<f64>,
}

impl Row {
    /// How far apart the sides are, whichever is higher.
    pub fn apart(&self) -> Option<f64> {
        self.gap.map(|gap| gap.value.abs())
    }
    /// Whether the interval of the gap leaves zero out.
    pub fn conclusive(&self) -> bool {
        self.gap.and_then(|gap| gap.interval).is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    pub rows: Vec<Row>,
    /// The organisation first.
    pub heard: [Heard; 2],
}

impl Outcome {
    /// Where the sides are furthest apart.
    pub fn widest(&self) -> Option<&Row> {
        let told = self.rows.iter().filter_map(|row| Some((row, row.apart()?)));
        told.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(row, _)| row)
    }
    /// The same with what the check before said of the same questions.
    pub fn after(mut self, before: &Outcome) -> Self {
        for row in &mut self.rows {
            let same = before.rows.iter().find(|one| one.dimension.key() == row.dimension.key());
            row.before = same.and_then(|one| one.gap).map(|gap| gap.value);
        }
        self
    }
}

/// What the answers of both sides come to.
pub fn outcome(dimensions: &[Dimension], answers: &[(Side, Answer)]) -> Outcome {
    let of = |side: Side| answers.iter().filter(move |(from, _)| *from == side).map(|(_, answer)| answer);
    let enough = |side: Side| of(side).count() >= SMALLEST;
    let heard = Side::BOTH.map(|side| {
        if !enough(side) {
            return Heard::default();
        }
        let words = of(side).map(|answer| answer.words.clone()).filter(|words| !words.is_empty());
        Heard { answers: Some(of(side).count()), words: words.collect() }
    });
    let rows = dimensions.iter().map(|dimension| {
        let values = Side::BOTH.map(|side| {
            let ratings = of(side).flat_map(|answer| &answer.ratings);
            let own = ratings.filter(|(at, _)| *at == dimension.place);
            own.map(|(_, value)| *value as f64).collect::<Vec<f64>>()
        });
        let shown = Side::BOTH.map(|side| enough(side) && values[place(side)].len() >= SMALLEST);
        let means = [0, 1].map(|at| shown[at].then(|| Mean::on(FIVE, &values[at])));
        let gap = means[0].zip(means[1]).map(|(one, other)| Mean {
            value: one.value - other.value,
            interval: difference_in_means(&values[0], &values[1], Level::default())
                .ok()
                .map(|estimate| (estimate.interval.low, estimate.interval.high)),
            n: one.n + other.n,
        });
        Row { dimension: dimension.clone(), means, gap, before: None }
    });
    Outcome { rows: rows.collect(), heard }
}
