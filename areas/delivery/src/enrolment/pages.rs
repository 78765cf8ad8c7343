//! The people of a cohort, by name, for those who may know them.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::{Enrolment, EnrolmentId, of_cohort, remove};
use crate::cohort::pages::{act, load, path_of};
use crate::cohort::{Cohort, CohortId};

#[derive(Template)]
#[template(path = "enrolment/people.html")]
struct People {
    shell: Shell,
    path: String,
    cohort: Cohort,
    people: Vec<Enrolment>,
    may_enrol: bool,
}

pub async fn show_people(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "enrolment.view", &cohort.resource())?;
    let title = scope.viewer.speaker().say("enrolment-people");
    show(&People {
        shell: Shell::within(&app, &scope, title).step(&app, &scope, Step::Delivery),
        path: format!("{}/{id}", path_of(&scope)),
        people: of_cohort(app.db(), scope.tenant(), id).await?,
        may_enrol: scope.may(&app, "enrolment.write", &cohort.resource()),
        cohort,
    })
}

pub async fn export_people(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "enrolment.view", &cohort.resource())?;
    let t = scope.viewer.speaker();
    let headings = ["enrolment-name", "enrolment-email", "enrolment-unit"].map(|key| Out::Text(t.say(key)));
    let mut rows = vec![headings.to_vec()];
    let people = of_cohort(app.db(), scope.tenant(), id).await?;
    rows.extend(people.into_iter().map(|one| [one.name, one.email, one.unit].map(Out::Text).to_vec()));
    download("people.csv", "text/csv; charset=utf-8", csv(&rows))
}

pub async fn remove_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, enrolment)): Path<(PartnershipId, CohortId, EnrolmentId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "enrolment.write", &cohort.resource())?;
    let tx = app.db().begin().await?;
    if !remove(&tx, act(&app, &scope), &cohort, enrolment).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}/people", path_of(&scope)), "enrolment-said-removed")
}
