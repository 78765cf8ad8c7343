//! Experiments on plain values, and through the real router on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Upload;
use lustrum_kernel::money::Money;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::By;
use lustrum_partnership::contact::{Given, Limits, Mandate, give};
use lustrum_partnership::testing as partnership;
use lustrum_study::study::{self, Basis, Better, Design, StudyId};
use serde_json::json;

use super::fence::{self, Fence, FenceId};
use super::read::measure_words;
use super::{Experiment, ExperimentId, ExperimentRefused, Plan, State, agree, find, propose, room, spend, start};
use crate::tests::{areas, lead};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn a_plan(title: &str, cap: i64) -> Plan {
    Plan {
        title: title.to_owned(),
        hypothesis: "Talks among peers keep what was practised.".to_owned(),
        measure: "L4 Fewer managers leave.".to_owned(),
        design: "Ten depots by lot, ten others not.".to_owned(),
        cap,
        currency: "EUR".to_owned(),
        stops_on: day("2027-03-01"),
        stops_when: "Fewer than half of the talks take place by December.".to_owned(),
    }
}

fn by(app: &App, world: &World, side: Side) -> By {
    let role = if side == Side::Organisation { Role::LdLead } else { Role::PartnerLead };
    By::viewer(&world.within(side, role), app.now())
}

