//! Connectors on plain values, and on both engines through the router and the worker.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::{App, Config};
use lustrum_kernel::area::Area;
use lustrum_kernel::job::run_due;
use lustrum_kernel::mail::outbox;
use lustrum_kernel::outside::Source;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment};

use super::*;
use crate::kpi::{self, Cadence, DataClass, Definition, Direction, Kpi, KpiVersion, KpiVersionId};
use crate::reading::{self, Reading, ReadingId, Value};

fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), crate::area()]
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn definition() -> Definition {
    Definition {
        population: "Managers".to_owned(),
        formula: "Leavers divided by managers".to_owned(),
        unit: "%".to_owned(),
        decimals: 1,
        direction: Direction::Lower,
        cadence: Cadence::Monthly,
        grain: "depot".to_owned(),
        source: "HR".to_owned(),
        data_class: DataClass::Confidential,
    }
}

fn kpi() -> Kpi {
    let version = KpiVersion {
        id: KpiVersionId::new(),
        kpi: KpiId::new(),
        number: 1,
        definition: definition(),
        made_by: PersonId::new(),
        made_at: Moment::from_micros(0).unwrap(),
    };
    Kpi { id: version.kpi, title: "Turnover".to_owned(), current: version }
}

fn words() -> Words {
    Words {
        title: "Turnover from HR".to_owned(),
        source: "hr".to_owned(),
        path: "turnover.csv".to_owned(),
        sheet: String::new(),
        headings: Headings::default(),
        share: false,
        limits: Limits::default(),
        schedule: Schedule { every: Every::Day, on_day: 1, hour: 6, zone: "Europe/Amsterdam".to_owned() },
    }
}

/// A year of two depots that move by half a point.
fn known() -> Vec<Reading> {
    let mut readings = Vec::new();
    for unit in ["Gent", "Venlo"] {
        for month in 1..=8 {
            readings.push(Reading {
                id: ReadingId::new(),
                kpi_id: KpiId::new(),
                unit: unit.to_owned(),
                period: Day::of(2026, month, 1).unwrap(),
                number: 1,
                value: 30.0 + f64::from(month % 2) * 0.5,
                people: None,
                known_at: Moment::from_micros(0).unwrap(),
            });
        }
    }
    readings
}

fn judged(text: &str, words: &Words) -> Judged {
    judge(text.as_bytes(), words, &kpi(), &known(), day("2026-09-20"))
}

fn places(judged: &Judged) -> Vec<(usize, String, &'static str)> {
    judged.faults.iter().map(|fault| (fault.row, fault.column.clone(), fault.reason.key())).collect()
}

#[test]
fn cap_41_sound_rows_are_taken_and_each_faulty_one_is_named_with_its_row_and_column() {
    let file = "depot;maand;waarde\nGent;2026-09;30,2\nVenlo;2026-09;veel\nLier;2026-09;29\nGent;2026-11;31\n\
                Gent;2026-07;30,4\nVenlo;2026-07;30,1\nGent;2026-06;30,3\nVenlo;2026-06;30,2\n";
    let judged = judged(file, &words());
    assert_eq!(judged.refusal, None);
    let expected = [
        (3, "C".to_owned(), "table-fault-not-a-number"),
        (4, "A".to_owned(), "table-fault-connector-unit"),
        (5, "B".to_owned(), "table-fault-connector-future"),
    ];
    assert_eq!(places(&judged), expected);
    assert_eq!((judged.values.len(), judged.refused), (5, 3));
}

#[test]
fn cap_41_sudden_jumps_gaps_and_absent_units_are_flagged_and_not_dropped() {
    let judged = judged("unit,period,value\nGent,2026-10,55\n", &words());
    assert_eq!(judged.refused, 1, "October has not begun on 20 September");
    let mut later = words();
    later.limits.new_units = true;
    let file = "unit,period,value\nGent,2026-09,55\nGent,2026-08,30\nLier,2026-09,31\n";
    let judged = judge(file.as_bytes(), &later, &kpi(), &known(), day("2026-10-20"));
    let kinds: Vec<(&str, &str)> = judged.flags.iter().map(|flag| (flag.kind.as_str(), flag.unit.as_str())).collect();
    assert_eq!(kinds, [("new-unit", "Lier"), ("jump", "Gent"), ("absent", "Venlo")]);
    assert_eq!(judged.values.len(), 3, "what is flagged is taken");
    let gap = judge(b"unit,period,value\nGent,2026-10,30\n", &words(), &kpi(), &known(), day("2026-10-20"));
    assert!(gap.flags.iter().any(|flag| flag.kind == "gap" && flag.period == Some(day("2026-09-01"))));
}

