//! Exchanges over a real connection, with another organisation's record store as the other side.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::{App, Config};
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Sql;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::job::run_due;
use lustrum_kernel::outside::Source;
use lustrum_kernel::testing::{Browser, on_both_engines, routes};
use lustrum_kernel::values;
use lustrum_xapi::{Limits, Version, read_batch};
use serde_json::{Value, json};

use super::store;
use super::{Exchange, ExchangeId, State};
use crate::credential::store::{Draft, create};
use crate::credential::{PER_MINUTE, Scopes};
use crate::statement::prepare;
use crate::store::{Batch, after, put_many};

pub(super) fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), crate::area()]
}

/// What the other side does before it answers.
pub(super) type Mood = Arc<dyn Fn(usize, &Request) -> Option<Response> + Send + Sync>;

/// The same installation behind a real socket, with a credential of an organisation in front of it.
pub(super) async fn other_side(
    app: &App,
    world: &World,
    organisation: OrganisationId,
    mood: Mood,
) -> (App, Arc<AtomicUsize>) {
    let tx = app.db().begin().await.unwrap();
    let draft = Draft { title: "Other side".to_owned(), scopes: Scopes::parse("all"), per_minute: PER_MINUTE };
    let by = world.person(Side::Organisation, Role::LdLead);
    let made = create(&tx, organisation, &draft, &app.config().base_url, by, app.now()).await.unwrap();
    // Number 1, which stands behind what the organisation itself has.
    create(&tx, world.client, &draft, &app.config().base_url, by, app.now()).await.unwrap();
    tx.commit().await.unwrap();
    let secret = format!("Basic {}", STANDARD.encode(format!("{}:{}", made.id, made.secret)));
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let before = from_fn(move |mut request: Request, next: Next| {
        let (mood, secret, number) = (mood.clone(), secret.clone(), counted.fetch_add(1, Ordering::SeqCst));
        async move {
            if let Some(answer) = mood(number, &request) {
                return answer;
            }
            request.headers_mut().insert("authorization", HeaderValue::from_str(&secret).unwrap());
            next.run(request).await
        }
    });
    let router = routes(app, &areas()).layer(before);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let source = Source::web("other", &format!("http://{address}/"), true).unwrap();
    let config = Config { sources: vec![source], ..Config::default() };
    (App::new(app.db().clone(), app.clock().clone(), config, &areas()).unwrap(), asked)
}

fn calm() -> Mood {
    Arc::new(|_, _| None)
}

pub(super) fn statement(number: usize, verb: &str) -> Value {
    json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"),
        "actor": { "mbox": format!("mailto:p{number}@example.org"), "name": "Łukasz “🚚”" },
        "verb": { "id": format!("http://example.org/{verb}") },
        "object": { "id": "http://example.org/book" },
    })
}

async fn put(app: &App, organisation: OrganisationId, statements: &[Value]) {
    let text = Value::Array(statements.to_vec()).to_string();
    let read = read_batch(text.as_bytes(), Version::V1_0_3, Limits::default()).unwrap();
    let statements = read.iter().map(|statement| prepare(statement, None)).collect();
    put_many(app, Batch { organisation, source: 1, statements, attachments: Vec::new() }).await.unwrap();
}

pub(super) async fn ids(app: &App, organisation: OrganisationId) -> Vec<String> {
    let kept = after(app.db(), organisation, 0, 5_000).await.unwrap();
    kept.into_iter().map(|kept| kept.id.to_string()).collect()
}

