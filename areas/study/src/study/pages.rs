//! Studies of a partnership: list, and one with its question, its answer and all that it stands on.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_impact::staggered::Settings;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::horizons::{self, Followed, Line};
use super::pictures::{self, Picture};
use super::words::{CheckLine, Words};
use super::{
    Basis, Concluded, Design, Estimated, Finding, Study, StudyId, Verdict, estimates, latest_of, once, schematic, surer,
};

#[derive(Template)]
#[template(path = "study/list.html")]
struct List {
    shell: Shell,
    path: String,
    studies: Vec<Listed>,
    /// Draws, which both sides see whatever else is shared.
    draws: Vec<Listed>,
    may_register: bool,
}

struct Listed {
    id: StudyId,
    title: String,
    question: String,
    verdict: String,
    waits: bool,
    /// Whether the verdict is a conclusion.
    sure: bool,
    registered: String,
}

#[derive(Template)]
#[template(path = "study/show.html")]
pub(crate) struct One {
    shell: Shell,
    form: Fields,
    path: String,
    /// Of the list of studies.
    list: String,
    study: Study,
    design: String,
    schematic: Option<Picture>,
    /// Waiting units that could be drawn next.
    may_draw: bool,
    /// The draw that waiting units are in already.
    other_draw: Option<StudyId>,
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
    /// Why there is nothing to estimate from yet.
    too_early: Option<String>,
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
    pictures: Vec<Picture>,
    reasons: Vec<String>,
    surer: Vec<String>,
    choice: Option<Choice>,
    /// Of one course: its jump and its slope.
    parts: Vec<Line>,
    /// The effect some time after the start.
    followed: Vec<Followed>,
    /// Of one unit against others: who the mixture is made of, and its share.
    mixture: Vec<(String, String)>,
    checks: Vec<CheckLine>,
    described: Vec<[String; 3]>,
    described_words: String,
    difference: Option<String>,
    method: Option<String>,
    settings: Option<String>,
    standard_error: Option<String>,
    p_value: Option<String>,
    data_hash: String,
    code: String,
    made: String,
}

