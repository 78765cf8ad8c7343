//! The way of a newcomer through the pages, on both sides.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side, Via};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use crate::testing::{areas, complete_draft, mandates, signed};

#[tokio::test]
async fn cap_09_a_newcomer_reaches_a_signed_charter_by_following_the_screens() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let charter = format!("/p/{}/charter", world.partnership);
        let empty = ours.get(&charter).await;
        assert!(empty.shows("No charter yet") && empty.shows(&format!("action=\"{charter}/versions\"")));
        assert_eq!(ours.post(&format!("{charter}/versions"), &[]).await.status, 422);
        let begun = ours.post(&format!("{charter}/versions"), &[("language", "en")]).await;
        let version = begun.location.unwrap();
        let draft = theirs.get(&version).await;
        assert!(draft.shows("Some things are missing") && draft.shows("/sections/vision?language=en\""));
        assert!(draft.shows("<b>Baken Leiderschap</b> <span class=\"tag open\">nobody yet</span>"), "{}", draft.body);
        let refused = theirs.post(&format!("{version}/offer"), &[]).await;
        assert!(refused.status == 422 && refused.shows("The exit is empty") && refused.shows("There is no measure"));
        for section in ["vision", "goals", "roles", "rhythm", "exit"] {
            let text = format!("About {section}.\n\nAnd a <b>second</b> clause.");
            let path = format!("{version}/sections/{section}");
            assert_eq!(theirs.post(&path, &[("text", &text), ("revision", "1")]).await.status, 303);
        }
        let path = format!("{version}/measures");
        assert_eq!(ours.post(&path, &[("level", "3"), ("text", "They coach weekly.")]).await.status, 303);
        let complete = ours.get(&version).await;
        assert!(complete.shows("nobody is reminded to look at it again") && complete.shows(&format!("{version}/term")));
        assert!(complete.shows("Offer for signature") && complete.shows("And a &#60;b&#62;second"));
        assert_eq!(ours.post(&format!("{version}/offer"), &[]).await.status, 303);
        let offered = ours.get(&version).await;
        assert!(
            offered.shows("Nobody at Noordkade Logistics holds the mandate") && offered.shows("Take the offer back")
        );
        mandates(&app, &world).await;

        let sign = format!("{version}/signatures");
        let page = ours.get(&format!("{sign}/new")).await;
        assert!(
            page.shows("lustrum charter 1\npartnership: ")
                && page.shows("I have read the text and sign it for Noordkade")
        );
        let hash = page.body.split("name=\"hash\" value=\"").nth(1).unwrap()[..64].to_owned();
        let unread = ours.post(&sign, &[("hash", &hash)]).await;
        assert!(unread.status == 422 && unread.shows("agreed-error"));
        assert_eq!(ours.post(&sign, &[("hash", &hash), ("agreed", "on")]).await.status, 303);
        assert!(ours.get(&version).await.shows("The signature for Baken Leiderschap is still to come"));
        assert_eq!(theirs.post(&sign, &[("hash", &hash), ("agreed", "on")]).await.status, 303);
        let signed = theirs.get(&charter).await;
        assert!(signed.shows("Both sides have signed") && signed.shows("Begin the next version"));
        assert_eq!(theirs.get(&format!("{sign}/new")).await.status, 409);
        assert_eq!(theirs.get(&format!("{version}/sections/vision")).await.status, 409);
        let versions = theirs.get(&format!("{charter}/versions")).await;
        assert!(versions.shows("in force") && versions.shows("Download the signed file"));
        assert!(theirs.get(&format!("{charter}/versions.csv")).await.shows(&hash));
    })
    .await;
}

