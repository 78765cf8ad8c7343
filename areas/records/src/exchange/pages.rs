//! Exchanges of an organisation: how far each has come, making one, and letting it begin, rest or end.

use askama::Template;
use axum::extract::{Path, State as Has};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::outside::{self, Source};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_xapi::Version;
use serde::Deserialize;

use super::remote::Remote;
use super::store::{self, Kept};
use super::{Direction, Exchange, ExchangeId, State, Words};
use crate::credential::pages::resource;

const LONGEST_TITLE: usize = 120;

#[derive(Template)]
#[template(path = "exchange/list.html")]
struct List {
    shell: Shell,
    path: String,
    credentials: String,
    form: Fields,
    exchanges: Vec<Exchange>,
    sources: Vec<(String, String)>,
    directions: Vec<(String, String)>,
    versions: Vec<(String, String)>,
}

impl List {
    fn direction(&self, one: &Exchange) -> String {
        self.shell.t.say(&format!("exchange-direction-{}", one.words.direction.word()))
    }
    fn state(&self, one: &Exchange) -> String {
        self.shell.t.say(&format!("exchange-state-{}", one.state.word()))
    }
    fn last(&self, one: &Exchange) -> String {
        one.moved_at.map_or_else(|| self.shell.t.say("exchange-never"), |at| self.shell.t.moment(&at))
    }
}

#[derive(Template)]
#[template(path = "exchange/show.html")]
struct Show {
    shell: Shell,
    list: String,
    path: String,
    statements: String,
    exchange: Exchange,
    reason: String,
    /// Whether the other side answers, where someone asked.
    answer: Option<String>,
    aside: Vec<Kept>,
}

impl Show {
    fn direction(&self) -> String {
        self.shell.t.say(&format!("exchange-direction-{}", self.exchange.words.direction.word()))
    }
    fn state(&self) -> String {
        self.shell.t.say(&format!("exchange-state-{}", self.exchange.state.word()))
    }
    fn why(&self, one: &Kept) -> String {
        self.shell.t.say(&format!("exchange-aside-{}", one.reason))
    }
}

#[derive(Deserialize)]
pub struct Place {
    pub exchange: ExchangeId,
}

pub fn path_of(scope: &OrganisationScope) -> String {
    format!("/o/{}/records/exchanges", scope.organisation())
}

fn sources_of<'a>(app: &'a App, scope: &OrganisationScope) -> Vec<&'a Source> {
    let own = scope.organisation();
    app.config().sources.iter().filter(|source| source.is_web() && source.is_for(own)).collect()
}

async fn page(app: &App, scope: &OrganisationScope, form: Fields) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    let named = |source: &Source| (source.name.clone(), source.name.clone());
    Ok(List {
        path: path_of(scope),
        credentials: format!("/o/{}/records/credentials", scope.organisation()),
        form,
        exchanges: store::of_organisation(app.db(), scope.organisation()).await?,
        sources: sources_of(app, scope).into_iter().map(named).collect(),
        directions: Direction::ALL
            .map(|one| (one.word().to_owned(), t.say(&format!("exchange-direction-{}", one.word()))))
            .to_vec(),
        versions: [Version::V1_0_3, Version::V2_0]
            .map(|one| (one.header().to_owned(), one.header().to_owned()))
            .to_vec(),
        shell: Shell::at(app, scope, t.say("exchange-title")),
    })
}

pub async fn show_list(Has(app): Has<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let form = Fields::filled([("direction", "forward"), ("version", Version::V1_0_3.header())]);
    show(&page(&app, &scope, form).await?)
}

