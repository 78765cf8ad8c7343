use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;
use uuid::Uuid;

use super::words::{self, UnitRow};
use super::{newest, of_one};
use crate::credential::pages::resource;

#[derive(Template)]
#[template(path = "session/list.html")]
struct List {
    shell: Shell,
    records: String,
    path: String,
    rows: Vec<Row>,
    next: Option<i64>,
}

/// A registration in the list.
struct Row {
    id: Uuid,
    who: String,
    units: Vec<UnitRow>,
    findings: usize,
}

#[derive(Template)]
#[template(path = "session/show.html")]
struct One {
    shell: Shell,
    records: String,
    path: String,
    registration: Uuid,
    units: Vec<UnitRow>,
    satisfied: Vec<String>,
    cut_off: bool,
}

impl List {
    fn sessions(&self, row: &Row) -> usize {
        row.units.iter().map(|unit| unit.sessions.len()).sum()
    }
}

impl One {
    fn departs(&self, unit: &UnitRow) -> bool {
        unit.sessions.iter().any(|session| !session.findings.is_empty())
    }
}

#[derive(Deserialize)]
pub struct Asked {
    pub(super) from: Option<i64>,
}

#[derive(Deserialize)]
pub struct Place {
    pub(super) registration: Uuid,
}

fn records(scope: &OrganisationScope) -> String {
    format!("/o/{}/records", scope.organisation())
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let (found, next) = newest(&app, scope.organisation(), asked.from).await?;
    let rows = found.iter().map(|registration| Row {
        id: registration.id,
        who: words::who(&t, registration),
        findings: registration.units.iter().flat_map(|unit| &unit.sessions).map(|seen| seen.findings.len()).sum(),
        units: registration.units.iter().map(|unit| words::unit(&t, unit)).collect(),
    });
    show(&List {
        rows: rows.collect(),
        shell: Shell::at(&app, &scope, t.say("cmi5-title")),
        path: format!("{}/sessions", records(&scope)),
        records: records(&scope),
        next,
    })
}

pub async fn show_one(State(app): State<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let found = of_one(&app, scope.organisation(), place.registration).await?.ok_or(Problem::NotFound)?;
    show(&One {
        shell: Shell::at(&app, &scope, words::who(&t, &found)),
        path: format!("{}/sessions", records(&scope)),
        records: records(&scope),
        registration: found.id,
        units: found.units.iter().map(|unit| words::unit(&t, unit)).collect(),
        satisfied: found.satisfied,
        cut_off: found.cut_off,
    })
}
