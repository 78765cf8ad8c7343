//! The link to one's own calendar, on both engines.

use lustrum_identity::membership;
use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use serde_json::json;

use crate::meeting::{Kind, NewSeries, add_day_off, begin};
use crate::tests::{areas, lead};

#[tokio::test]
async fn a_secret_link_shows_the_meetings_of_its_owner_until_it_is_revoked() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let by = By::viewer(&world.within(Side::Partner, Role::PartnerLead), app.now());
        let new = NewSeries {
            kind: Kind::Talk,
            rule: "FREQ=WEEKLY;COUNT=4".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            starts: "2026-10-12T10:00".parse().unwrap(),
            minutes: 30,
            place: "Room 3; by the stairs".to_owned(),
        };
        let tx = app.db().begin().await.unwrap();
        begin(&tx, &by, &new).await.unwrap();
        add_day_off(&tx, &by, "2026-10-19".parse().unwrap(), "Away").await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let partner = lead(&app, &world, Side::Partner);
        assert!(partner.get("/account/calendar").await.shows("You have no address yet"));
        let made = partner.post("/account/calendar", &[]).await;
        // The address in a page or a JSON document, as the path that a calendar program asks for.
        let path = |body: &str| {
            let links = body.match_indices("/calendar/").filter_map(|(at, _)| body[at..].split(['<', '"']).next());
            links.filter(|link| link.ends_with(".ics")).map(str::to_owned).next().unwrap()
        };
        let first = path(&made.body);
        let anyone = Browser::new(&app, &areas(), None);
        let feed = anyone.get(&first).await;
        assert_eq!(
            (feed.status, feed.headers["content-type"].to_str().unwrap()),
            (200, "text/calendar; charset=utf-8")
        );
        let text = feed.body.replace("\r\n ", "");
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 3, "the day off is left out: {text}");
        assert!(
            text.contains("DTSTART;TZID=Europe/Amsterdam:20261012T100000") && text.contains("TZID:Europe/Amsterdam")
        );
        assert!(text.contains("SUMMARY:Operational talk: Noordkade Logistics × Baken Leiderschap"));
        assert!(text.contains("LOCATION:Room 3\\; by the stairs"));
        assert!(feed.body.split("\r\n").all(|line| line.len() <= 75));

        for forged in [first.replace(".ics", "A.ics"), first.replace(".ics", ""), "/calendar/.ics".to_owned()] {
            assert_eq!(anyone.get(&forged).await.status, 404, "{forged}");
        }
        let again = path(&partner.post("/account/calendar", &[]).await.body);
        assert_ne!(first, again);
        assert_eq!(anyone.get(&first).await.status, 404, "a new link takes the place of the one before");
        assert_eq!(anyone.get(&again).await.status, 200);
        assert_eq!(partner.post("/account/calendar/withdrawal", &[]).await.status, 303);
        assert_eq!(anyone.get(&again).await.status, 404, "revoked");
        assert!(matches!(anyone.get("/account/calendar").await.status, 303 | 401));

        // Whoever may not see meetings, and whoever left, has an empty calendar.
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        let link =
            learner.json("POST", "/api/v1/me/calendar", json!(null)).await.json()["url"].as_str().unwrap().to_owned();
        let empty = anyone.get(&path(&link)).await;
        assert!(empty.status == 200 && !empty.shows("VEVENT"));
        let link =
            partner.json("POST", "/api/v1/me/calendar", json!(null)).await.json()["url"].as_str().unwrap().to_owned();
        assert!(anyone.get(&path(&link)).await.shows("VEVENT"));
        let tx = app.db().begin().await.unwrap();
        membership::leave(&tx, world.partner, by.person, None, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!anyone.get(&path(&link)).await.shows("VEVENT"));
        assert_eq!(partner.json("DELETE", "/api/v1/me/calendar", json!(null)).await.status, 204);
        assert_eq!(anyone.get(&path(&link)).await.status, 404);
    })
    .await;
}
