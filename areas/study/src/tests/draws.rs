//! A draw is registered with its plan, seen by both sides at once, and held against the data.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::{a_kpi, areas, asked, lead, lines, name, partner};

fn drawn<'a>(kpi: &'a str, units: &'a str, starts: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = asked("did", kpi, "");
    fields.extend([
        ("lot", "on"),
        ("lot-units", units),
        ("seed", "7 12 19 23 31 40"),
        ("percent", "50"),
        ("starts", starts),
    ]);
    fields
}

#[tokio::test]
async fn cap_33_the_seed_is_published_to_both_sides_before_anyone_starts_and_gives_the_same_draw_again() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, |_| None).await.to_string();
        let (ours, theirs) = (lead(&app, &world), partner(&app, &world));
        let list = format!("/p/{}/studies", world.partnership);
        let units: Vec<String> =
            (0..20).map(|depot| format!("{}; {}", name(depot), if depot < 8 { "NL" } else { "BE" })).collect();
        let units = units.join("\n");
        let made = ours.post(&list, &drawn(&kpi, &units, "2026-10-01")).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let path = made.location.unwrap();

        // Nothing of the study is shared, and yet the draw is there for both sides.
        assert_eq!(theirs.get(&path).await.status, 404);
        let draws = theirs.get(&list).await;
        assert!(draws.shows("Draws by lot") && draws.shows(&format!("{path}/draw")));
        for browser in [&ours, &theirs] {
            let page = browser.get(&format!("{path}/draw")).await;
            assert_eq!(page.status, 200, "{}", page.body);
            assert!(
                page.shows("7 12 19 23 31 40") && page.shows("4 of 8 start first") && page.shows("6 of 12 start first")
            );
            assert!(page.shows("Largest difference between those who start first") && page.shows("sha256sum"));
            assert!(!page.shows("⟦"), "every text is there");
        }
        assert!(ours.get(&path).await.shows("By lot: 10 of 20 start first."));

        let told = theirs.json("GET", &format!("/api/v1{path}/draw"), json!(null)).await.json();
        assert_eq!((told["holds"].as_bool(), told["lots"].as_array().unwrap().len()), (Some(true), 20));
        let csv = theirs.get(&format!("{path}/draw.csv")).await;
        assert_eq!(csv.body.lines().count(), 21);
        // Whoever redoes it from the file finds the same: the lowest numbers of each group.
        let (mut firsts, mut lasts) = (Vec::new(), Vec::new());
        for lot in told["lots"].as_array().unwrap().iter().filter(|lot| lot["group"] == "NL") {
            let number = lot["number"].as_str().unwrap().to_owned();
            if lot["first"] == true { firsts.push(number) } else { lasts.push(number) }
        }
        assert!(firsts.iter().max() < lasts.iter().min());
        // It is part of what was hashed.
        let plan = ours.get(&format!("{path}/plan.json")).await.body;
        assert!(plan.contains(r#""draw":{"seed":"7 12 19 23 31 40""#), "{plan}");
    })
    .await;
}

#[tokio::test]
async fn a_draw_that_can_not_be_one_is_refused_and_nobody_else_sees_a_draw() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, |_| None).await.to_string();
        let ours = lead(&app, &world);
        let list = format!("/p/{}/studies", world.partnership);
        for (units, starts, field) in [
            ("Gent\nLier", "2026-09-01", "starts-error"),
            ("Gent", "2026-10-01", "lot-units-error"),
            ("Gent\nGent", "2026-10-01", "lot-units-error"),
            ("Gent\n; NL", "2026-10-01", "lot-units-error"),
        ] {
            let refused = ours.post(&list, &drawn(&kpi, units, starts)).await;
            assert!(refused.status == 422 && refused.shows(field), "{units}: {}", refused.body);
            assert!(refused.shows("7 12 19 23 31 40"), "what was typed stays");
        }
        let path = ours.post(&list, &drawn(&kpi, "Gent\nLier\nGenk", "2026-10-01")).await.location.unwrap();
        let open = |viewer| Browser::new(&app, &areas(), viewer);
        for end in ["/draw", "/draw.csv"] {
            let page = format!("{path}{end}");
            assert_eq!(open(world.viewer(Side::Partner, Role::Learner)).get(&page).await.status, 403);
            assert_eq!(open(world.viewer(Side::Organisation, Role::Learner)).get(&page).await.status, 403);
            for side in [Side::Organisation, Side::Partner] {
                assert_eq!(open(world.stranger(side)).get(&page).await.status, 404);
            }
        }
        let without = ours.post(&list, &asked("did", &kpi, "Gent; 2026-01-01\nLier")).await.location.unwrap();
        assert_eq!(ours.get(&format!("{without}/draw")).await.status, 404, "nothing was drawn");
    })
    .await;
}

