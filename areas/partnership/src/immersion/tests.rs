//! The immersion: its rules on plain values, and its pages through the real router on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Access, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::testing::{Browser, a_morning, on_both_engines};
use serde_json::json;

use super::{Insight, InsightId, Item, ItemId, Kind, Reach, Refused, Said, Use, Words};
use crate::By;
use crate::testing::{areas, lead};

fn browser(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

fn path(world: &World) -> String {
    format!("/p/{}/immersion", world.partnership)
}

fn words() -> Words {
    Words {
        kind: Kind::Visit,
        title: "A night at depot Venlo".into(),
        host: "Sanne".into(),
        guests: "Emre".into(),
        place: "Venlo".into(),
        planned_on: None,
    }
}

fn insight(number: i64, required: bool) -> Insight {
    let said = || Said { text: "words".into(), by: PersonId::new(), at: a_morning() };
    Insight {
        id: InsightId::new(),
        item: ItemId::new(),
        number,
        noted: said(),
        answer: (number % 2 == 0).then(said),
        requirement: required.then(said),
    }
}

#[test]
fn the_share_counts_each_insight_once_however_often_it_is_used() {
    let insights = [insight(1, true), insight(2, true), insight(3, false), insight(4, true)];
    let used = |place: usize| Use {
        insight_id: insights[place].id,
        kind: "module".into(),
        target_id: uuid::Uuid::now_v7(),
        title: "The night shift".into(),
        within_id: uuid::Uuid::now_v7(),
    };
    // The third is no requirement, so what points to it does not count.
    let reach = Reach::of(&insights, &[used(0), used(0), used(1), used(2)]);
    assert_eq!(reach, Reach { insights: 4, answered: 2, required: 3, used: 2 });
    assert_eq!(reach.share(), Some(0.5));
    assert_eq!(Reach::default().share(), None, "of no insights there is no share");
}

#[test]
fn an_insight_comes_of_what_took_place_and_nothing_takes_place_tomorrow() {
    let day = |text: &str| text.parse().expect("a day");
    let mut item = Item { id: ItemId::new(), words: words(), done_on: None };
    assert_eq!(item.may_give_insight(), Err(Refused::NotDone));
    assert_eq!(item.may_take_place(day("2026-09-18"), day("2026-09-17")), Err(Refused::NotYet));
    assert_eq!(item.may_take_place(day("2026-09-17"), day("2026-09-17")), Ok(()));
    item.words.planned_on = Some(day("2026-09-18"));
    let refused = item.may_take_place(day("2026-09-17"), day("2026-09-17"));
    assert_eq!(refused, Err(Refused::Planned(day("2026-09-18"))), "what is planned for tomorrow did not take place");
    assert_eq!(item.may_take_place(day("2026-09-17"), day("2026-09-18")), Ok(()), "the evening before midnight");
    item.done_on = Some(day("2026-09-17"));
    assert_eq!(item.may_take_place(day("2026-09-16"), day("2026-09-17")), Err(Refused::DoneAlready));
    assert_eq!(item.may_give_insight(), Ok(()));
}

#[tokio::test]
async fn cap_52_a_visit_gives_insights_that_are_answered_and_become_requirements() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let designer = browser(&app, &world, Side::Partner, Role::LearningDesigner);
        let sponsor = browser(&app, &world, Side::Organisation, Role::BusinessSponsor);
        assert!(designer.get(&path(&world)).await.shows("Nothing is planned yet"));
        let form = [("kind", "visit"), ("title", "A night at depot Venlo"), ("host", "Sanne"), ("guests", "Emre")];
        let missing = designer.post(&format!("{}/items", path(&world)), &form[..3]).await;
        assert!(missing.status == 422 && missing.shows("id=\"guests-error\"") && missing.shows("value=\"Sanne\""));
        let made = designer.post(&format!("{}/items", path(&world)), &form).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let item = made.location.unwrap();
        let note = [("text", "At night nobody but the manager can decide anything.")];
        let early = designer.post(&format!("{item}/insights"), &note).await;
        assert!(early.status == 409 && early.shows("An insight comes of what took place"));
        let tomorrow = designer.post(&format!("{item}/done"), &[("on", "2026-09-18")]).await;
        assert!(tomorrow.status == 422 && tomorrow.shows("This day is still to come"), "{}", tomorrow.body);
        assert_eq!(designer.post(&format!("{item}/done"), &[("on", "2026-09-16")]).await.status, 303);
        assert_eq!(designer.post(&format!("{item}/done"), &[("on", "2026-09-16")]).await.status, 409);
        assert_eq!(designer.post(&format!("{item}/insights"), &[("text", " ")]).await.status, 422);
        assert_eq!(designer.post(&format!("{item}/insights"), &note).await.status, 303);
        assert_eq!(sponsor.post(&format!("{item}/insights"), &note).await.status, 403, "in the partner's own words");
        let known = sponsor.get(&format!("/api/v1{}", path(&world))).await.json();
        let insight = format!("{}/insights/{}", path(&world), known["insights"][0]["id"].as_str().unwrap());
        assert_eq!(designer.post(&format!("{insight}/answer"), &[("answer", "No")]).await.status, 403);
        let page = sponsor.get(&insight).await;
        assert!(page.shows("nobody but the manager") && page.shows("has not answered yet"), "{}", page.body);
        assert_eq!(sponsor.post(&format!("{insight}/answer"), &[("answer", "Right.")]).await.status, 303);
        let required = [("requirement", "A case in which the manager is alone.")];
        assert_eq!(designer.post(&format!("{insight}/requirement"), &required).await.status, 303);
        let plan = sponsor.get(&path(&world)).await;
        assert!(plan.shows("0\u{a0}%") && plan.shows("0 of n = 1 insights"), "{}", plan.body);
        assert!(plan.shows("Right.") && plan.shows("A case in which the manager is alone."));
        let file = sponsor.get(&format!("{}.csv", path(&world))).await;
        assert!(file.shows("A night at depot Venlo") && file.shows("A case in which the manager is alone."));
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_over_an_answer_that_they_did_not_see() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let insight = an_insight(&app, &world).await;
        let page = format!("{}/insights/{insight}", path(&world));
        let first = browser(&app, &world, Side::Organisation, Role::BusinessSponsor);
        let second = browser(&app, &world, Side::Organisation, Role::LdLead);
        let shown = second.get(&page).await.body;
        let seen = shown.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(first.post(&format!("{page}/answer"), &[("answer", "Right.")]).await.status, 303);
        let late = second.post(&format!("{page}/answer"), &[("answer", "Not quite."), ("seen", seen)]).await;
        assert_eq!(late.status, 422, "{}", late.body);
        assert!(late.shows("Not quite.</textarea>") && late.shows("Right."), "{}", late.body);
        let again = late.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(
            second.post(&format!("{page}/answer"), &[("answer", "Not quite."), ("seen", again)]).await.status,
            303
        );
        assert!(first.get(&page).await.shows("<p class=\"preserve\">Not quite.</p>"));
    })
    .await;
}

