//! Studies of a partnership: list, and one with its question, its answer and all that it stands on.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::chart::{About, Estimate, Estimates, Level, Svg};
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::words::{CheckLine, Words};
use super::{Basis, Concluded, Estimated, Finding, Study, StudyId, estimates, latest_of};

#[derive(Template)]
#[template(path = "study/list.html")]
struct List {
    shell: Shell,
    path: String,
    studies: Vec<Listed>,
    may_register: bool,
}

struct Listed {
    id: StudyId,
    title: String,
    question: String,
    verdict: String,
    waits: bool,
    registered: String,
}

#[derive(Template)]
#[template(path = "study/show.html")]
pub(crate) struct One {
    shell: Shell,
    form: Fields,
    path: String,
    study: Study,
    registered_by: String,
    answer: Option<Told>,
    earlier: Vec<Earlier>,
    of_readings: bool,
    units: Option<String>,
    periods: Option<String>,
    columns: Option<String>,
    seen: bool,
    by_agreement: bool,
    may_estimate: bool,
    may_release: bool,
    may_weigh: bool,
}

/// A finding in the reader's language.
struct Told {
    number: i64,
    verdict: String,
    sure: bool,
    plainly: String,
    estimate: Option<String>,
    unit: String,
    interval: String,
    n: String,
    clusters: Option<String>,
    chart: Option<Svg>,
    data: Vec<Vec<String>>,
    headings: [String; 4],
    reasons: Vec<String>,
    needed: Vec<String>,
    checks: Vec<CheckLine>,
    described: Vec<[String; 3]>,
    difference: Option<String>,
    method: Option<String>,
    standard_error: Option<String>,
    p_value: Option<String>,
    data_hash: String,
    code: String,
    made: String,
}

struct Earlier {
    number: i64,
    words: String,
    verdict: String,
}

pub(crate) fn list_resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Studies", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/studies", scope.id())
}

/// The studies that the viewer's side may see, the newest first.
pub(crate) async fn visible(app: &App, scope: &PartnershipScope) -> Result<Vec<Concluded>, Problem> {
    let all = latest_of(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    Ok(all.into_iter().filter(|known| scope.side == Side::Organisation || known.partner_sees).collect())
}

/// One study, with whether the partner sees it.
pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: StudyId) -> Result<Concluded, Problem> {
    let all = latest_of(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    all.into_iter().find(|known| known.study.id == id).ok_or(Problem::NotFound)
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "study.list", &list_resource(&scope))?;
    let t = scope.viewer.speaker();
    let studies = visible(&app, &scope).await?;
    let listed = |known: Concluded| Listed {
        verdict: verdict(&t, &known),
        waits: known.estimate.is_none(),
        registered: t.date(&known.study.registered_at),
        id: known.study.id,
        title: known.study.plan.title,
        question: known.study.plan.question,
    };
    show(&List {
        shell: Shell::within(&app, &scope, t.say("studies-title")).step(&app, &scope, Step::Impact),
        path: path_of(&scope),
        studies: studies.into_iter().map(listed).collect(),
        may_register: scope.may(&app, "study.register", &list_resource(&scope)),
    })
}

fn verdict(t: &lustrum_kernel::locale::Speaker, known: &Concluded) -> String {
    match &known.estimate {
        Some(made) => t.say(&format!("study-verdict-{}", made.finding.verdict.word())),
        None => t.say("study-verdict-waiting"),
    }
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "study.list", &list_resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings =
        ["study-title", "study-question", "study-registered", "study-verdict"].map(|key| Out::Text(t.say(key)));
    let mut rows = vec![headings.to_vec()];
    for known in visible(&app, &scope).await? {
        let (verdict, day) = (verdict(&t, &known), known.study.registered_at.day_in(&t.zone));
        let plan = known.study.plan;
        rows.push(vec![Out::Text(plan.title), Out::Text(plan.question), Out::Date(day.0), Out::Text(verdict)]);
    }
    download("studies.csv", "text/csv; charset=utf-8", csv(&rows))
}

pub async fn show_study(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.view", &known.study.resource(known.partner_sees))?;
    show(&page(&app, &scope, known, Fields::default()).await?)
}

