use lustrum_delivery::enrolment;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::job;
use lustrum_kernel::testing::{Browser, Reply, on_both_engines};
use lustrum_kernel::{Day, Moment};

use super::areas;
use super::course::{Course, course};
use crate::figures::measured;
use crate::sitting::{self, Occasion, Words};

fn at(text: &str) -> Moment {
    Moment(text.parse().unwrap())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Opens a sitting from the store and gives everyone's link.
async fn open(
    app: &App,
    course: &Course,
    occasion: Occasion,
    opens: &str,
    closes: &str,
) -> (sitting::SittingId, Vec<String>) {
    let tx = app.db().begin().await.unwrap();
    let act = lustrum_delivery::Act { at: app.now(), ..course.act };
    let test = crate::exam::find(&tx, act.tenant, act.partnership, course.test).await.unwrap().unwrap();
    let people: Vec<_> = enrolment::of_cohort(&tx, act.tenant, course.trained.id).await.unwrap();
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let learned = (occasion != Occasion::Pre).then(|| day("2026-09-01"));
    let words = Words { occasion, opens: day(opens), closes: day(closes), learned };
    let opened = sitting::open(&tx, act, &test, &course.trained, &words, &ids).await.unwrap();
    tx.commit().await.unwrap();
    (opened.id, opened.seats.into_iter().map(|(_, token)| format!("/t/{token}")).collect())
}

fn visitor(app: &App) -> Browser {
    Browser::new(app, &areas(), None)
}

/// The value that stands before some words in a page: that of a choice as it is shown to this person.
fn shown(page: &Reply, name: &str, words: &str) -> String {
    let found = page
        .body
        .split(&format!("name=\"{name}\" value=\""))
        .skip(1)
        .find(|rest| rest.split("</label>").next().unwrap_or_default().contains(&format!("> {words}")));
    found.unwrap_or_else(|| panic!("{words} is not shown: {}", page.body)).split('"').next().unwrap().to_owned()
}

/// The field of the order in which an option stands.
fn part(page: &Reply, words: &str) -> String {
    let found = page
        .body
        .split("<label for=\"")
        .find(|rest| rest.split("</label>").next().unwrap_or_default().ends_with(&format!(">{words}")));
    found.unwrap_or_else(|| panic!("{words} is not shown: {}", page.body)).split('"').next().unwrap().to_owned()
}

/// Takes a test with so many of its three items right.
async fn take(app: &App, link: &str, right: usize) {
    let browser = visitor(app);
    assert_eq!(browser.post(&format!("{link}/attempts"), &[]).await.status, 303);
    let page = browser.get(link).await;
    let choice = shown(&page, "q0", if right > 0 { "Listen" } else { "Tell" });
    let number = if right > 1 { "40,2" } else { "12" };
    let order = ["first", "second", "third"].map(|words| part(&page, words));
    let places = if right > 2 { ["0", "1", "2"] } else { ["2", "1", "0"] };
    let mut fields = vec![("q0", choice.as_str()), ("q1", number)];
    fields.extend(order.iter().map(String::as_str).zip(places));
    let reply = browser.post(&format!("{link}/submission"), &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
}

#[tokio::test]
async fn a_test_is_taken_behind_a_link_saved_on_the_way_and_scored_by_its_rules() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 5, Some(20)).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let (sitting, links) = open(&app, &course, Occasion::Post, "2026-09-02", "2026-09-08").await;
        let (browser, link) = (visitor(&app), links[0].as_str());
        let intro = browser.get(link).await;
        assert!(intro.status == 200 && intro.shows("20 minutes"), "{}", intro.body);
        assert_eq!(browser.post(&format!("{link}/attempts"), &[]).await.status, 303);
        assert_eq!(browser.post(&format!("{link}/attempts"), &[]).await.status, 303, "pressing twice starts once");
        let page = browser.get(link).await;
        assert!(page.shows("data-left=\"1200\"") && !page.shows("Remember this."), "{}", page.body);
        let listen = shown(&page, "q0", "Listen");
        let saved = browser.post(&format!("{link}/answers"), &[("q0", &listen), ("by", "page")]).await;
        assert_eq!(saved.status, 204);
        // Another phone goes on where the first one stopped.
        let again = visitor(&app).get(link).await;
        assert!(again.shows("checked"), "{}", again.body);
        let faulty = browser.post(&format!("{link}/submission"), &[("q0", &listen), ("q1", "many")]).await;
        assert!(faulty.status == 422 && faulty.shows("q1-error") && faulty.shows("many"), "{}", faulty.body);
        let half = browser.post(&format!("{link}/submission"), &[("q0", &listen), ("q1", "40,5")]).await;
        assert!(half.status == 422 && half.shows("name=\"anyway\""), "{}", half.body);
        let fields = [("q0", listen.as_str()), ("q1", "40,5"), ("anyway", "yes")];
        assert_eq!(browser.post(&format!("{link}/submission"), &fields).await.status, 303);
        let done = browser.get(link).await;
        assert!(done.shows("You handed it in") && !done.shows("Remember this."), "{}", done.body);
        let late = browser.post(&format!("{link}/answers"), &[("q0", &listen)]).await;
        assert_eq!(late.status, 409, "an answer after it was handed in");
        assert_eq!(browser.post(&format!("{link}/attempts"), &[]).await.status, 409, "there is one attempt");
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/tests/{}/sittings/{sitting}", world.partnership, course.test);
        let results = lead.get(&path).await;
        assert!(results.shows("75") && results.shows("1 of 5") && results.shows("t1"), "{}", results.body);
        assert_eq!(lead.post(&format!("{path}/release"), &[]).await.status, 303);
        let released = browser.get(link).await;
        assert!(released.shows("3 of 4 points") && released.shows("Remember this."), "{}", released.body);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let seen = partner.get(&path).await;
        assert!(seen.status == 200 && !seen.shows("t1<") && seen.shows("fewer than 5"), "{}", seen.body);
        assert_eq!(partner.get(&format!("{path}/people.csv")).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn time_that_runs_out_hands_in_what_was_saved_and_takes_nothing_more() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 2, Some(20)).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let (sitting, links) = open(&app, &course, Occasion::Post, "2026-09-02", "2026-09-08").await;
        for link in &links {
            let browser = visitor(&app);
            browser.post(&format!("{link}/attempts"), &[]).await;
            let listen = shown(&browser.get(link).await, "q0", "Listen");
            assert_eq!(browser.post(&format!("{link}/answers"), &[("q0", &listen), ("by", "page")]).await.status, 204);
        }
        // What was under way when time ran out is taken; half a minute later nothing is.
        app.clock().set(at("2026-09-02T08:20:29Z"));
        let first = visitor(&app).post(&format!("{}/answers", links[0]), &[("q1", "40"), ("by", "page")]).await;
        assert_eq!(first.status, 204);
        app.clock().set(at("2026-09-02T08:20:31Z"));
        let late = visitor(&app).post(&format!("{}/answers", links[0]), &[("q1", "41"), ("by", "page")]).await;
        assert_eq!(late.status, 409);
        assert!(visitor(&app).get(&links[0]).await.shows("You handed it in"));
        // Whoever never came back is handed in by the worker.
        job::run_due(&app).await.unwrap();
        let seats = sitting::seats(app.db(), world.client, sitting).await.unwrap();
        let points: Vec<_> = seats.iter().map(|seat| (seat.points, seat.days)).collect();
        assert!(points.contains(&(Some(2.0), Some(1))) && points.contains(&(Some(1.0), Some(1))), "{points:?}");
    })
    .await;
}