#[test]
fn cap_41_a_file_in_another_unit_is_refused_as_a_whole_and_shares_are_read_where_told() {
    let file = "unit,period,value\nGent,2026-09,0.302\nVenlo,2026-09,0.311\n";
    let refused = judged(file, &words());
    assert_eq!(refused.refusal.map(|refusal| refusal.key), Some("connector-refused-unit"));
    assert!(refused.values.is_empty());
    let shares = judged(file, &Words { share: true, ..words() });
    assert_eq!(shares.values.iter().map(|value| value.value).collect::<Vec<_>>(), [30.2, 31.1]);
    let days = judged("unit,period,value\nGent,2026-09,7.1 days\nVenlo,2026-09,31\n", &words());
    assert_eq!(places(&days), [(2, "C".to_owned(), "table-fault-reading-unit")]);
}

#[test]
fn cap_41_rows_that_contradict_each_other_are_both_refused_and_a_repeated_one_is_taken_once() {
    let file =
        "unit,period,value\nGent,2026-09,30\nGent,2026-09,31\nVenlo,2026-09,30\nVenlo,2026-09,30\nVenlo,2026-07,30\n";
    let judged = judged(file, &words());
    assert_eq!(judged.faults.iter().map(|fault| fault.row).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(judged.values.len(), 2);
    assert_eq!(judged.flags.iter().filter(|flag| flag.kind == "repeated").count(), 1);
}

#[test]
fn cap_41_a_workbook_with_cells_of_the_wrong_type_names_each_of_them() {
    use lustrum_kernel::table::{Out, OutSheet, xlsx};
    let month = || Out::Date(day("2026-09-01").0);
    let rows: Vec<Vec<Out>> = vec![
        vec!["unit".into(), "period".into(), "value".into(), "people".into()],
        vec!["Gent".into(), month(), 30.5.into(), 12.0.into()],
        vec!["Venlo".into(), month(), "about thirty".into(), 9.0.into()],
        vec!["Venlo".into(), 31.0.into(), 31.0.into(), 9.0.into()],
        vec!["Venlo".into(), month(), month(), 9.0.into()],
        vec!["Gent".into(), "2026-08".into(), "30,4".into(), 12.5.into()],
        vec!["Venlo".into(), "2026-08".into(), 30.0.into(), Out::Empty],
        vec!["Gent".into(), "2026-07".into(), 30.0.into(), Out::Empty],
        vec!["Venlo".into(), "2026-07".into(), 30.0.into(), Out::Empty],
        vec!["Gent".into(), "2026-06".into(), 30.0.into(), Out::Empty],
    ];
    let bytes = xlsx(&[OutSheet { name: "Export".to_owned(), rows }]).unwrap();
    let judged = judge(&bytes, &words(), &kpi(), &known(), day("2026-09-20"));
    assert_eq!(judged.refusal, None, "{judged:?}");
    let named: Vec<(usize, String)> = judged.faults.iter().map(|fault| (fault.row, fault.column.clone())).collect();
    let expected = [(3, "C"), (4, "B"), (5, "C"), (6, "D")].map(|(row, column)| (row, column.to_owned()));
    assert_eq!(named, expected, "{:?}", judged.faults);
    assert_eq!(judged.values.len(), 5, "the sound rows are taken");
    let of = |words: Words| judge(&bytes, &words, &kpi(), &known(), day("2026-09-20")).refusal.map(|why| why.key);
    assert_eq!(of(Words { sheet: "Elsewhere".to_owned(), ..words() }), Some("table-error-no-such-sheet"));
}

#[test]
fn cap_41_what_is_no_table_or_mostly_faulty_gives_nothing() {
    for (file, key) in [
        (b"".as_slice(), "table-error-empty"),
        (b"unit,period,value\n".as_slice(), "table-error-empty"),
        (b"\x89PNG\0\0".as_slice(), "table-error-not-a-table"),
        (b"\xff\xfeu\0n".as_slice(), "table-error-unknown-encoding"),
        (b"unit,period\nGent,2026-09\n".as_slice(), "connector-refused-columns"),
        (b"unit,period,value\nGent,2026-0".as_slice(), "connector-refused-most"),
        (b"unit,period,value\nGent,2026-09,\"30".as_slice(), "table-error-open-quote"),
    ] {
        let judged = judge(file, &words(), &kpi(), &known(), day("2026-09-20"));
        assert_eq!(judged.refusal.as_ref().map(|refusal| refusal.key), Some(key), "{judged:?}");
        assert!(judged.values.is_empty());
    }
    let windows = judge(
        b"unit,period,value\nLi\xe8ge,2026-09,30\n",
        &Words { limits: Limits { new_units: true, ..Limits::default() }, ..words() },
        &kpi(),
        &known(),
        day("2026-09-20"),
    );
    assert_eq!(windows.values[0].unit, "Liège", "what Windows wrote for decades is read");
}

/// The application with one source: a folder.
async fn with_folder(app: &App, folder: &Path) -> App {
    let sources = vec![Source::folder("hr", folder).unwrap()];
    App::new(app.db().clone(), app.clock().clone(), Config { sources, ..Config::default() }, &areas()).unwrap()
}

fn write(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("turnover.csv");
    std::fs::write(&path, text).unwrap();
    let file = std::fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    path
}

async fn a_kpi(app: &App, world: &World) -> Kpi {
    let lead = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let (id, _) = kpi::create(&tx, world.client, lead, app.now(), "Turnover", &definition()).await.unwrap();
    tx.commit().await.unwrap();
    kpi::find(app.db(), world.client, id).await.unwrap().unwrap()
}

fn steward(app: &App, world: &World) -> Browser {
    Browser::new(app, &areas(), world.viewer(Side::Organisation, Role::DataSteward))
}

fn form(kpi: &Kpi) -> Vec<(&'static str, String)> {
    [
        ("title", "Turnover from HR"),
        ("source", "hr"),
        ("path", "turnover.csv"),
        ("every", "day"),
        ("hour", "6"),
        ("zone", "Europe/Amsterdam"),
    ]
    .into_iter()
    .map(|(name, value)| (name, value.to_owned()))
    .chain([("kpi", kpi.id.to_string())])
    .collect()
}

fn pairs<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

async fn values_of(app: &App, world: &World, kpi: &Kpi) -> Vec<(String, f64, i64)> {
    let readings = run::known(app.db(), world.client, kpi, app.now()).await.unwrap();
    readings.into_iter().map(|reading| (reading.unit, reading.value, reading.number)).collect()
}

#[tokio::test]
async fn cap_41_a_connector_is_looked_at_first_then_runs_on_its_schedule_and_keeps_late_corrections() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = with_folder(&app, folder.path()).await;
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world).await;
        let steward = steward(&app, &world);
        let home = format!("/o/{}/connectors", world.client);
        write(folder.path(), "unit,period,value,people\nGent,2026-07,30,12\nVenlo,2026-07,31,9\n");

        let refused = steward.post(&home, &pairs(&form(&kpi)[1..])).await;
        assert!(refused.status == 422 && refused.shows("id=\"title-error\""), "{}", refused.body);
        let mut out = form(&kpi);
        out[2].1 = "../turnover.csv".to_owned();
        assert!(steward.post(&home, &pairs(&out)).await.shows("id=\"path-error\""));
        let made = steward.post(&home, &pairs(&form(&kpi))).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let one = made.location.unwrap();
        let page = steward.get(&one).await;
        assert!(page.shows("Gent") && page.shows("activations"), "{}", page.body);
        assert!(values_of(&app, &world, &kpi).await.is_empty(), "a look takes nothing");
        assert_eq!(steward.post(&format!("{one}/activations"), &[]).await.status, 303);

        // At six the next morning, and not before.
        assert_eq!(run_due(&app).await.unwrap(), 0);
        app.clock().set(Moment("2026-09-18T04:00:00Z".parse().unwrap()));
        run_due(&app).await.unwrap();
        assert_eq!(values_of(&app, &world, &kpi).await, [("Gent".into(), 30.0, 1), ("Venlo".into(), 31.0, 1)]);
        // A month later the file holds a correction of July beside August.
        write(folder.path(), "unit,period,value,people\nGent,2026-07,29,12\nVenlo,2026-07,31,9\nGent,2026-08,30,12\nVenlo,2026-08,30.5,9\n");
        app.clock().set(Moment("2026-09-19T04:00:00Z".parse().unwrap()));
        run_due(&app).await.unwrap();
        let known = values_of(&app, &world, &kpi).await;
        assert_eq!(known[0], ("Gent".into(), 29.0, 2), "{known:?}");
        assert_eq!(known.len(), 4);
        let before = reading::as_known(app.db(), world.client, kpi.id, Moment("2026-09-18T12:00:00Z".parse().unwrap()), day("2026-07-01"), day("2026-07-01")).await.unwrap();
        assert_eq!(before[0].value, 30.0, "what was known then is still known");
        let corrections = steward.get(&format!("/o/{}/kpis/{}/corrections?known=2026-09-18", world.client, kpi.id)).await;
        assert!(corrections.shows("30.0") && corrections.shows("29.0") && corrections.shows("differs"), "{}", corrections.body);

        // The next day nothing is new; a server that stood still for a week runs once and not seven times.
        app.clock().set(Moment("2026-09-20T04:00:00Z".parse().unwrap()));
        run_due(&app).await.unwrap();
        app.clock().set(Moment("2026-09-27T09:00:00Z".parse().unwrap()));
        for _ in 0..3 {
            run_due(&app).await.unwrap();
        }
        let id = one.rsplit('/').next().unwrap().parse().unwrap();
        let runs = store::runs(app.db(), world.client, id, None, 50).await.unwrap();
        let outcomes: Vec<&str> = runs.iter().filter(|run| !run.preview).map(|run| run.outcome.word()).collect();
        assert_eq!(outcomes, ["unchanged", "unchanged", "taken", "taken"]);
        let next = store::find(app.db(), world.client, id).await.unwrap().unwrap().next_at.unwrap();
        assert_eq!(next, Moment("2026-09-28T04:00:00Z".parse().unwrap()));
        assert!(outbox(app.db(), world.client, 10).await.unwrap().is_empty(), "nobody is told of what went well");
    })
    .await;
}

