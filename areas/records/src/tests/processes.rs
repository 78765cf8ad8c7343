//! Several processes on one database of PostgreSQL; of SQLite there is one process.

use std::collections::BTreeSet;

use lustrum_kernel::db::Engine;
use serde_json::json;

use super::*;

/// An answer of the store: how far it says that it is consistent, and what it lists.
async fn answer(lms: &Lms) -> (jiff::Timestamp, Vec<(String, jiff::Timestamp)>) {
    let reply = lms.get("statements?ascending=true&limit=500").await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let through = reply.headers["x-experience-api-consistent-through"].to_str().unwrap().parse().unwrap();
    let page = reply.json();
    let listed = page["statements"].as_array().unwrap().iter().map(|one| {
        let text = |name: &str| one[name].as_str().unwrap().to_owned();
        (text("id"), text("stored").parse().unwrap())
    });
    (through, listed.collect())
}

#[tokio::test]
async fn what_becomes_visible_later_is_never_stored_before_a_moment_that_was_answered() {
    on_both(async |store| {
        if store.app.db().engine() == Engine::Sqlite {
            return;
        }
        let areas = [lustrum_identity::area(), crate::area()];
        let other = lustrum_kernel::testing::app(store.app.db(), &areas).await;
        // The clocks of two machines are never the same.
        other.clock().set(store.app.now().plus_seconds(-5));
        let made = store.credential(store.world.client, "all", PER_MINUTE).await;
        let (one, two) = (store.client(store.world.client, &made), client(&other, store.world.client, &made));
        let (first, none) = answer(&one).await;
        assert!(none.is_empty() && first.as_microsecond() + 1 == store.app.now().micros(), "up to now: {first}");

        let write = async |lms: &Lms, from: u32| {
            for number in from..from + 30 {
                let pair =
                    json!([a_statement(number, "an", "read", "book"), a_statement(number + 500, "bo", "read", "book")]);
                assert_eq!(lms.send("POST", "statements", pair).await.status, 200);
            }
        };
        let look = async |lms: &Lms, app: &App| {
            let mut answers = Vec::new();
            for _ in 0..30 {
                app.clock().set(app.now().plus_seconds(1));
                answers.push(answer(lms).await);
            }
            answers
        };
        let (mut answers, more, (), ()) =
            tokio::join!(look(&one, &store.app), look(&two, &other), write(&one, 1), write(&two, 101));
        answers.extend(more);
        let (last, all) = answer(&two).await;
        assert_eq!(all.len(), 120);
        assert!(all.iter().all(|(_, stored)| *stored > first), "after what was answered to the first question");
        assert!(all.iter().all(|(_, stored)| *stored <= last), "with nobody storing everything is behind it");
        for (through, listed) in answers {
            let seen: BTreeSet<&String> = listed.iter().map(|(id, _)| id).collect();
            for (id, stored) in &all {
                assert!(*stored >= through || seen.contains(id), "{id} of {stored} came after {through} was answered");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_stores_or_reads_does_not_wait_for_the_moment() {
    on_both(async |store| {
        if store.app.db().engine() == Engine::Sqlite {
            return;
        }
        let lms = store.lms("all").await;
        assert_eq!(lms.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        let (before, _) = answer(&lms).await;
        // Another process is storing and takes its time.
        let tx = store.app.db().begin().await.unwrap();
        let sql = "UPDATE record_head SET stored_at = stored_at WHERE organisation_id = $1";
        lustrum_kernel::db::Sql::run(&tx, sql, lustrum_kernel::values![store.world.client]).await.unwrap();
        store.app.clock().set(store.app.now().plus_seconds(60));
        let (through, listed) = answer(&lms).await;
        assert_eq!((through, listed.len()), (before, 1), "what was true before");
        tx.commit().await.unwrap();
        assert_eq!(answer(&lms).await.0.as_microsecond() + 1, store.app.now().micros());
    })
    .await;
}

#[tokio::test]
async fn nobody_without_a_credential_is_told_or_moves_the_moment() {
    on_both(async |store| {
        let areas = [lustrum_identity::area(), crate::area()];
        let stranger = Browser::new(&store.app, &areas, None)
            .with_header("authorization", "Basic QTpC")
            .with_header("x-experience-api-version", "1.0.3");
        let refused = stranger.get(&format!("/xapi/{}/statements", store.world.client)).await;
        assert_eq!(refused.status, 401);
        assert!(!refused.headers.contains_key("x-experience-api-consistent-through"));
        let sql = "SELECT COUNT(*) AS number FROM record_head WHERE organisation_id = $1";
        let heads = lustrum_kernel::db::Sql::number(store.app.db(), sql, lustrum_kernel::values![store.world.client]);
        assert_eq!(heads.await.unwrap(), 0);
    })
    .await;
}
