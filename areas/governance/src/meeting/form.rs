//! Reading a rhythm from a form or a JSON body: one of the usual rhythms, or a rule of one's own.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use lustrum_kernel::form::{Fault, Fields};

use super::{Kind, NewSeries, Rule, RuleRefused};

/// The usual rhythms; a name is `meeting-repeat-...`.
pub(super) const REPEATS: [&str; 6] = ["weekly", "biweekly", "quarterly", "half-yearly", "yearly", "own"];

/// The rule of a usual rhythm from its first day on. Months keep the weekday: the second Tuesday stays the second Tuesday,
/// the fifth becomes the last.
pub(super) fn usual(repeat: &str, first: Date) -> Option<String> {
    let months = match repeat {
        "weekly" => return Some("FREQ=WEEKLY".to_owned()),
        "biweekly" => return Some("FREQ=WEEKLY;INTERVAL=2".to_owned()),
        "quarterly" => 3,
        "half-yearly" => 6,
        "yearly" => 12,
        _ => return None,
    };
    let place = match (first.day() - 1) / 7 + 1 {
        5 => -1,
        place => place,
    };
    let day =
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::from(first.weekday().to_monday_zero_offset().unsigned_abs())];
    Some(format!("FREQ=MONTHLY;INTERVAL={months};BYDAY={place}{day}"))
}

/// Where a rhythm stands in what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// The name of a usual rhythm, in `repeat`.
    Usual,
    /// A rule, in the field of this name.
    Field(&'static str),
}

/// A rule stands in `rule`, with `own` (or `rule`) in `repeat` or nothing; a program may also put it into `repeat` itself.
fn written_at(form: &Fields) -> Written {
    match form.value("repeat").trim() {
        "own" | "rule" => Written::Field("rule"),
        "" if !form.value("rule").trim().is_empty() => Written::Field("rule"),
        rule if rule.contains('=') => Written::Field("repeat"),
        _ => Written::Usual,
    }
}

pub(super) fn read(form: &mut Fields) -> Option<NewSeries> {
    let kind = form.choice("kind", Kind::parse);
    let first = form.day("first");
    let time = form.choice("time", |text| text.parse::<Time>().ok());
    let zone = form.zone("zone");
    let minutes = form.whole("minutes", 5, 1_440);
    let place = form.text("place", 300);
    let at = written_at(form);
    let rule = match (at, first) {
        (Written::Field(name), _) => Some(form.text(name, 300)).filter(|text| !text.is_empty()),
        (Written::Usual, Some(first)) => form.choice("repeat", |repeat| usual(repeat, first.0)),
        // The rule follows from the first day, which is asked for above.
        (Written::Usual, None) => form.choice("repeat", |repeat| REPEATS.contains(&repeat).then(String::new)),
    };
    // Of two rhythms neither is guessed to be the one that is meant.
    if at != Written::Field("rule") && !form.value("rule").trim().is_empty() {
        form.refuse("rule", Fault::new("fault-rule-beside"));
    }
    let starts: Option<DateTime> = first.zip(time).map(|(first, time)| first.0.to_datetime(time));
    if let (Some(rule), Some(starts), Some(zone)) = (&rule, starts, &zone)
        && let Ok(zone) = TimeZone::get(zone)
        && let Err(refusal) = Rule::read_from(rule, starts, &zone)
    {
        form.refuse(if at == Written::Field("rule") { "rule" } else { "repeat" }, fault(refusal));
    }
    if form.has_faults() {
        return None;
    }
    Some(NewSeries { kind: kind?, rule: rule?, zone: zone?, starts: starts?, minutes: minutes?, place })
}

fn fault(refusal: RuleRefused) -> Fault {
    match refusal {
        RuleRefused::Freq => Fault::new("fault-rule-freq"),
        RuleRefused::Part(part) => Fault::new("fault-rule-part").with("part", part),
        RuleRefused::Value(part) => Fault::new("fault-rule-value").with("part", part),
        RuleRefused::Never => Fault::new("fault-rule-never"),
    }
}