#[tokio::test]
async fn cap_41_what_fails_is_kept_and_mailed_to_the_data_steward() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = with_folder(&app, folder.path()).await;
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world).await;
        let steward = steward(&app, &world);
        let home = format!("/o/{}/connectors", world.client);
        let one = steward.post(&home, &pairs(&form(&kpi))).await.location.unwrap();
        assert!(steward.get(&one).await.shows("There is nothing at this path"));
        assert_eq!(steward.post(&format!("{one}/activations"), &[]).await.status, 409, "there was nothing to look at");
        assert_eq!(steward.post(&format!("{one}/runs"), &[]).await.status, 409);
        let path = write(folder.path(), "unit,period,value\nGent,2026-07,30\n");
        assert_eq!(steward.post(&format!("{one}/previews"), &[]).await.status, 303);
        assert_eq!(steward.post(&format!("{one}/activations"), &[]).await.status, 303);

        write(folder.path(), "unit,period,value\nGent,2026-07,30\nGent,2026-08,many\nGent,2026-06,29\n");
        let ran = steward.post(&format!("{one}/runs"), &[]).await.location.unwrap();
        let page = steward.get(&ran).await;
        assert!(page.shows("many") && page.shows("This is not a number"), "{}", page.body);
        assert_eq!(values_of(&app, &world, &kpi).await.len(), 2, "the sound rows are taken");
        let mails = outbox(app.db(), world.client, 10).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].recipient, "data-steward@organisation.example");
        assert!(mails[0].body.contains("One row was refused") && mails[0].body.contains(&ran), "{}", mails[0].body);

        // The file vanishes: the run says so, and the schedule goes on.
        std::fs::remove_file(path).unwrap();
        app.clock().set(Moment("2026-09-18T04:00:00Z".parse().unwrap()));
        while run_due(&app).await.unwrap() > 0 {}
        let id: ConnectorId = one.rsplit('/').next().unwrap().parse().unwrap();
        let last = &store::runs(app.db(), world.client, id, None, 1).await.unwrap()[0];
        assert_eq!((last.outcome, last.reason.as_str()), (Outcome::Unreached, "outside-not-found"));
        assert_eq!(outbox(app.db(), world.client, 10).await.unwrap().len(), 2);
        let next = store::find(app.db(), world.client, id).await.unwrap().unwrap().next_at;
        assert_eq!(next, Some(Moment("2026-09-19T04:00:00Z".parse().unwrap())));

        // A change has to be looked at and activated anew; of two who change it, the second is told.
        let mut changed = form(&kpi);
        changed.push(("expected", "1".to_owned()));
        assert_eq!(steward.post(&one, &pairs(&changed)).await.status, 303);
        assert_eq!(steward.post(&one, &pairs(&changed)).await.status, 422);
        let connector = store::find(app.db(), world.client, id).await.unwrap().unwrap();
        assert_eq!((connector.state, connector.next_at), (State::Draft, None));
        let others = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        assert_eq!(others.get(&one).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn cap_41_a_file_that_is_still_written_loses_nothing_and_is_fetched_again() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = with_folder(&app, folder.path()).await;
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world).await;
        let steward = steward(&app, &world);
        let home = format!("/o/{}/connectors", world.client);
        write(folder.path(), "unit,period,value\nGent,2026-07,30\n");
        let one = steward.post(&home, &pairs(&form(&kpi))).await.location.unwrap();
        assert_eq!(steward.post(&format!("{one}/activations"), &[]).await.status, 303);
        steward.post(&format!("{one}/runs"), &[]).await;
        // Half of the new file lies there when it is time.
        std::fs::write(folder.path().join("turnover.csv"), "unit,period,value\nGent,20").unwrap();
        app.clock().set(Moment("2026-09-18T04:00:00Z".parse().unwrap()));
        run_due(&app).await.unwrap();
        assert_eq!(values_of(&app, &world, &kpi).await, [("Gent".into(), 30.0, 1)], "nothing of it is taken");
        let asked = steward.post(&format!("{one}/runs"), &[]).await.location.unwrap();
        let page = steward.get(&asked).await;
        assert!(page.shows("still being written"), "{}", page.body);
        write(folder.path(), "unit,period,value\nGent,2026-07,30\nGent,2026-08,31\n");
        app.clock().set(Moment("2026-09-19T04:00:00Z".parse().unwrap()));
        while run_due(&app).await.unwrap() > 0 {}
        let known = values_of(&app, &world, &kpi).await;
        assert_eq!(known, [("Gent".into(), 30.0, 1), ("Gent".into(), 31.0, 1)], "the next run takes it");
    })
    .await;
}

