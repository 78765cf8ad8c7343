//! Reviews gathered from what the areas hold, on both engines.

use lustrum_evidence::ratings::{self, Occasion, Rating};
use lustrum_evidence::testing::Course;
use lustrum_evidence::{feedback, testing as evidence};
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::figure::Status;
use lustrum_kernel::form::Upload;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::testing as partnership;
use lustrum_sharing::{agreement, ledger, testing as sharing};
use lustrum_study::study::{self, Basis, Better, Design, Plan, StudyId};

use super::sample::quarter;
use crate::review::{Content, Label, Line, gather, spoken};

fn areas() -> Vec<Area> {
    crate::tests::areas()
}

async fn gathered(app: &App, world: &World) -> Content {
    let scope = world.within(Side::Organisation, Role::LdLead);
    gather(app.db(), &scope.partnership, quarter(), app.now(), false).await.unwrap()
}

/// The National Supported Work experiment, whose answer is published.
async fn a_study(app: &App, world: &World) -> StudyId {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/nsw/nsw_experimental.csv");
    let table = Upload { name: "nsw.csv".into(), content_type: "text/csv".into(), bytes: std::fs::read(path).unwrap() };
    let plan = Plan {
        title: "Earnings after the training".to_owned(),
        question: "Do people who were trained earn more?".to_owned(),
        design: Design::Rct,
        basis: Basis::Table {
            outcome: "re78".to_owned(),
            treatment: "treat".to_owned(),
            unit: None,
            time: None,
            cluster: None,
            covariates: Vec::new(),
        },
        unit: "US dollars".to_owned(),
        decimals: 2,
        better: Better::Higher,
        margin: None,
        source: "National Supported Work".to_owned(),
        generated: false,
        assigned: study::Assigned::default(),
    };
    let lead = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let id = study::register(&tx, world.client, world.partnership, lead, app.now(), &plan).await.unwrap();
    let known = study::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    study::estimate_and_store(&tx, &known, lead, app.now(), &table).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

async fn release(app: &App, world: &World, id: StudyId) {
    let tx = app.db().begin().await.unwrap();
    let known = study::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    study::release(&tx, &known, world.person(Side::Organisation, Role::DataSteward), app.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn cap_30_a_review_holds_the_promises_and_what_agreements_release_and_nothing_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        assert_eq!(gathered(&app, &world).await.label, Label::Activity);
        partnership::signed(&app, &world).await;
        let shared = sharing::a_kpi(&app, &world, "Turnover").await;
        sharing::a_kpi(&app, &world, "Absence that nobody shared").await;
        let agreed = sharing::in_force(&app, &world, shared).await;
        let content = gathered(&app, &world).await;
        let charter = content.charter.as_ref().unwrap();
        assert_eq!((charter.version.as_str(), charter.vision.as_str()), ("1.0", "What both sides say about vision."));
        assert_eq!(charter.measures[0].level, 4);
        let results: Vec<&Line> = content.on_level(4).collect();
        let [line] = results.as_slice() else { panic!("one KPI is shared: {results:?}") };
        assert_eq!((line.about.as_str(), line.charter.as_deref()), ("Turnover", Some("1.0")));
        // The total of the month, although Gent alone is too small to be shown.
        assert_eq!((line.figure.value(), line.figure.n()), (Some(70.0 / 3.0), Some(20)));
        assert_eq!(line.figure.period().from.to_string(), "2026-08-01");
        assert_eq!(content.label, Label::Evidence);
        assert!(!content.text().unwrap().contains("nobody shared"));
        let told = spoken(&content, Locale::En).unwrap();
        assert!(told.changes.items.contains(&"A charter version came into force.".to_owned()));
        assert_eq!(told.levels.table.rows[0][2], "23.3\u{a0}%");

        let tx = app.db().begin().await.unwrap();
        let known = agreement::find(&tx, world.client, world.partnership, agreed).await.unwrap().unwrap();
        let steward = world.person(Side::Organisation, Role::DataSteward);
        agreement::revoke(&tx, &known, steward, app.now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(gathered(&app, &world).await.on_level(4).count(), 0);
    })
    .await;
}

/// The same rating of every behaviour before, and this much more after.
fn rated(course: &Course, letter: &str, people: i64, more: impl Fn(i64) -> i64) -> Vec<Rating> {
    let mut ratings = Vec::new();
    for place in 0..people {
        let who = format!("{letter}{place}@x.example");
        let subject = ratings::subject(course.act.tenant, course.programme.id, &who);
        for behaviour in &course.behaviours {
            let after = 2 + more(place);
            for (occasion, value, day) in [(Occasion::Before, 2, "2026-07-01"), (Occasion::After, after, "2026-09-10")]
            {
                let (trained, day) = (letter == "t", day.parse().unwrap());
                ratings.push(Rating {
                    behaviour: behaviour.id,
                    subject: subject.clone(),
                    trained,
                    occasion,
                    value,
                    day,
                });
            }
        }
    }
    ratings
}

#[tokio::test]
async fn feedback_alone_is_activity_and_ratings_of_behaviour_are_evidence() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = evidence::course(&app, &world, 12).await;
        let opened = evidence::round(&app, &course, 12).await;
        let day = app.now().day_in(&jiff::tz::TimeZone::UTC);
        let tx = app.db().begin().await.unwrap();
        let answers: Vec<_> = [5, 4, 4, 5, 3, 4, 2].map(evidence::all).to_vec();
        feedback::answer_many(&tx, world.client, &opened, day, &answers).await.unwrap();
        tx.commit().await.unwrap();
        let content = gathered(&app, &world).await;
        assert!(content.is_activity());
        let told = spoken(&content, Locale::En).unwrap();
        assert_eq!(
            (told.levels.levels[0].figure.value.as_str(), told.label.as_deref()),
            ("71.4", Some("Activity, not effect"))
        );
        assert_eq!(told.levels.levels[2].figure.value, "no evidence");

        let tx = app.db().begin().await.unwrap();
        let (trained, waiting) =
            (rated(&course, "t", 9, |place| 1 + place % 2), rated(&course, "w", 8, |place| place % 2));
        ratings::import(&tx, course.act, &course.programme, &[trained, waiting].concat()).await.unwrap();
        tx.commit().await.unwrap();
        let content = gathered(&app, &world).await;
        assert!(!content.is_activity());
        let told = spoken(&content, Locale::Nl).unwrap();
        let picture = told.levels.levels[2].picture.as_ref().unwrap();
        let names: Vec<&str> = picture.data.iter().skip(1).map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["getraind", "wachtlijst", "verschil tussen beide"]);
        assert!(told.changes.items.contains(&"Er zijn één keer gedragsbeoordelingen ingelezen.".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_partner_who_reads_figures_in_a_review_stands_in_the_ledger() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = sharing::a_kpi(&app, &world, "Turnover").await;
        sharing::in_force(&app, &world, kpi).await;
        let path = format!("/p/{}/reviews", world.partnership);
        let browser = |side, role| Browser::new(&app, &areas(), world.viewer(side, role));
        let (ours, theirs) = (browser(Side::Organisation, Role::LdLead), browser(Side::Partner, Role::PartnerLead));
        assert_eq!(ours.post(&path, &[("period", "2026-Q3")]).await.status, 303);
        let reads = async || {
            let entries = ledger::entries(app.db(), world.client, world.partnership, None, 50).await.unwrap();
            entries.iter().filter(|entry| entry.kind == "release.read" && entry.text("title") == "2026-Q3").count()
        };
        assert!(ours.get(&format!("{path}/2026-Q3")).await.shows("23.3"));
        assert_eq!(reads().await, 0);
        assert!(theirs.get(&format!("{path}/2026-Q3")).await.shows("23.3"));
        assert_eq!(theirs.get(&format!("{path}/2026-Q3.pdf")).await.status, 200);
        let api = format!("/api/v1{path}/2026-Q3");
        assert_eq!(theirs.json("GET", &api, serde_json::Value::Null).await.status, 200);
        assert_eq!(reads().await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_study_enters_the_review_when_it_is_released_with_the_published_estimate() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = a_study(&app, &world).await;
        assert!(gathered(&app, &world).await.studies.is_empty());
        release(&app, &world, id).await;
        let content = gathered(&app, &world).await;
        let [study] = content.studies.as_slice() else { panic!("one study is released") };
        let estimate = study.estimate.as_ref().unwrap();
        // LaLonde 1986 with the sample of Dehejia and Wahba 1999: 1794.34 dollars.
        assert!((estimate.value().unwrap() - 1794.342).abs() < 0.01);
        assert_eq!((estimate.n(), estimate.status()), (Some(445), Status::Conclusive));
        let told = spoken(&content, Locale::En).unwrap();
        assert!(told.findings.studies[0].sentence.contains("1,794.34 US dollars"));
        let told = spoken(&content, Locale::Nl).unwrap();
        assert!(told.findings.studies[0].sentence.contains("1.794,34"));
    })
    .await;
}

#[tokio::test]
async fn what_is_frozen_of_the_same_state_at_the_same_moment_is_the_same_text() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        partnership::signed(&app, &world).await;
        for title in ["One", "Two", "Three"] {
            let kpi = sharing::a_kpi(&app, &world, title).await;
            sharing::in_force(&app, &world, kpi).await;
        }
        let once = gathered(&app, &world).await.text().unwrap();
        assert_eq!(once, gathered(&app, &world).await.text().unwrap());
        let partner = world.within(Side::Partner, Role::PartnerLead);
        let theirs = gather(app.db(), &partner.partnership, quarter(), app.now(), false).await.unwrap();
        assert_eq!(once, theirs.text().unwrap());
    })
    .await;
}
