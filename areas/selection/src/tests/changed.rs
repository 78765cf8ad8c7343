//! A candidate that is there is changed, as far as the round allows it.

use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::on_both_engines;
use serde_json::json;

use super::{a_round, areas, link_in};

const NEW: [(&str, &str); 5] = [
    ("name", "Baken Groep"),
    ("email", "Hallo@baken.example"),
    ("language", "nl"),
    ("price", "80 000,50"),
    ("price_note", "Two years"),
];

#[tokio::test]
async fn with_another_address_the_link_that_was_open_lets_nobody_in_and_a_new_one_does() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, visitor) = (house.lead(), house.nobody());
        let path = format!("{}/candidates/{}", house.home(), house.candidates[0]);
        let old = link_in(&lead.post(&format!("{path}/links"), &[]).await);
        assert!(
            lead.get(&path).await.shows("/edit") && lead.get(&format!("{path}/edit")).await.shows("value=\"90000\"")
        );
        let changed = lead.post(&path, &NEW).await;
        let new = link_in(&changed);
        let gone = "This link no longer lets in";
        assert!(visitor.get(&old).await.shows(gone) && !visitor.get(&new).await.shows(gone));
        let page = lead.get(&path).await;
        for text in ["Baken Groep", "hallo@baken.example", "EUR\u{a0}80,000.50", "Two years"] {
            assert!(page.shows(text), "{text} is not in {}", page.body);
        }
        // The same address: nothing is sent and the link stays.
        assert_eq!(lead.post(&path, &NEW).await.status, 303);
        assert!(!visitor.get(&new).await.shows(gone));
        let history = lead.get(&format!("/o/{}/history", house.world.client)).await;
        assert!(history.shows("changed the candidate Baken Groep"), "{}", history.body);
    })
    .await;
}

#[tokio::test]
async fn a_name_that_another_has_is_refused_and_so_is_everybody_who_does_not_run_the_round() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let path = format!("{}/candidates/{}", house.home(), house.candidates[0]);
        let taken = NEW.map(|(name, value)| (name, if name == "name" { " kompas  Opleidingen" } else { value }));
        let refused = house.lead().post(&path, &taken).await;
        assert!(refused.status == 422 && refused.shows("id=\"name-error\""), "{}", refused.body);
        let own = NEW.map(|(name, value)| (name, if name == "name" { "BAKEN leiderschap" } else { value }));
        assert_eq!(house.lead().post(&path, &own).await.status, 303, "its own name is not somebody else's");
        assert_eq!(house.as_role(Side::Organisation, Role::BusinessSponsor).post(&path, &NEW).await.status, 403);
        assert_eq!(house.as_role(Side::Partner, Role::PartnerLead).post(&path, &NEW).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn once_scoring_has_begun_only_who_is_written_to_changes_and_after_the_decision_nothing() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let (lead, path) = (house.lead(), format!("/candidates/{}", house.candidates[0]));
        assert!(!lead.get(&format!("{}{path}/edit", house.home())).await.shows("name=\"price\""));
        assert_eq!(lead.post(&format!("{}{path}", house.home()), &NEW).await.status, 303);
        let known = house.dossier().await.candidates[0].clone();
        assert_eq!(
            (known.name.as_str(), known.price),
            ("Baken Leiderschap", Some(9_000_000)),
            "scored on, so it stands"
        );
        assert_eq!(known.email, "hallo@baken.example");
        let house = house.closed().await;
        assert_eq!(house.decide(0, &[]).await.status, 303);
        assert_eq!(lead.post(&format!("{}{path}", house.home()), &NEW).await.status, 409);
        let body = json!({ "name": "X", "email": "x@y.example", "language": "en" });
        assert_eq!(lead.json("PUT", &format!("{}{path}", house.api()), body).await.status, 409);
    })
    .await;
}
