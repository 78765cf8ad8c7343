use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment, values};
use lustrum_kernel::{job, mail};

use super::{begins, days, first_gap, pick};
use crate::tests::areas;
use crate::tests::course::course;

fn at(text: &str) -> Moment {
    Moment(text.parse().unwrap())
}

/// The links that wait in the outbox, by whom they go to.
async fn links(app: &App, world: &World) -> Vec<(String, String)> {
    let mails = mail::outbox(app.db(), world.client, 1_000).await.unwrap();
    let link = |body: &str| body.split_whitespace().find_map(|word| Some(format!("/b/{}", word.split_once("/b/")?.1)));
    mails.into_iter().filter_map(|mail| Some((mail.recipient, link(&mail.body)?))).collect()
}

#[test]
fn the_gap_is_a_share_of_how_long_it_is_needed_within_what_was_measured() {
    for needed in 7..=730 {
        let share = f64::from(first_gap(needed)) / f64::from(needed);
        assert!((0.04..=0.4).contains(&share), "{needed}: {share}");
    }
    let shares: Vec<i32> = [7, 35, 70, 350].map(first_gap).to_vec();
    assert!(shares.windows(2).all(|pair| pair[0] < pair[1]), "{shares:?}");
}

#[test]
fn boosters_end_before_what_is_learned_is_no_longer_needed_and_their_gaps_double() {
    let learned: Day = "2026-02-27".parse().unwrap();
    for needed in [7, 8, 30, 90, 180, 365, 730] {
        let planned = days(learned, learned, learned.plus_days(needed));
        assert!(!planned.is_empty() && planned.len() <= super::MOST, "{needed}");
        assert!(*planned.last().unwrap() <= learned.plus_days(needed));
        let late = days(learned.plus_days(-400), learned, learned.plus_days(needed));
        assert_eq!(late[0], learned, "who comes late begins at once");
        let gaps: Vec<i32> = planned.windows(2).map(|pair| pair[1].days_since(pair[0])).collect();
        assert!(gaps.windows(2).all(|pair| pair[1] == 2 * pair[0]), "{gaps:?}");
    }
}

#[test]
fn whoever_plans_after_the_first_day_has_passed_begins_on_that_day() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let (learned, until) = (day("2026-03-02"), day("2026-08-29"));
    assert_eq!(begins(learned, until, day("2026-03-03")), learned);
    assert_eq!(begins(learned, until, day("2026-03-19")), learned, "on the day itself it is still to come");
    assert_eq!(begins(learned, until, day("2026-03-20")), day("2026-03-20"));
}

#[test]
fn what_was_asked_least_and_known_least_comes_first() {
    assert_eq!(pick(&[1.0, 0.2, 0.0, 0.6], &[], 1), [2, 1, 3]);
    assert_eq!(pick(&[1.0, 0.2, 0.0, 0.6], &[2, 1, 3], 1)[..2], [0, 2]);
    assert!(pick(&[], &[], 1).is_empty());
    assert_eq!(pick(&[0.5], &[0, 0], 1), [0]);
}

