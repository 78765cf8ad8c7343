//! Decisions under sections of the charter, shown on both ends, on both engines.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::testing as partnership;
use serde_json::json;

use super::{NewDecision, add, clause_words};
use crate::owner::Owner;
use crate::quarter::Quarter;
use crate::tests::{areas, lead};

#[tokio::test]
async fn cap_07_a_decision_stands_under_sections_of_the_charter_and_the_charter_shows_it_there() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let new = NewDecision {
            period: Quarter::due_at(app.now()),
            text: "No module in the peak".to_owned(),
            clause: "Rhythm".to_owned(),
            owner: Owner { side: Side::Partner, person: None },
            due: None,
            meeting: None,
            measure: String::new(),
        };
        let person = world.person(Side::Organisation, Role::LdLead);
        let tx = app.db().begin().await.unwrap();
        let id = add(&tx, world.client, world.partnership, person, app.now(), new).await.unwrap();
        tx.commit().await.unwrap();
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/decisions/{id}/clauses", world.partnership);
        let early = ours.get(&path).await;
        assert!(early.status == 409 && early.shows("No charter has been signed yet"));
        let dutch = Speaker::utc(Locale::Nl);
        for (typed, read) in [("Rhythm", "Ritme"), (" rollen ", "Rollen"), ("3.1", "3.1"), ("", "")] {
            assert_eq!(clause_words(&dutch, typed), read);
        }
        let version = partnership::signed(&app, &world).await;
        assert!(ours.get(&path).await.shows("Sections of charter 1.0"));
        let odd = ours.post(&path, &[("sections", "weather")]).await;
        assert!(odd.status == 422 && odd.shows("sections-error"));
        assert_eq!(ours.post(&path, &[("sections", "rhythm"), ("sections", "roles")]).await.status, 303);
        let list = theirs.get(&format!("/p/{}/decisions", world.partnership)).await;
        let link = format!("/p/{}/charter/versions/{version}#rhythm", world.partnership);
        assert!(list.shows(&link) && list.shows(&format!("id=\"decision-{id}\"")), "{}", list.body);
        let charter = theirs.get(&format!("/p/{}/charter", world.partnership)).await;
        let back = format!("/p/{}/decisions#decision-{id}", world.partnership);
        assert!(charter.shows(&back) && charter.shows("17 September 2026, charter 1.0"), "{}", charter.body);
        assert_eq!(charter.body.matches(&back).count(), 2, "under two sections");
        let manager = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LineManager));
        let charter = manager.get(&format!("/p/{}/charter", world.partnership)).await;
        assert!(charter.status == 200 && !charter.shows("No module in the peak"), "who does not read decisions");

        let api = format!("/api/v1/p/{}/decisions/{id}/clauses", world.partnership);
        assert_eq!(theirs.json("PUT", &api, json!({ "sections": ["exit"] })).await.status, 200);
        let links = format!("/api/v1/p/{}/charter/versions/{version}/links", world.partnership);
        let links = ours.json("GET", &links, json!(null)).await.json();
        assert_eq!(
            (&links["decisions"][0]["section"], links["decisions"].as_array().unwrap().len()),
            (&json!("exit"), 1)
        );
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        assert_eq!(designer.post(&path, &[("sections", "vision")]).await.status, 403);
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.json("PUT", &api, json!({ "sections": ["vision"] })).await.status, 404);
    })
    .await;
}
