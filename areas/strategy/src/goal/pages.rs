//! Setting a goal under a challenge.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::Words;
use crate::challenge::pages::load;
use crate::challenge::{Challenge, ChallengeId};
use crate::kpi::{self, Direction, KpiId};

#[derive(Template)]
#[template(path = "goal/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    new_kpi: String,
    kpis: Vec<(String, String)>,
}

fn any(scope: &OrganisationScope) -> Resource {
    Resource::new("Goal", scope.organisation())
}

async fn page(app: &App, scope: &OrganisationScope, challenge: &Challenge, form: Fields) -> Result<New, Problem> {
    let kpis = kpi::list(app.db(), scope.organisation(), None, 500).await?;
    let t = scope.viewer.speaker();
    Ok(New {
        shell: Shell::at(app, scope, t.say("goal-new")).narrow(),
        form,
        path: format!("/o/{}/challenges/{}", scope.organisation(), challenge.id),
        new_kpi: format!("/o/{}/kpis/new", scope.organisation()),
        kpis: kpis
            .into_iter()
            .map(|kpi| (kpi.id.to_string(), format!("{} ({})", kpi.title, kpi.current.definition.unit)))
            .collect(),
    })
}

pub async fn show_new(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ChallengeId)>,
) -> Answer {
    let challenge = load(&app, &scope, id).await?;
    scope.require(&app, "goal.write", &any(&scope))?;
    show(&page(&app, &scope, &challenge, Fields::default()).await?)
}

pub async fn create(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ChallengeId)>,
    mut form: Fields,
) -> Answer {
    let challenge = load(&app, &scope, id).await?;
    scope.require(&app, "goal.write", &any(&scope))?;
    let title = form.text("title", 200);
    let kpi: Option<KpiId> = form.choice("kpi", |text| text.parse().ok());
    let baseline = form.number_between("baseline", -1e12, 1e12);
    let target = form.number_between("target", -1e12, 1e12);
    let due = form.day("due");
    let known = match kpi {
        Some(kpi) => kpi::find(app.db(), scope.organisation(), kpi).await?,
        None => None,
    };
    if kpi.is_some() && known.is_none() {
        form.refuse("kpi", Fault::new("fault-not-a-choice"));
    }
    // A goal that would be a step back is a slip of the pen.
    if let (Some(known), Some(baseline), Some(target)) = (&known, baseline, target) {
        let better = match known.current.definition.direction {
            Direction::Higher => target > baseline,
            Direction::Lower => target < baseline,
        };
        if !better {
            form.refuse("target", Fault::new("fault-goal-not-better"));
        }
    }
    let read = known.zip(baseline.zip(target)).zip(due);
    let Some(((known, (baseline, target)), due)) = read.filter(|_| !form.has_faults()) else {
        return show_again(&page(&app, &scope, &challenge, form).await?);
    };
    let words = Words { title, challenge: id, kpi: known.id, baseline, target, due };
    let tx = app.db().begin().await?;
    super::create(&tx, scope.organisation(), scope.viewer.person, app.now(), &words).await?;
    tx.commit().await?;
    see_and_say(&format!("/o/{}/challenges/{id}", scope.organisation()), "goal-said-created")
}
