//! Statements with attachments on their way from one record store to another: the bytes come along once, a signature
//! stays what it was, and a stop in the middle changes nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use axum::response::IntoResponse;
use bytes::Bytes;
use lustrum_identity::testing::world;
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::testing::on_both_engines;
use lustrum_kernel::values;
use lustrum_xapi::multipart::Received;
use lustrum_xapi::signature::{self, Signed};
use lustrum_xapi::{Limits, Statement, Version, read_batch};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::tests::{Mood, areas, begun, ids, now, other_side, run, statement};
use crate::statement::prepare;
use crate::store::{Attachment, Batch, after, attachment, put_many};

/// Signed once with a key that is no longer anywhere, with its certificate in the header.
const SIGNED: &str = include_str!("../../../../engines/xapi/tests/references/signed.rs256.jws");
const SIGNED_ID: &str = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0";

fn described(statement: &mut Value, bytes: &[u8], usage: &str, kind: &str) {
    statement["attachments"] = json!([{ "usageType": usage, "display": { "en": "What came along" },
        "contentType": kind, "length": bytes.len(), "sha2": hex::encode(Sha256::digest(bytes)) }]);
}

fn signed() -> Value {
    let mut one = json!({ "id": SIGNED_ID, "actor": { "mbox": "mailto:an@example.org" },
        "verb": { "id": "http://example.org/verbs/read" }, "object": { "id": "http://example.org/books/1" } });
    described(&mut one, SIGNED.as_bytes(), signature::USAGE, "application/octet-stream");
    one
}

/// Forty statements: a signed one, two that share their bytes, three of three megabytes, one whose bytes look like the
/// end of a part, one whose bytes are elsewhere, and plain ones between them.
async fn put(app: &App, organisation: OrganisationId) -> Vec<Vec<u8>> {
    let like_a_part = b"\r\n--b\r\nContent-Type: text/plain\r\n\r\n\x00\xff--b--\r\n".to_vec();
    let large = |number: u8| vec![number; 3 * 1024 * 1024];
    let all = [b"shared".to_vec(), large(1), large(2), large(3), like_a_part];
    let mut statements: Vec<Value> = (1..=40).map(|number| statement(number, "read")).collect();
    for (place, bytes) in [(3, 0), (30, 0), (5, 1), (6, 2), (7, 3), (20, 4)] {
        described(&mut statements[place], &all[bytes], "http://example.org/use", "application/octet-stream");
    }
    described(&mut statements[25], b"elsewhere", "http://example.org/use", "text/plain");
    statements[25]["attachments"][0]["fileUrl"] = json!("http://example.org/file");
    statements.insert(10, signed());
    let text = Value::Array(statements).to_string();
    let read = read_batch(text.as_bytes(), Version::V1_0_3, Limits::default()).unwrap();
    let statements = read.iter().map(|statement| prepare(statement, None)).collect();
    let mut files: Vec<Vec<u8>> = all.to_vec();
    files.push(SIGNED.as_bytes().to_vec());
    let of = |bytes: &Vec<u8>| Attachment { sha2: Sha256::digest(bytes).to_vec(), bytes: Bytes::from(bytes.clone()) };
    let attachments = files.iter().map(of).collect();
    put_many(app, Batch { organisation, source: 1, statements, attachments }).await.unwrap();
    files
}

/// Whether everything is there once, byte for byte, and what was signed still is.
async fn expect_all(app: &App, organisation: OrganisationId, files: &[Vec<u8>]) {
    assert_eq!(ids(app, organisation).await.len(), 41);
    for bytes in files {
        let kept = attachment(app.db(), organisation, &Sha256::digest(bytes)).await.unwrap();
        assert!(kept.as_ref() == Some(bytes), "{} bytes are {:?}", bytes.len(), kept.map(|kept| kept.len()));
    }
    let sql = "SELECT COUNT(*) AS number FROM statement_attachment WHERE organisation_id = $1";
    assert_eq!(app.db().number(sql, values![organisation]).await.unwrap(), files.len() as i64, "each once");
    let kept = after(app.db(), organisation, 0, 100).await.unwrap();
    let one = kept.iter().find(|kept| kept.id.to_string() == SIGNED_ID).unwrap();
    let sha2 = hex::encode(Sha256::digest(SIGNED));
    let received = Received { sha2, bytes: SIGNED.as_bytes() };
    let read = Statement::stored(&one.text).unwrap();
    assert_eq!(signature::check(&read, &[received]), Ok(Signed::WithCertificate), "{}", one.text);
    assert!(kept.iter().any(|kept| kept.text.contains("http://example.org/file")));
}

/// One request of five is not answered.
fn moody() -> Mood {
    let asked = Arc::new(AtomicUsize::new(0));
    Arc::new(move |_, request| {
        let fails = request.uri().path().ends_with("/statements") && asked.fetch_add(1, Ordering::SeqCst) % 5 == 1;
        fails.then(|| StatusCode::BAD_GATEWAY.into_response())
    })
}

