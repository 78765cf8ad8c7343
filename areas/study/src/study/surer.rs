//! What would make us surer: computed from the estimate, its standard error and how the readings varied; "can't be told"
//! where nothing in the finding tells it.

use lustrum_impact::Level;
use lustrum_impact::power::{Planned, Variation, Waiting, smallest_effect};

use super::shown::Varied;
use super::words::Words;
use super::{Basis, Check, Design, Finding, Plan, Study, Verdict};

/// How likely an effect is to be found, by which sizes are told.
const POWER: f64 = 0.8;
/// Farther ahead nobody plans.
const MOST_PERIODS: usize = 60;
/// Beyond this many times as much, more of the same is no plan.
const MOST_TIMES: f64 = 100.0;

/// What more of the same would bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum More {
    /// The interval is narrow enough already.
    Enough,
    /// So many times as many.
    Times(f64),
    /// So many periods in all from the start on.
    Periods(usize),
    /// Even with as much as anyone could plan it stays this wide to either side.
    Never(f64),
    Unknown,
}

/// How many times as many units make the interval no wider to either side than the margin. Its width falls with the
/// root of their number.
pub fn times(half: f64, margin: f64) -> More {
    let times = (half / margin).powi(2);
    match times {
        times if !times.is_finite() => More::Unknown,
        times if times <= 1.0 => More::Enough,
        times if times > MOST_TIMES => More::Never(half / MOST_TIMES.sqrt()),
        times => More::Times(times),
    }
}

/// How long the same units have to be followed for that, by how their readings varied before the start. What the
/// interval is now is taken as it is; only how it shrinks comes from the variation.
pub fn longer(half: f64, margin: f64, varied: &Varied) -> More {
    let Varied { between, within, decay, started, waiting, before, after } = *varied;
    let variation = Variation { between, within, decay };
    let error = |after: usize| Some(Waiting::new(started, waiting, before, after, variation).ok()?.standard_error());
    let Some(now) = error(after).filter(|now| *now > 0.0) else { return More::Unknown };
    if half <= margin {
        return More::Enough;
    }
    let then = |periods: usize| error(periods).map(|then| half * then / now);
    match (after + 1..=after + MOST_PERIODS).find(|periods| then(*periods).is_some_and(|half| half <= margin)) {
        Some(periods) => More::Periods(periods),
        None => then(after + MOST_PERIODS).map_or(More::Unknown, More::Never),
    }
}

/// The same of one course: how its error would be with one more period, two more, and so on, as a share of what it is.
pub fn carried_on(half: f64, margin: f64, after: usize, shares: &[f64]) -> More {
    if half <= margin {
        return More::Enough;
    }
    match shares.iter().position(|share| half * share <= margin) {
        Some(place) => More::Periods(after + place + 1),
        None => shares.last().map_or(More::Unknown, |share| More::Never(half * share)),
    }
}

/// The lines, the most telling first; with the draw that the waiting units are in already, if any.
pub fn lines(words: &Words<'_>, finding: &Finding, drawn: Option<&Study>) -> Vec<String> {
    let mut lines = Vec::new();
    let sure = matches!(finding.verdict, Verdict::Effect | Verdict::NoEffectDetected);
    lines.extend(found_now(words, finding));
    if !sure {
        lines.extend(more_units(words, finding));
        lines.extend(longer_words(words, finding));
    }
    lines.extend(finding.checks.iter().filter(|check| check.status == "failed").filter_map(|check| mend(words, check)));
    lines.extend(stronger(words, finding, drawn));
    // What is worded above with its figures is not said again.
    let said = ["more_units", "more_clusters", "more_periods", "random_assignment", "comparison_series", "more_donors"];
    let rest = finding.needed.iter().filter(|need| !said.contains(&need.code.as_str()));
    lines.extend(rest.map(|need| words.need(need)));
    lines.dedup();
    lines
}

