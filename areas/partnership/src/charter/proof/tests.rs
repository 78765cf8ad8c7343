//! The chances on plain values, and the panel on both engines.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::kpi::{self, Cadence, DataClass, Definition, Direction, KpiId};
use lustrum_strategy::reading::{self, Reading, ReadingId, Value};

use super::{ASKED, Promise, Untold, prove};
use crate::charter::languages::{behind, translate_measure};
use crate::charter::{self, NewMeasure, Section, find};
use crate::testing::{areas, complete_draft, lead};

/// Made up and the same every time: a level of each unit, and something that looks like noise.
fn made_up(unit: usize, month: usize) -> f64 {
    let mixed = |seed: usize| (seed.wrapping_mul(2_654_435_761) >> 7) % 1000;
    let (level, noise) = (mixed(unit + 1) as f64, mixed(unit * 97 + month * 31 + 5) as f64);
    30.0 + (level - 500.0) / 250.0 + (noise - 500.0) / 100.0
}

fn readings(units: usize, months: usize) -> Vec<Reading> {
    let first: Day = "2023-01-01".parse().unwrap();
    let one = |unit: usize, month: usize| Reading {
        id: ReadingId::new(),
        kpi_id: KpiId::new(),
        unit: format!("depot {unit:02}"),
        period: first.plus_months(month as i32),
        number: 1,
        value: made_up(unit, month),
        people: None,
        known_at: Moment("2026-01-01T00:00:00Z".parse().unwrap()),
    };
    (0..units).flat_map(|unit| (0..months).map(move |month| one(unit, month))).collect()
}

const PROMISE: Promise = Promise { from: 30.0, to: 27.0, months: 24 };

#[test]
fn the_chance_grows_with_the_months_and_with_the_units() {
    let many = prove(PROMISE, &readings(40, 36), 1).unwrap();
    let few = prove(PROMISE, &readings(8, 36), 1).unwrap();
    assert_eq!((many.units, many.periods, many.after.len()), (40, 36, 36));
    assert!(many.chance_after(24) > many.chance_after(6) && many.chance_after(12) > few.chance_after(12));
    let certain = many.certain_after().unwrap();
    assert!(many.chance_after(certain).unwrap() >= ASKED);
    assert!(certain == 1 || many.chance_after(certain - 1).unwrap() < ASKED);
}

#[test]
fn a_change_that_is_due_later_is_shown_later() {
    let soon = prove(PROMISE, &readings(40, 36), 1).unwrap();
    let late = prove(Promise { months: 36, ..PROMISE }, &readings(40, 36), 1).unwrap();
    assert!(late.chance_after(12) < soon.chance_after(12));
}

#[test]
fn what_is_too_short_or_too_few_is_not_told() {
    assert_eq!(prove(PROMISE, &[], 1), Err(Untold::NoReadings));
    assert_eq!(prove(PROMISE, &readings(40, 5), 1), Err(Untold::Short { periods: 5 }));
    assert_eq!(prove(PROMISE, &readings(3, 9), 1), Err(Untold::Few { units: 3, periods: 9 }));
    let mut flat = readings(10, 20);
    flat.iter_mut().for_each(|reading| reading.value = 4.0);
    assert_eq!(prove(PROMISE, &flat, 1), Err(Untold::Flat));
    // With one unit a line can be drawn on, which notices a change and does not tell where it comes from.
    let one = prove(PROMISE, &readings(1, 24), 1).unwrap();
    assert!(!one.compared() && one.after.iter().all(|at| at.waiting.is_none() && at.drawn_on.is_some()));
}

#[test]
fn quarterly_readings_are_told_by_quarter() {
    let proof = prove(PROMISE, &readings(12, 12), 3).unwrap();
    assert_eq!(proof.after.iter().take(3).map(|at| at.months).collect::<Vec<_>>(), [3, 6, 9]);
}