/// The job, so many times, each so much later that what failed is tried again.
async fn turns(app: &App, times: usize) {
    for _ in 0..times {
        run(app).await;
        app.clock().set(app.now().plus_seconds(200));
    }
}

/// As if it had been killed before it noted how far it came.
async fn forget(app: &App, organisation: OrganisationId, what: &str) {
    let tx = app.db().begin().await.unwrap();
    let back = format!("UPDATE record_exchange SET {what} WHERE organisation_id = $1");
    tx.run(&back, values![organisation]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn attachments_are_forwarded_with_their_statements_once_through_failures_and_a_stop() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (app, _) = other_side(&app, &world, world.foreign_client, moody()).await;
        let files = put(&app, world.client).await;
        let (_, _, id) = begun(&app, &world, "forward").await;
        turns(&app, 6).await;
        let done = now(&app, &world, id).await;
        assert_eq!((done.position, done.set_aside, done.failures), (41, 0, 0), "{} {}", done.reason, done.detail);
        expect_all(&app, world.foreign_client, &files).await;
        // Killed after everything was sent and before it was noted: all of it is sent once more.
        forget(&app, world.client, "position = 0").await;
        turns(&app, 6).await;
        let done = now(&app, &world, id).await;
        assert_eq!((done.position, done.set_aside, done.failures), (41, 0, 0), "{} {}", done.reason, done.detail);
        expect_all(&app, world.foreign_client, &files).await;
    })
    .await;
}

#[tokio::test]
async fn attachments_are_imported_with_their_statements_once_through_failures_and_a_stop() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (app, _) = other_side(&app, &world, world.foreign_client, moody()).await;
        let files = put(&app, world.foreign_client).await;
        let (_, _, id) = begun(&app, &world, "import").await;
        // Together they are more than one answer may bring, and come in smaller pages.
        turns(&app, 30).await;
        let done = now(&app, &world, id).await;
        assert_eq!((done.set_aside, done.failures), (0, 0), "{} {}", done.reason, done.detail);
        expect_all(&app, world.client, &files).await;
        // Killed before it was noted how far it came: it begins anew.
        forget(&app, world.client, "more = '', since = ''").await;
        turns(&app, 30).await;
        expect_all(&app, world.client, &files).await;
        assert_eq!(now(&app, &world, id).await.set_aside, 0);
    })
    .await;
}

#[tokio::test]
async fn a_forged_signature_is_set_aside_and_the_rest_is_imported() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (app, _) = other_side(&app, &world, world.foreign_client, Arc::new(|_, _| None)).await;
        // The signature of another statement; the other side took it without looking.
        let mut forged = signed();
        forged["id"] = json!("fd41c918-b88b-4b20-a0a5-a4c32391aaa1");
        let text = Value::Array(vec![statement(1, "read"), forged, signed()]).to_string();
        let read = read_batch(text.as_bytes(), Version::V1_0_3, Limits::default()).unwrap();
        let statements = read.iter().map(|statement| prepare(statement, None)).collect();
        let bytes = Bytes::from_static(SIGNED.as_bytes());
        let attachments = vec![Attachment { sha2: Sha256::digest(SIGNED).to_vec(), bytes }];
        let batch = Batch { organisation: world.foreign_client, source: 1, statements, attachments };
        put_many(&app, batch).await.unwrap();
        let (lead, page, id) = begun(&app, &world, "import").await;
        run(&app).await;
        let done = now(&app, &world, id).await;
        assert_eq!((done.moved, done.set_aside, done.failures), (2, 1, 0), "{} {}", done.reason, done.detail);
        assert_eq!(ids(&app, world.client).await.len(), 2);
        assert!(lead.get(&page).await.shows("fd41c918-b88b-4b20-a0a5-a4c32391aaa1"));
    })
    .await;
}

#[tokio::test]
async fn bytes_that_are_not_what_their_statement_says_are_not_imported() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let mut one = statement(1, "read");
        described(&mut one, b"hello", "http://example.org/use", "text/plain");
        let sha2 = hex::encode(Sha256::digest(b"hello"));
        let page = json!({ "statements": [one], "more": "" });
        let mood: Mood = Arc::new(move |_, request| {
            let body = format!(
                "--b\r\nContent-Type: application/json\r\n\r\n{page}\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {sha2}\r\n\r\nhallo\r\n--b--\r\n"
            );
            let of_statements = request.uri().path().ends_with("/statements");
            of_statements.then(|| ([("content-type", "multipart/mixed; boundary=b")], body).into_response())
        });
        let (app, _) = other_side(&app, &world, world.foreign_client, mood).await;
        let (lead, page, id) = begun(&app, &world, "import").await;
        run(&app).await;
        let done = now(&app, &world, id).await;
        assert_eq!((done.moved, done.failures, done.reason.as_str()), (0, 1, "exchange-unreadable"));
        assert!(ids(&app, world.client).await.is_empty());
        assert!(lead.get(&page).await.shows("another hash"));
    })
    .await;
}
