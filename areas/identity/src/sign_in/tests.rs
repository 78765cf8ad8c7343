use axum::extract::ConnectInfo;
use axum::middleware::from_fn_with_state;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines, routes};
use lustrum_kernel::{event, mail};

use super::{Purpose, local, network, one_time_link};
use crate::testing::world;
use crate::{area, membership, password, person, session};

const PASSWORD: &str = "negen kranen in de mist";

/// A browser before the whole of it: routes, dress, and who is recognised.
fn browser(app: &App) -> Browser {
    Browser::over(routes(app, &[area()]).layer(from_fn_with_state(app.clone(), session::recognise)))
}

async fn give_password(app: &App, id: lustrum_kernel::id::PersonId) {
    let encoded = password::hash(PASSWORD).await.unwrap();
    let tx = app.db().begin().await.unwrap();
    person::set_password(&tx, id, &encoded).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn only_paths_of_this_site_are_gone_back_to() {
    for path in ["/", "/p/1/charter?x=1#y"] {
        assert_eq!(local(path), path);
    }
    for path in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "javascript:x"] {
        assert_eq!(local(path), "/", "{path}");
    }
}

#[test]
fn a_network_is_one_address_of_the_old_kind_or_64_bits_of_the_new() {
    assert_eq!(network("192.0.2.7".parse().unwrap()), "192.0.2.7");
    assert_eq!(network("::ffff:192.0.2.7".parse().unwrap()), "192.0.2.7");
    assert_eq!(network("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::/64");
}

#[tokio::test]
async fn a_password_opens_a_session_that_goes_where_one_wanted_to_be_and_out_again() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        give_password(&app, world.person(Side::Organisation, Role::LdLead)).await;
        let browser = browser(&app);
        let back = format!("/o/{}/people", world.client);
        let fields = [("email", "LD-lead@organisation.example"), ("password", PASSWORD), ("back", &back)];
        let reply = browser.post("/sign-in", &fields).await;
        assert_eq!((reply.status, reply.location.as_deref()), (303, Some(back.as_str())), "{}", reply.body);
        let set = reply.headers["set-cookie"].to_str().unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && !set.contains("Secure"), "{set}");
        let first = browser.cookie(session::COOKIE).unwrap();
        assert_eq!(browser.get("/sign-in").await.location.as_deref(), Some("/"), "who is in need not sign in");
        browser.post("/sign-in", &fields).await;
        assert_ne!(browser.cookie(session::COOKIE).unwrap(), first, "signing in again makes another token");
        let old = self::browser(&app);
        old.set_cookie(session::COOKIE, &first);
        assert_eq!(old.get("/sign-in").await.status, 200, "and the old one is no good any more");
        let reply = browser.post("/sign-out", &[]).await;
        assert_eq!(reply.location.as_deref(), Some("/sign-in"));
        assert_eq!(browser.cookie(session::COOKIE), None);
        let kinds = event::recent(app.db(), event::Part::Organisation(world.client), None, 9).await.unwrap();
        assert_eq!(kinds[0].kind, "person.signed-out");
        assert_eq!(kinds[1].kind, "person.signed-in");
    })
    .await;
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        give_password(&app, world.person(Side::Organisation, Role::LdLead)).await;
        let browser = browser(&app);
        let known = "ld-lead@organisation.example";
        let unknown = "nobody.here@organisation.example";
        for way in ["password", "link"] {
            let mut pages = Vec::new();
            for email in [known, unknown] {
                let fields = [("email", email), ("password", "niet het wachtwoord"), ("way", way)];
                let reply = browser.post("/sign-in", &fields).await;
                pages.push((reply.status, reply.body.replace(email, "ADDRESS")));
            }
            assert_eq!(pages[0], pages[1], "{way}");
        }
        let mails = mail::outbox(app.db(), world.client, 9).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].recipient, known);
    })
    .await;
}

#[tokio::test]
async fn a_mailed_link_survives_a_scanner_and_signs_in_once() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let browser = browser(&app);
        browser.post("/sign-in", &[("email", "ld-lead@organisation.example"), ("way", "link")]).await;
        let body = mail::outbox(app.db(), world.client, 1).await.unwrap().remove(0).body;
        let path = body.lines().find_map(|line| line.trim().strip_prefix("http://127.0.0.1:8080")).unwrap();
        assert!(browser.get(path).await.shows("<form"));
        assert!(browser.get(path).await.shows("<form"), "opening it uses nothing up");
        assert_eq!(browser.cookie(session::COOKIE), None);
        assert_eq!(browser.post(path, &[]).await.status, 303);
        assert_eq!(browser.get("/sign-in").await.status, 303);
        let other = self::browser(&app);
        assert_eq!(other.post(path, &[]).await.status, 422, "a second use is refused");
        assert_eq!(other.cookie(session::COOKIE), None);
    })
    .await;
}

