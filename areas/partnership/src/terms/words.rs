//! Terms, simulations and statements in words.

use std::collections::HashMap;

use lustrum_kernel::chart::{About, Estimate, Estimates, Svg};
use lustrum_kernel::figure::Unit;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::money::Money;

use super::fee::{self, Line, Measured, Settled};
use super::simulate::Simulated;
use super::{Agreement, MICRO, Outcome, Terms};

pub(super) fn money(t: &Speaker, terms: &Terms, minor: i64) -> String {
    t.money(&Money::new(minor, &terms.currency))
}

pub(super) fn percent(t: &Speaker, hundredths: i64) -> String {
    t.percent(hundredths as f64 / 10_000.0, if hundredths % 100 == 0 { 0 } else { 2 })
}

/// An effect with the digits that it has.
fn number(t: &Speaker, micros: i64) -> String {
    let digits = (0..6).find(|digits| micros % 10_i64.pow(6 - digits) == 0).unwrap_or(6);
    t.signed(micros as f64 / MICRO as f64, digits as usize)
}

pub(super) fn effect(t: &Speaker, micros: i64, unit: &str) -> String {
    // Percentages differ by percentage points.
    let unit = if unit.trim() == "%" { Unit::PercentagePoints.spoken(t) } else { unit.to_owned() };
    format!("{}\u{a0}{unit}", number(t, micros)).trim_end().to_owned()
}

/// `−5 percentage points (−7 to −3)`
pub(super) fn measured(t: &Speaker, part: &Outcome, measured: &Measured) -> String {
    t.say_with(
        "terms-measured",
        &[
            ("estimate", effect(t, measured.estimate, &part.unit)),
            ("low", number(t, measured.low)),
            ("high", number(t, measured.high)),
        ],
    )
}

/// A part of the terms, as both sides read it.
pub(super) struct Part {
    pub level: i64,
    pub title: String,
    pub kind: String,
    pub amount: String,
    pub rule: String,
    pub dates: String,
    /// The chance that it can be proven by then, and a tag where that is little or can't be told.
    pub chance: String,
    pub weak: Option<String>,
}

pub(super) fn rule(t: &Speaker, part: &Outcome) -> String {
    let named = [("threshold", effect(t, part.threshold, &part.unit)), ("target", effect(t, part.target, &part.unit))];
    t.say_with(&format!("terms-rule-{}-words", part.rule.word()), &named)
}

pub(super) fn bounds(t: &Speaker, terms: &Terms) -> String {
    let named = [
        ("floor", money(t, terms, terms.floor)),
        ("cap", money(t, terms, terms.cap)),
        ("total", money(t, terms, terms.total)),
    ];
    t.say_with("terms-bounds", &named)
}

/// The fixed part.
pub(super) fn base(t: &Speaker, terms: &Terms) -> String {
    let amount = fee::full(terms).first().copied().unwrap_or_default();
    t.say_with(
        "terms-base-words",
        &[("amount", money(t, terms, amount)), ("share", percent(t, terms.base.share)), ("day", t.day(&terms.base.on))],
    )
}

pub(super) fn parts(t: &Speaker, agreement: &Agreement) -> Vec<Part> {
    let (terms, weak) = (&agreement.terms, agreement.weak());
    let full = fee::full(terms);
    let part = |(place, part): (usize, &Outcome)| {
        let chance = agreement.chances.get(place).copied().flatten();
        Part {
            level: part.level,
            title: part.text.clone(),
            kind: t.say(&format!("terms-kind-{}", part.kind.word())),
            amount: t.say2(
                "terms-amount-words",
                "amount",
                money(t, terms, full.get(place + 1).copied().unwrap_or_default()),
                "share",
                percent(t, part.share),
            ),
            rule: rule(t, part),
            dates: t.say_with(
                &format!("terms-dates-{}", part.fallback.word()),
                &[("on", t.day(&part.on)), ("again", t.day(&part.again))],
            ),
            chance: match chance {
                Some(chance) => t.say1("terms-chance", "chance", t.percent(chance as f64 / 100.0, 0)),
                None => t.say("terms-chance-untold"),
            },
            weak: weak
                .contains(&place)
                .then(|| t.say(if chance.is_some() { "terms-weak" } else { "terms-weak-untold" })),
        }
    };
    terms.outcomes.iter().enumerate().map(part).collect()
}

