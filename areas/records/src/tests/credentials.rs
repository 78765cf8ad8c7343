use super::*;
use crate::credential::store::of_organisation;

#[tokio::test]
async fn nobody_comes_in_without_a_credential_of_this_organisation() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        assert_eq!(lms.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        let foreign = store.credential(store.world.foreign_client, "all", PER_MINUTE).await;
        let foreign = store.client(store.world.client, &foreign);
        let reply = foreign.get(&format!("statements?statementId={}", id(1))).await;
        assert_eq!(reply.status, 401);
        assert!(reply.headers.contains_key("www-authenticate"));
        let mut made = store.credential(store.world.client, "all", PER_MINUTE).await;
        made.secret.push('x');
        assert_eq!(store.client(store.world.client, &made).get("statements").await.status, 401);
        // A session is not looked at here.
        let areas = [lustrum_identity::area(), crate::area()];
        let lead = store.world.viewer(Side::Organisation, Role::LdLead);
        let signed_in = Browser::new(&store.app, &areas, lead).with_header("x-experience-api-version", "1.0.3");
        assert_eq!(signed_in.get(&format!("{}/statements", lms.path)).await.status, 401);
        assert_eq!(signed_in.get(&format!("{}/about", lms.path)).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_revoked_credential_is_refused_from_its_next_request_on() {
    on_both(async |store| {
        let made = store.credential(store.world.client, "all", PER_MINUTE).await;
        let lms = store.client(store.world.client, &made);
        assert_eq!(lms.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        let areas = [lustrum_identity::area(), crate::area()];
        let steward = Browser::new(&store.app, &areas, store.world.viewer(Side::Organisation, Role::DataSteward));
        let path = format!("/o/{}/records/credentials", store.world.client);
        let page = steward.get(&path).await;
        assert!(page.status == 200 && page.shows("LMS") && !page.shows(&made.secret));
        assert_eq!(steward.post(&format!("{path}/{}/revocation", made.id), &[]).await.status, 303);
        assert_eq!(lms.get("statements").await.status, 401);
        assert_eq!(steward.post(&format!("{path}/{}/revocation", made.id), &[]).await.status, 404);
        let known = of_organisation(store.app.db(), store.world.client).await.unwrap();
        assert_eq!((known[0].statements, known[0].revoked_at.is_some()), (1, true));
    })
    .await;
}

#[tokio::test]
async fn the_secret_of_a_credential_is_shown_once_and_lets_in() {
    on_both(async |store| {
        let areas = [lustrum_identity::area(), crate::area()];
        let lead = Browser::new(&store.app, &areas, store.world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/o/{}/records/credentials", store.world.client);
        assert_eq!(lead.post(&path, &[("title", ""), ("scopes", "all")]).await.status, 422);
        assert_eq!(lead.post(&path, &[("title", "Moodle")]).await.status, 422);
        let made = lead.post(&path, &[("title", "Moodle"), ("scopes", "statements/write")]).await;
        assert_eq!(made.status, 200);
        let api = format!("/api/v1/o/{}/record-credentials", store.world.client);
        let over = lead.json("POST", &api, json!({ "title": "H5P", "scopes": ["all"] })).await;
        assert_eq!(over.status, 201, "{}", over.body);
        let all = lead.json("GET", &api, Value::Null).await.json();
        assert_eq!(all.as_array().map(Vec::len), Some(2));
        let text = |name: &str| over.json()[name].as_str().unwrap().to_owned();
        let made = Made { id: text("user").parse().unwrap(), number: 2, secret: text("password") };
        let lms = store.client(store.world.client, &made);
        assert_eq!(lms.get("statements").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_credential_does_what_it_is_for() {
    on_both(async |store| {
        let (writes, mine, reads) =
            (store.lms("statements/write").await, store.lms("statements/write statements/read/mine").await, store.lms("all/read").await);
        assert_eq!(writes.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        assert_eq!(mine.send("POST", "statements", a_statement(2, "an", "read", "book")).await.status, 200);
        assert_eq!(writes.get("statements").await.status, 403);
        assert_eq!(mine.found("").await, [id(2)]);
        assert_eq!(mine.get(&format!("statements?statementId={}", id(1))).await.status, 404);
        assert_eq!(reads.found("").await, [id(2), id(1)]);
        assert_eq!(reads.send("POST", "statements", a_statement(3, "an", "read", "book")).await.status, 403);
        let state = "activities/state?activityId=http://example.org/book&stateId=s&agent=%7B%22mbox%22:%22mailto:an@example.org%22%7D";
        assert_eq!(writes.send("PUT", state, json!({})).await.status, 403);
        assert_eq!(reads.get(state).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_more_than_was_agreed_waits() {
    on_both(async |store| {
        let made = store.credential(store.world.client, "all", 3).await;
        let lms = store.client(store.world.client, &made);
        for _ in 0..3 {
            assert_eq!(lms.get("statements").await.status, 200);
        }
        let reply = lms.get("statements").await;
        assert_eq!(reply.status, 429);
        assert_eq!(reply.headers["retry-after"], "20");
    })
    .await;
}

#[tokio::test]
async fn pages_of_other_systems_may_write_from_a_browser_without_cookies() {
    on_both(async |store| {
        let made = store.credential(store.world.client, "all", PER_MINUTE).await;
        let mut lms = store.client(store.world.client, &made);
        lms.browser =
            lms.browser.with_header("origin", "https://lms.example").with_header("sec-fetch-site", "cross-site");
        let asked = lms.browser.send(Method::OPTIONS, &format!("{}/statements", lms.path), None, Vec::new()).await;
        assert_eq!(asked.status, 204);
        assert!(asked.headers["access-control-allow-headers"].to_str().unwrap().contains("authorization"));
        let reply = lms.send("POST", "statements", a_statement(1, "an", "read", "book")).await;
        assert_eq!((reply.status, reply.headers["access-control-allow-origin"].to_str().unwrap()), (200, "*"));
        assert!(!reply.headers.contains_key("access-control-allow-credentials"));
    })
    .await;
}
