//! How an effect went on: after one period, three, six, a year, and for one course its jump and its slope.

use super::Finding;
use super::shown::Overall;
use super::words::Words;

/// A line: what it is, the figure, and its interval.
pub struct Line {
    pub name: String,
    pub figure: String,
    pub interval: String,
}

/// Effects at several times after the start: the name, then in that period, then on average until then.
pub struct Followed {
    pub name: String,
    pub change: Line,
    pub mean: Line,
}

fn line(words: &Words<'_>, name: String, of: &Overall) -> Line {
    let [low, high] = of.ci;
    Line {
        name,
        figure: words.signed(of.estimate),
        interval: words.t.say2("study-between", "low", words.signed(low), "high", words.signed(high)),
    }
}

/// Jump at the start and change of the slope, of one course that is carried on.
pub fn parts(words: &Words<'_>, finding: &Finding) -> Vec<Line> {
    let t = words.t;
    let told = |key: &str, of: &Option<Overall>| of.as_ref().map(|of| line(words, t.say(key), of));
    let shown = &finding.shown;
    [told("study-part-level", &shown.level_change), told("study-part-slope", &shown.slope_change)]
        .into_iter()
        .flatten()
        .collect()
}

pub fn followed(words: &Words<'_>, finding: &Finding) -> Vec<Followed> {
    let t = words.t;
    finding
        .shown
        .horizons
        .iter()
        .map(|one| {
            let periods = t.count("study-followed-after", i64::try_from(one.periods).unwrap_or(i64::MAX));
            let name = match &one.time {
                Some(time) => format!("{periods} ({})", words.period(time)),
                None => periods,
            };
            Followed {
                change: line(words, t.say("study-followed-change"), &one.change),
                mean: line(words, t.say("study-followed-mean"), &one.mean),
                name,
            }
        })
        .collect()
}
