//! How the health is looked at, through the real router on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use serde_json::json;

use super::check::{CheckId, dimensions_of_partnership, open};
use super::setting::{Settings, current};
use crate::tests::{areas, lead};

/// A check that runs, for the test of who may pass which route.
pub async fn a_check(app: &App, world: &World) -> CheckId {
    let by = By::viewer(&world.within(Side::Organisation, Role::LdLead), app.now());
    let about = dimensions_of_partnership(app.db(), world.client, world.partnership).await.unwrap();
    let tx = app.db().begin().await.unwrap();
    let id = open(&tx, &by, by.day().plus_days(14), &about).await.unwrap();
    tx.commit().await.unwrap();
    id
}

const SOUND: [(&str, &str); 11] = [
    ("seen", "0"),
    ("weight-rhythm", "30"),
    ("weight-actions", "20"),
    ("weight-evidence", "20"),
    ("weight-cases", "10"),
    ("weight-balance", "12,5"),
    ("weight-charter", "0"),
    ("floor", "55"),
    ("fall", "8"),
    ("gap", "1,5"),
    ("contest-days", "5"),
];

fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    SOUND.into_iter().map(|(known, usual)| (known, if known == name { value } else { usual })).collect()
}

#[tokio::test]
async fn both_sides_change_weights_and_limits_and_the_second_of_two_at_once_sees_the_first() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/health/settings", world.partnership);
        let usual = current(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!((usual.number, usual.settings), (0, Settings::default()));
        assert!(ours.get(&path).await.shows("value=\"20\""), "what holds as long as nobody changed it");
        for (name, value) in
            [("weight-rhythm", "-1"), ("floor", "101"), ("gap", "0"), ("contest-days", "2.5"), ("fall", "x")]
        {
            let reply = ours.post(&path, &with(name, value)).await;
            assert!(reply.status == 422 && reply.shows(&format!("{name}-error")), "{name}: {}", reply.status);
        }
        let none: Vec<(&str, &str)> = SOUND
            .into_iter()
            .map(|(name, usual)| (name, if name.starts_with("weight") { "0" } else { usual }))
            .collect();
        assert!(ours.post(&path, &none).await.shows("Give at least one part a weight"));
        assert_eq!(ours.post(&path, &SOUND).await.status, 303);
        let kept = current(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!((kept.number, kept.settings.weights), (1, [30.0, 20.0, 20.0, 10.0, 12.5, 0.0]));
        assert_eq!((kept.settings.gap, kept.settings.contest_days), (1.5, 5));

        let second = theirs.post(&path, &with("floor", "70")).await;
        assert!(second.status == 422 && second.shows("Someone else saved meanwhile: weights 30, 20, 20, 10"));
        assert!(second.shows("value=\"70\"") && second.shows("name=\"seen\" value=\"1\""), "what was typed stays");
        let again: Vec<(&str, &str)> = with("floor", "70")
            .into_iter()
            .map(|(name, value)| (name, if name == "seen" { "1" } else { value }))
            .collect();
        assert_eq!(theirs.post(&path, &again).await.status, 303);
        let api = format!("/api/v1{path}");
        let read = ours.json("GET", &api, json!(null)).await.json();
        assert_eq!((read["number"].as_i64(), read["floor"].as_f64()), (Some(2), Some(70.0)));
        let wrong = ours.json("POST", &api, json!({ "seen": 2, "floor": "low" })).await;
        assert_eq!(wrong.status, 422);

        let facilitator = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::Facilitator));
        assert_eq!(facilitator.get(&path).await.status, 403);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(learner.get(&format!("/p/{}/health", world.partnership)).await.status, 403);
        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas(), world.stranger(side));
            assert_eq!(stranger.get(&format!("/p/{}/health", world.partnership)).await.status, 404);
            assert_eq!(stranger.post(&path, &SOUND).await.status, 404);
        }
    })
    .await;
}
