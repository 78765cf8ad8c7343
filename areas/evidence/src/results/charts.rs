//! A KPI over its periods as a chart.

use lustrum_kernel::chart::{Kpi, Mark, Series};
use lustrum_kernel::locale::Speaker;

use super::Indicator;
use crate::levels::Level;
use crate::levels::view::{Chart, Frame, change_words};

fn drawn(t: &Speaker, indicator: &Indicator) -> Kpi {
    let mark = |key: &str, value: Option<f64>| value.map(|value| Mark { value, words: t.say(key) });
    Kpi {
        periods: indicator.periods.iter().map(|period| t.month(&period.period)).collect(),
        readings: Series {
            name: t.say("results-mean"),
            values: indicator.periods.iter().map(|period| period.mean).collect(),
        },
        baseline: mark("results-baseline", indicator.baseline),
        target: mark("results-target", indicator.target),
    }
}

fn words(t: &Speaker, indicator: &Indicator) -> (String, String) {
    let definition = &indicator.kpi.current.definition;
    let title = format!("{} ({})", indicator.kpi.title, definition.unit);
    let change = indicator.change.map_or_else(String::new, |change| change_words(t, &change, indicator.digits()));
    let key = if change.is_empty() { "results-finding-plain" } else { "results-finding" };
    (title, t.say1(key, "change", change))
}

pub fn spark(t: &Speaker, indicator: &Indicator) -> Option<String> {
    let (title, description) = words(t, indicator);
    Frame { id: "l4", title: &title, description: &description, level: Level::Results, digits: indicator.digits() }
        .draw(t, |about| drawn(t, indicator).spark(about))
}

pub fn chart(t: &Speaker, indicator: &Indicator, id: &str) -> Option<Chart> {
    let (title, description) = words(t, indicator);
    let headings = ["results-period", "results-mean", "results-units", "evidence-people"].map(|key| t.say(key));
    let count = |count: Option<i64>| count.map_or_else(|| "–".to_owned(), |count| t.whole(count));
    let rows = indicator.periods.iter().map(|period| {
        let mean = match period.mean {
            Some(mean) => t.number(mean, indicator.digits()),
            None => t.say("results-withheld"),
        };
        vec![t.month(&period.period), mean, count(period.units), count(period.people)]
    });
    let table = std::iter::once(headings.to_vec()).chain(rows).collect();
    Frame { id, title: &title, description: &description, level: Level::Results, digits: indicator.digits() }.chart(
        t,
        |about| drawn(t, indicator).draw(about),
        table,
    )
}
