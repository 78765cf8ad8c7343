//! What a study says, in plain words.

use lustrum_kernel::locale::known;
use serde::Serialize;

use super::Picture;
use super::figure::{SpokenFigure, Words, chart_level};
use crate::review::content::Study;

#[derive(Clone, Debug, Serialize)]
pub struct SpokenStudy {
    pub title: String,
    pub question: String,
    /// The verdict as a word of state.
    pub verdict: String,
    /// Whether the verdict waits for something.
    pub open: bool,
    /// The verdict as a sentence, with the estimate in it.
    pub sentence: String,
    pub design: String,
    pub figure: Option<SpokenFigure>,
    pub picture: Option<Picture>,
}

pub(super) fn spoken(words: &Words<'_>, place: usize, study: &Study) -> SpokenStudy {
    let t = words.t;
    let verdict = study.verdict.as_deref().unwrap_or("waiting").replace([' ', '_'], "-");
    let mut named: Vec<(&str, String)> =
        study.parameters.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let figure =
        study.estimate.as_ref().map(|figure| words.figure(figure, study.title.clone(), study.charter.as_ref(), true));
    if let (Some(figure), Some(worded)) = (&study.estimate, &figure) {
        let value = figure.value().unwrap_or_default();
        let end = |end: f64| words.number(figure.unit(), end, value, true);
        let interval = figure.interval();
        named.extend([
            ("estimate", [worded.value.as_str(), &worded.unit].join("\u{a0}").trim().to_owned()),
            ("low", interval.map(|interval| end(interval.low)).unwrap_or_default()),
            ("high", interval.map(|interval| end(interval.high)).unwrap_or_default()),
            ("level", interval.map(|interval| t.percent(interval.level, 0)).unwrap_or_default()),
        ]);
    }
    let design = format!("review-design-{}", study.design);
    let picture = study.estimate.as_ref().and_then(|figure| {
        let row = words.estimate(figure, t.say("review-difference"))?;
        words.estimates(&format!("study-{}", place + 1), chart_level(4), vec![row], figure.unit())
    });
    SpokenStudy {
        title: study.title.clone(),
        question: study.question.clone(),
        open: verdict != "effect" && verdict != "no-effect-detected",
        sentence: t.say_with(&format!("review-sentence-{verdict}"), &named),
        verdict: t.say(&format!("review-verdict-{verdict}")),
        design: if known(&design) { t.say(&design) } else { String::new() },
        figure,
        picture,
    }
}
