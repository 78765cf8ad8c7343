use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{App, mail};
use lustrum_programme::module;
use lustrum_programme::programme::store::Act as Design;
use serde_json::json;

use super::areas;
use crate::testing::{Course, course, round};

/// A trigger on relevance under 3.5 from the fifth answer on, agreed by both sides.
async fn agreed(app: &App, world: &World, course: &Course) {
    let lead = Browser::new(app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
    let partner = Browser::new(app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
    let api = format!("/api/v1/p/{}/triggers", world.partnership);
    let terms = json!({
        "programme": course.programme.id, "topic": "relevance", "kind": "below", "threshold": 3.5, "answers": 5
    });
    let offered = lead.json("POST", &api, terms).await;
    assert_eq!((offered.status, offered.json()["state"].clone()), (201, json!("offered")), "{}", offered.body);
    let id = offered.json()["id"].as_str().unwrap().to_owned();
    let twice = lead.json("POST", &format!("{api}/{id}/agreement"), json!(null)).await;
    assert_eq!(twice.status, 409, "one side agrees once");
    let both = partner.json("POST", &format!("{api}/{id}/agreement"), json!(null)).await;
    assert_eq!(both.json()["state"], "in-force", "{}", both.body);
}

async fn answers(app: &App, tokens: &[String], relevance: &str) {
    let learner = Browser::new(app, &areas(), None);
    for token in tokens {
        let given =
            [("relevance", relevance), ("intent", "4"), ("obstacles", "3"), ("facilitator", "5"), ("words", "")];
        assert_eq!(learner.post(&format!("/f/{token}"), &given).await.status, 200);
    }
}

#[tokio::test]
async fn cap_17_a_signal_opens_a_proposal_whose_change_is_logged_with_its_feedback_and_its_check() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 12).await;
        agreed(&app, &world, &course).await;
        let opened = round(&app, &course, 12).await;
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        let signals = format!("/api/v1/p/{}/signals", world.partnership);
        answers(&app, &opened.tokens[..4], "2").await;
        assert_eq!(designer.get(&signals).await.json()["signals"], json!([]), "nothing before the fifth");
        answers(&app, &opened.tokens[4..5], "2").await;
        let seen = designer.get(&signals).await.json();
        let signal = seen["signals"][0].clone();
        assert_eq!((signal["value"].clone(), signal["n"].clone()), (json!(2.0), json!(5)), "{seen}");
        answers(&app, &opened.tokens[5..7], "1").await;
        let seen = designer.get(&signals).await.json();
        assert_eq!(seen["signals"].as_array().unwrap().len(), 1, "it fires once for a round");

        let sent = mail::outbox(app.db(), world.client, 50).await.unwrap();
        let mut told: Vec<String> = sent.into_iter().map(|mail| mail.recipient).collect();
        told.sort();
        let expected = ["facilitator@organisation", "facilitator@partner", "learning-designer@organisation"];
        let expected = expected.into_iter().chain(["learning-designer@partner"]).map(|who| format!("{who}.example"));
        assert_eq!(told, expected.collect::<Vec<_>>());
        let page = format!("/p/{}/evidence/signals/{}", world.partnership, signal["id"].as_str().unwrap());
        let shown = designer.get(&page).await;
        assert!(shown.status == 200 && shown.shows("2.0 of 5"), "{}", shown.body);

        let proposals = format!("/p/{}/programmes/{}/proposals", world.partnership, course.programme.id);
        let proposal = format!("{proposals}/{}", signal["proposal"].as_str().unwrap());
        let empty = designer.get(&proposal).await;
        assert!(empty.shows("Relevance in Cohort 1 was 2 of 5 (n = 5), under the agreed 3.5"), "{}", empty.body);
        let change = [
            ("title", "Difficult talks at night"),
            ("mode", "classroom"),
            ("minutes", "240"),
            ("own", "120"),
            ("what", "The case of the large depot makes room for one of a small night crew"),
        ];
        let undated = designer.post(&proposal, &change).await;
        assert!(undated.status == 422 && undated.shows("small night crew"), "{}", undated.body);
        let dated: Vec<_> = change.into_iter().chain([("check", "2026-10-20")]).collect();
        assert_eq!(designer.post(&proposal, &dated).await.status, 303);
        let facilitator = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Facilitator));
        let decision = format!("{proposal}/decision");
        assert_eq!(facilitator.post(&decision, &[("outcome", "accepted")]).await.status, 403);
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        assert_eq!(lead.post(&decision, &[("outcome", "declined")]).await.status, 422, "a refusal has its reason");
        app.clock().set(app.now().plus_days(5));
        assert_eq!(lead.post(&decision, &[("outcome", "accepted")]).await.status, 303);
        assert_eq!(lead.post(&decision, &[("outcome", "accepted")]).await.status, 409, "decided once");
        let shown = lead.get(&proposal).await;
        assert!(shown.shows("Difficult talks at night") && shown.shows("20 October 2026"), "{}", shown.body);

        // After the change another cohort is asked about the new version.
        let mut on = course.module.clone();
        (on.cohort_id, on.module_version) = (course.waiting.id, 2);
        let tx = app.db().begin().await.unwrap();
        let day = app.now().day_in(&jiff::tz::TimeZone::UTC);
        let later = crate::feedback::open_round(&tx, course.act, &on, 6, day).await.unwrap();
        tx.commit().await.unwrap();
        answers(&app, &later.tokens[..4], "5").await;
        answers(&app, &later.tokens[4..], "4").await;
        let seen = designer.get(&signals).await.json();
        let signal = &seen["signals"][0];
        assert_eq!((seen["median_days_to_decision"].clone(), seen["decisions"].clone()), (json!(5.0), json!(1)));
        assert_eq!(signal["before"]["n"], 7);
        assert_eq!(signal["after"]["n"], 6, "{seen}");
        // Side by side, each with its interval.
        for side in ["before", "after"] {
            let number = |name: &str| signal[side][name].as_f64().unwrap();
            assert!(number("low") < number("value") && number("value") < number("high"), "{side}: {seen}");
        }
        let list = designer.get(&format!("/p/{}/evidence/signals", world.partnership)).await;
        assert!(
            list.shows("5.0 days, the median of 1")
                && list.shows("4.67 of 5 (")
                && list.shows("n = 6")
                && list.shows("n = 7"),
            "{}",
            list.body
        );
    })
    .await;
}

