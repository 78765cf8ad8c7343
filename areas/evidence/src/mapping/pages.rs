//! The pages of mapping rules: what is mapped, what is not, who waits, and a look before a rule is written.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_xapi::iri;
use serde::Deserialize;

use super::preview::{Preview, preview};
use super::store::{self, Unknown};
use super::{Rule, RuleId, Words, job};
use crate::levels::view::{path_of, resource};
use crate::team::pages::act;

const A_PAGE: usize = 50;
const LONGEST: usize = 2_000;

#[derive(Template)]
#[template(path = "mapping/list.html")]
struct List {
    shell: Shell,
    path: String,
    rules: Vec<(Rule, String, String)>,
    unknown: Vec<Unknown>,
    /// The count and the address behind which the next page begins.
    next: Option<(i64, String)>,
    waiting: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "mapping/form.html")]
struct Form {
    shell: Shell,
    path: String,
    form: Fields,
    targets: Vec<(String, String)>,
    seen: Option<Seen>,
}

/// A preview in words.
struct Seen {
    words: String,
    cut: bool,
    rows: Vec<[String; 5]>,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    count: Option<i64>,
    #[serde(default)]
    after: String,
    #[serde(default)]
    activity: String,
    rule: Option<RuleId>,
}

fn path(scope: &PartnershipScope) -> String {
    format!("{}/mapping", path_of(scope))
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "mapping.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let (db, tenant) = (app.db(), scope.tenant());
    let counts: HashMap<_, _> =
        store::counts(db, tenant, scope.id()).await?.into_iter().map(|count| (count.rule_id, count)).collect();
    let after = asked.count.map(|count| (count, asked.after.as_str()));
    let mut unknown = store::unknown(db, tenant, after, A_PAGE as i64 + 1).await?;
    let more = unknown.len() > A_PAGE;
    unknown.truncate(A_PAGE);
    let next = unknown.last().filter(|_| more).map(|last| (last.statements, last.activity.clone()));
    let number = |number: Option<i64>| t.whole(number.unwrap_or_default());
    let rules = store::of_partnership(db, tenant, scope.id()).await?.into_iter().map(|rule| {
        let count = counts.get(&rule.id);
        let (people, statements) = (number(count.map(|one| one.people)), number(count.map(|one| one.statements)));
        (rule, people, statements)
    });
    let rules = rules.collect();
    let waiting = store::waiting(db, tenant, scope.id()).await?.into_iter().map(|one| {
        let who = one.agent.split_once(':').map_or("–", |(_, who)| who).to_owned();
        (who, t.say(&format!("mapping-reason-{}", one.reason)), t.whole(one.statements))
    });
    show(&List {
        shell: Shell::within(&app, &scope, t.say("mapping-title")).step(&app, &scope, Step::Evidence),
        path: path(&scope),
        rules,
        unknown,
        next,
        waiting: waiting.collect(),
    })
}

