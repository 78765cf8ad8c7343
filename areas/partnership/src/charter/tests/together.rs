//! Two who write at the same time: what does not touch is put together, what does is chosen, and nobody signs a text that
//! changed under their hands.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, a_morning, on_both_engines};
use serde_json::json;

use crate::charter::{
    NewMeasure, Section, add_measure, begin, edit_section, edit_text, find, offer, open, sign, withdraw_offer,
};
use crate::testing::{areas, complete_draft, lead, mandates, signed};

const BASE: &str = "Managers stay.\n\nEvery month we talk.";

#[tokio::test]
async fn cap_12_changes_of_two_to_different_clauses_are_both_kept() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        edit_section(&tx, &lead(&app, &world, Side::Organisation), id, Section::Vision, 2, BASE).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/p/{}/charter/versions/{id}/sections/vision", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let first = [("text", "Managers stay and grow.\n\nEvery month we talk."), ("revision", "3")];
        assert_eq!(theirs.post(&path, &first).await.status, 303);
        let second = [("text", "Managers stay.\n\nEvery week we talk.\n\nAnd we listen."), ("revision", "3")];
        let reply = ours.post(&path, &second).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let known = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        let both = "Managers stay and grow.\n\nEvery week we talk.\n\nAnd we listen.";
        assert_eq!(known.text_of(Section::Vision), both);

        let history = ours.get(&format!("{path}/history")).await;
        assert!(history.shows("<b>5</b> ld-lead (organisation), Noordkade Logistics"), "{}", history.body);
        assert!(history.shows("partner-lead (partner), Baken Leiderschap") && history.shows("month</del>"));
        let older = ours.get(&format!("{path}/history?from=3&to=4")).await;
        assert!(older.shows("and grow</ins>") && !older.shows("month</del>"), "{}", older.body);
        let all = theirs.json("GET", &format!("/api/v1{path}/history"), json!(null)).await.json();
        assert_eq!(all["texts"].as_array().unwrap().len(), 5);
        assert_eq!((&all["texts"][0]["text"], &all["texts"][0]["side"]), (&json!(both), &json!("organisation")));

        // Over the API, from the same old text once more.
        let body =
            json!({ "text": "Managers stay.\n\nEvery month we talk.\n\nAnd we listen.\n\nAlways.", "revision": 3 });
        let reply = theirs.json("PUT", &format!("/api/v1{path}"), body).await;
        assert_eq!(reply.status, 409, "both added at one place: {}", reply.body);
        let body = json!({ "text": "A title.\n\nManagers stay.\n\nEvery month we talk.", "revision": 3 });
        let reply = theirs.json("PUT", &format!("/api/v1{path}"), body).await;
        assert_eq!((reply.status, &reply.json()["merged"]), (200, &json!(true)), "{}", reply.body);
        assert_eq!(reply.json()["text"], json!(format!("A title.\n\n{both}")));
    })
    .await;
}

#[tokio::test]
async fn cap_12_saves_that_arrive_together_are_put_together() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        edit_section(&tx, &lead(&app, &world, Side::Organisation), id, Section::Goals, 2, BASE).await.unwrap();
        tx.commit().await.unwrap();
        let save = async |side: Side, text: &str| {
            let tx = app.db().begin().await.unwrap();
            let saved = edit_text(&tx, &lead(&app, &world, side), id, (Section::Goals, None), 3, text).await.unwrap();
            tx.commit().await.unwrap();
            saved
        };
        let (a, b) = tokio::join!(
            save(Side::Organisation, "Managers lead.\n\nEvery month we talk."),
            save(Side::Partner, "Managers stay.\n\nEvery day we talk.")
        );
        let mut revisions = [a.revision, b.revision];
        revisions.sort();
        assert_eq!(revisions, [4, 5]);
        assert_eq!([&a, &b].into_iter().filter(|saved| saved.with.is_some()).count(), 1);
        let known = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        assert_eq!(known.text_of(Section::Goals), "Managers lead.\n\nEvery day we talk.");
    })
    .await;
}