/// A browser test that planned late was green on working days alone.
#[tokio::test]
async fn who_plans_late_is_asked_at_once_even_on_a_saturday_night() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 2, None).await;
        app.clock().set(at("2026-11-28T22:10:00Z"));
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/tests/{}/boosters", world.partnership, course.test);
        let form = [("cohort", &*course.trained.id.to_string()), ("until", "2027-01-27")];
        assert_eq!(lead.post(&path, &form).await.status, 303);
        job::run_due(&app).await.unwrap();
        assert_eq!(links(&app, &world).await.len(), 2);
        // The next one waits for a working morning again: 9 days later is a Monday.
        app.clock().set(at("2026-12-07T08:29:00Z"));
        job::run_due(&app).await.unwrap();
        assert_eq!(links(&app, &world).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_cohort_recalls_at_growing_gaps_on_a_phone_and_only_the_group_shows() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6, None).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/tests/{}/boosters", world.partnership, course.test);
        let cohort = course.trained.id.to_string();
        let empty = lead.get(&path).await;
        assert!(
            empty.shows("No boosters yet") && empty.shows("Cohort 1") && !empty.shows("Wait-list"),
            "{}",
            empty.body
        );
        let waiting = course.waiting.id.to_string();
        assert_eq!(lead.post(&path, &[("cohort", &waiting), ("until", "2027-03-01")]).await.status, 422);
        let soon = lead.post(&path, &[("cohort", &cohort), ("until", "2026-09-03")]).await;
        assert!(soon.status == 422 && soon.shows("2026-09-03") && soon.shows("8 September 2026"), "{}", soon.body);
        assert_eq!(lead.post(&path, &[("cohort", &cohort), ("until", "2026-12-30")]).await.status, 303);
        assert_eq!(lead.post(&path, &[("cohort", &cohort), ("until", "2026-12-30")]).await.status, 422, "once");
        assert!(links(&app, &world).await.is_empty(), "nothing goes out before its day");
        // The first after 13 days of 120, at half past nine in Amsterdam.
        app.clock().set(at("2026-09-14T07:29:00Z"));
        job::run_due(&app).await.unwrap();
        assert!(links(&app, &world).await.is_empty());
        app.clock().set(at("2026-09-14T07:30:00Z"));
        job::run_due(&app).await.unwrap();
        job::run_due(&app).await.unwrap();
        let sent = links(&app, &world).await;
        assert_eq!(sent.len(), 6, "everyone once");
        let phone = Browser::new(&app, &areas(), None);
        let page = phone.get(&sent[0].1).await;
        assert!(page.status == 200 && page.shows("3 questions") && !page.shows("Remember this."), "{}", page.body);
        let faulty = phone.post(&sent[0].1, &[("q1", "many")]).await;
        assert!(faulty.status == 422 && faulty.shows("many"), "{}", faulty.body);
        for (place, (_, link)) in sent.iter().enumerate() {
            let done = phone.post(link, &[("q1", if place < 5 { "40" } else { "7" })]).await;
            assert!(done.status == 200 && done.shows("Remember this.") && done.shows("Listen"), "{}", done.body);
            assert!(done.shows(if place < 5 { "50" } else { "0" }));
            if place == 3 {
                let few = lead.get(&path).await;
                assert!(few.shows("fewer than 5") && few.shows("4 of 6"), "{}", few.body);
            }
        }
        assert!(phone.post(&sent[0].1, &[("q1", "7")]).await.shows("You answered this one"), "the first answer counts");
        let seen = lead.get(&path).await;
        // Five with half of the points and one with none.
        assert!(seen.shows("41.7") && seen.shows("6 of 6") && !seen.shows("t1"), "{}", seen.body);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let shared = partner.get(&path).await;
        assert!(shared.status == 200 && shared.shows("41.7") && !shared.shows("Plan boosters"), "{}", shared.body);
        assert_eq!(partner.post(&path, &[("cohort", &cohort), ("until", "2026-12-30")]).await.status, 403);
        let json = partner.get(&format!("/api/v1{path}")).await;
        assert!(json.body.contains("\"answered\":6") && json.body.contains("\"days\":13"), "{}", json.body);
        let own = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert!(own.get(&format!("/p/{}/my-tests", world.partnership)).await.shows("14 September 2026"));
    })
    .await;
}

#[tokio::test]
async fn old_foreign_and_forged_links_ask_nothing_and_a_stopped_plan_asks_nobody() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 5, None).await;
        app.clock().set(at("2026-09-02T08:00:00Z"));
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/tests/{}/boosters", world.partnership, course.test);
        let cohort = course.trained.id.to_string();
        assert_eq!(lead.post(&path, &[("cohort", &cohort), ("until", "2026-12-30")]).await.status, 303);
        app.clock().set(at("2026-09-14T08:00:00Z"));
        job::run_due(&app).await.unwrap();
        let sent = links(&app, &world).await;
        let phone = Browser::new(&app, &areas(), None);
        let foreign = crate::secret::tokens(world.foreign_client, 1).unwrap().remove(0).text;
        for bad in [format!("/b/{foreign}"), "/b/%00".to_owned(), "/b/x".to_owned()] {
            let reply = phone.get(&bad).await;
            assert!(reply.status == 400 || reply.shows("leads nowhere"), "{bad}: {}", reply.body);
        }
        // Two at once with one link: one answer is kept.
        let link = sent[0].1.as_str();
        let (one, other) = tokio::join!(phone.post(link, &[("q1", "40")]), phone.post(link, &[("q1", "40")]));
        assert!(one.status == 200 && other.status == 200);
        let sql = "SELECT COUNT(*) AS number FROM booster WHERE answered_at IS NOT NULL";
        assert_eq!(app.db().number(sql, values![]).await.unwrap(), 1);
        app.clock().set(at("2026-10-01T08:00:00Z"));
        assert!(phone.get(&sent[1].1).await.shows("This booster is over"));
        let plan = app.db().number("SELECT COUNT(*) AS number FROM booster_plan", values![]).await.unwrap();
        assert_eq!(plan, 1);
        let stopped = lead.get(&path).await;
        let ending = stopped.body.split("action=\"").find(|part| part.contains("/ending\"")).unwrap();
        let ending = ending.split('"').next().unwrap().to_owned();
        assert_eq!(lead.post(&ending, &[]).await.status, 303);
        app.clock().set(at("2026-12-01T08:00:00Z"));
        job::run_due(&app).await.unwrap();
        assert_eq!(links(&app, &world).await.len(), 5, "nobody is asked after it was stopped");
        let other = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert_eq!(other.post(&ending, &[]).await.status, 403);
    })
    .await;
}
