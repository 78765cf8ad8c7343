//! Links between modules and behaviours, on both engines.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::on_both_engines;

use super::{link, of_programme};
use crate::module::{self, Mode, Words};
use crate::programme::store::Act;
use crate::{behaviour, programme};

#[tokio::test]
async fn a_module_works_on_what_was_linked_last_and_forgets_what_is_gone() {
    let areas = vec![lustrum_identity::area(), lustrum_strategy::area(), lustrum_partnership::area(), crate::area()];
    on_both_engines(&areas, async |app| {
        let world = world(&app).await;
        let by = world.person(Side::Partner, Role::PartnerLead);
        let act = Act { tenant: world.client, partnership: world.partnership, by, at: app.now() };
        let tx = app.db().begin().await.unwrap();
        let words = programme::Words { title: "Leading".into(), purpose: "Keep".into(), goal: None };
        let id = programme::create(&tx, act, &words).await.unwrap();
        let known = programme::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
        let mut behaviours = Vec::new();
        for text in ["Talks", "Plans", "Speaks up"] {
            behaviours.push(behaviour::add(&tx, act, &known, text, "never", "always").await.unwrap());
        }
        let words = Words { title: "Talks".into(), mode: Mode::Online, minutes: 60, own_case_minutes: 0 };
        for _ in 0..2 {
            module::add(&tx, act, &known, &words).await.unwrap();
        }
        let modules = module::of_programme(&tx, world.client, id).await.unwrap();
        assert!(of_programme(&tx, world.client, id).await.unwrap().is_empty());
        link(&tx, act, &modules[0], &behaviours[..2]).await.unwrap();
        link(&tx, act, &modules[0], &behaviours[1..]).await.unwrap();
        link(&tx, act, &modules[1], &behaviours[1..2]).await.unwrap();
        let linked = of_programme(&tx, world.client, id).await.unwrap();
        assert_eq!((&linked[&modules[0].id][..], &linked[&modules[1].id][..]), (&behaviours[1..], &behaviours[1..2]));
        behaviour::remove(&tx, act, &known, behaviours[1]).await.unwrap();
        module::remove(&tx, act, &modules[1]).await.unwrap();
        let linked = of_programme(&tx, world.client, id).await.unwrap();
        assert_eq!((linked.len(), &linked[&modules[0].id][..]), (1, &behaviours[2..]));
        link(&tx, act, &modules[0], &[]).await.unwrap();
        assert!(of_programme(&tx, world.client, id).await.unwrap().is_empty());
    })
    .await;
}
