//! The ways in which the store may be asked, and in which it answers.

use serde_json::json;

use super::*;

#[tokio::test]
async fn about_tells_what_is_spoken_to_whoever_asks() {
    on_both(async |store| {
        let areas = [lustrum_identity::area(), crate::area()];
        let anyone = Browser::new(&store.app, &areas, None);
        let about = anyone.get(&format!("/xapi/{}/about", store.world.client)).await;
        assert_eq!(about.status, 200);
        let versions = about.json()["version"].clone();
        for version in ["1.0.3", "2.0.0"] {
            assert!(versions.as_array().unwrap().iter().any(|spoken| spoken == version), "{versions}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_head_is_a_get_without_its_body() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        assert_eq!(lms.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        let resource = format!("{}/statements?statementId={}", lms.path, id(1));
        let whole = lms.browser.get(&resource).await;
        let head = lms.browser.send(Method::HEAD, &resource, None, Vec::new()).await;
        assert_eq!((head.status, head.body.as_str()), (200, ""));
        for name in ["content-type", "x-experience-api-version", "last-modified"] {
            assert_eq!(head.headers.get(name), whole.headers.get(name), "{name}");
        }
        assert!(head.headers.contains_key("x-experience-api-consistent-through"));
    })
    .await;
}

#[tokio::test]
async fn a_form_is_the_request_that_it_means() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let kind = "application/x-www-form-urlencoded";
        let content: String = serde_urlencoded::to_string([
            ("content", a_statement(1, "an", "read", "book").to_string()),
            ("statementId", id(1)),
            ("Content-Type", "application/json".to_owned()),
        ])
        .unwrap();
        assert_eq!(lms.raw("statements?method=PUT", kind, content.as_bytes()).await.status, 204);
        let query = serde_urlencoded::to_string([("statementId", id(1))]).unwrap();
        let read = lms.raw("statements?method=GET", kind, query.as_bytes()).await;
        assert_eq!((read.status, read.json()["id"].as_str()), (200, Some(id(1).as_str())), "{}", read.body);
        assert_eq!(lms.raw("statements?method=GET&limit=1", kind, b"").await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn a_statement_is_told_exactly_by_its_ids_or_in_one_language() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let mut statement = a_statement(1, "an", "read", "book");
        statement["actor"]["name"] = json!("An");
        statement["object"]["definition"] = json!({ "name": { "en": "Book", "nl": "Boek" } });
        assert_eq!(lms.send("POST", "statements", statement).await.status, 200);
        let dutch = Lms { browser: lms.browser.with_header("accept-language", "nl, en;q=0.5"), path: lms.path };
        let told = async |format: &str| {
            dutch.get(&format!("statements?format={format}")).await.json()["statements"][0].clone()
        };
        let exact = told("exact").await;
        assert_eq!(exact["object"]["definition"]["name"], json!({ "en": "Book", "nl": "Boek" }));
        let ids = told("ids").await;
        assert!(ids["actor"]["name"].is_null() && ids["object"]["definition"].is_null(), "{ids}");
        let canonical = told("canonical").await;
        assert_eq!(canonical["object"]["definition"]["name"], json!({ "nl": "Boek" }));
    })
    .await;
}

const SIGNED: &str = include_str!("../../../../engines/xapi/tests/references/signed.rs256.jws");

#[tokio::test]
async fn a_signed_statement_is_taken_and_one_with_the_signature_of_another_is_not() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(SIGNED));
        let signed = |id: &str| {
            let statement = json!({ "id": id, "actor": { "mbox": "mailto:an@example.org" },
                "verb": { "id": "http://example.org/verbs/read" }, "object": { "id": "http://example.org/books/1" },
                "attachments": [{ "usageType": "http://adlnet.gov/expapi/attachments/signature",
                    "display": { "en": "Signature" }, "contentType": "application/octet-stream",
                    "length": SIGNED.len(), "sha2": hash }] });
            format!(
                "--b\r\nContent-Type: application/json\r\n\r\n{statement}\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {hash}\r\n\r\n{SIGNED}\r\n--b--\r\n"
            )
        };
        let kind = "multipart/mixed; boundary=b";
        let own = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0";
        let forged = lms.raw("statements", kind, signed(&own.replace("aaa0", "aaa1")).as_bytes()).await;
        assert!(forged.status == 400 && forged.shows("attachments[0]"), "{}", forged.body);
        let taken = lms.raw("statements", kind, signed(own).as_bytes()).await;
        assert_eq!(taken.status, 200, "{}", taken.body);
        let read = lms.get(&format!("statements?statementId={own}&attachments=true")).await;
        assert!(read.shows(SIGNED), "it comes back letter by letter");
        assert_eq!(lms.found("").await, [own]);
    })
    .await;
}

#[tokio::test]
async fn what_is_nested_without_end_is_refused_and_fifty_thousand_keys_of_one_name_are_too() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let whole = a_statement(1, "an", "read", "book").to_string();
        let deep = format!("{}1{}", "{\"a\":".repeat(200_000), "}".repeat(200_000));
        let extended = whole
            .replace("\"object\"", &format!("\"result\":{{\"extensions\":{{\"http://e.org/x\":{deep}}}}},\"object\""));
        let reply = lms.raw("statements", "application/json", extended.as_bytes()).await;
        assert!(reply.status == 400 && reply.shows("nested"), "{}", reply.body);
        let twice = "\"http://e.org/y\":1,".repeat(50_000);
        let doubled = whole.replace(
            "\"object\"",
            &format!("\"result\":{{\"extensions\":{{{}}}}},\"object\"", twice.trim_end_matches(',')),
        );
        let reply = lms.raw("statements", "application/json", doubled.as_bytes()).await;
        assert!(reply.status == 400 && reply.shows("stands twice"), "{}", reply.body);
        assert!(lms.found("").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whatever_is_stored_stays_when_fifty_thousand_come_at_once() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        assert_eq!(lms.send("POST", "statements", a_statement(1, "an", "read", "book")).await.status, 200);
        let one =
            r#"{"actor":{"mbox":"mailto:a@b.nl"},"verb":{"id":"http://e.org/v"},"object":{"id":"http://e.org/o"}}"#;
        let many = format!("[{}]", vec![one; 50_000].join(","));
        let reply = lms.raw("statements", "application/json", many.as_bytes()).await;
        assert!(reply.status == 413 && reply.shows("at most 5000"), "{}", reply.body);
        assert_eq!(lms.found("").await, [id(1)]);
        // In parts as large as are taken they are stored.
        let part = format!("[{}]", vec![one; 5_000].join(","));
        let reply = lms.raw("statements", "application/json", part.as_bytes()).await;
        assert_eq!((reply.status, reply.json().as_array().map(Vec::len)), (200, Some(5_000)));
    })
    .await;
}
