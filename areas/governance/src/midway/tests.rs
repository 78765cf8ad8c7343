//! The re-evaluation of a programme through the real router, on both engines.

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

use super::{MidwayId, MidwayRefused, Proposed, Seen, Verdict, agree, begin, find, freed, put};
use crate::experiment::fence;
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
        let seen = Some(Seen { share: 61.0, low: 44.0, high: 75.5, n: 33 });
        let mut opened = Vec::new();
        for module in [&modules[0], &modules[0]] {
            let put = put(&tx, &ours, &midway, module, 0, &what).await;
            match put {
                Ok(put) => {
                    put.unwrap();
                    opened.push(agree(&tx, &theirs, &midway, module, 1, seen).await.unwrap());
                }
                Err(refused) => assert!(matches!(refused, MidwayRefused::Agreed)),
            }
        }
        assert!(opened.len() == 1 && opened[0].is_some());
        tx.commit().await.unwrap();
        let page = lead(&app, &world, Side::Organisation).get(&format!("/p/{}/midway/{id}", world.partnership)).await;
        assert!(page.shows("61 % (44 % to 76 %), n = 33"), "{}", page.body);
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
