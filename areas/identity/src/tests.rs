//! The world of the tests and the reading of a viewer, on both engines.

use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::on_both_engines;

use crate::testing::world;
use crate::{area, membership, viewer};

#[tokio::test]
async fn a_viewer_knows_its_own_partnership_and_no_other() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = world.viewer(Side::Partner, Role::PartnerLead);
        assert_eq!(lead.partnerships.iter().map(|known| known.id).collect::<Vec<_>>(), [world.partnership]);
        assert!(lead.in_partnership(world.foreign_partnership).is_none());
        assert!(lead.in_organisation(world.client).is_none());
        assert_eq!(world.within(Side::Partner, Role::PartnerLead).side, Side::Partner);
        assert_eq!(world.within(Side::Organisation, Role::Learner).tenant(), world.client);
    })
    .await;
}

#[tokio::test]
async fn who_left_is_no_member_any_more_and_comes_back_with_new_roles() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let person = world.person(Side::Organisation, Role::DataSteward);
        let tx = app.db().begin().await.unwrap();
        assert!(membership::leave(&tx, world.client, person, None, app.now()).await.unwrap());
        assert!(!membership::leave(&tx, world.client, person, None, app.now()).await.unwrap());
        tx.commit().await.unwrap();
        let gone = viewer::of(app.db(), person).await.unwrap().unwrap();
        assert!(gone.memberships.is_empty() && gone.partnerships.is_empty());
        let tx = app.db().begin().await.unwrap();
        membership::join(&tx, world.client, person, &[Role::Learner], app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let back = viewer::of(app.db(), person).await.unwrap().unwrap();
        assert_eq!(back.in_organisation(world.client).unwrap().member.roles, [Role::Learner]);
    })
    .await;
}