/// Why this design and no other.
struct Choice {
    heading: String,
    reasons: Vec<String>,
    rejected: Vec<(String, String)>,
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
    let all = latest_of(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    let (studies, hidden): (Vec<Concluded>, Vec<Concluded>) =
        all.into_iter().partition(|known| scope.side == Side::Organisation || known.partner_sees);
    let drawn = |known: &&Concluded| known.study.plan.assigned.by_lot();
    let draws: Vec<Concluded> = studies.iter().chain(&hidden).filter(drawn).cloned().collect();
    let listed = |known: Concluded| Listed {
        verdict: verdict(&t, &known),
        waits: known.estimate.is_none(),
        sure: known.estimate.as_ref().is_some_and(|made| sure(made.finding.verdict)),
        registered: t.date(&known.study.registered_at),
        id: known.study.id,
        title: known.study.plan.title,
        question: known.study.plan.question,
    };
    show(&List {
        shell: Shell::within(&app, &scope, t.say("studies-title")).step(&app, &scope, Step::Impact),
        path: path_of(&scope),
        studies: studies.into_iter().map(listed).collect(),
        draws: draws.into_iter().map(listed).collect(),
        may_register: scope.may(&app, "study.register", &list_resource(&scope)),
    })
}

fn sure(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Effect | Verdict::NoEffectDetected)
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
    let used = all.first().and_then(|made| made.finding.design.clone());
    let design = match (study.plan.design, used) {
        (Design::Auto, Some(used)) => {
            t.say1("study-design-auto-chose", "design", t.say(&format!("study-design-{used}")))
        }
        _ => t.say(&study.plan.design_key()),
    };
    let words = Words { t: &t, plan: &study.plan };
    let made = |made: &Estimated| {
        let named = [
            ("day", t.date(&made.made_at)),
            ("name", names.get(&made.made_by).cloned().unwrap_or_default()),
            ("number", made.number.to_string()),
        ];
        t.say_with("study-estimated-words", &named)
    };
    let others = latest_of(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    let drawn = once::drawn_in(&others, &study.plan.waiting()).filter(|_| !study.plan.assigned.by_lot());
    let answer = all.first().map(|newest| told(&words, newest, made(newest), drawn));
    let earlier = all.iter().map(|one| Earlier {
        number: one.number,
        words: made(one),
        verdict: words.verdict(one.finding.verdict),
    });
    let resource = study.resource(partner_sees);
    let today = app.now().day_in(&t.zone);
    let too_early = match study.plan.first_start() {
        _ if study.plan.assigned.waits_for_words() => Some(t.say("study-open-not-drawn")),
        Some(start) if start > today => Some(t.say1("study-open-not-started", "day", t.day(&start))),
        _ => None,
    };
    let (mut units, mut periods, mut columns, mut may_draw) = (None, None, None, false);
    match &study.plan.basis {
        Basis::Kpi { from, until, units: planned, .. } => {
            let trained = planned.iter().filter(|unit| unit.trained_from.is_some()).count();
            let waiting = planned.len() - trained;
            units = Some(t.say2("study-units-words", "trained", trained, "waiting", waiting));
            may_draw = waiting > 1 && !study.plan.assigned.by_lot() && drawn.is_none();
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
        list: path_of(scope),
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
        too_early,
        may_release: scope.may(app, "study.release", &resource),
        other_draw: drawn.map(|other| other.id),
        may_draw: may_draw && scope.may(app, "study.register", &list_resource(scope)),
        schematic: schematic::of(&t, &study, all.first().map(|made| &made.finding)),
        design,
        may_weigh: scope.may(app, "money.view", &crate::money::resource(scope)),
        shell,
        study,
    })
}

fn told(words: &Words<'_>, made: &Estimated, when: String, drawn: Option<&Study>) -> Told {
    let (t, finding) = (words.t, &made.finding);
    let effect = finding.effect();
    Told {
        number: made.number,
        verdict: words.verdict(finding.verdict),
        sure: sure(finding.verdict),
        plainly: words.plainly(finding),
        estimate: effect.map(|(value, _)| words.signed(value)),
        unit: words.unit(),
        interval: effect
            .map(|(_, [low, high])| {
                let named = [("level", words.level(finding)), ("low", words.signed(low)), ("high", words.signed(high))];
                t.say_with("study-interval", &named)
            })
            .unwrap_or_default(),
        n: words.counted(finding),
        clusters: finding.clusters.map(|clusters| t.say1("study-clusters", "clusters", t.whole(clusters))),
        pictures: pictures::of(words, finding),
        reasons: finding.reasons.iter().map(|reason| words.reason(reason)).collect(),
        surer: surer::lines(words, finding, drawn),
        choice: choice(words, finding),
        parts: horizons::parts(words, finding),
        followed: horizons::followed(words, finding),
        mixture: mixture(words, finding),
        checks: finding.checks.iter().map(|check| words.check(check)).collect(),
        described: described(words, finding),
        described_words: t.say(match (finding.design.as_deref(), words.over_time()) {
            (Some("its"), _) => "study-described-words-course",
            (_, true) => "study-described-words-time",
            (_, false) => "study-described-words",
        }),
        difference: finding.description.raw_difference.map(|value| words.signed(value)),
        method: words.method(finding),
        settings: settings(words, finding),
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
    // One series has no other group; it is described by its time before and after.
    let names = match finding.design.as_deref() {
        Some("its") => ["study-event-after", "study-event-before"],
        _ => ["study-trained", "study-untrained"],
    };
    let [trained, untrained] = names.map(|key| t.say(key));
    vec![
        [trained, t.whole(d.treated_n), number(d.treated_mean)],
        [untrained, t.whole(d.untreated_n), number(d.untreated_mean)],
    ]
}

/// What the pictures were drawn with, so that they can be drawn again.
fn settings(words: &Words<'_>, finding: &Finding) -> Option<String> {
    let shown = &finding.shown;
    if shown.event.is_none() && shown.aggregations.is_none() {
        return None;
    }
    let usual = Settings::default();
    let told = |name: &str| shown.settings.as_ref().and_then(|all| all[name].as_u64());
    let draws = told("draws").unwrap_or(usual.draws as u64);
    let seed = told("seed").unwrap_or(usual.seed);
    let named = [("level", words.level(finding)), ("draws", draws.to_string()), ("seed", seed.to_string())];
    Some(words.t.say_with("study-settings-words", &named))
}

fn choice(words: &Words<'_>, finding: &Finding) -> Option<Choice> {
    let told = finding.shown.choice.as_ref()?;
    let name = |design: &str| words.t.say(&format!("study-design-{design}"));
    Some(Choice {
        heading: match told.chosen.as_deref() {
            Some(design) => words.t.say1("study-choice", "design", name(design)),
            None => words.t.say("study-choice-none"),
        },
        reasons: told.reasons.iter().map(|ground| words.ground(ground)).collect(),
        rejected: told.rejected.iter().map(|one| (name(&one.design), words.ground(&one.ground))).collect(),
    })
}

/// The heaviest first; what weighs less than half a percent is left to the file.
fn mixture(words: &Words<'_>, finding: &Finding) -> Vec<(String, String)> {
    let mut weights: Vec<(&String, f64)> = finding
        .shown
        .weights
        .iter()
        .map(|(unit, weight)| (unit, *weight))
        .filter(|(_, weight)| *weight >= 0.005)
        .collect();
    weights.sort_by(|one, other| other.1.total_cmp(&one.1));
    weights.into_iter().map(|(unit, weight)| (unit.clone(), words.t.percent(weight, 0))).collect()
}
