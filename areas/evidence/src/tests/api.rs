use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::areas;
use crate::feedback::answer_many;
use crate::testing::{all, course, round};

#[tokio::test]
async fn programs_read_the_levels_and_bring_scores_ratings_and_observations() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let api = format!("/api/v1/p/{}", world.partnership);
        let days = json!({ "before": "2026-07-01", "after": "2026-09-01" });
        let with = |mut value: serde_json::Value| {
            value["before"] = days["before"].clone();
            value["after"] = days["after"].clone();
            value
        };
        let scores = "person,before,after\na,1,3\nb,2,3\nc,3,5\nd,4,5\ne,2,4\n";
        let body = with(json!({ "cohort": course.trained.id, "title": "Test", "most": 5, "rows": scores }));
        assert_eq!(lead.json("POST", &format!("{api}/scores"), body).await.status, 201);
        let body = with(json!({ "cohort": course.trained.id, "title": "Test", "most": 3, "rows": scores }));
        let reply = lead.json("POST", &format!("{api}/scores"), body).await;
        assert!(reply.status == 422 && reply.shows("rows"), "{}", reply.body);
        let ratings = "person,behaviour,before,after\nt0@x.example,1,2,4\nt1@x.example,1,2,3\n";
        let body = with(json!({ "programme": course.programme.id, "rows": ratings }));
        let reply = lead.json("POST", &format!("{api}/ratings"), body).await;
        assert_eq!((reply.status, reply.json()["ratings"].as_i64()), (201, Some(4)));
        let mut body = json!({ "programme": course.programme.id, "person": "w0@x.example", "occasion": "before" });
        let observations = format!("{api}/observations");
        assert_eq!(lead.json("POST", &observations, body.clone()).await.status, 422, "nothing was seen");
        body[format!("rating-{}", course.behaviours[1].id)] = json!(4);
        assert_eq!(lead.json("POST", &observations, body).await.status, 201);

        let opened = round(&app, &course, 6).await;
        let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
        let one = format!("{api}/feedback-rounds/{}", opened.id);
        assert_eq!(lead.get(&one).await.json()["distributions"], json!([]), "nothing before the fifth answer");
        let tx = app.db().begin().await.unwrap();
        answer_many(&tx, world.client, &opened, day, &[all(4), all(4), all(5), all(2), all(3)]).await.unwrap();
        tx.commit().await.unwrap();
        let seen = lead.get(&one).await.json();
        assert_eq!(seen["distributions"][0]["counts"], json!([0, 1, 1, 2, 1]));
        let rounds = lead.get(&format!("{api}/feedback-rounds")).await.json();
        assert_eq!((rounds["rounds"][0]["answers"].clone(), rounds["next"].clone()), (json!(5), json!(null)));

        let levels = lead.get(&format!("{api}/evidence")).await.json();
        let figure = &levels["levels"][0]["figures"][0];
        assert_eq!((figure["value"].clone(), figure["n"].clone()), (json!(60.0), json!(5)));
        assert_eq!(levels["levels"][2]["figures"][0]["state"], "withheld", "two people are too few");
        let body = json!({ "module": format!("{}:{}", course.trained.id, course.module.module_id) });
        assert_eq!(lead.json("POST", &format!("{api}/feedback-rounds"), body).await.status, 422, "asked already");
    })
    .await;
}
