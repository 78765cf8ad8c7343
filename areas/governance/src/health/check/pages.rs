//! The pages of checks: the form that opens one, and one check with what it came to once it is over.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_evidence::levels::Mean;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::chart::{About, Level, Radar, Series, Svg};
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::form::{ask_as, open_as};
use super::outcome::{Heard, Outcome, Row};
use super::settle::{told, words};
use super::{Check, CheckId, MOST_OWN, SCALE, SMALLEST, dimensions, dimensions_of_partnership, find, place};
use crate::health::pages::{path_of, resource};
use crate::health::setting;
use crate::owner::name_on;

#[derive(Template)]
#[template(path = "health/check/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    about: Vec<String>,
    own_hint: String,
    people: People,
}

/// What the fields that ask people say.
struct People {
    label: String,
    hint: String,
    languages: Vec<(String, String)>,
}

/// A question as the table of the result shows it.
struct Line {
    name: String,
    /// Of each side, the organisation first: the mean with its interval and n, or why there is none.
    means: [String; 2],
    gap: String,
    before: String,
    wide: bool,
}

/// What a side wrote.
struct Said {
    name: String,
    answers: String,
    words: Vec<String>,
    shown: bool,
}

#[derive(Template)]
#[template(path = "health/check/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    path: String,
    health: String,
    over: bool,
    facts: Vec<(String, String)>,
    about: Vec<String>,
    finding: String,
    conclusion: String,
    picture: Option<Svg>,
    caption: String,
    columns: [String; 5],
    lines: Vec<Line>,
    said: Vec<Said>,
    people: Option<People>,
}

fn people(t: &Speaker, scope: &PartnershipScope) -> People {
    let own = scope.own_name().to_owned();
    People {
        label: t.say1("health-people", "own", &own),
        hint: t.say2("health-people-hint", "own", own, "fewest", SMALLEST),
        languages: [Locale::Nl, Locale::En].map(|one| (one.code().to_owned(), one.name().to_owned())).to_vec(),
    }
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let about = dimensions_of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("health-check-new")).step(app, scope, Step::Review).narrow(),
        form,
        path: path_of(scope),
        about: about.iter().map(|one| one.name(&t)).collect(),
        own_hint: t.say1("health-own-hint", "most", MOST_OWN),
        people: people(&t, scope),
    })
}

/// The language in which most of a form's people are asked is the asker's own.
fn begun(scope: &PartnershipScope) -> Fields {
    Fields::filled([("language", scope.viewer.locale.code())])
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "health.ask", &resource(&scope))?;
    show(&new_page(&app, &scope, begun(&scope)).await?)
}

pub async fn open_check(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "health.ask", &resource(&scope))?;
    match open_as(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/checks/{id}", path_of(&scope)), "health-said-opened"),
        None => show_again(&new_page(&app, &scope, form).await?),
    }
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: CheckId) -> Result<Check, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// What a check came to; nothing as long as it runs.
pub(crate) async fn came_to(app: &App, scope: &PartnershipScope, check: &Check) -> Result<Option<Outcome>, Problem> {
    if !check.is_over(app.now()) {
        return Ok(None);
    }
    Ok(Some(told(app.db(), scope.tenant(), scope.id(), check).await?))
}

async fn page(app: &App, scope: &PartnershipScope, check: &Check, form: Fields) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let dimensions = dimensions(app.db(), scope.tenant(), check.id).await?;
    let outcome = came_to(app, scope, check).await?;
    let over = outcome.is_some();
    let outcome = outcome.unwrap_or_default();
    let limit = setting::current(app.db(), scope.tenant(), scope.id()).await?.settings.gap;
    let picture = picture(&t, scope, &outcome);
    let [ours, theirs] = Side::BOTH.map(|side| name_on(&scope.partnership, side).to_owned());
    let may_ask = !over && scope.may(app, "health.ask", &resource(scope));
    Ok(Show {
        shell: Shell::within(app, scope, t.say1("health-check-of", "day", t.day(&check.closes))).step(
            app,
            scope,
            Step::Review,
        ),
        form,
        path: format!("{}/checks/{}", path_of(scope), check.id),
        health: path_of(scope),
        over,
        facts: facts(&t, scope, check, &outcome),
        about: dimensions.iter().map(|one| one.name(&t)).collect(),
        finding: finding(&t, scope, &outcome),
        conclusion: conclusion(&t, &outcome, limit),
        caption: t.say2("health-radar-caption", "low", SCALE.0, "high", SCALE.1),
        picture,
        columns: [
            t.say("health-column-about"),
            ours,
            theirs,
            t.say("health-column-gap"),
            t.say("health-column-before"),
        ],
        lines: outcome.rows.iter().map(|row| line(&t, row, limit)).collect(),
        said: Side::BOTH.map(|side| said(&t, scope, side, &outcome.heard[place(side)])).into(),
        people: may_ask.then(|| people(&t, scope)),
    })
}

