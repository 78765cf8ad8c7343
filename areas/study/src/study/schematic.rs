//! The picture of a design: who starts when, who waits, and when the plan was fixed; drawn from the plan alone.

use std::collections::BTreeMap;

use lustrum_kernel::Day;
use lustrum_kernel::chart::{About, Lane, Lanes, Level};
use lustrum_kernel::locale::Speaker;

use super::pictures::Picture;
use super::{Basis, Study};

/// Nothing for a study of a table, whose plan names no units.
pub fn of(t: &Speaker, study: &Study) -> Option<Picture> {
    let Basis::Kpi { from, until, units, .. } = &study.plan.basis else { return None };
    let mut groups: BTreeMap<Day, usize> = BTreeMap::new();
    for start in units.iter().filter_map(|unit| unit.trained_from) {
        *groups.entry(start).or_default() += 1;
    }
    let waiting = units.iter().filter(|unit| unit.trained_from.is_none()).count();
    let fixed = study.registered_at.day_in(&t.zone);
    let days = || groups.keys().copied().chain([*from, *until, fixed]);
    let (first, last) = (days().min()?, days().max()?);
    let whole = f64::from(last.days_since(first).max(1));
    let share = |day: Day| f64::from(day.days_since(first)) / whole;
    let units_of = |count: usize| t.count("study-lane-units", i64::try_from(count).unwrap_or(i64::MAX));
    let mut lanes: Vec<Lane> = Vec::new();
    let mut table = vec![["study-group", "study-units", "study-start"].map(|key| t.say(key)).to_vec()];
    for (start, count) in &groups {
        let name = t.say2("study-lane-starts", "units", units_of(*count), "day", t.day(start));
        lanes.push(Lane { name, start: Some(share(*start)) });
        table.push(vec![t.say("study-trained"), count.to_string(), t.day(start)]);
    }
    if waiting > 0 {
        lanes.push(Lane { name: t.say1("study-lane-waits", "units", units_of(waiting)), start: None });
        table.push(vec![t.say("study-lane-waiting"), waiting.to_string(), t.say("study-lane-later")]);
    }
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name.as_str()).collect();
    let fixed_words = t.say1("study-lane-fixed", "day", t.day(&fixed));
    let said = format!("{}. {fixed_words}.", names.join("; "));
    let title = t.say("study-lanes-title");
    let number = |value: f64| t.number(value, 0);
    let about = About { id: "design", title: &title, description: &said, level: Level::Results, number: &number };
    let chart = Lanes { lanes, mark: Some((share(fixed), fixed_words)), ends: (t.month(&first), t.month(&last)) };
    Some(Picture { chart: chart.draw(&about)?, table, note: t.say("study-lanes-note"), caption: title })
}
