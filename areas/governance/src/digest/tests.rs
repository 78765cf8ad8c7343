//! The digest on both engines: who gets what, when, and once.

use jiff::tz::TimeZone;
use lustrum_identity::testing::{World, world};
use lustrum_identity::{membership, person};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::job::run_due;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::mail::{self, Posted};
use lustrum_kernel::testing::{Browser, a_morning, on_both_engines};
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::contact::{Given, Mandate, give};
use lustrum_partnership::{By, ask};
use serde_json::json;

use super::{Wish, send_due};
use crate::action::{self, NewAction};
use crate::decision::{self, NewDecision};
use crate::meeting::{Kind, NewSeries, begin};
use crate::owner::Owner;
use crate::quarter::Quarter;
use crate::tests::{areas, lead};

/// The Monday after the morning on which tests stand still, at seven in Amsterdam.
fn monday() -> Moment {
    Moment("2026-09-21T05:00:00Z".parse().unwrap())
}

fn due(day: &str) -> Day {
    day.parse().unwrap()
}

async fn lived(app: &App, world: &World) {
    let ours = By::viewer(&world.within(Side::Organisation, Role::LdLead), app.now());
    let region = By::viewer(&world.within(Side::Organisation, Role::RegionalLdManager), app.now());
    let partner = world.person(Side::Partner, Role::PartnerLead);
    let tx = app.db().begin().await.unwrap();
    let given = Given { holds: vec![Mandate::DecideChange], ..Given::default() };
    give(&tx, &ours, ours.person, "Marleen", &given).await.unwrap();
    ask::make(&tx, &region, "Ewa", Mandate::DecideChange, None, "May a case\nof our own replace it?", None)
        .await
        .unwrap();
    for (text, side, owner, day) in [
        ("Write to the depots", Side::Organisation, ours.person, "2026-09-18"),
        ("Certify two facilitators", Side::Partner, partner, "2026-09-24"),
        ("Much later", Side::Partner, partner, "2026-12-01"),
    ] {
        let new = NewAction {
            period: Quarter::at(app.now()),
            text: text.to_owned(),
            owner: Owner { side, person: Some(owner) },
            due: due(day),
            blameless: None,
            expected: None,
        };
        action::add(&tx, ours.tenant, ours.partnership, ours.person, app.now(), new).await.unwrap();
    }
    let decided = NewDecision {
        period: Quarter::at(app.now()),
        text: "The next cohort begins in November".to_owned(),
        clause: String::new(),
        owner: Owner { side: Side::Organisation, person: None },
        due: None,
        meeting: None,
        measure: String::new(),
    };
    decision::add(&tx, ours.tenant, ours.partnership, ours.person, app.now(), decided).await.unwrap();
    let talk = NewSeries {
        kind: Kind::Talk,
        rule: "FREQ=WEEKLY".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: "2026-09-22T10:00".parse().unwrap(),
        minutes: 30,
        place: "Room 3".to_owned(),
    };
    begin(&tx, &ours, &talk).await.unwrap();
    tx.commit().await.unwrap();
}

/// The digests in the outbox of both sides.
async fn digests(app: &App, world: &World) -> Vec<Posted> {
    let mut all = mail::outbox(app.db(), world.client, 500).await.unwrap();
    all.extend(mail::outbox(app.db(), world.partner, 500).await.unwrap());
    all.retain(|mail| mail.body.contains("/digest/"));
    all
}

fn to<'a>(all: &'a [Posted], role: &str, side: Side) -> Option<&'a Posted> {
    let address = format!("{role}@{}.example", side.word());
    all.iter().find(|mail| mail.recipient == address)
}

