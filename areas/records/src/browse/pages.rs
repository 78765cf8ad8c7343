use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use lustrum_xapi::{AgentKey, iri};
use serde::Deserialize;
use uuid::Uuid;

use super::Line;
use crate::authority;
use crate::credential::pages::resource;
use crate::credential::store as credentials;
use crate::statement::key::{self, Facet};
use crate::statement::whole;
use crate::store::{self, Question, Way, find};

const A_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "browse/list.html")]
struct List {
    shell: Shell,
    path: String,
    form: Fields,
    sources: Vec<(String, String)>,
    lines: Vec<Line>,
    next: Option<String>,
    asked: bool,
    may_manage: bool,
    credentials_path: String,
}

#[derive(Template)]
#[template(path = "browse/show.html")]
struct One {
    shell: Shell,
    path: String,
    line: Line,
    stored: String,
    json: String,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    source: String,
    #[serde(default)]
    verb: String,
    #[serde(default)]
    activity: String,
    #[serde(default)]
    person: String,
    from: Option<i64>,
}

impl Asked {
    /// The keys of what was asked, and the form with what is wrong in it.
    fn read(&self) -> (Vec<Vec<i64>>, Fields) {
        let mut form = Fields::filled([
            ("source", self.source.as_str()),
            ("verb", self.verb.trim()),
            ("activity", self.activity.trim()),
            ("person", self.person.trim()),
        ]);
        let mut parts = Vec::new();
        let person = self.person.trim();
        if !person.is_empty() {
            let facets = [Facet::Agent, Facet::RelatedAgent];
            let keys = |agent: &AgentKey| facets.map(|facet| key::key(facet, agent.as_str().as_bytes()));
            parts.push(agents(person).iter().flat_map(keys).collect());
        }
        let activity = self.activity.trim();
        if !activity.is_empty() {
            let facets = [Facet::Activity, Facet::RelatedActivity];
            parts.push(facets.map(|facet| key::key(facet, activity.as_bytes())).to_vec());
        }
        let verb = self.verb.trim();
        if !verb.is_empty() {
            parts.push(vec![key::key(Facet::Verb, verb.as_bytes())]);
        }
        for (name, text) in [("verb", verb), ("activity", activity)] {
            if !text.is_empty() && !iri::is_iri(text) {
                form.refuse(name, Fault::new("fault-record-iri"));
            }
        }
        if let Ok(number) = self.source.parse() {
            parts.push(vec![key::of_source(number)]);
        }
        (parts, form)
    }

    fn next(&self, position: i64) -> String {
        let from = position.to_string();
        let pairs = [
            ("source", self.source.as_str()),
            ("verb", &self.verb),
            ("activity", &self.activity),
            ("person", &self.person),
            ("from", &from),
        ];
        let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_urlencoded::to_string(given).unwrap_or_default()
    }
}

/// The ways in which a system may name who was typed: by an address of mail or its hash; by the name of an account behind
/// its home page and a blank.
fn agents(person: &str) -> Vec<AgentKey> {
    match person.split_once(' ') {
        Some((home, name)) => vec![AgentKey::of_account(home, name.trim())],
        None => vec![AgentKey::of_mbox(person), AgentKey::of_hash(person)],
    }
}

fn path(scope: &OrganisationScope) -> String {
    format!("/o/{}/records", scope.organisation())
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let (parts, form) = asked.read();
    let known = credentials::of_organisation(app.db(), scope.organisation()).await?;
    let titles: HashMap<i64, String> = known.iter().map(|known| (known.number, known.title.clone())).collect();
    let question = Question {
        parts,
        since: None,
        until: None,
        way: Way::NewestFirst,
        from: asked.from,
        limit: A_PAGE,
        void_too: true,
    };
    let page = find(&app, scope.organisation(), &question, |_| true).await?;
    let source = |number: i64| titles.get(&number).map(String::as_str).unwrap_or_default();
    show(&List {
        shell: Shell::at(&app, &scope, t.say("records-title")),
        path: path(&scope),
        form,
        sources: known.iter().map(|known| (known.number.to_string(), known.title.clone())).collect(),
        lines: page.found.iter().map(|kept| Line::of(&t, kept, source(kept.source))).collect(),
        next: page.next.map(|position| asked.next(position)),
        asked: !question.parts.is_empty(),
        may_manage: scope.may(&app, "records.manage", &resource(&scope)),
        credentials_path: format!("{}/credentials", path(&scope)),
    })
}

#[derive(Deserialize)]
pub struct Place {
    statement: Uuid,
}

pub async fn show_one(State(app): State<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let found = store::by_id(&app, scope.organisation(), place.statement).await?;
    let kept = found.ok_or(Problem::NotFound)?;
    let known = credentials::of_organisation(app.db(), scope.organisation()).await?;
    let source = known.into_iter().find(|known| known.number == kept.source).map(|known| known.title);
    let line = Line::of(&t, &kept, &source.unwrap_or_default());
    let authority = authority::of_source(&app, scope.organisation(), kept.source).await?;
    let text = whole(&kept, &authority);
    let json = serde_json::from_str::<serde_json::Value>(&text)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or(text);
    show(&One {
        shell: Shell::at(&app, &scope, t.say("record-title")),
        path: path(&scope),
        stored: t.moment(&kept.stored),
        line,
        json,
    })
}
