use lustrum_identity::testing::world;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::figure::Status;
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::{areas, levels, line, withheld};
use crate::scores::figures::gained;
use crate::scores::{Pair, Words, import};
use crate::testing::course;

fn words(title: &str) -> Words {
    Words {
        title: title.to_owned(),
        most: 50.0,
        before: Day::of(2026, 7, 1).unwrap(),
        after: Day::of(2026, 9, 1).unwrap(),
    }
}

#[test]
fn the_gain_is_the_mean_of_the_differences_with_students_interval() {
    // Student (1908), the two sleeping drugs: mean difference 1.58, 95 % interval 0.70 to 2.46.
    let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    let pairs: Vec<Pair> = first.iter().zip(second).map(|(before, after)| Pair { before: *before, after }).collect();
    let gained = gained(&pairs);
    let (low, high) = gained.points.interval.unwrap();
    assert!((gained.points.value - 1.58).abs() < 1e-9);
    assert!((low - 0.700_114).abs() < 1e-5 && (high - 2.459_886).abs() < 1e-5, "{low} {high}");
    assert_eq!(gained.points.n, 10);
}

#[tokio::test]
async fn cap_36_learning_is_a_gain_with_its_interval_and_n() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let nothing = levels(&app, &world, Side::Organisation).await;
        assert_eq!(nothing.learning[0].figure.status(), Status::NoEvidence);
        let pair = |before: f64, after: f64| Pair { before, after };
        let scores = [pair(20.0, 30.0), pair(25.0, 32.0), pair(30.0, 41.0), pair(22.0, 30.0), pair(27.0, 36.0)];
        let tx = app.db().begin().await.unwrap();
        import(&tx, course.act, &course.trained, &words("Conversation test"), &scores[..4]).await.unwrap();
        tx.commit().await.unwrap();
        let few = levels(&app, &world, Side::Partner).await;
        assert!(withheld(&few.learning[0]), "four people are too few: {:?}", few.learning);
        // The same title again supersedes what was there.
        let tx = app.db().begin().await.unwrap();
        import(&tx, course.act, &course.trained, &words("Conversation test"), &scores).await.unwrap();
        tx.commit().await.unwrap();
        let seen = levels(&app, &world, Side::Partner).await;
        let points = &line(&seen.learning, "evidence-figure-gain-points").figure;
        // (10 + 7 + 11 + 8 + 9) / 5 of 50 is 18 of 100.
        assert!((points.value().unwrap() - 18.0).abs() < 1e-9);
        assert_eq!(points.n(), Some(5));
        let measured = (points.period().from.to_string(), points.period().to.to_string());
        assert_eq!(measured, ("2026-07-01".to_owned(), "2026-09-01".to_owned()));
        let interval = points.interval().unwrap();
        // 9 ± t(4) 2.776445 × sd 1.581139 / sqrt 5, doubled.
        assert!((interval.low - 14.073_51).abs() < 1e-4 && (interval.high - 21.926_48).abs() < 1e-4, "{interval:?}");
        assert!(line(&seen.learning, "evidence-figure-gain").figure.interval().is_some());
    })
    .await;
}

#[tokio::test]
async fn scores_come_from_a_file_as_a_whole_or_not_at_all() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/evidence/learning", world.partnership);
        let cohort = course.trained.id.to_string();
        let fields = [
            ("cohort", cohort.as_str()),
            ("title", "Test"),
            ("most", "10"),
            ("before", "2026-07-01"),
            ("after", "2026-09-01"),
        ];
        let faulty = b"persoon;voor;na\na;3,5;11\nb;x;7\na;4;5\n";
        let reply = lead.upload(&format!("{path}/import"), &fields, "file", "scores.csv", faulty).await;
        assert_eq!(reply.status, 422);
        for words in ["between 0 and 10", "This is not a number", "twice"] {
            assert!(reply.shows(words), "{words}: {}", reply.body);
        }
        let good = b"persoon;voor;na\na;3,5;7\nb;4;7\nc;5;6\nd;6;9\ne;2;5\n";
        let preview = lead.upload(&format!("{path}/import"), &fields, "file", "scores.csv", good).await;
        assert!(preview.status == 200 && preview.shows("+2.7"), "{}", preview.body);
        assert!(lead.get(&path).await.shows("No scores yet"), "a preview takes nothing in");
        let rows = preview.body.split("hidden>\n").nth(1).unwrap().split("</textarea>").next().unwrap();
        let mut taken = fields.to_vec();
        taken.push(("rows", rows));
        assert_eq!(lead.post(&format!("{path}/rows"), &taken).await.status, 303);
        let page = lead.get(&path).await;
        assert!(page.shows("+27.0") && page.shows("Test · Cohort 1"), "{}", page.body);
    })
    .await;
}
