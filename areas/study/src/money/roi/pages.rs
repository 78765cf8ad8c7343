//! The return of a study, or why there is none and what the effect would have to be.

use askama::Template;
use axum::extract::{Path, State};
use jiff::tz::TimeZone;
use lustrum_delivery::cohort;
use lustrum_evidence::levels::Level as Rung;
use lustrum_impact::money::Return;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::chart::{About, Bar, Level, Svg, Tornado};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;

use super::{Applied, Asked, DRAWS, Standing, Weighed, applied, weigh};
use crate::money::cost::{self, Kind};
use crate::money::pages::says;
use crate::money::unit_words::unit_cost;
use crate::money::{path_of, resource, rule};
use crate::study::pages::load;
use crate::study::words::Words;
use crate::study::{Concluded, StudyId, estimates};

#[derive(Template)]
#[template(path = "money/roi/show.html")]
struct Page {
    shell: Shell,
    study_path: String,
    money_path: String,
    study: String,
    generated: bool,
    verdict: String,
    plainly: String,
    /// Why there is no return, and what is missing; empty where there is one.
    whys: Vec<String>,
    needs: Vec<String>,
    figures: Vec<Shown>,
    per_unit: Option<Shown>,
    break_even: Option<Shown>,
    chart: Option<Svg>,
    headings: [String; 3],
    bars: Vec<Vec<String>>,
    rule: Option<[String; 2]>,
    loaded: Option<Loaded>,
    principles: Vec<Principled>,
}

struct Shown {
    label: String,
    value: String,
    interval: String,
    basis: String,
}

/// Whether every kind of cost has a line, in words too.
struct Loaded {
    full: bool,
    words: String,
}

struct Principled {
    number: usize,
    title: String,
    words: String,
    standing: String,
    class: &'static str,
}

/// A study with its return, as this side may see it.
pub(crate) struct Found {
    pub known: Concluded,
    pub weighed: Weighed,
    pub lower: Vec<Rung>,
}

impl Found {
    pub(crate) fn principles(&self) -> Vec<Applied> {
        applied(&self.weighed, self.lower.len() == 3, self.known.partner_sees)
    }
}

pub(crate) async fn find(app: &App, scope: &PartnershipScope, id: StudyId) -> Result<Found, Problem> {
    scope.require(app, "money.view", &resource(scope))?;
    let known = load(app, scope, id).await?;
    // A study that this side may not see is not there for it.
    if !scope.may(app, "study.view", &known.study.resource(known.partner_sees)) {
        return Err(Problem::NotFound);
    }
    let (db, tenant, partnership) = (app.db(), scope.tenant(), scope.id());
    let made = estimates(db, tenant, id).await?;
    let cohorts = cohort::of_partnership(db, tenant, partnership).await?;
    let rules = rule::of_partnership(db, tenant, partnership).await?;
    let costs = cost::live(db, tenant, partnership).await?;
    let weighed = weigh(&Asked {
        study: &known.study,
        newest: made.first(),
        opened: made.last().map(|first| first.made_at),
        rules: &rules,
        costs: &costs,
        enrolled: cost::enrolled(&costs, &cohorts),
    });
    let now = app.now();
    let today = now.day_in(&TimeZone::UTC);
    let from = Day::of(1900, 1, 1).unwrap_or(today);
    let levels = lustrum_evidence::summary(db, tenant, partnership, scope.side, from, today, now).await?;
    let seen = |rung: &Rung| levels.of(*rung).iter().any(|line| line.figure.value().is_some());
    let lower = [Rung::Reaction, Rung::Learning, Rung::Behaviour].into_iter().filter(seen).collect();
    Ok(Found { known, weighed, lower })
}

