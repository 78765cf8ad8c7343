//! Adding a measure to a draft, and taking one out.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_strategy::goal;
use lustrum_strategy::kpi::{self, Kpi};

use super::{path_of_version, resource, version_of};
use crate::By;
use crate::charter::{self, CharterMeasureId, CharterVersionId, EditRefused, NewMeasure, State as Standing};

#[derive(Template)]
#[template(path = "charter/measure.html")]
struct NewMeasurePage {
    shell: Shell,
    form: Fields,
    path: String,
    levels: Vec<(String, String)>,
    kpis: Vec<(String, String)>,
}

/// The KPIs that the viewer may name: on the organisation's side all of them, on the partner's those of the goals that
/// are shared with it.
pub(crate) async fn kpis(app: &App, scope: &PartnershipScope) -> Result<Vec<Kpi>, Problem> {
    let mut kpis = kpi::list(app.db(), scope.tenant(), None, 500).await?;
    if scope.side == Side::Partner {
        let shared = goal::shared_with(app.db(), scope.tenant(), scope.id()).await?;
        kpis.retain(|kpi| shared.iter().any(|goal| goal.kpi_id == kpi.id));
    }
    Ok(kpis)
}

fn page(app: &App, scope: &PartnershipScope, id: CharterVersionId, kpis: &[Kpi], form: Fields) -> NewMeasurePage {
    let t = scope.viewer.speaker();
    let level = |level: i64| {
        let words = t.say(&format!("charter-level-{level}"));
        (level.to_string(), format!("{} {words}", t.whole(level)))
    };
    let titled = |kpi: &Kpi| {
        let number = t.whole(kpi.current.number);
        let words = t.say2("charter-measure-kpi-version", "title", &kpi.title, "number", number);
        (kpi.current.id.to_string(), words)
    };
    NewMeasurePage {
        shell: Shell::within(app, scope, t.say("charter-measure-new")).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of_version(scope, id),
        levels: (1..=4).map(level).collect(),
        kpis: kpis.iter().map(titled).collect(),
    }
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    if version.head.state != Standing::Draft {
        return Err(EditRefused::NotADraft.into());
    }
    show(&page(&app, &scope, id, &kpis(&app, &scope).await?, Fields::default()))
}

/// Reads a measure. One that names a KPI says what value it is to reach, and by when: then it can be computed.
pub(crate) fn read_measure(form: &mut Fields, kpis: &[Kpi]) -> NewMeasure {
    let level = form.whole("level", 1, 4).unwrap_or_default();
    let text = form.text("text", 1_000);
    let named = !form.value("kpi").trim().is_empty();
    let known = |text: &str| text.parse().ok().filter(|id| kpis.iter().any(|kpi| kpi.current.id == *id));
    let kpi = if named { form.choice("kpi", known) } else { None };
    let baseline = form.optional_number("baseline");
    let (target, due) = match kpi {
        Some(_) => (form.number("target"), form.day("due")),
        None => (form.optional_number("target"), form.optional_day("due")),
    };
    NewMeasure { level, text, kpi, baseline, target, due }
}

pub async fn make_measure(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
    mut form: Fields,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let kpis = kpis(&app, &scope).await?;
    let measure = read_measure(&mut form, &kpis);
    if form.has_faults() {
        return show_again(&page(&app, &scope, id, &kpis, form));
    }
    let tx = app.db().begin().await?;
    match charter::add_measure(&tx, &By::viewer(&scope, app.now()), id, measure).await {
        Ok(_) => {
            tx.commit().await?;
            see_and_say(&format!("{}#measures", path_of_version(&scope, id)), "charter-said-measure-added")
        }
        Err(EditRefused::NotADraft) => {
            form.refuse("text", Fault::new("charter-fault-not-a-draft"));
            show_again(&page(&app, &scope, id, &kpis, form))
        }
        Err(refused) => Err(refused.into()),
    }
}

pub async fn remove_measure(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, measure)): Path<(PartnershipId, CharterVersionId, CharterMeasureId)>,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let tx = app.db().begin().await?;
    charter::remove_measure(&tx, &By::viewer(&scope, app.now()), id, measure).await?;
    tx.commit().await?;
    see_and_say(&format!("{}#measures", path_of_version(&scope, id)), "charter-said-measure-removed")
}
