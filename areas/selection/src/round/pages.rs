//! The pages of a round: the list, making one, where it stands, who scores, opening it and closing it.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::membership;
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_strategy::challenge;
use serde::Deserialize;

use super::store::{self, Listed};
use super::{CURRENCIES, Dossier, Refused, RoundId, State as Stage, Words, choices};
use crate::candidate::{self, Candidate};
use crate::criterion::{Leaf, NewCriterion, START};
use crate::outcome::decision::Decision;
use crate::outcome::store as outcomes;
use crate::ranking::price;
use crate::{Act, profile};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

#[derive(Template)]
#[template(path = "round/list.html")]
struct List {
    shell: Shell,
    path: String,
    rounds: Vec<(Listed, bool)>,
    may_write: bool,
    next: Option<RoundId>,
}

#[derive(Template)]
#[template(path = "round/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    challenges: Vec<(String, String)>,
    new_challenge: String,
    currencies: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "round/assessors.html")]
struct Assessors {
    shell: Shell,
    form: Fields,
    path: String,
    people: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "round/show.html")]
struct One {
    shell: Shell,
    form: Fields,
    path: String,
    challenges: Vec<(String, String)>,
    dossier: Dossier,
    leaves: Vec<Leaf>,
    candidates: Vec<Row>,
    /// Why it can't be opened yet.
    not_yet: Option<String>,
    decided: Option<(Decision, Candidate)>,
    asked: bool,
    /// Whether the reader would open the scores without having given any.
    owes_scores: bool,
    may_write: bool,
}

/// A candidate as the page of its round lists it.
struct Row {
    candidate: Candidate,
    price: String,
    withdrawn: Option<String>,
    profile: Option<String>,
    link: Option<String>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<RoundId>,
}

pub(crate) fn any(scope: &OrganisationScope) -> Resource {
    Resource::new("Round", scope.organisation())
}

pub(crate) fn home_of(scope: &OrganisationScope) -> String {
    format!("/o/{}/selection", scope.organisation())
}

pub(crate) fn path_of(scope: &OrganisationScope, id: RoundId) -> String {
    format!("{}/{id}", home_of(scope))
}

pub(crate) async fn load(app: &App, scope: &OrganisationScope, id: RoundId) -> Result<Dossier, Problem> {
    let dossier = store::dossier(app.db(), scope.organisation(), id).await?.ok_or(Problem::NotFound)?;
    Ok(dossier.told(&scope.viewer.speaker()))
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "selection.list", &any(&scope))?;
    let all = scope.may(&app, "selection.view", &any(&scope));
    let (own, person) = (scope.organisation(), scope.viewer.person);
    let mut rounds = store::list(app.db(), own, person, !all, asked.before, A_PAGE + 1).await?;
    let more = rounds.len() > A_PAGE as usize;
    rounds.truncate(A_PAGE as usize);
    let next = rounds.last().filter(|_| more).map(|round| round.id);
    show_page(&List {
        shell: Shell::at(&app, &scope, scope.viewer.speaker().say("nav-selection")),
        path: home_of(&scope),
        rounds: rounds.into_iter().map(|round| (round, all)).collect(),
        may_write: scope.may(&app, "selection.write", &any(&scope)),
        next,
    })
}

pub async fn export_list(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let t = scope.viewer.speaker();
    let rounds = store::list(app.db(), scope.organisation(), scope.viewer.person, false, None, AN_EXPORT).await?;
    let mut rows: Vec<Vec<Out>> =
        vec![["selection-round", "selection-state", "selection-made"].map(|key| t.say(key).into()).to_vec()];
    rows.extend(rounds.into_iter().map(|round| {
        let state = t.say(&format!("selection-state-{}", round.state));
        vec![round.title.into(), state.into(), Out::Date(round.made_at.day_in(&t.zone).0)]
    }));
    download("selection.csv", "text/csv; charset=utf-8", csv(&rows))
}

