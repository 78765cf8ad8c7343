use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::areas;
use crate::feedback::{Askable, askable};
use crate::testing::{Course, course};

/// What stands in the course of the tests to be asked about, as it is now.
async fn ask(app: &lustrum_kernel::App, course: &Course) -> Askable {
    let all = askable(app.db(), course.act.tenant, course.act.partnership, course.act.at).await.unwrap();
    all.into_iter().next().unwrap()
}

fn questions() -> serde_json::Value {
    json!({
        "expected": 0, "language": "nl",
        "questions": [
            { "kind": "scale", "topic": "relevance", "text": "Past dit bij je nachtdienst?", "low": "nee", "high": "ja" },
            { "kind": "choice", "text": "Wat werkte het best?", "options": ["De casus", "Het rollenspel", "Het gesprek"] },
            { "kind": "scale", "topic": "own", "text": "Hoe was het tempo?", "low": "te traag", "high": "te snel" },
            { "kind": "open", "text": "Wat nog?" }
        ]
    })
}

#[tokio::test]
async fn cap_28_a_module_asks_its_own_questions_in_every_language_and_a_round_keeps_its_version() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let module = course.module.module_id;
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        let api = format!("/api/v1/p/{}/feedback-forms/{module}", world.partnership);
        let good = designer.get(&api).await.json();
        assert_eq!((good["version"].clone(), good["questions"].as_array().unwrap().len()), (json!(0), 5));
        assert_eq!(good["questions"][0]["words"]["pl"]["low"], "wcale");
        let made = designer.json("POST", &api, questions()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let made = made.json();
        let keys: Vec<&str> =
            made["questions"].as_array().unwrap().iter().map(|q| q["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["relevance", "own-2", "own-3", "words"]);
        let late = designer.json("POST", &api, questions()).await;
        assert!(late.status == 422 && late.shows("fault-form-changed"), "{}", late.body);
        let polish = json!({ "questions": [
            { "text": "Czy to pasuje do nocnej zmiany?", "low": "nie", "high": "tak" },
            { "text": "Co było najlepsze?", "options": ["Przypadek", "Scenka"] }
        ] });
        let refused = designer.json("POST", &format!("{api}/texts/pl"), polish).await;
        assert!(refused.status == 422 && refused.shows("fault-form-as-many"), "{}", refused.body);
        let polish =
            json!({ "questions": [{ "text": "Czy to pasuje do nocnej zmiany?", "low": "nie", "high": "tak" }] });
        let translated = designer.json("POST", &format!("{api}/texts/pl"), polish).await;
        assert_eq!((translated.status, translated.json()["version"].clone()), (201, json!(2)), "{}", translated.body);

        let on = ask(&app, &course).await;
        assert_eq!(on.form_version, 2);
        let tx = app.db().begin().await.unwrap();
        let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
        let opened = crate::feedback::open_round(&tx, course.act, &on, 6, day).await.unwrap();
        tx.commit().await.unwrap();
        let body = json!({ "language": "nl", "questions": [{ "kind": "open", "text": "Alleen dit" }] });
        assert_eq!(designer.json("POST", &api, body).await.status, 201);
        let learner = Browser::new(&app, &areas(), None);
        for (place, token) in opened.tokens.iter().enumerate() {
            let path = format!("/f/{token}");
            let page = learner.get(&format!("{path}?language=pl")).await;
            assert!(page.shows("Czy to pasuje do nocnej zmiany?") && page.shows("Wat werkte het best?"), "falls back");
            assert!(page.shows("Wyślij") && !page.shows("Alleen dit"), "the frame speaks Polish: {}", page.body);
            let none = learner.post(&path, &[("relevance", "4"), ("own-2", "4"), ("own-3", "3")]).await;
            assert_eq!(none.status, 422, "there are three to choose from");
            let choice = if place < 5 { "1" } else { "3" };
            let given = [("language", "pl"), ("relevance", "4"), ("own-2", choice), ("own-3", "3"), ("words", "")];
            let thanks = learner.post(&path, &given).await;
            assert!(thanks.status == 200 && thanks.shows("Dziękujemy"), "{}", thanks.body);
        }
        let round = format!("/p/{}/evidence/reaction/rounds/{}", world.partnership, opened.id);
        let seen = designer.get(&round).await;
        for words in ["Past dit bij je nachtdienst?", "Hoe was het tempo?", "Het rollenspel", "version 2"] {
            assert!(seen.shows(words), "{words}: {}", seen.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_that_no_phone_could_hold_is_refused_with_every_fault() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LearningDesigner));
        let path = format!("/p/{}/evidence/reaction/forms/{}", world.partnership, course.module.module_id);
        let long = "x".repeat(121);
        let mut fields = vec![("language".to_owned(), "nl".to_owned())];
        for number in 0..6 {
            for (part, value) in [("kind", "scale"), ("topic", "relevance"), ("text", long.as_str()), ("low", "")] {
                fields.push((format!("questions.{number}.{part}"), value.to_owned()));
            }
        }
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = designer.post(&path, &pairs).await;
        assert_eq!(refused.status, 422);
        for words in ["At most 5 questions", "Another question asks about this already", "questions.4.low-error"] {
            assert!(refused.shows(words), "{words}: {}", refused.body);
        }
        assert!(refused.shows(&long), "what was typed stays");
        assert_eq!(designer.post(&path, &[("language", "nl")]).await.status, 422, "nothing is asked");
        assert_eq!(designer.post(&path, &[("language", "no language")]).await.status, 422);
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        assert_eq!(stranger.get(&path).await.status, 404);
        for page in ["", "/edit", "/preview?language=fr", "/texts/es", "?version=0"] {
            let reply = designer.get(&format!("{path}{page}")).await;
            assert_eq!(reply.status, 200, "{page}: {}", reply.body);
        }
        assert_eq!(designer.get(&format!("{path}?version=7")).await.status, 404);
        assert_eq!(designer.get(&format!("{path}/texts/not_a_language")).await.status, 404);
    })
    .await;
}
