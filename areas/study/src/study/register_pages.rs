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

use super::pages::{list_resource, path_of};
use super::{Basis, Better, Design, Plan, UnitPlan, register};

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
    let mut values = vec![("decimals", "1".to_owned())];
    if let Some(programme) = asked.programme
        && programme::find(app.db(), scope.tenant(), scope.id(), programme).await?.is_some()
    {
        let lines = cohort::units(app.db(), scope.tenant(), programme).await?.into_iter().map(|unit| {
            let since = if unit.waits { String::new() } else { unit.starts.first_of_month().to_string() };
            format!("{}; {since}", unit.unit)
        });
        values.push(("units", lines.collect::<Vec<_>>().join("\n")));
        values.push(("basis", "kpi".to_owned()));
        values.push(("design", "did".to_owned()));
    }
    show(&page(&app, &scope, Fields::filled(values)).await?)
}

pub async fn make_study(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "study.register", &list_resource(&scope))?;
    let Some(plan) = read(&app, &scope, &mut form).await? else { return show_again(&page(&app, &scope, form).await?) };
    let tx = app.db().begin().await?;
    let id = register(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), &plan).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "study-said-registered")
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
    let outcome = match of_kpi {
        Some(true) => of_readings(app, scope, form).await?,
        Some(false) => of_table(form, design),
        None => None,
    };
    let generated = form.flag("generated");
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
    }))
}

/// What is compared, and in what it is measured.
struct Outcome {
    basis: Basis,
    unit: String,
    decimals: u8,
    better: Better,
    source: String,
}

async fn of_readings(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Outcome>, Problem> {
    let id: Option<KpiId> = form.choice("kpi", |text| text.parse().ok());
    let (from, until) = (form.day("from"), form.day("until"));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.refuse("until", Fault::new("fault-study-reversed"));
    }
    let units = units(form);
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
    let trained = units.iter().filter(|unit| unit.trained_from.is_some()).count();
    if trained == 0 || trained == units.len() {
        form.refuse("units", Fault::new("fault-study-unit-groups"));
        return None;
    }
    Some(units)
}

fn of_table(form: &mut Fields, design: Option<Design>) -> Option<Outcome> {
    let outcome = form.text("outcome", 120);
    let treatment = form.text("treatment", 120);
    let unit = form.optional_text("unit-column", 120);
    let time = form.optional_text("time", 120);
    let cluster = form.optional_text("cluster", 120);
    let covariates = form.optional_text("covariates", 2_000).unwrap_or_default();
    let covariates = covariates.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    if design == Some(Design::Did) {
        for (name, value) in [("unit-column", &unit), ("time", &time)] {
            if value.is_none() {
                form.refuse(name, Fault::new("fault-study-needs-column"));
            }
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