fn link(mail: &Posted) -> String {
    let at = mail.body.find("/digest/").unwrap();
    mail.body[at..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn cap_19_a_digest_tells_each_what_they_may_see_once_and_at_their_hour() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        lived(&app, &world).await;
        assert_eq!(send_due(&app).await.unwrap(), 0, "nobody's Monday has come");
        app.clock().set(monday().plus_seconds(-1));
        assert_eq!(send_due(&app).await.unwrap(), 0);
        app.clock().set(monday());
        let sent = send_due(&app).await.unwrap();
        let all = digests(&app, &world).await;
        assert_eq!(all.len(), sent);
        assert_eq!(send_due(&app).await.unwrap(), 0, "once each");

        let ours = to(&all, "ld-lead", Side::Organisation).unwrap();
        assert!(ours.body.contains("- Ewa asks for a decision: May a case of our own replace it?"), "{}", ours.body);
        assert!(ours.body.contains("Write to the depots (late"), "{}", ours.body);
        assert!(!ours.body.contains("Certify two facilitators"), "it is the partner's: {}", ours.body);
        assert!(
            ours.body.contains("The next cohort begins in November") && ours.body.contains("10:00"),
            "{}",
            ours.body
        );
        let theirs = to(&all, "partner-lead", Side::Partner).unwrap();
        assert!(theirs.body.contains("Certify two facilitators") && !theirs.body.contains("Much later"));
        assert!(!theirs.body.contains("Ewa asks"), "what is asked within the other side waits there");
        assert!(to(&all, "learner", Side::Organisation).is_none(), "nothing to say to who takes part in nothing");
        assert!(!all.iter().any(|mail| mail.recipient.starts_with("stranger")), "{all:?}");

        // A week later the same digest is told anew, and only once more.
        app.clock().set(monday().plus_days(7));
        assert!(send_due(&app).await.unwrap() > 0);
        assert_eq!(send_due(&app).await.unwrap(), 0);
        // The mails leave in a few jobs.
        while run_due(&app).await.unwrap() > 0 {}
        assert!(digests(&app, &world).await.iter().all(|mail| mail.state == "kept"));
    })
    .await;
}

#[tokio::test]
async fn a_digest_is_told_in_the_language_and_zone_of_its_reader_and_not_to_who_left() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        lived(&app, &world).await;
        let partner = world.viewer(Side::Partner, Role::PartnerLead);
        let tx = app.db().begin().await.unwrap();
        person::set_profile(&tx, partner.person, &partner.name, Locale::Nl, "America/New_York").await.unwrap();
        let steward = world.person(Side::Organisation, Role::DataSteward);
        membership::leave(&tx, world.client, steward, None, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        send_due(&app).await.unwrap();
        app.clock().set(monday());
        send_due(&app).await.unwrap();
        let all = digests(&app, &world).await;
        assert!(to(&all, "partner-lead", Side::Partner).is_none(), "it is one at night in New York");
        assert!(to(&all, "data-steward", Side::Organisation).is_none(), "who left sees nothing");
        app.clock().set(monday().plus_seconds(6 * 3_600));
        send_due(&app).await.unwrap();
        let all = digests(&app, &world).await;
        let theirs = to(&all, "partner-lead", Side::Partner).unwrap();
        assert!(theirs.body.contains("Deze week af") && theirs.body.contains("04:00"), "{}", theirs.body);

        // After two days in which nothing ran the old digest says nothing new.
        let before = digests(&app, &world).await.len();
        app.clock().set(monday().plus_days(9));
        assert_eq!(send_due(&app).await.unwrap(), 0);
        assert_eq!(digests(&app, &world).await.len(), before);
    })
    .await;
}

