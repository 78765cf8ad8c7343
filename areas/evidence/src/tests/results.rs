use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::values;
use lustrum_programme::programme::{self, store::Act};
use lustrum_sharing::testing::{a_kpi, in_force};

use super::{areas, levels, line};
use crate::testing::course;

#[tokio::test]
async fn results_are_the_organisations_own_and_the_partner_sees_what_is_released() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 2).await;
        // Gent 40 (3 people), Lier 10 (7), Venlo 20 (10): the mean is 23.33.
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let act = Act { tenant: world.client, partnership: world.partnership, by: course.act.by, at: app.now() };
        let tx = app.db().begin().await.unwrap();
        programme::add_measure(&tx, act, &course.programme, 4, "Fewer leave", Some(kpi)).await.unwrap();
        tx.commit().await.unwrap();
        let own = levels(&app, &world, Side::Organisation).await;
        let figure = &line(&own.results, "evidence-figure-kpi").figure;
        assert!((figure.value().unwrap() - 70.0 / 3.0).abs() < 1e-9 && figure.n() == Some(3), "three units");
        assert!(levels(&app, &world, Side::Partner).await.results.is_empty(), "nothing is released");

        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = format!("/p/{}/evidence/results", world.partnership);
        assert!(!partner.get(&page).await.shows("Turnover"));
        in_force(&app, &world, kpi).await;
        let released = levels(&app, &world, Side::Partner).await;
        let figure = &line(&released.results, "evidence-figure-kpi").figure;
        assert!((figure.value().unwrap() - 70.0 / 3.0).abs() < 1e-9 && figure.n() == Some(20), "twenty people");
        let reads = "SELECT COUNT(*) AS number FROM event WHERE kind = 'release.read'";
        let before = app.db().number(reads, values![]).await.unwrap();
        assert!(partner.get(&page).await.shows("Turnover"));
        assert!(partner.get(&format!("/p/{}/evidence", world.partnership)).await.shows("Turnover"));
        assert_eq!(app.db().number(reads, values![]).await.unwrap(), before + 2, "every look is in the ledger");
        let facilitator = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::Facilitator));
        let overview = facilitator.get(&format!("/p/{}/evidence", world.partnership)).await;
        assert!(overview.status == 200 && !overview.shows("Turnover"));
        let file = partner.get(&format!("/p/{}/evidence.csv", world.partnership)).await;
        assert!(file.shows("4,\"Turnover, last period\",23.333333333333332,%"), "{}", file.body);
    })
    .await;
}
