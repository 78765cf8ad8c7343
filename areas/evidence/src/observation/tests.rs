use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{uuid, values};
use serde_json::json;

use crate::testing::course;
use crate::tests::areas;

#[tokio::test]
async fn an_observation_that_arrives_twice_is_stored_once_and_belongs_to_its_observer() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let viewer = world.viewer(Side::Organisation, Role::LineManager);
        let manager = Browser::new(&app, &areas(), viewer.clone());
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/api/v1/p/{}/observations", world.partnership);
        let id = uuid::Uuid::now_v7();
        let body = |day: &str, person: &str| {
            let mut body = json!({ "id": id, "programme": course.programme.id, "person": person, "occasion": "after",
                "day": day, "observer": viewer.person, "example": "Asked 🙋 each of them" });
            body[format!("rating-{}", course.behaviours[0].id)] = json!(4);
            body[format!("rating-{}", course.behaviours[1].id)] = json!("not-seen");
            body
        };
        let far = manager.json("POST", &path, body("2026-01-01", "t0@x.example")).await;
        assert!(far.status == 422 && far.body.contains("last 60 days"), "{}", far.body);
        assert_eq!(manager.json("POST", &path, body("2026-09-10", "stranger@x.example")).await.status, 422);
        assert_eq!(manager.json("POST", &path, body("2026-09-10", "t0@x.example")).await.status, 201);
        assert_eq!(manager.json("POST", &path, body("2026-09-10", "t0@x.example")).await.status, 200);
        let other = lead.json("POST", &path, body("2026-09-10", "t0@x.example")).await;
        assert!(other.status == 409 && other.body.contains("someone else"), "{}", other.body);
        let mut own = body("2026-09-10", "t0@x.example");
        own["observer"] = json!(null);
        assert_eq!(lead.json("POST", &path, own).await.status, 409, "the id is another's");
        let count = async |table: &str| {
            app.db().number(&format!("SELECT COUNT(*) AS number FROM {table}"), values![]).await.unwrap()
        };
        assert_eq!((count("observation").await, count("rating").await), (1, 1));
        let form = manager.get(&format!("/p/{}/observations/new", world.partnership)).await;
        assert!(form.shows("Asked 🙋 each of them") && form.shows("1 behaviour rated"), "{}", form.body);
        let others = lead.get(&format!("/p/{}/observations/new", world.partnership)).await;
        assert!(!others.shows("Asked 🙋"), "an example stays with its observer");
        for script in ["observe.js", "worker.js"] {
            let reply = manager.get(&format!("/p/{}/observations/{script}", world.partnership)).await;
            assert!(
                reply.status == 200 && reply.headers["content-type"].to_str().unwrap().starts_with("text/javascript")
            );
        }
    })
    .await;
}

#[tokio::test]
async fn who_leads_a_unit_picks_from_their_own_people_and_observes_no_others() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        let viewer = world.viewer(Side::Organisation, Role::LineManager);
        let manager = Browser::new(&app, &areas(), viewer.clone());
        let tx = app.db().begin().await.unwrap();
        assert!(crate::team::assign(&tx, course.act, "Depot 1", "Boss", &viewer.email).await.unwrap());
        tx.commit().await.unwrap();
        let path = format!("/p/{}/observations", world.partnership);
        let form = manager.get(&format!("{path}/new")).await;
        assert!(form.shows("t1 · Depot 1 · not observed yet") && !form.shows("t2"), "{}", form.body);
        let people = crate::team::members(app.db(), world.client, course.programme.id).await.unwrap();
        let id = |name: &str| people.iter().find(|member| member.name == name).unwrap().id.to_string();
        let (programme, rating) = (course.programme.id.to_string(), format!("rating-{}", course.behaviours[0].id));
        let send = async |member: String| {
            let fields = [
                ("programme", programme.as_str()),
                ("member", member.as_str()),
                ("occasion", "after"),
                (rating.as_str(), "3"),
            ];
            manager.post(&path, &fields).await.status
        };
        assert_eq!(send(id("t2")).await, 422, "of another unit");
        assert_eq!(send("nonsense".to_owned()).await, 422);
        assert_eq!(send(id("t1")).await, 303);
        assert!(manager.get(&format!("{path}/new")).await.shows("t1 · Depot 1 · seen on 17 Sep"));
    })
    .await;
}