pub(super) async fn begun(app: &App, world: &World, direction: &str) -> (Browser, String, ExchangeId) {
    let lead = Browser::new(app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
    let path = format!("/o/{}/records/exchanges", world.client);
    let other = format!("xapi/{}", world.foreign_client);
    let fields =
        [("title", "Other"), ("direction", direction), ("source", "other"), ("path", &other), ("version", "1.0.3")];
    let made = lead.post(&path, &fields).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let one = made.location.unwrap();
    let page = lead.post(&format!("{one}/looks"), &[]).await;
    assert!(page.shows("The other side answers"), "{}", page.body);
    assert_eq!(lead.post(&format!("{one}/state"), &[("state", "active")]).await.status, 303);
    let id = one.rsplit('/').next().unwrap().parse().unwrap();
    (lead, one, id)
}

pub(super) async fn now(app: &App, world: &World, id: ExchangeId) -> Exchange {
    store::find(app.db(), world.client, id).await.unwrap().unwrap()
}

pub(super) async fn run(app: &App) {
    while run_due(app).await.unwrap() > 0 {}
}

#[tokio::test]
async fn everything_is_forwarded_once_in_its_order_and_what_differs_there_is_set_aside() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (app, _) = other_side(&app, &world, world.foreign_client, calm()).await;
        let all: Vec<Value> = (1..=250).map(|number| statement(number, "read")).collect();
        put(&app, world.client, &all).await;
        put(&app, world.foreign_client, &[statement(7, "wrote"), statement(8, "read")]).await;
        let voids = |number: usize, target: usize| {
            let mut one = statement(number, "read");
            one["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/voided");
            one["object"] =
                json!({ "objectType": "StatementRef", "id": format!("00000000-0000-4000-8000-{target:012}") });
            one
        };
        put(&app, world.client, &[voids(300, 7), voids(301, 9)]).await;
        let (lead, one, id) = begun(&app, &world, "forward").await;
        run(&app).await;
        let done = now(&app, &world, id).await;
        // The one that differs, and what would make void what the other side keeps in its place.
        assert_eq!((done.moved, done.set_aside, done.failures), (250, 2, 0), "{} {}", done.reason, done.detail);
        let there = ids(&app, world.foreign_client).await;
        assert_eq!(there.len(), 251, "250 of ours and the one that was there");
        let page = lead.get(&one).await;
        assert!(
            page.shows("another statement is kept under this id") && page.shows("would make void"),
            "{}",
            page.body
        );
        // A minute later there is something new, and nothing old.
        put(&app, world.client, &[statement(400, "read")]).await;
        app.clock().set(app.now().plus_seconds(61));
        run(&app).await;
        assert_eq!(now(&app, &world, id).await.moved, 251);
        assert_eq!(ids(&app, world.foreign_client).await.len(), 252);
        assert_eq!(lead.post(&format!("{one}/state"), &[("state", "ended")]).await.status, 303);
        assert_eq!(lead.post(&format!("{one}/state"), &[("state", "active")]).await.status, 409);
        let others = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        assert_eq!(others.get(&one).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_forwarding_goes_on_after_failures_waits_as_it_is_asked_and_repeats_nothing_in_effect() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        // Every first time of a batch the answer is lost after it was stored, or the other side is busy.
        let mood: Mood = Arc::new(|number, request| {
            if !request.uri().path().ends_with("/statements") {
                return None;
            }
            match number {
                1 => Some((StatusCode::TOO_MANY_REQUESTS, [("retry-after", "120")]).into_response()),
                2 => Some(StatusCode::BAD_GATEWAY.into_response()),
                3 => Some(StatusCode::UNAUTHORIZED.into_response()),
                _ => None,
            }
        });
        let (app, asked) = other_side(&app, &world, world.foreign_client, mood).await;
        let all: Vec<Value> = (1..=150).map(|number| statement(number, "read")).collect();
        put(&app, world.client, &all).await;
        let (lead, one, id) = begun(&app, &world, "forward").await;
        run(&app).await;
        assert_eq!(asked.load(Ordering::SeqCst), 2, "it waits");
        app.clock().set(app.now().plus_seconds(60));
        run(&app).await;
        assert_eq!(asked.load(Ordering::SeqCst), 2, "as long as it was asked to");
        let page = lead.get(&one).await;
        assert!(page.shows("429") && page.shows("nothing is lost"), "{}", page.body);
        for _ in 0..4 {
            app.clock().set(app.now().plus_seconds(200));
            run(&app).await;
        }
        let done = now(&app, &world, id).await;
        assert_eq!((done.moved, done.failures, done.position), (150, 0, 150));
        // A stop between sending and noting it: the same is sent once more, and is the same there.
        let back = "UPDATE record_exchange SET position = 40 WHERE organisation_id = $1";
        let tx = app.db().begin().await.unwrap();
        tx.run(back, values![world.client]).await.unwrap();
        tx.commit().await.unwrap();
        app.clock().set(app.now().plus_seconds(200));
        run(&app).await;
        assert_eq!(ids(&app, world.foreign_client).await.len(), 150);
        assert_eq!(now(&app, &world, id).await.position, 150);
    })
    .await;
}

