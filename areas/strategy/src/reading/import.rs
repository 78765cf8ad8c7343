//! Importing readings: upload, preview, and only then the readings. What was previewed is what is taken: the rows
//! travel through the preview, and are read again by the same rules.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::table::{self, again};

use super::file::{Unread, read};
use super::{Value, compare, record};
use crate::kpi::pages::{load, path_of};
use crate::kpi::{Kpi, KpiId};

/// So many rows are shown of what would be taken.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "reading/import.html")]
struct Import {
    shell: Shell,
    form: Fields,
    path: String,
    kpi: Kpi,
    faults: Vec<table::Fault>,
}

#[derive(Template)]
#[template(path = "reading/preview.html")]
struct Preview {
    shell: Shell,
    path: String,
    kpi: Kpi,
    /// New, corrected and unchanged readings, as they are written.
    compared: [String; 3],
    shown: Vec<Vec<String>>,
    more: usize,
    /// The rows, handed on to the step that takes them.
    rows: String,
}

fn page(app: &App, scope: &OrganisationScope, kpi: Kpi, form: Fields, faults: Vec<table::Fault>) -> Import {
    let title = scope.viewer.speaker().say("reading-import");
    let path = format!("{}/{}", path_of(scope), kpi.id);
    Import { shell: Shell::at(app, scope, title), form, path, kpi, faults }
}

pub async fn show_import(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.record", &kpi.resource())?;
    show(&page(&app, &scope, kpi, Fields::default(), Vec::new()))
}

fn refuse(app: &App, scope: &OrganisationScope, kpi: Kpi, mut form: Fields, why: Unread) -> Answer {
    match why {
        Unread::File(error) => {
            let words = error.words(&scope.viewer.speaker());
            form.refuse("file", Fault::new("fault-reading-file").with("why", words));
            show_again(&page(app, scope, kpi, form, Vec::new()))
        }
        Unread::Cells(faults) => show_again(&page(app, scope, kpi, form, faults)),
    }
}

pub async fn preview(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    mut form: Fields,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.record", &kpi.resource())?;
    let Some(upload) = form.file("file") else { return show_again(&page(&app, &scope, kpi, form, Vec::new())) };
    let values = match read(&upload.bytes, &kpi) {
        Ok(values) => values,
        Err(why) => return refuse(&app, &scope, kpi, form, why),
    };
    let compared = compare(app.db(), scope.organisation(), kpi.id, &values).await?;
    let t = scope.viewer.speaker();
    let digits = usize::try_from(kpi.current.definition.decimals).unwrap_or_default();
    let shown = values
        .iter()
        .take(SHOWN)
        .map(|value| {
            let people = value.people.map(|people| t.whole(people)).unwrap_or_default();
            vec![value.unit.clone(), t.month(&value.period), t.number(value.value, digits), people]
        })
        .collect();
    show(&Preview {
        shell: Shell::at(&app, &scope, t.say("reading-preview")),
        path: format!("{}/{id}", path_of(&scope)),
        more: values.len().saturating_sub(SHOWN),
        rows: rows_of(&values),
        kpi,
        compared: [compared.new, compared.corrected, compared.same].map(|count| t.whole(count as i64)),
        shown,
    })
}

/// The values as a file that [`read`] reads to the same values.
fn rows_of(values: &[Value]) -> String {
    let mut rows = vec![["unit", "period", "value", "people"].map(str::to_owned).to_vec()];
    rows.extend(values.iter().map(|value| {
        let people = value.people.map(|people| people.to_string()).unwrap_or_default();
        vec![value.unit.clone(), value.period.to_string(), format!("{:e}", value.value), people]
    }));
    again(&rows)
}

pub async fn take(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    form: Fields,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.record", &kpi.resource())?;
    let values = match read(form.value("rows").as_bytes(), &kpi) {
        Ok(values) => values,
        Err(why) => return refuse(&app, &scope, kpi, form, why),
    };
    let tx = app.db().begin().await?;
    record(&tx, scope.organisation(), &kpi, scope.viewer.person, app.now(), &values).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "reading-said-imported")
}