/// What a person or a program says of an exchange; nothing where it has faults.
pub(crate) async fn make(
    app: &App,
    scope: &OrganisationScope,
    form: &mut Fields,
) -> Result<Option<ExchangeId>, Problem> {
    let title = form.text("title", LONGEST_TITLE);
    let direction = form.choice("direction", Direction::parse);
    let known = sources_of(app, scope);
    let source = form.choice("source", |name| known.iter().find(|source| source.name == name));
    let version = form.choice("version", |text| {
        [Version::V1_0_3, Version::V2_0].into_iter().find(|version| version.header() == text)
    });
    let path = form.optional_text("path", 400).unwrap_or_default().trim_matches('/').to_owned();
    if !path.is_empty() && !outside::is_sound(&path) {
        form.refuse("path", Fault::new("outside-bad-path"));
    }
    let (Some(direction), Some(source), Some(version), false) = (direction, source, version, form.has_faults()) else {
        return Ok(None);
    };
    let words = Words { title, direction, source: source.name.clone(), path, version };
    let tx = app.db().begin().await?;
    let home = &app.config().base_url;
    let id = store::create(&tx, scope.organisation(), &words, home, scope.viewer.person, app.now()).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_one(Has(app): Has<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", path_of(&scope)), "exchange-said-made"),
        None => show_again(&page(&app, &scope, form).await?),
    }
}

pub(crate) async fn load(app: &App, scope: &OrganisationScope, id: ExchangeId) -> Result<Exchange, Problem> {
    store::find(app.db(), scope.organisation(), id).await?.ok_or(Problem::NotFound)
}

pub async fn show_one(Has(app): Has<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let exchange = load(&app, &scope, place.exchange).await?;
    show(&one_page(&app, &scope, exchange, None).await?)
}

/// Asks the other side whether it is there: what takes as long as it takes is done when someone presses for it.
pub async fn look(Has(app): Has<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let exchange = load(&app, &scope, place.exchange).await?;
    let answer = looked_at(&app, &scope.viewer.speaker(), &exchange).await;
    show(&one_page(&app, &scope, exchange, Some(answer)).await?)
}

async fn one_page(
    app: &App,
    scope: &OrganisationScope,
    exchange: Exchange,
    answer: Option<String>,
) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let reason = match exchange.reason.as_str() {
        "" => String::new(),
        key => outside::said(&t, key, &exchange.detail),
    };
    Ok(Show {
        shell: Shell::at(app, scope, exchange.words.title.clone()).here(&path_of(scope)),
        list: path_of(scope),
        path: format!("{}/{}", path_of(scope), exchange.id),
        statements: format!("/o/{}/records/statements", scope.organisation()),
        reason,
        answer,
        aside: store::aside(app.db(), scope.organisation(), exchange.id).await?,
        exchange,
    })
}

/// Whether the other side answers, in words.
async fn looked_at(app: &App, t: &lustrum_kernel::locale::Speaker, exchange: &Exchange) -> String {
    let answered = match Remote::of(&app.config().sources, exchange) {
        Ok(remote) => remote.about().await,
        Err(unreached) => Err(unreached.into()),
    };
    match answered {
        Ok(status) if status.is_success() => t.say("exchange-answers"),
        Ok(status) => t.say1("exchange-silent", "status", status.as_u16()),
        Err(failed) => {
            let (key, detail) = failed.said();
            outside::said(t, key, &detail)
        }
    }
}

/// Changes the state of an exchange from a form or a JSON body.
pub(crate) async fn change(
    app: &App,
    scope: &OrganisationScope,
    exchange: &Exchange,
    form: &mut Fields,
) -> Result<Option<()>, Problem> {
    let Some(next) = form.choice("state", State::parse) else { return Ok(None) };
    if !exchange.state.may_become(next) {
        return Err(Problem::refused("refusal-exchange-state"));
    }
    let tx = app.db().begin().await?;
    if !store::become_state(&tx, exchange, next, scope.viewer.person, app.now()).await? {
        return Err(Problem::refused("refusal-exchange-state"));
    }
    tx.commit().await?;
    Ok(Some(()))
}

pub async fn change_state(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path(place): Path<Place>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let exchange = load(&app, &scope, place.exchange).await?;
    match change(&app, &scope, &exchange, &mut form).await? {
        Some(()) => see_and_say(&format!("{}/{}", path_of(&scope), exchange.id), "exchange-said-changed"),
        None => Err(form.into()),
    }
}
