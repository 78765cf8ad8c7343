//! What tests and demonstrations measured, as the assessment area tells it: beside the scores that came from elsewhere.

use std::sync::Arc;

use lustrum_assessment::figures::{Change, Measured, Row as Group, measured as of_tests};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::locale::Speaker;

use crate::levels::view::{Row, Table, change_words, too_few};
use crate::levels::{Line, Look, Mean};
use crate::scores::figures::Learning;
use crate::tier::{Grade, Tier};

pub async fn measured(db: &impl Sql, look: &Look) -> Result<Arc<Measured>, DbError> {
    of_tests(db, look.tenant, look.partnership, look.days(), look.at).await
}

/// The figures of level 2: of scores from elsewhere, and of the tests that were taken here.
pub(crate) fn lines(look: &Look, learning: &Learning, measured: &Measured) -> Result<Vec<Line>, DbError> {
    let tests = measured.lines(look.partnership, look.period())?.into_iter().map(|line| Line {
        key: line.key,
        about: String::new(),
        figure: line.figure,
        difference: line.difference,
        grade: Tier::of_number(line.tier).map(|tier| Grade { tier, days_since_learning: line.days }),
    });
    let scores = crate::scores::figures::lines(look, learning)?;
    // Where nothing came from elsewhere, that is no news beside a test.
    let scores = if learning.people == 0 && measured.anyone { Vec::new() } else { scores };
    Ok(scores.into_iter().chain(tests).collect())
}

/// Test by test and cohort by cohort.
pub(crate) fn table(t: &Speaker, measured: &Measured) -> Option<Table> {
    if measured.rows.is_empty() {
        return None;
    }
    let headings = [
        "measured-test",
        "evidence-people",
        "measured-gain",
        "measured-gain-deviations",
        "measured-retained",
        "measured-days",
        "measured-tier",
    ];
    Some(Table {
        id: "measured",
        title: t.say("measured-title"),
        headings: headings.map(|key| t.say(key)).to_vec(),
        rows: measured.rows.iter().map(|row| group(t, row)).collect(),
    })
}

fn group(t: &Speaker, row: &Group) -> Row {
    let points = |change: &Option<Change>| {
        change.as_ref().map_or_else(
            || too_few(t),
            |change| {
                let mean = Mean { value: change.points.value, interval: change.points.interval, n: change.points.n };
                change_words(t, &mean, 1)
            },
        )
    };
    let deviations = row.gain.as_ref().and_then(|change| Some((change.gain?, change.points.n)));
    let deviations = deviations.map_or_else(
        || "–".to_owned(),
        |(gain, n)| {
            let interval = Some((gain.g_interval.low, gain.g_interval.high));
            change_words(t, &Mean { value: gain.hedges_g, interval, n }, 2)
        },
    );
    let days = row.retained.as_ref().and_then(|change| change.days);
    let number = |number: Option<i64>| number.map_or_else(|| "–".to_owned(), |number| t.whole(number));
    Row {
        link: None,
        name: format!("{} · {}", row.title, row.cohort_title),
        cells: vec![
            number(row.gain.as_ref().map(|change| change.points.n as i64)),
            points(&row.gain),
            deviations,
            points(&row.retained),
            number(days),
            t.whole(row.tier),
        ],
    }
}
