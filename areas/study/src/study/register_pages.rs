//! Registering a study: what is asked and how it will be answered, before the data are opened.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Query, State};
use lustrum_delivery::cohort;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::programme::{self, ProgrammeId};
use lustrum_strategy::kpi::{self, Direction, KpiId};
use serde::Deserialize;

use super::pages::{list_resource, load, path_of};
use super::{
    Assigned, Basis, Better, Design, Draw, Entrant, Lottery, Plan, StudyId, UnitPlan, latest_of, once, register,
};

#[derive(Template)]
#[template(path = "study/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    designs: Vec<(String, String)>,
    bases: Vec<(String, String)>,
    betters: Vec<(String, String)>,
    kpis: Vec<(String, String)>,
    programmes: Vec<(ProgrammeId, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    /// The programme from whose cohorts the units are taken.
    programme: Option<ProgrammeId>,
    /// The study whose waiting units may be drawn next.
    waiting: Option<StudyId>,
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let kpis = kpi::list(app.db(), scope.tenant(), None, 500).await?;
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let choice = |key: &str, word: &str| (word.to_owned(), t.say(&format!("{key}-{word}")));
    Ok(New {
        form,
        path: path_of(scope),
        designs: Design::ALL.map(|design| choice("study-design-choice", design.word())).to_vec(),
        bases: ["kpi", "table"].map(|word| choice("study-basis", word)).to_vec(),
        betters: ["higher", "lower"].map(|word| choice("study-better", word)).to_vec(),
        kpis: kpis.into_iter().map(|kpi| (kpi.id.to_string(), kpi.title)).collect(),
        programmes: programmes.into_iter().map(|known| (known.id, known.title)).collect(),
        shell: Shell::within(app, scope, t.say("study-new-title")).step(app, scope, Step::Impact).narrow(),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "study.register", &list_resource(&scope))?;
    let mut values = vec![("decimals", "1".to_owned()), ("percent", "50".to_owned())];
    if let Some(study) = asked.waiting {
        values.extend(from_waiting(&app, &scope, study).await?);
    }
    if let Some(programme) = asked.programme
        && programme::find(app.db(), scope.tenant(), scope.id(), programme).await?.is_some()
    {
        let lines = cohort::units(app.db(), scope.tenant(), programme).await?.into_iter().map(|unit| {
            let since = if unit.waits { String::new() } else { unit.starts.first_of_month().to_string() };
            format!("{}; {since}", unit.unit)
        });
        values.push(("units", lines.collect::<Vec<_>>().join("\n")));
        values.push(("basis", "kpi".to_owned()));
        values.push(("design", "auto".to_owned()));
    }
    show(&page(&app, &scope, Fields::filled(values)).await?)
}

/// What is taken over from a study: its measure, and the units that wait by its plan, to be drawn by lot.
async fn from_waiting(
    app: &App,
    scope: &PartnershipScope,
    id: StudyId,
) -> Result<Vec<(&'static str, String)>, Problem> {
    let plan = load(app, scope, id).await?.study.plan;
    let Basis::Kpi { kpi, from, units, .. } = plan.basis else { return Ok(Vec::new()) };
    let waiting = units.into_iter().filter(|unit| unit.trained_from.is_none()).map(|unit| unit.unit);
    Ok(vec![
        ("lot-units", waiting.collect::<Vec<_>>().join("\n")),
        ("lot", "on".to_owned()),
        ("basis", "kpi".to_owned()),
        ("design", "auto".to_owned()),
        ("kpi", kpi.to_string()),
        ("from", from.to_string()),
    ])
}

pub async fn make_study(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "study.register", &list_resource(&scope))?;
    let Some(id) = make(&app, &scope, &mut form).await? else {
        return show_again(&page(&app, &scope, form).await?);
    };
    see_and_say(&format!("{}/{id}", path_of(&scope)), "study-said-registered")
}

/// Registers what a form or a body says; nothing where it is refused, field by field.
pub(crate) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<StudyId>, Problem> {
    let Some(plan) = read(app, scope, form).await? else { return Ok(None) };
    let tx = app.db().begin().await?;
    let id = register(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), &plan).await?;
    tx.commit().await?;
    Ok(Some(id))
}