fn facts(t: &Speaker, scope: &PartnershipScope, check: &Check, outcome: &Outcome) -> Vec<(String, String)> {
    let mut facts = vec![
        (t.say("health-fact-opened"), t.date(&check.opened_at)),
        (t.say("health-fact-closes"), t.day(&check.closes)),
    ];
    for side in Side::BOTH {
        let name = name_on(&scope.partnership, side).to_owned();
        let asked = t.whole(check.asked_of(side));
        let words = match outcome.heard[place(side)].answers {
            Some(answers) => t.say2("health-fact-answers", "answers", answers, "asked", asked),
            None => t.say1("health-fact-asked", "asked", asked),
        };
        facts.push((name, words));
    }
    facts
}

/// `3.9 (95 % 3.4 to 4.4), n = 8`
fn mean(t: &Speaker, mean: Option<Mean>, signed: bool) -> String {
    let Some(mean) = mean else { return t.say1("health-few", "fewest", SMALLEST) };
    let number = |value: f64| if signed { t.signed(value, 1) } else { t.number(value, 1) };
    let mut named = vec![("value", number(mean.value)), ("n", mean.n.to_string())];
    match mean.interval {
        Some((low, high)) => {
            named.push(("low", number(low)));
            named.push(("high", number(high)));
            t.say_with("health-mean", &named)
        }
        None => t.say_with("health-mean-alone", &named),
    }
}

fn line(t: &Speaker, row: &Row, limit: f64) -> Line {
    Line {
        name: row.dimension.name(t),
        means: row.means.map(|one| mean(t, one, false)),
        gap: if row.gap.is_some() { mean(t, row.gap, true) } else { t.say("health-gap-none") },
        before: row.before.map_or_else(|| t.say("health-before-none"), |value| t.signed(value, 1)),
        wide: row.apart().is_some_and(|apart| apart > limit),
    }
}

/// Where the views differ most, in a sentence.
fn finding(t: &Speaker, scope: &PartnershipScope, outcome: &Outcome) -> String {
    let widest = outcome.widest().and_then(|row| words(t, &scope.partnership, row));
    widest.map_or_else(
        || t.say1("health-finding-none", "fewest", SMALLEST),
        |words| t.say1("health-finding", "words", words),
    )
}

/// Whether that can be told from chance, and what it led to.
fn conclusion(t: &Speaker, outcome: &Outcome, limit: f64) -> String {
    let Some(row) = outcome.widest() else { return String::new() };
    let sure = t.say(if row.conclusive() { "health-gap-conclusive" } else { "health-gap-open" });
    let wide = row.apart().is_some_and(|apart| apart > limit);
    let key = if wide { "health-gap-wide" } else { "health-gap-narrow" };
    format!("{sure} {}", t.say1(key, "limit", t.number(limit, 1)))
}

fn picture(t: &Speaker, scope: &PartnershipScope, outcome: &Outcome) -> Option<Svg> {
    let view = |side: Side| Series {
        name: name_on(&scope.partnership, side).to_owned(),
        values: outcome.rows.iter().map(|row| row.means[place(side)].map(|mean| mean.value)).collect(),
    };
    let radar = Radar {
        axes: outcome.rows.iter().map(|row| row.dimension.name(t)).collect(),
        views: Side::BOTH.map(view).into(),
        least: SCALE.0 as f64,
        most: SCALE.1 as f64,
    };
    let number = |value: f64| t.number(value, 0);
    let (title, description) = (t.say("health-radar"), finding(t, scope, outcome));
    radar.draw(&About {
        id: "health-radar",
        title: &title,
        description: &description,
        level: Level::Other,
        number: &number,
    })
}

fn said(t: &Speaker, scope: &PartnershipScope, side: Side, heard: &Heard) -> Said {
    Said {
        name: name_on(&scope.partnership, side).to_owned(),
        answers: match heard.answers {
            Some(answers) => t.count("health-answers", answers),
            None => t.say1("health-few", "fewest", SMALLEST),
        },
        words: heard.words.clone(),
        shown: heard.answers.is_some(),
    }
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CheckId)>,
) -> Answer {
    let check = load(&app, &scope, id).await?;
    scope.require(&app, "health.view", &resource(&scope))?;
    show(&page(&app, &scope, &check, begun(&scope)).await?)
}

pub async fn ask_more(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CheckId)>,
    mut form: Fields,
) -> Answer {
    let check = load(&app, &scope, id).await?;
    scope.require(&app, "health.ask", &resource(&scope))?;
    if ask_as(&app, &scope, &check, &mut form).await? {
        return see_and_say(&format!("{}/checks/{id}", path_of(&scope)), "health-said-asked");
    }
    show_again(&page(&app, &scope, &check, form).await?)
}