#[tokio::test]
async fn everything_is_imported_once_with_its_attachments_and_a_circle_of_two_ends() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (app, _) = other_side(&app, &world, world.foreign_client, calm()).await;
        let all: Vec<Value> = (1..=250).map(|number| statement(number, "read")).collect();
        put(&app, world.foreign_client, &all).await;
        put(&app, world.client, &[statement(3, "wrote")]).await;
        let (lead, one, id) = begun(&app, &world, "import").await;
        let (_, _, back) = begun(&app, &world, "forward").await;
        run(&app).await;
        let done = now(&app, &world, id).await;
        assert_eq!((done.moved, done.set_aside, done.failures), (249, 1, 0), "{} {}", done.reason, done.detail);
        assert_eq!(ids(&app, world.client).await.len(), 250);
        for _ in 0..3 {
            app.clock().set(app.now().plus_seconds(61));
            run(&app).await;
        }
        assert_eq!(ids(&app, world.client).await.len(), 250);
        assert_eq!(ids(&app, world.foreign_client).await.len(), 250, "what came from there is the same there");
        assert_eq!(now(&app, &world, back).await.failures, 0);
        let kept = after(app.db(), world.client, 0, 10).await.unwrap();
        assert!(kept[1].text.contains("Łukasz “🚚”"), "{}", kept[1].text);
        assert_ne!(kept[1].source, 1, "behind it stands the exchange");
        assert_eq!(lead.post(&format!("{one}/state"), &[("state", "paused")]).await.status, 303);
        assert_eq!(now(&app, &world, id).await.state, State::Paused);
    })
    .await;
}

#[tokio::test]
async fn a_next_page_that_is_gone_is_no_dead_end_and_what_comes_twice_counts_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let gone = Arc::new(AtomicUsize::new(0));
        let mood: Mood = Arc::new(move |_, request| {
            let later = request.uri().query().is_some_and(|query| query.contains("more="));
            (later && gone.fetch_add(1, Ordering::SeqCst) == 0).then(|| StatusCode::BAD_REQUEST.into_response())
        });
        let (app, _) = other_side(&app, &world, world.foreign_client, mood).await;
        let all: Vec<Value> = (1..=250).map(|number| statement(number, "read")).collect();
        put(&app, world.foreign_client, &all).await;
        let (lead, one, id) = begun(&app, &world, "import").await;
        run(&app).await;
        let done = now(&app, &world, id).await;
        assert_eq!((done.moved, done.set_aside, done.failures), (250, 0, 0), "{} {}", done.reason, done.detail);
        assert_eq!(ids(&app, world.client).await.len(), 250);
        // Of two who pause it at once, one does.
        let pause = async || lead.post(&format!("{one}/state"), &[("state", "paused")]).await.status;
        let mut statuses: [u16; 2] = tokio::join!(pause(), pause()).into();
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
    })
    .await;
}

#[tokio::test]
async fn what_can_not_be_read_or_may_not_be_reached_is_said_in_words_and_nothing_moves() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let mood: Mood = Arc::new(|number, request| {
            if !request.uri().path().ends_with("/statements") {
                return None;
            }
            Some(match number % 3 {
                0 => "<html>".into_response(),
                1 => r#"{"statements":[{"actor":{}}],"more":""}"#.into_response(),
                _ => (StatusCode::FOUND, [("location", "http://10.0.0.1/")]).into_response(),
            })
        });
        let (app, _) = other_side(&app, &world, world.foreign_client, mood).await;
        let (lead, one, id) = begun(&app, &world, "import").await;
        for _ in 0..3 {
            run(&app).await;
            let page = lead.get(&one).await;
            assert!(page.shows("nothing is lost") && !page.shows("⟦"), "{}", page.body);
            app.clock().set(app.now().plus_seconds(3_600));
        }
        assert!(now(&app, &world, id).await.failures >= 3);
        assert!(ids(&app, world.client).await.is_empty());
        let path = format!("/o/{}/records/exchanges", world.client);
        let wrong =
            [("title", ""), ("direction", "sideways"), ("source", "elsewhere"), ("path", "../x"), ("version", "3")];
        let refused = lead.post(&path, &wrong).await;
        assert!(refused.status == 422 && refused.shows("../x"), "{}", refused.body);
        let json = lead.get(&format!("/api/v1/o/{}/record-exchanges", world.client)).await;
        assert!(json.body.contains("\"direction\":\"import\""), "{}", json.body);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(learner.get(&path).await.status, 403);
    })
    .await;
}
