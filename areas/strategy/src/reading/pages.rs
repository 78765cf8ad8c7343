//! Recording one reading by hand.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};

use super::{Value, file, record};
use crate::kpi::pages::{load, path_of};
use crate::kpi::{Kpi, KpiId};

#[derive(Template)]
#[template(path = "reading/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    kpi: Kpi,
}

fn page(app: &App, scope: &OrganisationScope, kpi: Kpi, form: Fields) -> New {
    let title = scope.viewer.speaker().say("reading-new");
    let path = format!("{}/{}", path_of(scope), kpi.id);
    New { shell: Shell::at(app, scope, title).narrow(), form, path, kpi }
}

/// Reads a reading from fields; a period is any day in it.
pub(crate) fn read(form: &mut Fields, kpi: &Kpi) -> Option<Value> {
    let unit = form.text("unit", 120);
    let period = form.day("period");
    let value = form.number_between("value", -1e15, 1e15);
    let people = match form.value("people").trim() {
        "" => None,
        _ => form.whole("people", 0, 1_000_000_000),
    };
    if form.has_faults() {
        return None;
    }
    let period = file::start_of(period?, kpi.current.definition.cadence);
    Some(Value { unit, period, value: value?, people })
}

pub async fn show_new(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.record", &kpi.resource())?;
    show(&page(&app, &scope, kpi, Fields::default()))
}

pub async fn record_one(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    mut form: Fields,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.record", &kpi.resource())?;
    let Some(value) = read(&mut form, &kpi) else { return show_again(&page(&app, &scope, kpi, form)) };
    let tx = app.db().begin().await?;
    let recorded = record(&tx, scope.organisation(), &kpi, scope.viewer.person, app.now(), &[value]).await?;
    if recorded.same > 0 {
        form.refuse("value", Fault::new("fault-reading-same"));
        return show_again(&page(&app, &scope, kpi, form));
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "reading-said-recorded")
}