impl List {
    fn new_path(&self) -> String {
        format!("{}/new", self.path)
    }
    /// Whether the reader sees every round, and not only those in which they score.
    fn all(&self) -> bool {
        self.rounds.iter().any(|(_, all)| *all)
    }
    fn state(&self, round: &Listed) -> String {
        self.shell.t.say(&format!("selection-state-{}", round.state))
    }
}

async fn new_page(app: &App, scope: &OrganisationScope, form: Fields) -> Result<New, Problem> {
    let known = challenge::list(app.db(), scope.organisation(), None, 200).await?;
    Ok(New {
        shell: Shell::at(app, scope, scope.viewer.speaker().say("selection-new")).narrow(),
        form,
        path: home_of(scope),
        challenges: known.into_iter().map(|one| (one.id.to_string(), one.title)).collect(),
        new_challenge: format!("/o/{}/challenges/new", scope.organisation()),
        currencies: CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec(),
    })
}

pub async fn show_new(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let cap = format!("{:.0}", price::CAP * 100.0);
    let form = Fields::filled([("currency", "EUR"), ("price_cap", cap.as_str()), ("price_weight", "5")]);
    show_page(&new_page(&app, &scope, form).await?)
}

/// Reads the weight of price and its cap, both in percent. A weight beyond the cap is refused, and so is a cap that would
/// make a tender of it.
pub(crate) fn read_price(form: &mut Fields) -> Option<(f64, f64)> {
    let cap = form.number_between("price_cap", 0.0, price::HIGHEST_CAP * 100.0);
    let weight = form.number_between("price_weight", 0.0, 100.0);
    let (cap, weight) = cap.zip(weight)?;
    if weight > cap {
        form.refuse("price_weight", Fault::new("fault-selection-price-cap").with("cap", cap));
        return None;
    }
    Some((cap / 100.0, weight / 100.0))
}

/// Makes a round from a form or a JSON body.
pub(crate) async fn make(
    app: &App,
    scope: &OrganisationScope,
    mut form: Fields,
) -> Result<Result<RoundId, Fields>, Problem> {
    let known = challenge::list(app.db(), scope.organisation(), None, 200).await?;
    let title = form.text("title", 200);
    let asked: Vec<String> = form.values("challenge").into_iter().map(str::to_owned).collect();
    let challenges: Vec<_> = known.iter().map(|one| one.id).filter(|id| asked.contains(&id.to_string())).collect();
    if asked.is_empty() {
        form.refuse("challenge", Fault::new("fault-selection-challenge"));
    } else if challenges.len() != asked.len() {
        form.refuse("challenge", Fault::new("fault-not-a-choice"));
    }
    let currency = form.choice("currency", |code| CURRENCIES.into_iter().find(|known| *known == code));
    let price = read_price(&mut form);
    let (Some(currency), Some((price_cap, price_weight)), false) = (currency, price, form.has_faults()) else {
        return Ok(Err(form));
    };
    let words = Words { title, challenges, currency: currency.to_owned(), price_cap, price_weight };
    let t = scope.viewer.speaker();
    let start = START.map(|word| NewCriterion {
        title: t.say(&format!("criterion-{word}")),
        question: t.say(&format!("criterion-{word}-question")),
    });
    let tx = app.db().begin().await?;
    let id = store::create(&tx, Act::of(app, scope), &words, &start).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

pub async fn create(State(app): State<App>, scope: OrganisationScope, form: Fields) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    match make(&app, &scope, form).await? {
        Ok(id) => see_and_say(&path_of(&scope, id), "selection-said-made"),
        Err(form) => show_again(&new_page(&app, &scope, form).await?),
    }
}