pub(crate) async fn page(app: &App, scope: &PartnershipScope, known: Concluded, form: Fields) -> Result<One, Problem> {
    let Concluded { study, partner_sees, .. } = known;
    let all = estimates(app.db(), scope.tenant(), study.id).await?;
    let makers = all.iter().map(|made| made.made_by).chain([study.registered_by]).collect::<Vec<_>>();
    let names = person::named(app.db(), &makers).await?;
    let shell = Shell::within(app, scope, study.plan.title.clone()).step(app, scope, Step::Impact);
    let t = shell.t.clone();
    let words = Words { t: &t, plan: &study.plan };
    let made = |made: &Estimated| {
        let named = [
            ("day", t.date(&made.made_at)),
            ("name", names.get(&made.made_by).cloned().unwrap_or_default()),
            ("number", made.number.to_string()),
        ];
        t.say_with("study-estimated-words", &named)
    };
    let answer = all.first().map(|newest| told(&words, newest, made(newest)));
    let earlier = all.iter().map(|one| Earlier {
        number: one.number,
        words: made(one),
        verdict: words.verdict(one.finding.verdict),
    });
    let resource = study.resource(partner_sees);
    let (mut units, mut periods, mut columns) = (None, None, None);
    match &study.plan.basis {
        Basis::Kpi { from, until, units: planned, .. } => {
            let trained = planned.iter().filter(|unit| unit.trained_from.is_some()).count();
            let waiting = planned.len() - trained;
            units = Some(t.say2("study-units-words", "trained", trained, "waiting", waiting));
            periods = Some(t.say2("study-periods-words", "from", t.month(from), "until", t.month(until)));
        }
        Basis::Table { outcome, treatment, unit, time, cluster, covariates } => {
            let named = [Some(outcome), Some(treatment), unit.as_ref(), time.as_ref(), cluster.as_ref()];
            let all: Vec<&str> = named.into_iter().flatten().chain(covariates).map(String::as_str).collect();
            columns = Some(all.join(", "));
        }
    }
    Ok(One {
        registered_by: names.get(&study.registered_by).cloned().unwrap_or_default(),
        path: format!("{}/{}", path_of(scope), study.id),
        form,
        earlier: earlier.collect(),
        answer,
        of_readings: study.plan.kpi().is_some(),
        units,
        periods,
        columns,
        seen: partner_sees,
        by_agreement: partner_sees && study.released_at.is_none(),
        may_estimate: scope.may(app, "study.estimate", &resource),
        may_release: scope.may(app, "study.release", &resource),
        may_weigh: scope.may(app, "money.view", &crate::money::resource(scope)),
        shell,
        study,
    })
}

fn told(words: &Words<'_>, made: &Estimated, when: String) -> Told {
    let (t, finding) = (words.t, &made.finding);
    let effect = finding.effect();
    let headings = ["study-measure", "study-estimate", "study-low", "study-high"].map(|key| t.say(key));
    let (chart, data) = picture(words, finding, &headings).unzip();
    Told {
        number: made.number,
        verdict: words.verdict(finding.verdict),
        sure: matches!(finding.verdict, super::Verdict::Effect | super::Verdict::NoEffectDetected),
        plainly: words.plainly(finding),
        estimate: effect.map(|(value, _)| words.signed(value)),
        unit: words.unit(),
        interval: effect
            .map(|(_, [low, high])| {
                let named = [("level", words.level(finding)), ("low", words.signed(low)), ("high", words.signed(high))];
                t.say_with("study-interval", &named)
            })
            .unwrap_or_default(),
        n: t.say1("study-n", "n", t.whole(finding.n)),
        clusters: finding.clusters.map(|clusters| t.say1("study-clusters", "clusters", t.whole(clusters))),
        chart: chart.flatten(),
        data: data.unwrap_or_default(),
        headings,
        reasons: finding.reasons.iter().map(|reason| words.reason(reason)).collect(),
        needed: finding.needed.iter().map(|need| words.need(need)).collect(),
        checks: finding.checks.iter().map(|check| words.check(check)).collect(),
        described: described(words, finding),
        difference: finding.description.raw_difference.map(|value| words.signed(value)),
        method: words.method(finding),
        standard_error: finding.se.map(|error| words.number(error)),
        p_value: finding
            .p_value
            .map(|p| if p < 0.001 { t.say1("study-p-below", "least", t.number(0.001, 3)) } else { t.number(p, 3) }),
        data_hash: made.data_hash.clone(),
        code: made.code_version.clone(),
        made: when,
    }
}

fn described(words: &Words<'_>, finding: &Finding) -> Vec<[String; 3]> {
    let t = words.t;
    let number = |value: Option<f64>| value.map(|value| words.number(value)).unwrap_or_default();
    let d = &finding.description;
    vec![
        [t.say("study-trained"), t.whole(d.treated_n), number(d.treated_mean)],
        [t.say("study-untrained"), t.whole(d.untreated_n), number(d.untreated_mean)],
    ]
}

/// The estimate with its interval, and the same as a table.
fn picture(words: &Words<'_>, finding: &Finding, headings: &[String; 4]) -> Option<(Option<Svg>, Vec<Vec<String>>)> {
    let (value, [low, high]) = finding.effect()?;
    let t = words.t;
    let number = |value: f64| words.signed(value);
    let name = words.plan.outcome().to_owned();
    let said = format!("{} ({} – {})", number(value), number(low), number(high));
    let chart = Estimates { rows: vec![Estimate { name, value, interval: (low, high), words: said.clone() }] };
    let title = t.say("study-chart");
    let about = About { id: "estimate", title: &title, description: &said, level: Level::Results, number: &number };
    let [one, two, three, four] = headings;
    let table = chart.table([one, two, three, four], &number);
    Some((chart.draw(&about), table.into_iter().skip(1).collect()))
}