#[tokio::test]
async fn a_person_chooses_day_and_hour_and_switches_it_off_without_signing_in() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        lived(&app, &world).await;
        let own = lead(&app, &world, Side::Organisation);
        assert!(own.get("/account/digest").await.shows("Monday"));
        let refused = own.post("/account/digest", &[("wanted", "yes"), ("weekday", "8"), ("hour", "25")]).await;
        assert!(refused.status == 422 && refused.shows("weekday-error") && refused.shows("hour-error"));
        assert_eq!(
            own.post("/account/digest", &[("wanted", "yes"), ("weekday", "5"), ("hour", "16")]).await.status,
            303
        );
        let wish = own.get("/api/v1/me/digest").await.json();
        assert_eq!(wish, json!({ "wanted": true, "weekday": 5, "hour": 16 }));

        send_due(&app).await.unwrap();
        app.clock().set(monday());
        send_due(&app).await.unwrap();
        assert!(to(&digests(&app, &world).await, "ld-lead", Side::Organisation).is_none());
        let theirs = to(&digests(&app, &world).await, "partner-lead", Side::Partner).map(link).unwrap();
        app.clock().set(Moment("2026-09-25T14:00:00Z".parse().unwrap()));
        send_due(&app).await.unwrap();
        let ours = to(&digests(&app, &world).await, "ld-lead", Side::Organisation).map(link).unwrap();

        // A program that looks at the link changes nothing; one request without a session switches it off (RFC 8058).
        let anyone = Browser::new(&app, &areas(), None);
        assert!(anyone.get(&ours).await.shows("you need not sign in"));
        assert_eq!(own.get("/api/v1/me/digest").await.json()["wanted"], true);
        let reply = anyone.post(&ours, &[("List-Unsubscribe", "One-Click")]).await;
        assert!(reply.status == 200 && reply.shows("switched off"), "{}", reply.body);
        assert_eq!(own.get("/api/v1/me/digest").await.json()["wanted"], false);
        assert_eq!(anyone.post(&ours, &[]).await.status, 200, "twice is once");
        for forged in [format!("{ours}A"), ours.replace("/digest/", "/digest/A"), "/digest/x".to_owned()] {
            assert_eq!(anyone.post(&forged, &[]).await.status, 404, "{forged}");
        }
        app.clock().set(Moment("2026-10-02T14:00:00Z".parse().unwrap()));
        send_due(&app).await.unwrap();
        let all = digests(&app, &world).await;
        assert_eq!(all.iter().filter(|mail| mail.recipient == "ld-lead@organisation.example").count(), 1);
        let partner = lead(&app, &world, Side::Partner);
        assert_eq!(partner.get("/api/v1/me/digest").await.json()["wanted"], true, "the other's link is the other's");
        assert_ne!(ours, theirs);
        // On again over the API, from now on.
        let on = json!({ "wanted": true, "weekday": 1, "hour": 7 });
        assert_eq!(own.json("PUT", "/api/v1/me/digest", on).await.status, 200);
        let bad = own.json("PUT", "/api/v1/me/digest", json!({ "wanted": "perhaps", "weekday": 1, "hour": 7 })).await;
        assert_eq!(bad.status, 422);
    })
    .await;
}

#[test]
fn cap_61_every_digest_of_years_leaves_at_its_hour_on_the_wall_clock() {
    let after = a_morning();
    for name in ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"] {
        let zone = TimeZone::get(name).unwrap();
        for (weekday, hour) in [(7, 2), (1, 7), (7, 3), (6, 23), (7, 0)] {
            let wish = Wish { wanted: true, weekday, hour };
            let mut at = after;
            for week in 0..260 {
                let next = wish.next_after(at, &zone);
                let wall = next.in_zone(&zone);
                assert!(next > at, "{name} {week}");
                assert_eq!(i64::from(wall.date().weekday().to_monday_one_offset()), weekday, "{name} {wall}");
                // Only an hour that the clock skips is another one on the wall.
                let skipped =
                    zone.to_ambiguous_timestamp(wall.date().at(i8::try_from(hour).unwrap(), 0, 0, 0)).is_ambiguous();
                assert!(i64::from(wall.hour()) == hour || skipped, "{name} {wall}");
                assert_eq!(wish.last_until(next, &zone), next);
                if week > 0 {
                    let days = (next.micros() - at.micros()) as f64 / 86_400e6;
                    assert!((6.9..7.1).contains(&days), "{name} {wall}: {days}");
                }
                at = next;
            }
        }
    }
}