#[tokio::test]
async fn a_forged_link_a_link_of_another_and_a_day_too_early_lead_nowhere() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 2, None).await;
        app.clock().set(at("2026-09-01T20:00:00Z"));
        let (_, links) = open(&app, &course, Occasion::Post, "2026-09-03", "2026-09-04").await;
        let browser = visitor(&app);
        let mut forged = links[0].clone();
        let last = forged.pop().unwrap();
        forged.push(if last == 'A' { 'B' } else { 'A' });
        for link in [forged.as_str(), "/t/x", "/t/%00", &format!("/t/{}", "A".repeat(400))] {
            let reply = browser.get(link).await;
            assert!(
                reply.status == 400 || (reply.status == 200 && reply.shows("leads nowhere")),
                "{link}: {}",
                reply.body
            );
            assert!(browser.post(&format!("{link}/attempts"), &[]).await.status < 500);
        }
        assert!(browser.get(&links[0]).await.shows("opens on"));
        assert_eq!(browser.post(&format!("{}/attempts", links[0]), &[]).await.status, 409);
        app.clock().set(at("2026-09-05T20:00:00Z"));
        assert!(browser.get(&links[0]).await.shows("over"));
        // Who was taken out of the cohort has no seat any more.
        let tx = app.db().begin().await.unwrap();
        let people = enrolment::of_cohort(&tx, world.client, course.trained.id).await.unwrap();
        for person in people {
            enrolment::remove(&tx, course.act, &course.trained, person.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert!(browser.get(&links[0]).await.shows("leads nowhere"));
    })
    .await;
}

