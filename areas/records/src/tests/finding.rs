use lustrum_kernel::db::Sql;
use lustrum_kernel::values;
use serde_json::json;

use super::*;

const AN: &str = "agent=%7B%22mbox%22%3A%22mailto%3Aan%40example.org%22%7D";

async fn some(lms: &Lms) {
    let mut with_context = a_statement(4, "di", "read", "page");
    with_context["context"] = json!({
        "registration": "11111111-1111-4111-8111-111111111111",
        "instructor": { "mbox": "mailto:an@example.org" },
        "contextActivities": { "parent": { "id": "http://example.org/book" } },
    });
    let batch = json!([
        a_statement(1, "an", "read", "book"),
        a_statement(2, "bo", "read", "book"),
        a_statement(3, "an", "wrote", "page"),
        with_context,
    ]);
    assert_eq!(lms.send("POST", "statements", batch).await.status, 200);
}

#[tokio::test]
async fn statements_are_found_by_everything_that_they_mention() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        some(&lms).await;
        assert_eq!(lms.found(AN).await, [id(3), id(1)]);
        assert_eq!(lms.found(&format!("{AN}&related_agents=true")).await, [id(4), id(3), id(1)]);
        assert_eq!(lms.found("verb=http://example.org/read").await, [id(4), id(2), id(1)]);
        assert_eq!(lms.found("activity=http://example.org/book").await, [id(2), id(1)]);
        assert_eq!(lms.found("activity=http://example.org/book&related_activities=true").await, [id(4), id(2), id(1)]);
        assert_eq!(lms.found("registration=11111111-1111-4111-8111-111111111111").await, [id(4)]);
        assert_eq!(lms.found(&format!("{AN}&verb=http://example.org/read")).await, [id(1)]);
        assert_eq!(lms.found("verb=http://example.org/read&ascending=true&limit=1").await, [id(1)]);
        assert!(lms.found("verb=http://example.org/nothing").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_long_answer_comes_page_by_page_and_its_address_is_of_use_to_nobody_else() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let all: Vec<Value> = (1..=25).map(|number| a_statement(number, "an", "read", "book")).collect();
        assert_eq!(lms.send("POST", "statements", json!(all)).await.status, 200);
        for query in ["limit=10", &format!("{AN}&limit=10"), "limit=10&ascending=true"] {
            let mut seen = Vec::new();
            let mut page = lms.get(&format!("statements?{query}")).await.json();
            for _ in 0..5 {
                seen.extend(ids(&page));
                let more = page["more"].as_str().unwrap().to_owned();
                if more.is_empty() {
                    break;
                }
                page = lms.browser.get(&more).await.json();
            }
            let mut expected: Vec<String> = (1..=25).map(id).collect();
            if !query.contains("ascending") {
                expected.reverse();
            }
            assert_eq!(seen, expected, "{query}");
        }
        let more = lms.get("statements?limit=10").await.json()["more"].as_str().unwrap().to_owned();
        let other = store.lms("all").await;
        assert_eq!(other.browser.get(&more).await.status, 400, "another credential");
        assert_eq!(lms.browser.get(&more.replace("more=", "more=A")).await.status, 400, "altered");
        store.app.clock().set(store.app.now().plus_days(2));
        assert_eq!(lms.browser.get(&more).await.status, 400, "after its time");
    })
    .await;
}

#[tokio::test]
async fn since_and_until_are_places_in_the_order_of_storing() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        for number in 1..=9 {
            store.app.clock().set(store.app.now().plus_seconds(60));
            assert_eq!(lms.send("POST", "statements", a_statement(number, "an", "read", "book")).await.status, 200);
        }
        let stored = |number: u32| format!("2026-09-17T08:{number:02}:00Z");
        assert_eq!(lms.found(&format!("since={}", stored(7))).await, [id(9), id(8)]);
        assert_eq!(lms.found(&format!("until={}", stored(2))).await, [id(2), id(1)]);
        assert_eq!(lms.found(&format!("since={}&until={}&{AN}", stored(3), stored(5))).await, [id(5), id(4)]);
        assert!(lms.found("since=2030-01-01T00:00:00Z").await.is_empty());
        assert!(lms.found("until=2020-01-01T00:00:00Z").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_question_goes_on_from_segment_to_segment() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        assert_eq!(lms.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        // As if nearly a whole segment had been stored meanwhile.
        let tx = store.app.db().begin().await.unwrap();
        tx.run("UPDATE record_head SET position = 65533 WHERE organisation_id = $1", values![store.world.client])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let rest: Vec<Value> = (2..=6).map(|number| a_statement(number, "an", "read", "book")).collect();
        assert_eq!(lms.send("POST", "statements", json!(rest)).await.status, 200);
        assert_eq!(lms.found(AN).await, [6, 5, 4, 3, 2, 1].map(id));
        assert_eq!(lms.found(&format!("{AN}&ascending=true")).await, [1, 2, 3, 4, 5, 6].map(id));
        assert_eq!(lms.found(&format!("{AN}&verb=http://example.org/read")).await, [6, 5, 4, 3, 2, 1].map(id));
    })
    .await;
}