pub async fn show_return(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let found = find(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let plan = &found.known.study.plan;
    let words = Words { t: &t, plan };
    let teller = Teller { t: &t, words: &words, found: &found };
    let weighed = &found.weighed;
    let (chart, bars) = teller.tornado();
    show(&Page {
        shell: Shell::within(&app, &scope, t.say("roi-title")).step(&app, &scope, Step::Impact),
        study_path: format!("/p/{}/studies/{id}", scope.id()),
        money_path: path_of(&scope),
        study: plan.title.clone(),
        generated: plan.generated,
        verdict: match &found.known.estimate {
            Some(made) => words.verdict(made.finding.verdict),
            None => t.say("study-verdict-waiting"),
        },
        plainly: teller.plainly(),
        whys: weighed.whys.iter().map(|why| t.say(&format!("roi-why-{}", why.word()))).collect(),
        needs: weighed.whys.iter().map(|why| t.say(&format!("roi-need-{}", why.word()))).collect(),
        figures: teller.figures(),
        per_unit: teller.per_unit(),
        break_even: teller.break_even(),
        chart,
        headings: ["roi-driver", "study-low", "study-high"].map(|key| t.say(key)),
        bars,
        rule: weighed.rule.as_ref().map(|rule| [says(&t, rule), rule.words.source.clone()]),
        loaded: weighed.total.as_ref().map(|total| {
            let missing: Vec<String> = total.missing.iter().map(|kind| t.say(&kind.key())).collect();
            let full = missing.is_empty();
            let said = if full { t.say("cost-loaded") } else { t.say1("cost-not-loaded", "kinds", missing.join(", ")) };
            Loaded { full, words: said }
        }),
        principles: found.principles().into_iter().map(|one| teller.principle(one)).collect(),
    })
}

struct Teller<'a> {
    t: &'a Speaker,
    words: &'a Words<'a>,
    found: &'a Found,
}

