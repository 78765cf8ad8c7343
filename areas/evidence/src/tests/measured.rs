use lustrum_assessment::attempt::store::{HandedIn, take_in};
use lustrum_assessment::item::{Answer, Content, Task, Text, Tier, Writer};
use lustrum_assessment::sitting::{self, Occasion};
use lustrum_assessment::{bank, exam, item};
use lustrum_delivery::enrolment;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment};

use super::{areas, levels, line};
use crate::testing::{Course, course};
use crate::tier::Tier as Graded;

/// A test of two numbers of two points in all, asked on three occasions: `right` says who of six knew how many.
async fn asked(app: &App, world: &World, course: &Course, right: [[usize; 6]; 3]) {
    let tx = app.db().begin().await.unwrap();
    let act = course.act;
    let words = bank::Words { title: "Talks".into(), language: "en".into(), programme: None };
    let id = bank::create(&tx, act, &words).await.unwrap();
    let bank = bank::find(&tx, act.tenant, act.partnership, id).await.unwrap().unwrap();
    let text = Text { prompt: "How many?".into(), ..Text::default() };
    let number = Task::Numeric { answer: 1.0, tolerance: 0.0 };
    let content = Content { task: number, points: 1.0, partial: false, texts: [("en".to_owned(), text)].into() };
    let words =
        item::Words { content, tier: Tier::Decision, skill: String::new(), module: None, source: String::new() };
    let writer = Writer { name: "Emre".into(), side: Side::Partner };
    let items = item::add(&tx, act, &bank, &[words.clone(), words], &writer).await.unwrap();
    let words = exam::Words {
        title: "Deciding".into(),
        programme: course.programme.id,
        module: None,
        minutes: None,
        attempts: 1,
        shuffled: false,
        released_at_once: false,
    };
    let id = exam::create(&tx, act, &words).await.unwrap();
    let test = exam::find(&tx, act.tenant, act.partnership, id).await.unwrap().unwrap();
    assert!(exam::choose(&tx, act, &test, &items).await.unwrap());
    let people = enrolment::of_cohort(&tx, act.tenant, course.trained.id).await.unwrap();
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let learned = Day::of(2026, 9, 1).unwrap();
    for (occasion, known) in Occasion::ALL.into_iter().zip(right) {
        let opens = learned.plus_days(match occasion {
            Occasion::Pre => -1,
            Occasion::Post => 0,
            Occasion::Delayed => 10,
        });
        let learned = (occasion != Occasion::Pre).then_some(learned);
        let words = sitting::Words { occasion, opens, closes: opens, learned };
        let opened = sitting::create(&tx, act, &test, &course.trained, &words, &ids).await.unwrap();
        let found = sitting::find(&tx, act.tenant, act.partnership, opened.id).await.unwrap().unwrap();
        let at: Moment = opens.start_in(&jiff::tz::TimeZone::UTC).unwrap().plus_seconds(36_000);
        let handed_in: Vec<_> = ids
            .iter()
            .zip(known)
            .map(|(enrolment, known)| HandedIn {
                enrolment: *enrolment,
                seed: 1,
                started_at: at,
                submitted_at: at,
                answers: (0..2).map(|place| (place, Answer::Number(if place < known { 1.0 } else { 9.0 }))).collect(),
            })
            .collect();
        take_in(&tx, world.client, world.partnership, &test, &found, &handed_in).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn cap_36_level_two_shows_what_tests_measured_with_tier_and_days_since_the_learning() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        asked(&app, &world, &course, [[0, 0, 0, 1, 1, 1], [1, 2, 1, 2, 2, 1], [1, 1, 1, 2, 1, 1]]).await;
        let seen = levels(&app, &world, Side::Partner).await;
        let points = line(&seen.learning, "assessment-figure-gain-points");
        // From 3 of 12 to 9 of 12.
        assert!((points.figure.value().unwrap() - 50.0).abs() < 1e-9);
        assert_eq!(points.figure.n(), Some(6));
        let grade = points.grade.unwrap();
        assert_eq!((grade.tier, grade.days_since_learning), (Graded::Decision, Some(0)));
        assert!(!points.certifies(), "the same day certifies nothing");
        let retained = line(&seen.learning, "assessment-figure-retained");
        assert_eq!(retained.grade.unwrap().days_since_learning, Some(10));
        assert!(retained.certifies() && retained.figure.interval().is_some());
        let faded = line(&seen.learning, "assessment-figure-faded");
        assert!((faded.figure.value().unwrap() + 100.0 / 6.0).abs() < 1e-9);
        let browser = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::BusinessSponsor));
        let page = browser.get(&format!("/p/{}/evidence/learning", world.partnership)).await;
        assert!(page.shows("Deciding · Cohort 1") && page.shows("+50.0") && !page.shows("⟦"), "{}", page.body);
    })
    .await;
}
