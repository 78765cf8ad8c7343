//! iCalendar (RFC 5545): lines that end with CR and LF, folded at 75 octets, with what has a meaning escaped. What takes place
//! somewhere is told on the wall clock of that place, and the zone travels along; the rest is in UTC.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use lustrum_kernel::Moment;

use super::zone;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub uid: String,
    pub starts: Moment,
    pub minutes: i64,
    /// The zone of the place by its name in the database of zones; empty tells the instant in UTC.
    pub zone: String,
    pub summary: String,
    pub place: String,
    pub url: String,
    /// It was planned and does not take place.
    pub cancelled: bool,
}

impl Entry {
    /// The first and the last instant that it is about.
    fn span(&self) -> (Moment, Moment) {
        (self.starts, self.starts.plus_seconds(self.minutes * 60))
    }
}

/// The octets of a line, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// A whole calendar.
///
/// ```
/// use lustrum_governance::feed::{Entry, calendar};
/// let at: lustrum_kernel::Moment = lustrum_kernel::Moment("2026-10-12T08:00:00Z".parse()?);
/// let talk = Entry {
///     uid: "1@lustrum".into(), starts: at, minutes: 30, zone: String::new(), summary: "Talk; weekly, short".into(),
///     place: String::new(), url: "https://lustrum.example/p/1/meetings".into(), cancelled: false,
/// };
/// let text = calendar("Meetings", &[talk], at);
/// assert!(text.contains("\r\nDTSTART:20261012T080000Z\r\nDTEND:20261012T083000Z\r\nSUMMARY:Talk\\; weekly\\, short\r\n"));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn calendar(name: &str, entries: &[Entry], at: Moment) -> String {
    let mut text = String::new();
    let mut line = |content: String| fold(&mut text, &content);
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line("PRODID:-//Lustrum//Meetings//EN".to_owned());
    line("CALSCALE:GREGORIAN".to_owned());
    line("METHOD:PUBLISH".to_owned());
    line(format!("X-WR-CALNAME:{}", escaped(name)));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT6H".to_owned());
    let zones = zones(entries);
    for definition in zones.values() {
        definition.iter().cloned().for_each(&mut line);
    }
    for entry in entries {
        let (starts, ends) = entry.span();
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}", escaped(&entry.uid)));
        line(format!("DTSTAMP:{}", instant(at)));
        // Of a zone that nobody knows the instant is still sure.
        let zone = zones.get_key_value(entry.zone.as_str()).and_then(|(name, _)| zone_of(name, [starts, ends]));
        line(format!("DTSTART{}", local(starts, zone.as_ref())));
        line(format!("DTEND{}", local(ends, zone.as_ref())));
        line(format!("SUMMARY:{}", escaped(&entry.summary)));
        if !entry.place.is_empty() {
            line(format!("LOCATION:{}", escaped(&entry.place)));
        }
        // An address is no text: nothing in it is escaped, and nothing in ours ends a line.
        line(format!("URL:{}", entry.url.replace(['\r', '\n'], "")));
        if entry.cancelled {
            // What was told before has the sequence 0.
            line("SEQUENCE:1".to_owned());
            line("STATUS:CANCELLED".to_owned());
        }
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    text
}

/// The definitions of the zones that the entries name, each for the time from its first to its last.
fn zones(entries: &[Entry]) -> BTreeMap<&str, Vec<String>> {
    let mut spans: BTreeMap<&str, (Moment, Moment)> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.zone.is_empty()) {
        let (starts, ends) = entry.span();
        let span = spans.entry(&entry.zone).or_insert((starts, ends));
        *span = (span.0.min(starts), span.1.max(ends));
    }
    spans.into_iter().filter_map(|(name, (from, until))| Some((name, zone::definition(name, from, until)?))).collect()
}