/// 5 % of 240,000 euros.
async fn ring_fenced(app: &App, world: &World) -> FenceId {
    let tx = app.db().begin().await.unwrap();
    let id = fence::propose(&tx, &by(app, world, Side::Partner), 500, 24_000_000, "EUR").await.unwrap();
    let known = fence::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    fence::agree(&tx, &by(app, world, Side::Organisation), &known).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn load(app: &App, world: &World, id: ExperimentId) -> Experiment {
    find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap()
}

#[test]
fn what_is_free_is_what_nobody_spent_or_may_still_spend() {
    let at = Moment("2026-09-17T08:00:00Z".parse().unwrap());
    let fence = Fence {
        id: FenceId::new(),
        share: 500,
        base: 24_000_000,
        currency: "EUR".to_owned(),
        side: Side::Partner,
        proposed_by: lustrum_kernel::id::PersonId::new(),
        proposed_at: at,
        agreed_at: Some(at),
    };
    let one = |state, cap, spent| Experiment {
        id: ExperimentId::new(),
        state,
        revision: 1,
        plan: a_plan("x", cap),
        plan_hash: String::new(),
        side: Side::Partner,
        made_by: fence.proposed_by,
        made_at: at,
        agreed_at: None,
        started_at: None,
        closed_at: None,
        outcome: None,
        learned: String::new(),
        study: None,
        spent,
    };
    let all = [
        one(State::Proposed, 900_000, 0),
        one(State::Agreed, 200_000, 0),
        one(State::Running, 300_000, 100_000),
        one(State::Stopped, 400_000, 150_000),
    ];
    let room = room(Some(&fence), 50_000, &all);
    assert_eq!((room.amount, room.spent, room.reserved, room.free()), (1_250_000, 250_000, 400_000, 600_000));
    assert!(all[2].due_on(day("2027-03-01")) && !all[2].due_on(day("2027-02-28")) && !all[1].due_on(day("2027-03-02")));
    assert_ne!(a_plan("x", 1).hash(), a_plan("x", 2).hash());
}

#[test]
fn a_measure_is_named_in_the_sentence_that_the_charter_has_in_the_reader_s_language() {
    let sentences = [("Fewer managers leave.".to_owned(), "Minder vertrek.".to_owned())].into();
    assert_eq!(measure_words("L4 Fewer managers leave.", &sentences), "L4 Minder vertrek.");
    assert_eq!(measure_words("L3 They coach.", &sentences), "L3 They coach.");
    assert_eq!(measure_words("", &sentences), "");
}

#[tokio::test]
async fn cap_32_an_experiment_goes_from_a_ring_fenced_share_to_what_came_of_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        partnership::signed(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let list = format!("/p/{}/experiments", world.partnership);
        let empty = ours.get(&list).await;
        assert!(empty.shows("Nothing is kept for experiments yet"), "{}", empty.body);
        assert_eq!(ours.get(&format!("{list}/new")).await.status, 409);
        let odd = ours.post(&format!("{list}/fences"), &[("share", "0"), ("base", "x"), ("currency", "EUR")]).await;
        assert!(odd.status == 422 && odd.shows("share-error") && odd.shows("base-error") && odd.shows("value=\"x\""));
        let share = [("share", "5"), ("base", "240000"), ("currency", "EUR")];
        assert_eq!(theirs.post(&format!("{list}/fences"), &share).await.status, 303);
        let open = ours.json("GET", &format!("/api/v1{list}"), json!(null)).await.json();
        assert_eq!((&open["fence"], &open["proposed"]["amount"]), (&json!(null), &json!(1_200_000)));
        let agreement = format!("{list}/fences/{}/agreement", open["proposed"]["id"].as_str().unwrap());
        assert_eq!(theirs.post(&agreement, &[]).await.status, 409, "not for the other side");
        assert_eq!(ours.post(&agreement, &[]).await.status, 303);
        assert_eq!(ours.post(&agreement, &[]).await.status, 409, "once");

        let mut plan = vec![
            ("title", "Peer coaching"),
            ("hypothesis", "Talks among peers keep what was practised."),
            ("measure", "L4 Fewer managers leave."),
            ("design", "Ten depots by lot, ten others not."),
            ("cap", "15000"),
            ("stops_on", "2026-09-01"),
            ("stops_when", "Half of the talks do not take place."),
        ];
        let odd = theirs.post(&list, &plan).await;
        assert!(
            odd.status == 422 && odd.shows("No more than EUR\u{a0}12,000.00 is free") && odd.shows("stops_on-error")
        );
        assert!(odd.shows("Talks among peers keep what was practised.</textarea>"));
        (plan[4], plan[5]) = (("cap", "8000,50"), ("stops_on", "2027-03-01"));
        let made = theirs.post(&list, &plan).await;
        let path = made.location.unwrap();
        let page = ours.get(&path).await;
        assert!(page.shows("Agree to this plan") && page.shows("EUR\u{a0}8,000.50"), "{}", page.body);
        assert_eq!(ours.post(&format!("{path}/edit"), &[]).await.status, 405);
        assert_eq!(ours.get(&format!("{path}/edit")).await.status, 409, "not their plan");
        let id: ExperimentId = path.rsplit('/').next().unwrap().parse().unwrap();
        let stale = load(&app, &world, id).await.plan_hash;

        // Changed by two at once: the second sees what the first wrote.
        plan[0] = ("title", "Peer coaching in threes");
        plan.push(("revision", "1"));
        assert_eq!(theirs.post(&path, &plan).await.status, 303);
        plan[0] = ("title", "Peer coaching in pairs");
        let met = theirs.post(&path, &plan).await;
        assert!(met.status == 422 && met.shows("Peer coaching in threes") && met.shows("Peer coaching in pairs"));
        assert!(met.shows("name=\"revision\" value=\"2\""));
        let refused = ours.post(&format!("{path}/agreement"), &[("hash", &stale)]).await;
        assert!(refused.status == 409 && refused.shows("not the one that you were shown"));
        let hash = load(&app, &world, id).await.plan_hash;
        assert_eq!(theirs.post(&format!("{path}/agreement"), &[("hash", &hash)]).await.status, 409);
        assert_eq!(ours.post(&format!("{path}/start"), &[]).await.status, 409, "both agree first");
        assert_eq!(ours.post(&format!("{path}/agreement"), &[("hash", &hash)]).await.status, 303);
        assert!(ours.get(&path).await.shows(&hash), "the plan stands under its hash");
        plan[7] = ("revision", "2");
        assert_eq!(theirs.post(&path, &plan).await.status, 409, "an agreed plan does not change");
        let spent = [("amount", "3000"), ("what", "Two trainers"), ("on", "2026-09-17")];
        assert_eq!(theirs.post(&format!("{path}/spendings"), &spent).await.status, 409, "it does not run yet");
        assert_eq!(theirs.post(&format!("{path}/start"), &[]).await.status, 303);
        let before = [("amount", "3000"), ("what", "Two trainers"), ("on", "2026-09-10")];
        let early = theirs.post(&format!("{path}/spendings"), &before).await;
        assert!(early.status == 422 && early.shows("before both sides agreed"), "{}", early.body);
        assert_eq!(theirs.post(&format!("{path}/spendings"), &spent).await.status, 303);
        let beyond = [("amount", "5000.51"), ("what", "More"), ("on", "2027-09-10")];
        let reply = ours.post(&format!("{path}/spendings"), &beyond).await;
        assert!(
            reply.status == 422 && reply.shows("No more than EUR\u{a0}5,000.50 is left") && reply.shows("on-error")
        );
        let api = ours.json("GET", &format!("/api/v1{list}"), json!(null)).await.json();
        assert_eq!(
            (&api["spent"], &api["reserved"], &api["free"]),
            (&json!(300_000), &json!(500_050), &json!(399_950))
        );

        let end = format!("{path}/closure");
        let bare = ours.post(&end, &[("outcome", "won")]).await;
        assert!(bare.status == 422 && bare.shows("outcome-error") && bare.shows("learned-error"));
        let learned = [("outcome", "learned"), ("learned", "Talks need an hour in the roster.")];
        assert_eq!(ours.post(&end, &learned).await.status, 303);
        let page = theirs.get(&path).await;
        assert!(page.shows("stopped") && page.shows("Learned from"), "before its day it was stopped");
        assert!(page.shows("Its effect can’t be told: no study was linked."), "{}", page.body);
        assert!(theirs.get(&list).await.shows("EUR\u{a0}9,000.00"), "what was not spent is free again");
        let file = ours.get(&format!("{list}.csv")).await;
        assert!(file.shows("Peer coaching in threes") && file.shows("8000.5"), "{}", file.body);
    })
    .await;
}