#[tokio::test]
async fn the_api_leads_the_same_way_and_a_program_with_a_token_does_not_sign() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let lead = world.viewer(Side::Organisation, Role::LdLead);
        let ours = Browser::new(&app, &areas(), lead.clone());
        let base = format!("/api/v1/p/{}/charter", world.partnership);
        assert!(ours.get(&base).await.json()["open"].is_null());
        let made = ours.json("POST", &format!("{base}/versions"), json!({ "language": "nl" })).await;
        assert_eq!((made.status, made.json()["version"].as_str()), (201, Some("1.0")));
        let version = format!("{base}/versions/{}", made.json()["id"].as_str().unwrap());
        assert_eq!(ours.json("POST", &format!("{base}/versions"), json!({})).await.status, 409);
        let refused = ours.json("POST", &format!("{version}/offer"), json!({})).await;
        assert!(
            refused.status == 422 && refused.json()["errors"].as_array().map(Vec::len) == Some(6),
            "{}",
            refused.body
        );
        for section in ["vision", "goals", "roles", "rhythm", "exit"] {
            let body = json!({ "text": section, "revision": 1 });
            assert_eq!(ours.json("PUT", &format!("{version}/sections/{section}"), body).await.status, 200);
        }
        let body = json!({ "level": 4, "text": "Fewer leave" });
        assert_eq!(ours.json("POST", &format!("{version}/measures"), body).await.status, 201);
        let offered = ours.json("POST", &format!("{version}/offer"), json!({})).await;
        assert_eq!(offered.status, 201);
        let hash = offered.json()["hash"].clone();
        assert!(offered.json()["text"].as_str().unwrap().contains("1 Visie\n    vision\n"));
        assert_eq!(ours.json("DELETE", &format!("{version}/offer"), json!(null)).await.status, 204);
        assert_eq!(ours.json("POST", &format!("{version}/offer"), json!({})).await.json()["hash"], hash);
        let mut program = lead;
        program.via = Via::Token(vec!["read".to_owned(), "write".to_owned()]);
        let program = Browser::new(&app, &areas(), program);
        let signature = json!({ "hash": hash });
        assert_eq!(program.json("POST", &format!("{version}/signatures"), signature.clone()).await.status, 403);
        let reply = ours.json("POST", &format!("{version}/signatures"), signature.clone()).await;
        assert_eq!((reply.status, reply.json()["state"].as_str()), (201, Some("offered")));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let reply = theirs.json("POST", &format!("{version}/signatures"), signature).await;
        assert_eq!(reply.json()["state"], "in-force");
        assert_eq!(theirs.get(&base).await.json()["in_force"]["signatures"].as_array().map(Vec::len), Some(2));
        assert_eq!(theirs.get(&format!("{base}/versions")).await.json()["versions"][0]["hash"], hash);
    })
    .await;
}

#[tokio::test]
async fn cap_62_the_pages_speak_dutch_completely() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let draft = complete_draft(&app, &world).await;
        let mut lead = world.viewer(Side::Organisation, Role::LdLead);
        lead.locale = Locale::Nl;
        let browser = Browser::new(&app, &areas(), lead);
        let p = format!("/p/{}", world.partnership);
        let version = format!("{p}/charter/versions/{draft}");
        for path in [
            format!("{p}/contacts"),
            format!("{p}/contacts/new"),
            format!("{p}/charter"),
            format!("{version}/sections/vision"),
            format!("{version}/measures/new"),
            format!("{p}/charter/versions"),
            format!("{p}/charter/compare"),
        ] {
            let page = browser.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.shows("⟦"), "{path} has a message without words: {}", page.body);
            assert!(page.shows("lang=\"nl\""));
        }
        assert!(browser.get(&version).await.shows("Ter ondertekening aanbieden"));
    })
    .await;
}

#[tokio::test]
async fn a_superseded_version_is_shown_with_the_way_to_the_one_in_force() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let first = signed(&app, &world).await;
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::BusinessSponsor));
        let charter = format!("/p/{}/charter", world.partnership);
        let begun = ours.post(&format!("{charter}/versions"), &[("language", "en")]).await;
        let second = begun.location.unwrap();
        let page = ours.get(&charter).await;
        assert!(page.shows("Charter 1.0") && page.shows("Charter 1.1 is there too: draft"));
        assert!(page.shows(&second) && !page.shows("Begin the next version"));
        assert!(ours.get(&second).await.shows("Charter 1.0 is there too: in force"));
        assert!(
            ours.get(&second).await.shows(&format!("compare?from={first}&#38;to="))
                || ours.get(&second).await.shows(&format!("compare?from={first}&amp;to="))
        );
    })
    .await;
}
