//! The form of a line manager: what one person does at work, on one screen of a phone. The person is named by an
//! address, so that nobody reads a list of names; it is stored as a hash.

use askama::Template;
use axum::extract::{Query, State};
use lustrum_delivery::Act;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::behaviour::{self, Behaviour};
use lustrum_programme::programme::{self, Programme, ProgrammeId, State as Standing};
use serde::Deserialize;

use super::{Occasion, Rating, enrolled, observe, subject};
use crate::levels::view::{path_of, resource};

#[derive(Deserialize)]
pub struct Asked {
    programme: Option<ProgrammeId>,
    /// Who is observed, from a link that knows.
    person: Option<String>,
}

#[derive(Template)]
#[template(path = "ratings/observe.html")]
struct Observe {
    shell: Shell,
    form: Fields,
    path: String,
    evidence: String,
    programmes_path: String,
    /// Nothing where no programme has behaviours yet.
    chosen: Option<Chosen>,
    others: Vec<(String, String)>,
    occasions: Vec<(String, String)>,
}

/// A programme with what is observed.
pub struct Chosen {
    pub programme: Programme,
    pub behaviours: Vec<Behaviour>,
}

impl Chosen {
    fn field(&self, behaviour: &Behaviour) -> String {
        format!("rating-{}", behaviour.id)
    }
}

/// The programmes that run, the asked one first; where none is asked for, the newest with behaviours.
async fn choose(
    app: &App,
    scope: &PartnershipScope,
    asked: Option<ProgrammeId>,
) -> Result<(Option<Chosen>, Vec<Programme>), Problem> {
    let mut programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    programmes.retain(|programme| programme.state() != Standing::Ended);
    if let Some(place) = asked.and_then(|asked| programmes.iter().position(|programme| programme.id == asked)) {
        programmes[..=place].rotate_right(1);
    }
    for place in 0..programmes.len().min(20) {
        let behaviours = behaviour::of_programme(app.db(), scope.tenant(), programmes[place].id).await?;
        if !behaviours.is_empty() {
            let programme = programmes.remove(place);
            return Ok((Some(Chosen { programme, behaviours }), programmes));
        }
    }
    Ok((None, programmes))
}

fn page(app: &App, scope: &PartnershipScope, form: Fields, chosen: Option<Chosen>, others: Vec<Programme>) -> Observe {
    let t = scope.viewer.speaker();
    let path = format!("/p/{}/observations", scope.id());
    Observe {
        shell: Shell::within(app, scope, t.say("observation-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        evidence: format!("{}/behaviour", path_of(scope)),
        programmes_path: format!("/p/{}/programmes", scope.id()),
        chosen,
        others: others
            .into_iter()
            .map(|programme| (format!("{path}/new?programme={}", programme.id), programme.title))
            .collect(),
        occasions: Occasion::ALL
            .map(|occasion| (occasion.word().to_owned(), t.say(&format!("observation-{}", occasion.word()))))
            .to_vec(),
        path,
    }
}

pub async fn show_observe(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "observation.write", &resource(&scope))?;
    let (chosen, others) = choose(&app, &scope, asked.programme).await?;
    let form = Fields::filled(asked.person.map(|person| ("person", person)));
    show(&page(&app, &scope, form, chosen, others))
}

/// Records an observation from a form or a JSON body (`rating-BEHAVIOUR` each, 1 to 5). Nothing where it has faults.
pub async fn record(
    app: &App,
    scope: &PartnershipScope,
    chosen: &Chosen,
    form: &mut Fields,
) -> Result<Option<super::store::RatingId>, Problem> {
    let enrolled = enrolled(app.db(), scope.tenant(), chosen.programme.id).await?;
    let person = form.email("person");
    let trained = enrolled.get(&person).copied();
    if trained.is_none() && !person.is_empty() {
        form.refuse("person", Fault::new("observation-fault-person"));
    }
    let occasion = form.choice("occasion", Occasion::parse);
    let mut seen = Vec::with_capacity(chosen.behaviours.len());
    for behaviour in &chosen.behaviours {
        let name = chosen.field(behaviour);
        // What was not seen is left open.
        if !form.value(&name).is_empty() {
            let value = form.choice(&name, |text| text.parse::<i64>().ok().filter(|value| (1..=5).contains(value)));
            seen.extend(value.map(|value| (behaviour.id, value)));
        }
    }
    if let Some(first) = chosen.behaviours.first().filter(|_| seen.is_empty()) {
        form.refuse(&chosen.field(first), Fault::new("observation-fault-nothing"));
    }
    let (Some(trained), Some(occasion), false) = (trained, occasion, form.has_faults()) else { return Ok(None) };
    let at = app.now();
    let subject = subject(scope.tenant(), chosen.programme.id, &person);
    let day = at.day_in(&jiff::tz::TimeZone::UTC);
    let rating = |(behaviour, value)| Rating { behaviour, subject: subject.clone(), trained, occasion, value, day };
    let ratings: Vec<Rating> = seen.into_iter().map(rating).collect();
    let act = Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at };
    let tx = app.db().begin().await?;
    let id = observe(&tx, act, &chosen.programme, &ratings).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// The programme that a form or a JSON body names.
pub async fn chosen_in(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<(Option<Chosen>, Vec<Programme>), Problem> {
    let asked = form.choice("programme", |text| text.parse::<ProgrammeId>().ok());
    let (chosen, others) = choose(app, scope, asked).await?;
    if asked.is_some() && chosen.as_ref().map(|chosen| chosen.programme.id) != asked {
        form.refuse("programme", Fault::new("fault-not-a-choice"));
    }
    Ok((chosen, others))
}

pub async fn make_observation(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "observation.write", &resource(&scope))?;
    let (chosen, others) = chosen_in(&app, &scope, &mut form).await?;
    if let Some(chosen) = &chosen
        && record(&app, &scope, chosen, &mut form).await?.is_some()
    {
        let again = format!("/p/{}/observations/new?programme={}", scope.id(), chosen.programme.id);
        return see_and_say(&again, "observation-said-recorded");
    }
    show_again(&page(&app, &scope, form, chosen, others))
}
