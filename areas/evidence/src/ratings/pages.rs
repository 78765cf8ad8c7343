//! The page of behaviour.

use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::db::remember;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, show};

use super::charts;
use super::figures::{Group, Groups, behaviour, lines};
use super::sources::{agreement_note, sides, tables};
use crate::levels::Level;
use crate::levels::view::{LevelPage, Row, Table, change_words, figures, look, path_of, resource, too_few};
use crate::mapping::figures as mapping;
use crate::tier::days_of_learning;

pub async fn show_behaviour(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let look = look(&scope, app.now());
    let seen = behaviour(app.db(), &look).await?;
    let mut page = LevelPage::new(&app, &scope, Level::Behaviour);
    let t = page.shell.t.clone();
    let observe = format!("/p/{}/observations/new", scope.id());
    page.way(&app, &scope, "observation.write", "observation-new", observe);
    page.way(&app, &scope, "coverage.view", "coverage-title", format!("{}/behaviour/coverage", path_of(&scope)));
    page.way(&app, &scope, "round-360.view", "round360-title", format!("/p/{}/360", scope.id()));
    page.way(&app, &scope, "evidence.view", "follow-up-title", format!("/p/{}/follow-ups", scope.id()));
    let import = format!("{}/behaviour/import", path_of(&scope));
    page.way(&app, &scope, "rating.import", "ratings-import", import);
    let reviews = format!("{}/behaviour/reviews", path_of(&scope));
    page.way(&app, &scope, "rating.import", "review-title", reviews);
    let mapped = mapping::mapped(app.db(), &look).await?;
    page.tables.extend(mapping::table(&t, &look, Level::Behaviour, &mapped));
    if seen.by_behaviour.is_empty() && page.tables.is_empty() {
        page.nothing(Level::Behaviour);
        return show(&page);
    }
    let mut all = lines(&look, &seen)?;
    all.extend(mapping::lines(&look, Level::Behaviour, &mapped)?);
    page.figures = figures(&t, &all);
    if seen.by_behaviour.is_empty() {
        return show(&page);
    }
    page.notes.push(t.say("ratings-describes"));
    page.charts.extend(charts::chart(&t, &seen));
    let rows = seen.by_behaviour.iter().flat_map(|(_, text, groups)| rows(&t, text, groups));
    let headings =
        ["ratings-behaviour", "ratings-group", "evidence-people", "scores-before", "scores-after", "ratings-change"];
    page.tables.push(Table {
        id: "ratings-by-behaviour",
        title: t.say("ratings-by-behaviour"),
        headings: headings.map(|key| t.say(key)).to_vec(),
        rows: rows.collect(),
    });
    let which = look.which();
    let sides = remember(app.db(), look.tenant, look.at, "behaviour-sides", which, sides(app.db(), &look)).await?;
    page.notes.extend(agreement_note(&t, &sides));
    page.tables.extend(tables(&t, &sides, &days_of_learning(app.db(), &look).await?));
    show(&page)
}

/// A row for each group that has people.
fn rows(t: &Speaker, text: &str, groups: &Groups) -> Vec<Row> {
    let row = |key: &str, people: usize, group: &Option<Group>| {
        let cells = match group {
            Some(group) => vec![
                t.say(key),
                t.whole(group.change.n as i64),
                t.number(group.before.value, 2),
                t.number(group.after.value, 2),
                change_words(t, &group.change, 2),
            ],
            None => vec![t.say(key), too_few(t), "–".to_owned(), "–".to_owned(), "–".to_owned()],
        };
        (people > 0).then(|| Row { link: None, name: text.to_owned(), cells })
    };
    [row("ratings-trained", groups.people.0, &groups.trained), row("ratings-waiting", groups.people.1, &groups.waiting)]
        .into_iter()
        .flatten()
        .collect()
}
