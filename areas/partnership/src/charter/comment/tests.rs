//! Comments through the real router, on both engines.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use crate::charter::{Section, edit_section, offer, sign};
use crate::testing::{areas, complete_draft, lead, mandates};

#[tokio::test]
async fn cap_09_both_sides_talk_about_a_section_and_whoever_signs_is_told_what_is_still_open() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let id = complete_draft(&app, &world).await;
        let version = format!("/p/{}/charter/versions/{id}", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::Facilitator));
        let here = format!("{version}/sections/exit/comments");
        assert_eq!(theirs.post(&here, &[("comment", "")]).await.status, 422);
        assert_eq!(theirs.post(&here, &[("comment", "Three months is <b>short</b>")]).await.status, 303);
        let page = ours.get(&here).await;
        assert!(page.shows("Three months is &#60;b&#62;short") && page.shows("facilitator (partner)"), "{}", page.body);
        assert!(ours.get(&version).await.shows("1 open comment"));

        let api = format!("/api/v1{version}/comments");
        let all = ours.json("GET", &api, json!(null)).await.json();
        assert_eq!((&all["open"], &all["comments"][0]["revision"]), (&json!(1), &json!(2)));
        let comment = all["comments"][0]["id"].as_str().unwrap().to_owned();
        let thread = format!("{version}/comments/{comment}");
        let bare = ours.post(&format!("{thread}/answers"), &[("answer", " ")]).await;
        assert!(bare.status == 422 && bare.shows("Three months"), "the page is there with its fault");
        assert_eq!(ours.post(&format!("{thread}/answers"), &[("answer", "Six, then.")]).await.status, 303);
        assert!(theirs.get(&here).await.shows("Six, then."));

        // What was said stays with the text that it was said of.
        let tx = app.db().begin().await.unwrap();
        let by = lead(&app, &world, Side::Organisation);
        edit_section(&tx, &by, id, Section::Exit, 2, "Six months' notice.").await.unwrap();
        let hash = offer(&tx, &by, id).await.unwrap();
        tx.commit().await.unwrap();
        assert!(theirs.get(&here).await.shows("About an earlier text of this section."));
        let sign_page = ours.get(&format!("{version}/signatures/new")).await;
        assert!(sign_page.shows("1 comment is still open.") && sign_page.shows("Three months is"));

        assert_eq!(ours.post(&format!("{thread}/resolution"), &[]).await.status, 303);
        assert!(!ours.get(&format!("{version}/signatures/new")).await.shows("still open"));
        let late = theirs.post(&format!("{thread}/answers"), &[("answer", "And if not?")]).await;
        assert!(late.status == 409 && late.shows("Open it again to answer"));
        assert_eq!(theirs.post(&format!("{thread}/resolution/withdrawal"), &[]).await.status, 303);
        assert_eq!(ours.json("POST", &format!("/api/v1{thread}/resolution"), json!(null)).await.status, 204);

        let tx = app.db().begin().await.unwrap();
        for side in Side::BOTH {
            sign(&tx, &lead(&app, &world, side), id, &hash).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(theirs.post(&here, &[("comment", "Too late")]).await.status, 409);
        assert!(theirs.get(&here).await.shows("settled"), "what was said can still be read");
        let text = ours.json("GET", &format!("/api/v1{version}"), json!(null)).await.json();
        assert!(!text["text"].as_str().unwrap().contains("Three months"), "it is no part of what was signed");
    })
    .await;
}

#[tokio::test]
async fn a_comment_of_another_version_or_another_partnership_is_not_there() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let version = format!("/p/{}/charter/versions/{id}", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let api = format!("/api/v1{version}/sections/vision/comments");
        let odd = ours.json("POST", &api, json!({ "comment": "x", "language": "fr" })).await;
        assert_eq!(odd.status, 422);
        let made = ours.json("POST", &api, json!({ "comment": "For whom?" })).await;
        let comment = made.json()["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1{version}/comments/{comment}/answers");
        let answer = ours.json("POST", &path, json!({ "answer": "For all" })).await;
        let answer = answer.json()["id"].as_str().unwrap().to_owned();
        let of_answer = format!("/api/v1{version}/comments/{answer}/resolution");
        assert_eq!(ours.json("POST", &of_answer, json!(null)).await.status, 404, "a thread is settled, not an answer");
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        assert_eq!(stranger.json("POST", &path, json!({ "answer": "Me too" })).await.status, 404);
        let elsewhere = format!("/api/v1/p/{}/charter/versions/{id}/comments", world.foreign_partnership);
        assert_eq!(stranger.json("GET", &elsewhere, json!(null)).await.status, 404);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(learner.json("POST", &api, json!({ "comment": "x" })).await.status, 403);
    })
    .await;
}
