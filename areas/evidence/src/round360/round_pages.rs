//! The page of a round: how far it is, and when it is over, what it shows of everyone together.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, remember};
use lustrum_kernel::figure::{Period, Source, Unit};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show};
use lustrum_kernel::problem::Problem;

use askama::Template;

use super::figures::{Rated, people, rated};
use super::open::{asked, invite_as, today};
use super::pages::path;
use super::store::{find, given, nominations, subjects};
use super::{Round, Round360Id, Stage};
use crate::SMALLEST_GROUP;
use crate::levels::view::{Figure, Row, Table, change_words, figures, path_of, resource, too_few};
use crate::levels::{Line, Mean, broken};
use crate::team::members;
use crate::tier::{Grade, Tier};

#[derive(Template)]
#[template(path = "round360/round.html")]
struct Page {
    shell: Shell,
    path: String,
    evidence: String,
    round: Round,
    stage: &'static str,
    over: bool,
    /// The links can go out now, to so many raters; so many were named where they are too few to be asked.
    may_invite: bool,
    raters: usize,
    left_out: usize,
    mails: bool,
    /// How many answered of how many links.
    answered: String,
    figures: Vec<Figure>,
    tables: Vec<Table>,
    /// How far raters agree, in words; empty where it can't be said.
    agreement: String,
    too_few: bool,
}

/// A round that is over, in figures.
pub async fn summary(app: &App, scope: &PartnershipScope, round: &Round) -> Result<Option<Rated>, Problem> {
    if round.stage(today(app)) != Stage::Over {
        return Ok(None);
    }
    let (db, tenant) = (app.db(), scope.tenant());
    // A round that is over does not change any more, but the resampling behind its agreement takes its time.
    let kept = remember(db, tenant, app.now(), "round-360", round.id, async {
        let after = people(&given(db, tenant, round.id, None).await?);
        let before = match round.before_id {
            Some(id) => people(&given(db, tenant, id, None).await?),
            None => Vec::new(),
        };
        Ok::<_, DbError>(rated(&after, &before))
    });
    Ok(Some(kept.await?.as_ref().clone()))
}

/// The figures of a round under the keys of their labels; what is about too few people is withheld.
pub fn lines(round: &Round, link: String, rated: &Rated) -> Result<Vec<Line>, Problem> {
    let period = Period { from: round.invited_on.unwrap_or(round.closes).min(round.closes).0, to: round.closes.0 };
    let line = |key: &'static str, mean: Option<Mean>, people: usize| -> Result<Option<Line>, Problem> {
        if people == 0 {
            return Ok(None);
        }
        let source = Source { name: "round360-title".to_owned(), link: link.clone() };
        let figure = match mean {
            Some(mean) => mean.figure(Unit::Points, period, source),
            None => lustrum_kernel::figure::Figure::withheld(Unit::Points, SMALLEST_GROUP, period, source),
        };
        let figure = figure.map_err(|error| broken(&error))?;
        let grade = Some(Grade { tier: Tier::Transfer, days_since_learning: None });
        Ok(Some(Line { key, about: String::new(), figure, difference: true, grade }))
    };
    let lines = [
        line("round360-figure-trained", rated.trained, rated.twice.0)?,
        line("round360-figure-waiting", rated.waiting, rated.twice.1)?,
        line("round360-figure-difference", rated.difference, rated.difference.map_or(0, |mean| mean.n))?,
        line("round360-figure-gap", rated.gap, rated.people)?,
    ];
    Ok(lines.into_iter().flatten().collect())
}

fn table(t: &Speaker, rated: &Rated) -> Table {
    let headings = ["round360-group", "evidence-people", "round360-raters", "evidence-mean", "round360-leniency"]
        .map(|key| t.say(key));
    let rows = rated.groups.iter().filter(|group| group.people > 0).map(|group| {
        let name = t.say(&format!("round360-group-{}", group.group.word()));
        let cells = match &group.mean {
            None => vec![too_few(t), "–".to_owned(), "–".to_owned(), "–".to_owned()],
            Some(mean) => vec![
                t.whole(group.people as i64),
                t.whole(group.raters as i64),
                t.number(mean.value, 2),
                group.leniency.map_or_else(|| "–".to_owned(), |mild| change_words(t, &mild, 2)),
            ],
        };
        Row { link: None, name, cells }
    });
    Table { id: "round360-groups", title: t.say("round360-by-group"), headings: headings.into(), rows: rows.collect() }
}

pub async fn load(app: &App, scope: &PartnershipScope, id: Round360Id) -> Result<Round, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub async fn show_round(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, Round360Id)>,
) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let round = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let today = today(&app);
    let rated = summary(&app, &scope, &round).await?;
    let own = format!("{}/rounds/{}", path(&scope), round.id);
    let mut page = Page {
        shell: Shell::within(&app, &scope, round.title.clone()).step(
            &app,
            &scope,
            lustrum_kernel::area::Step::Evidence,
        ),
        path: own.clone(),
        evidence: format!("{}/behaviour", path_of(&scope)),
        stage: round.stage_key(today),
        over: round.stage(today) == Stage::Over,
        may_invite: round.stage(today) == Stage::Nominating && scope.may(&app, "round-360.open", &resource(&scope)),
        raters: 0,
        left_out: 0,
        mails: app.config().mails(),
        // While links are out, the number alone could tell who answered to whoever watches.
        answered: match round.stage(today) {
            Stage::Over => {
                let asked = round.answers + round.waiting;
                let share = t.percent(round.answers as f64 / asked.max(1) as f64, 0);
                t.say_with(
                    "feedback-response",
                    &[("answers", t.whole(round.answers)), ("invited", t.whole(asked)), ("share", share)],
                )
            }
            _ => String::new(),
        },
        figures: Vec::new(),
        tables: Vec::new(),
        agreement: String::new(),
        too_few: false,
        round,
    };
    if page.may_invite {
        let people = subjects(app.db(), scope.tenant(), page.round.id).await?;
        let named = nominations(app.db(), scope.tenant(), page.round.id).await?;
        let enrolled = members(app.db(), scope.tenant(), page.round.programme_id).await?;
        let all = named.len();
        page.raters = asked(&people, named, &enrolled).len();
        page.left_out = all - page.raters;
    }
    if let Some(rated) = rated {
        page.too_few = (rated.people as u64) < SMALLEST_GROUP;
        page.figures = figures(&t, &lines(&page.round, own, &rated)?);
        page.tables.push(table(&t, &rated));
        if let Some(found) = &rated.agreement {
            let named = [
                ("value", t.number(found.value, 2)),
                ("low", t.number(found.interval.low, 2)),
                ("high", t.number(found.interval.high, 2)),
                ("n", t.whole(found.n as i64)),
            ];
            page.agreement = t.say_with("round360-agreement", &named);
        }
    }
    show(&page)
}

pub async fn make_invitations(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, Round360Id)>,
) -> Answer {
    scope.require(&app, "round-360.open", &resource(&scope))?;
    let round = load(&app, &scope, id).await?;
    invite_as(&app, &scope, &round).await?;
    see_and_say(&format!("{}/rounds/{}", path(&scope), round.id), "round360-said-invited")
}
