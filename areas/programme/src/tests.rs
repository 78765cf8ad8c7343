//! The journeys of a programme on both engines, through the router.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_strategy::kpi::{self, Cadence, DataClass, Definition, Direction};
use lustrum_strategy::{challenge, goal};

use crate::area;

fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), lustrum_strategy::area(), lustrum_partnership::area(), area()]
}

fn as_role(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

/// A goal of the client that is shared with the partnership.
async fn shared_goal(app: &App, world: &World) -> String {
    let (at, lead) = (app.now(), world.person(Side::Organisation, Role::LdLead));
    let day = |text: &str| text.parse().unwrap();
    let tx = app.db().begin().await.unwrap();
    let words = challenge::Words {
        title: "They leave".into(),
        description: String::new(),
        owner: lead,
        from: day("2026-01-01"),
        until: day("2028-12-31"),
    };
    let challenge = challenge::create(&tx, world.client, lead, at, &words).await.unwrap();
    let definition = Definition {
        population: "Managers".into(),
        formula: "Leavers / managers".into(),
        unit: "%".into(),
        decimals: 1,
        direction: Direction::Lower,
        cadence: Cadence::Monthly,
        grain: "depot".into(),
        source: "HR".into(),
        data_class: DataClass::Internal,
    };
    let (kpi, _) = kpi::create(&tx, world.client, lead, at, "Turnover", &definition).await.unwrap();
    let words =
        goal::Words { title: "Less".into(), challenge, kpi, baseline: 30.0, target: 20.0, due: day("2028-12-31") };
    let id = goal::create(&tx, world.client, lead, at, &words).await.unwrap();
    let goal = goal::find(&tx, world.client, id).await.unwrap().unwrap();
    goal::share(&tx, world.client, world.partnership, &goal, lead, at).await.unwrap();
    tx.commit().await.unwrap();
    id.to_string()
}

#[tokio::test]
async fn cap_01_a_programme_is_approved_once_it_has_a_goal_a_measure_of_level_3_or_4_and_a_module() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let goal = shared_goal(&app, &world).await;
        let list = format!("/p/{}/programmes", world.partnership);
        let designer = as_role(&app, &world, Side::Partner, Role::LearningDesigner);
        let lead = as_role(&app, &world, Side::Organisation, Role::LdLead);
        assert!(designer.get(&list).await.shows(&format!("{list}/new")), "an empty list leads on");
        let begun = designer.post(&list, &[("title", "Lead where it is"), ("purpose", "They stay")]).await;
        let path = begun.location.unwrap();
        let refused = lead.post(&format!("{path}/approval"), &[]).await;
        assert_eq!(refused.status, 409);
        for reason in ["It needs a goal", "level 3 or 4", "It needs a module"] {
            assert!(refused.shows(reason), "{reason} is not named");
        }
        let with_goal = [("title", "Lead where it is"), ("purpose", "They stay"), ("goal", goal.as_str())];
        assert_eq!(designer.post(&path, &with_goal).await.status, 303);
        assert_eq!(
            designer.post(&format!("{path}/measures"), &[("level", "1"), ("text", "Relevance")]).await.status,
            303
        );
        assert_eq!(lead.post(&format!("{path}/approval"), &[]).await.status, 409, "satisfaction is no proof");
        assert_eq!(
            designer.post(&format!("{path}/measures"), &[("level", "3"), ("text", "Coaching talks")]).await.status,
            303
        );
        let module = |title: &'static str| [("title", title), ("mode", "online"), ("minutes", "90"), ("own", "60")];
        for title in ["First", "Second"] {
            assert_eq!(designer.post(&format!("{path}/modules"), &module(title)).await.status, 303);
        }
        assert_eq!(designer.post(&format!("{path}/approval"), &[]).await.status, 403, "the partner does not decide");
        assert_eq!(lead.post(&format!("{path}/approval"), &[]).await.status, 303);
        assert_eq!(designer.post(&path, &with_goal).await.status, 409, "what was approved stands");
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        assert_eq!(stranger.get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn modules_change_places_and_of_two_who_change_one_the_second_is_told() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let api = format!("/api/v1/p/{}/programmes", world.partnership);
        let designer = as_role(&app, &world, Side::Partner, Role::LearningDesigner);
        let body = serde_json::json!({ "title": "Lead", "purpose": "Stay" });
        let id = designer.json("POST", &api, body).await.json()["id"].as_str().unwrap().to_owned();
        for title in ["First", "Second", "Third"] {
            let module = serde_json::json!({ "title": title, "mode": "classroom", "minutes": 60, "own": 30 });
            assert_eq!(designer.json("POST", &format!("{api}/{id}/modules"), module).await.status, 201);
        }
        let order = async || -> Vec<(String, String)> {
            let whole = designer.get(&format!("{api}/{id}")).await.json();
            let modules = whole["modules"].as_array().unwrap().clone();
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            modules.iter().map(|module| (text(&module["title"]), text(&module["id"]))).collect()
        };
        let third = order().await[2].1.clone();
        let path = format!("/p/{}/programmes/{id}/modules/{third}", world.partnership);
        assert_eq!(designer.post(&format!("{path}/place"), &[("direction", "up")]).await.status, 303);
        assert_eq!(order().await.into_iter().map(|one| one.0).collect::<Vec<_>>(), ["First", "Third", "Second"]);
        let changed = |title: &'static str| {
            [("expected", "1"), ("title", title), ("mode", "online"), ("minutes", "60"), ("own", "30")]
        };
        assert_eq!(designer.post(&path, &changed("New third")).await.status, 303);
        let late = designer.post(&path, &changed("Other third")).await;
        assert!(late.status == 422 && late.shows("Other third"), "what was typed is not lost");
        let more = [("title", "Odd"), ("mode", "online"), ("minutes", "60"), ("own", "90")];
        let refused = designer.post(&format!("/p/{}/programmes/{id}/modules", world.partnership), &more).await;
        assert!(refused.status == 422 && refused.shows("own-error"));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_a_draft_the_second_sees_what_the_first_wrote() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let goal = shared_goal(&app, &world).await;
        let list = format!("/p/{}/programmes", world.partnership);
        let designer = as_role(&app, &world, Side::Partner, Role::LearningDesigner);
        let lead = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let begun = designer.post(&list, &[("title", "Lead"), ("purpose", "They stay")]).await;
        let path = begun.location.unwrap();
        let form = designer.get(&format!("{path}/edit")).await;
        let seen = form.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let with_goal = [("title", "Lead"), ("purpose", "They stay"), ("goal", goal.as_str()), ("seen", seen)];
        assert_eq!(lead.post(&path, &with_goal).await.status, 303);
        let without = [("title", "Lead where it is"), ("purpose", "They stay"), ("goal", ""), ("seen", seen)];
        let told = designer.post(&path, &without).await;
        assert_eq!(told.status, 422);
        assert!(told.shows("changed this to: Less"), "the goal is named by its title: {}", told.body);
        assert!(told.shows("value=\"Lead where it is\""));
    })
    .await;
}

