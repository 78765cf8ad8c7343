//! The figure on plain values, and counted from what happened on both engines.

use lustrum_identity::partnership;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::event;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::job::run_due;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::mail;
use lustrum_kernel::testing::on_both_engines;
use lustrum_partnership::By;
use serde_json::json;

use super::{
    Alarm, Counted, Part, actions, alarm, alarms, balance, cases, charter, evidence, figure, history, rhythm, watch,
};
use crate::action::{self, NewAction};
use crate::health::setting::Settings;
use crate::meeting::{self, Kind, NewSeries, open_points};
use crate::owner::Owner;
use crate::tests::{areas, lead};

#[test]
fn a_part_without_data_is_left_out_and_never_a_zero() {
    let usual = Settings::default().weights;
    let known = [rhythm(4, 4), actions(2, 2), evidence(5, 10), cases(60, 100), balance(5, 5), charter(Some(10))];
    assert_eq!(figure(&known, &usual), Some(100.0));
    for place in 0..known.len() {
        let mut some = known;
        some[place] = Counted { value: None, n: 0, ..some[place] };
        assert_eq!(figure(&some, &usual), Some(100.0), "{:?}", some[place].part);
    }
    assert_eq!(figure(&[rhythm(4, 4), actions(1, 2), charter(None)], &usual), None, "two parts are no picture");
    let bad = [rhythm(0, 4), actions(0, 2), evidence(0, 4)];
    assert_eq!(figure(&bad, &usual), Some(0.0));
}

#[test]
fn a_part_that_weighs_nothing_does_not_count_and_the_others_count_by_weight() {
    let parts = [rhythm(1, 1), actions(0, 1), evidence(1, 4), cases(0, 10)];
    assert_eq!(figure(&parts, &[30.0, 10.0, 20.0, 0.0, 0.0, 0.0]), Some((30.0 * 100.0 + 20.0 * 50.0) / 60.0));
    assert_eq!(Part::ALL.map(Part::usual_weight).iter().sum::<f64>(), 100.0);
}

#[test]
fn an_alarm_is_raised_under_the_floor_or_by_a_fall_and_never_of_what_is_not_known() {
    let settings = Settings::default();
    assert_eq!(alarm(Some(59.9), None, &settings), Some(Alarm::Low));
    assert_eq!(alarm(Some(60.0), Some(70.0), &settings), None);
    assert_eq!(alarm(Some(75.0), Some(86.0), &settings), Some(Alarm::Fell));
    assert_eq!(alarm(Some(90.0), None, &settings), None);
    assert_eq!(alarm(None, Some(90.0), &settings), None);
}

fn by(app: &App, world: &World, side: Side) -> By {
    let role = if side == Side::Organisation { Role::LdLead } else { Role::PartnerLead };
    By::viewer(&world.within(side, role), app.now())
}

