//! The four levels on one page, and as a file.

use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::remember;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{self, Out};
use lustrum_sharing::agreement::Agreement;

use super::view::{Figure, Tab, figures, look, path_of, resource, tabs};
use super::{Level, Line, Look};
use crate::feedback::{self, figures as reaction};
use crate::mapping::figures as mapping;
use crate::measured;
use crate::ratings::{self, figures as behaviour};
use crate::results;
use crate::scores::{self, figures as learning};
use crate::tier;

#[derive(Template)]
#[template(path = "levels/evidence.html")]
struct Evidence {
    shell: Shell,
    path: String,
    tabs: Vec<Tab>,
    cards: Vec<Card>,
    /// Nothing beyond how the training was received.
    activity_only: bool,
    /// The highest tier of LTEM that is certified.
    certified: Option<String>,
    may_observe: bool,
    observe: String,
}

struct Card {
    class: &'static str,
    title: String,
    number: u8,
    url: String,
    figures: Vec<Figure>,
    chart: Option<String>,
}

/// Everything of the levels that the viewer may see, with a small chart of each.
#[derive(Clone)]
pub struct Seen {
    pub level: Level,
    pub lines: Vec<Line>,
    pub chart: Option<String>,
}

/// What was seen, and the agreements by which the partner sees the results of it.
struct All {
    levels: Vec<Seen>,
    released: Vec<Agreement>,
}

pub async fn seen(app: &App, scope: &PartnershipScope) -> Result<Vec<Seen>, Problem> {
    let (t, look) = (scope.viewer.speaker(), look(scope, app.now()));
    let results = scope.may(app, "results.view", &resource(scope));
    let waiting = feedback::waiting(app.db(), look.tenant).await?;
    let which = format!("{} {} {results} {waiting}", look.which(), t.locale.code());
    let all = remember(app.db(), look.tenant, look.at, "evidence", which, all(app, &t, &look, results)).await?;
    results::note(app, scope, &all.released).await?;
    Ok(all.levels.clone())
}

async fn all(app: &App, t: &Speaker, look: &Look, results: bool) -> Result<All, Problem> {
    let db = app.db();
    let received = reaction::reaction(db, look).await?;
    let learned = learning::learning(db, look).await?;
    let done = behaviour::behaviour(db, look).await?;
    let mut seen = vec![
        Seen {
            level: Level::Reaction,
            lines: reaction::lines(look, &received)?,
            chart: feedback::charts::spark(t, &received),
        },
        Seen {
            level: Level::Learning,
            lines: measured::lines(look, &learned, &*measured::measured(db, look).await?)?,
            chart: scores::charts::spark(t, &learned),
        },
        Seen {
            level: Level::Behaviour,
            lines: behaviour::lines(look, &done)?,
            chart: ratings::charts::spark(t, &done),
        },
    ];
    let days = tier::days_of_learning(db, look).await?;
    let mut released = Vec::new();
    if results {
        let indicators = results::indicators(db, look).await?;
        released.extend(indicators.iter().filter_map(|indicator| indicator.agreement.clone()));
        seen.push(Seen {
            level: Level::Results,
            lines: results::lines(look, &indicators)?,
            chart: indicators.first().and_then(|first| results::charts::spark(t, first)),
        });
    }
    let mapped = mapping::mapped(db, look).await?;
    for seen in &mut seen {
        seen.lines.extend(mapping::lines(look, seen.level, &mapped)?);
        tier::grade(seen.level, &days, &mut seen.lines);
    }
    Ok(All { levels: seen, released })
}

pub async fn show_evidence(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let path = path_of(&scope);
    let seen = seen(&app, &scope).await?;
    let has = |level: Level| {
        seen.iter().any(|seen| seen.level == level && seen.lines.iter().any(|line| line.figure.value().is_some()))
    };
    let activity_only =
        has(Level::Reaction) && ![Level::Learning, Level::Behaviour, Level::Results].into_iter().any(has);
    let certified = tier::highest_certified(seen.iter().flat_map(|seen| &seen.lines));
    let certified = certified.map(|tier| t.say(&format!("evidence-tier-{}", tier.number())));
    let cards = seen
        .into_iter()
        .map(|seen| Card {
            class: seen.level.chart().class(),
            title: t.say(&format!("evidence-level-{}", seen.level.word())),
            number: seen.level.number(),
            url: format!("{path}/{}", seen.level.word()),
            figures: figures(&t, &seen.lines),
            chart: seen.chart,
        })
        .collect();
    show(&Evidence {
        tabs: tabs(&app, &scope, None),
        shell: Shell::within(&app, &scope, t.say("evidence-title")).step(&app, &scope, Step::Evidence),
        cards,
        activity_only,
        certified,
        may_observe: scope.may(&app, "observation.write", &resource(&scope)),
        observe: format!("/p/{}/observations/new", scope.id()),
        path,
    })
}

/// One row for each figure.
pub async fn export_evidence(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let heading = ["level", "figure", "value", "unit", "low", "high", "n", "from", "to", "source", "tier", "days"];
    let mut rows = vec![heading.map(Out::from).to_vec()];
    for seen in seen(&app, &scope).await? {
        for line in &seen.lines {
            let (figure, spoken) = (&line.figure, line.figure.spoken(&t, line.difference));
            let interval = figure.interval();
            rows.push(vec![
                Out::Number(f64::from(seen.level.number())),
                t.say1(line.key, "about", &line.about).into(),
                figure.value().into(),
                spoken.unit.into(),
                interval.map(|interval| interval.low).into(),
                interval.map(|interval| interval.high).into(),
                figure.n().map(|n| n as f64).into(),
                figure.period().from.into(),
                figure.period().to.into(),
                spoken.source.into(),
                line.grade.map(|grade| f64::from(grade.tier.number())).into(),
                line.grade.and_then(|grade| grade.days_since_learning).map(|days| days as f64).into(),
            ]);
        }
    }
    download("evidence.csv", "text/csv; charset=utf-8", table::csv(&rows))
}