#[tokio::test]
async fn what_one_side_alone_wants_does_not_fire() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let triggers = format!("/p/{}/evidence/triggers", world.partnership);
        let programme = course.programme.id.to_string();
        for (threshold, answers, status) in [("7", "5", 422), ("3.5", "4", 422), ("low", "5", 422), ("4.5", "5", 303)] {
            let terms = [
                ("programme", programme.as_str()),
                ("topic", "relevance"),
                ("kind", "below"),
                ("threshold", threshold),
                ("answers", answers),
            ];
            assert_eq!(lead.post(&triggers, &terms).await.status, status, "{threshold} from {answers}");
        }
        let opened = round(&app, &course, 6).await;
        answers(&app, &opened.tokens, "1").await;
        let signals = format!("/api/v1/p/{}/signals", world.partnership);
        assert_eq!(lead.get(&signals).await.json()["signals"], json!([]), "the other side did not agree");
    })
    .await;
}

#[tokio::test]
async fn a_change_of_a_module_that_changed_meanwhile_is_looked_at_again() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let (programme, changed) = (course.programme.id, course.module.module_id);
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let proposals = format!("/api/v1/p/{}/programmes/{programme}/proposals", world.partnership);
        let body = json!({
            "module": changed, "trigger": "market", "reason": "A new law", "title": "Difficult talks", "mode": "online",
            "minutes": 200, "own": 60, "what": "Shorter", "check": "2026-12-01"
        });
        let made = lead.json("POST", &proposals, body).await;
        assert_eq!((made.status, made.json()["state"].clone()), (201, json!("proposed")), "{}", made.body);
        let known = module::find(app.db(), world.client, programme, changed).await.unwrap().unwrap();
        let words = module::Words {
            title: "Otherwise".to_owned(),
            mode: module::Mode::Online,
            minutes: 100,
            own_case_minutes: 50,
        };
        let by = world.person(Side::Organisation, Role::LdLead);
        let act = Design { tenant: world.client, partnership: world.partnership, by, at: app.now() };
        let tx = app.db().begin().await.unwrap();
        assert!(module::change(&tx, act, &known, 1, &words).await.unwrap());
        tx.commit().await.unwrap();
        let decision = format!("{proposals}/{}/decision", made.json()["id"].as_str().unwrap());
        let refused = lead.json("POST", &decision, json!({ "outcome": "accepted" })).await;
        assert!(refused.status == 409 && refused.shows("refusal-proposal-module-changed"), "{}", refused.body);
        let declined = lead.json("POST", &decision, json!({ "outcome": "declined", "decision": "Overtaken" })).await;
        assert_eq!((declined.status, declined.json()["state"].clone()), (200, json!("declined")), "{}", declined.body);
        let history = module::history(app.db(), world.client, changed).await.unwrap();
        let titles: Vec<&str> = history.iter().map(|past| past.title.as_str()).collect();
        assert_eq!(titles, ["Difficult talks", "Otherwise"]);
    })
    .await;
}
