//! iCalendar (RFC 5545): lines that end with CR and LF, folded at 75 octets, with what has a meaning escaped. Instants are in
//! UTC, so that no definition of a zone has to travel along.

use lustrum_kernel::Moment;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub uid: String,
    pub starts: Moment,
    pub minutes: i64,
    pub summary: String,
    pub place: String,
    pub url: String,
}

/// The octets of a line, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// A whole calendar.
///
/// ```
/// use lustrum_governance::feed::{Entry, calendar};
/// let at: lustrum_kernel::Moment = lustrum_kernel::Moment("2026-10-12T08:00:00Z".parse()?);
/// let talk = Entry {
///     uid: "1@lustrum".into(), starts: at, minutes: 30, summary: "Talk; weekly, short".into(), place: String::new(),
///     url: "https://lustrum.example/p/1/meetings".into(),
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
    for entry in entries {
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}", escaped(&entry.uid)));
        line(format!("DTSTAMP:{}", instant(at)));
        line(format!("DTSTART:{}", instant(entry.starts)));
        line(format!("DTEND:{}", instant(entry.starts.plus_seconds(entry.minutes * 60))));
        line(format!("SUMMARY:{}", escaped(&entry.summary)));
        if !entry.place.is_empty() {
            line(format!("LOCATION:{}", escaped(&entry.place)));
        }
        // An address is no text: nothing in it is escaped, and nothing in ours ends a line.
        line(format!("URL:{}", entry.url.replace(['\r', '\n'], "")));
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    text
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
                uid: "1@lustrum".into(), starts: at, minutes: 30, summary: "Talk".into(), place,
                url: "http://localhost/p".into(),
            };
            let text = unfolded(&calendar("Meetings", &[entry], at));
            let names: Vec<&str> = text.split("\r\n").filter_map(|line| line.split([':', ';']).next()).collect();
            prop_assert_eq!(names.len(), 18, "{}", text);
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        }
    }
}
