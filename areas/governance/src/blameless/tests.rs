//! Blameless reviews through the real router, on both engines.

use lustrum_delivery::Act;
use lustrum_delivery::cohort;
use lustrum_delivery::enrolment::{self, Person as Enrolled};
use lustrum_identity::testing::{World, world};
use lustrum_identity::{membership, person};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Tx;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use lustrum_programme::programme::{self, store::Act as ProgrammeAct};
use lustrum_sharing::{ledger, testing as sharing};
use serde_json::json;

use super::{BlamelessId, Entry, EntryId, Lack, Light, Part, begin, find, lacks};
use crate::tests::{areas, lead};

async fn a_review(app: &App, world: &World) -> BlamelessId {
    let by = By::viewer(&world.within(Side::Organisation, Role::LdLead), app.now());
    let tx = app.db().begin().await.unwrap();
    let id = begin(&tx, &by, "No change in Belgium", "After three months behaviour did not change.").await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Someone who learns and has no account.
async fn enrol(app: &App, world: &World, tx: &Tx, name: &str) {
    let (tenant, partnership) = (world.client, world.partnership);
    let by = world.person(Side::Organisation, Role::LdLead);
    let words = programme::Words { title: "Leading a shift".to_owned(), purpose: "Fewer leave".to_owned(), goal: None };
    let act = ProgrammeAct { tenant, partnership, by, at: app.now() };
    let words = cohort::Words {
        title: "Belgium".to_owned(),
        programme: programme::create(tx, act, &words).await.unwrap(),
        region: "BE".to_owned(),
        language: "nl".to_owned(),
        zone: "Europe/Brussels".to_owned(),
        starts: "2026-10-01".parse().unwrap(),
        waits: false,
    };
    let act = Act { tenant, partnership, by, at: app.now() };
    let id = cohort::create(tx, act, &words).await.unwrap();
    let known = cohort::find(tx, tenant, partnership, id).await.unwrap().unwrap();
    let one = Enrolled { name: name.to_owned(), email: "learns@x.example".to_owned(), unit: "depot-1".to_owned() };
    enrolment::import(tx, act, &known, &[one]).await.unwrap();
}

fn entry(side: Side, part: Part) -> Entry {
    let at = lustrum_kernel::Moment("2026-09-17T08:00:00Z".parse().unwrap());
    Entry { id: EntryId::new(), side, part, added_at: at }
}

#[test]
fn a_review_lacks_whatever_of_data_contributions_conditions_and_actions_is_not_there() {
    let text = || "x".to_owned();
    let evidence =
        entry(Side::Partner, Part::Evidence { text: text(), figure: None, source: text(), link: String::new() });
    let ours = entry(Side::Organisation, Part::Contribution { text: text() });
    let theirs = entry(Side::Partner, Part::Contribution { text: text() });
    let condition = entry(Side::Partner, Part::Condition { lever: None, text: text(), light: Light::Red });
    let all = [evidence, ours, theirs, condition];
    assert_eq!(lacks(&all, 1), []);
    let missing =
        [Lack::Evidence, Lack::Contribution(Side::Organisation), Lack::Contribution(Side::Partner), Lack::Condition];
    for (place, lack) in missing.into_iter().enumerate() {
        let mut some = all.to_vec();
        some.remove(place);
        assert_eq!(lacks(&some, 1), [lack]);
    }
    assert_eq!(lacks(&all, 0), [Lack::Action]);
    assert_eq!(lacks(&[], 0).len(), 5);
}

#[tokio::test]
async fn cap_21_a_blameless_review_closes_with_data_both_sides_a_condition_and_an_action_and_follows_the_effect() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let list = format!("/p/{}/blameless", world.partnership);
        assert!(ours.get(&list).await.shows("No blameless review yet"));
        let begun =
            ours.post(&list, &[("title", "No change in Belgium"), ("happened", "Behaviour stayed flat.")]).await;
        let path = begun.location.unwrap();
        assert!(theirs.get(&list).await.shows("No change in Belgium"), "the other side sees it at once");

        let closing = format!("{path}/closure");
        let early = theirs.post(&closing, &[]).await;
        assert_eq!(early.status, 422);
        for words in [
            "Attach at least one figure, review or finding",
            "Noordkade Logistics has not told yet what it added",
            "Baken Leiderschap has not told yet what it added",
            "Name at least one condition",
            "Agree on at least one action, with an owner and a day",
        ] {
            assert!(early.shows(words), "{words}");
        }
        let bare = theirs.post(&format!("{path}/evidence"), &[("statement", "Means stayed the same")]).await;
        assert!(bare.status == 422 && bare.shows("source-error") && bare.shows("Means stayed the same"));
        let evidence = [("statement", "Means stayed the same"), ("source", "Observations, September")];
        assert_eq!(theirs.post(&format!("{path}/evidence"), &evidence).await.status, 303);
        let told = [("contribution", "We planned the modules into the peak.")];
        assert_eq!(theirs.post(&format!("{path}/contributions"), &told).await.status, 303);
        let told = [("contribution", "Rosters left no hour free.")];
        assert_eq!(ours.post(&format!("{path}/contributions"), &told).await.status, 303);
        let odd =
            ours.post(&format!("{path}/conditions"), &[("lever", "luck"), ("condition", "x"), ("light", "red")]).await;
        assert!(odd.status == 422 && odd.shows("lever-error"));
        let condition = [("lever", "opportunities"), ("condition", "No occasion in the peak"), ("light", "red")];
        assert_eq!(ours.post(&format!("{path}/conditions"), &condition).await.status, 303);
        let late = ours.post(&closing, &[]).await;
        assert!(late.status == 422 && late.shows("Agree on at least one action") && !late.shows("Name at least one"));
        let id = path.rsplit('/').next().unwrap();
        let action =
            [("text", "Keep an hour a week free"), ("owner", "organisation"), ("due", "2026-10-01"), ("blameless", id)];
        let agreed = ours.post(&format!("/p/{}/actions", world.partnership), &action).await;
        assert_eq!(agreed.location.as_deref(), Some(path.as_str()), "back to the review");
        assert_eq!(ours.post(&closing, &[]).await.status, 303);
        let page = theirs.get(&path).await;
        assert!(page.shows("closed 17 September 2026") && page.shows("8 Application opportunities"));
        assert!(page.shows("red: holds it back") && page.shows("not done yet"));
        assert!(!page.shows("culprit\""), "no field of that name");
        assert_eq!(theirs.post(&format!("{path}/contributions"), &told).await.status, 409, "it is closed");
        assert_eq!(ours.post(&format!("/p/{}/actions", world.partnership), &action).await.status, 422);

        // Followed until its effect is seen, by someone else than who did it.
        let api = format!("/api/v1/p/{}/actions", world.partnership);
        let open = ours.json("GET", &api, json!(null)).await.json();
        let action = open["actions"][0]["id"].as_str().unwrap().to_owned();
        let check = format!("/p/{}/actions/{action}/check", world.partnership);
        let seen = [("outcome", "seen"), ("seen", "18 of 24 used the hour in September")];
        let early = theirs.post(&check, &seen).await;
        assert!(early.status == 409 && early.shows("once the action is done"));
        assert_eq!(ours.post(&format!("/p/{}/actions/{action}/completion", world.partnership), &[]).await.status, 303);
        let own = ours.post(&check, &seen).await;
        assert!(own.status == 409 && own.shows("Someone else looks whether its effect came"));
        assert!(theirs.get(&path).await.shows("Did the effect come?"));
        assert_eq!(theirs.post(&check, &[("outcome", "seen"), ("seen", "")]).await.status, 422);
        assert_eq!(theirs.post(&check, &seen).await.status, 303);
        let page = ours.get(&path).await;
        assert!(page.shows("effect seen") && page.shows("18 of 24 used the hour in September"));
        assert_eq!(
            ours.post(&format!("/p/{}/actions/{action}/completion/withdrawal", world.partnership), &[]).await.status,
            303
        );
        assert!(ours.get(&path).await.shows("not done yet"), "what is open again was not seen to work");

        assert_eq!(ours.post(&format!("{closing}/withdrawal"), &[]).await.status, 303);
        assert!(theirs.get(&list).await.shows(">open<"));
        let file = ours.get(&format!("{list}.csv")).await;
        assert!(file.shows("No change in Belgium") && file.shows("2026-09-17"));
    })
    .await;
}

