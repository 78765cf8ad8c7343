use lustrum_identity::membership;
use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::event::{self, Part};
use lustrum_kernel::money::Money;
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::{Given, Limits, Mandate, contacts, holders, may_decide};
use crate::charter::{self, SignRefused};
use crate::testing::{areas, complete_draft, lead};

#[tokio::test]
async fn cap_20_each_decision_has_its_holder_and_deputy_on_both_sides_and_the_page_names_them() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}/contacts", world.partnership);
        let ld = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        assert!(ld.get(&path).await.shows("Nobody holds a mandate yet"));
        let own = world.person(Side::Organisation, Role::LdLead).to_string();
        assert_eq!(ld.post(&format!("{path}/{own}"), &[("deputises", "sign-charter")]).await.status, 303);
        let sponsor = world.person(Side::Organisation, Role::BusinessSponsor).to_string();
        let reply = ld.post(&path, &[("person", &sponsor), ("holds", "sign-charter")]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        // What another holds by now she does not take for herself.
        let taken = ld.post(&format!("{path}/{own}"), &[("holds", "sign-charter")]).await;
        assert!(
            taken.status == 422 && taken.shows("holds-error") && taken.shows("more than you have"),
            "{}",
            taken.body
        );
        let api = format!("/api/v1/p/{}/contacts/{own}", world.partnership);
        assert_eq!(ld.json("PUT", &api, json!({ "holds": ["sign-charter"] })).await.status, 422);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let theirs = world.person(Side::Partner, Role::PartnerLead).to_string();
        assert_eq!(partner.post(&path, &[("person", &theirs), ("holds", "sign-charter")]).await.status, 303);

        let page = partner.get(&path).await;
        assert!(page.shows("business-sponsor (organisation)") && page.shows("ld-lead (organisation)"));
        assert!(page.shows("<small>deputy</small>") && page.shows("partner-lead (partner)"));
        let held = holders(app.db(), world.client, world.partnership, Mandate::SignCharter).await.unwrap();
        let hands: Vec<(Side, bool)> = held.iter().map(|held| (held.side, held.deputy)).collect();
        assert_eq!(hands, [(Side::Organisation, false), (Side::Partner, false), (Side::Organisation, true)]);
        let file = partner.get(&format!("{path}.csv")).await;
        assert!(file.shows("ld-lead (organisation),ld-lead@organisation.example,Noordkade Logistics"));
        let known = event::recent(app.db(), Part::Partnership(world.client, world.partnership), None, 9).await.unwrap();
        assert_eq!(known.iter().filter(|event| event.kind == "contact.mandates-given").count(), 3);
    })
    .await;
}

#[tokio::test]
async fn cap_20_a_signature_outside_the_mandate_is_refused_and_routed_to_whoever_holds_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let version = complete_draft(&app, &world).await;
        let by = lead(&app, &world, Side::Organisation);
        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        let tx = app.db().begin().await.unwrap();
        let given = Given { holds: vec![Mandate::SignCharter], deputises: vec![], ..Given::default() };
        super::give(&tx, &by, sponsor.person, &sponsor.name, &given).await.unwrap();
        let hash = charter::offer(&tx, &by, version).await.unwrap();
        tx.commit().await.unwrap();

        let tx = app.db().begin().await.unwrap();
        let refused = charter::sign(&tx, &by, version, &hash).await;
        assert!(matches!(refused, Err(SignRefused::OutsideMandate)));
        drop(tx);
        let ld = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let at = format!("/p/{}/charter/versions/{version}", world.partnership);
        let page = ld.get(&format!("{at}/signatures/new")).await;
        assert!(page.shows("It can be given by business-sponsor (organisation)"), "{}", page.body);
        assert!(!page.shows(&format!("action=\"{at}/signatures\"")), "no form for who may not sign");
        let reply = ld.post(&format!("{at}/signatures"), &[("hash", &hash), ("agreed", "on")]).await;
        assert!(reply.status == 409 && reply.shows("outside your mandate"), "{}", reply.body);

        // The other side has nobody yet: its lead is led to giving the mandate, everyone else is told.
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = partner.get(&at).await;
        assert!(page.shows("Nobody at Baken Leiderschap holds the mandate") && page.shows("/contacts/new\""));
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        assert!(designer.get(&at).await.shows("The lead there gives it"));
    })
    .await;
}

#[tokio::test]
async fn who_left_holds_no_mandate_any_more() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        crate::testing::mandates(&app, &world).await;
        let by = lead(&app, &world, Side::Partner);
        let may = async || {
            may_decide(app.db(), by.tenant, by.partnership, by.side, by.person, Mandate::SignCharter, by.day())
                .await
                .unwrap()
        };
        assert!(may().await);
        let tx = app.db().begin().await.unwrap();
        membership::leave(&tx, world.partner, by.person, None, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!may().await);
        let known = contacts(app.db(), world.client, world.partnership).await.unwrap();
        assert!(known.iter().all(|contact| contact.side == Side::Organisation));
    })
    .await;
}