async fn form_page(app: &App, scope: &PartnershipScope, form: Fields, seen: Option<Preview>) -> Result<Form, Problem> {
    let t = scope.viewer.speaker();
    let targets = store::targets(app.db(), scope.tenant(), scope.id()).await?;
    let named = |kind: &str| t.say(&format!("mapping-kind-{kind}"));
    let seen = seen.map(|seen| Seen {
        words: t.say2("mapping-preview-words", "statements", seen.statements, "waiting", seen.waiting),
        cut: seen.cut,
        rows: seen
            .shown
            .into_iter()
            .map(|(told, email, reason)| {
                let who = if email.is_empty() { t.say(&format!("mapping-reason-{reason}")) } else { email };
                let score = told.scaled.map_or("–".to_owned(), |scaled| t.number(scaled * 100.0, 1));
                let verb = told.verb.rsplit('/').next().unwrap_or_default().to_owned();
                let what = if told.name.is_empty() { told.activity } else { told.name };
                [who, verb, what, score, t.moment(&told.at)]
            })
            .collect(),
    });
    Ok(Form {
        shell: Shell::within(app, scope, t.say("mapping-new")).step(app, scope, Step::Evidence).narrow(),
        path: path(scope),
        form,
        targets: targets
            .into_iter()
            .map(|one| (one.key(), format!("{}: {} ({})", named(&one.kind), one.title, one.programme_title)))
            .collect(),
        seen,
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "mapping.write", &resource(&scope))?;
    let known = match asked.rule {
        Some(id) => Some(find(&app, &scope, id).await?.ok_or(Problem::NotFound)?),
        None => None,
    };
    let form = known.map_or_else(
        || Fields::filled([("activity", asked.activity.clone())]),
        |rule| {
            Fields::filled([
                ("rule", rule.id.to_string()),
                ("activity", rule.pattern()),
                ("verb", rule.verb.clone()),
                ("least", rule.least.map(|least| least.to_string()).unwrap_or_default()),
                ("domain", rule.domain.clone()),
                ("target", rule.target()),
            ])
        },
    );
    show(&form_page(&app, &scope, form, None).await?)
}

async fn find(app: &App, scope: &PartnershipScope, id: RuleId) -> Result<Option<Rule>, Problem> {
    let rules = store::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(rules.into_iter().find(|rule| rule.id == id))
}

/// What a form or a body says; nothing where it has faults.
async fn read(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<(Option<Rule>, Words)>, Problem> {
    let targets = store::targets(app.db(), scope.tenant(), scope.id()).await?;
    let typed = form.text("activity", LONGEST);
    let (activity, prefix) = typed.strip_suffix('*').map_or((typed.as_str(), false), |beginning| (beginning, true));
    let verb = form.optional_text("verb", LONGEST).unwrap_or_default();
    for (name, text) in [("activity", activity), ("verb", verb.as_str())] {
        if !text.is_empty() && !iri::is_iri(text) {
            form.refuse(name, Fault::new("mapping-fault-iri"));
        }
    }
    if activity.is_empty() {
        form.refuse("activity", Fault::new("fault-required"));
    }
    let least = form.optional_number("least");
    if least.is_some_and(|least| !(-1.0..=1.0).contains(&least)) {
        form.refuse("least", Fault::new("fault-out-of-range").with("least", -1).with("most", 1));
    }
    let domain = form.optional_text("domain", 253).unwrap_or_default().trim_start_matches('@').to_lowercase();
    let target = form.choice("target", |text| targets.iter().find(|target| target.key() == text).cloned());
    let mut known = None;
    if let Some(text) = form.optional_text("rule", 40) {
        known = match text.parse() {
            Ok(id) => find(app, scope, id).await?,
            Err(_) => None,
        };
        if known.is_none() {
            form.refuse("rule", Fault::new("fault-not-a-choice"));
        }
    }
    let Some(target) = target.filter(|_| !form.has_faults()) else { return Ok(None) };
    Ok(Some((known, Words { verb, activity: activity.to_owned(), prefix, least, domain, target })))
}

pub async fn look(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "mapping.write", &resource(&scope))?;
    let Some((_, words)) = read(&app, &scope, &mut form).await? else {
        return show_again(&form_page(&app, &scope, form, None).await?);
    };
    let seen = preview(app.db(), scope.tenant(), &words).await?;
    show(&form_page(&app, &scope, form, Some(seen)).await?)
}

/// Writes what a form or a body says; nothing where it has faults.
pub async fn write(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<(RuleId, i64)>, Problem> {
    let Some((known, words)) = read(app, scope, form).await? else { return Ok(None) };
    let tx = app.db().begin().await?;
    let saved = store::save(&tx, act(app, scope), known.as_ref(), &words).await?;
    tx.commit().await?;
    Ok(Some(saved))
}

pub async fn make_rule(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "mapping.write", &resource(&scope))?;
    match write(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path(&scope), "mapping-said-written"),
        None => show_again(&form_page(&app, &scope, form, None).await?),
    }
}

pub async fn end_rule(State(app): State<App>, scope: PartnershipScope, form: Fields) -> Answer {
    scope.require(&app, "mapping.write", &resource(&scope))?;
    if let Ok(id) = form.value("rule").parse()
        && let Some(rule) = find(&app, &scope, id).await?
    {
        let tx = app.db().begin().await?;
        store::end(&tx, act(&app, &scope), &rule).await?;
        tx.commit().await?;
    }
    see_and_say(&path(&scope), "mapping-said-ended")
}

pub async fn read_on(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "mapping.write", &resource(&scope))?;
    let tx = app.db().begin().await?;
    job::ask(&tx, scope.tenant(), app.now()).await?;
    tx.commit().await?;
    see_and_say(&path(&scope), "mapping-said-reading")
}
