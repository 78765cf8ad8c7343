use lustrum_kernel::uuid::Uuid;
use lustrum_xapi::{Limits, Version, read_batch};
use serde_json::json;

use super::*;
use crate::statement::prepare;
use crate::store::{Batch, NotStored, after, put_many};

#[tokio::test]
async fn what_was_acknowledged_is_read_at_once_as_it_was_sent() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let text = r#"{"id":"00000000-0000-4000-8000-000000000001","actor":{"mbox":"mailto:an@example.org"},"verb":{"id":"http://example.org/read"},"object":{"id":"http://example.org/book"},"result":{"score":{"raw":7.0},"extensions":{"http://example.org/x":123456789012345678901234567890}},"timestamp":"2026-09-01T00:00:00.000Z"}"#;
        let reply = lms.raw("statements", "application/json", text.as_bytes()).await;
        assert_eq!((reply.status, reply.body.as_str()), (200, r#"["00000000-0000-4000-8000-000000000001"]"#));
        let read = lms.get(&format!("statements?statementId={}", id(1))).await;
        assert_eq!(read.status, 200);
        assert!(read.body.starts_with(text.trim_end_matches('}')), "{}", read.body);
        assert!(read.shows("123456789012345678901234567890") && read.shows(r#""raw":7.0"#));
        assert_eq!(read.json()["authority"]["account"]["homePage"], store.app.config().base_url);
        assert_eq!(read.json()["version"], "1.0.0");
        assert_eq!(read.headers["x-experience-api-version"], "1.0.3");
        assert!(read.headers.contains_key("x-experience-api-consistent-through"));
    })
    .await;
}

#[tokio::test]
async fn a_repeated_statement_is_the_same_and_another_one_under_its_id_is_refused() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let first = a_statement(1, "an", "read", "book");
        assert_eq!(lms.send("POST", "statements", first.clone()).await.status, 200);
        assert_eq!(lms.send("POST", "statements", first.clone()).await.status, 200);
        let resource = format!("statements?statementId={}", id(1));
        assert_eq!(lms.send("PUT", &resource, first).await.status, 204);
        let other = lms.send("PUT", &resource, a_statement(1, "an", "wrote", "book")).await;
        assert_eq!(other.status, 409);
        assert!(other.shows("another statement is stored under the id"), "{}", other.body);
        assert_eq!(lms.found("").await, [id(1)]);
        assert!(lms.get(&resource).await.shows("/read"));
    })
    .await;
}

#[tokio::test]
async fn a_batch_is_stored_whole_or_not_at_all() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        assert_eq!(lms.send("POST", "statements", a_statement(2, "an", "read", "book")).await.status, 200);
        let batch = json!([a_statement(1, "bo", "read", "book"), a_statement(2, "bo", "read", "book")]);
        let reply = lms.send("POST", "statements", batch).await;
        assert_eq!(reply.status, 409);
        assert_eq!(reply.json()["place"], "statement[1].id");
        let broken = json!([a_statement(3, "bo", "read", "book"), { "actor": {} }]);
        assert_eq!(lms.send("POST", "statements", broken).await.status, 400);
        assert_eq!(lms.found("").await, [id(2)]);
    })
    .await;
}

fn batch(store: &Store, statements: &[Value]) -> Batch {
    let text = Value::Array(statements.to_vec()).to_string();
    let read = read_batch(text.as_bytes(), Version::V1_0_3, Limits::default()).unwrap();
    let statements = read.iter().map(|statement| prepare(statement, None)).collect();
    Batch { organisation: store.world.client, source: 1, statements, attachments: Vec::new() }
}

#[tokio::test]
async fn of_requests_that_are_stored_together_one_does_not_undo_the_other() {
    on_both(async |store| {
        let batches: Vec<Batch> = (0..20_u32)
            .map(|number| {
                // Each odd one says something else under the id of the one before.
                let who = if number % 2 == 0 { "an" } else { "bo" };
                let shared = a_statement(1000 + number / 2, who, "read", "book");
                batch(&store, &[a_statement(number, "an", "read", "book"), shared])
            })
            .collect();
        let mut waiting = Vec::new();
        for batch in batches {
            let app = store.app.clone();
            waiting.push(tokio::spawn(async move { put_many(&app, batch).await }));
        }
        let mut stored = 0;
        for (number, task) in waiting.into_iter().enumerate() {
            match task.await.unwrap() {
                Ok(()) => stored += 1,
                Err(error) => assert!(matches!(error, NotStored::Differs { index: 1, .. }), "{number}: {error}"),
            }
        }
        assert_eq!(stored, 10, "of each pair one");
        let kept = after(store.app.db(), store.world.client, 0, 100).await.unwrap();
        assert_eq!(kept.len(), 20);
        let positions: Vec<i64> = kept.iter().map(|kept| kept.position).collect();
        assert_eq!(positions, (1..=20).collect::<Vec<_>>(), "without a gap");
        assert!(kept.windows(2).all(|pair| pair[0].stored < pair[1].stored), "each later than the one before");
        let further = after(store.app.db(), store.world.client, 15, 100).await.unwrap();
        assert_eq!(further.first().map(|kept| kept.position), Some(16));
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_came_without_an_id_gets_one() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let mut statement = a_statement(1, "an", "read", "book");
        statement.as_object_mut().unwrap().remove("id");
        let reply = lms.send("POST", "statements", statement).await;
        let id: Uuid = reply.json()[0].as_str().unwrap().parse().unwrap();
        assert_eq!(lms.found("").await, [id.to_string()]);
    })
    .await;
}

#[tokio::test]
async fn an_attachment_comes_back_with_its_statement_and_a_wrong_hash_is_refused() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(b"hello"));
        let mut statement = a_statement(1, "an", "read", "book");
        statement["attachments"] = json!([{ "usageType": "http://example.org/use", "display": { "en": "words" },
            "contentType": "text/plain", "length": 5, "sha2": hash }]);
        let body = |bytes: &str| {
            format!(
                "--b\r\nContent-Type: application/json\r\n\r\n{statement}\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {hash}\r\n\r\n{bytes}\r\n--b--\r\n"
            )
        };
        let kind = "multipart/mixed; boundary=b";
        let wrong = lms.raw("statements", kind, body("hallo").as_bytes()).await;
        assert_eq!(wrong.status, 400);
        assert!(wrong.shows("another hash") && wrong.shows("part[1]"), "{}", wrong.body);
        assert_eq!(lms.raw("statements", "application/json", statement.to_string().as_bytes()).await.status, 400);
        assert_eq!(lms.raw("statements", kind, body("hello").as_bytes()).await.status, 200);
        let read = lms.get(&format!("statements?statementId={}&attachments=true", id(1))).await;
        assert!(read.headers["content-type"].to_str().unwrap().starts_with("multipart/mixed"));
        assert!(read.shows("\r\n\r\nhello\r\n") && read.shows(&hash), "{}", read.body);
    })
    .await;
}
