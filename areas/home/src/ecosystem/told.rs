//! What gaps and overlaps cost, in words.

use lustrum_kernel::locale::Speaker;

use super::{Bill, Closing, Map, Overlap};

/// `EUR 12,000 and USD 300`
fn sums(t: &Speaker, bill: &Bill) -> String {
    let and = format!(" {} ", t.say("ecosystem-and"));
    bill.sums.iter().map(|(currency, minor)| t.about(*minor as f64, currency)).collect::<Vec<_>>().join(&and)
}

/// What a bill comes to; nothing where nothing is on it.
fn bill(t: &Speaker, [told, untold]: [&str; 2], bill: &Bill) -> Option<String> {
    if bill.of == 0 {
        return None;
    }
    if bill.sums.is_empty() {
        return Some(t.say(untold));
    }
    let told = t.say1(told, "sums", sums(t, bill));
    let rest = (bill.untold > 0).then(|| t.say1("ecosystem-cost-rest", "count", t.whole(bill.untold as i64)));
    Some([Some(told), rest].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// What all gaps and all overlaps cost, a line for each.
pub(super) fn bills(t: &Speaker, map: &Map) -> Vec<String> {
    if map.skills.is_empty() || map.countries.is_empty() {
        return Vec::new();
    }
    let lines = [
        bill(t, ["ecosystem-closing-all", "ecosystem-closing-all-untold"], &map.closing_bill()),
        bill(t, ["ecosystem-overlap-all", "ecosystem-overlap-all-untold"], &map.overlap_bill()),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    if lines.is_empty() { vec![t.say("ecosystem-cost-none")] } else { lines }
}

pub(super) fn closing(t: &Speaker, closing: Option<&Closing>) -> String {
    let Some(closing) = closing else { return t.say("ecosystem-closing-untold") };
    let named = [
        ("sum", t.about(closing.minor as f64, &closing.currency)),
        ("people", t.count("ecosystem-people", closing.people)),
        ("each", t.about(closing.per_learner as f64, &closing.currency)),
    ];
    t.say_with("ecosystem-closing", &named)
}

pub(super) fn overlap(t: &Speaker, overlap: Option<&Overlap>) -> String {
    match overlap {
        Some(overlap) => t.say1("ecosystem-overlap", "sum", t.about(overlap.minor as f64, &overlap.currency)),
        None => t.say("ecosystem-overlap-untold"),
    }
}
