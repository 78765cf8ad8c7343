use axum::middleware::from_fn_with_state;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::{App, Config};
use lustrum_kernel::testing::{Browser, Reply, on_both_engines, routes};
use serde_json::{Value, json};

use crate::testing::{World, world};
use crate::{area, session, token};

async fn signed_in(app: &App, world: &World, side: Side, role: Role) -> Browser {
    let tx = app.db().begin().await.unwrap();
    let token = session::begin(&tx, world.person(side, role), "Firefox", app.now()).await.unwrap();
    tx.commit().await.unwrap();
    let browser = Browser::over(routes(app, &[area()]).layer(from_fn_with_state(app.clone(), session::recognise)));
    browser.set_cookie(session::COOKIE, &token);
    browser
}

fn program(app: &App, token: &str) -> Browser {
    Browser::over(routes(app, &[area()]).layer(from_fn_with_state(app.clone(), session::recognise)))
        .with_header("authorization", &format!("Bearer {token}"))
}

fn token_of(reply: &Reply) -> String {
    let from = reply.body.find("lustrum_").unwrap_or_else(|| panic!("no token: {}", reply.body));
    reply.body[from..].chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect()
}

#[tokio::test]
async fn a_token_is_shown_once_and_does_what_its_scope_says_until_it_is_withdrawn() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let browser = signed_in(&app, &world, Side::Organisation, Role::LdLead).await;
        let reply = browser.post("/account/tokens", &[("title", "HR"), ("scope", "read"), ("days", "30")]).await;
        let reads = token_of(&reply);
        assert!(!browser.get("/account").await.shows(&reads), "it is shown once");
        let reply = browser.post("/account/tokens", &[("title", "HR"), ("scope", "write"), ("days", "30")]).await;
        let writes = token_of(&reply);

        let me = program(&app, &reads).get("/api/v1/me").await.json();
        assert_eq!(me["email"], "ld-lead@organisation.example");
        assert_eq!(me["memberships"][0]["roles"], json!(["ld-lead"]));
        let path = format!("/api/v1/o/{}/people", world.client);
        let people = program(&app, &reads).get(&path).await.json();
        assert_eq!(people["people"].as_array().unwrap().len(), Role::ALL.len());
        let new = json!({ "email": "new@noordkade.example", "roles": ["learner"], "language": "nl" });
        assert_eq!(program(&app, &reads).json("POST", &path, new.clone()).await.status, 403);
        let reply = program(&app, &writes).json("POST", &path, new).await;
        assert_eq!(reply.status, 201);
        assert!(reply.json()["id"].is_string());
        let reply = program(&app, &writes).json("POST", &path, json!({ "email": "x", "roles": ["boss"] })).await;
        assert_eq!(reply.status, 422);
        let pointers: Vec<Value> =
            reply.json()["errors"].as_array().unwrap().iter().map(|error| error["pointer"].clone()).collect();
        assert_eq!(pointers, [json!("#/email"), json!("#/roles")]);
        assert_eq!(program(&app, &writes).get("/account").await.status, 403, "an account is changed in person");
        assert_eq!(program(&app, &writes).post("/invitation/any", &[]).await.status, 403);
        assert_eq!(program(&app, "lustrum_guess").get("/api/v1/me").await.status, 401);

        let lead = world.person(Side::Organisation, Role::LdLead);
        for known in token::of_person(app.db(), lead).await.unwrap() {
            assert_eq!(browser.post(&format!("/account/tokens/{}/withdrawal", known.id), &[]).await.status, 303);
        }
        assert_eq!(program(&app, &writes).get("/api/v1/me").await.status, 401);
        let reply = browser.post("/account/tokens", &[("title", "HR"), ("scope", "read"), ("days", "30")]).await;
        let late = token_of(&reply);
        app.clock().set(app.now().plus_days(30));
        assert_eq!(program(&app, &late).get("/api/v1/me").await.status, 401, "expired");
    })
    .await;
}

#[tokio::test]
async fn a_password_is_changed_with_the_old_one_and_ends_every_other_session() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let here = signed_in(&app, &world, Side::Partner, Role::PartnerLead).await;
        let there = signed_in(&app, &world, Side::Partner, Role::PartnerLead).await;
        assert_eq!(here.post("/account/password", &[("password", "baken-leiderschap")]).await.status, 422);
        let first = [("password", "zeven meeuwen op de kade")];
        assert_eq!(here.post("/account/password", &first).await.status, 303);
        assert_eq!(there.get("/account").await.location.as_deref(), Some("/sign-in?back=%2Faccount"));
        let wrong = [("current", "acht meeuwen op de kade"), ("password", "elf zwanen onder de brug")];
        assert_eq!(here.post("/account/password", &wrong).await.status, 422);
        let right = [("current", "zeven meeuwen op de kade"), ("password", "elf zwanen onder de brug")];
        assert_eq!(here.post("/account/password", &right).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_and_nobody_elses() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let here = signed_in(&app, &world, Side::Organisation, Role::Learner).await;
        let there = signed_in(&app, &world, Side::Organisation, Role::Learner).await;
        let someone = signed_in(&app, &world, Side::Organisation, Role::DataSteward).await;
        let id = |side, role| session::of_person(app.db(), world.person(side, role), app.now());
        let newest = id(Side::Organisation, Role::Learner).await.unwrap()[0].id;
        let path = format!("/account/sessions/{newest}/end");
        assert_eq!(someone.post(&path, &[]).await.status, 404);
        assert!(here.get("/account").await.shows(&path));
        assert_eq!(here.post(&path, &[]).await.status, 303);
        assert_eq!(there.get("/account").await.status, 303);
        assert_eq!(here.get("/account").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn the_profile_is_changed_and_faults_come_back_at_their_fields() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let browser = signed_in(&app, &world, Side::Organisation, Role::LdLead).await;
        let bad = [("name", "Femke"), ("language", "nl"), ("zone", "Mars/Base")];
        let reply = browser.post("/account", &bad).await;
        assert!(reply.status == 422 && reply.shows("zone-error") && reply.shows("Mars/Base"));
        let good = [("name", "Femke de Wit"), ("language", "nl"), ("zone", "Europe/Brussels")];
        assert_eq!(browser.post("/account", &good).await.status, 303);
        let page = browser.get("/account").await;
        assert!(page.shows("Femke de Wit") && page.shows("Je account is gewijzigd"));
        let me = browser.get("/api/v1/me").await.json();
        assert_eq!((me["zone"].as_str(), me["language"].as_str()), (Some("Europe/Brussels"), Some("nl")));
    })
    .await;
}

#[tokio::test]
async fn the_outbox_is_a_page_of_the_demo_and_shows_the_own_organisations_mail() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let browser = signed_in(&app, &world, Side::Organisation, Role::LdLead).await;
        assert_eq!(browser.get("/outbox").await.status, 404);
        browser
            .post(
                &format!("/o/{}/people/invitations", world.client),
                &[("email", "new@noordkade.example"), ("roles", "learner"), ("language", "nl")],
            )
            .await;
        let config = Config { demo: true, ..Config::default() };
        let demo = App::new(app.db().clone(), app.clock().clone(), config, &[area()]).unwrap();
        let own = signed_in(&demo, &world, Side::Organisation, Role::LdLead).await;
        assert!(own.get("/outbox").await.shows("new@noordkade.example"));
        let other = signed_in(&demo, &world, Side::Partner, Role::PartnerLead).await;
        let page = other.get("/outbox").await;
        assert!(page.status == 200 && !page.shows("new@noordkade.example"));
    })
    .await;
}
