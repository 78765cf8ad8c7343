//! The form of a line manager: what one person does at work, on one screen of a phone. `observe.js` keeps what is
//! recorded until it is sent, and `worker.js` opens the page without a network; without either it is a plain form.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, uuid};
use lustrum_programme::behaviour;
use lustrum_programme::programme::{self, Programme, ProgrammeId, State as Standing};
use serde::Deserialize;

use super::record::{Chosen, people, record};
use super::store::{Own, own};
use crate::coverage::last_days;
use crate::levels::view::{path_of, resource};
use crate::ratings::{Occasion, subject};

/// So many of the observer's own observations stand under the form.
const OWN: i64 = 5;

#[derive(Deserialize)]
pub struct Asked {
    programme: Option<ProgrammeId>,
    /// Who is observed, from a link that knows.
    person: Option<String>,
    member: Option<String>,
}

#[derive(Template)]
#[template(path = "observation/observe.html")]
struct Observe {
    shell: Shell,
    form: Fields,
    path: String,
    evidence: String,
    programmes_path: String,
    coverage: String,
    api: String,
    observer: String,
    /// Nothing where no programme has behaviours yet.
    chosen: Option<Chosen>,
    members: Vec<(String, String)>,
    others: Vec<(String, String)>,
    occasions: Vec<(String, String)>,
    looked_back: Vec<(String, String, String)>,
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
            let people = people(app, scope, &programme).await?;
            return Ok((Some(Chosen { programme, behaviours, people }), programmes));
        }
    }
    Ok((None, programmes))
}

/// The team as choices, first whoever was observed the longest ago or never.
async fn team(
    app: &App,
    scope: &PartnershipScope,
    t: &Speaker,
    chosen: &Chosen,
) -> Result<Vec<(String, String)>, Problem> {
    if chosen.team().is_empty() {
        return Ok(Vec::new());
    }
    let last = last_days(app.db(), scope.tenant(), chosen.programme.id).await?;
    let mut members: Vec<(Option<Day>, &crate::team::Member)> = chosen
        .team()
        .iter()
        .map(|member| (last.get(&subject(scope.tenant(), chosen.programme.id, &member.email)).copied(), member))
        .collect();
    members.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    let worded = members.into_iter().map(|(day, member)| {
        let when = match day {
            None => t.say("observation-never"),
            Some(day) => t.say1("observation-last", "day", t.short_day(&day)),
        };
        // Two people of one name in one unit are told apart by their address.
        let namesake = |other: &&crate::team::Member| other.name == member.name && other.unit == member.unit;
        let who = match chosen.team().iter().filter(namesake).count() {
            0 | 1 => format!("{} · {}", member.name, member.unit),
            _ => format!("{} · {} · {}", member.name, member.email, member.unit),
        };
        (member.id.to_string(), format!("{who} · {when}"))
    });
    Ok(worded.collect())
}

/// What the observer recorded last, with the names that they know.
async fn looked_back(
    app: &App,
    scope: &PartnershipScope,
    t: &Speaker,
    chosen: &Chosen,
) -> Result<Vec<(String, String, String)>, Problem> {
    let names: HashMap<String, &str> = chosen
        .team()
        .iter()
        .map(|member| (subject(scope.tenant(), chosen.programme.id, &member.email), member.name.as_str()))
        .collect();
    let seen: Vec<Own> = own(app.db(), scope.tenant(), scope.id(), scope.viewer.person, OWN).await?;
    let worded = seen.into_iter().map(|own| {
        let name = names.get(&own.subject).map_or_else(|| t.say("observation-someone"), |name| (*name).to_owned());
        (format!("{name} · {}", t.day(&own.day)), t.count("observation-rated", own.ratings), own.example)
    });
    Ok(worded.collect())
}

async fn page(
    app: &App,
    scope: &PartnershipScope,
    form: Fields,
    chosen: Option<Chosen>,
    others: Vec<Programme>,
) -> Result<Observe, Problem> {
    let t = scope.viewer.speaker();
    let path = format!("/p/{}/observations", scope.id());
    let (mut members, mut back) = (Vec::new(), Vec::new());
    if let Some(chosen) = &chosen {
        members = team(app, scope, &t, chosen).await?;
        back = looked_back(app, scope, &t, chosen).await?;
    }
    Ok(Observe {
        shell: Shell::within(app, scope, t.say("observation-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        evidence: format!("{}/behaviour", path_of(scope)),
        programmes_path: format!("/p/{}/programmes", scope.id()),
        coverage: format!("{}/behaviour/coverage", path_of(scope)),
        api: format!("/api/v1/p/{}/observations", scope.id()),
        observer: scope.viewer.person.to_string(),
        chosen,
        members,
        others: others
            .into_iter()
            .map(|programme| (format!("{path}/new?programme={}", programme.id), programme.title))
            .collect(),
        occasions: Occasion::ALL
            .map(|occasion| (occasion.word().to_owned(), t.say(&format!("observation-{}", occasion.word()))))
            .to_vec(),
        looked_back: back,
        path,
    })
}

/// A form with an id of its own, so that a plain form that is sent twice is stored once, and with the likely occasion:
/// once a cohort has started, it is after.
fn blank(app: &App, chosen: Option<&Chosen>, asked: &Asked) -> Fields {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let started = chosen.is_some_and(|chosen| match &chosen.people {
        super::record::People::Team(known) | super::record::People::Addressed(known) => {
            known.iter().any(|member| !member.waits && member.starts < today)
        }
    });
    let occasion = if started { Occasion::After } else { Occasion::Before };
    let mut values = vec![("id", uuid::Uuid::now_v7().to_string()), ("occasion", occasion.word().to_owned())];
    values.extend(asked.person.clone().map(|person| ("person", person)));
    values.extend(asked.member.clone().map(|member| ("member", member)));
    Fields::filled(values)
}

pub async fn show_observe(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "observation.write", &resource(&scope))?;
    let (chosen, others) = choose(&app, &scope, asked.programme).await?;
    let form = blank(&app, chosen.as_ref(), &asked);
    show(&page(&app, &scope, form, chosen, others).await?)
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
        form.refuse("programme", lustrum_kernel::form::Fault::new("fault-not-a-choice"));
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
    show_again(&page(&app, &scope, form, chosen, others).await?)
}
