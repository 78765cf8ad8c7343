//! Success cases through the real router, on both engines.

use lustrum_delivery::enrolment;
use lustrum_evidence::ratings::{self, Occasion, Rating, subject};
use lustrum_evidence::testing::{Course, course};
use lustrum_identity::testing::{World, world};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::{Value, json};

use crate::testing::{areas, browser};

/// Fourteen were trained; the higher the number, the more their behaviour changed. The learner of the world is one more.
async fn rated(app: &App, world: &World) -> Course {
    let course = course(app, world, 14).await;
    let tx = app.db().begin().await.unwrap();
    let learner = enrolment::Person {
        name: "The learner".to_owned(),
        email: "learner@organisation.example".to_owned(),
        unit: "Depot 9".to_owned(),
    };
    enrolment::import(&tx, course.act, &course.trained, &[learner]).await.unwrap();
    let mut all = Vec::new();
    let people = (0..14).map(|place| (format!("t{place}@x.example"), 1 + place / 3));
    for (email, after) in people.chain([("learner@organisation.example".to_owned(), 5)]) {
        for (occasion, value) in [(Occasion::Before, 1), (Occasion::After, after)] {
            let subject = subject(world.client, course.programme.id, &email);
            let day = Day::of(2026, 9, 2).unwrap();
            all.push(Rating { behaviour: course.behaviours[0].id, subject, trained: true, occasion, value, day });
        }
    }
    ratings::import(&tx, course.act, &course.programme, &all).await.unwrap();
    tx.commit().await.unwrap();
    course
}

const STORY: [(&str, &str); 4] = [
    ("used", "A talk each Monday"),
    ("result", "Two stayed"),
    ("helped", "The roster"),
    ("proof", "Rosters of August"),
];

async fn drawn(ours: &Browser, world: &World, course: &Course) -> Vec<Value> {
    let path = format!("/p/{}/success", world.partnership);
    let programme = course.programme.id.to_string();
    let people: Vec<String> = (0..12).map(|place| format!("T{place}@x.example")).collect();
    let people = format!("{}\nw3@x.example, nobody@x.example", people.join("\n"));
    let noted = [("programme", programme.as_str()), ("people", people.as_str()), ("source", "By form")];
    let unknown = [("programme", programme.as_str()), ("people", "nobody@x.example"), ("source", "By form")];
    let bad = ours.post(&format!("{path}/willing"), &unknown).await;
    assert!(bad.status == 422 && bad.shows("people-error") && bad.shows("nobody@x.example"));
    let draw = [("programme", programme.as_str()), ("seed", "QBR 3")];
    assert_eq!(ours.post(&format!("{path}/draws"), &draw).await.status, 409, "nobody agreed yet");
    assert_eq!(ours.post(&format!("{path}/willing"), &noted).await.status, 303);
    assert!(ours.get(&path).await.shows("12 agreed to be asked"), "those who wait and those unknown are not taken");
    assert_eq!(ours.post(&format!("{path}/draws"), &draw).await.status, 303);
    let known = ours.json("GET", &format!("/api/v1/p/{}/success-cases", world.partnership), json!(null)).await.json();
    known.as_array().unwrap().clone()
}