/// A zone in whose wall clock both times can be told: an hour that is shown twice is the first one in a calendar (3.3.5).
fn zone_of(name: &str, times: [Moment; 2]) -> Option<(&str, TimeZone)> {
    let zone = TimeZone::get(name).ok()?;
    let first = |at: &Moment| {
        let wall = at.in_zone(&zone).datetime();
        zone.to_ambiguous_timestamp(wall).compatible().is_ok_and(|first| first == at.0)
    };
    times.iter().all(first).then_some((name, zone))
}

/// The rest of a line with a time: in its zone, else in UTC.
fn local(at: Moment, zone: Option<&(&str, TimeZone)>) -> String {
    match zone {
        Some((name, zone)) => format!(";TZID={name}:{}", at.in_zone(zone).strftime("%Y%m%dT%H%M%S")),
        None => format!(":{}", instant(at)),
    }
}

fn instant(at: Moment) -> String {
    at.0.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A value of type TEXT (3.3.11). Other controls have no place in it.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(c);
            }
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push('\t'),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Writes a line, broken between characters where it is too long; a line that goes on begins with a blank.
fn fold(text: &mut String, content: &str) {
    let mut octets = 0;
    for c in content.chars() {
        if octets + c.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(c);
        octets += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn the_example_of_rfc_5545_is_escaped_as_it_says() {
        // RFC 5545, 3.3.11.
        let text = "Project XYZ Final Review\nConference Room - 3B\nCome Prepared.";
        assert_eq!(escaped(text), "Project XYZ Final Review\\nConference Room - 3B\\nCome Prepared.");
        assert_eq!(escaped("a\\b;c,d\u{0}"), "a\\\\b\\;c\\,d");
    }

    #[test]
    fn cap_61_a_night_on_which_the_clock_is_put_back_has_both_of_its_hours() {
        let at = |text: &str| Moment(text.parse().unwrap());
        let entry = |starts: Moment| Entry {
            uid: "1@lustrum".into(),
            starts,
            minutes: 30,
            zone: "Europe/Amsterdam".into(),
            summary: "Night shift".into(),
            place: String::new(),
            url: "http://localhost/p".into(),
            cancelled: false,
        };
        let (first, second) = (at("2026-10-25T00:15:00Z"), at("2026-10-25T01:15:00Z"));
        let text = calendar("Sessions", &[entry(first), entry(second)], first);
        assert!(text.contains("DTSTART;TZID=Europe/Amsterdam:20261025T021500\r\n"), "{text}");
        assert!(text.contains("DTSTART:20261025T011500Z\r\n"), "{text}");
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1, "{text}");
    }

    #[test]
    fn what_was_cancelled_says_so() {
        let at = Moment("2026-10-12T08:00:00Z".parse().unwrap());
        let entry = Entry {
            uid: "1@lustrum".into(),
            starts: at,
            minutes: 30,
            zone: String::new(),
            summary: "Session".into(),
            place: String::new(),
            url: "http://localhost/p".into(),
            cancelled: true,
        };
        let text = calendar("Sessions", &[entry], at);
        assert!(text.contains("SEQUENCE:1\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"), "{text}");
    }

    proptest! {
        #[test]
        fn lines_are_never_too_long_and_lose_nothing(content in "\\PC{0,300}") {
            let mut text = String::new();
            fold(&mut text, &content);
            prop_assert!(text.ends_with("\r\n"));
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LONGEST, "{} octets", line.len());
            }
            prop_assert_eq!(unfolded(text.trim_end_matches("\r\n")), content.trim_end_matches("\r\n"));
        }

        #[test]
        fn whatever_a_place_is_called_it_stays_in_its_line(place in "(?s).{1,80}") {
            let at = Moment("2026-10-12T08:00:00Z".parse().unwrap());
            let entry = Entry {
                uid: "1@lustrum".into(), starts: at, minutes: 30, zone: String::new(), summary: "Talk".into(), place,
                url: "http://localhost/p".into(), cancelled: false,
            };
            let text = unfolded(&calendar("Meetings", &[entry], at));
            let names: Vec<&str> = text.split("\r\n").filter_map(|line| line.split([':', ';']).next()).collect();
            prop_assert_eq!(names.len(), 18, "{}", text);
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        }
    }
}
