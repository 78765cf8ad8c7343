use lustrum_kernel::access::{Access, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines};

use crate::invitation::{Draft, Host, Place, invite};
use crate::testing::{World, world};
use crate::{area, membership, person};

/// The path with ids of this organisation that are there at this moment.
async fn filled(app: &App, world: &World, side: Side, path: &str) -> String {
    let organisation = world.at(side, Role::Learner).organisation();
    let learner = world.person(side, Role::Learner);
    let tx = app.db().begin().await.unwrap();
    membership::join(&tx, organisation, learner, &[Role::Learner], app.now()).await.unwrap();
    let host = Host { organisation, organisation_name: "x", person: learner, name: "x" };
    let draft = Draft {
        email: "new@x.example".to_owned(),
        into: Place::Organisation(vec![Role::Learner]),
        locale: lustrum_kernel::locale::Locale::En,
    };
    let invitations = invite(app, &tx, &host, vec![draft]).await.unwrap();
    tx.commit().await.unwrap();
    path.replace("{organisation}", &organisation.to_string())
        .replace("{person}", &learner.to_string())
        .replace("{invitation}", &invitations[0].id.to_string())
}

#[tokio::test]
async fn cap_26_every_route_of_an_organisation_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let areas = [area()];
        for route in areas[0].routes.iter() {
            let Access::Organisation(allowed) = route.access else { continue };
            for side in Side::BOTH {
                for role in Role::ALL {
                    let path = filled(&app, &world, side, route.path).await;
                    let browser = Browser::new(&app, &areas, world.viewer(side, role));
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    let passes = !matches!(status, 401 | 403 | 404);
                    assert_eq!(passes, allowed.contains(&role), "{} {path} as {role:?}: {status}", route.method);
                    if !passes {
                        assert!(matches!(status, 403 | 404));
                    }
                }
                let path = filled(&app, &world, side, route.path).await;
                for stranger in [world.stranger(side), world.stranger(side.other())] {
                    let browser = Browser::new(&app, &areas, stranger);
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    assert_eq!(status, 404, "{} {path} as somebody else", route.method);
                }
                let browser = Browser::new(&app, &areas, None);
                let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                assert!(matches!(status, 303 | 401), "{} {path} signed out: {status}", route.method);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn roles_change_memberships_end_and_the_last_lead_stays() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = Browser::new(&app, &[area()], world.viewer(Side::Organisation, Role::LdLead));
        let people = format!("/o/{}/people", world.client);
        let learner = world.person(Side::Organisation, Role::Learner);
        let path = format!("{people}/{learner}");
        assert!(lead.get(&path).await.shows("value=\"learner\" checked"));
        let both = [("roles", "line-manager"), ("roles", "learner")];
        assert_eq!(lead.post(&format!("{path}/roles"), &both).await.status, 303);
        let member = membership::find(app.db(), world.client, learner).await.unwrap().unwrap();
        assert_eq!(member.roles, [Role::Learner, Role::LineManager]);
        assert_eq!(lead.post(&format!("{path}/roles"), &[("roles", "partner-lead")]).await.status, 422);
        assert_eq!(lead.post(&format!("{path}/roles"), &[]).await.status, 422);
        assert_eq!(lead.post(&format!("{path}/end"), &[]).await.status, 303);
        assert!(membership::find(app.db(), world.client, learner).await.unwrap().is_none());
        assert_eq!(lead.post(&format!("{path}/end"), &[]).await.status, 404);
        let own = format!("{people}/{}", world.person(Side::Organisation, Role::LdLead));
        assert_eq!(lead.post(&format!("{own}/end"), &[]).await.status, 409);
        let reply = lead.post(&format!("{own}/roles"), &[("roles", "learner")]).await;
        assert!(reply.status == 422 && reply.shows("roles-error"));
    })
    .await;
}

#[tokio::test]
async fn the_list_and_the_history_come_in_pages_and_as_files() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let tx = app.db().begin().await.unwrap();
        for number in 0..55 {
            let (name, email) = (format!("=Person {number:02}"), format!("p{number}@x.example"));
            let id = person::create(&tx, &name, &email, Default::default(), "UTC", app.now()).await.unwrap();
            membership::join(&tx, world.client, id, &[Role::Learner], app.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let lead = Browser::new(&app, &[area()], world.viewer(Side::Organisation, Role::LdLead));
        let first = lead.get(&format!("/o/{}/people", world.client)).await;
        assert!(first.shows("=Person 40") && !first.shows("=Person 41"));
        let next = first.body.split("people?after=").nth(1).unwrap().split('"').next().unwrap();
        let second = lead.get(&format!("/o/{}/people?after={next}", world.client)).await;
        assert!(second.shows("=Person 41") && second.shows("=Person 54") && !second.shows("rel=\"next\""));
        let file = lead.get(&format!("/o/{}/people.csv", world.client)).await;
        assert!(file.body.lines().count() == 65 && file.shows("'=Person 00"), "no formulas in a file");

        let page = lead.get(&format!("/o/{}/history", world.client)).await;
        assert!(page.shows("made =Person 54 a member: learner") && page.shows("rel=\"next\""), "{}", page.body);
        let before = page.body.split("history?before=").nth(1).unwrap().split('"').next().unwrap();
        let older = lead.get(&format!("/o/{}/history?before={before}", world.client)).await;
        assert!(older.shows("made the organisation Noordkade Logistics") && !older.shows("=Person 54"));
        let file = lead.get(&format!("/o/{}/history.csv", world.client)).await;
        assert!(file.shows("began the partnership"));
    })
    .await;
}

#[tokio::test]
async fn an_event_of_another_area_without_words_shows_its_kind() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let tx = app.db().begin().await.unwrap();
        let event = lustrum_kernel::event::Event::new(world.client, app.now(), "kite.flown");
        lustrum_kernel::event::append(&tx, event).await.unwrap();
        tx.commit().await.unwrap();
        let lead = Browser::new(&app, &[area()], world.viewer(Side::Organisation, Role::LdLead));
        assert!(lead.get(&format!("/o/{}/history", world.client)).await.shows("kite.flown"));
    })
    .await;
}
