//! What it costs and what it was worth: figures of cost, rules of conversion, studies with their return, and the ledger.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use jiff::tz::TimeZone;
use lustrum_delivery::cohort;
use lustrum_evidence::ratings;
use lustrum_identity::person;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::money::Money;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_programme::programme::{self, ProgrammeId};
use serde::Deserialize;

use super::cost::{self, APPLIES_FROM, Applied, Cost, CostId, OfCohort, Per, Total};
use super::roi::{Asked as Weighing, set_out};
use super::rule::change_pages::seen;
use super::rule::{self, Rule, RuleId};
use super::unit_words::{UnitCost, unit_cost};
use super::{path_of, resource};
use crate::study::pages::visible;
use crate::study::words::Words;
use crate::study::{Concluded, StudyId, opened};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 5_000;

#[derive(Template)]
#[template(path = "money/show.html")]
struct Page {
    shell: Shell,
    path: String,
    studies_path: String,
    groups: Vec<Group>,
    rules: Vec<Ruled>,
    studies: Vec<Studied>,
    lines: Vec<Line>,
    next: Option<CostId>,
    may_enter: bool,
    may_agree: bool,
}

/// A figure as it is shown.
struct Shown {
    label: String,
    value: String,
    interval: String,
    basis: String,
}

struct Group {
    title: String,
    /// Which kinds of cost have no line, in words.
    loaded: String,
    full: bool,
    figures: Vec<Shown>,
    cohorts: Vec<[String; 4]>,
}

struct Ruled {
    id: RuleId,
    title: String,
    says: String,
    source: String,
    state: String,
    open: bool,
    may_accept: bool,
    may_end: bool,
    own: bool,
}

struct Studied {
    id: StudyId,
    title: String,
    verdict: String,
    unit: UnitCost,
}

struct Line {
    id: CostId,
    kind: String,
    words: String,
    amount: String,
    made_from: String,
    days: String,
    source: String,
    who: String,
    counts: bool,
    may_withdraw: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<CostId>,
}

/// What the costs of one programme come to, or of the partnership as a whole.
pub(crate) struct Costing {
    pub programme: Option<ProgrammeId>,
    pub title: Option<String>,
    pub total: Total,
    pub cohorts: Vec<OfCohort>,
    pub enrolled: i64,
    pub each: Option<Per>,
    pub applied: Applied,
    pub applying: Option<Per>,
}

/// The costs of each programme that has any, and of what no programme has.
pub(crate) async fn costings(app: &App, scope: &PartnershipScope) -> Result<Vec<Costing>, Problem> {
    let (db, tenant, partnership) = (app.db(), scope.tenant(), scope.id());
    let costs = cost::live(db, tenant, partnership).await?;
    let cohorts = cohort::of_partnership(db, tenant, partnership).await?;
    let today = app.now().day_in(&TimeZone::UTC);
    let ever = Day::of(1900, 1, 1).unwrap_or(today);
    let changes = ratings::changes(db, tenant, partnership, (ever, today)).await?;
    let programmes = programme::of_partnership(db, tenant, partnership).await?;
    let ids = programmes.into_iter().map(|one| (Some(one.id), Some(one.title))).chain([(None, None)]);
    let costing = |(id, title): (Option<ProgrammeId>, Option<String>)| {
        let total = cost::total(costs.iter().filter(|cost| cost.words.programme == id))?;
        let cohorts = id.map(|id| cost::by_cohort(&costs, id, &cohorts)).unwrap_or_default();
        let enrolled = cohorts.iter().map(|cohort| cohort.people).sum();
        let each = cost::per(total.minor, enrolled);
        let applied = id.map(|id| cost::applied(&changes, id)).unwrap_or_default();
        let applying = each.and_then(|each| cost::per_applying(each, applied));
        Some(Costing { programme: id, title, total, cohorts, enrolled, each, applied, applying })
    };
    Ok(ids.filter_map(costing).collect())
}

fn days(t: &Speaker, (from, until): (Day, Day)) -> String {
    format!("{} – {}", t.day(&from), t.day(&until))
}

