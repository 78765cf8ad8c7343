//! What a unit of the outcome cost, in words: on the page of a study's return and beside every study of the partnership.

use lustrum_kernel::locale::Speaker;

use super::roi::Weighed;
use crate::study::words::Words;

pub(super) struct UnitCost {
    pub label: String,
    /// An amount, or that it can't be told.
    pub value: String,
    pub interval: String,
    /// Over whom it is counted, and which kinds of cost are missing; or why it can't be told.
    pub basis: String,
    pub told: bool,
}

pub(super) fn unit_cost(t: &Speaker, weighed: &Weighed, words: &Words<'_>) -> UnitCost {
    let label = t.say1("unit-cost-label", "unit", words.unit());
    let currency = weighed.total.as_ref().map_or("", |total| total.currency.as_str());
    let money = |whole: f64| t.about(whole * 100.0, currency);
    match weighed.per_unit {
        Err(why) => UnitCost {
            label,
            value: t.say("unit-cost-untold"),
            interval: String::new(),
            basis: t.say(&format!("unit-cost-why-{}", why.word())),
            told: false,
        },
        Ok(per) => UnitCost {
            label,
            value: money(per.each),
            interval: per.range.map_or_else(String::new, |(low, high)| {
                let ends = [("level", t.percent(0.95, 0)), ("low", money(low)), ("high", money(high))];
                t.say_with("study-interval", &ends)
            }),
            basis: format!("{} · {}", counted(t, weighed), loaded(t, weighed)),
            told: true,
        },
    }
}

fn counted(t: &Speaker, weighed: &Weighed) -> String {
    match &weighed.rule {
        Some(rule) => t.say_with(
            "unit-cost-by-rule",
            &[
                ("count", t.whole(rule.words.count)),
                ("counted", rule.words.counted.clone()),
                ("months", t.whole(weighed.months)),
            ],
        ),
        None => t.say1("unit-cost-by-enrolment", "count", t.whole(weighed.enrolled.unwrap_or_default())),
    }
}

fn loaded(t: &Speaker, weighed: &Weighed) -> String {
    let missing = weighed.total.iter().flat_map(|total| &total.missing).map(|kind| t.say(&kind.key()));
    let missing: Vec<String> = missing.collect();
    if missing.is_empty() { t.say("cost-loaded") } else { t.say1("cost-not-loaded", "kinds", missing.join(", ")) }
}