#[tokio::test]
async fn units_of_a_draw_are_not_drawn_again_and_the_study_in_which_they_wait_leads_to_that_draw() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let together = |depot: u64| (depot < 12).then_some(12);
        let kpi = a_kpi(&app, &world, together).await.to_string();
        let ours = lead(&app, &world);
        let list = format!("/p/{}/studies", world.partnership);
        let units = lines(0..24, together);
        let waits = ours.post(&list, &asked("did", &kpi, &units)).await.location.unwrap();
        assert_eq!(ours.post(&format!("{waits}/estimates"), &[]).await.status, 303);
        assert!(ours.get(&waits).await.shows("waiting="), "they may be drawn");

        let waiting: Vec<String> = (12..24).map(name).collect();
        let waiting = waiting.join("\n");
        let draw = ours.post(&list, &drawn(&kpi, &waiting, "2026-10-01")).await.location.unwrap();
        let page = ours.get(&waits).await;
        assert!(page.shows(&format!("{draw}/draw")) && page.shows("nobody draws again"), "{}", page.body);
        assert!(!page.shows("waiting=") && !page.shows("⟦"), "{}", page.body);

        let again = ours.post(&list, &drawn(&kpi, "Depot 23\nGent", "2026-10-15")).await;
        assert!(again.status == 422 && again.shows("Depot 23 is in the draw of"), "{}", again.body);
        let others = ours.post(&list, &drawn(&kpi, "Gent\nLier", "2026-10-15")).await;
        assert_eq!(others.status, 303, "{}", others.body);
    })
    .await;
}

#[tokio::test]
async fn a_table_that_trains_whom_the_lot_let_wait_is_refused_by_its_row() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world);
        let list = format!("/p/{}/studies", world.partnership);
        let people: Vec<String> = (0..12).map(|at| format!("p{at}")).collect();
        let units = people.join("\n");
        let fields = [
            ("title", "Scores"),
            ("question", "Do the trained score higher?"),
            ("design", "rct"),
            ("basis", "table"),
            ("outcome", "score"),
            ("treatment", "trained"),
            ("unit-column", "person"),
            ("unit", "points"),
            ("decimals", "1"),
            ("better", "higher"),
            ("source", "Test of June"),
            ("lot", "on"),
            ("lot-units", &units),
            ("seed", "a line of both sides"),
            ("percent", "50"),
            ("starts", "2026-10-01"),
        ];
        let path = ours.post(&list, &fields).await.location.unwrap();
        let told = ours.json("GET", &format!("/api/v1{path}/draw"), json!(null)).await.json();
        let first = |person: &str| {
            told["lots"].as_array().unwrap().iter().any(|lot| lot["unit"] == person && lot["first"] == true)
        };
        let row =
            |(at, person): (usize, &String), trained: bool| format!("{person},{},{}\n", u8::from(trained), 50 + at % 7);
        let rows = |moved: Option<usize>| -> String {
            let rows = people.iter().enumerate();
            let rows = rows.map(|(at, person)| row((at, person), first(person) != (moved == Some(at))));
            std::iter::once("person,trained,score\n".to_owned()).chain(rows).collect()
        };
        let send = async |table: String| {
            ours.upload(&format!("{path}/estimates"), &[], "file", "scores.csv", table.as_bytes()).await
        };
        let moved = send(rows(Some(3))).await;
        assert!(moved.status == 422 && moved.shows("Row 5") && moved.shows("not what was drawn"), "{}", moved.body);
        let joined = send(format!("{}p99,1,50\n", rows(None))).await;
        assert!(joined.status == 422 && joined.shows("p99 was not part of the draw"), "{}", joined.body);
        assert_eq!(send(rows(None)).await.status, 303);
        assert!(ours.get(&path).await.shows("Who left did not depend on the group."));
        // Most of those who were drawn to be trained are missing, and that is no chance.
        let kept =
            |line: &&str| line.split(',').nth(1) != Some("1") || line.starts_with("p0,") || line.starts_with("p1,");
        let gone: Vec<String> = rows(None).lines().filter(kept).map(str::to_owned).collect();
        let treated = gone.iter().filter(|line| line.split(',').nth(1) == Some("1")).count();
        let few = format!("{}\n", gone.join("\n"));
        match send(few).await.status {
            303 => {
                let page = ours.get(&path).await;
                assert!(page.shows("More people left one group than the other."), "{treated}: {}", page.body);
                assert!(page.shows("were not measured") && !page.shows("⟦"), "{}", page.body);
            }
            // Fewer than two of a group have no spread.
            refused => assert!(refused == 422 && treated < 2, "{treated}"),
        }
    })
    .await;
}
