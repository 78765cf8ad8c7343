use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::job::run_due;
use lustrum_kernel::mail;
use lustrum_kernel::money::Money;
use lustrum_kernel::testing::{Browser, a_morning, on_both_engines};

use super::{AWAY_AFTER_DAYS, AskRefused, answer, make, open, waits_for, withdraw};
use crate::By;
use crate::contact::{Given, Holding, Limits, Mandate, give, holders, in_hand};
use crate::testing::{areas, lead};

#[tokio::test]
async fn cap_20_what_is_outside_a_mandate_is_routed_to_its_holder_and_to_the_deputy_who_stands_in() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let (sponsor, region) = (
            world.viewer(Side::Organisation, Role::BusinessSponsor),
            world.viewer(Side::Organisation, Role::RegionalLdManager),
        );
        let tx = app.db().begin().await.unwrap();
        let ends = Limits { until: Some(ours.day().plus_days(2)), most: None };
        let holds = Given { holds: vec![Mandate::ApproveProgramme], limits: ends, ..Given::default() };
        give(&tx, &ours, sponsor.person, &sponsor.name, &holds).await.unwrap();
        let deputises = Given { holds: vec![], deputises: vec![Mandate::ApproveProgramme], ..Given::default() };
        give(&tx, &ours, region.person, &region.name, &deputises).await.unwrap();
        let id =
            make(&tx, &ours, "Marleen", Mandate::ApproveProgramme, None, "May we start in May?", None).await.unwrap();
        tx.commit().await.unwrap();
        let held = holders(app.db(), world.client, world.partnership, Mandate::ApproveProgramme).await.unwrap();
        let waits = |days: i64| -> Vec<String> {
            let now = ours.at.plus_days(days);
            let waits = waits_for(Side::Organisation, Mandate::ApproveProgramme, None, ours.at, &held, now);
            waits.into_iter().map(|held| held.name.clone()).collect()
        };
        assert_eq!(waits(0), ["business-sponsor (organisation)"]);
        assert_eq!(waits(3), ["regional-ld-manager (organisation)"], "the holder's mandate has ended");
        let day = ours.day().plus_days(3);
        let hands = in_hand(app.db(), world.client, world.partnership, Mandate::ApproveProgramme, day).await.unwrap();
        assert!(hands.iter().all(|held| held.deputy) && hands.len() == 1);

        // The holder is written to at once.
        while run_due(&app).await.unwrap() > 0 {}
        let post = mail::outbox(app.db(), world.client, 9).await.unwrap();
        assert!(post.len() == 1 && post[0].recipient == "business-sponsor@organisation.example", "{post:?}");
        assert!(post[0].body.contains("May we start in May?"));

        // Others can't answer, and whoever asked does not answer itself.
        let tx = app.db().begin().await.unwrap();
        match answer(&tx, &ours, id, "Yes").await {
            Err(AskRefused::OutsideMandate(_, names)) => assert_eq!(names.len(), 2),
            other => panic!("{other:?}"),
        }
        drop(tx);
        let deputy = By { person: region.person, at: ours.at.plus_days(2), ..ours };
        let tx = app.db().begin().await.unwrap();
        answer(&tx, &deputy, id, "Yes, in May.").await.unwrap();
        assert!(matches!(withdraw(&tx, &ours, id).await, Err(AskRefused::NotOpen)));
        tx.commit().await.unwrap();
        assert!(open(app.db(), world.client, world.partnership).await.unwrap().is_empty());
        let browser = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = browser.get(&format!("/p/{}/asks", world.partnership)).await;
        assert!(page.shows("Yes, in May.") && page.shows("2.0 days"), "{}", page.body);
        let api = browser.get(&format!("/api/v1/p/{}/asks", world.partnership)).await.json();
        assert_eq!((&api["median_days"], &api["n"]), (&serde_json::json!(2.0), &serde_json::json!(1)));
    })
    .await;
}

#[tokio::test]
async fn a_holder_who_stays_away_is_joined_by_the_deputy() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        for (role, holds) in [(Role::BusinessSponsor, true), (Role::LdLead, false)] {
            let viewer = world.viewer(Side::Organisation, role);
            let list = vec![Mandate::SignCharter];
            let given = match holds {
                true => Given { holds: list, ..Given::default() },
                false => Given { deputises: list, ..Given::default() },
            };
            give(&tx, &ours, viewer.person, &viewer.name, &given).await.unwrap();
        }
        tx.commit().await.unwrap();
        let held = holders(app.db(), world.client, world.partnership, Mandate::SignCharter).await.unwrap();
        let asked = a_morning();
        let count = |days: i64| {
            waits_for(Side::Organisation, Mandate::SignCharter, None, asked, &held, asked.plus_days(days)).len()
        };
        assert_eq!((count(AWAY_AFTER_DAYS - 1), count(AWAY_AFTER_DAYS)), (1, 2));
        assert!(waits_for(Side::Partner, Mandate::SignCharter, None, asked, &held, asked).is_empty());
        // The deputy decides without asking.
        let tx = app.db().begin().await.unwrap();
        let refused = make(&tx, &ours, "Marleen", Mandate::SignCharter, None, "Sign?", None).await;
        assert!(matches!(refused, Err(AskRefused::OwnMandate)));
    })
    .await;
}

