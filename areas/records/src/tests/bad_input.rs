use super::*;

#[tokio::test]
async fn whatever_is_wrong_is_named_with_its_place_and_nothing_is_stored() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let whole = a_statement(1, "an", "read", "book").to_string();
        let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
        let cases: Vec<(Vec<u8>, &str)> = vec![
            (b"{".to_vec(), "not JSON"),
            (b"".to_vec(), "not JSON"),
            (whole.replace("http://example.org/read", "read").into_bytes(), "statement.verb.id: not an absolute IRI"),
            (whole.replace(&id(1), "1").into_bytes(), "statement.id: not a UUID"),
            (whole.replacen("\"actor\"", "\"id\":\"x\",\"actor\"", 1).into_bytes(), "stands twice"),
            (whole.replace("an@example.org", "an\u{1}").replace('\u{1}', "\\u0000").into_bytes(), "mbox"),
            ([b"{\"a\":\"".as_slice(), &[0xff, 0xfe], b"\"}"].concat(), "not UTF-8"),
            (
                whole
                    .replace(
                        "\"object\"",
                        &format!("\"result\":{{\"extensions\":{{\"http://e.org/x\":{deep}}}}},\"object\""),
                    )
                    .into_bytes(),
                "nested",
            ),
            (format!("[{whole},{whole}]").into_bytes(), "stands twice"),
        ];
        for (body, words) in cases {
            let reply = lms.raw("statements", "application/json", &body).await;
            assert_eq!(reply.status, 400, "{words}: {}", reply.body);
            assert!(reply.shows(words), "{words}: {}", reply.body);
            assert!(reply.headers["content-type"].to_str().unwrap().contains("problem+json"));
            assert!(reply.headers.contains_key("x-experience-api-version"));
        }
        assert!(lms.found("").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn too_much_at_once_is_refused_before_it_is_read() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let large = vec![b' '; 100 * 1024 * 1024];
        let reply = lms.raw("statements", "application/json", &large).await;
        assert_eq!(reply.status, 413);
        assert!(reply.shows("at most 20 MB"), "{}", reply.body);
        let many = format!("[{}]", vec!["{}"; 50_000].join(","));
        let reply = lms.raw("statements", "application/json", many.as_bytes()).await;
        assert_eq!(reply.status, 413);
        assert!(reply.shows("50000 statements, where at most 5000"), "{}", reply.body);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_wrong_elsewhere_does_not_move_ours() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let mut statement = a_statement(1, "an", "read", "book");
        statement["timestamp"] = json!("2099-01-01T00:00:00.000Z");
        assert_eq!(lms.send("POST", "statements", statement).await.status, 200);
        let read = lms.get(&format!("statements?statementId={}", id(1))).await.json();
        assert_eq!(read["timestamp"], "2099-01-01T00:00:00.000Z");
        assert!(read["stored"].as_str().unwrap().starts_with("2026-09-17T08:00:00"), "{read}");
        // Ours going back does not either.
        store.app.clock().set(store.app.now().plus_days(-1));
        assert_eq!(lms.send("POST", "statements", a_statement(2, "an", "read", "book")).await.status, 200);
        let read = lms.get(&format!("statements?statementId={}", id(2))).await.json();
        assert!(read["stored"].as_str().unwrap().starts_with("2026-09-17T08:00:00"), "{read}");
    })
    .await;
}

#[tokio::test]
async fn parameters_are_known_stand_once_and_have_their_form() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        for query in [
            "limit=a",
            "limit=1&limit=2",
            "unknown=1",
            "statementId=1",
            "agent=%7B",
            "verb=read",
            "since=yesterday",
            "format=short",
            "ascending=maybe",
            "more=forged.token",
        ] {
            let reply = lms.get(&format!("statements?{query}")).await;
            assert_eq!(reply.status, 400, "{query}: {}", reply.body);
        }
        assert_eq!(lms.send("DELETE", "statements", Value::Null).await.status, 405);
        assert_eq!(lms.get("nothing").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn what_is_packed_or_in_another_encoding_is_not_read_as_if_it_were_not() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let whole = a_statement(1, "an", "read", "book").to_string();
        for kind in ["application/json;charset=utf-16", "application/json; charset=\"latin1\""] {
            let reply = lms.raw("statements", kind, whole.as_bytes()).await;
            assert!(reply.status == 415 && reply.shows("JSON comes as UTF-8"), "{}", reply.body);
        }
        assert!(lms.found("").await.is_empty());
        for kind in ["application/json; charset=UTF-8", "application/json;charset=us-ascii"] {
            assert_eq!(lms.raw("statements", kind, whole.as_bytes()).await.status, 200, "{kind}");
        }
        let packed = Lms { browser: lms.browser.with_header("content-encoding", "gzip"), path: lms.path };
        let reply = packed.raw("statements", "application/json", whole.as_bytes()).await;
        assert!(reply.status == 415 && reply.shows("packed as gzip"), "{}", reply.body);
    })
    .await;
}

#[tokio::test]
async fn ids_that_are_no_utf8_are_refused_and_never_fall_together() {
    on_both(async |store| {
        let lms = store.lms("all").await;
        let agent = "%7B%22mbox%22:%22mailto:a@b.nl%22%7D";
        for id in ["%ff", "%fe", "a%", "%zz", "%c3%28"] {
            let path = format!("{}/activities/state?activityId=http://e.org/l&agent={agent}&stateId={id}", lms.path);
            let reply = lms.browser.send(Method::PUT, &path, Some("text/plain"), b"one".to_vec()).await;
            assert_eq!(reply.status, 400, "{id}: {}", reply.body);
            assert!(reply.shows("stateId"), "{id}: {}", reply.body);
        }
    })
    .await;
}
