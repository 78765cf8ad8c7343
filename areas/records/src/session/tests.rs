use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::Browser;
use serde_json::{Value, json};

use crate::tests::{Store, on_both};

const REGISTRATION: &str = "11111111-1111-4111-8111-111111111111";

/// What a package tells, in its smallest form.
fn told(number: u32, registration: &str, session: &str, verb: &str, result: Value) -> Value {
    let category = |name: &str| json!({ "id": format!("https://w3id.org/xapi/cmi5/context/categories/{name}") });
    let extension = |name: &str| format!("https://w3id.org/xapi/cmi5/context/extensions/{name}");
    let mut extensions = json!({ extension("sessionid"): session });
    if verb == "launched" {
        extensions[extension("moveon")] = json!("CompletedAndPassed");
        extensions[extension("masteryscore")] = json!(0.8);
        extensions[extension("launchmode")] = json!("Normal");
    }
    json!({
        "id": crate::tests::id(number),
        "actor": { "name": "An Peeters", "account": { "homePage": "https://lms.example.org", "name": "an" } },
        "verb": { "id": format!("http://adlnet.gov/expapi/verbs/{verb}") },
        "object": { "id": "https://lms.example.org/au/1", "definition": { "name": { "en": "Listening" } } },
        "result": result,
        "timestamp": "2026-09-16T08:00:00Z",
        "context": { "registration": registration, "extensions": extensions,
            "contextActivities": { "category": [category("cmi5"), category("moveon")] } },
    })
}

fn a_session(first: u32, registration: &str, session: &str, score: f64) -> Vec<Value> {
    let verb = if score >= 0.8 { "passed" } else { "failed" };
    vec![
        told(first, registration, session, "launched", json!({})),
        told(first + 1, registration, session, "initialized", json!({})),
        told(
            first + 2,
            registration,
            session,
            verb,
            json!({ "success": score >= 0.8, "score": { "scaled": score }, "duration": "PT5M" }),
        ),
        told(first + 3, registration, session, "terminated", json!({ "duration": "PT6M" })),
    ]
}

fn keeper(store: &Store) -> Browser {
    let areas = [lustrum_identity::area(), crate::area()];
    Browser::new(&store.app, &areas, store.world.viewer(Side::Organisation, Role::DataSteward))
}

#[tokio::test]
async fn sessions_add_up_to_what_was_reached_and_a_broken_rule_is_named() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let page = format!("/o/{}/records/sessions", store.world.client);
        let steward = keeper(&store);
        assert!(steward.get(&page).await.shows("Nothing was launched yet"));
        let mut all = a_session(1, REGISTRATION, "s-1", 0.5);
        all.extend(a_session(11, REGISTRATION, "s-2", 0.9));
        assert_eq!(lms.send("POST", "statements", json!(all)).await.status, 200);
        let list = steward.get(&page).await;
        assert!(list.shows("An Peeters") && list.shows("Listening: passed"), "{}", list.body);
        let one = steward.get(&format!("{page}/{REGISTRATION}")).await;
        assert!(one.shows("not yet") && one.shows("0.90") && one.shows("6 minutes"), "{}", one.body);
        let api = format!("/api/v1/o/{}/record-sessions", store.world.client);
        let read = steward.get(&format!("{api}/{REGISTRATION}")).await.json();
        let unit = &read["units"][0];
        assert_eq!((&unit["passed"], &unit["moves_on"], &unit["scaled"]), (&json!(true), &json!(false), &json!(0.9)));
        assert_eq!(unit["sessions"].as_array().map(Vec::len), Some(2));
        assert_eq!(unit["sessions"][0]["departures"], json!([]));
        // Completed at last, after the end of its session: it counts, and it is said.
        let late = told(21, REGISTRATION, "s-2", "completed", json!({ "completion": true, "duration": "PT6M" }));
        assert_eq!(lms.send("POST", "statements", json!([late])).await.status, 200);
        let read = steward.get(&format!("{api}/{REGISTRATION}")).await.json();
        assert_eq!(read["units"][0]["moves_on"], json!(true));
        let departures = &read["units"][0]["sessions"][1]["departures"];
        assert_eq!(departures, &json!([{ "statement": crate::tests::id(21), "rule": "after-end" }]));
        let one = steward.get(&format!("{page}/{REGISTRATION}")).await;
        assert!(one.shows("came although the session was over"), "{}", one.body);
        // What is made void no longer counts.
        let void = crate::tests::about(31, "http://adlnet.gov/expapi/verbs/voided", 21);
        assert_eq!(lms.send("POST", "statements", json!([void])).await.status, 200);
        let read = steward.get(&format!("{api}/{REGISTRATION}")).await.json();
        assert_eq!(read["units"][0]["moves_on"], json!(false));
    })
    .await;
}

#[tokio::test]
async fn many_registrations_come_page_by_page_and_each_once() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        for number in 0..60_u32 {
            let registration = format!("22222222-2222-4222-8222-{number:012}");
            let all = a_session(number * 10 + 1, &registration, &format!("s-{number}"), 0.9);
            assert_eq!(lms.send("POST", "statements", json!(all)).await.status, 200);
        }
        let steward = keeper(&store);
        let api = format!("/api/v1/o/{}/record-sessions", store.world.client);
        let (mut seen, mut from) = (Vec::new(), String::new());
        for _ in 0..9 {
            let page = steward.get(&format!("{api}{from}")).await.json();
            let all = page["registrations"].as_array().unwrap();
            assert!(all.len() <= super::A_PAGE);
            seen.extend(all.iter().map(|one| one["registration"].as_str().unwrap().to_owned()));
            assert!(all.iter().all(|one| one["units"][0]["sessions"][0]["told"].as_array().unwrap().len() == 4));
            match page["next"].as_i64() {
                Some(next) => from = format!("?from={next}"),
                None => break,
            }
        }
        let expected: Vec<String> =
            (0..60).rev().map(|number| format!("22222222-2222-4222-8222-{number:012}")).collect();
        assert_eq!(seen, expected);
        for nowhere in [i64::MIN, -1, 0] {
            let page = steward.get(&format!("{api}?from={nowhere}")).await.json();
            assert_eq!(page["registrations"], json!([]), "{nowhere}");
        }
        assert_eq!(steward.get(&format!("{api}?from={}", i64::MAX)).await.status, 200);
        assert_eq!(steward.get(&format!("{api}/{REGISTRATION}")).await.status, 404);
        let areas = [lustrum_identity::area(), crate::area()];
        let partner = Browser::new(&store.app, &areas, store.world.viewer(Side::Partner, Role::PartnerLead));
        assert_eq!(partner.get(&api).await.status, 404);
    })
    .await;
}
