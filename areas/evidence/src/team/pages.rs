//! The page that says who leads which unit.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::Act;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{TeamLead, TeamLeadId, assign, of_partnership, remove, units};
use crate::levels::view::{path_of, resource};

#[derive(Template)]
#[template(path = "team/teams.html")]
struct Teams {
    shell: Shell,
    form: Fields,
    path: String,
    evidence: String,
    units: Vec<(String, String)>,
    leads: Vec<TeamLead>,
    /// How many units have nobody yet.
    without: usize,
}

pub(crate) fn act(app: &App, scope: &PartnershipScope) -> Act {
    Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() }
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<Teams, Problem> {
    let t = scope.viewer.speaker();
    let leads = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let units = units(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Teams {
        shell: Shell::within(app, scope, t.say("team-title")).step(app, scope, Step::Evidence),
        form,
        path: format!("/p/{}/teams", scope.id()),
        evidence: format!("{}/behaviour", path_of(scope)),
        without: units.iter().filter(|unit| !leads.iter().any(|lead| lead.unit == **unit)).count(),
        units: units.into_iter().map(|unit| (unit.clone(), unit)).collect(),
        leads,
    })
}

pub async fn show_teams(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "team.assign", &resource(&scope))?;
    show(&page(&app, &scope, Fields::default()).await?)
}

/// Gives a unit a lead from a form or a JSON body; nothing where it has faults.
pub async fn assign_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<bool>, Problem> {
    let units = units(app.db(), scope.tenant(), scope.id()).await?;
    let unit = form.choice("unit", |text| units.iter().find(|unit| *unit == text).cloned());
    let (name, email) = (form.text("name", 120), form.email("email"));
    let Some(unit) = unit.filter(|_| !form.has_faults()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let made = assign(&tx, act(app, scope), &unit, &name, &email).await?;
    tx.commit().await?;
    if !made {
        form.refuse("email", Fault::new("team-fault-known"));
        return Ok(None);
    }
    Ok(Some(made))
}

pub async fn make_team(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "team.assign", &resource(&scope))?;
    match assign_as(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&format!("/p/{}/teams", scope.id()), "team-said-assigned"),
        None => show_again(&page(&app, &scope, form).await?),
    }
}

/// Takes a lead from a unit.
pub(crate) async fn remove_as(app: &App, scope: &PartnershipScope, id: TeamLeadId) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    if !remove(&tx, act(app, scope), id).await? {
        return Err(Problem::NotFound);
    }
    Ok(tx.commit().await?)
}

pub async fn remove_team(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TeamLeadId)>,
) -> Answer {
    scope.require(&app, "team.assign", &resource(&scope))?;
    remove_as(&app, &scope, id).await?;
    see_and_say(&format!("/p/{}/teams", scope.id()), "team-said-removed")
}
