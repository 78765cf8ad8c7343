//! The rows of the access matrix say what the policies do: every route, role and side is tried.

use lustrum_kernel::access::{Access, Kind, Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::{a_round, areas};
use crate::area;

#[tokio::test]
async fn every_route_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        assert_eq!(house.decide(0, &[]).await.status, 303);
        let world = &house.world;
        let criterion = house.dossier().await.tree.leaves()[0].id.to_string();
        let areas = areas();
        for route in area().routes {
            let path = route
                .path
                .replace("{organisation}", &world.client.to_string())
                .replace("{partnership}", &world.partnership.to_string())
                .replace("{round}", &house.round.to_string())
                .replace("{candidate}", &house.candidates[0].to_string())
                .replace("{criterion}", &criterion)
                .replace("{number}", "1")
                .replace("{token}", "nothing-that-exists");
            for side in Side::BOTH {
                let kind = if side == Side::Organisation { Kind::Client } else { Kind::Partner };
                for role in Role::ALL.into_iter().filter(|role| role.fits(kind)) {
                    let expected = match (route.access, side) {
                        (Access::Public, _) => true,
                        (Access::Organisation(roles), Side::Organisation) => roles.contains(&role),
                        (Access::Organisation(_), Side::Partner) => false,
                        (Access::Partnership { organisation, .. }, Side::Organisation) => organisation.contains(&role),
                        (Access::Partnership { partner, .. }, Side::Partner) => partner.contains(&role),
                        (other, _) => panic!("{} has the row {other:?}", route.path),
                    };
                    let browser = Browser::new(&app, &areas, world.viewer(side, role));
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    assert!(status < 500, "{} {path} as {role:?}: {status}", route.method);
                    let passes = !matches!(status, 401 | 403 | 404);
                    assert_eq!(passes, expected, "{} {path} as {role:?} of {side:?}: {status}", route.method);
                }
            }
        }
    })
    .await;
}