impl Teller<'_> {
    fn currency(&self) -> &str {
        self.found.weighed.total.as_ref().map_or("", |total| total.currency.as_str())
    }
    fn money(&self, whole: f64) -> String {
        self.t.about(whole * 100.0, self.currency())
    }
    fn percent(&self, share: f64) -> String {
        let sign = if share > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.t.percent(share, 0))
    }
    fn interval(&self, low: String, high: String) -> String {
        self.t.say_with("study-interval", &[("level", self.t.percent(0.95, 0)), ("low", low), ("high", high)])
    }
    fn plainly(&self) -> String {
        let t = self.t;
        let Some(found) = &self.found.weighed.found else { return t.say("roi-plain-none") };
        let named = [
            ("cost", self.money(found.cost)),
            ("benefit", self.money(found.benefit)),
            ("low", self.money(found.benefit_interval.low)),
            ("high", self.money(found.benefit_interval.high)),
            ("months", t.whole(self.found.weighed.months)),
            ("chance", t.percent(found.probability_positive, 0)),
        ];
        let key = if found.roi_interval.low > 0.0 {
            "roi-plain-earned"
        } else if found.roi_interval.high < 0.0 {
            "roi-plain-not-earned"
        } else {
            "roi-plain-open"
        };
        t.say_with(key, &named)
    }
    fn basis(&self) -> String {
        let t = self.t;
        let n = self.found.known.estimate.as_ref().map(|made| self.words.counted(&made.finding));
        let days = self
            .found
            .weighed
            .total
            .as_ref()
            .map(|total| t.say2("roi-basis-costs", "from", t.day(&total.days.0), "until", t.day(&total.days.1)));
        let source = self.found.known.study.plan.source.clone();
        [n, days, Some(source)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
    fn figures(&self) -> Vec<Shown> {
        let Some(found) = &self.found.weighed.found else { return Vec::new() };
        let t = self.t;
        let shown = |key: &str, value: String, interval: String| Shown {
            label: t.say(key),
            value,
            interval,
            basis: self.basis(),
        };
        let net = |benefit: f64| self.money(benefit - found.cost);
        let (low, high) = (found.benefit_interval.low, found.benefit_interval.high);
        vec![
            shown(
                "roi-figure-roi",
                self.percent(found.roi),
                self.interval(self.percent(found.roi_interval.low), self.percent(found.roi_interval.high)),
            ),
            shown("roi-figure-net", net(found.benefit), self.interval(net(low), net(high))),
            self.payback(found),
        ]
    }
    /// What one unit of the outcome cost, or why it can't be told; without any costs there is nothing to tell.
    fn per_unit(&self) -> Option<Shown> {
        let weighed = &self.found.weighed;
        weighed.total.as_ref()?;
        let told = unit_cost(self.t, weighed, self.words);
        Some(Shown { label: told.label, value: told.value, interval: told.interval, basis: told.basis })
    }
    fn payback(&self, found: &Return) -> Shown {
        let t = self.t;
        let months = |years: Option<f64>| {
            years.map_or_else(|| t.say("roi-never"), |years| t.count("roi-months", (years * 12.0).ceil() as i64))
        };
        Shown {
            label: t.say("roi-figure-payback"),
            value: months(found.payback_years),
            interval: self.interval(months(found.payback_early), months(found.payback_late)),
            basis: t.say1("roi-payback-basis", "months", t.whole(self.found.weighed.months)),
        }
    }
    fn break_even(&self) -> Option<Shown> {
        let t = self.t;
        let least = self.found.weighed.break_even?;
        let plan = &self.found.known.study.plan;
        let now = self.found.known.estimate.as_ref().and_then(|made| made.finding.effect());
        let basis = match now {
            Some((effect, [low, high])) => t.say_with(
                "roi-break-even-now",
                &[
                    ("estimate", self.words.signed(effect)),
                    ("low", self.words.signed(low)),
                    ("high", self.words.signed(high)),
                    ("unit", self.words.unit()),
                ],
            ),
            None => self.basis(),
        };
        // What there is to move at all, so that an effect out of reach is seen to be one.
        let without = self.found.known.estimate.as_ref().and_then(|made| made.finding.description.untreated_mean);
        let mean = without
            .map(|mean| t.say2("roi-break-even-mean", "mean", self.words.number(mean), "unit", plan.unit.trim()));
        let basis = [Some(basis), mean].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let signed = match plan.better {
            crate::study::Better::Higher => least,
            crate::study::Better::Lower => -least,
        };
        Some(Shown {
            label: t.say1("roi-break-even", "outcome", plan.outcome()),
            value: format!("{} {}", self.words.signed(signed), self.words.unit()),
            interval: String::new(),
            basis,
        })
    }
    /// What drives the return, without what does not move it at all.
    fn tornado(&self) -> (Option<Svg>, Vec<Vec<String>>) {
        let Some(found) = &self.found.weighed.found else { return (None, Vec::new()) };
        let t = self.t;
        let number = |value: f64| self.percent(value);
        let bars = found.tornado.iter().filter(|bar| bar.high - bar.low > 1e-9).map(|bar| Bar {
            name: match bar.name.as_str() {
                "effect" => t.say("roi-driver-effect"),
                "value per unit" => t.say("roi-driver-value"),
                kind => Kind::parse(kind).map_or_else(|| kind.to_owned(), |kind| t.say(&kind.key())),
            },
            low: bar.low,
            high: bar.high,
            words: t.say2("roi-from-to", "low", number(bar.low), "high", number(bar.high)),
        });
        let tornado = Tornado { value: found.roi, bars: bars.collect() };
        let title = t.say("roi-tornado");
        let said = tornado.bars.iter().map(|bar| format!("{}: {}", bar.name, bar.words)).collect::<Vec<_>>().join("; ");
        let about = About { id: "tornado", title: &title, description: &said, level: Level::Results, number: &number };
        let table = tornado.table(["", "", ""], &number).into_iter().skip(1).collect();
        (tornado.draw(&about), table)
    }
    fn principle(&self, one: Applied) -> Principled {
        let t = self.t;
        let weighed = &self.found.weighed;
        let levels: Vec<String> =
            self.found.lower.iter().map(|rung| t.say(&format!("evidence-level-{}", rung.word()))).collect();
        let missing = weighed.total.as_ref().map(|total| total.missing.clone()).unwrap_or_default();
        let missing: Vec<String> = missing.into_iter().map(|kind| t.say(&kind.key())).collect();
        let rule = weighed.rule.as_ref();
        let named = [
            ("levels", if levels.is_empty() { "–".to_owned() } else { levels.join(", ") }),
            ("source", rule.map(|rule| rule.words.source.clone()).unwrap_or_default()),
            ("design", t.say(&self.found.known.study.plan.design_key())),
            ("draws", t.whole(i64::try_from(DRAWS).unwrap_or_default())),
            ("months", t.whole(weighed.months)),
            ("kinds", if missing.is_empty() { "–".to_owned() } else { missing.join(", ") }),
        ];
        Principled {
            number: one.principle.number(),
            title: t.say(&one.title_key()),
            words: t.say_with(&one.key(), &named),
            standing: t.say(&format!("roi-standing-{}", one.standing.word())),
            class: match one.standing {
                Standing::Held => "tag",
                Standing::Open => "tag open",
                Standing::Stated => "tag plain",
            },
        }
    }
}