#[tokio::test]
async fn a_text_that_names_a_member_of_either_side_is_refused_and_stays_as_it_was_typed() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let tx = app.db().begin().await.unwrap();
        for (name, email, home, role) in [
            ("Ruth van Dalen", "ruth@x.example", world.partner, Role::PartnerLead),
            ("Łukasz Wójcik", "lukasz@x.example", world.client, Role::Learner),
        ] {
            let id = person::create(&tx, name, email, Locale::En, "Europe/Amsterdam", app.now()).await.unwrap();
            membership::join(&tx, home, id, &[role], app.now()).await.unwrap();
        }
        enrol(&app, &world, &tx, "Emre Yilmaz").await;
        tx.commit().await.unwrap();
        let id = a_review(&app, &world).await;
        let browser = lead(&app, &world, Side::Organisation);
        let path = format!("/p/{}/blameless/{id}", world.partnership);
        for (place, fields, typed) in [
            ("contributions", vec![("contribution", "We waited for ruth van dalen")], "ruth van dalen"),
            ("contributions", vec![("contribution", "Wojcik was ill")], "Wojcik"),
            ("contributions", vec![("contribution", "In week 38 Lukasz told nobody")], "Lukasz"),
            ("contributions", vec![("contribution", "Emre forgot it")], "Emre"),
            ("conditions", vec![("lever", "own"), ("condition", "The plan of Van Dalen"), ("light", "red")], "Dalen"),
        ] {
            let reply = browser.post(&format!("{path}/{place}"), &fields).await;
            assert_eq!(reply.status, 422, "{typed}");
            assert!(reply.shows(&format!("“{typed}” names a person. Describe the condition")), "{typed}");
            let kept = fields.iter().find(|(name, _)| name.starts_with("con")).unwrap().1;
            assert!(reply.shows(kept), "{kept} is still there");
        }
        let whole = browser.get(&path).await;
        assert!(!whole.shows("Wojcik was ill") && whole.shows("Nothing told yet."));
        for title in ["What Ruth van Dalen did", "Ruth was late"] {
            let begun = [("title", title), ("happened", "x")];
            let reply = browser.post(&format!("/p/{}/blameless", world.partnership), &begun).await;
            assert!(reply.status == 422 && reply.shows("title-error"), "{title}");
        }
        let api = format!("/api/v1/p/{}/blameless/{id}/conditions", world.partnership);
        let body = json!({ "lever": "peers", "condition": "Łukasz Wójcik said so", "light": "amber" });
        let reply = browser.json("POST", &api, body).await;
        assert_eq!(
            (reply.status, reply.json()["errors"][0]["pointer"].as_str()),
            (422, Some("#/condition")),
            "{}",
            reply.body
        );
    })
    .await;
}