#[tokio::test]
async fn cap_46_extremes_are_drawn_told_consented_to_and_verified_before_anyone_else_reads_them() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = rated(&app, &world).await;
        let ours = browser(&app, &world, Side::Organisation, Role::LdLead);
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let theirs = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let cases = drawn(&ours, &world, &course).await;
        assert_eq!(cases.len(), 10);
        assert_eq!(cases.iter().filter(|case| case["kind"] == "success").count(), 5);
        let most: Vec<&str> = cases[..3].iter().map(|case| case["name"].as_str().unwrap()).collect();
        assert!(most.contains(&"t9") && most.contains(&"t10") && most.contains(&"t11"), "{most:?}");
        let list = format!("/p/{}/success", world.partnership);
        let path = format!("{list}/{}", cases[0]["id"].as_str().unwrap());
        let name = format!("{} (", cases[0]["name"].as_str().unwrap());
        assert!(ours.get(&list).await.shows(&name));
        assert!(theirs.get(&list).await.shows("There is no case to read yet"));
        assert_eq!(theirs.get(&path).await.status, 404);
        assert!(ours.get(&format!("{path}/sheet")).await.shows("What did you use of what you learned?"));
        assert_eq!(theirs.get(&format!("{path}/sheet")).await.status, 403);

        let story = |version| [STORY.as_slice(), &[("version", version)]].concat();
        let empty = ours.post(&format!("{path}/story"), &[("used", "A talk"), ("version", "0")]).await;
        assert!(empty.status == 422 && empty.shows("result-error") && empty.shows("A talk"));
        let consent = [("named", "anonymous"), ("audience", "both"), ("consent", "By e-mail")];
        assert_eq!(ours.post(&format!("{path}/consent"), &consent).await.status, 409, "to nothing nobody consents");
        assert_eq!(ours.post(&format!("{path}/story"), &story("0")).await.status, 303);
        let stale = steward.post(&format!("{path}/story"), &story("0")).await;
        assert!(stale.status == 422 && stale.shows("Someone else wrote meanwhile"));
        let how = [("how", "Saw the rosters")];
        assert_eq!(ours.post(&format!("{path}/verification"), &how).await.status, 409, "not by the writer");
        assert_eq!(steward.post(&format!("{path}/verification"), &how).await.status, 303);
        assert_eq!(theirs.get(&path).await.status, 404, "verified, but without consent");
        assert_eq!(ours.post(&format!("{path}/consent"), &[("named", "loudly")]).await.status, 422);
        assert_eq!(ours.post(&format!("{path}/consent"), &consent).await.status, 303);

        let read = theirs.get(&path).await;
        assert!(read.shows("Two stayed") && read.shows("someone who wants no name here"));
        assert!(!read.shows(&name) && !read.shows("By e-mail"), "neither the name nor how consent was given");
        let json = theirs.json("GET", &format!("/api/v1{list}-cases"), json!(null)).await.json();
        assert_eq!((json.as_array().unwrap().len(), &json[0]["name"]), (1, &json!(null)));
        let sponsor = browser(&app, &world, Side::Organisation, Role::BusinessSponsor);
        assert!(sponsor.get(&list).await.shows("Two stayed"));
        assert!(!sponsor.get(&list).await.shows(&name));

        // Other words need both again.
        let changed = [("used", "Another talk"), ("result", "r"), ("helped", "h"), ("proof", "p"), ("version", "1")];
        assert_eq!(steward.post(&format!("{path}/story"), &changed).await.status, 303);
        assert_eq!(theirs.get(&path).await.status, 404);

        assert_eq!(ours.post(&format!("{path}/consent/withdrawal"), &[]).await.status, 303);
        let gone = ours.get(&path).await;
        assert!(gone.shows("Consent was withdrawn on 17 September 2026") && !gone.shows("Another talk"));
        assert!(!ours.get(&list).await.shows(&name));
        assert_eq!(ours.post(&format!("{path}/story"), &story("3")).await.status, 409);
        assert_eq!(ours.post(&format!("{path}/consent/withdrawal"), &[]).await.status, 409);
        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas(), world.stranger(side));
            assert_eq!(stranger.get(&list).await.status, 404);
            assert_eq!(stranger.get(&path).await.status, 404);
        }
    })
    .await;
}

#[tokio::test]
async fn a_learner_decides_whether_to_be_asked_and_takes_the_own_words_back() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = rated(&app, &world).await;
        let learner = browser(&app, &world, Side::Organisation, Role::Learner);
        let ours = browser(&app, &world, Side::Organisation, Role::LdLead);
        let mine = format!("/p/{}/success/mine", world.partnership);
        assert!(learner.get(&mine).await.shows("Nobody will ask you"));
        let programme = course.programme.id.to_string();
        assert_eq!(learner.post(&mine, &[("decision", "yes nowhere")]).await.status, 422);
        assert_eq!(learner.post(&mine, &[("decision", format!("yes {programme}").as_str())]).await.status, 303);
        assert!(learner.get(&mine).await.shows("You agreed that we may ask you"));
        let cases = drawn_again(&ours, &world, &course).await;
        let own = cases.iter().find(|case| case["name"] == "The learner").unwrap();
        let id = own["id"].as_str().unwrap();
        let path = format!("/p/{}/success/{id}", world.partnership);
        let story = [STORY.as_slice(), &[("version", "0")]].concat();
        assert_eq!(ours.post(&format!("{path}/story"), &story).await.status, 303);
        assert!(learner.get(&mine).await.shows("Two stayed"));
        assert_eq!(learner.get(&path).await.status, 403, "only the own words, there");
        assert_eq!(learner.post(&mine, &[("decision", format!("away {id}").as_str())]).await.status, 303);
        assert!(!learner.get(&mine).await.shows("Two stayed"));
        assert!(learner.get(&mine).await.shows("Nobody will ask you"));
        assert_eq!(browser(&app, &world, Side::Organisation, Role::LdLead).get(&mine).await.status, 403);
    })
    .await;
}

/// With one more who agreed.
async fn drawn_again(ours: &Browser, world: &World, course: &Course) -> Vec<Value> {
    let api = format!("/api/v1/p/{}", world.partnership);
    let programme = course.programme.id.0;
    let noted = json!({ "programme": programme, "people": "t0@x.example", "source": "By form" });
    assert_eq!(ours.json("POST", &format!("{api}/success-willing"), noted).await.json()["new"], 1);
    let draw = json!({ "programme": programme, "seed": "again" });
    assert_eq!(ours.json("POST", &format!("{api}/success-draws"), draw).await.status, 201);
    ours.json("GET", &format!("{api}/success-cases"), json!(null)).await.json().as_array().unwrap().clone()
}