/// Two processes on one database (or one after the other): what the one has not keyed yet, the other reads from the
/// statements, before and after a segment became whole.
#[tokio::test]
async fn what_one_process_stored_last_another_one_finds() {
    on_both(async |store| {
        let areas = [lustrum_identity::area(), crate::area()];
        let other = lustrum_kernel::testing::app(store.app.db(), &areas).await;
        let made = store.credential(store.world.client, "all", PER_MINUTE).await;
        let (one, two) = (store.client(store.world.client, &made), client(&other, store.world.client, &made));
        let say = async |lms: &Lms, number: u32| {
            assert_eq!(lms.send("POST", "statements", a_statement(number, "an", "read", "book")).await.status, 200);
        };
        for (number, lms) in [(1, &one), (2, &one), (3, &two), (4, &one)] {
            say(lms, number).await;
            assert_eq!(one.found(AN).await.len(), number as usize);
            assert_eq!(two.found(AN).await, one.found(AN).await);
        }
        let tx = store.app.db().begin().await.unwrap();
        let sql = "UPDATE record_head SET position = 65533 WHERE organisation_id = $1";
        tx.run(sql, values![store.world.client]).await.unwrap();
        tx.commit().await.unwrap();
        for (number, lms) in [(5, &two), (6, &one), (7, &one), (8, &two)] {
            say(lms, number).await;
        }
        for lms in [&one, &two] {
            assert_eq!(lms.found(AN).await, [8, 7, 6, 5, 4, 3, 2, 1].map(id));
            let both = format!("{AN}&verb=http://example.org/read&ascending=true&limit=6");
            assert_eq!(lms.found(&both).await, [1, 2, 3, 4, 5, 6].map(id));
        }
    })
    .await;
}

/// A process that has just started reads the keys of what waits for its segment, and answers the first question all the same.
#[tokio::test]
async fn the_first_question_after_a_start_finds_what_is_there() {
    on_both(async |store| {
        let made = store.credential(store.world.client, "all", PER_MINUTE).await;
        let one = store.client(store.world.client, &made);
        assert_eq!(one.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        for batch in 0..3 {
            let many = (2..=3_000).map(|number| a_statement(number + batch * 3_000, "ben", "read", "book"));
            assert_eq!(one.send("POST", "statements", many.collect::<Value>()).await.status, 200);
        }
        let areas = [lustrum_identity::area(), crate::area()];
        let started = lustrum_kernel::testing::app(store.app.db(), &areas).await;
        assert_eq!(client(&started, store.world.client, &made).found(AN).await, [id(1)]);
    })
    .await;
}

#[tokio::test]
async fn what_is_void_is_shown_as_void_only_and_what_is_about_it_still_stands() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let all = json!([
            a_statement(1, "an", "read", "book"),
            about(2, VOIDED, 1),
            about(3, "http://example.org/confirmed", 1),
            about(4, "http://example.org/confirmed", 5),
        ]);
        assert_eq!(lms.send("POST", "statements", all).await.status, 200);
        assert_eq!(lms.send("POST", "statements", a_statement(5, "an", "wrote", "book")).await.status, 200);
        assert_eq!(lms.get(&format!("statements?statementId={}", id(1))).await.status, 404);
        assert_eq!(lms.get(&format!("statements?voidedStatementId={}", id(1))).await.status, 200);
        assert_eq!(lms.get(&format!("statements?voidedStatementId={}", id(5))).await.status, 404);
        // What a statement is about counts for it too, whichever came first.
        assert_eq!(lms.found("verb=http://example.org/read").await, [id(3), id(2)]);
        assert_eq!(lms.found("verb=http://example.org/wrote").await, [id(5), id(4)]);
        assert_eq!(lms.found(AN).await, [id(5), id(4), id(3), id(2)]);
        // A statement that makes void can't be made void itself.
        assert_eq!(lms.send("POST", "statements", about(6, VOIDED, 2)).await.status, 200);
        assert_eq!(lms.get(&format!("statements?statementId={}", id(2))).await.status, 200);
        // One that is void before it comes is void when it comes.
        assert_eq!(lms.send("POST", "statements", about(7, VOIDED, 8)).await.status, 200);
        assert_eq!(lms.send("POST", "statements", a_statement(8, "an", "read", "book")).await.status, 200);
        assert_eq!(lms.get(&format!("statements?statementId={}", id(8))).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_activity_is_what_all_statements_say_of_it() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        for (number, language, name) in [(1, "en", "The book"), (2, "nl", "Het boek")] {
            let mut statement = a_statement(number, "an", "read", "book");
            statement["object"]["definition"] = json!({ "name": { language: name } });
            assert_eq!(lms.send("POST", "statements", statement).await.status, 200);
        }
        let activity = lms.get("activities?activityId=http://example.org/book").await.json();
        assert_eq!(activity["definition"]["name"], json!({ "en": "The book", "nl": "Het boek" }));
        let canonical = lms.get("statements?format=canonical").await.json();
        assert_eq!(canonical["statements"][0]["object"]["definition"]["name"], json!({ "en": "The book" }));
    })
    .await;
}

#[tokio::test]
async fn whoever_looks_for_an_address_finds_its_hash_too_and_goes_on_by_links() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let mut hashed = a_statement(7, "an", "read", "book");
        // SHA-1 of "mailto:an@example.org".
        let hash = "be53be4033cccf3378690dbf5fdaf42ddcf7de5d";
        hashed["actor"] = json!({ "mbox_sha1sum": hash });
        assert_eq!(
            lms.send("POST", "statements", json!([a_statement(8, "an", "read", "book"), hashed])).await.status,
            200
        );
        let areas = [lustrum_identity::area(), crate::area()];
        let steward = Browser::new(&store.app, &areas, store.world.viewer(Side::Organisation, Role::DataSteward));
        let records = format!("/o/{}/records", store.world.client);
        let page = steward.get(&format!("{records}?person=an@example.org")).await;
        assert!(page.shows(&id(7)) && page.shows(&id(8)), "{}", page.body);
        let one = steward.get(&format!("{records}/statements/{}", id(8))).await;
        assert!(one.shows("?person=an%40example.org") && one.shows("Everything about an@example.org"), "{}", one.body);
        assert!(one.shows("?activity=http%3A%2F%2Fexample.org%2Fbook"), "{}", one.body);
    })
    .await;
}
