use std::collections::HashSet;

use jiff::tz::TimeZone;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{App, Day, job, mail, values};

use super::{MOMENTS, due};
use crate::testing::{Course, course};
use crate::tests::areas;

#[test]
fn cap_39_it_is_asked_at_half_past_nine_of_a_working_day_on_either_side_of_a_change_of_clocks() {
    for (zone, anchor) in [
        ("Europe/Amsterdam", "2026-09-27"),
        ("Europe/Amsterdam", "2026-02-28"),
        ("America/New_York", "2026-10-05"),
        ("Asia/Kolkata", "2026-09-01"),
        ("Africa/Casablanca", "2026-01-20"),
        ("Pacific/Apia", "2026-01-01"),
        ("Australia/Lord_Howe", "2026-03-07"),
    ] {
        let zone = TimeZone::get(zone).unwrap();
        let anchor: Day = anchor.parse().unwrap();
        for days in MOMENTS {
            let at = due(anchor, days, &zone).in_zone(&zone);
            assert_eq!((at.hour(), at.minute()), (9, 30), "{at}");
            assert!(at.weekday().to_monday_one_offset() <= 5, "{at}");
            let late = Day(at.date()).days_since(anchor) - days;
            assert!((0..=2).contains(&late), "{at} is {late} days late");
        }
    }
    // 60 days after 27 September lie in winter time, one hour of UTC later than 30 days after.
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let anchor: Day = "2026-09-21".parse().unwrap();
    assert_eq!(due(anchor, 30, &zone).to_string(), "2026-10-21T07:30:00Z");
    assert_eq!(due(anchor, 60, &zone).to_string(), "2026-11-20T08:30:00Z");
}

