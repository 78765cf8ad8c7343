//! What a study says, in plain words.

use lustrum_kernel::locale::known;
use serde::Serialize;

use super::figure::{SpokenFigure, Style, Words};
use super::picture::Picture;
use crate::review::content::{Need, Study};

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
    /// What would let it say more, after the words that lead to it.
    pub needed_lead: String,
    pub needed: Vec<String>,
    pub figure: Option<SpokenFigure>,
    pub picture: Option<Picture>,
}

pub(super) fn spoken(words: &Words<'_>, place: usize, study: &Study) -> SpokenStudy {
    let t = words.t;
    let verdict = study.verdict.as_deref().unwrap_or("waiting");
    let estimate = study.estimate.as_ref().map(|figure| (figure, Style::of(figure, Some(study.decimals), true)));
    let design = format!("review-design-words-{}", study.design);
    SpokenStudy {
        title: study.title.clone(),
        question: study.question.clone(),
        open: !matches!(verdict, "effect" | "no-effect-detected"),
        sentence: sentence(words, study, verdict),
        verdict: t.say(&format!("review-verdict-{verdict}")),
        design: if known(&design) { t.say(&design) } else { String::new() },
        needed_lead: t.say("review-needed"),
        needed: study.needed.iter().filter_map(|need| needed(words, need)).collect(),
        picture: estimate.and_then(|(figure, style)| words.effect(&format!("study-{}", place + 1), figure, style)),
        figure: estimate
            .map(|(figure, style)| words.figure(figure, study.title.clone(), study.charter.as_ref(), style)),
    }
}

/// The verdict for who never read a study, in the words that the page of the study has.
fn sentence(words: &Words<'_>, study: &Study, verdict: &str) -> String {
    let t = words.t;
    let Some(figure) = &study.estimate else {
        return t.say(if verdict == "waiting" { "review-plain-waiting" } else { "review-plain-not-identifiable" });
    };
    let (value, ends) = (figure.value().unwrap_or_default(), figure.interval());
    let for_the_better = if study.better == "higher" { value > 0.0 } else { value < 0.0 };
    let key = match verdict {
        "effect" if for_the_better && value > 0.0 => "review-plain-effect-better-higher",
        "effect" if for_the_better => "review-plain-effect-better-lower",
        "effect" if value > 0.0 => "review-plain-effect-worse-higher",
        "effect" => "review-plain-effect-worse-lower",
        "no-effect-detected" => "review-plain-no-effect-detected",
        _ if ends.is_some_and(|ends| !ends.holds_zero()) => "review-plain-check-failed",
        _ => "review-plain-not-yet-conclusive",
    };
    let plain = Style::of(figure, Some(study.decimals), false);
    let signed = Style::of(figure, Some(study.decimals), true);
    let end = |end: Option<f64>| end.map(|end| words.number(plain, end)).unwrap_or_default();
    t.say_with(
        key,
        &[
            ("outcome", study.outcome.clone()),
            ("effect", words.number(plain, value.abs())),
            ("estimate", words.number(signed, value)),
            ("low", end(ends.map(|ends| ends.low))),
            ("high", end(ends.map(|ends| ends.high))),
            ("margin", end(study.margin)),
            ("unit", words.unit(figure.unit())),
            ("level", ends.map(|ends| t.percent(ends.level, 0)).unwrap_or_default()),
        ],
    )
}

/// A need in words; numbers among its parameters are written for the reader.
fn needed(words: &Words<'_>, need: &Need) -> Option<String> {
    let key = format!("review-need-{}", need.code.replace('_', "-"));
    let parameters = need.parameters.as_object();
    let named: Vec<(&str, String)> = parameters
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.as_str(), words.t.number(value.as_f64()?, 1))))
        .collect();
    known(&key).then(|| words.t.say_with(&key, &named))
}