fn group(t: &Speaker, costing: &Costing) -> Group {
    let total = &costing.total;
    let currency = total.currency.as_str();
    let ledger = format!("{} · {}", t.count("cost-lines", total.lines), days(t, total.days));
    let missing: Vec<String> = total.missing.iter().map(|kind| t.say(&kind.key())).collect();
    let mut figures = vec![Shown {
        label: t.say("cost-figure-total"),
        value: t.about(total.minor as f64, currency),
        interval: String::new(),
        basis: ledger.clone(),
    }];
    if let Some(each) = costing.each {
        figures.push(Shown {
            label: t.say("cost-figure-each"),
            value: t.about(each.minor, currency),
            interval: String::new(),
            basis: format!("{} · {ledger}", t.say1("study-n-enrolled", "n", t.whole(costing.enrolled))),
        });
    }
    if costing.programme.is_some() {
        figures.push(applying(t, costing, currency));
    }
    let cohort = |one: &OfCohort| {
        let each = if one.people > 0 { t.about(one.minor / one.people as f64, currency) } else { "–".to_owned() };
        [one.title.clone(), t.whole(one.people), t.about(one.minor, currency), each]
    };
    Group {
        title: costing.title.clone().unwrap_or_else(|| t.say("cost-no-programme")),
        full: missing.is_empty(),
        loaded: if missing.is_empty() {
            t.say("cost-loaded")
        } else {
            t.say1("cost-not-loaded", "kinds", missing.join(", "))
        },
        figures,
        cohorts: costing.cohorts.iter().map(cohort).collect(),
    }
}

fn applying(t: &Speaker, costing: &Costing, currency: &str) -> Shown {
    let Applied { yes, of } = costing.applied;
    let count = |count: usize| t.whole(i64::try_from(count).unwrap_or(i64::MAX));
    let points = t.number(APPLIES_FROM, 1);
    let shown = costing.applying.is_some();
    let basis = if shown {
        t.say_with("cost-applies", &[("yes", count(yes)), ("of", count(of)), ("points", points)])
    } else {
        t.say1("cost-applies-none", "points", points)
    };
    Shown {
        label: t.say("cost-figure-applying"),
        value: costing.applying.map_or_else(|| "–".to_owned(), |per| t.about(per.minor, currency)),
        interval: costing
            .applying
            .and_then(|per| per.range)
            .map(|(low, high)| {
                let ends = [("low", t.about(low, currency)), ("high", t.about(high, currency))];
                let level = [("level", t.percent(0.95, 0))];
                t.say_with("study-interval", &[ends.as_slice(), level.as_slice()].concat())
            })
            .unwrap_or_default(),
        basis,
    }
}

/// `EUR 208.00 (EUR 156.00 to EUR 260.00) per % for each of 240 managers, over 12 months`
pub(crate) fn says(t: &Speaker, rule: &Rule) -> String {
    let words = &rule.words;
    let money = |minor: i64| t.money(&Money::new(minor, &words.currency));
    let unit = if words.unit.trim() == "%" { t.say("study-unit-points") } else { words.unit.clone() };
    let worth = match words.range {
        Some((low, high)) => t.say_with(
            "rule-worth-between",
            &[("value", money(words.value)), ("low", money(low)), ("high", money(high))],
        ),
        None => money(words.value),
    };
    let named = [
        ("worth", worth),
        ("unit", unit),
        ("count", t.whole(words.count)),
        ("counted", words.counted.clone()),
        ("months", t.whole(words.months)),
    ];
    t.say_with("rule-says", &named)
}

fn ruled(t: &Speaker, scope: &PartnershipScope, rule: Rule, may: bool) -> Ruled {
    let (open, own) = (rule.is_open(), rule.side == scope.side);
    let state = match rule.accepted {
        Some((at, _)) => t.say1("rule-state-agreed", "day", t.date(&at)),
        None => {
            let side = match rule.side {
                Side::Organisation => scope.partnership.client_name.clone(),
                Side::Partner => scope.partnership.partner_name.clone(),
            };
            let at = rule.ended_at.unwrap_or(rule.proposed_at);
            t.say2(&format!("rule-state-{}", rule.state()), "side", side, "day", t.date(&at))
        }
    };
    Ruled {
        says: says(t, &rule),
        id: rule.id,
        title: t.say2("rule-title", "measure", &rule.words.title, "number", rule.number),
        source: rule.words.source,
        state,
        open,
        may_accept: may && open && !own,
        may_end: may && open,
        own,
    }
}