#[tokio::test]
async fn a_sitting_says_when_it_may_be_called_what_it_is_called() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 2, None).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/tests/{}/sittings", world.partnership, course.test);
        assert_eq!(lead.get(&format!("{path}/new")).await.status, 200);
        let (trained, waiting) = (course.trained.id.to_string(), course.waiting.id.to_string());
        let ask = async |cohort: &str, occasion: &str, opens: &str| {
            let fields = [("cohort", cohort), ("occasion", occasion), ("opens", opens), ("closes", "2026-10-30")];
            lead.post(&path, &fields).await
        };
        assert!(ask(&trained, "pre", "2026-09-02").await.shows("began on"));
        let same_day = ask(&trained, "delayed", "2026-09-01").await;
        assert!(same_day.status == 422 && same_day.shows("from 8 September 2026 on"), "{}", same_day.body);
        assert!(ask(&waiting, "post", "2026-09-02").await.shows("waits"));
        assert_eq!(ask(&waiting, "pre", "2026-09-02").await.status, 303);
        assert_eq!(ask(&trained, "delayed", "2026-09-08").await.status, 303);
        assert!(ask(&trained, "delayed", "2026-09-09").await.shows("already"));
        // From the first sitting on the questions stay.
        let items = format!("/p/{}/tests/{}/items", world.partnership, course.test);
        assert_eq!(lead.get(&items).await.status, 409);
        assert_eq!(lead.post(&items, &[]).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn an_item_that_is_rewritten_meanwhile_is_asked_as_it_was() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 1, None).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let (_, links) = open(&app, &course, Occasion::Post, "2026-09-02", "2026-09-08").await;
        let browser = visitor(&app);
        browser.post(&format!("{}/attempts", links[0]), &[]).await;
        let asked = crate::exam::items_of(app.db(), world.client, course.test).await.unwrap();
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        let item = format!("/p/{}/banks/{}/items/{}", world.partnership, asked[0].bank_id, asked[0].item_id);
        let fields = [
            ("kind", "single"),
            ("tier", "5"),
            ("points", "9"),
            ("prompt-en", "Another question?"),
            ("lines-en", "* Tell\nListen\nLeave"),
            ("expected", "1"),
        ];
        assert_eq!(designer.post(&item, &fields).await.status, 303);
        let page = browser.get(&links[0]).await;
        assert!(!page.shows("Another question?"), "{}", page.body);
        let listen = shown(&page, "q0", "Listen");
        let fields = [("q0", listen.as_str()), ("anyway", "yes")];
        assert_eq!(browser.post(&format!("{}/submission", links[0]), &fields).await.status, 303);
        let seats = crate::sitting::of_test(app.db(), world.client, course.test).await.unwrap();
        let seats = sitting::seats(app.db(), world.client, seats[0].id).await.unwrap();
        assert_eq!((seats[0].points, seats[0].most), (Some(1.0), Some(4.0)));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_signed_in_finds_their_tests_and_nobody_elses() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 3, None).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let (sitting, _) = open(&app, &course, Occasion::Post, "2026-09-02", "2026-09-08").await;
        let path = format!("/p/{}/my-tests", world.partnership);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert!(learner.get(&path).await.shows("Talks, knowing and deciding"));
        let one = format!("{path}/{sitting}");
        assert_eq!(learner.post(&format!("{one}/attempts"), &[]).await.status, 303);
        assert!(learner.get(&one).await.shows("data-save"));
        assert_eq!(learner.post(&format!("{one}/submission"), &[("anyway", "yes")]).await.status, 303);
        assert!(learner.get(&one).await.shows("You handed it in"));
        let other = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LineManager));
        assert!(other.get(&path).await.shows("Nothing is asked of you"));
        assert_eq!(other.get(&one).await.status, 409);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert!(matches!(partner.get(&path).await.status, 403 | 404));
    })
    .await;
}