#[tokio::test]
async fn a_use_is_traced_once_to_a_requirement_only_and_follows_what_uses_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = an_insight(&app, &world).await;
        let by = lead(&app, &world, Side::Partner);
        let find = async || super::find_insight(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        let (module, programme) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
        let to = Use {
            insight_id: id,
            kind: "module".into(),
            target_id: module,
            title: "The night shift".into(),
            within_id: programme,
        };
        let tx = app.db().begin().await.unwrap();
        assert_eq!(super::trace(&tx, &by, &find().await, &to).await.unwrap(), Err(Refused::NoRequirement));
        super::require(&tx, &by, &find().await, "A case in which the manager is alone.").await.unwrap();
        tx.commit().await.unwrap();
        let tx = app.db().begin().await.unwrap();
        for _ in 0..2 {
            assert_eq!(super::trace(&tx, &by, &find().await, &to).await.unwrap(), Ok(()));
        }
        super::retitle(&tx, world.client, "module", module, "Alone at night").await.unwrap();
        tx.commit().await.unwrap();
        let uses = super::uses(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!(uses.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Alone at night"]);
        let elsewhere = super::uses(app.db(), world.foreign_client, world.foreign_partnership).await.unwrap();
        assert!(elsewhere.is_empty());
        let page = browser(&app, &world, Side::Organisation, Role::LdLead).get(&path(&world)).await;
        assert!(page.shows("100\u{a0}%") && page.shows("1 of n = 1 insights"), "{}", page.body);
        assert!(page.shows(&format!("/programmes/{programme}/requirements")));
        let tx = app.db().begin().await.unwrap();
        super::untrace_all(&tx, world.client, "module", module).await.unwrap();
        tx.commit().await.unwrap();
        assert!(super::uses(app.db(), world.client, world.partnership).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_immersion_is_whole_over_the_api_and_in_dutch() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let api = format!("/api/v1{}", path(&world));
        let designer = browser(&app, &world, Side::Partner, Role::LearningDesigner);
        let wrong = json!({ "kind": "party", "title": "", "host": "Sanne" });
        let refused = designer.json("POST", &format!("{api}/items"), wrong).await;
        assert_eq!((refused.status, refused.json()["errors"].as_array().unwrap().len()), (422, 3));
        let right = json!({ "kind": "meeting", "title": "Works council", "host": "Joost", "guests": "Ruth", "day": "2026-09-20" });
        let item = designer.json("POST", &format!("{api}/items"), right).await;
        assert_eq!((item.status, &item.json()["planned_on"]), (201, &json!("2026-09-20")));
        let item = format!("{api}/items/{}", item.json()["id"].as_str().unwrap());
        let early = designer.json("POST", &format!("{item}/done"), json!({ "on": "2026-09-17" })).await;
        assert_eq!(early.status, 422, "{}", early.body);
        assert!(early.shows("planned for 20 September 2026") && early.shows("#/on"), "{}", early.body);
        let page = designer.get(item.trim_start_matches("/api/v1")).await;
        assert!(page.shows("From 20 September 2026 on") && !page.shows("/done\""), "{}", page.body);
        let moved = [("kind", "meeting"), ("title", "Works council"), ("host", "Joost"), ("guests", "Ruth"), ("day", "2026-09-17")];
        assert_eq!(designer.post(item.trim_start_matches("/api/v1"), &moved).await.status, 303);
        assert!(designer.get(item.trim_start_matches("/api/v1")).await.shows("/done\""));
        assert_eq!(designer.json("POST", &format!("{item}/done"), json!({ "on": "2026-09-17" })).await.status, 201);
        let note = json!({ "text": "The council wants to see the questions first." });
        let insight = designer.json("POST", &format!("{item}/insights"), note).await;
        assert_eq!((insight.status, &insight.json()["number"]), (201, &json!(1)));
        let insight = format!("{api}/insights/{}", insight.json()["id"].as_str().unwrap());
        let organisation = browser(&app, &world, Side::Organisation, Role::LdLead);
        let answer = json!({ "answer": "It does." });
        assert_eq!(organisation.json("POST", &format!("{insight}/answer"), answer).await.status, 201);
        let required = json!({ "requirement": "Questions are shown beforehand." });
        assert_eq!(organisation.json("POST", &format!("{insight}/requirement"), required).await.status, 201);
        let whole = designer.get(&api).await.json();
        assert_eq!((&whole["n"], &whole["answered"], &whole["required"], &whole["used"]), (&json!(1), &json!(1), &json!(1), &json!(0)));
        let mut viewer = world.viewer(Side::Organisation, Role::LdLead);
        viewer.locale = lustrum_kernel::locale::Locale::Nl;
        let dutch = Browser::new(&app, &areas(), viewer);
        for part in [String::new(), "/new".to_owned()] {
            let page = dutch.get(&format!("{}{part}", path(&world))).await;
            assert!(page.status == 200 && !page.shows("⟦"), "{part}: {}", page.body);
        }
        for page in [item, insight] {
            let page = dutch.get(page.trim_start_matches("/api/v1")).await;
            assert!(page.status == 200 && page.shows("Onderdompeling") && !page.shows("⟦"), "{}", page.body);
        }
    })
    .await;
}

#[tokio::test]
async fn every_route_of_the_immersion_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let insight = an_insight(&app, &world).await;
        let item = super::items(app.db(), world.client, world.partnership).await.unwrap()[0].id;
        let area = crate::area();
        for route in area.routes.iter().filter(|route| route.path.contains("immersion")) {
            let Access::Partnership { organisation, partner } = route.access else { panic!("{}", route.path) };
            let path = route.path.replace("{partnership}", &world.partnership.to_string());
            let path = path.replace("{item}", &item.to_string()).replace("{insight}", &insight.to_string());
            for (side, allowed) in [(Side::Organisation, organisation), (Side::Partner, partner)] {
                for role in Role::ALL {
                    let browser = browser(&app, &world, side, role);
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    let passes = !matches!(status, 401 | 403 | 404);
                    assert_eq!(passes, allowed.contains(&role), "{} {path} {side:?} {role:?}: {status}", route.method);
                }
                let stranger = Browser::new(&app, &areas(), world.stranger(side));
                assert_eq!(stranger.send(route.method.clone(), &path, None, Vec::new()).await.status, 404);
            }
        }
    })
    .await;
}

/// An insight of a visit that took place.
async fn an_insight(app: &App, world: &World) -> InsightId {
    let by: By = lead(app, world, Side::Partner);
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let tx = app.db().begin().await.unwrap();
    let id = super::add(&tx, &by, &words()).await.unwrap();
    let item = super::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    super::take_place(&tx, &by, &item, today, today).await.unwrap().unwrap();
    let item = super::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    let insight = super::note(&tx, &by, &item, "At night the manager is alone.").await.unwrap().unwrap();
    tx.commit().await.unwrap();
    insight
}
