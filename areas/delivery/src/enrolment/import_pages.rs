//! Enrolling people from a file: upload, preview, and only then the enrolments.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::table::{self, again};

use super::file::{Unread, read};
use super::{Person, import, of_cohort};
use crate::cohort::pages::{act, load, path_of};
use crate::cohort::{Cohort, CohortId};

/// So many rows are shown of what would be taken.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "enrolment/import.html")]
struct Import {
    shell: Shell,
    form: Fields,
    path: String,
    cohort: Cohort,
    faults: Vec<table::Fault>,
}

#[derive(Template)]
#[template(path = "enrolment/preview.html")]
struct Preview {
    shell: Shell,
    path: String,
    cohort: Cohort,
    people: Vec<Person>,
    coming: usize,
    known: usize,
    more: usize,
    rows: String,
}

fn page(app: &App, scope: &PartnershipScope, cohort: Cohort, form: Fields, faults: Vec<table::Fault>) -> Import {
    let title = scope.viewer.speaker().say("enrolment-import");
    let shell = Shell::within(app, scope, title).step(app, scope, Step::Delivery);
    Import { shell, form, path: format!("{}/{}", path_of(scope), cohort.id), cohort, faults }
}

fn refuse(app: &App, scope: &PartnershipScope, cohort: Cohort, mut form: Fields, why: Unread) -> Answer {
    match why {
        Unread::File(error) => {
            let words = error.words(&scope.viewer.speaker());
            form.refuse("file", Fault::new("fault-enrolment-file").with("why", words));
            show_again(&page(app, scope, cohort, form, Vec::new()))
        }
        Unread::Cells(faults) => show_again(&page(app, scope, cohort, form, faults)),
    }
}

pub async fn show_import(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "enrolment.write", &cohort.resource())?;
    show(&page(&app, &scope, cohort, Fields::default(), Vec::new()))
}

pub async fn preview(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
    mut form: Fields,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "enrolment.write", &cohort.resource())?;
    let Some(upload) = form.file("file") else { return show_again(&page(&app, &scope, cohort, form, Vec::new())) };
    let mut people = match read(&upload.bytes) {
        Ok(people) => people,
        Err(why) => return refuse(&app, &scope, cohort, form, why),
    };
    let there: HashSet<String> =
        of_cohort(app.db(), scope.tenant(), id).await?.into_iter().map(|enrolment| enrolment.email).collect();
    let known = people.iter().filter(|person| there.contains(&person.email)).count();
    let t = scope.viewer.speaker();
    let (coming, more, rows) = (people.len() - known, people.len().saturating_sub(SHOWN), rows_of(&people));
    people.truncate(SHOWN);
    show(&Preview {
        shell: Shell::within(&app, &scope, t.say("enrolment-preview")).step(&app, &scope, Step::Delivery),
        path: format!("{}/{id}", path_of(&scope)),
        cohort,
        people,
        coming,
        known,
        more,
        rows,
    })
}

/// The people as a file that [`read`] reads to the same people.
fn rows_of(people: &[Person]) -> String {
    let mut rows = vec![["name", "email", "unit"].map(str::to_owned).to_vec()];
    rows.extend(people.iter().map(|person| vec![person.name.clone(), person.email.clone(), person.unit.clone()]));
    again(&rows)
}

pub async fn take(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
    form: Fields,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "enrolment.write", &cohort.resource())?;
    let people = match read(form.value("rows").as_bytes()) {
        Ok(people) => people,
        Err(why) => return refuse(&app, &scope, cohort, form, why),
    };
    let tx = app.db().begin().await?;
    import(&tx, act(&app, &scope), &cohort, &people).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "enrolment-said-imported")
}
