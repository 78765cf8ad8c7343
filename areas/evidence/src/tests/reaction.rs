use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{mail, values};

use super::{areas, levels, line, withheld};
use crate::feedback::{Answer, answer_many};
use crate::testing::{all, course, round};

const GOOD: [(&str, &str); 4] = [("relevance", "4"), ("intent", "5"), ("obstacles", "2"), ("facilitator", "4")];

#[tokio::test]
async fn cap_35_reaction_is_a_distribution_from_five_answers_on_with_the_response() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 12).await;
        let opened = round(&app, &course, 12).await;
        let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/evidence/reaction", world.partnership);
        let first: Vec<Answer> = [5, 4, 4, 1].map(all).to_vec();
        let tx = app.db().begin().await.unwrap();
        answer_many(&tx, world.client, &opened, day, &first).await.unwrap();
        tx.commit().await.unwrap();
        let few = levels(&app, &world, Side::Partner).await;
        assert!(withheld(line(&few.reaction, "evidence-figure-relevance")));
        assert!(!lead.get(&path).await.shows("<svg"), "four answers show no picture");

        let fifth = crate::feedback::Opened { id: opened.id, tokens: opened.tokens[4..].to_vec() };
        let tx = app.db().begin().await.unwrap();
        answer_many(&tx, world.client, &fifth, day, &[all(2)]).await.unwrap();
        tx.commit().await.unwrap();
        let enough = levels(&app, &world, Side::Partner).await;
        let relevance = &line(&enough.reaction, "evidence-figure-relevance").figure;
        assert_eq!((relevance.value(), relevance.n()), (Some(60.0), Some(5)));
        // Wilson's interval of 3 out of 5.
        let interval = relevance.interval().unwrap();
        assert!((interval.low - 23.07).abs() < 0.01 && (interval.high - 88.24).abs() < 0.01, "{interval:?}");
        let response = &line(&enough.reaction, "evidence-figure-response").figure;
        assert!((response.value().unwrap() - 41.666).abs() < 0.01 && response.n() == Some(12));
        let page = lead.get(&path).await;
        assert!(page.shows("<svg") && page.shows("60.0") && page.shows("Fewer than 60 % answered"), "{}", page.body);
        let own = lead.get(&format!("{path}/rounds/{}", opened.id)).await;
        assert!(own.shows("5 of 12 (42\u{a0}%)"), "{}", own.body);
    })
    .await;
}

#[tokio::test]
async fn cap_28_feedback_is_given_without_signing_in_through_a_link_that_works_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let rounds = format!("/p/{}/evidence/reaction/rounds", world.partnership);
        assert!(lead.get(&format!("{rounds}/new")).await.shows("Difficult talks · Cohort 1 (6 people)"));
        assert_eq!(lead.post(&rounds, &[("module", "nonsense")]).await.status, 422);
        let module = format!("{}:{}", course.trained.id, course.module.module_id);
        let reply = lead.post(&rounds, &[("module", &module)]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        assert_eq!(lead.post(&rounds, &[("module", &module)]).await.status, 422, "asked already");

        let mails = mail::outbox(app.db(), world.client, 20).await.unwrap();
        assert_eq!(mails.len(), 6, "the wait-list is not asked");
        assert!(mails[0].subject.contains("Vijf vragen"), "in the language of the cohort");
        let link = mails[0].body.split("/f/").nth(1).unwrap().split_whitespace().next().unwrap();
        let path = format!("/f/{link}");
        let learner = Browser::new(&app, &areas(), None);
        let form = learner.get(&path).await;
        assert!(form.status == 200 && form.shows("Difficult talks") && form.shows("name=\"words\""), "{}", form.body);
        let faulty = learner.post(&path, &GOOD[..3]).await;
        assert!(faulty.status == 422 && faulty.shows("value=\"5\" checked"), "what was chosen stays");
        let [a, b, c, d] = GOOD;
        let thanks = learner.post(&path, &[a, b, c, d, ("words", "More night-shift cases")]).await;
        assert!(thanks.status == 200 && thanks.shows("Thank you"), "{}", thanks.body);
        for reply in [learner.get(&path).await, learner.post(&path, &GOOD).await, learner.get("/f/unknown").await] {
            assert!(reply.status == 200 && reply.shows("Nothing to answer here"), "{}", reply.body);
        }
        let answers = app.db().number("SELECT COUNT(*) AS number FROM feedback_answer", values![]).await.unwrap();
        assert_eq!(answers, 1);
        let round = reply.location.unwrap();
        let waiting = lead.get(&round).await;
        assert!(waiting.shows("1 of 6") && !waiting.shows("night-shift"), "{}", waiting.body);
        app.clock().set(app.now().plus_days(30));
        let late = mails[1].body.split("/f/").nth(1).unwrap().split_whitespace().next().unwrap();
        assert!(learner.get(&format!("/f/{late}")).await.shows("Nothing to answer here"), "the round is over");
    })
    .await;
}