#[tokio::test]
async fn a_mandate_needs_a_role_that_can_hold_it_and_a_person_of_the_own_side() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}/contacts", world.partnership);
        let ld = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let steward = world.person(Side::Organisation, Role::DataSteward).to_string();
        let reply = ld.post(&path, &[("person", &steward), ("holds", "sign-charter")]).await;
        assert!(reply.status == 422 && reply.shows("holds-error") && reply.shows("L&#38;D lead, business sponsor"));
        let stranger = world.person(Side::Partner, Role::PartnerLead).to_string();
        let reply = ld.post(&path, &[("person", &stranger), ("holds", "sign-charter")]).await;
        assert!(reply.status == 422 && reply.shows("person-error"));
        let both = [("person", steward.as_str()), ("holds", "release-data"), ("deputises", "release-data")];
        assert!(ld.post(&path, &both).await.shows("deputises-error"));
        assert!(ld.post(&path, &[("person", &steward)]).await.shows("holds-error"));

        let api = format!("/api/v1/p/{}/contacts", world.partnership);
        let reply = ld.json("PUT", &format!("{api}/{steward}"), json!({ "holds": ["release-data"] })).await;
        assert!(reply.status == 200 && reply.json()["holds"] == json!(["release-data"]), "{}", reply.body);
        assert_eq!(ld.json("PUT", &format!("{api}/{steward}"), json!({ "holds": ["burn"] })).await.status, 422);
        assert_eq!(ld.json("PUT", &format!("{api}/{stranger}"), json!({ "holds": [] })).await.status, 404);
        assert_eq!(ld.get(&api).await.json()["contacts"].as_array().map(Vec::len), Some(1));
        assert_eq!(ld.json("PUT", &format!("{api}/{steward}"), json!({})).await.status, 200);
        assert_eq!(ld.get(&api).await.json()["contacts"].as_array().map(Vec::len), Some(0));
    })
    .await;
}

#[tokio::test]
async fn cap_20_the_page_and_the_api_report_how_long_a_side_took_to_decide() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let version = complete_draft(&app, &world).await;
        let by = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        let given = Given { holds: vec![Mandate::SignCharter], deputises: vec![], ..Given::default() };
        super::give(&tx, &by, by.person, "Marleen", &given).await.unwrap();
        let hash = charter::offer(&tx, &by, version).await.unwrap();
        let later = crate::By { at: by.at.plus_days(3), ..by };
        charter::sign(&tx, &later, version, &hash).await.unwrap();
        tx.commit().await.unwrap();
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = partner.get(&format!("/p/{}/contacts", world.partnership)).await;
        assert!(page.shows("decided in 3.0 days (median of 1, longest 3.0)"), "{}", page.body);
        let answer = partner.get(&format!("/api/v1/p/{}/contacts", world.partnership)).await.json();
        let pace = json!([{ "mandate": "sign-charter", "side": "organisation", "n": 1, "median_days": 3.0,
            "longest_days": 3.0 }]);
        assert_eq!(answer["time_to_decision"], pace);
    })
    .await;
}