/// Plans the follow-ups of the trained cohort, counted from two days ago.
async fn planned(app: &App, world: &World, course: &Course) -> Browser {
    let tx = app.db().begin().await.unwrap();
    crate::team::assign(&tx, course.act, "Depot 1", "Boss", "boss@x.example").await.unwrap();
    tx.commit().await.unwrap();
    let lead = Browser::new(app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
    let path = format!("/p/{}/follow-ups", world.partnership);
    let cohort = course.trained.id.to_string();
    let bad = lead.post(&path, &[("cohort", &cohort), ("anchor", "2020-01-01"), ("reminders", "1")]).await;
    assert!(bad.status == 422 && bad.shows("lie in the past"), "{}", bad.body);
    assert_eq!(lead.post(&path, &[("cohort", &cohort), ("reminders", "9")]).await.status, 422);
    let fields = [("cohort", cohort.as_str()), ("anchor", "2026-09-15"), ("reminders", "1")];
    assert_eq!(lead.post(&path, &fields).await.status, 303);
    assert_eq!(lead.post(&path, &fields).await.status, 422, "planned already");
    lead
}

async fn run(app: &App) {
    while job::run_due(app).await.unwrap() > 0 {}
}

async fn mails(app: &App, world: &World) -> Vec<mail::Posted> {
    mail::outbox(app.db(), world.client, 1_000).await.unwrap()
}

fn link(body: &str) -> String {
    format!("/u/{}", body.split("/u/").nth(1).unwrap().split_whitespace().next().unwrap())
}

#[tokio::test]
async fn cap_39_everyone_is_asked_once_and_reminded_until_they_answer_leave_or_say_stop() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        let lead = planned(&app, &world, &course).await;
        run(&app).await;
        assert_eq!(mails(&app, &world).await.len(), 0, "nothing before its time");
        app.clock().set("2026-10-15T07:30:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        run(&app).await;
        let asked = mails(&app, &world).await;
        // Eight people, and one mail to the manager of the two of Depot 1.
        assert_eq!(asked.len(), 9);
        let boss = asked.iter().find(|mail| mail.recipient == "boss@x.example").unwrap();
        assert!(boss.body.matches("/u/").count() == 2 && boss.body.contains("t1: ") && boss.subject.contains("30 dagen"));
        // The same job again, as after a stop between its work and its mark.
        let tx = app.db().begin().await.unwrap();
        let again = "UPDATE job SET state = 'waiting', run_at = 0 WHERE kind = 'follow-up' AND payload LIKE '%\"reminder\":0%' AND state = 'done'";
        assert_eq!(tx.run(again, values![]).await.unwrap(), 1);
        tx.commit().await.unwrap();
        run(&app).await;
        assert_eq!(mails(&app, &world).await.len(), 9, "each person and moment once");

        let learner = Browser::new(&app, &areas(), None);
        let of = |name: &str| {
            let to = format!("{name}@x.example");
            link(&asked.iter().find(|mail| mail.recipient == to).unwrap().body)
        };
        let form = learner.get(&of("t0")).await;
        assert!(form.status == 200 && form.shows("Leading in the depot"), "{}", form.body);
        assert_eq!(learner.post(&of("t0"), &[("applies", "7")]).await.status, 422);
        assert_eq!(learner.post(&of("t0"), &[("applies", "4"), ("levers", "magic")]).await.status, 422);
        let answer = [("applies", "4"), ("levers", "time"), ("levers", "peers"), ("example", "Asked 🙋")];
        let path = of("t0");
        let (one, other) = tokio::join!(learner.post(&path, &answer), learner.post(&path, &answer));
        assert_eq!([one, other].iter().filter(|reply| reply.shows("Thank you")).count(), 1);
        assert!(learner.post(&of("t0"), &answer).await.shows("Nothing to answer here"));
        assert!(learner.post(&format!("{}/opt-out", of("t2")), &[]).await.shows("We leave you alone"));
        assert!(learner.get("/u/forged").await.shows("Nothing to answer here"));
        // One left the cohort.
        let tx = app.db().begin().await.unwrap();
        let sql = "DELETE FROM enrolment WHERE organisation_id = $1 AND email = 't3@x.example'";
        tx.run(sql, values![world.client]).await.unwrap();
        tx.commit().await.unwrap();

        app.clock().set("2026-10-22T08:00:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        run(&app).await;
        let all = mails(&app, &world).await;
        let reminded: HashSet<&str> =
            all.iter().filter(|mail| mail.subject.starts_with("Herinnering")).map(|mail| mail.recipient.as_str()).collect();
        let expected = HashSet::from(["t1@x.example", "t4@x.example", "t5@x.example", "t6@x.example", "t7@x.example", "boss@x.example"]);
        assert_eq!(reminded, expected, "not who answered, opted out or left");
        app.clock().set("2026-11-05T08:00:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        run(&app).await;
        assert_eq!(mails(&app, &world).await.len(), all.len(), "one reminder was planned, and one is enough");
        assert!(learner.post(&of("t4"), &[("applies", "2")]).await.shows("Thank you"), "the first link is still good");

        let plan = super::store::plans(app.db(), world.client, world.partnership).await.unwrap()[0].id;
        assert_eq!(lead.post(&format!("/p/{}/follow-ups/{plan}/end", world.partnership), &[]).await.status, 303);
        app.clock().set("2026-12-20T08:00:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        run(&app).await;
        assert_eq!(mails(&app, &world).await.len(), all.len(), "an ended plan asks nobody");
        let page = lead.get(&format!("/p/{}/follow-ups", world.partnership)).await;
        assert!(page.shows("after 30 days, people themselves") && page.shows("ended"), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn two_workers_at_once_ask_everyone_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        planned(&app, &world, &course).await;
        app.clock().set("2026-10-15T07:30:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        let (one, other) = tokio::join!(run(&app), run(&app));
        let _ran = (one, other);
        assert_eq!(mails(&app, &world).await.len(), 9);
    })
    .await;
}

#[tokio::test]
async fn the_partner_sees_groups_of_five_and_never_who_said_what() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        planned(&app, &world, &course).await;
        app.clock().set("2026-10-15T07:30:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        run(&app).await;
        let learner = Browser::new(&app, &areas(), None);
        for (place, mail) in mails(&app, &world).await.iter().filter(|mail| mail.recipient.starts_with('t')).enumerate()
        {
            if place < 5 {
                let fields = [("applies", "4"), ("levers", "time"), ("example", "Secret words")];
                assert!(learner.post(&link(&mail.body), &fields).await.shows("Thank you"));
            }
        }
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = partner.get(&format!("/p/{}/follow-ups", world.partnership)).await;
        assert!(page.shows("62\u{a0}%") && page.shows("4.0") && page.shows("there is no time for it"), "{}", page.body);
        assert!(!page.shows("Secret words") && !page.shows("t0") && !page.shows("Plan follow-ups"), "{}", page.body);
        let json = partner.get(&format!("/api/v1/p/{}/follow-ups", world.partnership)).await;
        assert!(
            json.body.contains("\"applies\":4.0") && !json.body.contains("\"source\":\"manager\""),
            "{}",
            json.body
        );
    })
    .await;
}