async fn one_page(app: &App, scope: &OrganisationScope, dossier: Dossier, form: Fields) -> Result<One, Problem> {
    let (t, own, now) = (scope.viewer.speaker(), scope.organisation(), app.now());
    let id = dossier.round.id;
    let links = candidate::store::links(app.db(), own, id).await?;
    let said = profile::store::said(app.db(), own, id).await?;
    let link_words = |link: &candidate::Link| match (link.is_open(now), link.revoked_at) {
        (true, _) => t.say1("candidate-link-until", "day", t.date(&link.expires_at)),
        (false, Some(_)) => t.say("candidate-link-revoked"),
        (false, None) => t.say("candidate-link-expired"),
    };
    let row = |candidate: &Candidate| Row {
        price: candidate.price_words(&t, &dossier.round.currency),
        withdrawn: candidate.withdrawn.as_ref().map(|_| t.say("candidate-withdrawn")),
        profile: said.get(&candidate.id).map(|at| t.date(at)),
        link: links.get(&candidate.id).map(link_words),
        candidate: candidate.clone(),
    };
    let challenges = store::challenges(app.db(), own, id).await?;
    let decision = outcomes::decision(app.db(), own, id).await?;
    let decided = decision.and_then(|one| Some((one.clone(), dossier.candidate(one.candidate)?.clone())));
    let not_yet = if dossier.round.state == Stage::Preparing { dossier.may_open().err() } else { None };
    Ok(One {
        shell: Shell::at(app, scope, dossier.round.title.clone()),
        form,
        path: path_of(scope, id),
        challenges: challenges.into_iter().map(|(id, title)| (format!("/o/{own}/challenges/{id}"), title)).collect(),
        leaves: dossier.tree.leaves(),
        candidates: dossier.candidates.iter().map(row).collect(),
        not_yet: not_yet.map(|refused| refused.fault().words(&t)),
        decided,
        asked: dossier.assessors.iter().any(|one| one.person == scope.viewer.person),
        owes_scores: dossier.owes_scores(scope.viewer.person),
        may_write: scope.may(app, "selection.write", &any(scope)),
        dossier,
    })
}

impl One {
    fn is(&self, word: &str) -> bool {
        self.dossier.round.state.word() == word
    }
    /// `done`, `now` or `later` for the step of a state.
    fn step(&self, word: &str) -> &'static str {
        let (state, step) = (self.dossier.round.state, Stage::parse(word));
        match step {
            Some(step) if step == state && state == Stage::Decided => "done",
            Some(step) if step == state => "now",
            Some(step) if step < state => "done",
            _ => "later",
        }
    }
    fn step_name(&self, word: &str) -> String {
        self.shell.t.say(&format!("selection-step-{word}"))
    }
    fn step_words(&self, word: &str) -> String {
        self.shell.t.say(&format!("selection-step-{word}-words"))
    }
    fn bar(&self, weight: &f64) -> f64 {
        weight * (1.0 - self.dossier.round.price_weight)
    }
    fn share(&self, weight: &f64) -> String {
        self.shell.t.percent(weight * (1.0 - self.dossier.round.price_weight), 1)
    }
    fn price_share(&self) -> String {
        self.shell.t.percent(self.dossier.round.price_weight, 1)
    }
    fn waiting(&self) -> String {
        self.dossier.waiting().join(", ")
    }
    fn weighs_price(&self) -> bool {
        self.dossier.round.price_weight > 0.0
    }
    fn submitted(&self) -> String {
        let t = &self.shell.t;
        let (done, all) = (self.dossier.submitted() as i64, self.dossier.assessors.len() as i64);
        t.say2("selection-submitted", "done", t.whole(done), "all", t.whole(all))
    }
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    show_page(&one_page(&app, &scope, dossier, Fields::default()).await?)
}

async fn assessors_page(app: &App, scope: &OrganisationScope, id: RoundId, form: Fields) -> Result<Assessors, Problem> {
    let members = membership::people(app.db(), scope.organisation()).await?;
    Ok(Assessors {
        shell: Shell::at(app, scope, scope.viewer.speaker().say("selection-assessors-choose")).narrow(),
        form,
        path: path_of(scope, id),
        people: choices(&members),
    })
}

pub async fn show_assessors(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    let form = Fields::filled(dossier.assessors.iter().map(|one| ("person", one.person.to_string())));
    show_page(&assessors_page(&app, &scope, id, form).await?)
}

