//! The register through the real router, on both engines.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use lustrum_sharing::asset::{About, Kind, OWN, Rights, Terms, confirm, find, propose, said};
use serde_json::json;

use crate::testing::{areas, lead, who};

const CASE: [(&str, &str); 7] = [
    ("kind", "case"),
    ("title", "The empty dock"),
    ("licence", "joint"),
    ("authors-organisation", "Marleen Vos"),
    ("rights-organisation", "during"),
    ("rights-organisation", "after"),
    ("rights-partner", "during"),
];

#[tokio::test]
async fn cap_18_terms_are_proposed_by_one_side_confirmed_by_the_other_and_hold_until_others_are() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let list = format!("/p/{}/assets", world.partnership);
        assert!(ours.get(&list).await.shows("Nothing is registered yet"));
        let path = ours.post(&list, &CASE).await.location.unwrap();
        assert!(ours.get(&path).await.shows("Version 1 waits for the other side"));
        let own = ours.post(&format!("{path}/confirmation"), &[("version", "1")]).await;
        assert!(own.status == 409 && own.shows("the other side confirms them"));
        let stale = theirs.post(&format!("{path}/confirmation"), &[("version", "2")]).await;
        assert_eq!(stale.status, 409, "a version that was not seen");
        assert_eq!(theirs.post(&format!("{path}/confirmation"), &[("version", "1")]).await.status, 303);
        let again = theirs.post(&format!("{path}/confirmation"), &[("version", "1")]).await;
        assert!(again.status == 409 && again.shows("confirmed already"));
        let page = theirs.get(&path).await;
        assert!(page.shows("Version 1 holds") && page.shows("Marleen Vos"));

        // Other terms wait beside those that hold.
        let other = [
            ("seen", "1"),
            ("licence", "CC-BY-4.0"),
            ("authors-partner", "Emre"),
            ("rights-organisation", "during"),
            ("rights-organisation", "after"),
            ("rights-organisation", "elsewhere"),
            ("rights-partner", "during"),
            ("rights-partner", "after"),
            ("rights-partner", "elsewhere"),
        ];
        assert_eq!(theirs.post(&format!("{path}/terms"), &other).await.status, 303);
        let page = ours.get(&path).await;
        assert!(page.shows("Version 1 holds") && page.shows("Version 2 waits") && page.shows("CC-BY-4.0"));
        // Of two at once the second sees what the first wrote, and keeps what it typed.
        let late = [("seen", "1"), ("licence", "own"), ("words", "Ours alone"), ("authors-organisation", "Sanne")];
        let late = ours.post(&format!("{path}/terms"), &late).await;
        assert!(late.status == 422 && late.shows("Other terms were proposed meanwhile") && late.shows("Ours alone"));
        assert!(late.shows("CC-BY-4.0"));
        let file = ours.get(&format!("{list}.csv")).await;
        assert!(file.shows("The empty dock") && file.shows("Owned by both"));
    })
    .await;
}

#[tokio::test]
async fn terms_that_contradict_themselves_are_refused_at_their_field() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let list = format!("/p/{}/assets", world.partnership);
        for (fields, at) in [
            (vec![("licence", "joint")], "title-error"),
            (vec![("kind", "case"), ("title", "x"), ("licence", "joint")], "authors-organisation-error"),
            (vec![("kind", "case"), ("title", "x"), ("licence", "own"), ("authors-partner", "E")], "words-error"),
            (
                vec![
                    ("kind", "case"),
                    ("title", "x"),
                    ("licence", "joint"),
                    ("authors-partner", "E"),
                    ("rights-partner", "after"),
                ],
                "rights-partner-error",
            ),
            (
                vec![
                    ("kind", "case"),
                    ("title", "x"),
                    ("licence", "MIT"),
                    ("authors-partner", "E"),
                    ("rights-partner", "during"),
                ],
                "rights-organisation-error",
            ),
            (vec![("kind", "song"), ("title", "x"), ("licence", "joint"), ("authors-partner", "E")], "kind-error"),
            (vec![("kind", "case"), ("title", "x"), ("licence", "GPL-0"), ("authors-partner", "E")], "licence-error"),
            (
                vec![
                    ("target", "module 0192f0c0-0000-7000-8000-000000000000"),
                    ("licence", "joint"),
                    ("authors-partner", "E"),
                ],
                "target-error",
            ),
        ] {
            let reply = ours.post(&list, &fields).await;
            assert!(reply.status == 422 && reply.shows(at), "{fields:?}: {} {}", reply.status, at);
        }
    })
    .await;
}

