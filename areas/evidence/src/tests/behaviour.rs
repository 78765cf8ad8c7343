use lustrum_identity::testing::world;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::values;

use super::{areas, levels, line, withheld};
use crate::ratings::{Occasion, Rating, import, subject};
use crate::testing::{Course, course};

/// Ratings of this many people of a group: 2 before, and after what `after` says of each.
fn rated(course: &Course, letter: &str, people: usize, after: impl Fn(usize) -> i64) -> Vec<Rating> {
    let mut ratings = Vec::new();
    for place in 0..people {
        let subject = subject(course.act.tenant, course.programme.id, &format!("{letter}{place}@x.example"));
        for behaviour in &course.behaviours {
            for (occasion, value, day) in [
                (Occasion::Before, 2, Day::of(2026, 7, 1).unwrap()),
                (Occasion::After, after(place), Day::of(2026, 9, 10).unwrap()),
            ] {
                let (behaviour, subject, trained) = (behaviour.id, subject.clone(), letter == "t");
                ratings.push(Rating { behaviour, subject, trained, occasion, value, day });
            }
        }
    }
    ratings
}

#[tokio::test]
async fn cap_37_behaviour_shows_the_change_of_both_groups_with_interval_and_n() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        let tx = app.db().begin().await.unwrap();
        let trained = rated(&course, "t", 6, |place| if place % 2 == 0 { 3 } else { 4 });
        let waiting = rated(&course, "w", 4, |_| 2);
        import(&tx, course.act, &course.programme, &[trained, waiting].concat()).await.unwrap();
        tx.commit().await.unwrap();
        let seen = levels(&app, &world, Side::Partner).await;
        let change = &line(&seen.behaviour, "evidence-figure-trained").figure;
        assert_eq!((change.value(), change.n()), (Some(1.5), Some(6)));
        // 1.5 ± t(5) 2.570582 × sd 0.547723 / sqrt 6.
        let interval = change.interval().unwrap();
        assert!((interval.low - 0.925_201).abs() < 1e-4 && (interval.high - 2.074_799).abs() < 1e-4, "{interval:?}");
        assert!(withheld(line(&seen.behaviour, "evidence-figure-waiting")));
        assert!(!seen.behaviour.iter().any(|line| line.key == "evidence-figure-difference"));

        let tx = app.db().begin().await.unwrap();
        let more = rated(&course, "w", 8, |place| if place < 4 { 2 } else { 3 });
        import(&tx, course.act, &course.programme, &more).await.unwrap();
        tx.commit().await.unwrap();
        let seen = levels(&app, &world, Side::Organisation).await;
        let waiting = &line(&seen.behaviour, "evidence-figure-waiting").figure;
        assert_eq!((waiting.value(), waiting.n()), (Some(0.5), Some(8)), "who was rated again counts once");
        let difference = &line(&seen.behaviour, "evidence-figure-difference").figure;
        assert_eq!((difference.value(), difference.n()), (Some(1.0), Some(14)));
        assert!(difference.interval().is_some_and(|interval| !interval.holds_zero()));
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = lead.get(&format!("/p/{}/evidence/behaviour", world.partnership)).await;
        assert!(page.shows("Plans the shift together") && page.shows("<svg"), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn a_line_manager_records_what_they_see_on_a_phone_and_no_name_is_kept() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let manager = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LineManager));
        let path = format!("/p/{}/observations", world.partnership);
        let form = manager.get(&format!("{path}/new")).await;
        for words in ["Talks with everyone each week", "never", "always"] {
            assert!(form.shows(words), "{words}: {}", form.body);
        }
        let programme = course.programme.id.to_string();
        let rating = format!("rating-{}", course.behaviours[0].id);
        let send = async |person: &str, occasion: &str, value: &str| {
            let fields = [
                ("programme", programme.as_str()),
                ("person", person),
                ("occasion", occasion),
                (rating.as_str(), value),
            ];
            manager.post(&path, &fields).await
        };
        assert!(send("stranger@x.example", "before", "3").await.shows("is enrolled in this programme"));
        assert_eq!(send("t0@x.example", "before", "6").await.status, 422);
        assert_eq!(send("t0@x.example", "before", "").await.status, 422, "nothing was seen");
        for place in 0..5 {
            let person = format!("T{place}@x.example");
            assert_eq!(send(&person, "before", "2").await.status, 303);
            assert_eq!(send(&person, "after", if place == 0 { "5" } else { "3" }).await.status, 303);
        }
        let seen = levels(&app, &world, Side::Organisation).await;
        let change = &line(&seen.behaviour, "evidence-figure-trained").figure;
        assert!((change.value().unwrap() - 1.4).abs() < 1e-9 && change.n() == Some(5));
        let named = "SELECT COUNT(*) AS number FROM rating WHERE subject LIKE '%x.example%'";
        assert_eq!(app.db().number(named, values![]).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn ratings_come_from_a_file_with_every_fault_named() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/evidence/behaviour", world.partnership);
        let programme = course.programme.id.to_string();
        let fields = [("programme", programme.as_str()), ("before", "2026-07-01"), ("after", "2026-09-01")];
        let faulty = b"person,behaviour,before,after,group\nt0@x.example,1,6,3,\nt1@x.example,Sings,2,3,\nq,1,2,3,\n";
        let reply = lead.upload(&format!("{path}/import"), &fields, "file", "ratings.csv", faulty).await;
        assert_eq!(reply.status, 422);
        for words in ["1, 2, 3, 4 or 5", "no such behaviour", "give the group"] {
            assert!(reply.shows(words), "{words}: {}", reply.body);
        }
        let mut good = "person,behaviour,before,after,group\n".to_owned();
        for place in 0..6 {
            good.push_str(&format!("t{place}@x.example,plans the shift together,2,{},\n", 3 + place % 2));
            good.push_str(&format!("p{place},2,3,3,wait-list\n"));
        }
        let preview = lead.upload(&format!("{path}/import"), &fields, "file", "ratings.csv", good.as_bytes()).await;
        assert!(preview.status == 200 && preview.shows("Take in 12 rows"), "{}", preview.body);
        let rows = preview.body.split("hidden>\n").nth(1).unwrap().split("</textarea>").next().unwrap();
        let mut taken = fields.to_vec();
        taken.push(("rows", rows));
        assert_eq!(lead.post(&format!("{path}/rows"), &taken).await.status, 303);
        let seen = levels(&app, &world, Side::Organisation).await;
        assert_eq!(line(&seen.behaviour, "evidence-figure-trained").figure.value(), Some(1.5));
        assert_eq!(line(&seen.behaviour, "evidence-figure-waiting").figure.value(), Some(0.0));
    })
    .await;
}
