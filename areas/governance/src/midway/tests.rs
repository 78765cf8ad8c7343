//! The re-evaluation of a programme through the real router, on both engines.

use lustrum_evidence::ratings::{self, Occasion, Rating};
use lustrum_evidence::testing::{self as evidence, Course};
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use lustrum_programme::module::{self, Mode, Module};
use lustrum_programme::programme::store::Act;
use lustrum_programme::programme::{self, Programme};
use lustrum_programme::proposal;
use serde_json::json;

use super::{
    Behaved, Evidence, Learned, MidwayId, MidwayRefused, Proposed, Seen, Verdict, agree, begin, find, freed, put,
};
use crate::experiment::fence;
use crate::put::NotAgreed;
use crate::tests::{areas, lead};

fn by(app: &App, world: &World, side: Side) -> By {
    let role = if side == Side::Organisation { Role::LdLead } else { Role::PartnerLead };
    By::viewer(&world.within(side, role), app.now())
}

/// A programme of two modules, and its re-evaluation.
pub(crate) async fn a_midway(app: &App, world: &World) -> (MidwayId, Programme, Vec<Module>) {
    let by = by(app, world, Side::Partner);
    let act = Act { tenant: by.tenant, partnership: by.partnership, by: by.person, at: by.at };
    let tx = app.db().begin().await.unwrap();
    let words = programme::Words { title: "Leading".to_owned(), purpose: "So that they stay.".to_owned(), goal: None };
    let id = programme::create(&tx, act, &words).await.unwrap();
    let known = programme::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    for title in ["The coaching talk", "Rosters with people"] {
        let words =
            module::Words { title: title.to_owned(), mode: Mode::Classroom, minutes: 240, own_case_minutes: 120 };
        module::add(&tx, act, &known, &words).await.unwrap();
    }
    let modules = module::of_programme(&tx, world.client, id).await.unwrap();
    let midway = begin(&tx, &by, &known).await.unwrap();
    assert!(matches!(begin(&tx, &by, &known).await, Err(MidwayRefused::Known)), "once for each programme");
    tx.commit().await.unwrap();
    (midway, known, modules)
}

#[tokio::test]
async fn cap_34_both_sides_decide_per_module_and_what_stops_frees_its_budget_for_experiments() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (id, known, modules) = a_midway(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/midway/{id}", world.partnership);
        let page = ours.get(&path).await;
        assert!(page.shows("Rosters with people") && page.shows("no data"), "{}", page.body);
        let of = format!("{path}/modules/{}", modules[1].id);
        let bare = theirs.post(&of, &[("verdict", "perhaps"), ("reason", ""), ("revision", "0")]).await;
        assert!(bare.status == 422 && bare.shows("verdict-error") && bare.shows("reason-error"));
        let keep = [("verdict", "keep"), ("reason", "x"), ("freed", "10"), ("revision", "0")];
        assert!(theirs.post(&of, &keep).await.shows("Only a module that is stopped frees money"));
        let stop = [("verdict", "stop"), ("reason", "Few held it."), ("freed", "4000"), ("revision", "0")];
        assert!(theirs.post(&of, &stop).await.shows("Agree first on a share"), "there is nowhere to put it");
        let tx = app.db().begin().await.unwrap();
        let share = fence::propose(&tx, &by(&app, &world, Side::Partner), 500, 24_000_000, "EUR").await.unwrap();
        let share = fence::find(&tx, world.client, world.partnership, share).await.unwrap().unwrap();
        fence::agree(&tx, &by(&app, &world, Side::Organisation), &share).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ours.post(&format!("{of}/agreement"), &[("revision", "0")]).await.status, 409, "nothing is put");
        assert_eq!(theirs.post(&of, &stop).await.status, 303);

        let typed = ">Few held it.</textarea>";
        let (own, other) = (theirs.get(&of).await, ours.get(&of).await);
        assert!(own.shows(typed) && other.shows("Few held it.") && !other.shows(typed), "{}", other.body);

        // The other side had the page open and puts something else: it sees what stands there.
        let change = [("verdict", "change"), ("reason", "Shorter."), ("revision", "0")];
        let met = ours.post(&of, &change).await;
        assert!(
            met.status == 422 && met.shows("stop: Few held it.") && met.shows(">Shorter.</textarea>"),
            "{}",
            met.body
        );
        assert_eq!(theirs.post(&format!("{of}/agreement"), &[("revision", "1")]).await.status, 409, "their own");
        assert_eq!(ours.post(&format!("{of}/agreement"), &[("revision", "7")]).await.status, 409, "not what stands");
        assert!(ours.get(&path).await.shows("waits for you"));
        assert_eq!(freed(app.db(), world.client, world.partnership, "EUR").await.unwrap(), 0, "not agreed yet");
        assert_eq!(ours.post(&format!("{of}/agreement"), &[("revision", "1")]).await.status, 303);
        assert_eq!(theirs.post(&of, &change).await.status, 409, "both agreed");
        assert_eq!(freed(app.db(), world.client, world.partnership, "EUR").await.unwrap(), 400_000);
        let experiments = ours.get(&format!("/p/{}/experiments", world.partnership)).await;
        assert!(
            experiments.shows("EUR\u{a0}16,000.00") && experiments.shows("And EUR\u{a0}4,000.00 that modules freed")
        );

        // It is carried out through a proposal of the programme, with what was seen.
        let waiting = proposal::pending_of_module(app.db(), world.client, modules[1].id).await.unwrap().unwrap();
        assert_eq!((waiting.programme_id, waiting.reason.as_str()), (known.id, "Few held it."));
        let shown = ours.get(&of).await;
        assert!(shown.shows(&format!("/programmes/{}/proposals/{}", known.id, waiting.id)), "{}", shown.body);
        let api = ours.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        let second = &api["modules"][1];
        assert_eq!(
            (&second["agreed"], &second["freed"], &second["reaction"]),
            (&json!(true), &json!(400_000), &json!(null))
        );
    })
    .await;
}

