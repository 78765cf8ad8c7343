//! From what the figure of a rule came: what the rule says, the tier, the days since the learning, and the statements
//! themselves for those who may see people.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::{self, Mapped};
use super::learned::Learned;
use super::store::{self, Counted};
use super::{Rule, RuleId};
use crate::SMALLEST_GROUP;
use crate::levels::api::{EvidenceFigure, json};
use crate::levels::view::{self, Figure, look, path_of, resource, too_few};
use crate::levels::{Level, Look};
use crate::tier::Tier;

const A_PAGE: usize = 50;

#[derive(Deserialize)]
pub struct Place {
    mapping: RuleId,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    before: Option<i64>,
}

/// A rule, what it comes to, and a page of its statements.
struct Seen {
    look: Look,
    rule: Rule,
    mapped: Option<Mapped>,
    /// Nothing where the reader may not see people.
    statements: Option<Vec<(Counted, Option<i64>)>>,
    next: Option<i64>,
}

impl Seen {
    fn level(&self) -> Level {
        if self.rule.kind == "behaviour" { Level::Behaviour } else { Level::Learning }
    }
    fn people(&self) -> Option<usize> {
        self.mapped.as_ref().map(|mapped| mapped.people).filter(|people| *people as u64 >= SMALLEST_GROUP)
    }
}

async fn seen(app: &App, scope: &PartnershipScope, id: RuleId, before: Option<i64>) -> Result<Seen, Problem> {
    scope.require(app, "evidence.view", &resource(scope))?;
    let (db, look) = (app.db(), look(scope, app.now()));
    let rules = store::of_partnership(db, look.tenant, look.partnership).await?;
    let rule = rules.into_iter().find(|rule| rule.id == id).ok_or(Problem::NotFound)?;
    let mapped = figures::mapped(db, &look).await?.into_iter().find(|mapped| mapped.rule == id);
    let (mut statements, mut next) = (None, None);
    if scope.may(app, "mapping.view", &resource(scope)) {
        let before = before.unwrap_or(i64::MAX);
        let mut page = store::counted(db, &rule, look.tenant, look.days(), before, A_PAGE as i64 + 1).await?;
        let more = page.len() > A_PAGE;
        page.truncate(A_PAGE);
        next = page.last().filter(|_| more).map(|last| last.position);
        let learned = Learned::of(db, look.tenant, look.partnership, look.at).await?;
        let graded = page.into_iter().map(|one| {
            let days = learned.days_before(rule.programme_id, &one.email, one.day);
            (one, days)
        });
        statements = Some(graded.collect());
    }
    Ok(Seen { look, rule, mapped, statements, next })
}

#[derive(Template)]
#[template(path = "mapping/mapped.html")]
struct Page {
    shell: Shell,
    path: String,
    back: String,
    class: &'static str,
    figures: Vec<Figure>,
    facts: Vec<(String, String)>,
    statements: Option<Vec<Row>>,
    next: Option<i64>,
    /// Where the rule is changed, for those who may.
    rule: Option<String>,
}

struct Row {
    link: String,
    who: String,
    cells: [String; 4],
}

