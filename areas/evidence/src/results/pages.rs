//! The page of the results.

use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, show};

use super::{charts, indicators, lines, note};
use crate::levels::Level;
use crate::levels::view::{LevelPage, Row, Table, change_words, figures, look, resource};

pub async fn show_results(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "results.view", &resource(&scope))?;
    let look = look(&scope, app.now());
    let indicators = indicators(app.db(), &look).await?;
    let released: Vec<_> = indicators.iter().filter_map(|indicator| indicator.agreement.clone()).collect();
    note(&app, &scope, &released).await?;
    let mut page = LevelPage::new(&app, &scope, Level::Results);
    let t = page.shell.t.clone();
    let way = match scope.side {
        Side::Organisation => ("evidence-to-kpis", format!("/o/{}/kpis", scope.tenant())),
        Side::Partner => ("evidence-to-shared", format!("/p/{}/shared", scope.id())),
    };
    page.way(&app, &scope, "results.view", way.0, way.1);
    if indicators.iter().all(|indicator| indicator.periods.is_empty()) {
        page.nothing(Level::Results);
        return show(&page);
    }
    page.figures = figures(&t, &lines(&look, &indicators)?);
    page.notes.push(t.say("results-describes"));
    page.charts = indicators
        .iter()
        .enumerate()
        .filter_map(|(place, indicator)| charts::chart(&t, indicator, &format!("kpi-{place}")))
        .collect();
    let number = |value: Option<f64>, digits| value.map_or_else(|| "–".to_owned(), |value| t.number(value, digits));
    let rows = indicators.iter().map(|indicator| {
        let definition = &indicator.kpi.current.definition;
        let digits = indicator.digits();
        Row {
            link: (scope.side == Side::Organisation)
                .then(|| format!("/o/{}/kpis/{}", scope.tenant(), indicator.kpi.id)),
            name: indicator.kpi.title.clone(),
            cells: vec![
                definition.unit.clone(),
                number(indicator.baseline, digits),
                number(indicator.last().map(|(_, value)| value), digits),
                number(indicator.target, digits),
                indicator.change.map_or_else(|| "–".to_owned(), |change| change_words(&t, &change, digits)),
                indicator.last().map(|(last, _)| t.month(&last.period)).unwrap_or_default(),
            ],
        }
    });
    let headings = [
        "results-kpi",
        "results-unit",
        "results-baseline",
        "results-last",
        "results-target",
        "results-change",
        "results-period",
    ];
    page.tables.push(Table {
        id: "results-kpis",
        title: t.say("results-kpis"),
        headings: headings.map(|key| t.say(key)).to_vec(),
        rows: rows.collect(),
    });
    show(&page)
}
