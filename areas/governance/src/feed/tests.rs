//! The link to one's own calendar and what it holds, on both engines.

use lustrum_delivery::Act;
use lustrum_delivery::cohort::{self, Cohort};
use lustrum_delivery::enrolment::{self, Person as Enrolled};
use lustrum_delivery::session::{self, SessionId};
use lustrum_identity::membership;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use lustrum_programme::module::{self, Mode};
use lustrum_programme::programme::{self, store::Act as ProgrammeAct};
use serde_json::json;

use super::{calendar, entries};

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

/// A cohort with two sessions: one in the fold of an autumn night, one by day.
async fn sessions(app: &App, world: &World) -> (Cohort, [SessionId; 2]) {
    let (tenant, partnership) = (world.client, world.partnership);
    let by = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let act = ProgrammeAct { tenant, partnership, by, at: app.now() };
    let words = programme::Words { title: "Leading a shift".to_owned(), purpose: "Fewer leave".to_owned(), goal: None };
    let id = programme::create(&tx, act, &words).await.unwrap();
    let known = programme::find(&tx, tenant, partnership, id).await.unwrap().unwrap();
    let words =
        module::Words { title: "Feedback".to_owned(), mode: Mode::Classroom, minutes: 90, own_case_minutes: 60 };
    let module = module::add(&tx, act, &known, &words).await.unwrap();
    let act = Act { tenant, partnership, by, at: app.now() };
    let words = cohort::Words {
        title: "Poland, night shift".to_owned(),
        programme: id,
        region: "PL".to_owned(),
        language: "pl".to_owned(),
        zone: "Europe/Warsaw".to_owned(),
        starts: "2026-10-01".parse().unwrap(),
        waits: false,
    };
    let id = cohort::create(&tx, act, &words).await.unwrap();
    let known = cohort::find(&tx, tenant, partnership, id).await.unwrap().unwrap();
    let mut made = Vec::new();
    for starts in ["2026-10-25T01:30:00Z", "2026-11-03T08:00:00Z"] {
        let words = session::Words {
            module,
            starts_at: Moment(starts.parse().unwrap()),
            zone: "Europe/Warsaw".to_owned(),
            minutes: 90,
            place: "Łódź, hall 2".to_owned(),
        };
        made.push(session::create(&tx, act, &known, &words).await.unwrap());
    }
    tx.commit().await.unwrap();
    (known, [made[0], made[1]])
}

#[tokio::test]
async fn cap_61_a_calendar_holds_the_sessions_that_are_the_reader_s_and_says_which_were_cancelled() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (cohort, [night, day]) = sessions(&app, &world).await;
        let feed = async |side, role| {
            let viewer = world.viewer(side, role);
            let all = entries(&app, &viewer).await.unwrap();
            calendar("Lustrum", &all, app.now()).replace("\r\n ", "")
        };
        // Whoever plans and gives sessions has all of them, a learner those of the own cohort.
        for (side, role) in [
            (Side::Organisation, Role::RegionalLdManager),
            (Side::Organisation, Role::Facilitator),
            (Side::Partner, Role::Facilitator),
        ] {
            assert_eq!(feed(side, role).await.matches("BEGIN:VEVENT").count(), 2, "{role:?}");
        }
        assert!(!feed(Side::Organisation, Role::Learner).await.contains("VEVENT"));
        assert!(!feed(Side::Organisation, Role::BusinessSponsor).await.contains("VEVENT"));
        let learner = world.viewer(Side::Organisation, Role::Learner);
        let act = Act { tenant: world.client, partnership: world.partnership, by: learner.person, at: app.now() };
        let tx = app.db().begin().await.unwrap();
        let own = Enrolled { name: learner.name.clone(), email: learner.email.clone(), unit: "depot-1".to_owned() };
        enrolment::import(&tx, act, &cohort, &[own]).await.unwrap();
        tx.commit().await.unwrap();
        let text = feed(Side::Organisation, Role::Learner).await;
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
        assert!(text.contains("DTSTART;TZID=Europe/Warsaw:20261103T090000"), "{text}");
        // Half past two is shown twice that night; the second is told as an instant.
        assert!(text.contains("DTSTART:20261025T013000Z"), "{text}");
        assert!(text.contains("SUMMARY:Feedback\\, Poland\\, night shift") && text.contains("LOCATION:Łódź\\, hall 2"));
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
        let stranger = entries(&app, &world.stranger(Side::Organisation)).await.unwrap();
        assert!(stranger.is_empty());

        let tx = app.db().begin().await.unwrap();
        assert!(session::cancel(&tx, act, &cohort, day).await.unwrap());
        assert!(!session::cancel(&tx, act, &cohort, day).await.unwrap(), "once");
        tx.commit().await.unwrap();
        let text = feed(Side::Organisation, Role::Learner).await;
        let of = |id: SessionId| {
            let from = text.find(&format!("UID:{id}@lustrum")).unwrap();
            text[from..].split("END:VEVENT").next().unwrap()
        };
        assert!(of(day).contains("STATUS:CANCELLED") && !of(night).contains("STATUS"), "{text}");
    })
    .await;
}
