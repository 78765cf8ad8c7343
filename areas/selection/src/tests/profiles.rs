use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::on_both_engines;
use lustrum_kernel::values;

use super::{House, a_round, a_round_in, areas, link_in};
use crate::{criterion, secret};

const SOUND: [(&str, &str); 8] = [
    ("does.0.what", "Programmes for frontline managers"),
    ("does.0.evidence", "Port of Antwerp, 2024: 120 managers, turnover from 24 to 17 %"),
    ("does_not.0.what", "We do not do shift scheduling"),
    ("pricing", "A fixed fee, a fifth of it at risk"),
    ("rates.0.what", "A day of a facilitator"),
    ("rates.0.amount", "1.450"),
    ("regions", "NL, BE"),
    ("languages", "Dutch, English"),
];

fn with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    SOUND.into_iter().map(|(known, old)| (known, if known == name { value } else { old })).collect()
}

#[tokio::test]
async fn cap_22_a_candidate_says_through_a_link_what_it_does_with_evidence_and_what_it_does_not() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, candidate, visitor) = (house.lead(), house.candidates[0], house.nobody());
        let made = lead.post(&format!("{}/candidates/{candidate}/links", house.home()), &[]).await;
        let link = link_in(&made);
        let page = visitor.get(&link).await;
        assert!(page.status == 200 && page.shows("What we do not do") && page.shows("Noordkade"), "{}", page.body);

        // A claim without evidence, a profile without a limit and an amount that may mean two are named, and nothing is lost.
        let bare = visitor.post(&link, &with("does.0.evidence", " ")).await;
        assert!(bare.status == 422 && bare.shows("id=\"does.0.evidence-error\"") && bare.shows("Programmes for"));
        let boundless = visitor.post(&link, &with("does_not.0.what", "")).await;
        assert!(boundless.status == 422 && boundless.shows("id=\"does_not.0.what-error\""), "{}", boundless.body);
        let ambiguous = visitor.post(&link, &SOUND).await;
        assert!(ambiguous.status == 422 && ambiguous.shows("id=\"rates.0.amount-error\""), "{}", ambiguous.body);
        // A fault of a row names its own reason: nothing that is filled in asks to be filled in.
        for (name, value, reason) in [
            ("does.0.evidence", "", "Name the evidence for this claim"),
            ("rates.0.amount", "twenty", "Give a number"),
            ("rates.0.amount", "-3", "Give a number from 0"),
            ("rates.0.amount", "3.1415", "at most two digits"),
        ] {
            let refused = visitor.post(&link, &with(name, value)).await;
            assert!(refused.status == 422 && !refused.shows("Fill this in"), "{name}={value}: {}", refused.body);
            assert!(refused.shows(reason), "{name}={value}: {}", refused.body);
        }
        assert_eq!(visitor.post(&link, &with("rates.0.amount", "1.450,50")).await.status, 303);

        let seen = lead.get(&format!("{}/candidates/{candidate}", house.home())).await;
        for text in ["We do not do shift scheduling", "turnover from 24 to 17 %", "EUR\u{a0}1,450.50", "Version 1"] {
            assert!(seen.shows(text), "{text} is not in {}", seen.body);
        }
        // The same again is no version; something else is.
        assert_eq!(visitor.post(&link, &with("rates.0.amount", "1450,50")).await.status, 303);
        assert!(lead.get(&format!("{}/candidates/{candidate}", house.home())).await.shows("Version 1"));
        assert_eq!(visitor.post(&link, &with("rates.0.amount", "1500")).await.status, 303);
        let said = lead.get(&format!("{}/candidates/{candidate}/profile", house.api())).await.json();
        assert_eq!((said["number"].as_i64(), said["profile"]["rates"][0]["minor"].as_i64()), (Some(2), Some(150_000)));
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_forged_revoked_replaced_or_too_old_lets_nobody_in() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, visitor) = (house.lead(), house.nobody());
        let path = format!("{}/candidates/{}/links", house.home(), house.candidates[0]);
        let forged = secret::token(house.world.client).unwrap().text;
        let gone = "This link no longer lets in";
        for bad in [format!("/transparency/{forged}"), "/transparency/x".to_owned(), "/transparency/%00".to_owned()] {
            let reply = visitor.get(&bad).await;
            assert!(reply.status == 200 && reply.shows(gone), "{bad}: {}", reply.status);
            assert!(visitor.post(&bad, &SOUND).await.shows(gone));
        }
        let first = link_in(&lead.post(&path, &[]).await);
        let second = link_in(&lead.post(&path, &[]).await);
        assert!(visitor.get(&first).await.shows(gone), "a new link ends the one before");
        assert!(!visitor.get(&second).await.shows(gone));
        // Of the token there is a hash and nothing else.
        let token = second.rsplit('/').next().unwrap();
        let kept = "SELECT COUNT(*) AS number FROM selection_link WHERE token_hash = $1";
        assert_eq!(app.db().number(kept, values![secret::hash_of(token)]).await.unwrap(), 1);
        assert_eq!(app.db().number(kept, values![token.as_bytes().to_vec()]).await.unwrap(), 0);

        assert_eq!(lead.post(&format!("{path}/revocation"), &[]).await.status, 303);
        assert!(visitor.get(&second).await.shows(gone) && visitor.post(&second, &SOUND).await.shows(gone));
        assert_eq!(lead.post(&format!("{path}/revocation"), &[]).await.status, 409, "there is nothing left to revoke");
        let third = link_in(&lead.post(&path, &[]).await);
        app.clock().set(app.now().plus_days(60));
        assert!(visitor.get(&third).await.shows(gone), "after sixty days");
    })
    .await;
}