/// What this study, as large and as long as it is, would have found.
fn found_now(words: &Words<'_>, finding: &Finding) -> Option<String> {
    let level = Level::new(finding.level?).ok()?;
    let smallest = smallest_effect(POWER, finding.degrees_of_freedom?, level) * finding.se?;
    let margin = finding.margin.map(|margin| words.number(margin))?;
    let named = [("smallest", words.number(smallest)), ("margin", margin), ("unit", words.unit())];
    smallest.is_finite().then(|| words.t.say_with("study-surer-smallest", &named))
}

fn more_units(words: &Words<'_>, finding: &Finding) -> Option<String> {
    let (_, [low, high]) = finding.effect()?;
    let t = words.t;
    let design = finding.design.as_deref().unwrap_or_default();
    // The error of one unit against others comes from what those others did; that of one series from its own wobble.
    if matches!(design, "synth" | "its") {
        return Some(t.say("study-surer-units-unknown"));
    }
    let margin = finding.margin?;
    let (noun, now) = match finding.clusters {
        Some(clusters) => ("clusters", clusters),
        None => ("units", finding.n),
    };
    Some(match times((high - low) / 2.0, margin) {
        More::Times(times) => t.say_with(
            &format!("study-surer-{noun}"),
            &[
                ("times", t.number(times, 1)),
                ("now", t.whole(now)),
                ("then", t.number((now as f64 * times).ceil(), 0)),
                ("margin", words.number(margin)),
                ("unit", words.unit()),
            ],
        ),
        More::Never(half) => {
            let named = [("half", words.number(half)), ("margin", words.number(margin)), ("unit", words.unit())];
            t.say_with("study-surer-units-never", &named)
        }
        More::Unknown => t.say("study-surer-units-unknown"),
        More::Enough | More::Periods(_) => return None,
    })
}

fn longer_words(words: &Words<'_>, finding: &Finding) -> Option<String> {
    let (_, [low, high]) = finding.effect()?;
    let t = words.t;
    let margin = finding.margin?;
    let found = match (finding.design.as_deref(), &finding.shown.variation) {
        (Some("did"), Some(varied)) => longer((high - low) / 2.0, margin, varied),
        (Some("its"), _) => carried_on((high - low) / 2.0, margin, finding.shown.followed(), &finding.shown.longer),
        (Some("did" | "event-study" | "synth"), _) => More::Unknown,
        _ => return None,
    };
    let now = finding.shown.variation.map_or(finding.shown.followed(), |varied| varied.after);
    Some(match found {
        More::Periods(then) => t.say_with(
            "study-surer-longer",
            &[
                ("now", now.to_string()),
                ("then", then.to_string()),
                ("margin", words.number(margin)),
                ("unit", words.unit()),
            ],
        ),
        More::Never(half) => {
            let named = [
                ("periods", MOST_PERIODS.to_string()),
                ("half", words.number(half)),
                ("margin", words.number(margin)),
                ("unit", words.unit()),
            ];
            t.say_with("study-surer-longer-never", &named)
        }
        More::Unknown => t.say("study-surer-longer-unknown"),
        More::Enough | More::Times(_) => return None,
    })
}

