//! The roster of a session on the facilitator's phone.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{How, note, of_session};
use crate::cohort::pages::{act, load, path_of};
use crate::cohort::{Cohort, CohortId};
use crate::enrolment::{self, Enrolment, EnrolmentId};
use crate::session::{self, Session, SessionId};

#[derive(Template)]
#[template(path = "attendance/roster.html")]
struct Roster {
    shell: Shell,
    form: Fields,
    path: String,
    cohort: Cohort,
    when: String,
    people: Vec<Line>,
    places: Vec<(String, String)>,
}

struct Line {
    name: String,
    unit: String,
    field: String,
    /// What was noted, or chosen just now.
    how: String,
}

pub(super) fn field(person: EnrolmentId) -> String {
    format!("how-{person}")
}

pub(super) async fn one(
    app: &App,
    scope: &PartnershipScope,
    cohort: CohortId,
    id: SessionId,
) -> Result<(Cohort, Session, Vec<Enrolment>), Problem> {
    let cohort = load(app, scope, cohort).await?;
    let session = session::find(app.db(), scope.tenant(), cohort.id, id).await?.ok_or(Problem::NotFound)?;
    let people = enrolment::of_cohort(app.db(), scope.tenant(), cohort.id).await?;
    Ok((cohort, session, people))
}

fn page(
    app: &App,
    scope: &PartnershipScope,
    cohort: Cohort,
    session: &Session,
    people: Vec<Enrolment>,
    known: &HashMap<EnrolmentId, How>,
    form: Fields,
) -> Roster {
    let t = scope.viewer.speaker();
    let line = |person: Enrolment| {
        let field = field(person.id);
        let chosen = form.value(&field);
        let noted = known.get(&person.id).map_or("room", |how| how.word());
        let how = if chosen.is_empty() { noted } else { chosen }.to_owned();
        Line { name: person.name, unit: person.unit, field, how }
    };
    Roster {
        shell: Shell::within(app, scope, t.say1("attendance-title", "module", &session.module_title))
            .step(app, scope, Step::Delivery)
            .narrow(),
        path: format!("{}/{}", path_of(scope), cohort.id),
        when: t.moment_in(&session.starts_at, &session.time_zone()),
        people: people.into_iter().map(line).collect(),
        places: How::ALL.map(|how| (how.word().to_owned(), t.say(&format!("attendance-{}", how.word())))).to_vec(),
        cohort,
        form,
    }
}

impl Roster {
    fn action(&self) -> &str {
        &self.shell.here
    }
}

pub async fn show_roster(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, cohort, id)): Path<(PartnershipId, CohortId, SessionId)>,
) -> Answer {
    let (cohort, session, people) = one(&app, &scope, cohort, id).await?;
    scope.require(&app, "attendance.view", &cohort.resource())?;
    let known = of_session(app.db(), scope.tenant(), id).await?;
    show(&page(&app, &scope, cohort, &session, people, &known, Fields::default()))
}

/// How everyone took part. Nobody is passed over: whoever is not named was not there.
pub(super) fn read(form: &mut Fields, people: &[Enrolment]) -> Option<Vec<(EnrolmentId, How)>> {
    let mut roster = Vec::with_capacity(people.len());
    for person in people {
        let name = field(person.id);
        let how = if form.value(&name).trim().is_empty() { Some(How::Absent) } else { form.choice(&name, How::parse) };
        roster.extend(how.map(|how| (person.id, how)));
    }
    let strangers = form.names_after("how-").into_iter().any(|id| people.iter().all(|one| one.id.to_string() != id));
    if strangers {
        form.refuse("people", Fault::new("fault-attendance-stranger"));
    }
    (!form.has_faults()).then_some(roster)
}

pub(super) async fn take(
    app: &App,
    scope: &PartnershipScope,
    session: &Session,
    people: &[Enrolment],
    form: &mut Fields,
) -> Result<bool, Problem> {
    if session.starts_at > app.now() {
        return Err(Problem::refused("refusal-attendance-early"));
    }
    let Some(roster) = read(form, people) else { return Ok(false) };
    let tx = app.db().begin().await?;
    note(&tx, act(app, scope), session, &roster).await?;
    tx.commit().await?;
    Ok(true)
}

pub async fn note_roster(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, cohort, id)): Path<(PartnershipId, CohortId, SessionId)>,
    mut form: Fields,
) -> Answer {
    let (cohort, session, people) = one(&app, &scope, cohort, id).await?;
    scope.require(&app, "attendance.write", &cohort.resource())?;
    if take(&app, &scope, &session, &people, &mut form).await? {
        return see_and_say(&format!("{}/{}", path_of(&scope), cohort.id), "attendance-said-noted");
    }
    let known = of_session(app.db(), scope.tenant(), id).await?;
    show_again(&page(&app, &scope, cohort, &session, people, &known, form))
}