/// The National Supported Work experiment, whose answer is published; the partner sees it once it is released.
async fn a_study(app: &App, world: &World) -> StudyId {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/nsw/nsw_experimental.csv");
    let table = Upload { name: "nsw.csv".into(), content_type: "text/csv".into(), bytes: std::fs::read(path).unwrap() };
    let plan = study::Plan {
        title: "Earnings after the training".to_owned(),
        question: "Do people who were trained earn more?".to_owned(),
        design: Design::Rct,
        basis: Basis::Table {
            outcome: "re78".to_owned(),
            treatment: "treat".to_owned(),
            unit: None,
            time: None,
            cluster: None,
            covariates: Vec::new(),
        },
        unit: "US dollars".to_owned(),
        decimals: 0,
        better: Better::Higher,
        margin: None,
        source: "National Supported Work".to_owned(),
        generated: false,
        assigned: study::Assigned::default(),
    };
    let lead = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let id = study::register(&tx, world.client, world.partnership, lead, app.now(), &plan).await.unwrap();
    let known = study::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    study::estimate_and_store(&tx, &known, lead, app.now(), &table).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

async fn running(app: &App, world: &World, cap: i64) -> ExperimentId {
    let tx = app.db().begin().await.unwrap();
    let plan = a_plan("Peer coaching", cap);
    let id = propose(&tx, &by(app, world, Side::Partner), &plan).await.unwrap();
    agree(&tx, &by(app, world, Side::Organisation), id, &plan.hash()).await.unwrap();
    start(&tx, &by(app, world, Side::Partner), id).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn cap_32_an_effect_comes_from_a_linked_study_with_its_interval_and_only_to_who_may_see_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        ring_fenced(&app, &world).await;
        let id = running(&app, &world, 100_000).await;
        let study = a_study(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/experiments/{id}", world.partnership);
        let hidden = json!({ "outcome": "adopt", "learned": "It works.", "study": study });
        let reply = theirs.json("POST", &format!("/api/v1{path}/closure"), hidden.clone()).await;
        assert_eq!(reply.status, 422, "a study that the partner may not see is none: {}", reply.body);
        assert!(!theirs.get(&path).await.shows("Earnings after the training"));
        app.clock().set(Moment("2027-03-01T08:00:00Z".parse().unwrap()));
        assert!(ours.get(&path).await.shows("its day has come"));
        let reply = ours.json("POST", &format!("/api/v1{path}/closure"), hidden).await;
        assert_eq!((reply.status, &reply.json()["experiment"]["state"]), (201, &json!("ended")), "{}", reply.body);
        let words = reply.json()["experiment"]["effect"].as_str().unwrap().to_owned();
        // Dehejia and Wahba (1999): 1,794 dollars, standard error 633 to 671.
        assert!(words.contains("+1,794 US dollars (95\u{a0}% interval") && words.contains("n = 445"), "{words}");
        assert!(theirs.get(&path).await.shows("The linked study is not shared with your side."));
        assert!(!theirs.get(&format!("/p/{}/experiments", world.partnership)).await.shows("1,794"));
        assert!(ours.get(&format!("/p/{}/experiments", world.partnership)).await.shows("1,794"));
    })
    .await;
}