async fn read(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Plan>, Problem> {
    let title = form.text("title", 200);
    let question = form.text("question", 500);
    let design = form.choice("design", Design::parse);
    let of_kpi = form.choice("basis", |word| match word {
        "kpi" => Some(true),
        "table" => Some(false),
        _ => None,
    });
    let margin = form.optional_number("margin");
    if margin.is_some_and(|margin| margin <= 0.0) {
        form.refuse("margin", Fault::new("fault-out-of-range").with("least", 0).with("most", 1e15));
    }
    if of_kpi == Some(true) && design.is_some_and(|design| !design.of_readings()) {
        form.refuse("design", Fault::new("fault-study-design-of-table"));
    }
    let today = app.now().day_in(&scope.viewer.speaker().zone);
    let lots = if form.flag("lot") { lots(form, today) } else { None };
    if let Some(lots) = &lots {
        not_drawn_yet(app, scope, form, lots, today).await?;
    }
    if form.flag("lot") && of_kpi == Some(false) && form.value("unit-column").trim().is_empty() {
        form.refuse("unit-column", Fault::new("fault-study-lot-column"));
    }
    let outcome = match of_kpi {
        Some(true) => of_readings(app, scope, form, design, lots.as_ref()).await?,
        Some(false) => of_table(form, design),
        None => None,
    };
    let generated = form.flag("generated");
    let measured = form.flag("measured");
    if form.has_faults() {
        return Ok(None);
    }
    Ok(design.zip(outcome).map(|(design, outcome)| Plan {
        title,
        question,
        design,
        basis: outcome.basis,
        unit: outcome.unit,
        decimals: outcome.decimals,
        better: outcome.better,
        margin,
        source: outcome.source,
        generated,
        assigned: Assigned { measured: measured && (design.weighs() || design == Design::Auto), ..assigned(lots) },
    }))
}

/// What the lot decides: at once where the seed is given, else when both sides have given their words.
struct Lots {
    /// From the seed that was given, or from none: so many start, whoever they are.
    draw: Draw,
    /// Where both sides still have to give the seed.
    lottery: Option<Lottery>,
}

impl Lots {
    fn units(&self) -> Vec<UnitPlan> {
        self.lottery.as_ref().map_or_else(|| self.draw.units(), Lottery::waiting)
    }
}

/// Refuses units over which another draw decides already.
async fn not_drawn_yet(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
    lots: &Lots,
    today: Day,
) -> Result<(), Problem> {
    let known = latest_of(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    let units: HashSet<&str> = lots.draw.lots.iter().map(|lot| lot.unit.as_str()).collect();
    if let Some((study, unit, starts)) = once::open_draw(&known, &units, today) {
        let fault = Fault::new("fault-study-lot-twice").with("unit", unit).with("title", &study.plan.title);
        form.refuse("lot-units", fault.with("day", scope.viewer.speaker().day(&starts)));
    }
    Ok(())
}

fn assigned(lots: Option<Lots>) -> Assigned {
    match lots {
        None => Assigned::default(),
        Some(Lots { lottery: Some(lottery), .. }) => Assigned { lottery: Some(lottery), ..Assigned::default() },
        Some(Lots { draw, .. }) => Assigned { draw: Some(draw), ..Assigned::default() },
    }
}

/// What is compared, and in what it is measured.
struct Outcome {
    basis: Basis,
    unit: String,
    decimals: u8,
    better: Better,
    source: String,
}

async fn of_readings(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
    design: Option<Design>,
    lots: Option<&Lots>,
) -> Result<Option<Outcome>, Problem> {
    let id: Option<KpiId> = form.choice("kpi", |text| text.parse().ok());
    let (from, until) = (form.day("from"), form.day("until"));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.refuse("until", Fault::new("fault-study-reversed"));
    }
    let by_lot = form.flag("lot");
    let units = if by_lot { lots.map(Lots::units) } else { units(form) };
    let drawn = lots.map(|lots| lots.draw.units());
    if let (Some(design), Some(units)) = (design, if by_lot { &drawn } else { &units }) {
        fits(form, design, units);
    }
    let known = match id {
        Some(id) => kpi::find(app.db(), scope.tenant(), id).await?,
        None => None,
    };
    if id.is_some() && known.is_none() {
        form.refuse("kpi", Fault::new("fault-not-a-choice"));
    }
    Ok(known.zip(from.zip(until)).zip(units).map(|((kpi, (from, until)), units)| {
        let definition = kpi.current.definition;
        Outcome {
            basis: Basis::Kpi {
                kpi: kpi.id,
                title: kpi.title,
                from: from.first_of_month(),
                until: until.first_of_month(),
                units,
            },
            unit: definition.unit,
            decimals: u8::try_from(definition.decimals).unwrap_or(1),
            better: match definition.direction {
                Direction::Higher => Better::Higher,
                Direction::Lower => Better::Lower,
            },
            source: definition.source,
        }
    }))
}

/// One unit a line: its name, and after a semicolon the day from which it was trained.
fn units(form: &mut Fields) -> Option<Vec<UnitPlan>> {
    let text = form.text("units", 200_000);
    let mut seen = HashSet::new();
    let mut units = Vec::new();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let (unit, since) = line.split_once(';').unwrap_or((line, ""));
        let (unit, since) = (unit.trim().to_owned(), since.trim());
        let trained_from = if since.is_empty() { Ok(None) } else { since.parse::<Day>().map(Some) };
        let (Ok(trained_from), false) = (trained_from, unit.is_empty()) else {
            form.refuse("units", Fault::new("fault-study-unit-line").with("line", place + 1));
            return None;
        };
        if !seen.insert(unit.clone()) {
            form.refuse("units", Fault::new("fault-study-unit-twice").with("line", place + 1));
            return None;
        }
        units.push(UnitPlan { unit, trained_from });
    }
    Some(units)
}

