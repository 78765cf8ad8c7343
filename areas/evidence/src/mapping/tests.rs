use lustrum_delivery::enrolment;
use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::values;
use lustrum_records::statement::prepare;
use lustrum_records::store::{Batch, put_many};
use lustrum_xapi::{Limits, Version, read_batch};
use serde_json::{Value, json};

use super::people::hash;
use super::store::{self, counts, unknown, waiting};
use super::{Rule, Words, run};
use crate::testing::{Course, course};
use crate::tests::areas;

pub(super) const UNIT: &str = "https://lms.example/units/talks";

pub(super) async fn send(app: &App, organisation: OrganisationId, all: Vec<Value>) {
    let text = Value::Array(all).to_string();
    let read = read_batch(text.as_bytes(), Version::V1_0_3, Limits::default()).unwrap();
    let statements = read.iter().map(|statement| prepare(statement, None)).collect();
    put_many(app, Batch { organisation, source: 1, statements, attachments: Vec::new() }).await.unwrap();
}

pub(super) fn told(number: usize, actor: Value, activity: &str, scaled: f64) -> Value {
    json!({ "id": format!("00000000-0000-4000-8000-{number:012}"), "actor": actor,
        "verb": { "id": "http://adlnet.gov/expapi/verbs/passed" },
        "object": { "id": activity, "definition": { "name": { "en": "Talks \u{202e}<b>" } } },
        "result": { "score": { "scaled": scaled }, "success": true }, "timestamp": "2026-09-10T10:00:00Z" })
}

pub(super) fn mbox(name: &str) -> Value {
    json!({ "mbox": format!("mailto:{name}@x.example") })
}

pub(super) async fn save(app: &App, course: &Course, known: Option<&Rule>, activity: &str, least: Option<f64>) -> Rule {
    let targets = store::targets(app.db(), course.act.tenant, course.act.partnership).await.unwrap();
    let target = targets.into_iter().find(|target| target.kind == "module").unwrap();
    let words = Words {
        verb: String::new(),
        activity: activity.trim_end_matches('*').to_owned(),
        prefix: activity.ends_with('*'),
        least,
        domain: "x.example".to_owned(),
        target,
    };
    let tx = app.db().begin().await.unwrap();
    let (id, _) = store::save(&tx, course.act, known, &words).await.unwrap();
    tx.commit().await.unwrap();
    store::current(app.db(), course.act.tenant).await.unwrap().into_iter().find(|rule| rule.id == id).unwrap()
}

pub(super) async fn taken(app: &App, course: &Course) -> (i64, i64) {
    let counts = counts(app.db(), course.act.tenant, course.act.partnership).await.unwrap();
    counts.first().map_or((0, 0), |count| (count.people, count.statements))
}

#[tokio::test]
async fn people_are_found_by_address_hash_and_account_and_others_wait_until_they_are_enrolled() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let account = |name: &str| json!({ "account": { "homePage": "https://lms.example", "name": name } });
        let group = json!({ "objectType": "Group", "member": [mbox("t0")] });
        send(
            &app,
            world.client,
            vec![
                told(1, json!({ "mbox": "mailto:T0@X.Example" }), UNIT, 0.8),
                told(2, json!({ "mbox_sha1sum": hash("t1@x.example") }), UNIT, 0.8),
                told(3, account("t2@x.example"), UNIT, 0.8),
                told(4, account("T3"), UNIT, 0.8),
                told(5, account("odd name ' ; --"), UNIT, 0.8),
                told(6, mbox("late"), UNIT, 0.8),
                told(7, group, UNIT, 0.8),
            ],
        )
        .await;
        save(&app, &course, None, UNIT, None).await;
        run(&app, world.client).await.unwrap();
        assert_eq!(taken(&app, &course).await, (4, 4));
        let waits = waiting(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!(waits.len(), 3, "{waits:?}");
        assert!(waits.iter().any(|one| one.reason == "group"));
        let late = [enrolment::Person { name: "L".into(), email: "late@x.example".into(), unit: "D".into() }];
        let tx = app.db().begin().await.unwrap();
        enrolment::import(&tx, course.act, &course.trained, &late).await.unwrap();
        tx.commit().await.unwrap();
        run(&app, world.client).await.unwrap();
        assert_eq!(taken(&app, &course).await, (5, 5));
    })
    .await;
}

