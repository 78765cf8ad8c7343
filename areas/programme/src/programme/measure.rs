//! By what anyone will see that a programme worked: measures on the four levels.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_strategy::goal;
use lustrum_strategy::kpi::KpiId;

use super::pages::{act, draft_only, load, path_of};
use super::{MeasureId, Programme, ProgrammeId, add_measure, remove_measure};

#[derive(Template)]
#[template(path = "programme/measure.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    levels: Vec<(String, String)>,
    kpis: Vec<(String, String)>,
}

async fn page(app: &App, scope: &PartnershipScope, programme: &Programme, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let goals = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
    let mut kpis: Vec<(String, String)> =
        goals.into_iter().map(|goal| (goal.kpi_id.to_string(), goal.kpi_title)).collect();
    kpis.dedup();
    Ok(New {
        shell: Shell::within(app, scope, t.say("programme-measure-new")).step(app, scope, Step::Programme).narrow(),
        form,
        path: format!("{}/{}", path_of(scope), programme.id),
        levels: (1..=4).map(|level| (level.to_string(), t.say(&format!("programme-level-{level}")))).collect(),
        kpis,
    })
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    show(&page(&app, &scope, &programme, Fields::default()).await?)
}

pub async fn add(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    mut form: Fields,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let level = form.whole("level", 1, 4);
    let text = form.text("text", 500);
    let kpi: Option<KpiId> = match form.value("kpi").trim() {
        "" => None,
        _ => form.choice("kpi", |text| text.parse().ok()),
    };
    if let Some(kpi) = kpi {
        let shared = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
        if !shared.iter().any(|goal| goal.kpi_id == kpi) {
            form.refuse("kpi", Fault::new("fault-not-a-choice"));
        }
    }
    let Some(level) = level.filter(|_| !form.has_faults()) else {
        return show_again(&page(&app, &scope, &programme, form).await?);
    };
    let tx = app.db().begin().await?;
    add_measure(&tx, act(&app, &scope), &programme, level, &text, kpi).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-measure")
}

pub async fn remove(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, measure)): Path<(PartnershipId, ProgrammeId, MeasureId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let tx = app.db().begin().await?;
    if !remove_measure(&tx, act(&app, &scope), &programme, measure).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-removed")
}