pub(crate) async fn choose(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    mut form: Fields,
) -> Result<Result<(), Fields>, Problem> {
    let dossier = load(app, scope, id).await?;
    dossier.round.may_change()?;
    let members = membership::people(app.db(), scope.organisation()).await?;
    let asked: Vec<Option<PersonId>> = form.values("person").into_iter().map(|text| text.parse().ok()).collect();
    let mut people: Vec<PersonId> =
        asked.iter().flatten().copied().filter(|id| members.iter().any(|member| member.person == *id)).collect();
    people.sort();
    people.dedup();
    if people.len() < asked.len() {
        form.refuse("person", Fault::new("fault-not-a-choice"));
    } else if people.is_empty() {
        form.refuse("person", Fault::new("fault-required"));
    }
    if form.has_faults() {
        return Ok(Err(form));
    }
    let tx = app.db().begin().await?;
    store::choose(&tx, Act::of(app, scope), &dossier.round, &people).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

pub async fn choose_assessors(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    match choose(&app, &scope, id, form).await? {
        Ok(()) => see_and_say(&path_of(&scope, id), "selection-said-assessors"),
        Err(form) => show_again(&assessors_page(&app, &scope, id, form).await?),
    }
}

/// Opens a round and writes to everyone who is asked to score.
pub(crate) async fn begin(app: &App, scope: &OrganisationScope, id: RoundId) -> Result<(), Problem> {
    let dossier = load(app, scope, id).await?;
    dossier.may_open()?;
    let members = membership::people(app.db(), scope.organisation()).await?;
    let (act, t) = (Act::of(app, scope), scope.viewer.speaker());
    let link = app.url(&format!("{}/scores", path_of(scope, id)));
    let tx = app.db().begin().await?;
    if !store::open(&tx, act, &dossier.round).await? {
        return Err(Refused::NotPreparing.into());
    }
    // Each mail is a row and a job of its own, which the kernel writes.
    for member in members.into_iter().filter(|one| dossier.assessors.iter().any(|asked| asked.person == one.person)) {
        let letter = asking(&t, scope, &dossier.round.title, &link, member.email);
        mail::post(&tx, act.tenant, letter, act.at).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn asking(t: &Speaker, scope: &OrganisationScope, title: &str, link: &str, to: String) -> Letter {
    let named = [
        ("host", scope.viewer.name.clone()),
        ("title", title.to_owned()),
        ("link", link.to_owned()),
        ("organisation", scope.member.name.clone()),
    ];
    let (subject, body) = ("selection-mail-asked-subject", "selection-mail-asked-body");
    Letter { recipient: to, subject: t.say_with(subject, &named), body: t.say_with(body, &named) }
}

pub async fn open(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    begin(&app, &scope, id).await?;
    see_and_say(&path_of(&scope, id), "selection-said-opened")
}

/// Ends scoring; a missing reason is a fault of the field `reason`.
pub(crate) async fn end(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    mut form: Fields,
) -> Result<Result<(), (Dossier, Fields)>, Problem> {
    let dossier = load(app, scope, id).await?;
    let reason = form.optional_text("reason", 2_000).unwrap_or_default();
    let by = scope.viewer.person;
    match dossier.may_close(by, &reason, form.flag("give_up")) {
        Ok(()) => {}
        Err(missing @ Refused::ReasonMissing(_)) => form.refuse("reason", missing.fault()),
        Err(unscored @ Refused::OwnScores) => form.refuse("give_up", unscored.fault()),
        Err(refused) => return Err(refused.into()),
    }
    if form.has_faults() {
        return Ok(Err((dossier, form)));
    }
    let act = Act::of(app, scope);
    let tx = app.db().begin().await?;
    if dossier.owes_scores(by) {
        store::give_up(&tx, act, &dossier.round).await?;
    }
    if !store::close(&tx, act, &dossier.round, &reason, &dossier.waiting()).await? {
        return Err(Refused::NotScoring.into());
    }
    tx.commit().await?;
    Ok(Ok(()))
}

pub async fn close(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    match end(&app, &scope, id, form).await? {
        Ok(()) => see_and_say(&format!("{}/ranking", path_of(&scope, id)), "selection-said-closed"),
        Err((dossier, form)) => show_again(&one_page(&app, &scope, dossier, form).await?),
    }
}
