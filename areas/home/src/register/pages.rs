use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State as Of};
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_strategy::kpi::{self, Kpi, KpiId};
use lustrum_strategy::metric::{Kind, Place, Reason, Registered, User, of_kpis};
use serde::Deserialize;

use super::{METRICS, Metric};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

#[derive(Template)]
#[template(path = "register/register.html")]
struct Register {
    shell: Shell,
    form: Fields,
    path: String,
    kinds: Vec<(String, String)>,
    users: Vec<(String, String)>,
    reasons: Vec<(String, String)>,
    lines: Vec<Line>,
    may_write: bool,
    next: Option<KpiId>,
}

/// A metric in words.
struct Line {
    name: String,
    how: String,
    /// Where a KPI is defined, and where its place is changed.
    link: Option<String>,
    edit: String,
    kind: String,
    users: String,
    reasons: String,
    unit: String,
    example: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    user: String,
    reason: String,
    before: Option<KpiId>,
}

impl Asked {
    /// Whether a metric answers what was asked for; what is left open is answered by all.
    fn fits(&self, kind: Kind, users: &[User], reasons: &[Reason]) -> bool {
        Kind::parse(&self.kind).is_none_or(|asked| asked == kind)
            && User::parse(&self.user).is_none_or(|asked| users.contains(&asked))
            && Reason::parse(&self.reason).is_none_or(|asked| reasons.contains(&asked))
    }
}

fn joined(t: &Speaker, keys: impl Iterator<Item = &'static str>) -> String {
    keys.map(|key| t.say(key)).collect::<Vec<_>>().join(", ")
}

fn of_product(t: &Speaker, metric: &Metric) -> Line {
    let say = |what: &str| t.say(&format!("metric-{what}{}", metric.word));
    let unit = say("unit-");
    let value = (metric.example)()
        .map(|value| if metric.difference { t.signed(value, metric.digits) } else { t.number(value, metric.digits) });
    Line {
        name: say("name-"),
        how: say("how-"),
        link: None,
        edit: String::new(),
        kind: t.say(metric.kind.key()),
        users: joined(t, metric.users.iter().map(|user| user.key())),
        reasons: joined(t, metric.reasons.iter().map(|reason| reason.key())),
        example: format!("{}: {} {unit}", say("example-"), value.unwrap_or_default()),
        unit,
    }
}

fn of_kpi(t: &Speaker, own: &str, kpi: Kpi, known: &HashMap<KpiId, Registered>) -> (Place, Line) {
    let registered = known.get(&kpi.id);
    let place = registered.map_or_else(Place::of_a_kpi, |known| known.place.clone());
    let definition = &kpi.current.definition;
    let example = registered.and_then(|known| known.example).map(|example| {
        let digits = usize::try_from(definition.decimals).unwrap_or_default();
        let plain = |value: f64| t.number(value, if value.fract() == 0.0 { 0 } else { 2 });
        let named = [
            ("part", plain(example.part)),
            ("whole", plain(example.whole)),
            ("value", t.number(example.value, digits)),
            ("unit", definition.unit.clone()),
        ];
        t.say_with("metric-example-kpi", &named)
    });
    let line = Line {
        name: kpi.title,
        how: definition.formula.clone(),
        link: Some(format!("{own}/kpis/{}", kpi.id)),
        edit: format!("{own}/kpis/{}/metric", kpi.id),
        kind: t.say(place.kind.key()),
        users: joined(t, place.users.iter().map(|user| user.key())),
        reasons: joined(t, place.reasons.iter().map(|reason| reason.key())),
        unit: definition.unit.clone(),
        example: example.unwrap_or_default(),
    };
    (place, line)
}

/// The lines that fit what was asked, a page of KPIs before those of the product.
async fn lines(
    app: &App,
    scope: &OrganisationScope,
    asked: &Asked,
    most: i64,
) -> Result<(Vec<Line>, Option<KpiId>), Problem> {
    let t = scope.viewer.speaker();
    let own = format!("/o/{}", scope.organisation());
    let mut kpis = kpi::list(app.db(), scope.organisation(), asked.before, most + 1).await?;
    let more = kpis.len() as i64 > most;
    kpis.truncate(usize::try_from(most).unwrap_or_default());
    let next = kpis.last().filter(|_| more).map(|kpi| kpi.id);
    let known = of_kpis(app.db(), scope.organisation()).await?;
    let mut lines: Vec<Line> = kpis
        .into_iter()
        .map(|kpi| of_kpi(&t, &own, kpi, &known))
        .filter(|(place, _)| asked.fits(place.kind, &place.users, &place.reasons))
        .map(|(_, line)| line)
        .collect();
    if asked.before.is_none() {
        let fitting = METRICS.iter().filter(|metric| asked.fits(metric.kind, metric.users, metric.reasons));
        lines.extend(fitting.map(|metric| of_product(&t, metric)));
    }
    Ok((lines, next))
}

fn resource(scope: &OrganisationScope) -> Resource {
    Resource::new("Kpi", scope.organisation())
}

/// `/o/{organisation}/metrics`
pub async fn show_register(Of(app): Of<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "kpi.view", &resource(&scope))?;
    let (lines, next) = lines(&app, &scope, &asked, A_PAGE).await?;
    let t = scope.viewer.speaker();
    let options = |words: Vec<(&str, &'static str)>| {
        let all = std::iter::once((String::new(), t.say("metric-all")));
        all.chain(words.into_iter().map(|(word, key)| (word.to_owned(), t.say(key)))).collect::<Vec<_>>()
    };
    let form = Fields::filled([("kind", asked.kind), ("user", asked.user), ("reason", asked.reason)]);
    show(&Register {
        shell: Shell::at(&app, &scope, t.say("metric-register")),
        form,
        path: format!("/o/{}/metrics", scope.organisation()),
        kinds: options(Kind::ALL.iter().map(|kind| (kind.word(), kind.key())).collect()),
        users: options(User::ALL.iter().map(|user| (user.word(), user.key())).collect()),
        reasons: options(Reason::ALL.iter().map(|reason| (reason.word(), reason.key())).collect()),
        lines,
        may_write: scope.may(&app, "kpi.write", &resource(&scope)),
        next,
    })
}

pub async fn export_register(Of(app): Of<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "kpi.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings =
        ["metric-name", "metric-how", "metric-kind", "metric-users", "metric-reasons", "metric-unit", "metric-example"];
    let mut rows = vec![headings.map(|key| Out::Text(t.say(key))).to_vec()];
    for line in lines(&app, &scope, &Asked::default(), AN_EXPORT).await?.0 {
        let cells = [line.name, line.how, line.kind, line.users, line.reasons, line.unit, line.example];
        rows.push(cells.map(Out::Text).to_vec());
    }
    download("metrics.csv", "text/csv; charset=utf-8", csv(&rows))
}