/// An insight with its requirement, as the immersion has it.
async fn a_requirement(app: &App, world: &World) -> lustrum_partnership::immersion::InsightId {
    use lustrum_partnership::immersion::{self, Kind, Words};
    let lead = world.within(Side::Partner, Role::PartnerLead);
    let by = lustrum_partnership::By::viewer(&lead, app.now());
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let words = Words {
        kind: Kind::Visit,
        title: "A night".into(),
        host: "Sanne".into(),
        guests: "Emre".into(),
        place: String::new(),
        planned_on: None,
    };
    let tx = app.db().begin().await.unwrap();
    let id = immersion::add(&tx, &by, &words).await.unwrap();
    let find = async || immersion::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    immersion::take_place(&tx, &by, &find().await, today, today).await.unwrap().unwrap();
    let insight = immersion::note(&tx, &by, &find().await, "The manager is alone.").await.unwrap().unwrap();
    let noted = immersion::find_insight(&tx, world.client, world.partnership, insight).await.unwrap().unwrap();
    immersion::require(&tx, &by, &noted, "A case of being alone").await.unwrap();
    tx.commit().await.unwrap();
    insight
}

#[tokio::test]
async fn cap_52_a_requirement_is_traced_to_a_module_and_the_share_of_insights_used_follows() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let insight = a_requirement(&app, &world).await;
        let designer = as_role(&app, &world, Side::Partner, Role::LearningDesigner);
        let list = format!("/p/{}/programmes", world.partnership);
        let made = designer.post(&list, &[("title", "Lead"), ("purpose", "So that people stay")]).await;
        let programme = made.location.unwrap();
        let module = [("title", "The night shift"), ("mode", "online"), ("minutes", "90"), ("own", "60")];
        assert_eq!(designer.post(&format!("{programme}/modules"), &module).await.status, 303);
        let page = format!("{programme}/requirements");
        let before = designer.get(&page).await;
        assert!(before.shows("A case of being alone") && before.shows("0 of n = 1 insights"), "{}", before.body);
        let id =
            before.body.split("<option value=\"").nth(2).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let trace = format!("{page}/{insight}/modules");
        let none = designer.post(&trace, &[("module", "")]).await;
        assert!(none.status == 422 && none.shows("class=\"error\""), "{}", none.body);
        let strange = uuid::Uuid::now_v7().to_string();
        assert_eq!(designer.post(&trace, &[("module", &strange)]).await.status, 422, "a module of this programme only");
        assert_eq!(designer.post(&trace, &[("module", &id)]).await.status, 303);
        let after = designer.get(&page).await;
        assert!(after.shows("1 of n = 1 insights") && after.shows("<li>The night shift"), "{}", after.body);
        let immersion = designer.get(&format!("/p/{}/immersion", world.partnership)).await;
        assert!(immersion.shows("100\u{a0}%") && immersion.shows(&page), "{}", immersion.body);
        // The module is called otherwise, and then it is gone.
        let renamed =
            [("title", "Alone at night"), ("mode", "online"), ("minutes", "90"), ("own", "60"), ("expected", "1")];
        assert_eq!(designer.post(&format!("{programme}/modules/{id}"), &renamed).await.status, 303);
        assert!(designer.get(&page).await.shows("<li>Alone at night"));
        assert_eq!(designer.post(&format!("{programme}/modules/{id}/removal"), &[]).await.status, 303);
        assert!(designer.get(&page).await.shows("0 of n = 1 insights"));
        let learner = as_role(&app, &world, Side::Organisation, Role::Learner);
        assert_eq!(learner.get(&page).await.status, 403);
        let facilitator = as_role(&app, &world, Side::Partner, Role::Facilitator);
        assert_eq!(facilitator.post(&trace, &[("module", &id)]).await.status, 403);
    })
    .await;
}
