use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};

use crate::testing::course;
use crate::tests::areas;

#[tokio::test]
async fn cap_37_the_map_names_who_was_never_observed_to_their_own_line_manager() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let manager = world.viewer(Side::Organisation, Role::LineManager);
        let path = format!("/p/{}/evidence/behaviour/coverage", world.partnership);
        let boss = Browser::new(&app, &areas(), manager.clone());
        assert!(boss.get(&path).await.shows("You lead no unit yet"));
        let team = [("unit", "Depot 1"), ("name", "Boss"), ("email", manager.email.as_str())];
        assert_eq!(lead.post(&format!("/p/{}/teams", world.partnership), &team).await.status, 303);

        let rating = format!("rating-{}", course.behaviours[0].id);
        let programme = course.programme.id.to_string();
        let seen = [
            ("programme", programme.as_str()),
            ("person", "t1@x.example"),
            ("occasion", "after"),
            (rating.as_str(), "4"),
        ];
        assert_eq!(boss.post(&format!("/p/{}/observations", world.partnership), &seen).await.status, 303);
        let map = boss.get(&path).await;
        for words in ["Depot 1", "3 people are due", "t5", "w1", "w5", "17 September 2026"] {
            assert!(map.shows(words), "{words}: {}", map.body);
        }
        assert!(!map.shows("Depot 2") && !map.shows("t2"), "another unit is not theirs");
        let whole = lead.get(&path).await;
        assert!(whole.shows("Depot 2") && whole.shows("15 people are due"), "{}", whole.body);
        let file = lead.get(&format!("{path}.csv")).await;
        assert!(file.body.contains("Depot 1,4,3,3,2026-09-17,1,0"), "{}", file.body);
        let json = lead.get(&format!("/api/v1/p/{}/coverage", world.partnership)).await;
        assert!(json.body.contains("\"never\":3") && !json.body.contains("t5"), "{}", json.body);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert_eq!(partner.get(&path).await.status, 404);
    })
    .await;
}
