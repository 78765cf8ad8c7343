//! The picture of a design: who starts when, who waits, and when the plan was fixed. Of readings it is drawn from the plan
//! alone; of a table, whose plan names no units, from when units started in its data.

use std::collections::BTreeMap;

use lustrum_kernel::Day;
use lustrum_kernel::chart::{About, Lane, Lanes, Level};
use lustrum_kernel::locale::Speaker;

use super::pictures::Picture;
use super::words::Words;
use super::{Basis, Design, Finding, Study};

/// Nothing for a table that nobody opened yet, and for one series, which has a picture of its own.
pub fn of(t: &Speaker, study: &Study, finding: Option<&Finding>) -> Option<Picture> {
    let Basis::Kpi { from, until, units, .. } = &study.plan.basis else { return of_table(t, study, finding?) };
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
    let mut table = headings(t);
    for (start, count) in &groups {
        let name = t.say2("study-lane-starts", "units", units_of(*count), "day", t.day(start));
        lanes.push(Lane { name, start: Some(share(*start)) });
        table.push(vec![t.say("study-trained"), count.to_string(), t.day(start)]);
    }
    if waiting > 0 {
        lanes.push(Lane { name: t.say1("study-lane-waits", "units", units_of(waiting)), start: None });
        table.push(vec![t.say("study-lane-waiting"), waiting.to_string(), t.say("study-lane-later")]);
    }
    let mark = (share(fixed), t.say1("study-lane-fixed", "day", t.day(&fixed)));
    picture(t, lanes, Some(mark), (t.month(&first), t.month(&last)), table, t.say("study-lanes-note"))
}

fn of_table(t: &Speaker, study: &Study, finding: &Finding) -> Option<Picture> {
    let Some(course) = &finding.shown.course else { return of_groups(t, study, finding) };
    let words = Words { t, plan: &study.plan };
    let (first, last) = (course.periods.first()?, course.periods.last()?);
    let whole = course.periods.len() as f64;
    let (mut lanes, mut table) = (Vec::new(), headings(t));
    for group in &course.groups {
        let units = t.count("study-lane-units", group.units);
        match &group.start {
            Some(start) => {
                let place = course.periods.iter().position(|period| period == start)?;
                let day = words.period(start);
                lanes.push(Lane {
                    name: t.say2("study-lane-starts", "units", units, "day", &day),
                    start: Some(place as f64 / whole),
                });
                table.push(vec![t.say("study-trained"), group.units.to_string(), day]);
            }
            None => {
                lanes.push(Lane { name: t.say1("study-lane-waits", "units", units), start: None });
                table.push(vec![t.say("study-lane-waiting"), group.units.to_string(), t.say("study-lane-later")]);
            }
        }
    }
    let note = t.say("study-lanes-note-data");
    picture(t, lanes, None, (words.period(first), words.period(last)), table, note)
}

/// Two groups that are measured once: by lot, or formed by nobody knows what.
fn of_groups(t: &Speaker, study: &Study, finding: &Finding) -> Option<Picture> {
    // One series has no groups; it has a picture of its own.
    if !finding.shown.series.is_empty() {
        return None;
    }
    let by_lot = study.plan.design == Design::Rct || study.plan.assigned.by_lot();
    let described = &finding.description;
    let (mut lanes, mut table) = (Vec::new(), vec![["study-group", "study-rows"].map(|key| t.say(key)).to_vec()]);
    for (key, group, n, start) in [
        ("study-lane-trained", "study-trained", described.treated_n, Some(0.0)),
        ("study-lane-untrained", "study-untrained", described.untreated_n, None),
    ] {
        lanes.push(Lane { name: t.say1(key, "n", t.whole(n)), start });
        table.push(vec![t.say(group), t.whole(n)]);
    }
    let (first, note) = match by_lot {
        true => ("study-lane-lot", "study-lanes-note-lot"),
        false => ("study-lane-before", "study-lanes-note-groups"),
    };
    picture(t, lanes, None, (t.say(first), t.say("study-lane-measured")), table, t.say(note))
}

fn headings(t: &Speaker) -> Vec<Vec<String>> {
    vec![["study-group", "study-units", "study-start"].map(|key| t.say(key)).to_vec()]
}

fn picture(
    t: &Speaker,
    lanes: Vec<Lane>,
    mark: Option<(f64, String)>,
    ends: (String, String),
    table: Vec<Vec<String>>,
    note: String,
) -> Option<Picture> {
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name.as_str()).collect();
    let fixed = mark.as_ref().map(|(_, words)| format!(" {words}.")).unwrap_or_default();
    let said = format!("{}.{fixed}", names.join("; "));
    let title = t.say("study-lanes-title");
    let number = |value: f64| t.number(value, 0);
    let about = About { id: "design", title: &title, description: &said, level: Level::Results, number: &number };
    let chart = Lanes { lanes, mark, ends };
    Some(Picture { chart: chart.draw(&about)?, table, note, caption: title })
}
