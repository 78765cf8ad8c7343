//! The pictures of a finding, each with what it shows in a sentence and the figures behind it.

use lustrum_kernel::Day;
use lustrum_kernel::chart::{
    About, Course, Estimate, Estimates, EventTime, Level, Path, Series, Since, Start as Mark, Svg,
};
use serde_json::Value;

use super::shown::{Aggregation, Overall};
use super::words::Words;
use super::{Finding, Group};

/// More groups than this are not told apart in one picture.
const MOST_GROUPS: usize = 5;

/// A picture with its words, and the figures behind it: headings first.
pub struct Picture {
    pub caption: String,
    pub chart: Svg,
    /// How to read it.
    pub note: String,
    pub table: Vec<Vec<String>>,
}

impl Picture {
    pub fn headings(&self) -> &[String] {
        self.table.first().map(Vec::as_slice).unwrap_or_default()
    }
    pub fn rows(&self) -> &[Vec<String>] {
        self.table.get(1..).unwrap_or_default()
    }
}

/// The estimate first, then what fits the design.
pub fn of(words: &Words<'_>, finding: &Finding) -> Vec<Picture> {
    [forest(words, finding), event_time(words, finding), course(words, finding), beside(words, finding)]
        .into_iter()
        .flatten()
        .collect()
}

impl Words<'_> {
    /// A period as the table writes it: a month in the reader's language where it is the day on which one begins.
    pub fn period(&self, label: &Value) -> String {
        let text = match label {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        // 2026-03 is a month as well.
        let day = if text.len() == 7 { format!("{text}-01").parse::<Day>() } else { text.parse() };
        match day {
            Ok(day) if day == day.first_of_month() => {
                format!("{} {}", self.t.say(&format!("month-short-{}", day.0.month())), day.0.year())
            }
            Ok(day) => self.t.day(&day),
            Err(_) => text,
        }
    }
    fn between(&self, [low, high]: [f64; 2]) -> String {
        self.t.say2("study-between", "low", self.signed(low), "high", self.signed(high))
    }
}

fn about<'a>(id: &'a str, title: &'a str, description: &'a str, number: &'a dyn Fn(f64) -> String) -> About<'a> {
    About { id, title, description, level: Level::Results, number }
}

/// The overall figure, and under it those of each start or each way to look at the same change.
fn forest(words: &Words<'_>, finding: &Finding) -> Option<Picture> {
    let (value, ci) = finding.effect()?;
    let t = words.t;
    let shown = &finding.shown;
    let overall = if shown.level_change.is_some() { "study-forest-change" } else { "study-forest-overall" };
    let mut rows = vec![(t.say(overall), value, ci)];
    if let Some(of) = shown.aggregations.as_ref().filter(|of| of.group.effects.len() > 1) {
        rows.extend(of.group.effects.iter().filter_map(|one| {
            Some((t.say1("study-forest-start", "start", words.period(&one.at)), one.effect, one.ci.or(one.band)?))
        }));
    }
    let told =
        |name: &str, overall: &Option<Overall>| Some((t.say(name), overall.as_ref()?.estimate, overall.as_ref()?.ci));
    rows.extend(told("study-forest-level", &shown.level_change));
    rows.extend(told("study-forest-structural", &shown.counterfactual.as_ref().map(|model| model.mean)));
    let number = |value: f64| words.signed(value);
    let estimates = Estimates {
        rows: rows
            .into_iter()
            .map(|(name, value, [low, high])| Estimate {
                words: format!("{} ({})", number(value), words.between([low, high])),
                name,
                value,
                interval: (low, high),
            })
            .collect(),
    };
    let title = t.say("study-chart");
    let said = format!("{}: {} ({})", words.plan.outcome(), number(value), words.between(ci));
    let headings = ["study-measure", "study-estimate", "study-low", "study-high"].map(|key| t.say(key));
    let [one, two, three, four] = &headings;
    Some(Picture {
        chart: estimates.draw(&about("estimate", &title, &said, &number))?,
        table: estimates.table([one, two, three, four], &number),
        note: String::new(),
        caption: title,
    })
}

/// Effects by the periods since the start, leads and lags.
fn event_time(words: &Words<'_>, finding: &Finding) -> Option<Picture> {
    let of: &Aggregation = match &finding.shown.aggregations {
        Some(of) => &of.dynamic,
        None => finding.shown.event.as_ref()?,
    };
    let t = words.t;
    let ends = |ends: Option<[f64; 2]>| ends.map(|[low, high]| (low, high));
    // A start between two periods makes times that are no whole numbers; those are in the file of the answer.
    let whole = |at: &Value| at.as_i64().and_then(|at| i32::try_from(at).ok());
    let effects = of.effects.iter().filter_map(|one| {
        Some(Since { since: whole(&one.at)?, value: one.effect, interval: ends(one.ci), band: ends(one.band) })
    });
    let sides = (t.say("study-event-before"), t.say("study-event-after"));
    let chart = EventTime { effects: effects.collect(), sides };
    let number = |value: f64| words.signed(value);
    let title = t.say("study-event-title");
    let count = |before: bool| chart.effects.iter().filter(|one| (one.since < 0) == before).count();
    let said = t.say_with(
        "study-event-said",
        &[
            ("before", count(true).to_string()),
            ("after", count(false).to_string()),
            ("effect", number(of.overall.estimate)),
            ("interval", words.between(of.overall.ci)),
        ],
    );
    let headings =
        ["study-event-since", "study-estimate", "study-event-interval", "study-event-band"].map(|key| t.say(key));
    let [one, two, three, four] = &headings;
    Some(Picture {
        chart: chart.draw(&about("event-time", &title, &said, &number))?,
        table: chart.table([one, two, three, four], &number),
        note: t.say1("study-event-note", "level", words.level(finding)),
        caption: title,
    })
}