/// With the sentences of the measures as the reader's charter has them.
pub(super) fn read_in(mut parts: Vec<Part>, sentences: &HashMap<String, String>) -> Vec<Part> {
    for part in &mut parts {
        if let Some(text) = sentences.get(&part.title) {
            part.title.clone_from(text);
        }
    }
    parts
}

/// One amount of a simulation or a statement with what it rests on.
pub(super) struct Cell {
    pub label: String,
    pub amount: String,
    /// What came of it, in words.
    pub settled: String,
    pub measured: String,
}

pub(super) fn label(t: &Speaker, terms: &Terms, place: usize) -> String {
    match place.checked_sub(1).and_then(|at| terms.outcomes.get(at)) {
        None => t.say("terms-base"),
        Some(part) => t.say2(
            "terms-part",
            "level",
            t.whole(part.level),
            "kind",
            t.say(&format!("terms-kind-{}", part.kind.word())),
        ),
    }
}

pub(super) fn cell(
    t: &Speaker,
    terms: &Terms,
    place: usize,
    first: &Line,
    last: &Line,
    seen: Option<&Measured>,
) -> Cell {
    let part = place.checked_sub(1).and_then(|at| terms.outcomes.get(at));
    let came = t.say(&format!("terms-settled-{}", last.settled.word()));
    let settled = match part {
        Some(part) if first.settled == Settled::Deferred && last.settled.closed() => {
            t.say2("terms-deferred-then", "day", t.day(&part.again), "then", came)
        }
        _ => came,
    };
    Cell {
        label: label(t, terms, place),
        amount: money(t, terms, last.due),
        settled,
        measured: part.zip(seen).map(|(part, seen)| measured(t, part, seen)).unwrap_or_default(),
    }
}

/// A scenario as a row.
pub(super) struct Row {
    pub name: String,
    pub cells: Vec<Cell>,
    pub adjustment: String,
    pub total: String,
}

pub(super) struct Table {
    pub headings: Vec<String>,
    pub rows: Vec<Row>,
    pub chart: Option<Svg>,
}

/// What the scenarios come to, as a table and a chart.
pub(super) fn table(t: &Speaker, terms: &Terms, simulated: &[Simulated]) -> Table {
    let rows = simulated.iter().map(|known| Row {
        name: t.say(&format!("terms-scenario-{}", known.scenario.word())),
        cells: (0..known.last.lines.len())
            .map(|place| {
                let seen = place.checked_sub(1).and_then(|at| known.measured.get(at)).and_then(Option::as_ref);
                cell(t, terms, place, &known.first.lines[place], &known.last.lines[place], seen)
            })
            .collect(),
        adjustment: match known.last.adjustment {
            0 => String::new(),
            other => t.money(&Money::new(other, &terms.currency)),
        },
        total: money(t, terms, known.last.total),
    });
    Table {
        headings: (0..=terms.outcomes.len()).map(|place| label(t, terms, place)).collect(),
        rows: rows.collect(),
        chart: chart(t, terms, simulated),
    }
}

fn chart(t: &Speaker, terms: &Terms, simulated: &[Simulated]) -> Option<Svg> {
    let major = |minor: i64| minor as f64 / 100.0;
    let estimate = |known: &Simulated| Estimate {
        name: t.say(&format!("terms-scenario-{}", known.scenario.word())),
        value: major(known.last.total),
        interval: (major(known.first.total.min(known.last.total)), major(known.last.total)),
        words: money(t, terms, known.last.total),
    };
    let description =
        t.say2("terms-chart-words", "floor", money(t, terms, terms.floor), "cap", money(t, terms, terms.cap));
    let number = |value: f64| t.number(value, 0);
    let title = t.say("terms-chart");
    let about = About {
        id: "terms-simulated",
        title: &title,
        description: &description,
        level: Default::default(),
        number: &number,
    };
    Estimates { rows: simulated.iter().map(estimate).collect() }.draw(&about)
}