#[tokio::test]
async fn the_register_is_for_both_sides_of_the_partnership_and_for_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let api = format!("/api/v1/p/{}/assets", world.partnership);
        let body = json!({ "kind": "tool", "title": "Roster board", "licence": "joint", "authors-organisation": "Sanne",
            "rights-organisation": ["during", "after"], "rights-partner": ["during"] });
        let made = ours.json("POST", &api, body.clone()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let whole = theirs.json("GET", &format!("{api}/{id}"), json!(null)).await.json();
        assert_eq!(whole["asset"]["terms"]["partner"], json!({ "during": true, "after": false, "elsewhere": false }));
        let confirmed = theirs.json("POST", &format!("{api}/{id}/confirmation"), json!({ "version": 1 })).await;
        assert_eq!((confirmed.status, confirmed.json()["asset"]["confirmed"].as_i64()), (201, Some(1)));
        assert_eq!(ours.json("GET", &api, json!(null)).await.json()["assets"][0]["title"], "Roster board");
        let learner = who(&app, &world, Side::Organisation, Role::Learner);
        assert_eq!(learner.json("GET", &api, json!(null)).await.status, 403);
        let trainer = who(&app, &world, Side::Partner, Role::Facilitator);
        assert_eq!(trainer.json("POST", &api, body).await.status, 403);
        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas(), world.stranger(side));
            assert_eq!(stranger.json("GET", &format!("{api}/{id}"), json!(null)).await.status, 404);
        }
        let foreign = lustrum_sharing::asset::find(
            app.db(),
            world.foreign_client,
            world.foreign_partnership,
            id.parse().unwrap(),
        )
        .await
        .unwrap();
        assert!(foreign.is_none());
    })
    .await;
}

#[tokio::test]
async fn cap_18_the_page_of_a_form_says_who_made_it_and_what_each_side_may_do_with_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let form = uuid::Uuid::now_v7();
        let (ours, theirs) =
            (world.within(Side::Organisation, Role::LdLead), world.within(Side::Partner, Role::PartnerLead));
        let none = said(&app, &ours, Kind::Form, form).await.unwrap().unwrap();
        assert!(none.rights.is_empty() && none.notes[0].contains("the charter counts"));
        assert!(none.url.ends_with(&format!("/assets/new?target=form%20{form}")), "{}", none.url);
        let steward = world.within(Side::Organisation, Role::DataSteward);
        assert!(said(&app, &steward, Kind::Form, form).await.unwrap().unwrap().url.ends_with("/assets"));

        let terms = Terms {
            authors_organisation: String::new(),
            authors_partner: "Emre Yilmaz".to_owned(),
            licence: OWN.to_owned(),
            words: "Baken brought it along.".to_owned(),
            organisation: Rights { during: true, ..Rights::default() },
            partner: Rights::ALL,
        };
        let tx = app.db().begin().await.unwrap();
        let about = About::New(Kind::Form, Some(form), "Feedback on module 1");
        let id = propose(&tx, &By::viewer(&theirs, app.now()), about, &terms).await.unwrap();
        tx.commit().await.unwrap();
        let waits = said(&app, &ours, Kind::Form, form).await.unwrap().unwrap();
        assert!(!waits.state.is_empty() && waits.notes.is_empty(), "nothing follows from what only one side said");
        let known = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        let tx = app.db().begin().await.unwrap();
        confirm(&tx, &By::viewer(&ours, app.now()), &known, 1).await.unwrap();
        tx.commit().await.unwrap();
        for scope in [&ours, &theirs] {
            let holds = said(&app, scope, Kind::Form, form).await.unwrap().unwrap();
            assert_eq!((holds.state.as_str(), holds.words.as_str()), ("", "Baken brought it along."));
            assert!(holds.facts.iter().any(|(_, value)| value == "Emre Yilmaz"), "{:?}", holds.facts);
            let may: Vec<Vec<String>> = holds.rights.into_iter().map(|(_, may)| may).collect();
            assert_eq!(may, [["yes", "yes"], ["no", "yes"], ["no", "yes"]]);
            assert_eq!(holds.notes.len(), 1, "{:?}", holds.notes);
            assert!(holds.notes[0].contains(&ours.partnership.client_name) && holds.url.ends_with(&id.to_string()));
        }
        let learner = world.within(Side::Organisation, Role::Learner);
        assert!(said(&app, &learner, Kind::Form, form).await.unwrap().is_none());
    })
    .await;
}
