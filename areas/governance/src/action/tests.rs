//! What actions are expected to move, and what the next review says of it.

use jiff::tz::TimeZone;
use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::figure::{Figure, Source, Unit};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::on_both_engines;
use lustrum_kernel::{Day, Moment};
use lustrum_sharing::testing as sharing;
use lustrum_strategy::kpi;
use lustrum_strategy::reading::{self, Value};
use serde_json::json;

use super::{Action, ActionId, Direction, Expected};
use crate::owner::Owner;
use crate::review::{Line, spoken};
use crate::tests::{areas, lead, review_of};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn line(about: &str, value: f64, from: &str, to: &str) -> Line {
    let period = lustrum_kernel::figure::Period { from: day(from).0, to: day(to).0 };
    let source = Source { name: "HR".to_owned(), link: String::new() };
    Line {
        level: 4,
        key: "evidence-figure-kpi".to_owned(),
        about: about.to_owned(),
        figure: Figure::new(value, Unit::Named { name: "days".to_owned() }, period, source).unwrap(),
        difference: false,
        decimals: None,
        charter: None,
    }
}

#[test]
fn only_what_was_measured_after_an_action_was_agreed_is_what_happened() {
    let expected = Expected {
        measure: line("Absence", 9.0, "2026-07-01", "2026-07-31"),
        direction: Direction::Lower,
        amount: 1.5,
        by: day("2026-12-31"),
    };
    let action = Action {
        id: ActionId::new(),
        period: "2026-Q3".parse().unwrap(),
        text: "Plan rest".to_owned(),
        owner: Owner { side: Side::Partner, person: None },
        owner_name: None,
        due: day("2026-10-01"),
        made_at: day("2026-08-15").start_in(&TimeZone::UTC).unwrap(),
        done_at: None,
        done_by: None,
        blameless: None,
        expected: None,
        check: None,
    };
    let after = |line: Line| expected.after(&action, &[line]).and_then(Figure::value);
    assert_eq!(after(line("Absence", 8.0, "2026-08-01", "2026-08-31")), Some(8.0));
    assert_eq!(after(line("Absence", 8.0, "2026-07-01", "2026-07-31")), None, "the same month as before");
    assert_eq!(after(line("Absence", 8.0, "2026-08-01", "2026-08-15")), None, "up to the day itself");
    // A period that was still running when the action was agreed is not held against itself.
    let running = Expected { measure: line("Absence", 9.0, "2026-08-01", "2026-08-31"), ..expected.clone() };
    let same = line("Absence", 9.0, "2026-08-01", "2026-08-31");
    assert_eq!(running.after(&action, &[same]), None);
    let next = line("Absence", 8.0, "2026-09-01", "2026-09-30");
    assert_eq!(running.after(&action, &[next]).and_then(Figure::value), Some(8.0));
    assert_eq!(after(line("Turnover", 8.0, "2026-08-01", "2026-08-31")), None, "another figure");
    assert_eq!(expected.change(), -1.5);
}

#[tokio::test]
async fn cap_31_the_next_review_shows_what_an_action_was_to_move_beside_what_happened() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi_id = sharing::a_kpi(&app, &world, "Turnover").await;
        sharing::in_force(&app, &world, kpi_id).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/actions", world.partnership);
        let form = theirs.get(&format!("{path}/new")).await;
        assert!(form.shows("L4 Turnover, last period"));
        let base = [("text", "An hour a week for coaching"), ("owner", "partner"), ("due", "2026-10-01")];
        let with = |more: &[(&'static str, &'static str)]| [&base[..], more].concat();
        let measure = ("measure", "4 evidence-figure-kpi Turnover");
        for (more, field) in [
            (vec![("amount", "3")], "measure"),
            (
                vec![
                    ("measure", "4 evidence-figure-kpi Profit"),
                    ("direction", "lower"),
                    ("amount", "3"),
                    ("by", "2026-12-31"),
                ],
                "measure",
            ),
            (vec![measure, ("amount", "3"), ("by", "2026-12-31")], "direction"),
            (vec![measure, ("direction", "lower"), ("amount", "-3"), ("by", "2026-12-31")], "amount"),
            (vec![measure, ("direction", "lower"), ("amount", "3"), ("by", "2026-09-17")], "by"),
        ] {
            let reply = theirs.post(&path, &with(&more)).await;
            assert!(reply.status == 422 && reply.shows(&format!("{field}-error")), "{field}: {more:?}");
        }
        let sound = with(&[measure, ("direction", "lower"), ("amount", "3,5"), ("by", "2026-12-31")]);
        assert_eq!(theirs.post(&path, &sound).await.status, 303);
        assert!(
            ours.get(&path).await.shows("L4 Turnover, last period: −3.5\u{a0}percentage points by 31 December 2026")
        );
        let plain = [("text", "Nothing to move"), ("owner", "partner"), ("due", "2026-10-01")];
        assert_eq!(theirs.post(&path, &plain).await.status, 303);

        let first = review_of(&app, &world).await;
        let [waiting] = first.content.expected.as_slice() else { panic!("one action expects something") };
        assert!(waiting.after.is_none());
        let told = spoken(&first.content, Locale::En).unwrap();
        let row = &told.expected.rows[0];
        assert_eq!(row[2], "−3.5\u{a0}percentage points by 31 December 2026");
        assert_eq!(row[3], "23.3\u{a0}% · n = 20 · August 2026");
        assert_eq!(row[4], "no data yet");

        app.clock().set(Moment("2026-10-08T08:00:00Z".parse().unwrap()));
        let tx = app.db().begin().await.unwrap();
        let known = kpi::find(&tx, world.client, kpi_id).await.unwrap().unwrap();
        let september = Value { unit: "Venlo".to_owned(), period: day("2026-09-01"), value: 18.0, people: Some(12) };
        let steward = world.person(Side::Organisation, Role::DataSteward);
        reading::record(&tx, world.client, &known, steward, app.now(), &[september]).await.unwrap();
        tx.commit().await.unwrap();
        let next = review_of(&app, &world).await;
        let told = spoken(&next.content, Locale::En).unwrap();
        assert_eq!(told.expected.rows[0][4], "18.0\u{a0}% · n = 12 · September 2026 (−5.3\u{a0}percentage points)");
        let review = format!("/p/{}/reviews/2026-Q3", world.partnership);
        for browser in [&ours, &theirs] {
            let page = browser.get(&review).await;
            assert!(page.shows("What actions were to move") && page.shows("It tells what was seen, not why"));
        }
        assert_eq!(theirs.get(&format!("{review}.pdf?lang=nl")).await.status, 200);
        let api = theirs.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        let of = api["actions"].as_array().unwrap().iter().find(|one| one["expected"].is_object()).unwrap();
        assert_eq!(
            (of["expected"]["amount"].as_f64(), of["expected"]["direction"].as_str()),
            (Some(3.5), Some("lower"))
        );
        let measures =
            theirs.json("GET", &format!("/api/v1/p/{}/measures", world.partnership), json!(null)).await.json();
        assert!(measures["measures"].as_array().unwrap().iter().any(|one| one["measure"] == measure.1));
    })
    .await;
}