#[tokio::test]
async fn two_who_take_the_last_of_the_ring_fence_or_of_a_cap_do_not_both_get_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        ring_fenced(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        let plans = [a_plan("One", 700_000), a_plan("Other", 700_000)];
        let one = propose(&tx, &by(&app, &world, Side::Partner), &plans[0]).await.unwrap();
        let other = propose(&tx, &by(&app, &world, Side::Partner), &plans[1]).await.unwrap();
        tx.commit().await.unwrap();
        let taken = async |id, hash: String| {
            let tx = app.db().begin().await.unwrap();
            let agreed = agree(&tx, &by(&app, &world, Side::Organisation), id, &hash).await;
            if agreed.is_ok() {
                tx.commit().await.unwrap();
            }
            agreed
        };
        let (a, b) = tokio::join!(taken(one, plans[0].hash()), taken(other, plans[1].hash()));
        let refused = [&a, &b].into_iter().filter(|one| matches!(one, Err(ExperimentRefused::NoRoom(500_000)))).count();
        assert!(refused == 1 && (a.is_ok() || b.is_ok()), "{a:?} {b:?}");

        let id = running(&app, &world, 100_000).await;
        let spent = async |side| {
            let tx = app.db().begin().await.unwrap();
            let noted = spend(&tx, &by(&app, &world, side), id, 60_000, "Trainers", day("2026-09-01")).await;
            if noted.is_ok() {
                tx.commit().await.unwrap();
            }
            noted
        };
        let (a, b) = tokio::join!(spent(Side::Organisation), spent(Side::Partner));
        let refused =
            [&a, &b].into_iter().filter(|one| matches!(one, Err(ExperimentRefused::BeyondCap(40_000)))).count();
        assert!(refused == 1 && (a.is_ok() || b.is_ok()), "{a:?} {b:?}");
        assert_eq!(load(&app, &world, id).await.spent, 60_000);
    })
    .await;
}

#[tokio::test]
async fn what_is_tried_and_what_it_costs_is_nobody_elses_business() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        ring_fenced(&app, &world).await;
        let id = running(&app, &world, 100_000).await;
        let list = format!("/p/{}/experiments", world.partnership);
        for (side, role) in [(Side::Organisation, Role::Facilitator), (Side::Organisation, Role::DataSteward)] {
            let browser = Browser::new(&app, &areas(), world.viewer(side, role));
            assert_eq!(browser.get(&list).await.status, 403);
        }
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        assert_eq!(designer.get(&format!("{list}/{id}")).await.status, 404);
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        assert_eq!(stranger.get(&format!("{list}/{id}")).await.status, 404);
        let foreign = format!("/api/v1/p/{}/experiments/{id}/closure", world.foreign_partnership);
        let closing = json!({ "outcome": "drop", "learned": "x" });
        assert_eq!(stranger.json("POST", &foreign, closing).await.status, 404);
        assert_eq!(load(&app, &world, id).await.state, State::Running);
        // A plan that one side takes back is over before it began.
        let tx = app.db().begin().await.unwrap();
        let open = propose(&tx, &by(&app, &world, Side::Organisation), &a_plan("Later", 10_000)).await.unwrap();
        tx.commit().await.unwrap();
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        assert_eq!(theirs.post(&format!("{list}/{open}/withdrawal"), &[]).await.status, 409);
        assert_eq!(ours.json("DELETE", &format!("/api/v1{list}/{open}"), json!(null)).await.status, 204);
        let late = theirs.post(&format!("{list}/{open}/agreement"), &[("hash", &a_plan("Later", 10_000).hash())]).await;
        assert!(late.status == 409 && late.shows("This was taken back."));
    })
    .await;
}

#[tokio::test]
async fn cap_20_a_cap_beyond_the_mandate_of_a_deputy_is_agreed_by_the_holder() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        partnership::signed(&app, &world).await;
        ring_fenced(&app, &world).await;
        let our = by(&app, &world, Side::Organisation);
        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        let tx = app.db().begin().await.unwrap();
        let limits = Limits { until: None, most: Some(Money::new(500_000, "EUR")) };
        let deputises = Given { deputises: vec![Mandate::DecideReview], limits, ..Given::default() };
        give(&tx, &our, our.person, "the lead", &deputises).await.unwrap();
        let holds = Given { holds: vec![Mandate::DecideReview], ..Given::default() };
        give(&tx, &our, sponsor.person, &sponsor.name, &holds).await.unwrap();
        let their = by(&app, &world, Side::Partner);
        let small = propose(&tx, &their, &a_plan("A small one", 500_000)).await.unwrap();
        let large = propose(&tx, &their, &a_plan("A larger one", 500_001)).await.unwrap();
        tx.commit().await.unwrap();
        let (deputy, holder) = (lead(&app, &world, Side::Organisation), Browser::new(&app, &areas(), sponsor));
        let agree = async |browser: &Browser, id: ExperimentId| {
            let hash = load(&app, &world, id).await.plan_hash;
            let path = format!("/p/{}/experiments/{id}/agreement", world.partnership);
            browser.post(&path, &[("hash", hash.as_str())]).await
        };
        assert_eq!(agree(&deputy, small).await.status, 303);
        let refused = agree(&deputy, large).await;
        assert!(refused.status == 409 && refused.shows("business-sponsor (organisation)"), "{}", refused.body);
        assert_eq!(load(&app, &world, large).await.state, State::Proposed);
        assert_eq!(agree(&holder, large).await.status, 303);
    })
    .await;
}