#[tokio::test]
async fn cap_41_the_api_does_what_the_pages_do() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = with_folder(&app, folder.path()).await;
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world).await;
        write(folder.path(), "Vestiging,Periode,Verloop\nGent,2026-07,\"30,5\"\n");
        let steward = steward(&app, &world);
        let home = format!("/api/v1/o/{}/connectors", world.client);
        let sources = steward.get(&format!("/api/v1/o/{}/sources", world.client)).await.json();
        assert_eq!(sources, serde_json::json!([{ "name": "hr", "kind": "folder" }]));
        let mut sent = serde_json::json!({ "title": "HR", "kpi": kpi.id, "source": "hr", "path": "turnover.csv", "every": "month",
            "on_day": 31, "hour": 6, "zone": "Europe/Amsterdam" });
        let made = steward.json("POST", &home, sent.clone()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let one = format!("{home}/{}", made.json()["id"].as_str().unwrap());
        assert_eq!(made.json()["previewed"], false, "the columns have other headings");
        let looked = steward.json("POST", &format!("{one}/previews"), serde_json::Value::Null).await.json();
        assert_eq!(looked["headings"], serde_json::json!(["Vestiging", "Periode", "Verloop"]));
        for (name, value) in [("unit_column", "Vestiging"), ("value_column", "Verloop")] {
            sent[name] = value.into();
        }
        sent["expected"] = 1.into();
        let changed = steward.json("PUT", &one, sent).await;
        assert_eq!(changed.json()["previewed"], true, "{}", changed.body);
        let active = steward.json("POST", &format!("{one}/activation"), serde_json::Value::Null).await;
        assert_eq!((active.status, active.json()["next_at"].as_str().unwrap()), (201, "2026-09-30T04:00:00Z"));
        let ran = steward.json("POST", &format!("{one}/runs"), serde_json::Value::Null).await.json();
        assert_eq!((ran["outcome"].as_str(), ran["new"].as_i64()), (Some("taken"), Some(1)));
        assert_eq!(steward.get(&format!("{one}/runs")).await.json().as_array().unwrap().len(), 4);
        let paused = steward.json("DELETE", &format!("{one}/activation"), serde_json::Value::Null).await.json();
        assert_eq!((paused["state"].as_str(), &paused["next_at"]), (Some("paused"), &serde_json::Value::Null));
    })
    .await;
}

