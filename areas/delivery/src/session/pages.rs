//! Planning a session on the wall clock of its place.

use askama::Template;
use axum::extract::{Path, State};
use jiff::civil::Time;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::module::{self, ModuleId};

use super::{Local, SessionId, Which, Words, cancel, create, instant};
use crate::cohort::pages::{act, load, path_of, zone_of};
use crate::cohort::{Cohort, CohortId};

#[derive(Template)]
#[template(path = "session/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    cohort: Cohort,
    modules: Vec<(String, String)>,
    /// The clock shows this time twice: which of the two is asked.
    twice: Vec<(String, String)>,
}

async fn page(app: &App, scope: &PartnershipScope, cohort: Cohort, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let modules = module::of_programme(app.db(), scope.tenant(), cohort.programme_id).await?;
    let asked = form.fault("which").is_some() || !form.value("which").is_empty();
    let twice = ["earlier", "later"].map(|which| (which.to_owned(), t.say(&format!("session-which-{which}")))).to_vec();
    Ok(New {
        shell: Shell::within(app, scope, t.say("session-new")).step(app, scope, Step::Delivery).narrow(),
        form,
        path: format!("{}/{}", path_of(scope), cohort.id),
        cohort,
        modules: modules.into_iter().map(|module| (module.id.to_string(), module.title)).collect(),
        twice: if asked { twice } else { Vec::new() },
    })
}

/// Reads what was typed: a day and a time on the wall clock of the cohort's place.
pub(crate) async fn read(
    app: &App,
    scope: &PartnershipScope,
    cohort: &Cohort,
    form: &mut Fields,
) -> Result<Option<Words>, Problem> {
    let module: Option<ModuleId> = form.choice("module", |text| text.parse().ok());
    let day = form.day("day");
    let time = form.choice("time", |text| text.parse::<Time>().ok());
    let place = form.text("place", 300);
    let which = match form.value("which").trim() {
        "" => None,
        _ => form.choice("which", |text| match text {
            "earlier" => Some(Which::Earlier),
            "later" => Some(Which::Later),
            _ => None,
        }),
    };
    let known = match module {
        Some(module) => module::find(app.db(), scope.tenant(), cohort.programme_id, module).await?,
        None => None,
    };
    if module.is_some() && known.is_none() {
        form.refuse("module", Fault::new("fault-not-a-choice"));
    }
    let minutes = match form.value("minutes").trim() {
        "" => known.as_ref().map(|known| known.minutes),
        _ => form.whole("minutes", 5, 10_000),
    };
    let starts_at = match day.zip(time).map(|(day, time)| instant(day.0.to_datetime(time), &zone_of(cohort))) {
        Some(Local::Instant(at)) => Some(at),
        Some(Local::Skipped) => {
            form.refuse("time", Fault::new("fault-session-skipped").with("zone", &cohort.zone));
            None
        }
        Some(Local::Twice { earlier, later }) => match which {
            Some(Which::Earlier) => Some(earlier),
            Some(Which::Later) => Some(later),
            None => {
                form.refuse("which", Fault::new("fault-session-twice").with("zone", &cohort.zone));
                None
            }
        },
        None => None,
    };
    if form.has_faults() {
        return Ok(None);
    }
    let read = known.zip(starts_at).zip(minutes);
    Ok(read.map(|((module, starts_at), minutes)| Words {
        module: module.id,
        starts_at,
        zone: cohort.zone.clone(),
        minutes,
        place,
    }))
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "session.write", &cohort.resource())?;
    show(&page(&app, &scope, cohort, Fields::default()).await?)
}

pub async fn plan(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
    mut form: Fields,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "session.write", &cohort.resource())?;
    let Some(words) = read(&app, &scope, &cohort, &mut form).await? else {
        return show_again(&page(&app, &scope, cohort, form).await?);
    };
    let tx = app.db().begin().await?;
    create(&tx, act(&app, &scope), &cohort, &words).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "session-said-planned")
}

pub async fn cancel_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, session)): Path<(PartnershipId, CohortId, SessionId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "session.write", &cohort.resource())?;
    let tx = app.db().begin().await?;
    if !cancel(&tx, act(&app, &scope), &cohort, session).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "session-said-cancelled")
}
