use super::*;

const STATE: &str =
    "activities/state?activityId=http://example.org/book&agent=%7B%22mbox%22:%22mailto:an@example.org%22%7D";

#[tokio::test]
async fn documents_are_merged_listed_and_removed() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let one = format!("{STATE}&stateId=place");
        assert_eq!(lms.send("POST", &one, json!({ "page": 1, "font": "large" })).await.status, 204);
        assert_eq!(lms.send("POST", &one, json!({ "page": 2 })).await.status, 204);
        let read = lms.get(&one).await;
        assert_eq!(read.json(), json!({ "font": "large", "page": 2 }));
        assert!(read.headers.contains_key("etag") && read.headers.contains_key("last-modified"));
        assert_eq!(lms.get(STATE).await.body, r#"["place"]"#);
        assert_eq!(lms.raw(&one, "application/json", b"{").await.status, 400);
        assert_eq!(lms.raw(&one, "text/plain", b"x").await.status, 400, "text and JSON can't be merged");
        assert_eq!(lms.send("DELETE", STATE, Value::Null).await.status, 204);
        assert_eq!(lms.get(&one).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn nobody_replaces_a_profile_unseen() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let path = "activities/profile?activityId=http://example.org/book&profileId=p";
        let put = async |header: Option<(&str, &str)>, body: &[u8]| {
            let made = store.credential(store.world.client, "all", PER_MINUTE).await;
            let mut lms = store.client(store.world.client, &made);
            if let Some((name, value)) = header {
                lms.browser = lms.browser.with_header(name, value);
            }
            let path = format!("{}/{path}", lms.path);
            lms.browser.send(Method::PUT, &path, Some("application/json"), body.to_vec()).await
        };
        assert_eq!(put(None, b"{}").await.status, 400);
        assert_eq!(put(Some(("if-none-match", "*")), b"{}").await.status, 204);
        assert_eq!(put(Some(("if-none-match", "*")), b"{}").await.status, 412);
        assert_eq!(put(None, b"{}").await.status, 409);
        assert_eq!(put(Some(("if-match", "\"0\"")), b"{}").await.status, 412);
        let etag = lms.get(path).await.headers["etag"].to_str().unwrap().to_owned();
        assert_eq!(put(Some(("if-match", &etag)), br#"{"a":1}"#).await.status, 204);
        assert_eq!(lms.get(path).await.body, r#"{"a":1}"#);
    })
    .await;
}

#[tokio::test]
async fn a_document_that_pretends_to_be_a_page_or_a_script_is_handed_over_and_runs_nothing() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let page = "<!doctype html><script src=\"state\"></script><svg onload=\"alert(1)\">";
        for (kind, body) in [
            ("text/html", page),
            ("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
            ("text/javascript", "GIF89a/**/=1;alert(1)"),
            ("application/pdf", "%PDF-1.7\nPK\u{3}\u{4}"),
        ] {
            let one = format!("{STATE}&stateId={}", kind.replace(['/', '+'], "-"));
            assert_eq!(lms.raw(&one, kind, body.as_bytes()).await.status, 204, "{kind}");
            let read = lms.get(&one).await;
            let said = |name: &str| read.headers[name].to_str().unwrap();
            assert_eq!(
                (read.status, said("content-type"), read.body.as_str()),
                (200, kind, body),
                "kept as it was sent"
            );
            assert_eq!((said("content-disposition"), said("x-content-type-options")), ("attachment", "nosniff"));
            let policy = said("content-security-policy");
            assert!(policy.ends_with("sandbox") && !policy.contains("'self'"), "{kind}: {policy}");
        }
    })
    .await;
}