/// Trained and comparison over time; staggered groups each with the dot of its start.
fn course(words: &Words<'_>, finding: &Finding) -> Option<Picture> {
    // One unit beside its mixture says more than beside the plain mean of all others.
    if !finding.shown.series.is_empty() {
        return None;
    }
    let of = finding.shown.course.as_ref()?;
    let t = words.t;
    let place = |start: &Value| of.periods.iter().position(|period| period == start);
    let started: Vec<&Group> = of.groups.iter().filter(|group| group.start.is_some()).collect();
    let waiting = of.groups.iter().filter(|group| group.start.is_none());
    let named = |key: &str, units: i64| t.say1(key, "units", t.whole(units));
    let mut paths: Vec<Path> = Vec::new();
    let mut start = None;
    match started.as_slice() {
        [] => {}
        [one] => {
            paths.push(path(named("study-course-trained", one.units), one.values.clone(), false, None));
            start = one.start.as_ref().and_then(place);
        }
        several if several.len() <= MOST_GROUPS => paths.extend(several.iter().map(|group| {
            let start = group.start.as_ref();
            let name = t.say1("study-course-start", "start", start.map(|at| words.period(at)).unwrap_or_default());
            path(name, group.values.clone(), false, start.and_then(place))
        })),
        many => {
            let units = many.iter().map(|group| group.units).sum();
            paths.push(path(named("study-course-trained", units), mean(many, of.periods.len()), false, None));
            start = many.iter().filter_map(|group| place(group.start.as_ref()?)).filter(|at| *at > 0).min();
        }
    }
    paths.extend(
        waiting.map(|group| path(named("study-course-waiting", group.units), group.values.clone(), true, None)),
    );
    let chart = Course {
        periods: of.periods.iter().map(|period| words.period(period)).collect(),
        paths,
        band: Vec::new(),
        start: start.map(|period| Mark { period, words: t.say("study-course-mark") }),
    };
    let note = if started.len() > 1 && started.len() <= MOST_GROUPS {
        "study-course-note-starts"
    } else {
        "study-course-note"
    };
    drawn(words, "course", t.say1("study-course-title", "outcome", words.plan.outcome()), t.say(note), &chart)
}

fn path(name: String, values: Vec<Option<f64>>, against: bool, start: Option<usize>) -> Path {
    Path { series: Series { name, values }, against, start }
}

/// The mean over the units of several groups.
fn mean(groups: &[&Group], periods: usize) -> Vec<Option<f64>> {
    (0..periods)
        .map(|period| {
            let seen = groups.iter().filter_map(|group| Some((group.units as f64, (*group.values.get(period)?)?)));
            let (sum, units) = seen.fold((0.0, 0.0), |(sum, all), (units, value)| (sum + units * value, all + units));
            (units > 0.0).then(|| sum / units)
        })
        .collect()
}

/// What was observed beside what would have been expected.
fn beside(words: &Words<'_>, finding: &Finding) -> Option<Picture> {
    let shown = &finding.shown;
    let t = words.t;
    if shown.series.is_empty() {
        return None;
    }
    let start = shown.start.as_ref().and_then(|start| shown.series.iter().position(|one| one.time == *start));
    let synthetic = !shown.weights.is_empty();
    let (observed, expected) = if synthetic {
        ("study-beside-unit", "study-beside-mixture")
    } else {
        ("study-beside-observed", "study-beside-expected")
    };
    let mut band = vec![None; shown.series.len()];
    let mut expects: Vec<Option<f64>> = shown.series.iter().map(|one| Some(one.expected)).collect();
    if let (Some(model), Some(start)) = (&shown.counterfactual, start) {
        // The line of the model that has an interval around it; before the start the two hardly differ.
        for (place, one) in model.expected.iter().enumerate().take(shown.series.len() - start) {
            expects[start + place] = Some(one.expected);
            band[start + place] = Some((one.ci[0], one.ci[1]));
        }
    }
    let chart = Course {
        periods: shown.series.iter().map(|one| words.period(&one.time)).collect(),
        paths: vec![
            path(t.say(observed), shown.series.iter().map(|one| Some(one.observed)).collect(), false, None),
            path(t.say(expected), expects, true, None),
        ],
        band,
        start: start.map(|period| Mark { period, words: t.say("study-course-mark") }),
    };
    let note = match (synthetic, shown.less_untreated) {
        (true, _) => "study-beside-note-mixture",
        (false, true) => "study-beside-note-less",
        (false, false) => "study-beside-note",
    };
    drawn(
        words,
        "beside",
        t.say1("study-beside-title", "outcome", words.plan.outcome()),
        t.say1(note, "level", words.level(finding)),
        &chart,
    )
}

fn drawn(words: &Words<'_>, id: &str, title: String, note: String, chart: &Course) -> Option<Picture> {
    let number = |value: f64| words.number(value);
    Some(Picture {
        chart: chart.draw(&about(id, &title, &note, &number))?,
        table: chart.table(&words.t.say("study-period"), &number),
        note,
        caption: title,
    })
}