#[tokio::test]
async fn after_days_on_which_nothing_ran_a_holder_is_written_to_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        let given = Given { holds: vec![Mandate::SignCharter], ..Given::default() };
        let tx = app.db().begin().await.unwrap();
        give(&tx, &ours, sponsor.person, &sponsor.name, &given).await.unwrap();
        make(&tx, &ours, "Marleen", Mandate::SignCharter, None, "Sign?", None).await.unwrap();
        tx.commit().await.unwrap();
        app.clock().set(ours.at.plus_days(AWAY_AFTER_DAYS + 1));
        while run_due(&app).await.unwrap() > 0 {}
        let post = mail::outbox(app.db(), world.client, 9).await.unwrap();
        assert!(post.len() == 1 && post[0].recipient == "business-sponsor@organisation.example", "{post:?}");
    })
    .await;
}

#[tokio::test]
async fn an_ask_is_answered_on_its_page_and_leads_nowhere_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let path = format!("/p/{}/asks", world.partnership);
        let region = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::RegionalLdManager));
        let own = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let tx = app.db().begin().await.unwrap();
        let given = Given { holds: vec![Mandate::DecideReview], ..Given::default() };
        give(&tx, &ours, ours.person, "the lead", &given).await.unwrap();
        tx.commit().await.unwrap();
        assert!(region.get(&path).await.shows("Nothing waits"));
        let outside = [("mandate", "decide-review"), ("text", "A new rhythm?"), ("link", "https://elsewhere.example")];
        let reply = region.post(&path, &outside).await;
        assert!(reply.status == 422 && reply.shows("link-error") && reply.shows("A new rhythm?"), "{}", reply.body);
        assert_eq!(region.post(&path, &outside[..2]).await.status, 303);
        let page = own.get(&path).await;
        assert!(page.shows("It waits for ld-lead (organisation)"), "{}", page.body);
        let id = open(app.db(), world.client, world.partnership).await.unwrap()[0].id;
        let answer = format!("{path}/{id}/answer");
        assert_eq!(own.post(&answer, &[]).await.status, 422);
        let field = format!("answer-{id}");
        assert_eq!(region.post(&answer, &[(&field, "Yes")]).await.status, 409);
        assert_eq!(own.post(&answer, &[(&field, "Yes")]).await.status, 303);
        assert_eq!(own.post(&answer, &[(&field, "Yes")]).await.status, 409);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(learner.get(&path).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn cap_20_a_decision_beyond_a_limit_goes_past_the_deputy_whose_mandate_reaches_less_far() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        let tx = app.db().begin().await.unwrap();
        let list = vec![Mandate::AgreeTerms];
        let up_to = |most: i64| Limits { until: None, most: Some(Money::new(most, "EUR")) };
        let holds = Given { holds: list.clone(), limits: up_to(5_000_000), ..Given::default() };
        give(&tx, &ours, sponsor.person, &sponsor.name, &holds).await.unwrap();
        let deputises = Given { deputises: list, limits: up_to(500_000), ..Given::default() };
        give(&tx, &ours, ours.person, "the lead", &deputises).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/p/{}/asks", world.partnership);
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let ask = |amount: &'static str| [("mandate", "agree-terms"), ("amount", amount), ("text", "A second room?")];
        // Within the own limit there is nothing to ask; beyond it the same person asks.
        assert_eq!(lead.post(&path, &ask("5000.00")).await.status, 409);
        let reply = lead.post(&path, &ask("five")).await;
        assert!(reply.status == 422 && reply.shows("amount-error") && reply.shows("A second room?"), "{}", reply.body);
        assert_eq!(lead.post(&path, &ask("5000.01")).await.status, 303);
        let asked = open(app.db(), world.client, world.partnership).await.unwrap().remove(0);
        assert_eq!(asked.amount, Some(Money::new(500_001, "EUR")));
        let held = holders(app.db(), world.client, world.partnership, Mandate::AgreeTerms).await.unwrap();
        let waits = |now| -> Vec<String> { asked.waits_for(&held, now).iter().map(|one| one.name.clone()).collect() };
        assert_eq!(waits(app.now()), ["business-sponsor (organisation)"]);
        // Also when the holder stays away: the deputy's limit is lower than this.
        assert_eq!(waits(app.now().plus_days(AWAY_AFTER_DAYS)), ["business-sponsor (organisation)"]);
        // A deputy whose own limit is higher stands in for a holder, and so reaches no further than that one.
        let wide: Vec<_> = held
            .iter()
            .map(|one| Holding { limits: up_to(if one.deputy { 9_000_000 } else { 500_000 }), ..one.clone() })
            .collect();
        assert!(asked.waits_for(&wide, app.now()).is_empty() && !asked.is_for(ours.person, &wide, app.now()));
        let field = format!("answer-{}", asked.id);
        let refused = lead.post(&format!("{path}/{}/answer", asked.id), &[(&field, "Yes")]).await;
        assert!(refused.status == 409 && refused.shows("business-sponsor (organisation)"), "{}", refused.body);
        let holder = Browser::new(&app, &areas(), sponsor);
        assert_eq!(holder.post(&format!("{path}/{}/answer", asked.id), &[(&field, "Yes")]).await.status, 303);
        let shown = lead.get(&format!("/api/v1{path}")).await.json();
        assert_eq!(shown["asks"][0]["amount"], 500_001);
    })
    .await;
}
