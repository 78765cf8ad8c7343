//! The rows of the access matrix say what the policies do: every route, role and side is tried.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Access, Kind, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::outside::Unreached;
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::{areas, day, turnover};
use crate::connector::run;
use crate::reading::Value;
use crate::{area, challenge, connector, goal, reading};

/// What the paths name: ids that are there, in the order in which they are filled in.
async fn things(app: &App, world: &World) -> (Vec<(&'static str, String)>, goal::Goal) {
    let kpi = turnover(app, world).await;
    let lead = world.person(Side::Organisation, Role::LdLead);
    let (from, due) = (day("2026-01-01"), day("2028-12-31"));
    let tx = app.db().begin().await.unwrap();
    let words =
        challenge::Words { title: "They leave".to_owned(), description: String::new(), owner: lead, from, until: due };
    let challenge = challenge::create(&tx, world.client, lead, app.now(), &words).await.unwrap();
    let words =
        goal::Words { title: "Fewer leave".to_owned(), challenge, kpi: kpi.id, baseline: 31.0, target: 20.0, due };
    let goal = goal::create(&tx, world.client, lead, app.now(), &words).await.unwrap();
    let words = connector::Words {
        title: "HR".to_owned(),
        source: "hr".to_owned(),
        path: "turnover.csv".to_owned(),
        sheet: String::new(),
        headings: reading::file::Headings::default(),
        share: false,
        limits: connector::Limits::default(),
        schedule: connector::Schedule { every: connector::Every::Day, on_day: 1, hour: 6, zone: "UTC".to_owned() },
    };
    let made = connector::store::create(&tx, world.client, kpi.id, lead, app.now(), &words).await.unwrap();
    let made = connector::store::find(&tx, world.client, made).await.unwrap().unwrap();
    let (cause, nothing) = (run::Cause::Preview(lead), run::Brought::Unreached(Unreached::NotFound));
    let looked = run::settle(app, &tx, &made, &kpi, cause, nothing, app.now()).await.unwrap();
    let value = Value { unit: "Gent".to_owned(), period: from, value: 31.0, people: None };
    let recorded = reading::record(&tx, world.client, &kpi, lead, app.now(), &[value]).await.unwrap();
    tx.commit().await.unwrap();
    let ids = vec![
        ("{challenge}", challenge.to_string()),
        ("{kpi}", kpi.id.to_string()),
        ("{connector}", made.id.to_string()),
        ("{run}", looked.id.to_string()),
        ("{goal}", goal.to_string()),
        ("{reading}", recorded.ids[0].unwrap().to_string()),
        ("{partnership}", world.partnership.to_string()),
    ];
    (ids, goal::find(app.db(), world.client, goal).await.unwrap().unwrap())
}

#[tokio::test]
async fn every_route_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ids, goal) = things(&app, &world).await;
        let lead = world.person(Side::Organisation, Role::LdLead);
        let areas = areas();
        for route in area().routes {
            let path = ids.iter().fold(route.path.to_owned(), |path, (name, id)| path.replace(name, id));
            let path = path.replace("{organisation}", &world.client.to_string());
            for side in Side::BOTH {
                let kind = if side == Side::Organisation { Kind::Client } else { Kind::Partner };
                for role in Role::ALL.into_iter().filter(|role| role.fits(kind)) {
                    let expected = match (route.access, side) {
                        (Access::Organisation(roles), Side::Organisation) => roles.contains(&role),
                        (Access::Organisation(_), Side::Partner) => false,
                        (Access::Partnership { organisation, .. }, Side::Organisation) => organisation.contains(&role),
                        (Access::Partnership { partner, .. }, Side::Partner) => partner.contains(&role),
                        (other, _) => panic!("{} has the row {other:?}", route.path),
                    };
                    let tx = app.db().begin().await.unwrap();
                    goal::share(&tx, world.client, world.partnership, &goal, lead, app.now()).await.unwrap();
                    tx.commit().await.unwrap();
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