#[tokio::test]
async fn evidence_is_kept_as_it_was_when_both_agreed_and_a_waiting_proposal_is_not_opened_twice() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (id, _, modules) = a_midway(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        let midway = find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
        let what =
            Proposed { verdict: Verdict::Change, reason: "Too long.".to_owned(), freed: None, currency: String::new() };
        let (ours, theirs) = (by(&app, &world, Side::Organisation), by(&app, &world, Side::Partner));
        let seen = Evidence {
            reaction: Some(Seen { share: 61.0, low: 44.0, high: 75.5, n: 33 }),
            learned: Some(Learned { points: 12.34, interval: Some((9.0, 15.7)), n: 24 }),
            demonstrated: vec![super::Demonstrated {
                rubric: "Holding a talk".to_owned(),
                share: 56.6,
                low: 36.8,
                high: 74.4,
                n: 23,
                alike: 20,
                kappa: Some((0.738, 0.46, 1.0)),
            }],
            ..Evidence::default()
        };
        let mut opened = Vec::new();
        for module in [&modules[0], &modules[0]] {
            let put = put(&tx, &ours, &midway, module, 0, &what).await;
            match put {
                Ok(put) => {
                    put.unwrap();
                    opened.push(agree(&tx, &theirs, &midway, module, 1, &seen).await.unwrap());
                }
                Err(refused) => assert!(matches!(refused, MidwayRefused::NotAgreed(NotAgreed::Agreed))),
            }
        }
        assert!(opened.len() == 1 && opened[0].is_some());
        tx.commit().await.unwrap();
        let page = lead(&app, &world, Side::Organisation).get(&format!("/p/{}/midway/{id}", world.partnership)).await;
        assert!(page.shows("61 % (44 % to 76 %), n = 33"), "{}", page.body);
        assert!(page.shows("+12.3 points of 100 (+9.0 to +15.7), n = 24"), "{}", page.body);
        assert!(page.shows("Holding a talk: 57 % at or above the level asked (37 % to 74 %), n = 23"), "{}", page.body);
        assert!(page.shows("both raters said the same of 20 (kappa 0.74, 0.46 to 1.00)"), "{}", page.body);
        let api = lead(&app, &world, Side::Partner)
            .json("GET", &format!("/api/v1/p/{}/midway/{id}", world.partnership), json!(null))
            .await
            .json();
        let shown = &api["modules"][0]["demonstrated"][0];
        assert_eq!((&shown["n"], &shown["alike"], &shown["kappa"]), (&json!(23), &json!(20), &json!(0.738)));
    })
    .await;
}

#[test]
fn evidence_that_was_kept_when_only_the_reaction_was_seen_reads_as_it_was() {
    let seen = Seen { share: 61.0, low: 44.0, high: 75.5, n: 33 };
    let before = serde_json::to_string(&seen).unwrap();
    let read: Evidence = serde_json::from_str(&before).unwrap();
    assert_eq!(read, Evidence { reaction: Some(seen), ..Evidence::default() });
    assert_eq!(serde_json::to_string(&read).unwrap(), before);
    let behaved = Behaved { behaviour: "Talks".to_owned(), change: 0.4, interval: None, n: 9, waiting: Some(8) };
    let whole = Evidence { behaved: vec![behaved], ..Evidence::default() };
    assert_eq!(serde_json::from_str::<Evidence>(&serde_json::to_string(&whole).unwrap()).unwrap(), whole);
}