#[tokio::test]
async fn who_meets_another_text_takes_it_or_both_and_loses_nothing() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let path = format!("/p/{}/charter/versions/{id}/sections/vision", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert_eq!(theirs.post(&path, &[("text", "They grow."), ("revision", "2")]).await.status, 303);
        let met = ours.post(&path, &[("text", "They lead."), ("revision", "2")]).await;
        assert!(met.status == 422 && met.shows("Both of you changed the same lines") && met.shows("What you wrote"));
        assert!(met.shows("name=\"base\" value=\"2\"") && met.shows("name=\"revision\" value=\"3\""));
        let both = [("text", "They lead."), ("revision", "3"), ("base", "2"), ("take", "both")];
        let page = ours.post(&path, &both).await;
        assert!(page.status == 200 && page.shows(">They grow.\n\nThey lead.</textarea>"), "{}", page.body);
        let stands = async || {
            let known = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
            known.text_of(Section::Vision).to_owned()
        };
        assert_eq!(stands().await, "They grow.", "nothing is saved until it is saved");
        let keep = [("text", "They lead."), ("revision", "3"), ("base", "2"), ("take", "theirs")];
        assert_eq!(ours.post(&path, &keep).await.status, 303);
        assert_eq!(stands().await, "They grow.");
        let odd = ours.post(&path, &[("text", "x"), ("revision", "-4")]).await;
        assert!(odd.status == 422 && odd.shows(">x</textarea>"));
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_stays_where_the_version_is_offered_meanwhile() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let version = format!("/p/{}/charter/versions/{id}", world.partnership);
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let by = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        offer(&tx, &by, id).await.unwrap();
        tx.commit().await.unwrap();
        let section = [("text", "They lead."), ("revision", "2")];
        let measure = [("level", "3"), ("text", "They coach weekly.")];
        for (place, fields, typed) in [
            ("sections/vision", &section[..], ">They lead.</textarea>"),
            ("measures", &measure[..], ">They coach weekly.</textarea>"),
        ] {
            let late = theirs.post(&format!("{version}/{place}"), fields).await;
            assert_eq!(late.status, 422, "{place}: {}", late.body);
            assert!(late.shows(typed) && late.shows("stopped being a draft while you were writing"), "{}", late.body);
            assert!(late.shows(&format!("href=\"{version}")), "the charter is a step away");
        }
        let tx = app.db().begin().await.unwrap();
        withdraw_offer(&tx, &by, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(theirs.post(&format!("{version}/sections/vision"), &section).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn both_sides_see_who_writes_where_for_a_minute_and_an_open_page_learns_of_what_was_saved() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let version = format!("/p/{}/charter/versions/{id}", world.partnership);
        let path = format!("{version}/sections/roles");
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let mark = async || ours.get(&format!("{version}/mark")).await.body;
        let before = mark().await;
        assert!(!theirs.get(&path).await.shows("is writing here"), "nobody is told of their own hands");
        let meanwhile = mark().await;
        assert_ne!(before, meanwhile);
        let writing = "partner-lead (partner) is writing here";
        assert!(ours.get(&version).await.shows(writing) && ours.get(&path).await.shows(writing));
        app.clock().set(a_morning().plus_seconds(50));
        assert_eq!(theirs.post(&format!("{path}/presence"), &[]).await.status, 200);
        app.clock().set(a_morning().plus_seconds(100));
        assert!(ours.get(&version).await.shows(writing), "the open page said so again");
        app.clock().set(a_morning().plus_seconds(111));
        assert!(!ours.get(&version).await.shows(writing));

        theirs.get(&path).await;
        assert!(ours.get(&version).await.shows(writing));
        assert_eq!(theirs.post(&path, &[("text", "Who does what."), ("revision", "2")]).await.status, 303);
        let page = ours.get(&version).await;
        assert!(!page.shows(writing) && page.shows("Who does what."), "{}", page.body);
        assert!(ours.get(&format!("{path}?seen=2")).await.shows("partner-lead (partner) saved this section on"));
        assert!(!ours.get(&format!("{path}?seen=3")).await.shows("saved this section on"));
        theirs.get(&path).await;
        assert_eq!(theirs.post(&format!("{path}/presence?gone=1"), &[]).await.status, 200);
        assert!(!ours.get(&version).await.shows(writing));
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.get(&format!("{version}/mark")).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn cap_09_who_signs_a_text_that_changed_meanwhile_is_shown_what_changed_and_has_not_signed() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let id = complete_draft(&app, &world).await;
        let by = lead(&app, &world, Side::Partner);
        let tx = app.db().begin().await.unwrap();
        let read = offer(&tx, &by, id).await.unwrap();
        withdraw_offer(&tx, &by, id).await.unwrap();
        edit_section(&tx, &by, id, Section::Exit, 2, "What both sides mean about exit.").await.unwrap();
        tx.commit().await.unwrap();
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let version = format!("/p/{}/charter/versions/{id}", world.partnership);
        let path = format!("{version}/signatures");
        let hand = [("hash", read.as_str()), ("agreed", "on")];
        let reply = ours.post(&path, &hand).await;
        assert!(reply.status == 409 && reply.shows("the offer was taken back"), "{} {}", reply.status, reply.body);
        assert!(reply.shows("say</del>") && reply.shows("mean</ins>"));
        let tx = app.db().begin().await.unwrap();
        let now = offer(&tx, &by, id).await.unwrap();
        tx.commit().await.unwrap();
        let reply = ours.post(&path, &hand).await;
        assert!(reply.status == 409 && reply.shows("mean</ins>") && reply.shows(&format!("{path}/new")));
        let known = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        assert!(known.signatures.is_empty());
        assert_eq!(ours.post(&path, &[("hash", &"0".repeat(64)), ("agreed", "on")]).await.status, 409);
        assert_eq!(ours.post(&path, &[("hash", &now), ("agreed", "on")]).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn cap_10_a_section_names_its_measures_both_ways_and_the_next_version_keeps_the_links() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let first = signed(&app, &world).await;
        let by = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        let second = begin(&tx, &by, lustrum_kernel::locale::Locale::En).await.unwrap();
        let coach = NewMeasure { level: 3, text: "They coach.".to_owned(), ..NewMeasure::default() };
        let coach = add_measure(&tx, &by, second, coach).await.unwrap();
        tx.commit().await.unwrap();
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let version = format!("/p/{}/charter/versions/{second}", world.partnership);
        let path = format!("{version}/sections/goals/links");
        assert!(ours.get(&path).await.shows("They coach."));
        let foreign = find(app.db(), world.client, world.partnership, first).await.unwrap().unwrap().measures[0].id;
        let odd = ours.post(&path, &[("measures", &foreign.to_string())]).await;
        assert!(odd.status == 422 && odd.shows("measures-error"), "a measure of another version");
        assert_eq!(ours.post(&path, &[("measures", &coach.to_string())]).await.status, 303);
        let page = ours.get(&version).await;
        assert!(page.shows(&format!("<a href=\"#measure-{coach}\">They coach.</a>")), "{}", page.body);
        assert!(page.shows("In the sections <a href=\"#goals\">Long-term goals</a>"));

        let tx = app.db().begin().await.unwrap();
        let hash = offer(&tx, &by, second).await.unwrap();
        for side in Side::BOTH {
            sign(&tx, &lead(&app, &world, side), second, &hash).await.unwrap();
        }
        begin(&tx, &by, lustrum_kernel::locale::Locale::En).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ours.post(&path, &[]).await.status, 409, "a signed version stands still");
        let third = open(app.db(), world.client, world.partnership).await.unwrap().unwrap();
        let measure = third.measures.iter().find(|measure| measure.text == "They coach.").unwrap().id;
        let api = format!("/api/v1/p/{}/charter/versions/{}", world.partnership, third.id());
        let links = ours.json("GET", &format!("{api}/links"), json!(null)).await.json();
        assert_eq!(links["measures"], json!([{ "section": "goals", "measure": measure }]));
        let body = json!({ "measures": [] });
        assert_eq!(ours.json("PUT", &format!("{api}/sections/goals/links"), body).await.status, 200);
        let body = json!({ "measures": [coach] });
        assert_eq!(ours.json("PUT", &format!("{api}/sections/goals/links"), body).await.status, 422);
        // A measure that is linked can be taken out, and its links go with it.
        let body = json!({ "measures": [measure] });
        assert_eq!(ours.json("PUT", &format!("{api}/sections/goals/links"), body).await.status, 200);
        assert_eq!(ours.json("DELETE", &format!("{api}/measures/{measure}"), json!(null)).await.status, 204);
    })
    .await;
}
