//! The definition of a time zone as a calendar carries it (RFC 5545, 3.6.5): every change of its clock within the time that
//! the calendar tells of, each with its own date, so that no rule has to be guessed.

use jiff::tz::{Dst, Offset, TimeZone};
use lustrum_kernel::Moment;

/// More changes than any zone makes in the time of a calendar.
const MOST: usize = 200;

/// The lines of a zone, for a calendar that tells of these times; nothing of UTC and of what is no zone of the database.
pub fn definition(name: &str, from: Moment, until: Moment) -> Option<Vec<String>> {
    let zone = TimeZone::get(name).ok()?;
    // An offset that a zone has at the first of these times began with the change before it, or always was.
    let first = zone.preceding(from.0).next();
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{name}")];
    let mut before = match &first {
        Some(change) => {
            let before = zone.preceding(change.timestamp()).next().map_or(change.offset(), |earlier| earlier.offset());
            lines.extend(observance(
                Moment(change.timestamp()),
                before,
                change.offset(),
                change.dst(),
                change.abbreviation(),
            ));
            change.offset()
        }
        None => {
            let info = zone.to_offset_info(from.0);
            let (offset, dst, name) = (info.offset(), info.dst(), info.abbreviation());
            let always = Moment(jiff::Timestamp::UNIX_EPOCH);
            lines.extend(observance(always, offset, offset, dst, name));
            offset
        }
    };
    for change in zone.following(from.0).take_while(|change| change.timestamp() <= until.0).take(MOST) {
        let at = Moment(change.timestamp());
        lines.extend(observance(at, before, change.offset(), change.dst(), change.abbreviation()));
        before = change.offset();
    }
    lines.push("END:VTIMEZONE".to_owned());
    Some(lines)
}

/// One change: it begins on the wall clock as it was before.
fn observance(at: Moment, before: Offset, after: Offset, dst: Dst, name: &str) -> [String; 6] {
    let kind = if dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
    [
        format!("BEGIN:{kind}"),
        format!("DTSTART:{}", before.to_datetime(at.0).strftime("%Y%m%dT%H%M%S")),
        format!("TZOFFSETFROM:{}", utc_offset(before)),
        format!("TZOFFSETTO:{}", utc_offset(after)),
        format!("TZNAME:{name}"),
        format!("END:{kind}"),
    ]
}

/// `+0200`, with seconds where an offset has them (3.3.14).
fn utc_offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, all) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let rest = all % 60;
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{:02}{:02}{rest}", all / 3_600, all / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }

    #[test]
    fn a_zone_tells_of_each_change_of_its_clock() {
        let lines = definition("Europe/Amsterdam", at("2026-09-01T00:00:00Z"), at("2026-12-01T00:00:00Z")).unwrap();
        let text = lines.join("\n");
        let summer = "BEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\n";
        let winter = "BEGIN:STANDARD\nDTSTART:20261025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\n";
        assert!(text.contains(summer) && text.contains(winter), "{text}");
        assert_eq!(text.matches("BEGIN:").count(), 3, "{text}");
    }

    #[test]
    fn a_zone_without_changes_has_one_time_and_what_is_none_has_no_definition() {
        let lines = definition("Asia/Kolkata", at("2026-09-01T00:00:00Z"), at("2027-12-01T00:00:00Z")).unwrap();
        assert!(lines.contains(&"TZOFFSETTO:+0530".to_owned()), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:")).count(), 2);
        assert!(definition("Nowhere/Land", at("2026-09-01T00:00:00Z"), at("2026-12-01T00:00:00Z")).is_none());
    }
}