/// Everyone rated the same before, and so much more after.
fn rated(course: &Course, letter: &str, people: i64, more: i64) -> Vec<Rating> {
    let mut all = Vec::new();
    for place in 0..people {
        let subject = ratings::subject(course.act.tenant, course.programme.id, &format!("{letter}{place}@x.example"));
        for (occasion, value, day) in
            [(Occasion::Before, 2, "2026-07-01"), (Occasion::After, 2 + more + place % 2, "2026-09-10")]
        {
            all.push(Rating {
                behaviour: course.behaviours[0].id,
                subject: subject.clone(),
                trained: letter == "t",
                occasion,
                value,
                day: day.parse().unwrap(),
            });
        }
    }
    all
}

#[tokio::test]
async fn a_module_shows_the_behaviours_that_it_works_on_and_says_where_nothing_links_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = evidence::course(&app, &world, 12).await;
        let ratings_of_both = [rated(&course, "t", 9, 1), rated(&course, "w", 8, 0)].concat();
        let tx = app.db().begin().await.unwrap();
        ratings::import(&tx, course.act, &course.programme, &ratings_of_both).await.unwrap();
        let id = begin(&tx, &by(&app, &world, Side::Partner), &course.programme).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/p/{}/midway/{id}", world.partnership);
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let bare = theirs.get(&path).await;
        assert!(bare.shows("not linked") && bare.shows("Say what it works on"), "{}", bare.body);
        assert!(!bare.shows("Make a test of it"), "the partner lead makes none");
        assert!(ours.get(&path).await.shows("Make a test of it"));

        let modules = module::of_programme(app.db(), world.client, course.programme.id).await.unwrap();
        let of =
            format!("/p/{}/programmes/{}/modules/{}/behaviours", world.partnership, course.programme.id, modules[0].id);
        assert!(bare.shows(&of));
        let odd = theirs.post(&of, &[("behaviours", modules[0].id.to_string().as_str())]).await;
        assert!(odd.status == 422 && odd.shows("behaviours-error"), "a module is no behaviour");
        let one = course.behaviours[0].id.to_string();
        assert_eq!(theirs.post(&of, &[("behaviours", one.as_str())]).await.status, 303);
        assert!(theirs.get(&of).await.shows("checked"));
        let shown = ours.get(&path).await;
        assert!(shown.shows("9 trained against 8 waiting") && shown.shows("+0.94 points of 5"), "{}", shown.body);
        let api = ours.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        let seen = &api["modules"][0];
        assert_eq!((&seen["linked"], &seen["tested"], &seen["learning"]), (&json!(true), &json!(false), &json!(null)));
        assert_eq!((&seen["behaviour"][0]["n"], &seen["behaviour"][0]["waiting"]), (&json!(9), &json!(8)));
        assert!(seen["behaviour"][0]["low"].as_f64().unwrap() > 0.0);
        let programme = format!("/api/v1/p/{}/programmes/{}", world.partnership, course.programme.id);
        let listed = ours.json("GET", &programme, json!(null)).await.json();
        assert_eq!(listed["modules"][0]["behaviours"], json!([one]));
        let none = ours.json("PUT", &format!("/api/v1{of}"), json!({ "behaviours": [] })).await;
        assert_eq!((none.status, none.json()), (200, json!({ "behaviours": [] })));
        assert!(ours.get(&path).await.shows("not linked"));
    })
    .await;
}

#[tokio::test]
async fn a_programme_is_not_re_evaluated_before_its_half_and_by_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (id, known, modules) = a_midway(&app, &world).await;
        let list = format!("/p/{}/midway", world.partnership);
        let ours = lead(&app, &world, Side::Organisation);
        assert!(ours.get(&list).await.shows("No programme yet"), "it was not approved");
        let odd = ours.json("POST", &format!("/api/v1{list}"), json!({ "programme": known.id })).await;
        assert_eq!(odd.status, 422);
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        let of = format!("/api/v1/p/{}/midway/{id}/modules/{}", world.foreign_partnership, modules[0].id);
        let body = json!({ "verdict": "stop", "reason": "x", "revision": 0 });
        assert_eq!(stranger.json("PUT", &of, body).await.status, 404);
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        assert_eq!(designer.get(&format!("{list}/{id}")).await.status, 404);
    })
    .await;
}