#[tokio::test]
async fn the_profile_of_the_chosen_partner_is_read_by_both_sides_and_stands_still_once_scores_are_closed() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, visitor) = (house.lead(), house.nobody());
        let path = format!("{}/candidates/{}/links", house.home(), house.candidates[0]);
        let link = link_in(&lead.post(&path, &[]).await);
        assert_eq!(visitor.post(&link, &with("rates.0.amount", "1500")).await.status, 303);
        let house = house.opened().await.closed().await;
        let late = visitor.post(&link, &with("regions", "Everywhere")).await;
        assert!(late.shows("Scores are closed") && !late.shows("Everywhere"), "{}", late.body);
        assert_eq!(house.decide(0, &[]).await.status, 303);
        let own = house.world.partnership.to_string();
        assert_eq!(lead.post(&format!("{}/partnership", house.home()), &[("partnership", &own)]).await.status, 303);
        for (side, role) in [(Side::Partner, Role::PartnerLead), (Side::Organisation, Role::BusinessSponsor)] {
            let page = house.as_role(side, role).get(&format!("/p/{own}/profile")).await;
            assert!(page.shows("We do not do shift scheduling"), "{}", page.body);
            let json = house.as_role(side, role).get(&format!("/api/v1/p/{own}/profile")).await.json();
            assert_eq!(json["profile"]["does_not"][0], "We do not do shift scheduling");
        }
    })
    .await;
}

/// The first candidate says that it does not do this, is chosen, and its profile is put into the partnership.
async fn chosen_with<'a>(house: House<'a>, limit: &'static str) -> House<'a> {
    let (lead, own) = (house.lead(), house.world.partnership.to_string());
    let link = link_in(&lead.post(&format!("{}/candidates/{}/links", house.home(), house.candidates[0]), &[]).await);
    let mut said = with("rates.0.amount", "1500");
    said.iter_mut().filter(|(name, _)| *name == "does_not.0.what").for_each(|(_, value)| *value = limit);
    assert_eq!(house.nobody().post(&link, &said).await.status, 303);
    let before = house.as_role(Side::Partner, Role::PartnerLead).get(&format!("/p/{own}/profile")).await;
    assert!(!before.shows(limit), "nothing of a round is read in a partnership before it is awarded");
    let house = house.opened().await.closed().await;
    assert_eq!(house.decide(0, &[]).await.status, 303);
    assert_eq!(lead.post(&format!("{}/partnership", house.home()), &[("partnership", &own)]).await.status, 303);
    house
}

#[tokio::test]
async fn a_later_choice_of_the_same_partner_stands_beside_its_profile_and_replaces_nothing() {
    on_both_engines(&areas(), async |app| {
        let first = chosen_with(a_round(&app).await, "We do not do shift scheduling").await;
        app.clock().set(app.now().plus_days(30));
        let house = chosen_with(a_round_in(&app, first.world).await, "We do not travel").await;
        let path = format!("/p/{}/profile", house.world.partnership);
        // What both sides are asked about in a health check stands there once, though it was chosen by twice.
        let (client, own) = (house.world.client, house.world.partnership);
        let asked = criterion::store::of_partnership(app.db(), client, own).await.unwrap();
        assert_eq!(asked.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Culture fit", "Pedagogy"]);
        for (side, role) in [(Side::Partner, Role::PartnerLead), (Side::Organisation, Role::BusinessSponsor)] {
            let page = house.as_role(side, role).get(&path).await;
            assert!(page.shows("We do not do shift scheduling") && page.shows("We do not travel"), "{}", page.body);
            assert!(page.shows("replaces nothing") && page.shows("something else under: What we do not do."));
            let json = house.as_role(side, role).get(&format!("/api/v1{path}")).await.json();
            assert_eq!(json["profile"]["does_not"][0], "We do not do shift scheduling");
            assert_eq!(json["beside"][0]["profile"]["does_not"][0], "We do not travel");
        }
    })
    .await;
}