#[tokio::test]
async fn a_figure_is_kept_as_it_was_and_a_partner_who_reads_results_stands_in_the_ledger() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = sharing::a_kpi(&app, &world, "Turnover").await;
        let agreed = sharing::in_force(&app, &world, kpi).await;
        let id = a_review(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/blameless/{id}", world.partnership);
        assert!(ours.get(&path).await.shows("L4 Turnover, last period"));
        let missing = ours.post(&format!("{path}/evidence"), &[("figure", "4 evidence-figure-kpi Profit")]).await;
        assert!(missing.status == 422 && missing.shows("Choose one of the list"));
        let figure = [("figure", "4 evidence-figure-kpi Turnover")];
        assert_eq!(ours.post(&format!("{path}/evidence"), &figure).await.status, 303);
        let reads = async || {
            let entries = ledger::entries(app.db(), world.client, world.partnership, None, 50).await.unwrap();
            entries.iter().filter(|entry| entry.kind == "release.read").count()
        };
        let before = reads().await;
        assert!(theirs.get(&path).await.shows("23.3"));
        assert_eq!(reads().await, before + 1);
        // What was attached stays, also when nothing new is shown any more.
        let tx = app.db().begin().await.unwrap();
        let known =
            lustrum_sharing::agreement::find(&tx, world.client, world.partnership, agreed).await.unwrap().unwrap();
        let steward = world.person(Side::Organisation, Role::DataSteward);
        lustrum_sharing::agreement::revoke(&tx, &known, steward, app.now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let page = ours.get(&path).await;
        assert!(page.shows("23.3") && !page.shows("value=\"4 evidence-figure-kpi Turnover\""));
        let api = ours.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        assert_eq!(api["entries"][0]["n"], 20);
        assert_eq!(api["lacks"].as_array().unwrap().len(), 4);
    })
    .await;
}

#[tokio::test]
async fn only_the_side_that_wrote_an_entry_takes_it_away_and_strangers_know_of_nothing() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = a_review(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let api = format!("/api/v1/p/{}/blameless/{id}", world.partnership);
        let made =
            ours.json("POST", &format!("{api}/contributions"), json!({ "contribution": "No hour was free" })).await;
        let entry = made.json()["id"].as_str().unwrap().to_owned();
        let path = format!("/p/{}/blameless/{id}/entries/{entry}/removal", world.partnership);
        let refused = theirs.post(&path, &[]).await;
        assert!(refused.status == 409 && refused.shows("The other side wrote this"));
        assert_eq!(ours.json("DELETE", &format!("{api}/entries/{entry}"), json!(null)).await.status, 204);
        assert_eq!(ours.post(&path, &[]).await.status, 404);
        let closure = theirs.json("POST", &format!("{api}/closure"), json!(null)).await;
        assert_eq!((closure.status, closure.json()["errors"].as_array().unwrap().len()), (422, 5));
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.json("GET", &api, json!(null)).await.status, 404);
        let foreign = find(app.db(), world.foreign_client, world.foreign_partnership, id).await.unwrap();
        assert!(foreign.is_none());
    })
    .await;
}
