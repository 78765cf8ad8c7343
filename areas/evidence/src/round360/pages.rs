//! The list of rounds, naming raters, and opening a round.

use askama::Template;
use axum::extract::State;
use lustrum_delivery::cohort;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::programme;

use super::open::{nominate_as, nominates_for, open_as, today, withdraw_as};
use super::store::{nominations, of_partnership};
use super::{Group, Nomination, Round, Stage, Subject, Wave};
use crate::levels::view::{path_of, resource};

/// A line manager names raters for so many people on one page; more is for the API.
const CARDS: usize = 60;

#[derive(Template)]
#[template(path = "round360/list.html")]
struct List {
    shell: Shell,
    form: Fields,
    path: String,
    evidence: String,
    rounds: Vec<Round>,
    cards: Vec<Card>,
    groups: Vec<(String, String)>,
    today: Day,
    may_open: bool,
    may_nominate: bool,
    /// Whether the level and its rounds are for this reader; a learner comes for the own raters alone.
    may_see: bool,
}

/// Someone for whom the viewer names raters.
struct Card {
    round: Round,
    person: Subject,
    own: bool,
    raters: Vec<Nomination>,
}

impl Card {
    fn of(&self, word: &str) -> Vec<&Nomination> {
        self.raters.iter().filter(|one| one.rater_group == word).collect()
    }
    /// The fields of the form show what was typed at the person for whom it was typed.
    fn is_asked(&self, form: &Fields) -> bool {
        form.is("subject", &self.person.id.to_string())
    }
}

pub fn path(scope: &PartnershipScope) -> String {
    format!("/p/{}/360", scope.id())
}

async fn list(app: &App, scope: &PartnershipScope, form: Fields) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    let today = today(app);
    let rounds = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let may_open = scope.may(app, "round-360.open", &resource(scope));
    let may_nominate = scope.may(app, "round-360.nominate", &resource(scope));
    let may_see = scope.may(app, "evidence.view", &resource(scope));
    let mut cards = Vec::new();
    // One open round at a time is the rule; of several the two newest are enough for one page.
    let open = rounds.iter().filter(|round| round.stage(today) == Stage::Nominating).take(2);
    for round in open.filter(|_| may_nominate && !may_open) {
        let people = nominates_for(app, scope, round).await?;
        let named =
            if people.is_empty() { Vec::new() } else { nominations(app.db(), scope.tenant(), round.id).await? };
        cards.extend(people.into_iter().take(CARDS).map(|person| Card {
            raters: named.iter().filter(|one| one.subject_id == person.id).cloned().collect(),
            own: person.email == scope.viewer.email,
            round: round.clone(),
            person,
        }));
    }
    Ok(List {
        shell: Shell::within(app, scope, t.say("round360-title")).step(app, scope, Step::Evidence),
        form,
        path: path(scope),
        evidence: format!("{}/behaviour", path_of(scope)),
        rounds,
        cards,
        groups: Group::NOMINATED
            .map(|group| (group.word().to_owned(), t.say(&format!("round360-group-{}", group.word()))))
            .to_vec(),
        today,
        may_open,
        may_nominate,
        may_see,
    })
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "round-360.view", &resource(&scope))?;
    show(&list(&app, &scope, Fields::default()).await?)
}

pub async fn make_nomination(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "round-360.nominate", &resource(&scope))?;
    match nominate_as(&app, &scope, &mut form).await? {
        true => see_and_say(&path(&scope), "round360-said-named"),
        false => show_again(&list(&app, &scope, form).await?),
    }
}

pub async fn make_withdrawal(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "round-360.nominate", &resource(&scope))?;
    match withdraw_as(&app, &scope, &mut form).await? {
        true => see_and_say(&path(&scope), "round360-said-withdrawn"),
        false => show_again(&list(&app, &scope, form).await?),
    }
}

#[derive(Template)]
#[template(path = "round360/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    programmes: Vec<(String, String)>,
    cohorts: Vec<(String, String)>,
    waves: Vec<(String, String)>,
    teams: String,
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("round360-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: path(scope),
        programmes: programmes.into_iter().map(|one| (one.id.to_string(), one.title)).collect(),
        cohorts: cohort::of_partnership(app.db(), scope.tenant(), scope.id())
            .await?
            .into_iter()
            .map(|one| (one.id.to_string(), one.title))
            .collect(),
        waves: Wave::ALL
            .map(|wave| (wave.word().to_owned(), t.say(&format!("round360-wave-{}", wave.word()))))
            .to_vec(),
        teams: format!("/p/{}/teams", scope.id()),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "round-360.open", &resource(&scope))?;
    show(&new_page(&app, &scope, Fields::default()).await?)
}

pub async fn make_round(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "round-360.open", &resource(&scope))?;
    match open_as(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/rounds/{id}", path(&scope)), "round360-said-opened"),
        None => show_again(&new_page(&app, &scope, form).await?),
    }
}
