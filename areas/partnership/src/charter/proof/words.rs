//! The chances in words: one plain sentence, a chart, and the table behind it.

use lustrum_kernel::chart::{About, Chances, Level, Mark, Series, Svg};
use lustrum_kernel::locale::Speaker;

use super::{ASKED, After, HORIZON, Proof, Untold};
use crate::charter::Measure;

/// The months that the table names.
const NAMED: [usize; 7] = [3, 6, 9, 12, 18, 24, 36];

pub(super) fn level(measure: &Measure) -> Level {
    match measure.level {
        1 => Level::Reaction,
        2 => Level::Learning,
        3 => Level::Behaviour,
        _ => Level::Results,
    }
}

/// Never written as certain, and never as impossible.
fn chance(t: &Speaker, share: f64) -> String {
    t.percent(share.clamp(0.01, 0.99), 0)
}

/// The sentence that can be taken over into the charter.
pub fn sentence(t: &Speaker, measure: &Measure, proof: &Proof) -> String {
    let (title, unit, decimals) = match &measure.definition {
        Some(known) => (known.title.clone(), known.unit.clone(), usize::try_from(known.decimals).unwrap_or_default()),
        None => (measure.text.clone(), String::new(), 0),
    };
    let value = |value: f64| t.number(value, decimals.min(9));
    let certain = proof.certain_after();
    let said = match certain {
        Some(months) if months > 12 => "later",
        Some(_) => "soon",
        None => "never",
    };
    let design = if proof.compared() { "waiting" } else { "drawn-on" };
    let far = proof.after.last().map_or(0.0, After::best);
    let named = [
        ("title", title),
        ("from", value(proof.promise.from)),
        ("to", format!("{}\u{a0}{unit}", value(proof.promise.to)).trim_end().to_owned()),
        ("units", t.whole(proof.units as i64)),
        ("due", t.whole(proof.promise.months as i64)),
        ("months", t.whole(certain.unwrap_or(HORIZON) as i64)),
        ("year", chance(t, proof.chance_after(12).unwrap_or_default())),
        ("far", chance(t, far)),
        ("asked", t.percent(ASKED, 0)),
    ];
    let how = t.say_with(&format!("charter-proof-{design}"), &named);
    format!("{how} {}", t.say_with(&format!("charter-proof-{said}"), &named))
}

pub fn untold(t: &Speaker, untold: &Untold) -> String {
    let why = match untold {
        Untold::NoKpi => t.say("charter-proof-no-kpi"),
        Untold::NoTarget => t.say("charter-proof-no-target"),
        Untold::NoReadings => t.say("charter-proof-no-readings"),
        Untold::Short { periods } => t.say1("charter-proof-short", "periods", t.whole(*periods as i64)),
        Untold::Few { units, periods } => {
            t.say2("charter-proof-few", "units", t.whole(*units as i64), "periods", t.whole(*periods as i64))
        }
        Untold::Flat => t.say("charter-proof-flat"),
    };
    format!("{} {why}", t.say("charter-proof-untold"))
}

/// What the figures rest on. How readings vary is read from them, and told to whose they are.
pub fn basis(t: &Speaker, proof: &Proof, own: bool) -> String {
    let (units, periods) = (t.whole(proof.units as i64), t.whole(proof.periods as i64));
    match (proof.between, proof.decay) {
        (Some(between), Some(decay)) if own => t.say_with(
            "charter-proof-basis",
            &[
                ("units", units),
                ("periods", periods),
                ("between", t.percent(between, 0)),
                ("decay", t.number(decay, 2)),
            ],
        ),
        _ => t.say2("charter-proof-basis-line", "units", units, "periods", periods),
    }
}

fn drawn(t: &Speaker, proof: &Proof, named: impl Fn(&After) -> bool) -> Option<Chances> {
    let after: Vec<&After> = proof.after.iter().filter(|at| named(at)).collect();
    let periods = after.iter().map(|at| t.say1("charter-proof-month", "months", t.whole(at.months as i64))).collect();
    let (waiting, line) = (t.say("charter-proof-name-waiting"), t.say("charter-proof-name-drawn-on"));
    let mut lines: Vec<Series> = Vec::new();
    lines.push(Series { name: waiting, values: after.iter().map(|at| at.waiting).collect() });
    lines.push(Series { name: line, values: after.iter().map(|at| at.drawn_on).collect() });
    lines.retain(|series| series.values.iter().any(Option::is_some));
    let mut lines = lines.into_iter();
    let asked = Mark { value: ASKED, words: t.say1("charter-proof-asked", "asked", t.percent(ASKED, 0)) };
    Some(Chances { periods, first: lines.next()?, second: lines.next(), asked })
}

/// `named` is the measure in the reader's language.
pub fn chart(t: &Speaker, measure: &Measure, named: &str, proof: &Proof, description: &str) -> Option<Svg> {
    let title = t.say1("charter-proof-chart", "measure", named);
    let number = |share: f64| t.percent(share, 0);
    let id = format!("proof-{}", measure.id);
    let about = About { id: &id, title: &title, description, level: level(measure), number: &number };
    drawn(t, proof, |_| true)?.draw(&about)
}

/// The table behind the chart, headings first.
pub fn table(t: &Speaker, proof: &Proof) -> Vec<Vec<String>> {
    let Some(chances) = drawn(t, proof, |at| NAMED.contains(&at.months)) else { return Vec::new() };
    let second = chances.second.as_ref().map(|series| series.name.clone()).unwrap_or_default();
    let headings = [t.say("charter-proof-after"), chances.first.name.clone(), second];
    let mut rows = chances.table([&headings[0], &headings[1], &headings[2]], &|share| chance(t, share));
    if chances.second.is_none() {
        rows.iter_mut().for_each(|row| row.truncate(2));
    }
    rows
}
