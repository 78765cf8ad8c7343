use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::areas;
use super::course::course;

#[tokio::test]
async fn every_page_speaks_both_languages_and_leads_on_where_it_is_empty() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let areas = areas();
        for locale in Locale::ALL {
            for (side, role) in [(Side::Organisation, Role::LdLead), (Side::Partner, Role::LearningDesigner)] {
                let mut viewer = world.viewer(side, role);
                viewer.locale = locale;
                let browser = Browser::new(&app, &areas, viewer);
                for page in ["assessment", "banks/new", "tests/new", "rubrics/new"] {
                    let reply = browser.get(&format!("/p/{}/{page}", world.partnership)).await;
                    assert_eq!(reply.status, 200, "{page}: {}", reply.body);
                    assert!(!reply.shows("⟦"), "a message is missing on {page}: {}", reply.body);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_stranger_finds_nothing_and_a_partner_no_result_of_a_person() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 5, None).await;
        let areas = areas();
        let test = format!("/p/{}/tests/{}", world.partnership, course.test);
        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas, world.stranger(side));
            assert_eq!(stranger.get(&test).await.status, 404);
            assert_eq!(stranger.get(&format!("/p/{}/my-tests", world.partnership)).await.status, 404);
        }
        let partner = Browser::new(&app, &areas, world.viewer(Side::Partner, Role::PartnerLead));
        assert_eq!(partner.get(&test).await.status, 200);
        assert_eq!(partner.get(&format!("{test}/items")).await.status, 403);
        assert_eq!(partner.get(&format!("{test}/sittings/new")).await.status, 403);
    })
    .await;
}
