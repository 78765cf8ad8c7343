//! Experiments in words: amounts, and what came of one, with its interval or with why that can't be told.

use lustrum_kernel::access::Side;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::money::Money;
use lustrum_study::study::Concluded;

use super::{Experiment, State};

pub(super) fn money(t: &Speaker, minor: i64, currency: &str) -> String {
    t.money(&Money::new(minor, currency))
}

/// Hundredths of a percent.
pub(super) fn share(t: &Speaker, hundredths: i64) -> String {
    t.percent(hundredths as f64 / 10_000.0, if hundredths % 100 == 0 { 0 } else { 2 })
}

/// What a linked study found, or why there is nothing to tell.
pub(super) fn effect(t: &Speaker, experiment: &Experiment, studies: &[Concluded], side: Side) -> String {
    let Some(id) = experiment.study else { return t.say("experiment-effect-untold") };
    let Some(known) = studies.iter().find(|known| known.study.id == id) else {
        return t.say("experiment-effect-untold");
    };
    if side == Side::Partner && !known.partner_sees {
        return t.say("experiment-effect-hidden");
    }
    let Some(estimate) = &known.estimate else { return t.say("experiment-effect-waiting") };
    let (finding, plan) = (&estimate.finding, &known.study.plan);
    let verdict = t.say(&format!("study-verdict-{}", finding.verdict.word()));
    let Some((effect, [low, high])) = finding.effect() else {
        return t.say1("experiment-effect-none", "verdict", verdict);
    };
    let digits = usize::from(plan.decimals);
    // Percentages differ by percentage points.
    let unit = if plan.unit.trim() == "%" { t.say("experiment-unit-points") } else { plan.unit.clone() };
    t.say_with(
        "experiment-effect",
        &[
            ("outcome", plan.outcome().to_owned()),
            ("estimate", t.signed(effect, digits)),
            ("unit", unit),
            ("low", t.signed(low, digits)),
            ("high", t.signed(high, digits)),
            ("level", t.percent(finding.level.unwrap_or(0.95), 0)),
            ("n", t.whole(finding.n)),
            ("verdict", verdict),
        ],
    )
}

/// The class of a state's tag; the word stands in it.
pub(super) fn tag(state: State) -> &'static str {
    match state {
        State::Proposed => "tag open",
        State::Agreed | State::Running => "tag",
        State::Stopped | State::Ended | State::Withdrawn => "tag plain",
    }
}