#[tokio::test]
async fn cap_41_a_batch_of_three_years_of_a_hundred_sites_is_taken_once_and_in_time() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world).await;
        let mut readings = Vec::new();
        for site in 0..100 {
            for month in 0..36 {
                let period = day("2023-09-01").plus_months(month);
                readings.push(serde_json::json!({ "unit": format!("Site {site}"), "period": period.to_string(), "value": 30.0, "people": 12 }));
            }
        }
        let sent = serde_json::json!({ "readings": readings });
        let path = format!("/api/v1/o/{}/kpis/{}/reading-batches", world.client, kpi.id);
        let program = steward(&app, &world).with_header("idempotency-key", "september");
        let begun = std::time::Instant::now();
        let first = program.json("POST", &path, sent.clone()).await;
        assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
        assert_eq!((first.status, first.json()["new"].as_i64()), (201, Some(3_600)), "{}", first.body);
        let again = program.json("POST", &path, sent).await;
        assert_eq!((again.status, again.json()["new"].as_i64()), (200, Some(3_600)), "the same call has the same answer");
        let other = serde_json::json!({ "readings": [{ "unit": "Site 1", "period": "2026-08-01", "value": 29.0 }] });
        assert_eq!(program.json("POST", &path, other.clone()).await.status, 409);
        let corrected = steward(&app, &world).json("POST", &path, other).await.json();
        assert_eq!(corrected, serde_json::json!({ "new": 0, "corrected": 1, "same": 0 }));
        let faulty = serde_json::json!({ "readings": [{ "unit": "", "period": "August", "value": 29.0, "people": -1 }] });
        let refused = steward(&app, &world).json("POST", &path, faulty).await;
        assert_eq!(refused.status, 422);
        for field in ["readings/0/unit", "readings/0/period", "readings/0/people"] {
            assert!(refused.shows(field), "{field}: {}", refused.body);
        }
        for malformed in ["{", "{\"readings\":[{\"unit\":1}]}", "{\"readings\":[]}", "[]"] {
            let reply = steward(&app, &world).send(axum::http::Method::POST, &path, Some("application/json"), malformed.into()).await;
            assert_eq!(reply.status, 422, "{malformed}: {}", reply.body);
        }
    })
    .await;
}

#[test]
fn a_value_is_what_the_file_says_and_not_what_binary_makes_of_it() {
    let shares =
        judged("unit,period,value\nGent,2026-09,0.29\nVenlo,2026-09,0.57\n", &Words { share: true, ..words() });
    let values: Vec<Value> = shares.values;
    assert_eq!(values.iter().map(|value| value.value).collect::<Vec<_>>(), [29.0, 57.0]);
}
