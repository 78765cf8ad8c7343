use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, values};

use super::{Scale, store};
use crate::testing::course;
use crate::tests::areas;

#[test]
fn a_scale_of_the_source_becomes_one_to_five() {
    let ten = Scale { low: 1.0, high: 10.0, words: Vec::new() };
    assert_eq!((ten.value("1"), ten.value("10"), ten.value("5,5")), (Some(1.0), Some(5.0), Some(3.0)));
    assert_eq!((ten.value("11"), ten.value("good"), ten.value("")), (None, None, None));
    let reversed = Scale { low: 5.0, high: 1.0, words: Vec::new() };
    assert_eq!((reversed.value("1"), reversed.value("5")), (Some(5.0), Some(1.0)));
    let words = Scale { words: Scale::words_of("Meets expectations = 3\n goed=4,5\n").unwrap(), ..Scale::default() };
    assert_eq!((words.value(" MEETS expectations "), words.value("Goed")), (Some(3.0), Some(4.5)));
    assert!(Scale::words_of("good").is_none() && Scale::words_of("good = 9").is_none());
}

#[tokio::test]
async fn cap_40_reviews_are_mapped_once_keep_where_they_came_from_and_are_corrected_as_a_new_version() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/evidence/behaviour/reviews", world.partnership);
        let programme = course.programme.id.to_string();
        let setting = [("programme", programme.as_str()), ("title", "HR system"), ("day", "2026-09-10")];
        let mut file = "Work e-mail;Talks;Comment\n".to_owned();
        for place in 0..6 {
            file.push_str(&format!("T{place}@x.example;{};Never says no 🙃\n", if place == 0 { "Top" } else { "7" }));
        }
        file.push_str("someone@else.example;3;\n");
        let mapping = lead.upload(&path, &setting, "file", "reviews.csv", file.as_bytes()).await;
        assert!(mapping.status == 200 && mapping.shows("Work e-mail"), "{}", mapping.body);
        let between = |body: &str, start: &str, end: &str| {
            body.split(start).nth(1).unwrap().split(end).next().unwrap().to_owned()
        };
        let rows = between(&mapping.body, "name=\"rows\" hidden>\n", "</textarea>");
        let hash = between(&mapping.body, "name=\"file_hash\" value=\"", "\"");
        let column = format!("column-{}", course.behaviours[0].id);
        let mut fields = setting.to_vec();
        fields.extend([
            ("person", "Work e-mail"),
            (column.as_str(), "Talks"),
            ("low", "1"),
            ("high", "10"),
            ("rows", rows.as_str()),
        ]);
        fields.extend([("file_name", "reviews.csv"), ("file_hash", hash.as_str())]);
        let faulty = lead.post(&format!("{path}/preview"), &fields).await;
        assert!(faulty.status == 422 && faulty.shows("Top") && faulty.shows("B"), "{}", faulty.body);
        fields.push(("words", "top = 5"));
        let preview = lead.post(&format!("{path}/preview"), &fields).await;
        assert!(
            preview.status == 200 && preview.shows("Take in 6 ratings") && preview.shows("One row"),
            "{}",
            preview.body
        );
        assert_eq!(lead.post(&format!("{path}/rows"), &fields).await.status, 303);
        let (means, day) =
            store::means(app.db(), world.client, world.partnership, Day::of(2026, 12, 1).unwrap()).await.unwrap();
        assert_eq!((means.len(), day), (6, Day::of(2026, 9, 10)));
        assert!(means.contains(&5.0) && means.iter().filter(|mean| (**mean - 3.6667).abs() < 1e-3).count() == 5);
        let page = lead.get(&path).await;
        assert!(page.shows("reviews.csv") && page.shows(&hash), "{}", page.body);
        let again = lead.upload(&path, &setting, "file", "reviews.csv", file.as_bytes()).await;
        assert!(
            again.shows("<option value=\"Talks\" selected>") && again.shows("top = 5"),
            "the mapping is kept: {}",
            again.body
        );
        // A correction: the day's reviews count as they stand now, and the ones before stay.
        let lower = rows.replace(";7;", ";4;").replace(",7,", ",4,");
        let mut corrected: Vec<(&str, &str)> = fields.iter().filter(|(name, _)| *name != "rows").copied().collect();
        corrected.push(("rows", lower.as_str()));
        assert_eq!(lead.post(&format!("{path}/rows"), &corrected).await.status, 303);
        let (means, _) =
            store::means(app.db(), world.client, world.partnership, Day::of(2026, 12, 1).unwrap()).await.unwrap();
        assert_eq!(means.iter().filter(|mean| (**mean - 7.0 / 3.0).abs() < 1e-9).count(), 5, "{means:?}");
        let kept = "SELECT COUNT(*) AS number FROM review_rating";
        assert_eq!(app.db().number(kept, values![]).await.unwrap(), 12);
        let raw = "SELECT COUNT(*) AS number FROM review_rating WHERE raw = '7' AND row_number > 1";
        assert_eq!(app.db().number(raw, values![]).await.unwrap(), 5);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert_eq!(partner.get(&path).await.status, 403);
    })
    .await;
}
