//! The page of learning.

use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, show};

use super::charts;
use super::figures::learning;
use crate::levels::view::{LevelPage, Row, Table, change_words, figures, look, path_of, resource, too_few};
use crate::levels::{Level, Mean};
use crate::mapping::figures as mapping;
use crate::measured;

pub async fn show_learning(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let look = look(&scope, app.now());
    let learned = learning(app.db(), &look).await?;
    let mut page = LevelPage::new(&app, &scope, Level::Learning);
    let t = page.shell.t.clone();
    page.way(&app, &scope, "score.import", "scores-import", format!("{}/learning/import", path_of(&scope)));
    let tested = measured::measured(app.db(), &look).await?;
    page.way(&app, &scope, "mapping.view", "mapping-way", format!("{}/mapping", path_of(&scope)));
    let mapped = mapping::mapped(app.db(), &look).await?;
    let mapped_table = mapping::table(&t, &look, Level::Learning, &mapped);
    if learned.assessments.is_empty() && tested.rows.is_empty() && mapped_table.is_none() {
        page.nothing(Level::Learning);
        return show(&page);
    }
    let mut lines = measured::lines(&look, &learned, &tested)?;
    lines.extend(mapping::lines(&look, Level::Learning, &mapped)?);
    page.figures = figures(&t, &lines);
    page.tables.extend(mapped_table);
    page.tables.extend(measured::table(&t, &tested));
    if learned.assessments.is_empty() {
        return show(&page);
    }
    page.notes.push(t.say("scores-describes"));
    page.charts.extend(charts::chart(&t, &learned));
    let rows = learned.assessments.iter().map(|(assessment, gained)| {
        let days = format!("{} – {}", t.day(&assessment.before_day), t.day(&assessment.after_day));
        let cells = match gained {
            Some(gained) => {
                let deviations = gained.gain.map_or_else(
                    || "–".to_owned(),
                    |gain| {
                        let interval = Some((gain.g_interval.low, gain.g_interval.high));
                        change_words(&t, &Mean { value: gain.hedges_g, interval, n: gained.points.n }, 2)
                    },
                );
                vec![
                    days,
                    t.whole(gained.points.n as i64),
                    t.number(gained.before.value, 1),
                    t.number(gained.after.value, 1),
                    change_words(&t, &gained.points, 1),
                    deviations,
                ]
            }
            None => [days, too_few(&t)].into_iter().chain((0..4).map(|_| "–".to_owned())).collect(),
        };
        Row { link: None, name: format!("{} · {}", assessment.title, assessment.cohort_title), cells }
    });
    let headings = [
        "scores-assessment",
        "scores-days",
        "evidence-people",
        "scores-before",
        "scores-after",
        "scores-gain",
        "scores-gain-deviations",
    ];
    page.tables.push(Table {
        id: "scores-assessments",
        title: t.say("scores-assessments"),
        headings: headings.map(|key| t.say(key)).to_vec(),
        rows: rows.collect(),
    });
    show(&page)
}
