use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::{Engine, Sql};
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{mail, values};
use serde_json::json;

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
        assert!(thanks.status == 200 && thanks.shows("Dank je wel"), "in the language of the cohort: {}", thanks.body);
        for reply in [learner.get(&path).await, learner.post(&path, &GOOD).await, learner.get("/f/unknown").await] {
            assert!(reply.status == 410 && reply.shows("Nothing to answer here"), "{}", reply.body);
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
        // Nor do the places of the rows in the table's file, which is what a dump gives: those of a row in SQLite and
        // of a tuple in PostgreSQL.
        let place = match app.db().engine() {
            Engine::Sqlite => "rowid",
            Engine::Postgres => "ctid",
        };
        let sql = format!("SELECT id, relevance FROM feedback_answer ORDER BY {place}");
        let written: Vec<Given> = app.db().all(&sql, values![]).await.unwrap();
        let first_half = written[..15].iter().filter(|given| given.relevance == 1).count();
        assert!((1..15).contains(&first_half), "the first to answer are not the first rows");
        let by_unit = "SELECT COUNT(*) AS number FROM feedback_invitation WHERE unit <> '' OR place <> ''";
        assert_eq!(app.db().number(by_unit, values![]).await.unwrap(), 0, "nothing is known of these people");
    })
    .await;
}

#[tokio::test]
async fn of_two_who_send_at_once_both_count_and_one_who_sends_twice_counts_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 12).await;
        let opened = round(&app, &course, 12).await;
        let send = async |token: &str| {
            let learner = Browser::new(&app, &areas(), None);
            learner.post(&format!("/f/{token}"), &GOOD).await.status
        };
        let [a, b, c, d] = [0, 1, 2, 3].map(|place| opened.tokens[place].as_str());
        let mut statuses = tokio::join!(send(a), send(b), send(c), send(d), send(a), send(a)).into_array();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 200, 410, 410]);
        let sql = "SELECT COUNT(*) AS number FROM feedback_answer";
        assert_eq!(app.db().number(sql, values![]).await.unwrap(), 4);
        let forged = crate::secret::forged(a);
        let foreign = crate::secret::tokens(world.foreign_client, 1).unwrap().remove(0).text;
        for token in [forged.as_str(), foreign.as_str(), "%00", "..", "a"] {
            assert_eq!(send(token).await, 410, "{token}");
        }
        let learner = Browser::new(&app, &areas(), None);
        let long = "x".repeat(1_001);
        let mut given = GOOD.to_vec();
        given.push(("words", &long));
        let path = format!("/f/{}", opened.tokens[5]);
        let refused = learner.post(&path, &given).await;
        assert!(refused.status == 422 && refused.shows(&long), "too many words are named, and none is lost");
        assert_eq!(learner.post(&path, &[("relevance", "6"), ("intent", "x")]).await.status, 422);
    })
    .await;
}

trait IntoArray<T, const N: usize> {
    fn into_array(self) -> [T; N];
}

impl<T> IntoArray<T, 6> for (T, T, T, T, T, T) {
    fn into_array(self) -> [T; 6] {
        [self.0, self.1, self.2, self.3, self.4, self.5]
    }
}

#[tokio::test]
async fn cap_63_room_and_distance_are_shown_once_both_are_large_enough_and_only_who_took_part_is_asked() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 16).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let cohort = format!("/api/v1/p/{}/cohorts/{}/sessions", world.partnership, course.trained.id);
        let session = json!({
            "module": course.module.module_id, "day": "2026-09-10", "time": "09:00", "minutes": 120, "place": "Room"
        });
        let made = lead.json("POST", &cohort, session).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let session = made.json()["id"].as_str().unwrap().to_owned();
        let roster = format!("{cohort}/{session}/attendance");
        let people = lead.get(&roster).await.json()["people"].as_array().unwrap().clone();
        let mut body = serde_json::Map::new();
        for (place, person) in people.iter().enumerate() {
            let how = if place < 6 {
                "room"
            } else if place < 12 {
                "remote"
            } else {
                "absent"
            };
            body.insert(format!("how-{}", person["enrolment"].as_str().unwrap()), json!(how));
        }
        let stranger = json!({ "how-0192f0c0-0000-7000-8000-000000000000": "room" });
        assert_eq!(lead.json("POST", &roster, stranger).await.status, 422);
        let noted = lead.json("POST", &roster, body.into()).await;
        assert_eq!(noted.status, 200, "{}", noted.body);

        let module = format!("{}:{}", course.trained.id, course.module.module_id);
        let rounds = format!("/p/{}/evidence/reaction/rounds", world.partnership);
        let reply = lead.post(&rounds, &[("module", &module), ("way", "slips")]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let round = reply.location.unwrap();
        let mails = mail::outbox(app.db(), world.client, 50).await.unwrap();
        assert_eq!(mails.len(), 6, "those at a distance get a mail, those in the room a slip, the absent nothing");
        let first = lead.post(&format!("{round}/slips"), &[]).await;
        assert_eq!(first.body.matches("class=\"qr\"").count(), 6, "{}", first.body);
        let sheet = lead.post(&format!("{round}/slips"), &[]).await;
        let token = |part: &str| part.split('"').next().unwrap().to_owned();
        let links = |body: &str| body.split("/f/").skip(1).map(token).collect::<Vec<_>>();
        let (old, slips) = (links(&first.body), links(&sheet.body));
        let learner = Browser::new(&app, &areas(), None);
        assert_eq!(learner.get(&format!("/f/{}", old[0])).await.status, 410, "the new sheet replaced it");
        let mailed: Vec<String> = mails
            .iter()
            .map(|mail| mail.body.split("/f/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned())
            .collect();
        let answer = |relevance: &'static str| {
            let mut given = GOOD.to_vec();
            given[0] = ("relevance", relevance);
            given
        };
        for token in &slips[..5] {
            assert_eq!(learner.post(&format!("/f/{token}"), &answer("5")).await.status, 200);
        }
        for token in &mailed[..4] {
            assert_eq!(learner.post(&format!("/f/{token}"), &answer("1")).await.status, 200);
        }
        assert!(!lead.get(&round).await.shows("id=\"places\""), "four at a distance are too few");
        assert_eq!(learner.post(&format!("/f/{}", mailed[4]), &answer("2")).await.status, 200);
        let shown = lead.get(&round).await;
        assert!(shown.shows("id=\"places\"") && shown.shows("Fair participation: relevance"), "{}", shown.body);
        assert_eq!(lead.post(&format!("{round}/slips"), &[]).await.status, 200, "one slip is left");
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

#[tokio::test]
async fn rounds_come_in_pages() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 1).await;
        let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
        let tx = app.db().begin().await.unwrap();
        for number in 0..53 {
            let mut on = course.module.clone();
            on.module_id = lustrum_programme::module::ModuleId::new();
            on.module_title = format!("Module {number:02}");
            crate::feedback::open_round(&tx, course.act, &on, 1, day).await.unwrap();
        }
        tx.commit().await.unwrap();
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/evidence/reaction", world.partnership);
        let first = lead.get(&path).await;
        assert!(first.shows("Module 52") && first.shows("Module 03") && !first.shows("Module 02"));
        let next = first.body.split("reaction?before=").nth(1).unwrap().split('"').next().unwrap();
        let second = lead.get(&format!("{path}?before={next}")).await;
        assert!(second.shows("Module 02") && second.shows("Module 00") && !second.shows("rel=\"next\""));
    })
    .await;
}