/// A session of the trained cohort.
async fn taught(app: &App, course: &Course, at: &str) {
    let words = lustrum_delivery::session::Words {
        module: course.module.module_id,
        starts_at: lustrum_kernel::Moment(at.parse().unwrap()),
        zone: "Europe/Amsterdam".to_owned(),
        minutes: 240,
        place: "Utrecht".to_owned(),
    };
    let tx = app.db().begin().await.unwrap();
    lustrum_delivery::session::create(&tx, course.act, &course.trained, &words).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn cap_45_a_mapped_figure_leads_to_its_statements_with_tier_and_days_since_the_learning() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        taught(&app, &course, "2026-09-05T09:00:00Z").await;
        taught(&app, &course, "2026-09-08T09:00:00Z").await;
        // What was best counts with its own day, and the last of several that are best.
        let mut all: Vec<Value> = (0..5).map(|n| told(n, mbox(&format!("t{n}")), UNIT, 0.8)).collect();
        let mut later = told(20, mbox("t0"), UNIT, 0.3);
        later["timestamp"] = json!("2026-09-14T10:00:00Z");
        all.push(later);
        all.push(told(21, mbox("nobody"), UNIT, 0.1));
        send(&app, world.client, all).await;
        let rule = save(&app, &course, None, UNIT, None).await;
        run(&app, world.client).await.unwrap();

        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let levels = lead.get(&format!("/api/v1/p/{}/evidence", world.partnership)).await.json();
        let figures = levels["levels"][1]["figures"].as_array().unwrap().clone();
        let figure = figures.iter().find(|figure| figure["key"] == "mapping-figure").unwrap();
        assert_eq!((figure["tier"].as_i64(), figure["days_since_learning"].as_i64()), (Some(4), Some(2)), "{figure}");
        assert_eq!(figure["certified"], false, "two days are too few to call it remembered");
        let path = format!("/p/{}/evidence/mapped/{}", world.partnership, rule.id);
        assert_eq!(figure["link"], path.as_str());
        let level = lead.get(&format!("/p/{}/evidence/learning", world.partnership)).await;
        assert!(level.shows(&path) && level.shows("2 days"), "{}", level.body);
        let file = lead.get(&format!("/p/{}/evidence.csv", world.partnership)).await;
        assert!(file.shows("statements of other systems,4,2"), "{}", file.body);

        let page = lead.get(&path).await;
        assert!(page.shows("80.0") && page.shows("t0@x.example") && page.shows(UNIT), "{}", page.body);
        let statement = format!("/o/{}/records/statements/00000000-0000-4000-8000-000000000020", world.client);
        assert!(page.shows(&statement) && page.shows("14 September 2026"), "{}", page.body);
        assert!(!page.shows("nobody@"), "whoever is not known does not count");
        let api = lead.get(&format!("/api/v1{path}")).await.json();
        assert_eq!((api["people"].as_i64(), api["figure"]["value"].as_f64()), (Some(5), Some(80.0)), "{api}");
        let statements = api["statements"].as_array().unwrap();
        assert_eq!(statements.len(), 6);
        assert_eq!((statements[0]["days_since_learning"].as_i64(), statements[0]["tier"].as_i64()), (Some(6), Some(4)));
        assert_eq!(statements[1]["days_since_learning"], 2);

        // Those who may not see people see what it stands on, and nobody of it.
        for viewer in
            [world.viewer(Side::Partner, Role::PartnerLead), world.viewer(Side::Organisation, Role::Facilitator)]
        {
            let other = Browser::new(&app, &areas(), viewer);
            let page = other.get(&path).await;
            assert!(page.shows("80.0") && page.shows("2 days") && !page.shows("@x.example"), "{}", page.body);
            assert!(other.get(&format!("/api/v1{path}")).await.json()["statements"].is_null());
        }
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        assert_eq!(stranger.get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn of_few_people_a_mapped_figure_tells_neither_days_nor_people() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        taught(&app, &course, "2026-09-08T09:00:00Z").await;
        send(&app, world.client, (0..4).map(|n| told(n, mbox(&format!("t{n}")), UNIT, 0.8)).collect()).await;
        let rule = save(&app, &course, None, UNIT, None).await;
        run(&app, world.client).await.unwrap();
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let path = format!("/p/{}/evidence/mapped/{}", world.partnership, rule.id);
        let page = partner.get(&path).await;
        assert!(!page.shows("80.0") && !page.shows("2 days") && !page.shows("10 September"), "{}", page.body);
        let api = partner.get(&format!("/api/v1{path}")).await.json();
        assert!(api["people"].is_null() && api["figure"]["state"] == "withheld", "{api}");
    })
    .await;
}