#[tokio::test]
async fn cap_20_the_charter_says_beside_its_clause_who_may_decide_what_up_to_which_amount_and_until_when() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        charter_with(&app, &world).await;
        let charter = format!("/p/{}/charter", world.partnership);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = partner.get(&charter).await;
        assert!(page.shows("href=\"#mandates\"") && page.shows("id=\"mandates\""), "{}", page.body);
        let table = page.body.split("id=\"mandates\"").nth(1).unwrap();
        let table = &table[..table.find("</table>").unwrap()];
        for words in [
            "agree terms and fees",
            "business-sponsor (organisation)",
            "up to EUR\u{a0}50,000.00",
            "until 31 December 2026",
            "<small>deputy</small>",
            "any amount",
            "nobody yet",
        ] {
            assert!(table.contains(words), "{words}: {table}");
        }
        assert!(!table.contains("data-steward"), "a mandate that has ended is none");
        let api = partner.get(&format!("/api/v1/p/{}/contacts", world.partnership)).await.json();
        assert!(api["contacts"][0]["since"].as_str().unwrap().starts_with("2026-09-17"), "{api}");
        // Who reads the charter reads this too; a learner reads neither.
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(learner.get(&charter).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn cap_20_a_limit_for_a_kind_of_decision_stands_beside_the_one_limit_and_sends_what_is_over_it_on() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}/contacts", world.partnership);
        let ld = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let region = world.viewer(Side::Organisation, Role::RegionalLdManager);
        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        let of = format!("{path}/{}", region.person);
        let given = [
            ("holds", "decide-change"),
            ("holds", "approve-programme"),
            ("most", "5000"),
            ("mosts.decide-change", "25000"),
        ];
        let odd = ld.post(&of, &[&given[..], &[("mosts.agree-terms", "10")]].concat()).await;
        assert!(odd.status == 422 && odd.shows("mosts.agree-terms-error"), "not given: {}", odd.body);
        let odd = ld.post(&of, &[&given[..], &[("mosts.sign-charter", "10")]].concat()).await;
        assert_eq!(odd.status, 422, "a signature costs nothing");
        assert_eq!(ld.post(&of, &given).await.status, 303);
        let form = ld.get(&of).await;
        assert!(form.shows("value=\"5000.00\"") && form.shows("value=\"25000.00\""), "{}", form.body);
        assert!(!form.shows(">mosts."), "a field is named in words: {}", form.body);
        let list = ld.get(&path).await;
        assert!(list.shows("up to EUR\u{a0}5,000.00; decide on a change: up to EUR\u{a0}25,000.00"), "{}", list.body);
        assert!(ld.get(&format!("{path}.csv")).await.shows("25000.00,EUR"));
        let api = format!("/api/v1{path}/{}", sponsor.person);
        let body = json!({ "holds": ["decide-change"], "deputises": ["approve-programme"], "mosts": { "approve-programme": 2_000_000 } });
        let reply = ld.json("PUT", &api, body).await;
        assert_eq!((reply.status, &reply.json()["mosts"]), (200, &json!({ "approve-programme": 2_000_000 })));

        // Within its kind the person decides; beyond it others do, and the deputy reaches no further than the holder.
        let scope = world.within(Side::Organisation, Role::RegionalLdManager);
        let over = async |mandate, amount| {
            super::require_mandate_over(&app, &scope, mandate, &Money::new(amount, "EUR")).await
        };
        assert!(over(Mandate::DecideChange, 2_500_000).await.is_ok());
        assert!(over(Mandate::ApproveProgramme, 500_000).await.is_ok());
        assert!(over(Mandate::ApproveProgramme, 500_001).await.is_err(), "the one limit holds for the others");
        assert!(over(Mandate::DecideChange, 2_500_001).await.is_err());
        let held = super::in_hand(app.db(), world.client, world.partnership, Mandate::ApproveProgramme, scope_day(&app)).await;
        let deputy = held.unwrap().into_iter().find(|held| held.deputy).unwrap();
        assert_eq!(deputy.limits.most, Some(Money::new(500_000, "EUR")));
        let asking = Browser::new(&app, &areas(), Some(region.clone()));
        let ask = [("mandate", "decide-change"), ("amount", "25000.01"), ("text", "May we buy two more days?")];
        assert_eq!(asking.post(&format!("/p/{}/asks", world.partnership), &ask).await.status, 303);
        let waits = asking.get(&format!("/p/{}/asks", world.partnership)).await;
        assert!(waits.shows("It waits for business-sponsor (organisation)"), "{}", waits.body);
        let own = [("mandate", "decide-change"), ("amount", "25000"), ("text", "May we buy two days?")];
        assert_eq!(asking.post(&format!("/p/{}/asks", world.partnership), &own).await.status, 409, "within the own limit");
    })
    .await;
}

fn scope_day(app: &lustrum_kernel::App) -> lustrum_kernel::Day {
    app.now().day_in(&jiff::tz::TimeZone::UTC)
}

/// A draft of a charter, with a holder up to an amount, a deputy until a day, and one whose mandate has ended.
async fn charter_with(app: &lustrum_kernel::App, world: &lustrum_identity::testing::World) {
    complete_draft(app, world).await;
    let by = lead(app, world, Side::Organisation);
    let day = |text: &str| text.parse().unwrap();
    let tx = app.db().begin().await.unwrap();
    for (role, given) in [
        (
            Role::BusinessSponsor,
            Given {
                holds: vec![Mandate::AgreeTerms],
                deputises: vec![],
                limits: Limits { until: None, most: Some(Money::new(5_000_000, "EUR")) },
                ..Given::default()
            },
        ),
        (
            Role::LdLead,
            Given {
                holds: vec![Mandate::SignCharter],
                deputises: vec![Mandate::AgreeTerms],
                limits: Limits { until: Some(day("2026-12-31")), most: None },
                ..Given::default()
            },
        ),
        (
            Role::DataSteward,
            Given {
                holds: vec![Mandate::ReleaseData],
                deputises: vec![],
                limits: Limits { until: Some(day("2026-09-01")), most: None },
                ..Given::default()
            },
        ),
    ] {
        let person = world.viewer(Side::Organisation, role);
        super::give(&tx, &by, person.person, &person.name, &given).await.unwrap();
    }
    tx.commit().await.unwrap();
}
