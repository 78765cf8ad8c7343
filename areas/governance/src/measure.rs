//! What can be measured against: the figures of the levels as both sides see them, each known by its level, its name and
//! what it is about, so that the same figure is found again a quarter later.

use lustrum_kernel::Moment;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::{Figure, Unit};
use lustrum_kernel::locale::{Speaker, known as known_message};

use crate::quarter::Quarter;
use crate::review::{Line, lines_of};

/// The figures of the quarter that is due for review, as the partner sees them.
pub async fn known(db: &impl Sql, partnership: &Partnered, at: Moment) -> Result<Vec<Line>, DbError> {
    lines_of(db, partnership, Quarter::due_at(at), at).await
}

/// How a measure is named in a form and over the API.
pub(crate) fn word(line: &Line) -> String {
    format!("{} {} {}", line.level, line.key, line.about).trim_end().to_owned()
}

pub(crate) fn find<'a>(lines: &'a [Line], word: &str) -> Option<&'a Line> {
    lines.iter().find(|line| self::word(line) == word)
}

/// Whether two figures are of the same thing, whenever they were taken.
pub(crate) fn same(one: &Line, other: &Line) -> bool {
    (one.level, &one.key, &one.about) == (other.level, &other.key, &other.about)
}

/// `L3 change among those who were trained`
pub(crate) fn name(t: &Speaker, line: &Line) -> String {
    named(t, line.level, &line.key, &line.about)
}

fn named(t: &Speaker, level: u8, key: &str, about: &str) -> String {
    let name = match (known_message(key), about.is_empty()) {
        (true, _) => t.say1(key, "about", about),
        (false, false) => about.to_owned(),
        (false, true) => key.to_owned(),
    };
    format!("{} {name}", t.say1("review-level-short", "level", level))
}

/// What a figure is called that [`word`] named, also where it is not seen any more.
pub(crate) fn name_of_word(t: &Speaker, word: &str) -> String {
    let mut parts = word.splitn(3, ' ');
    let level = parts.next().and_then(|level| level.parse().ok());
    match (level, parts.next()) {
        (Some(level), Some(key)) => named(t, level, key, parts.next().unwrap_or_default()),
        _ => word.to_owned(),
    }
}

pub(crate) fn choices(t: &Speaker, lines: &[Line]) -> Vec<(String, String)> {
    lines.iter().map(|line| (word(line), name(t, line))).collect()
}

/// The unit of a change: percentages differ by percentage points, means on a scale by points.
pub(crate) fn unit_of_change(figure: &Figure) -> Unit {
    match figure.unit() {
        Unit::Percent => Unit::PercentagePoints,
        Unit::Scale { .. } => Unit::Points,
        other => other.clone(),
    }
}