/// Whether the units and their starts are such that the design can be asked of them at all.
fn fits(form: &mut Fields, design: Design, units: &[UnitPlan]) {
    let waiting = units.iter().filter(|unit| unit.trained_from.is_none()).count();
    let starts: HashSet<Day> = units.iter().filter_map(|unit| unit.trained_from).collect();
    let trained = units.len() - waiting;
    let fault = match design {
        _ if trained == 0 => Some("fault-study-unit-trained"),
        Design::Did if waiting == 0 => Some("fault-study-unit-groups"),
        Design::EventStudy if waiting == 0 && starts.len() < 2 => Some("fault-study-unit-groups"),
        Design::Its | Design::Synth if starts.len() > 1 => Some("fault-study-one-start"),
        Design::Synth if trained != 1 || waiting < 2 => Some("fault-study-synth-units"),
        _ => None,
    };
    if let Some(key) = fault {
        let field = if form.flag("lot") { "lot-units" } else { "units" };
        form.refuse(field, Fault::new(key));
    }
}

/// A draw among the units of the form: one a line, and after a semicolon the group in which it is drawn. It is published
/// before anyone starts, so a start that has passed is refused. Without a seed both sides give it afterwards.
fn lots(form: &mut Fields, today: Day) -> Option<Lots> {
    let given = form.optional_text("seed", 200);
    let seed = given.clone().unwrap_or_default();
    let percent = form.whole("percent", 1, 99);
    let starts = form.day("starts");
    if starts.is_some_and(|starts| starts < today) {
        form.refuse("starts", Fault::new("fault-study-lot-late"));
    }
    if seed.contains('\n') {
        form.refuse("seed", Fault::new("fault-control-character"));
    }
    let text = form.text("lot-units", 200_000);
    let mut seen = HashSet::new();
    let mut units = Vec::new();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let (unit, group) = line.split_once(';').unwrap_or((line, ""));
        let (unit, group) = (unit.trim().to_owned(), group.trim().to_owned());
        if unit.is_empty() {
            form.refuse("lot-units", Fault::new("fault-study-lot-line").with("line", place + 1));
            return None;
        }
        if !seen.insert(unit.clone()) {
            form.refuse("lot-units", Fault::new("fault-study-unit-twice").with("line", place + 1));
            return None;
        }
        if unit.contains('\t') || group.contains('\t') {
            form.refuse("lot-units", Fault::new("fault-control-character"));
            return None;
        }
        units.push((unit, group));
    }
    let (percent, starts) = (u8::try_from(percent?).ok()?, starts?);
    let draw = Draw::of(&seed, percent, starts, &units);
    let first = draw.first().len();
    if first == 0 || first == units.len() {
        form.refuse("lot-units", Fault::new("fault-study-lot-groups").with("first", first).with("all", units.len()));
        return None;
    }
    let entrants = units.into_iter().map(|(unit, group)| Entrant { unit, group });
    let lottery = given.is_none().then(|| Lottery { percent, starts, units: entrants.collect() });
    Some(Lots { draw, lottery })
}

fn of_table(form: &mut Fields, design: Option<Design>) -> Option<Outcome> {
    let outcome = form.text("outcome", 120);
    let treatment = form.text("treatment", 120);
    let unit = form.optional_text("unit-column", 120);
    let time = form.optional_text("time", 120);
    let cluster = form.optional_text("cluster", 120);
    let covariates = form.optional_text("covariates", 2_000).unwrap_or_default();
    let covariates: Vec<String> =
        covariates.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let over_time = design.is_some_and(Design::over_time);
    // One series needs no column that names its unit.
    for (name, missing) in [
        ("unit-column", over_time && design != Some(Design::Its) && unit.is_none()),
        ("time", over_time && time.is_none()),
        ("covariates", design.is_some_and(Design::weighs) && covariates.is_empty()),
    ] {
        if missing {
            form.refuse(name, Fault::new("fault-study-needs-column"));
        }
    }
    let measured_in = form.text("unit", 60);
    let decimals = form.whole("decimals", 0, 6);
    let better = form.choice("better", |word| match word {
        "higher" => Some(Better::Higher),
        "lower" => Some(Better::Lower),
        _ => None,
    });
    let source = form.text("source", 300);
    Some(Outcome {
        basis: Basis::Table { outcome, treatment, unit, time, cluster, covariates },
        unit: measured_in,
        decimals: u8::try_from(decimals?).ok()?,
        better: better?,
        source,
    })
}