fn line(t: &Speaker, cost: Cost, names: &HashMap<PersonId, String>, scope: &PartnershipScope, may: bool) -> Line {
    let words = &cost.words;
    let money = |minor: i64| t.money(&Money::new(minor, &words.currency));
    let mut made_from = Vec::new();
    if let Some((hours, rate)) = words.time {
        made_from.push(t.say2(
            "cost-time",
            "hours",
            t.number(hours, usize::from(hours.fract() != 0.0)),
            "rate",
            money(rate),
        ));
    }
    if words.margin > 0 {
        made_from.push(t.say1("cost-give-or-take", "percent", t.percent(words.margin as f64 / 100.0, 0)));
    }
    Line {
        id: cost.id,
        kind: t.say(&words.kind.key()),
        words: words.words.clone(),
        amount: money(words.amount),
        made_from: made_from.join(", "),
        days: days(t, (words.from, words.until)),
        source: words.source.clone(),
        who: match cost.withdrawn_at {
            Some(at) => t.say1("cost-withdrawn", "day", t.date(&at)),
            None => {
                let name = names.get(&cost.entered_by).cloned().unwrap_or_default();
                t.say2("cost-entered", "name", name, "day", t.date(&cost.entered_at))
            }
        },
        counts: cost.counts(),
        may_withdraw: may && cost.counts() && cost.side == scope.side,
    }
}

/// Each study that this side may see, with what a unit of its outcome cost.
async fn studied(app: &App, scope: &PartnershipScope, rules: &[Rule]) -> Result<Vec<Studied>, Problem> {
    let (db, tenant, partnership, t) = (app.db(), scope.tenant(), scope.id(), scope.viewer.speaker());
    let costs = cost::live(db, tenant, partnership).await?;
    let cohorts = cohort::of_partnership(db, tenant, partnership).await?;
    let opened = opened(db, tenant, partnership).await?;
    let enrolled = cost::enrolled(&costs, &cohorts);
    let one = |known: &Concluded| {
        let study = &known.study;
        let (newest, opened) = (known.estimate.as_ref(), opened.get(&study.id).copied());
        let weighed = set_out(&Weighing { study, newest, opened, rules, costs: &costs, enrolled });
        Studied {
            id: study.id,
            title: study.plan.title.clone(),
            verdict: match newest {
                Some(made) => t.say(&format!("study-verdict-{}", made.finding.verdict.word())),
                None => t.say("study-verdict-waiting"),
            },
            unit: unit_cost(&t, &weighed, &Words { t: &t, plan: &study.plan }),
        }
    };
    Ok(visible(app, scope).await?.iter().map(one).collect())
}

pub async fn show_money(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "money.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let mut costs = cost::list(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = costs.len() > A_PAGE as usize;
    costs.truncate(A_PAGE as usize);
    let people: Vec<PersonId> = costs.iter().map(|cost| cost.entered_by).collect();
    let names = person::named(app.db(), &people).await?;
    let may_enter = scope.may(&app, "cost.enter", &resource(&scope));
    let may_agree = scope.may(&app, "rule.agree", &resource(&scope));
    let rules = rule::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let studied = studied(&app, &scope, &rules).await?;
    let rules = seen(&app, &scope, rules).await?;
    show(&Page {
        shell: Shell::within(&app, &scope, t.say("money-title")).step(&app, &scope, Step::Impact),
        path: path_of(&scope),
        studies_path: format!("/p/{}/studies", scope.id()),
        groups: costings(&app, &scope).await?.iter().map(|costing| group(&t, costing)).collect(),
        rules: rules.into_iter().map(|rule| ruled(&t, &scope, rule, may_agree)).collect(),
        studies: studied,
        next: costs.last().filter(|_| more).map(|cost| cost.id),
        lines: costs.into_iter().map(|cost| line(&t, cost, &names, &scope, may_enter)).collect(),
        may_enter,
        may_agree,
    })
}

pub async fn export_costs(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "money.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let names = ["kind", "words", "amount", "currency", "from", "until", "source", "withdrawn-on"];
    let mut rows: Vec<Vec<Out>> =
        vec![names.iter().map(|name| Out::Text(t.say(&format!("cost-column-{name}")))).collect()];
    for cost in cost::list(app.db(), scope.tenant(), scope.id(), None, AN_EXPORT).await? {
        let words = cost.words;
        rows.push(vec![
            Out::Text(t.say(&words.kind.key())),
            Out::Text(words.words),
            Out::Number(words.amount as f64 / 100.0),
            Out::Text(words.currency),
            Out::Date(words.from.0),
            Out::Date(words.until.0),
            Out::Text(words.source),
            Out::Text(cost.withdrawn_at.map(|at| at.day_in(&t.zone).to_string()).unwrap_or_default()),
        ]);
    }
    download("costs.csv", "text/csv; charset=utf-8", csv(&rows))
}
