//! Reading an observation from a form or a JSON body, judging it, and storing it.

use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Role};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::problem::Problem;
use lustrum_programme::behaviour::Behaviour;
use lustrum_programme::programme::Programme;

use super::store::{Kept, keep};
use super::{LATE_DAYS, ObservationId, Seen};
use crate::ratings::{Occasion, Rating, subject};
use crate::team::pages::act;
use crate::team::{Member, members, units_of};

/// An example in words is a few sentences.
const LONGEST_EXAMPLE: usize = 1_000;

/// A programme with what is observed, and whom the viewer may observe.
pub struct Chosen {
    pub programme: Programme,
    pub behaviours: Vec<Behaviour>,
    pub people: People,
}

/// Whom a viewer observes.
pub enum People {
    /// The people of the units that they lead: they know their names.
    Team(Vec<Member>),
    /// Whoever is enrolled, named by an address: nobody reads a list of names.
    Addressed(Vec<Member>),
}

impl Chosen {
    pub fn field(&self, behaviour: &Behaviour) -> String {
        format!("rating-{}", behaviour.id)
    }
    pub fn team(&self) -> &[Member] {
        match &self.people {
            People::Team(members) => members,
            People::Addressed(_) => &[],
        }
    }
}

/// Line managers who lead units observe the people of these; L&D, and whoever leads none, anyone who is enrolled.
pub async fn people(app: &App, scope: &PartnershipScope, programme: &Programme) -> Result<People, Problem> {
    let mut known = members(app.db(), scope.tenant(), programme.id).await?;
    known.retain(|member| member.email != scope.viewer.email);
    let units = units_of(app.db(), scope.tenant(), scope.id(), &scope.viewer.email).await?;
    if units.is_empty() {
        return Ok(People::Addressed(known));
    }
    // An L&D lead who leads a team as well still observes anyone.
    if scope.has(Role::LdLead) || scope.has(Role::RegionalLdManager) {
        return Ok(People::Addressed(known));
    }
    known.retain(|member| units.binary_search(&member.unit).is_ok());
    Ok(People::Team(known))
}

/// Who was observed, from the list of a team or by an address.
fn person<'a>(form: &mut Fields, people: &'a People) -> Option<&'a Member> {
    match people {
        People::Team(team) if !form.value("member").is_empty() || form.value("person").is_empty() => {
            form.choice("member", |text| {
                let id: EnrolmentId = text.parse().ok()?;
                team.iter().find(|member| member.id == id)
            })
        }
        People::Team(known) | People::Addressed(known) => {
            let email = form.email("person");
            let found = known.iter().find(|member| member.email == email);
            if found.is_none() && !email.is_empty() {
                form.refuse("person", Fault::new("observation-fault-person"));
            }
            found
        }
    }
}

/// The day on which it was seen: today, or an earlier one where it waited for a network.
fn day(form: &mut Fields, today: Day) -> Day {
    match form.optional_day("day") {
        None => today,
        // The phone's zone may be a day ahead of the server's.
        Some(day) if day <= today.plus_days(1) && day >= today.plus_days(-LATE_DAYS) => day.min(today),
        Some(_) => {
            form.refuse("day", Fault::new("observation-fault-day").with("days", LATE_DAYS));
            today
        }
    }
}

/// Records an observation (`rating-BEHAVIOUR` each, 1 to 5 or `not-seen`). Nothing where it has faults.
pub async fn record(
    app: &App,
    scope: &PartnershipScope,
    chosen: &Chosen,
    form: &mut Fields,
) -> Result<Option<(ObservationId, Kept)>, Problem> {
    // What waited in a browser belongs to whoever wrote it, not to whoever signed in since.
    let observer = form.value("observer").trim();
    if !observer.is_empty() && observer != scope.viewer.person.to_string() {
        return Err(Problem::refused("refusal-observation-of-another"));
    }
    let id = match form.value("id").trim() {
        "" => Some(ObservationId::new()),
        _ => form.choice("id", |text| text.parse::<ObservationId>().ok()),
    };
    let found = person(form, &chosen.people).cloned();
    let occasion = form.choice("occasion", Occasion::parse);
    let at = app.now();
    let day = day(form, at.day_in(&scope.viewer.zone));
    let example = form.optional_text("example", LONGEST_EXAMPLE).unwrap_or_default();
    let (mut values, mut not_seen) = (Vec::new(), Vec::new());
    for behaviour in &chosen.behaviours {
        let name = chosen.field(behaviour);
        match form.value(&name).trim() {
            // What was not looked at is left open.
            "" => {}
            "not-seen" => not_seen.push(behaviour.id),
            _ => {
                let value = form.choice(&name, |text| text.parse::<i64>().ok().filter(|value| (1..=5).contains(value)));
                values.extend(value.map(|value| (behaviour.id, value)));
            }
        }
    }
    if let Some(first) = chosen.behaviours.first().filter(|_| values.is_empty() && not_seen.is_empty()) {
        form.refuse(&chosen.field(first), Fault::new("observation-fault-nothing"));
    }
    let (Some(id), Some(member), Some(occasion), false) = (id, found, occasion, form.has_faults()) else {
        return Ok(None);
    };
    let subject = subject(scope.tenant(), chosen.programme.id, &member.email);
    let rating = |(behaviour, value)| Rating {
        behaviour,
        subject: subject.clone(),
        trained: !member.waits,
        occasion,
        value,
        day,
    };
    let ratings = values.into_iter().map(rating).collect();
    let seen = Seen { id, programme: chosen.programme.id, subject: subject.clone(), day, ratings, not_seen, example };
    let tx = app.db().begin().await?;
    let kept = keep(&tx, act(app, scope), &chosen.programme, &seen).await?;
    if kept == Kept::Foreign {
        return Err(Problem::refused("refusal-observation-of-another"));
    }
    tx.commit().await?;
    Ok(Some((id, kept)))
}