#[tokio::test]
async fn a_changed_rule_replaces_what_the_one_before_took_and_keeps_it_as_history() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let scores = [0.4, 0.6, 0.8];
        let all = scores.iter().enumerate().map(|(n, scaled)| told(n, mbox(&format!("t{n}")), UNIT, *scaled));
        send(&app, world.client, all.collect()).await;
        let first = save(&app, &course, None, UNIT, None).await;
        for _ in 0..2 {
            run(&app, world.client).await.unwrap();
            assert_eq!(taken(&app, &course).await, (3, 3), "a second run takes nothing twice");
        }
        let second = save(&app, &course, Some(&first), "https://lms.example/units/*", Some(0.5)).await;
        assert_eq!(second.version, 2);
        run(&app, world.client).await.unwrap();
        assert_eq!(taken(&app, &course).await, (2, 2));
        let sql = "SELECT COUNT(*) AS number FROM mapped_statement WHERE organisation_id = $1";
        assert_eq!(app.db().number(sql, values![world.client]).await.unwrap(), 5, "history is kept");
        let void = json!({ "actor": mbox("t0"), "verb": { "id": "http://adlnet.gov/expapi/verbs/voided" },
            "object": { "objectType": "StatementRef", "id": "00000000-0000-4000-8000-000000000002" } });
        send(&app, world.client, vec![void]).await;
        run(&app, world.client).await.unwrap();
        assert_eq!(taken(&app, &course).await, (1, 1), "what is void counts no longer");
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_statements_are_read_by_several_runs_at_once_and_taken_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        for part in 0..10 {
            let all = (0..1_000).map(|n| told(part * 1_000 + n, mbox(&format!("t{}", n % 6)), UNIT, 0.7));
            send(&app, world.client, all.collect()).await;
        }
        save(&app, &course, None, UNIT, None).await;
        let runs = [0, 1, 2].map(|_| {
            let (app, tenant) = (app.clone(), world.client);
            tokio::spawn(async move { run(&app, tenant).await.unwrap() })
        });
        let mut looked_at = 0;
        for run in runs {
            looked_at += run.await.unwrap();
        }
        assert_eq!(looked_at, 10_000);
        assert_eq!(taken(&app, &course).await, (6, 10_000));
    })
    .await;
}

#[tokio::test]
async fn an_unknown_activity_is_mapped_with_a_preview_and_shows_among_what_was_learned() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let mut all: Vec<Value> = (0..5).map(|n| told(n, mbox(&format!("t{n}")), UNIT, 0.7)).collect();
        all.push(told(9, mbox("nobody"), UNIT, 0.7));
        let mut one = told(10, mbox("t0"), "https://lms.example/other", 0.7);
        one["timestamp"] = json!("2026-09-12T10:00:00Z");
        all.push(one);
        send(&app, world.client, all).await;
        run(&app, world.client).await.unwrap();
        let list = unknown(app.db(), world.client, None, 1).await.unwrap();
        assert_eq!((list[0].activity.as_str(), list[0].statements), (UNIT, 6));
        let next = unknown(app.db(), world.client, Some((6, UNIT)), 1).await.unwrap();
        assert_eq!(next[0].statements, 1);
        assert!(unknown(app.db(), world.partner, None, 9).await.unwrap().is_empty(), "of another organisation");
        let lead = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::DataSteward));
        let path = format!("/p/{}/evidence/mapping", world.partnership);
        let page = lead.get(&path).await;
        assert!(page.shows(UNIT) && page.shows("Map this") && !page.shows("\u{202e}<b>"), "{}", page.body);
        let targets = store::targets(app.db(), course.act.tenant, course.act.partnership).await.unwrap();
        let target = targets.iter().find(|target| target.kind == "module").unwrap().key();
        let fields = [("activity", UNIT), ("target", target.as_str())];
        let seen = lead.post(&format!("{path}/preview"), &fields).await;
        assert!(seen.shows("6 statements match") && seen.shows("1 of them wait"), "{}", seen.body);
        assert_eq!(lead.post(&path, &[("activity", "no address"), ("target", &target)]).await.status, 422);
        assert_eq!(lead.post(&path, &fields).await.status, 303);
        let of_one = [("activity", "https://lms.example/other"), ("target", target.as_str())];
        assert_eq!(lead.post(&path, &of_one).await.status, 303);
        lustrum_kernel::job::run_due(&app).await.unwrap();
        assert!(!lead.get(&path).await.shows("units/talks&quot;"));
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let learning = partner.get(&format!("/p/{}/evidence/learning", world.partnership)).await;
        assert!(learning.shows("Reported by other systems") && learning.shows("70.0"), "{}", learning.body);
        assert!(learning.shows("10 September 2026") && !learning.shows("12 September 2026"), "when one person did it");
        assert!(!learning.shows("x.example") && partner.get(&path).await.status == 404);
        let api = lead.get(&format!("/api/v1/p/{}/mapping-rules", world.partnership)).await.json();
        assert_eq!(api["rules"][0]["version"], 1);
        for rule in api["rules"].as_array().unwrap() {
            let ended = rule["id"].as_str().unwrap();
            assert_eq!(lead.post(&format!("{path}/endings"), &[("rule", ended)]).await.status, 303);
        }
        assert_eq!(taken(&app, &course).await, (0, 0));
    })
    .await;
}