/// A weekly talk from 1 July on, held `held` times, and three actions, of which the first is done in time.
async fn a_quarter(app: &App, world: &World, held: usize) {
    let tx = app.db().begin().await.unwrap();
    let ours = by(app, world, Side::Organisation);
    let new = NewSeries {
        kind: Kind::Talk,
        rule: "FREQ=WEEKLY".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: "2026-07-01T10:00".parse().unwrap(),
        minutes: 30,
        place: "Room 3".to_owned(),
    };
    let id = meeting::begin(&tx, &ours, &new).await.unwrap();
    let mut series = meeting::series_of(&tx, world.client, world.partnership).await.unwrap();
    series.retain(|one| one.id == id);
    for one in meeting::occurrences(&series, &[], moment("2026-07-01T00:00:00Z"), app.now()).iter().take(held) {
        let made = meeting::prepare(&tx, &ours, one).await.unwrap();
        let found = meeting::find(&tx, world.client, world.partnership, made).await.unwrap().unwrap();
        let writer = By { at: one.at, ..by(app, world, Side::Partner) };
        meeting::write(&tx, &writer, &found, 0, "1. The roster").await.unwrap();
    }
    let person: PersonId = ours.person;
    for (at, due) in ["2026-09-01", "2026-09-02", "2026-12-01"].iter().enumerate() {
        let new = NewAction {
            period: "2026-Q3".parse().unwrap(),
            text: format!("Action {at}"),
            owner: Owner { side: Side::Organisation, person: None },
            due: due.parse().unwrap(),
            blameless: None,
            expected: None,
        };
        let made = action::add(&tx, world.client, world.partnership, person, moment("2026-07-01T00:00:00Z"), new).await;
        let found = action::find(&tx, world.client, world.partnership, made.unwrap()).await.unwrap().unwrap();
        if at == 0 {
            let done = moment("2026-08-30T00:00:00Z");
            action::finish(&tx, world.client, world.partnership, person, done, &found).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

fn moment(text: &str) -> Moment {
    Moment(text.parse().unwrap())
}

#[tokio::test]
async fn a_quarter_is_counted_from_what_happened_in_it_and_no_data_is_no_score() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let sides = partnership::find(app.db(), world.partnership).await.unwrap().unwrap();
        let empty = history(app.db(), &sides, app.now()).await.unwrap();
        assert_eq!((empty.len(), empty[0].known(), empty[0].figure(&Settings::default())), (1, 0, None));
        let page = lead(&app, &world, Side::Partner).get(&format!("/p/{}/health", world.partnership)).await;
        assert!(page.shows("Not enough data for a figure") && page.shows("No data is no score"));

        a_quarter(&app, &world, 9).await;
        let counted = history(app.db(), &sides, app.now()).await.unwrap();
        let part = |part: Part| counted[0].parts.iter().find(|one| one.part == part).copied().unwrap();
        // Wednesdays from 1 July to 16 September.
        assert_eq!((part(Part::Rhythm).some, part(Part::Rhythm).n), (9, 12));
        assert_eq!((part(Part::Actions).some, part(Part::Actions).n), (1, 2), "the third is due later");
        assert_eq!((part(Part::Balance).some, part(Part::Balance).n), (1, 10), "nine minutes and one action done");
        assert_eq!((part(Part::Charter).value, part(Part::Cases).value), (None, None));
        let told = counted[0].figure(&Settings::default()).unwrap();
        assert!((told - (20.0 * 75.0 + 20.0 * 50.0 + 15.0 * 20.0) / 55.0).abs() < 1e-9, "{told}");
        // The same quarter, seen a quarter later, is as it was at its end.
        let later = history(app.db(), &sides, app.now().plus_days(100)).await.unwrap();
        assert_eq!(later.len(), 2);
        assert_eq!((later[0].quarter, later[0].is_whole()), (counted[0].quarter, true));
        let csv = lead(&app, &world, Side::Organisation).get(&format!("/p/{}/health.csv", world.partnership)).await;
        assert!(csv.status == 200 && csv.body.contains("9 of 12 planned meetings"), "{}", csv.body);
        let api = lead(&app, &world, Side::Organisation);
        let api = api.json("GET", &format!("/api/v1/p/{}/health", world.partnership), json!(null)).await.json();
        assert_eq!(api["quarters"][0]["parts"][5]["value"], json!(null), "no charter is no score");
    })
    .await;
}

#[tokio::test]
async fn a_low_figure_raises_one_point_and_writes_to_the_leads_of_both_sides_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        a_quarter(&app, &world, 9).await;
        for _ in 0..3 {
            run_due(&app).await.unwrap();
            app.clock().set(app.now().plus_days(4));
        }
        let raised = alarms(app.db(), world.client, world.partnership, 10).await.unwrap();
        assert_eq!(
            raised.iter().map(|one| (one.period.to_string(), one.reason)).collect::<Vec<_>>(),
            [("2026-Q3".to_owned(), Alarm::Low)]
        );
        let points = open_points(app.db(), world.client, world.partnership, Kind::Committee).await.unwrap();
        assert_eq!(points.len(), 1, "{points:?}");
        // In the reader's language and in nobody's name.
        assert!(points[0].text.starts_with("The health figure of"), "{points:?}");
        assert!(points[0].text_in(Locale::Nl).starts_with("Het gezondheidscijfer van"), "{points:?}");
        assert_eq!(points[0].raised_by(), None);
        let known =
            event::recent(app.db(), event::Part::Partnership(world.client, world.partnership), None, 99).await.unwrap();
        let of_alarm = known.iter().filter(|event| event.kind == "health.alarm-raised").map(|event| event.person_id);
        assert_eq!(of_alarm.collect::<Vec<_>>(), [None]);
        let mails = mail::outbox(app.db(), world.client, 50).await.unwrap();
        let mut told: Vec<&str> = mails
            .iter()
            .filter(|mail| mail.subject.contains("health figure"))
            .map(|mail| mail.recipient.as_str())
            .collect();
        told.sort_unstable();
        assert_eq!(told, ["ld-lead@organisation.example", "partner-lead@partner.example"]);
        let page = lead(&app, &world, Side::Organisation).get(&format!("/p/{}/health", world.partnership)).await;
        assert!(page.shows("under the limit that both sides agreed on"));
        let sides = partnership::find(app.db(), world.partnership).await.unwrap().unwrap();
        let tx = app.db().begin().await.unwrap();
        assert!(!watch::look(&app, &tx, &sides, app.now()).await.unwrap(), "once for a quarter");
    })
    .await;
}