#[tokio::test]
async fn cap_36_what_was_gained_and_what_stayed_are_told_of_five_people_or_more() {
    on_both_engines(&areas(), async |app| {
        let world: World = world(&app).await;
        let course = course(&app, &world, 6, None).await;
        let seen = async |app: &App| {
            let days = (day("2026-01-01"), day("2026-12-31"));
            measured(app.db(), world.client, world.partnership, days, app.now()).await.unwrap()
        };
        app.clock().set(at("2026-08-31T08:00:00Z"));
        let (_, before) = open(&app, &course, Occasion::Pre, "2026-08-31", "2026-09-01").await;
        for (place, link) in before.iter().enumerate() {
            take(&app, link, place % 2).await;
        }
        assert!(!seen(&app).await.anyone, "before alone is no gain");
        app.clock().set(at("2026-09-01T16:00:00Z"));
        let (_, after) = open(&app, &course, Occasion::Post, "2026-09-01", "2026-09-02").await;
        for (place, link) in after.iter().take(4).enumerate() {
            take(&app, link, 2 + place % 2).await;
        }
        let few = seen(&app).await;
        assert!(few.anyone && few.gain.is_none() && few.by_module.is_empty(), "four are too few");
        for link in &after[4..] {
            take(&app, link, 3).await;
        }
        app.clock().set(at("2026-09-12T16:00:00Z"));
        let (_, later) = open(&app, &course, Occasion::Delayed, "2026-09-12", "2026-09-20").await;
        for (place, link) in later.iter().enumerate() {
            take(&app, link, 1 + place % 2).await;
        }
        app.clock().set(at("2026-09-13T16:00:00Z"));
        let all = seen(&app).await;
        let (gain, retained) = (all.gain.clone().unwrap(), all.retained.clone().unwrap());
        assert_eq!((gain.points.n, gain.days), (6, Some(0)));
        assert!(gain.points.value > retained.points.value && retained.points.value > 0.0, "{all:?}");
        assert_eq!(retained.days, Some(11));
        assert_eq!(all.tier, 5);
        // The test is of one module, so what was gained in it was gained there.
        assert_eq!(all.by_module.get(&course.module), Some(&(gain.clone(), 5)));
        let tested = crate::exam::tested_modules(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!(tested, [course.module]);
        assert!(all.faded.clone().unwrap().points.value < 0.0);
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = lead.get(&format!("/p/{}/tests/{}", world.partnership, course.test)).await;
        assert!(page.shows("Cronbach") && page.shows("Answers of 6 people"), "{}", page.body);
        let json = lead.get(&format!("/api/v1/p/{}/tests/{}", world.partnership, course.test)).await.json();
        assert_eq!((json["analysis"]["n"].as_i64(), json["analysis"]["items"].as_array().unwrap().len()), (Some(6), 3));
    })
    .await;
}

#[tokio::test]
async fn a_test_is_taken_over_the_api_as_on_the_page() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 3, Some(20)).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let (sitting, _) = open(&app, &course, Occasion::Post, "2026-09-02", "2026-09-08").await;
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        let path = format!("/api/v1/p/{}/my-tests", world.partnership);
        assert_eq!(learner.get(&path).await.json()["tests"][0]["id"], sitting.to_string());
        let one = format!("{path}/{sitting}");
        assert_eq!(learner.get(&one).await.json()["state"], "not-started");
        assert_eq!(learner.json("PUT", &format!("{one}/answers"), serde_json::json!({ "q1": "40" })).await.status, 409);
        let begun = learner.json("POST", &format!("{one}/attempts"), serde_json::json!({})).await;
        assert_eq!(begun.status, 201, "{}", begun.body);
        let begun = begun.json();
        assert_eq!((begun["state"].as_str(), begun["questions"].as_array().unwrap().len()), (Some("running"), 3));
        let listen =
            begun["questions"][0]["options"].as_array().unwrap().iter().find(|one| one["words"] == "Listen").unwrap();
        let given = serde_json::json!({ "q0": listen["value"], "q1": 40.5 });
        assert_eq!(
            learner.json("PUT", &format!("{one}/answers"), given.clone()).await.json()["answers"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
        assert_eq!(learner.json("POST", &format!("{one}/submission"), given.clone()).await.status, 422);
        let mut meant = given;
        meant["anyway"] = true.into();
        let done = learner.json("POST", &format!("{one}/submission"), meant).await;
        assert_eq!((done.status, done.json()["state"].as_str()), (201, Some("handed-in")));
        assert_eq!(done.json()["points"], serde_json::Value::Null, "results are not released");
    })
    .await;
}
