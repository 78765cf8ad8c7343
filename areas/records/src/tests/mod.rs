//! The record store through the real router, on both engines.

mod bad_input;
mod credentials;
mod documents;
mod finding;
mod ids;
mod processes;
mod speaking;
mod storing;

use axum::http::Method;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::testing::{Browser, Reply, on_both_engines};
use serde_json::{Value, json};

use crate::credential::store::{Draft, Made, create};
use crate::credential::{PER_MINUTE, Scopes};

/// A record store with a world around it.
pub(crate) struct Store {
    pub(crate) app: App,
    pub(crate) world: World,
}

/// A client of the record store.
pub(crate) struct Lms {
    browser: Browser,
    path: String,
}

pub(crate) async fn on_both(test: impl AsyncFn(Store)) {
    let areas = [lustrum_identity::area(), crate::area()];
    on_both_engines(&areas, async |app| {
        let world = world(&app).await;
        test(Store { app, world }).await;
    })
    .await;
}

impl Store {
    async fn credential(&self, organisation: OrganisationId, scopes: &str, per_minute: i64) -> Made {
        let tx = self.app.db().begin().await.unwrap();
        let draft = Draft { title: "LMS".to_owned(), scopes: Scopes::parse(scopes), per_minute };
        let by = self.world.person(Side::Organisation, Role::LdLead);
        let made = create(&tx, organisation, &draft, &self.app.config().base_url, by, self.app.now()).await.unwrap();
        tx.commit().await.unwrap();
        made
    }
    fn client(&self, organisation: OrganisationId, made: &Made) -> Lms {
        client(&self.app, organisation, made)
    }
    pub(crate) async fn lms(&self, scopes: &str) -> Lms {
        let made = self.credential(self.world.client, scopes, PER_MINUTE).await;
        self.client(self.world.client, &made)
    }
}

/// A client of one process of the store.
fn client(app: &App, organisation: OrganisationId, made: &Made) -> Lms {
    let secret = STANDARD.encode(format!("{}:{}", made.id, made.secret));
    let areas = [lustrum_identity::area(), crate::area()];
    let browser = Browser::new(app, &areas, None)
        .with_header("authorization", &format!("Basic {secret}"))
        .with_header("x-experience-api-version", "1.0.3");
    Lms { browser, path: format!("/xapi/{organisation}") }
}

impl Lms {
    pub(crate) async fn send(&self, method: &str, resource: &str, value: Value) -> Reply {
        self.browser.json(method, &format!("{}/{resource}", self.path), value).await
    }
    async fn get(&self, resource: &str) -> Reply {
        self.browser.get(&format!("{}/{resource}", self.path)).await
    }
    async fn raw(&self, resource: &str, kind: &str, body: &[u8]) -> Reply {
        self.browser.send(Method::POST, &format!("{}/{resource}", self.path), Some(kind), body.to_vec()).await
    }
    /// Ids of what a question finds.
    async fn found(&self, query: &str) -> Vec<String> {
        let reply = self.get(&format!("statements?{query}")).await;
        assert_eq!(reply.status, 200, "{query}: {}", reply.body);
        ids(&reply.json())
    }
}

fn ids(page: &Value) -> Vec<String> {
    let all = page["statements"].as_array().expect("a page has statements");
    all.iter().map(|statement| statement["id"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The id of a statement of a test.
pub(crate) fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// A statement that keeps the rules.
fn a_statement(number: u32, who: &str, verb: &str, what: &str) -> Value {
    json!({
        "id": id(number),
        "actor": { "mbox": format!("mailto:{who}@example.org") },
        "verb": { "id": format!("http://example.org/{verb}") },
        "object": { "id": format!("http://example.org/{what}") },
    })
}

pub(crate) fn about(number: u32, verb: &str, target: u32) -> Value {
    json!({
        "id": id(number),
        "actor": { "mbox": "mailto:head@example.org" },
        "verb": { "id": verb },
        "object": { "objectType": "StatementRef", "id": id(target) },
    })
}

const VOIDED: &str = "http://adlnet.gov/expapi/verbs/voided";