/// How a check that failed could be mended, with the figures that it failed on.
fn mend(words: &Words<'_>, check: &Check) -> Option<String> {
    let figure = |name: &str| check.figures.get(name).copied().unwrap_or(0.0);
    let lacks = |of: f64, least: f64| words.t.number((least - of).max(0.0), 0);
    let kind = check.kind.replace('_', "-");
    let key = format!("study-mend-{kind}");
    match check.kind.as_str() {
        "series_length" => {
            let least = figure("least");
            let whole = |of: f64| (least - of).max(0.0) as i64;
            let (before, after) = (whole(figure("before")), whole(figure("after")));
            Some(match (before > 0, after > 0) {
                (true, true) => words.t.say2("study-mend-series-length", "before", before, "after", after),
                (true, false) => words.t.count("study-mend-series-before", before),
                _ => words.t.count("study-mend-series-after", after),
            })
        }
        "clusters" => {
            let smaller = lacks(figure("treated").min(figure("untreated")), figure("least_per_group"));
            let named = [("smaller", smaller), ("all", lacks(figure("clusters"), figure("least")))];
            Some(words.t.say_with(&key, &named))
        }
        "sample_size" => {
            let smaller = lacks(figure("treated").min(figure("untreated")), figure("least"));
            Some(words.t.say1(&key, "smaller", smaller))
        }
        _ => {
            let said = words.mend(&key)?;
            let line = words.check(check);
            let figures: Vec<String> = line.figures.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            Some(match figures.is_empty() {
                true => said,
                false => format!("{} ({}).", said.trim_end_matches('.'), figures.join("; ")),
            })
        }
    }
}

/// A stronger design that is still open.
fn stronger(words: &Words<'_>, finding: &Finding, drawn: Option<&Study>) -> Option<String> {
    let t = words.t;
    let plan: &Plan = words.plan;
    if plan.assigned.by_lot() || plan.design == Design::Rct {
        return None;
    }
    if let Some(other) = drawn {
        let day = t.date(&other.registered_at);
        return Some(t.say2("study-stronger-drawn", "title", &other.plan.title, "day", day));
    }
    match &plan.basis {
        Basis::Kpi { units, .. } => {
            let waiting = units.iter().filter(|unit| unit.trained_from.is_none()).count();
            let trained = units.len() - waiting;
            match (finding.design.as_deref(), waiting) {
                (_, 2..) => Some(t.say2("study-stronger-lot", "waiting", waiting, "half", waiting / 2)),
                (Some("its"), _) => Some(t.say("study-stronger-comparison")),
                _ => Some(t.say1("study-stronger-later", "trained", trained)),
            }
        }
        Basis::Table { .. } => Some(t.say("study-stronger-random")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VARIED: Varied =
        Varied { between: 16.0, within: 49.0, decay: 0.5, started: 20, waiting: 20, before: 12, after: 6 };

    #[test]
    fn an_interval_twice_as_wide_as_the_margin_asks_for_four_times_as_many() {
        assert_eq!(times(2.0, 1.0), More::Times(4.0));
        assert_eq!(times(0.9, 1.0), More::Enough);
        assert_eq!(times(50.0, 1.0), More::Never(5.0));
        assert_eq!(times(1.0, 0.0), More::Unknown);
    }

    #[test]
    fn of_one_course_following_longer_may_not_help_and_this_is_told() {
        assert_eq!(carried_on(2.0, 1.0, 6, &[0.9, 0.6, 0.5]), More::Periods(9));
        assert_eq!(carried_on(2.0, 1.0, 6, &[1.1, 1.2]), More::Never(2.4));
        assert_eq!(carried_on(0.5, 1.0, 6, &[1.1]), More::Enough);
        assert_eq!(carried_on(2.0, 1.0, 6, &[]), More::Unknown);
    }

    #[test]
    fn following_longer_is_told_in_periods_and_the_limit_that_units_set_is_told_too() {
        let error = |after| {
            let variation = Variation { between: 16.0, within: 49.0, decay: 0.5 };
            Waiting::new(20, 20, 12, after, variation).unwrap().standard_error()
        };
        // What nine periods give is reached with nine.
        let half = 2.0;
        assert_eq!(longer(half, half * error(9) / error(6) + 1e-9, &VARIED), More::Periods(9));
        assert_eq!(longer(half, half, &VARIED), More::Enough);
        let More::Never(left) = longer(half, 0.01, &VARIED) else { panic!("time alone does not make it that narrow") };
        assert!(left < half && left > 0.01);
        assert_eq!(longer(half, 1.0, &Varied { started: 1, ..VARIED }), More::Unknown);
    }
}