#[derive(sea_orm::FromQueryResult)]
struct Hash {
    token_hash: Vec<u8>,
}

#[derive(sea_orm::FromQueryResult)]
struct Given {
    id: uuid::Uuid,
    relevance: i64,
}

#[tokio::test]
async fn an_answer_leaves_nothing_that_leads_to_who_gave_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 40).await;
        let opened = round(&app, &course, 40).await;
        let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
        let events = "SELECT COUNT(*) AS number FROM event";
        let before = app.db().number(events, values![]).await.unwrap();
        for (place, token) in opened.tokens.iter().take(30).enumerate() {
            let tx = app.db().begin().await.unwrap();
            let value = if place < 15 { 1 } else { 5 };
            assert!(crate::feedback::answer(&tx, world.client, opened.id, token, day, &all(value)).await.unwrap());
            assert!(!crate::feedback::answer(&tx, world.client, opened.id, token, day, &all(value)).await.unwrap());
            tx.commit().await.unwrap();
        }
        assert_eq!(app.db().number(events, values![]).await.unwrap(), before, "no event tells when someone answered");
        let left: Vec<Hash> = app.db().all("SELECT token_hash FROM feedback_invitation", values![]).await.unwrap();
        assert_eq!(left.len(), 10, "what was used is gone, in no order of use");
        let used: Vec<Vec<u8>> = opened.tokens[..30].iter().map(|token| crate::secret::hash_of(token)).collect();
        assert!(left.iter().all(|left| !used.contains(&left.token_hash)));
        let given: Vec<Given> =
            app.db().all("SELECT id, relevance FROM feedback_answer ORDER BY id", values![]).await.unwrap();
        assert!(given.iter().all(|given| given.id.get_version_num() == 4), "the ids hold no time");
        let first_half = given[..15].iter().filter(|given| given.relevance == 1).count();
        // In the order of time all 15 would be there; the chance that a random order does so is 1 in 155 million.
        assert_ne!(first_half, 15);
        assert_eq!(given.iter().filter(|given| given.relevance == 1).count(), 15);
    })
    .await;
}

#[tokio::test]
async fn a_round_of_few_is_in_no_total_from_which_it_could_be_taken() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        let opened = round(&app, &course, 8).await;
        let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
        let tx = app.db().begin().await.unwrap();
        answer_many(&tx, world.client, &opened, day, &[all(5), all(5), all(5), all(5), all(5), all(5)]).await.unwrap();
        // A second round, of another cohort, with two answers.
        let mut other = course.module.clone();
        other.cohort_id = course.waiting.id;
        let small = crate::feedback::open_round(&tx, course.act, &other, 8, day).await.unwrap();
        answer_many(&tx, world.client, &small, day, &[all(1), all(1)]).await.unwrap();
        tx.commit().await.unwrap();
        let levels = levels(&app, &world, Side::Organisation).await;
        let relevance = &line(&levels.reaction, "evidence-figure-relevance").figure;
        assert_eq!((relevance.value(), relevance.n()), (Some(100.0), Some(6)));
    })
    .await;
}