pub async fn show_mapped(
    State(app): State<App>,
    scope: PartnershipScope,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
) -> Answer {
    let seen = seen(&app, &scope, place.mapping, asked.before).await?;
    let t = scope.viewer.speaker();
    let level = seen.level();
    let scored = seen.mapped.iter().filter(|mapped| !mapped.scores.is_empty());
    let lines = scored.map(|mapped| figures::line(&seen.look, mapped)).collect::<Result<Vec<_>, _>>()?;
    let rule = &seen.rule;
    let mut facts = vec![
        ("mapping-target", format!("{}: {}", t.say(&format!("mapping-kind-{}", rule.kind)), rule.title)),
        ("mapping-activity", rule.pattern()),
    ];
    if !rule.verb.is_empty() {
        facts.push(("mapping-verb", rule.verb.clone()));
    }
    if let Some(least) = rule.least {
        facts.push(("mapping-least", t.number(least, 2)));
    }
    facts.push(("mapping-version", t.whole(rule.version)));
    if let Some(mapped) = &seen.mapped {
        let people = seen.people();
        facts.push(("evidence-people", people.map_or_else(|| too_few(&t), |people| t.whole(people as i64))));
        // The days of a few would tell when one of them did it.
        if people.is_some() {
            facts.push(("mapping-grade", mapped.grade.words(&t)));
        }
    }
    let rows = seen.statements.as_ref().map(|statements| {
        let row = |(one, days): &(Counted, Option<i64>)| Row {
            link: format!("/o/{}/records/statements/{}", scope.tenant(), one.statement_id),
            who: one.email.clone(),
            cells: [
                t.day(&one.day),
                one.scaled.map_or_else(|| "–".to_owned(), |scaled| t.number(scaled * 100.0, 1)),
                t.whole(one.tier),
                days.map_or_else(|| "–".to_owned(), |days| t.whole(days)),
            ],
        };
        statements.iter().map(row).collect()
    });
    let path = path_of(&scope);
    show(&Page {
        figures: view::figures(&t, &lines),
        facts: facts.into_iter().map(|(key, value)| (t.say(key), value)).collect(),
        statements: rows,
        next: seen.next,
        rule: seen.statements.as_ref().map(|_| format!("{path}/mapping/new?rule={}", rule.id)),
        back: format!("{path}/{}", level.word()),
        class: level.chart().class(),
        shell: Shell::within(&app, &scope, rule.title.clone()).step(&app, &scope, Step::Evidence),
        path: format!("{path}/mapped/{}", rule.id),
    })
}

/// A statement that counts by a rule.
#[derive(Serialize, ToSchema)]
pub struct MappedStatement {
    statement: uuid::Uuid,
    person: String,
    day: String,
    scaled: Option<f64>,
    /// The tier of the Learning-Transfer Evaluation Model that it can reach.
    tier: i64,
    tier_name: Option<&'static str>,
    /// Days from the person's last session before it; nothing where nobody knows when they learned.
    days_since_learning: Option<i64>,
}

/// From what the figure of a rule came.
#[derive(Serialize, ToSchema)]
pub struct MappedEvidence {
    rule: uuid::Uuid,
    version: i64,
    title: String,
    /// `module`, `assessment` or `behaviour`, a colon, and its id.
    target: String,
    /// Empty for any.
    verb: String,
    activity: String,
    least: Option<f64>,
    /// Nothing where they are too few to be shown.
    people: Option<usize>,
    /// Nothing where no statement had a score.
    figure: Option<EvidenceFigure>,
    /// The statements stored last, first; nothing where the reader may not see people.
    statements: Option<Vec<MappedStatement>>,
    /// What `before` is for the next page.
    next: Option<i64>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/evidence/mapped/{mapping}", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("mapping" = uuid::Uuid, Path), ("before" = Option<i64>, Query)),
    responses((status = 200, body = MappedEvidence), (status = 401), (status = 403), (status = 404)))]
pub async fn get_mapped(
    State(app): State<App>,
    scope: PartnershipScope,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
) -> Answer {
    let seen = seen(&app, &scope, place.mapping, asked.before).await?;
    let t = scope.viewer.speaker();
    let scored = seen.mapped.as_ref().filter(|mapped| !mapped.scores.is_empty());
    let line = scored.map(|mapped| figures::line(&seen.look, mapped)).transpose()?;
    let people = seen.people();
    let statement = |(one, days): (Counted, Option<i64>)| MappedStatement {
        statement: one.statement_id,
        person: one.email,
        day: one.day.to_string(),
        scaled: one.scaled,
        tier: one.tier,
        tier_name: Tier::of_number(one.tier).map(Tier::word),
        days_since_learning: days,
    };
    let rule = seen.rule;
    Ok(Json(MappedEvidence {
        rule: rule.id.0,
        version: rule.version,
        target: rule.target(),
        activity: rule.pattern(),
        title: rule.title,
        verb: rule.verb,
        least: rule.least,
        people,
        figure: line.as_ref().map(|line| json(&t, line)),
        statements: seen.statements.map(|all| all.into_iter().map(statement).collect()),
        next: seen.next,
    })
    .into_response())
}
