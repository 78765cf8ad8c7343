use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::{members, of_partnership, units_of};
use crate::testing::course;
use crate::tests::areas;

#[tokio::test]
async fn a_line_manager_is_given_a_unit_once_and_loses_it_again() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/teams", world.partnership);
        assert!(lead.get(&path).await.shows("4 units have no line manager yet"));
        let send = async |unit: &str, email: &str| {
            lead.post(&path, &[("unit", unit), ("name", "Zoë d’Ör 🚚"), ("email", email)]).await.status
        };
        assert_eq!(send("Depot 9", "z@x.example").await, 422, "no such unit");
        assert_eq!(send("Depot 1", "nonsense").await, 422);
        assert_eq!(send("Depot 1", "Z@x.example").await, 303);
        assert_eq!(send("Depot 1", "z@x.example").await, 422, "known already");
        assert!(lead.get(&path).await.shows("Zoë d’Ör 🚚"));
        let (tenant, partnership) = (world.client, world.partnership);
        assert_eq!(units_of(app.db(), tenant, partnership, "z@x.example").await.unwrap(), ["Depot 1"]);
        assert_eq!(members(app.db(), tenant, course.programme.id).await.unwrap().len(), 16);
        let id = of_partnership(app.db(), tenant, partnership).await.unwrap()[0].id;
        assert_eq!(lead.post(&format!("{path}/{id}/removal"), &[]).await.status, 303);
        assert_eq!(lead.post(&format!("{path}/{id}/removal"), &[]).await.status, 404);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert_eq!(partner.get(&path).await.status, 403);
    })
    .await;
}