#[tokio::test]
async fn a_link_of_the_demo_signs_in_when_it_is_opened_and_a_link_expires() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = world.person(Side::Partner, Role::PartnerLead);
        let tx = app.db().begin().await.unwrap();
        let demo = one_time_link(&tx, lead, Purpose::Demo, app.now()).await.unwrap();
        let late = one_time_link(&tx, lead, Purpose::Mail, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let browser = browser(&app);
        let reply = browser.get(&demo).await;
        assert_eq!((reply.status, reply.location.as_deref()), (303, Some("/")));
        assert!(browser.cookie(session::COOKIE).is_some());
        assert!(!self::browser(&app).get(&demo).await.shows("<form class=\"form\""), "single use");
        app.clock().set(app.now().plus_seconds(15 * 60));
        assert_eq!(self::browser(&app).post(&late, &[]).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_per_account_and_per_address() {
    on_both_engines(&[area()], async |app| {
        world(&app).await;
        let browser = browser(&app);
        let guess = [("email", "ld-lead@organisation.example"), ("password", "een gok van iemand")];
        for _ in 0..8 {
            assert_eq!(browser.post("/sign-in", &guess).await.status, 422);
        }
        let reply = browser.post("/sign-in", &guess).await;
        assert_eq!(reply.status, 429);
        app.clock().set(app.now().plus_seconds(300));
        assert_eq!(browser.post("/sign-in", &guess).await.status, 422, "later one may try again");

        let from: std::net::SocketAddr = "192.0.2.9:5000".parse().unwrap();
        let one_address = Browser::over(routes(&app, &[area()]).layer(axum::Extension(ConnectInfo(from))));
        for number in 0..60 {
            // Without an address in it, a try costs no hashing here.
            let email = format!("guess{number}");
            assert_eq!(one_address.post("/sign-in", &[("email", &email)]).await.status, 422);
        }
        assert_eq!(one_address.post("/sign-in", &guess).await.status, 429);
    })
    .await;
}

#[tokio::test]
async fn sessions_end_when_idle_and_in_any_case_and_a_form_of_another_site_is_refused() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = world.person(Side::Organisation, Role::LdLead);
        let start = app.now();
        let tx = app.db().begin().await.unwrap();
        let token = session::begin(&tx, lead, "test", start).await.unwrap();
        tx.commit().await.unwrap();
        let browser = browser(&app);
        browser.set_cookie(session::COOKIE, &token);
        for day in [6, 12, 18, 24, 29] {
            app.clock().set(start.plus_days(day));
            assert_eq!(browser.get("/sign-in").await.status, 303, "in use on day {day}");
        }
        app.clock().set(start.plus_days(30));
        assert_eq!(browser.get("/sign-in").await.status, 200, "thirty days are the end of it");

        let tx = app.db().begin().await.unwrap();
        let token = session::begin(&tx, lead, "test", app.now()).await.unwrap();
        tx.commit().await.unwrap();
        browser.set_cookie(session::COOKIE, &token);
        app.clock().set(app.now().plus_days(7));
        assert_eq!(browser.get("/sign-in").await.status, 200, "a week of nothing ends it");

        let evil = self::browser(&app).with_header("origin", "https://evil.example");
        assert_eq!(evil.post("/sign-out", &[]).await.status, 403);
        let own = self::browser(&app).with_header("origin", "http://127.0.0.1:8080");
        assert_eq!(own.post("/sign-out", &[]).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_person_who_leaves_is_refused_at_the_next_request() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = world.person(Side::Partner, Role::PartnerLead);
        let tx = app.db().begin().await.unwrap();
        let token = session::begin(&tx, lead, "test", app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let browser = browser(&app);
        browser.set_cookie(session::COOKIE, &token);
        let path = format!("/o/{}/people", world.partner);
        assert_eq!(browser.get(&path).await.status, 200);
        let tx = app.db().begin().await.unwrap();
        membership::leave(&tx, world.partner, lead, None, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(browser.get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_language_is_kept_and_leads_back_to_this_site_only() {
    on_both_engines(&[area()], async |app| {
        world(&app).await;
        let browser = browser(&app);
        let reply = browser.post("/language", &[("language", "nl"), ("back", "//evil.example")]).await;
        assert_eq!(reply.location.as_deref(), Some("/"));
        assert!(browser.get("/sign-in").await.shows("Aanmelden"));
        browser.post("/language", &[("language", "en"), ("back", "/sign-in")]).await;
        assert!(browser.get("/sign-in").await.shows("Sign in"));
    })
    .await;
}