#[tokio::test]
async fn both_sides_see_what_can_be_proven_and_take_the_sentence_over() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let version = complete_draft(&app, &world).await;
        let by = lead(&app, &world, Side::Organisation);
        let definition = Definition {
            population: "Managers".to_owned(),
            formula: "Leavers divided by managers".to_owned(),
            unit: "%".to_owned(),
            decimals: 1,
            direction: Direction::Lower,
            cadence: Cadence::Monthly,
            grain: "depot".to_owned(),
            source: "HR".to_owned(),
            data_class: DataClass::Confidential,
        };
        let tx = app.db().begin().await.unwrap();
        let (id, _) = kpi::create(&tx, world.client, by.person, app.now(), "Turnover", &definition).await.unwrap();
        let turnover = kpi::find(&tx, world.client, id).await.unwrap().unwrap();
        let today = super::store::start(&[], app.now());
        let first = today.first_of_month().plus_months(-24);
        let values: Vec<Value> = (0..20)
            .flat_map(|unit| (0..24).map(move |month| (unit, month)))
            .map(|(unit, month)| Value {
                unit: format!("depot {unit:02}"),
                period: first.plus_months(month as i32),
                value: made_up(unit, month),
                people: None,
            })
            .collect();
        reading::record(&tx, world.client, &turnover, by.person, app.now(), &values).await.unwrap();
        let measure = NewMeasure {
            level: 4,
            text: "Fewer leave".to_owned(),
            kpi: Some(turnover.current.id),
            baseline: Some(30.0),
            target: Some(27.0),
            due: Some(today.plus_months(24)),
        };
        let measure = charter::add_measure(&tx, &by, version, measure).await.unwrap();
        let dutch = (Section::Measures, Some(Locale::Nl));
        charter::edit_text(&tx, &by, version, dutch, 0, "Net zo.").await.unwrap();
        for known in find(&tx, world.client, world.partnership, version).await.unwrap().unwrap().measures {
            assert!(translate_measure(&tx, &by, version, known.id, "", "Minder vertrek.").await.unwrap());
        }
        tx.commit().await.unwrap();

        let path = format!("/p/{}/charter/versions/{version}", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let page = theirs.get(&path).await;
        assert!(page.shows("What can be proven when") && page.shows("half of the 20 units"), "{}", page.body);
        assert!(page.shows("This measure names no KPI") && page.shows("all start at once") && page.shows("<desc"));
        assert!(!page.shows("⟦"));
        // How the readings vary can be told from nothing that an agreement released.
        assert!(!page.shows("between the units") && ours.get(&path).await.shows("between the units"));
        let wording = format!("{path}/measures/{measure}/wording");
        assert_eq!(theirs.post(&wording, &[]).await.status, 422);
        // Whoever saw an older text of the section does not write over it.
        let late = theirs.post(&wording, &[("revision", "1")]).await.status;
        assert!(matches!(late, 409 | 422), "{late}");
        assert_eq!(theirs.post(&wording, &[("revision", "2")]).await.status, 303);
        let whole = find(app.db(), world.client, world.partnership, version).await.unwrap().unwrap();
        let text = whole.text_of(Section::Measures);
        assert!(text.contains("\n\nTurnover, if half of the 20 units start first"), "{text}");
        let dutch = whole.text_in(Section::Measures, Locale::Nl);
        assert!(dutch.contains("Net zo.\n\nTurnover, als de helft van de 20 eenheden eerst start"), "{dutch}");
        assert!(behind(&whole).iter().all(|late| late.section != Section::Measures), "both say the same");
        assert_eq!(ours.post(&wording, &[("revision", "3")]).await.status, 303, "the same words change nothing");
        assert!(ours.get(&path).await.shows("In the text of the charter"));
        let untold = whole.measures.iter().find(|known| known.kpi.is_none()).unwrap().id;
        let refused = ours.post(&format!("{path}/measures/{untold}/wording"), &[("revision", "3")]).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::Facilitator));
        assert_eq!(designer.post(&wording, &[("revision", "3")]).await.status, 403);
    })
    .await;
}
